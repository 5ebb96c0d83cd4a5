"""Who is bound to do what for whom, on what condition: treaties, promises, undertakings. One function a construction."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..lexicon import words
from ..model import collapsed
from . import syntax
from .passage import Passage, Proposal, clause, is_verb, lemma, printed, trimmed

if TYPE_CHECKING:
    from spacy.tokens import Token

WILL = frozenset({"will", "shall", "'ll", "wo"})
POSSIBLE = frozenset({"would", "could", "might", "may", "must", "should"})
CONDITIONAL = frozenset("if unless provided once when".split())
EVENT = frozenset("event case condition provided basis".split())
BINDS, BOUND, READY = words("outlook", "binds"), words("outlook", "bound"), words("outlook", "ready")
UNDERTAKES, WEAKLY, VAGUELY = words("outlook", "pledge"), words("outlook", "weak"), words("outlook", "vague")
DUTIES, INSTRUMENTS = words("outlook", "duties"), words("outlook", "instruments")
DEEDS, ANNOUNCING = words("outlook", "deeds"), words("outlook", "announcing")


SAYS, YOURS = words("speech", "say"), frozenset({"you", "your", "yours"})
IN_THE_TEXT = words("outlook", "in_the_text")
SELVES = ("self", "selves")
#: Verbs whose object is who is bound; verbs that only a statement of fact makes an undertaking.
OF_ONESELF, OPENLY = frozenset({"commit", "engage", "pledge", "bind"}), frozenset({"offer", "assure", "accept", "assume"})


class Bond(NamedTuple):
    """Who is bound, by what construction, the word that says so, and whom it says to benefit."""

    rule: str
    bound: Sequence[str]
    cue: str
    benefits: Sequence[str] = ()


def pledges(passage: Passage) -> Iterator[Proposal]:
    """Yield the pledges of a paragraph."""
    for token in passage.doc:
        if is_verb(token) or token.pos_ == "ADJ":
            for bond in _bonds(passage, token):
                yield from _pledge(passage, token, bond)


def _bonds(passage: Passage, verb: Token) -> Iterator[Bond]:
    kinds = {child.dep_ for child in verb.children}
    passive = syntax.is_passive(verb)
    if lemma(verb) in BINDS and not passive and _by_instrument(passage, verb):
        yield Bond("an instrument binds", passage.named(syntax.patients(verb)), verb.text)
    if lemma(verb) in BOUND and (passive or verb.pos_ == "ADJ"):
        if _to_something(verb, kinds) and verb.head.lemma_ not in ("feel", "find") and _by_something(passage, verb):
            yield Bond("is bound to", passage.named(syntax.patients(verb) or syntax.subjects(verb.head)), verb.text)
    elif verb.pos_ == "VERB" and _undertakes(passage, verb):
        yield _undertaking(passage, verb)
    if verb.pos_ == "ADJ" and verb.lower_ in READY and verb.dep_ == "acomp" and "xcomp" in kinds and _declared(verb):
        yield Bond("is ready to", passage.named(syntax.subjects(verb.head)), verb.text)
    yield from _we_will(passage, verb)


def _declared(ready: Token) -> bool:
    """Tell readiness that is declared, "declares itself ready", or offered to somebody: "I am ready to answer your call"."""
    verb = ready.head
    offered = any(t.lower_ in YOURS for t in ready.subtree) and any(t.lower_ in ("i", "we") for t in syntax.subjects(verb))
    return offered or (verb.dep_ == "ccomp" and lemma(verb.head) in SAYS)


def _to_something(verb: Token, kinds: Collection[str]) -> bool:
    """Tell "committed to peace" from "crimes committed in its name"; one is bound by, with and in."""
    prepositions = {c.lower_ for c in verb.children if c.dep_ == "prep"}
    return "xcomp" in kinds or ("to" in prepositions if lemma(verb) in ("commit", "committed") else bool(prepositions))


def _by_something(passage: Passage, verb: Token) -> bool:
    """Tell who is bound by something from what is bound to come: a treaty is near, or the word has no other sense."""
    if any(c.lower_ == "up" for c in verb.children):
        return False
    return lemma(verb) not in ("bind", "bound") or bool(syntax.agents(verb)) or _instrument(passage, verb) is not None


def _by_instrument(passage: Passage, verb: Token) -> bool:
    return any(_instrumental(passage, subject) for subject in syntax.subjects(verb))


def _instrumental(passage: Passage, token: Token) -> bool:
    """Tell a treaty or programme, by its noun or by the name it has."""
    name = passage.name(token)
    last = name.split()[-1].lower() if name else ""
    return lemma(token) in INSTRUMENTS or last in INSTRUMENTS or passage.cast.kind(name) == "treaty"


def _undertakes(passage: Passage, verb: Token) -> bool:
    """Tell a verb by which its subject undertakes something; one that may mean other things needs a duty."""
    word = lemma(verb)
    if word not in UNDERTAKES or syntax.modal(verb) in POSSIBLE or syntax.in_condition(verb) or _by_instrument(passage, verb):
        return False
    if word in OF_ONESELF and not _binds_itself(verb):
        return False
    if word in OPENLY and (syntax.modal(verb) or verb.sent[-1].text == "?"):
        return False
    if word in VAGUELY:
        return any(_is_duty(child) for child in verb.children)
    return any(child.dep_ in ("xcomp", "ccomp", "dobj") for child in verb.children)


def _binds_itself(verb: Token) -> bool:
    """Tell "commits itself to", "pledges to" from "commits acts" and "pledges the movement to"."""
    objects = [c for c in verb.children if c.dep_ == "dobj"]
    return not objects or any(o.lower_.endswith(SELVES) for o in objects)


def _is_duty(token: Token) -> bool:
    """Tell what makes a vague verb an undertaking: a deed, a duty, somebody to whom it is offered."""
    return token.dep_ in ("xcomp", "dative") or token.lemma_.lower() in DUTIES


def _undertaking(passage: Passage, verb: Token) -> Bond:
    to = [*(child for child in verb.children if child.dep_ == "dative"), *syntax.under(verb, "to")]
    weak = ", weak" if lemma(verb) in WEAKLY else ""
    return Bond(f"a verb of undertaking{weak}", passage.named(syntax.subjects(verb)), verb.text, passage.named(to))


def _we_will(passage: Passage, verb: Token) -> Iterator[Bond]:
    """Yield what the speaker says "we will" of: deeds, not what only comes next in the text."""
    modal = next((c.lower_ for c in verb.children if c.dep_ == "aux" and c.tag_ == "MD"), "")
    if modal not in WILL or lemma(verb) not in DEEDS - ANNOUNCING or syntax.in_condition(verb):
        return
    if any(t.lower_ in IN_THE_TEXT for t in verb.subtree) or _asked(verb):
        return  # "which we shall give in another chapter", "a word on how we will vote"
    subject = next(iter(syntax.subjects(verb)), None)
    if subject is not None and subject.lower_ in ("we", "i"):
        rule = "we will not" if syntax.denied(verb) else "we will"
        yield Bond(rule, [passage.self_name(verb)], modal, passage.named(syntax.under(verb, "for", "with")))


def _asked(verb: Token) -> bool:
    """Tell a question, put or reported: "will we fight?", "how we will vote"."""
    return verb.sent[-1].text == "?" or any(c.tag_ == "WRB" for c in verb.children)


def _pledge(passage: Passage, verb: Token, bond: Bond) -> Iterator[Proposal]:
    first, last = clause(passage, verb)
    complements = (c for c in verb.children if c.dep_ in ("xcomp", "ccomp", "prep", "dobj") and c.i > verb.i)
    complement = next((c for c in complements if not c.lower_.endswith(SELVES)), None)
    others = bond.benefits or _others(passage, complement if complement is not None else verb, bond.bound)
    fields = {
        "beneficiary": others[0] if others else None,
        "duty": _duty(passage, verb, complement) if complement is not None else collapsed(passage.text(first, last)),
        "condition": _condition(passage, verb),
        "instrument": _instrument(passage, verb),
        "negated": syntax.denied(verb),
    }
    for name in bond.bound:
        yield Proposal(
            "pledge", first, last, {"bound": name, **fields}, f"pledge: {bond.rule}", (bond.cue,), syntax.past(verb)
        )  # fmt: skip


def _duty(passage: Passage, verb: Token, complement: Token) -> str:
    """Return what is undertaken: the infinitive, or the verb with its object."""
    if complement.dep_ != "dobj":
        return printed(passage, complement)
    return collapsed(passage.text(*trimmed(passage, verb.i, complement.right_edge.i)))


def _others(passage: Passage, token: Token, bound: Sequence[str]) -> list[str]:
    return [name for name in passage.named(list(token.subtree)) if name not in bound and passage.acting(name)]


def _condition(passage: Passage, verb: Token) -> str | None:
    """Return the words on which a pledge depends: "if …"; of "only in the event that …" all that follows in the sentence."""
    token = next((token for token in verb.subtree if _conditional(token)), None)
    if token is None or token.dep_ == "advcl":
        return None if token is None else printed(passage, token)
    first = token.i - 1 if token.i and passage.doc[token.i - 1].lower_ == "only" else token.i
    return collapsed(passage.text(*trimmed(passage, first, verb.sent.end - 1))).rstrip(".")


def _conditional(token: Token) -> bool:
    opening = {"advcl": CONDITIONAL, "prep": EVENT}.get(token.dep_)
    return opening is not None and any(child.lower_ in opening for child in token.children)


def _instrument(passage: Passage, verb: Token) -> str | None:
    """Return the treaty or programme by which: one named in the sentence or last before it, else the noun that binds."""
    condition = next((t.i for t in verb.subtree if t.dep_ == "prep" and _conditional(t)), verb.sent.end)
    here = (t for t in verb.sent if t.i < condition)
    told = [*here, *reversed(passage.doc[: verb.sent.start])]
    named = (passage.name(t) for t in told if passage.cast.kind(passage.name(t)) == "treaty")
    nouns = (t for t in verb.sent if t.pos_ in ("NOUN", "PROPN") and lemma(t) in INSTRUMENTS)
    return next(named, None) or next((_with_its_adjectives(passage, noun) for noun in nouns), None)


def _with_its_adjectives(passage: Passage, noun: Token) -> str:
    first = min([noun.i, *(c.i for c in noun.lefts if c.dep_ in ("compound", "amod"))])
    return collapsed(passage.text(first, noun.i))
