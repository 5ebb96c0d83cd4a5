"""Who expects it: the author, the speaker, or somebody who says, fears, is sure; what somebody foresees or has chances of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..lexicon import words
from . import syntax
from .passage import Passage, Proposal, clause, inside, is_verb, lemma, printed, trimmed

if TYPE_CHECKING:
    from spacy.tokens import Token

INSERTED = 3  # tokens at most before a verb of saying that is set in
SAYS, DECIDES = words("speech", "say"), words("outlook", "decides")
EXPECTS = SAYS | words("outlook", "looks") | words("outlook", "sure") | words("outlook", "beliefs") | words("speech", "nouns")
THINKS, FACTS = words("speech", "think"), words("outlook", "facts")
FORESEES, CHANCES = words("outlook", "foresees"), words("outlook", "chances")
BELIEFS, NEAR = words("outlook", "beliefs"), 6  # tokens before a chance where what foresees it stands
PREDICATES = ("acomp", "attr", "oprd")
SURELY = frozenset({"inevitability", "probability", "likelihood", "imminence"})
#: Subjects that are nobody in particular: "this means that", "can anyone doubt that".
NOTHING = frozenset("this that it which what all there anyone anybody everyone everybody nobody none one who".split())


def teller(passage: Passage, token: Token) -> tuple[str, str]:
    """Return whose words a token is, and whether they are reported; nobody where the reporter is not known."""
    for at in (token, *token.ancestors):
        told = _telling(passage, at)
        if told is not None:
            who, how = told
            named = passage.named(who)
            if named or any(t.lower_ not in NOTHING for t in who):  # "this means that …" is still the speaker's
                return (named[0], how) if named else ("", "")
    return passage.self_name(token), ""


def _telling(passage: Passage, at: Token) -> tuple[list[Token], str] | None:
    """Return who tells or fears what a clause says, where anybody does."""
    set_in = next((c for c in at.children if c.dep_ in ("parataxis", "ccomp") and lemma(c) in SAYS and _between_commas(c)), None)
    if set_in is not None:
        return syntax.subjects(set_in), ", reported"
    if any(c.lower_ == "lest" for c in at.children):
        above = at.head.head if at.head.dep_ in PREDICATES else at.head
        return syntax.subjects(above) or syntax.nearest(at, passage.names), ""
    if lemma(at.head) in EXPECTS and (at.dep_ == "ccomp" or (at.dep_ == "acl" and _that(at))):
        return _reporter(passage, at), ", reported"
    return None


def _that(clause: Token) -> bool:
    """Tell a clause with a subject of its own: "the belief that it will", not "the hope to win"."""
    return any(c.dep_ in syntax.SUBJECTS | syntax.PASSIVE | {"expl", "mark"} for c in clause.children)


def _reporter(passage: Passage, at: Token) -> list[Token]:
    """Return whose a clause under a verb, adjective or noun is."""
    above = at.head.head if at.head.dep_ in PREDICATES else at.head
    if is_verb(above):
        who = syntax.subjects(above)
        return who if passage.named(who) or lemma(at.head) not in FACTS else []
    owners = [t for t in syntax.owners(above) if t.pos_ != "ADJ" or passage.name(t)]
    return owners or next((syntax.subjects(a) for a in above.ancestors if is_verb(a)), [])


def undertaken(passage: Passage, verb: Token, forecaster: str) -> bool:
    """Tell what a speaker says that he himself will do, what is decided, what somebody would say: no forecasts of his."""
    if verb.dep_ in ("ccomp", "acl") and lemma(verb.head) in DECIDES:
        return True
    clause = next((a for a in (verb, *verb.ancestors) if a.dep_ in ("ccomp", "acl")), None)
    if clause is not None and syntax.unreal(clause.head) and forecaster != passage.self_name(verb):
        return True
    thinks = clause is not None and (lemma(clause.head) in THINKS or not is_verb(clause.head))
    does = not syntax.is_passive(verb) and verb.lemma_ not in ("be", "have")
    return does and not thinks and forecaster in passage.named(syntax.subjects(verb))


def expecting(passage: Passage) -> Iterator[Proposal]:
    """Yield what somebody foresees, what somebody has hopes of, what may well be."""
    for token in passage.doc:
        if token.pos_ == "VERB" and lemma(token) in FORESEES and not syntax.unreal(token):
            yield from _foreseen(passage, token)
        elif token.pos_ == "NOUN" and token.lower_ in CHANCES:
            yield from _chance(passage, token)


def _foreseen(passage: Passage, verb: Token) -> Iterator[Proposal]:
    """Yield "we predicted the war", "we expect nothing of it"."""
    who = passage.named(syntax.subjects(verb))
    what = next((c for c in verb.children if c.dep_ == "dobj"), None)
    if who and what is not None and not any(c.dep_ == "neg" for c in verb.children):
        fields = {"forecaster": who[0], "event": printed(passage, what), "condition": None, "hedge": "certain"}
        yield Proposal("forecast", *clause(passage, verb), fields, "forecast: foresees", (verb.text,))


def _chance(passage: Passage, noun: Token) -> Iterator[Proposal]:
    """Yield "the inevitability of war", "its chances to win", "all hopes of keeping it"."""
    event = next((c for c in noun.children if c.lower_ == "of" or (c.dep_ == "acl" and c.tag_ == "VB")), None)
    doing = event is not None and (event.dep_ == "acl" or any(_doing(c) for c in event.children))
    if event is None or _that(event) or (noun.lower_ not in SURELY and (not doing or noun.head.lower_ == "in")):
        return
    if any(lemma(a) in FORESEES | BELIEFS for a in noun.ancestors if a.i >= noun.i - NEAR):
        return
    hedge = "certain" if noun.lower_ in ("inevitability", "imminence") else "possible"
    fields = {"forecaster": passage.self_name(noun), "event": printed(passage, event), "condition": None, "hedge": hedge}
    yield Proposal("forecast", *trimmed(passage, *inside(noun)), fields, "forecast: chances", (noun.text,))


def _doing(governed: Token) -> bool:
    """Tell "of winning" and "of the supply exceeding it"."""
    return governed.dep_ == "pcomp" or any(c.dep_ == "acl" and c.tag_ == "VBG" for c in governed.children)


def _between_commas(verb: Token) -> bool:
    """Tell "…, he said, …" and "…, said X, …": who speaks, set into what is said."""
    subject = next((c for c in verb.children if c.dep_ in syntax.SUBJECTS and c.i > verb.i), None)
    ends = subject.right_edge.i if subject is not None else verb.i
    after = verb.doc[ends + 1] if ends + 1 < len(verb.doc) else None
    return after is not None and after.text in (",", ".", ";") and (subject is not None or verb.i - verb.left_edge.i <= INSERTED)
