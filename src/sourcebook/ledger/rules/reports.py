"""Indirect speech: somebody says, claims, demands, regards as, keeps silent about. One function a construction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..lexicon import pairs, words
from . import syntax
from .passage import Passage, Proposal, a_group, clause, inside, is_verb, lemma, trimmed
from .quotes import asserts

if TYPE_CHECKING:
    from spacy.tokens import Token

#: Subjects who say nothing to anybody in particular.
VAGUE = frozenset("others other some many all most".split())
NOBODY = VAGUE | frozenset("one it there this that which what who everybody everyone nobody anybody anyone".split())
ITS = frozenset("his her its their our my".split())
UNSAID = frozenset({"should", "would", "could", "might", "will", "shall", "'ll", "must", "may", "need"})
#: How many tokens behind a verb "that" may stand, how many actors a report is said to be about, how short a clause says nothing.
THAT_NEAR, ABOUT_MOST, BARE = 6, 6, 2
SAYS, THINKS, SILENT = words("speech", "say"), words("speech", "think"), words("speech", "silent")
CALLS, ACCUSES = words("speech", "call"), words("speech", "accuse")
OBJECTS, SPEAKS_OF, SAYINGS = words("speech", "object"), pairs("speech", "about"), words("speech", "nouns")
CAUSES = words("nouns", "heads", "causes")


def reports(passage: Passage) -> Iterator[Proposal]:
    """Yield the reports of a paragraph."""
    for token in passage.doc:
        if is_verb(token):
            yield from _verb(passage, token)
        elif token.pos_ == "NOUN" and token.lower_ in SAYINGS:
            yield from _noun(passage, token)


def _verb(passage: Passage, verb: Token) -> Iterator[Proposal]:
    rule = _construction(verb)
    if not rule or syntax.in_condition(verb) or _only_possible(verb) or _frames(passage, verb):
        return
    speakers = passage.named([s for s in syntax.subjects(verb) if s.lower_ not in NOBODY])
    if not speakers and not syntax.is_passive(verb):
        near = [s for s in syntax.before(verb, passage.names) if s.lower_ not in VAGUE]
        speakers, rule = passage.named(near), f"{rule}, a name before"
    for speaker in (name for name in speakers if _speaks(passage, name)):
        first, last = _stretch(passage, verb)
        about = [name for name in _about(passage, verb, first, last) if name != speaker]
        unsaid = syntax.denied(verb) != rule.startswith("keeps silent")  # a silence kept is a saying denied
        fields = {"speaker": speaker, "about": about, "negated": unsaid or None}
        if rule.startswith("thinks") and speaker == passage.self_name(verb):
            continue
        of_oneself = ", of oneself" if speaker == passage.self_name(verb) else ""
        yield Proposal("report", first, last, fields, f"report: {rule}{of_oneself}", (verb.text,), syntax.past(verb))


def _frames(passage: Passage, verb: Token) -> bool:
    """Tell a verb that only brings a quotation in: that is the quotation's, and no report beside it."""
    brought = (q for q in passage.marked if q.cue == verb and q.speaker)
    return any(asserts(passage.doc, q.first, q.last) for q in brought)


def _construction(verb: Token) -> str:
    """Return how a verb reports; empty where it does not."""
    word, kids = lemma(verb), list(verb.children)
    if word in SILENT or any(c.dep_ in ("acomp", "attr", "dobj", "oprd") and c.lower_ in SILENT for c in kids):
        return "keeps silent"
    if word in CALLS and any(_as_what(c) for c in (*kids, *_as_below(kids))):
        return "accuses" if word in ACCUSES else "calls or regards somebody as something"
    if word in SAYS and (said := _said(verb, kids)):
        return _saying(word in THINKS, said)
    if word in OBJECTS and any(c.dep_ == "dobj" for c in kids):
        return "denies, demands, denounces something"
    if any(c.dep_ in ("prep", "prt") and c.lower_ in SPEAKS_OF.get(word, ()) for c in (*kids, *_as_below(kids))):
        return "speaks of something"
    return "says, set in" if word in SAYS - THINKS and _inserted(verb, kids) else ""


def _as_what(child: Token) -> bool:
    """Tell "as an ally", "of treason", "a traitor" below a verb of calling."""
    return child.dep_ in ("oprd", "xcomp", "ccomp") or (child.dep_ == "prep" and child.lower_ in ("as", "of", "for"))


def _as_below(kids: Sequence[Token]) -> list[Token]:
    """Return the "as" that the parser hung on the object: "regards the pact as a step"."""
    return [g for c in kids if c.dep_ == "dobj" for g in c.children if g.dep_ == "prep" and g.lower_ == "as"]


def _said(verb: Token, kids: Sequence[Token]) -> list[Token]:
    """Return the clauses of what is said, or the "that" which opens one, where the parser hung it elsewhere."""
    near = verb.doc[verb.i + 1 : min(verb.i + 1 + THAT_NEAR, verb.sent.end)]
    clauses = [c for c in kids if c.dep_ in ("ccomp", "xcomp") and c.i > verb.i]
    return clauses or [t for t in near if t.lower_ == "that" and t.dep_ in ("mark", "advmod", "nsubj", "det")][:1]


def _saying(thinks: bool, said: Sequence[Token]) -> str:
    """Return whether it is said or only thought; "wants fighting" reports nothing."""
    if not thinks:
        return "says that"
    return "" if all(c.dep_ == "xcomp" and c.tag_ != "VB" for c in said) else "thinks that"


def _inserted(verb: Token, kids: Sequence[Token]) -> bool:
    """Tell "…, he said, …" and "as some wags put it" from a verb that goes on without saying what was said."""
    if verb.dep_ == "parataxis":
        return True
    return verb.dep_ in ("ROOT", "ccomp", "advcl") and any(c.dep_ == "ccomp" for c in kids)


def _only_possible(verb: Token) -> bool:
    """Tell what nobody has said but may, should or would say."""
    infinitive = verb.tag_ == "VB" and any(c.lower_ == "to" for c in verb.children)
    return syntax.modal(verb) in UNSAID or verb.head.lower_ == "let" or (infinitive and verb.dep_ in ("advcl", "acl", "relcl"))


def _speaks(passage: Passage, name: str) -> bool:
    """Tell somebody who can speak from a cause or a thing; a name nobody knows may be somebody's."""
    if passage.acting(name) or a_group(name) or name == passage.piece.author:
        return True
    return not passage.cast.kind(name) and name.split()[-1].lower() not in CAUSES


def _stretch(passage: Passage, verb: Token) -> tuple[int, int]:
    """Return the tokens of a report: its clause with all that is said in it, from its subject on."""
    first, last = clause(passage, verb)
    return (first, last) if last - first > BARE else trimmed(passage, verb.sent.start, verb.sent.end - 1)


def _about(passage: Passage, verb: Token, first: int, last: int) -> list[str]:
    """Return the actors a report speaks of: all in its words, and the subjects of what is said."""
    subjects = ("nsubj", "nsubjpass")
    told = [t for t in verb.subtree if (t.head != verb if t.dep_ in subjects else first <= t.i <= last)]
    return [name for name in passage.named(told) if passage.acting(name)][:ABOUT_MOST]


def _noun(passage: Passage, noun: Token) -> Iterator[Proposal]:
    """Yield "X's declaration of …", "the argument of X that …"; a bare mention of a speech is none."""
    owned = [c for c in noun.children if c.dep_ == "poss"]
    if any(c.lower_ in ITS for c in owned) or not any(_tells(noun, c) for c in noun.children):
        return
    tokens = list(noun.subtree)
    for owner in passage.named([t for c in owned for t in syntax.conjoined(c)]):
        if _speaks(passage, owner):
            about = [name for name in passage.named(tokens) if name != owner and passage.acting(name)]
            fields = {"speaker": owner, "about": about, "negated": None}
            stretch = trimmed(passage, *inside(noun))
            yield Proposal("report", *stretch, fields, "report: somebody's statement", (noun.text,), True)


def _tells(noun: Token, child: Token) -> bool:
    """Tell what a statement says: "that …", "about …", "of …"."""
    if child.dep_ == "acl":
        return any(mark.lower_ == "that" for mark in child.children)
    return child.dep_ == "prep" and child.lower_ in ("about", "against", "of", "on", "that") and child.i > noun.i
