"""Indirect speech: somebody says, claims, demands, regards as, keeps silent about. The constructions are in saying.py and nominals.py."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from . import syntax
from .nominals import according, nominals
from .passage import Passage, Proposal, clause, is_verb, lemma, trimmed
from .quotes import asserts
from .saying import construction
from .speakers import VAGUE, speakers

if TYPE_CHECKING:
    from spacy.tokens import Token

UNSAID = frozenset({"should", "would", "could", "might", "will", "shall", "'ll", "must", "may", "need"})
#: What an author's own thoughts are told by: his stances, not reports.
UNTOLD = ("thinks", "is certain", "does not know")
#: Verbs whose infinitive happens: "went on to say".
ASPECTS = frozenset("begin start continue go proceed come have dare seem appear cease stop hasten prefer love like use help venture presume".split())
#: How many actors a report is said to be about, how short a clause says nothing.
ABOUT_MOST, BARE = 6, 2


def reports(passage: Passage) -> Iterator[Proposal]:
    """Yield the reports of a paragraph."""
    for token in passage.doc:
        if is_verb(token):
            yield from _verb(passage, token)
        elif token.pos_ == "NOUN":
            yield from nominals(passage, token)
        yield from according(passage, token)


def _verb(passage: Passage, verb: Token) -> Iterator[Proposal]:
    rule = construction(verb)
    if not rule or syntax.in_condition(verb) or _only_possible(verb) or _ordered(verb) or _frames(passage, verb):
        return
    who, beside = _speaking(passage, verb)
    for speaker in who:
        if speaker == passage.self_name(verb) and (rule.startswith(UNTOLD) or _of_the_text(verb)):
            continue
        first, last = _stretch(passage, verb)
        about = [name for name in _about(passage, verb, first, last) if name != speaker]
        unsaid = syntax.denied(verb) != rule.startswith("keeps silent")  # a silence kept is a saying denied
        fields = {"speaker": speaker, "about": about, "negated": unsaid or None}
        of_oneself = ", of oneself" if speaker == passage.self_name(verb) else ""
        yield Proposal("report", first, last, fields, f"report: {rule}{beside}{of_oneself}", (verb.text,), syntax.past(verb))


def _speaking(passage: Passage, verb: Token) -> tuple[list[str], str]:
    """Return who speaks, and whether it is only the name that stands before the verb."""
    who = speakers(passage, syntax.subjects(verb))
    if who or syntax.is_passive(verb):
        return who, ""
    near = [s for s in syntax.before(verb, passage.names) if s.lower_ not in VAGUE]
    return speakers(passage, near), ", a name before"


def _of_the_text(verb: Token) -> bool:
    """Tell "we cannot say", "are we saying", "let us add": what an author says of his own words."""
    asked = verb.sent[-1].text == "?"
    return asked or (syntax.modal(verb) in ("can", "could", "ca") and not any(c.lower_ == "but" for c in verb.children))


def _ordered(verb: Token) -> bool:
    """Tell "to warn" of "asked him to warn": what somebody is to say is not said yet; "began to warn" is."""
    if verb.dep_ != "xcomp" or verb.tag_ != "VB" or verb.head.pos_ not in ("VERB", "AUX", "ADJ"):
        return False
    return lemma(verb.head) not in ASPECTS


def _frames(passage: Passage, verb: Token) -> bool:
    """Tell a verb that only brings a quotation in: that is the quotation's, and no report beside it."""
    brought = (q for q in passage.marked if q.cue == verb and q.speaker)
    return any(asserts(passage.doc, q.first, q.last) for q in brought)


def _only_possible(verb: Token) -> bool:
    """Tell what nobody has said but may, should or would say."""
    infinitive = verb.tag_ == "VB" and any(c.lower_ == "to" for c in verb.children)
    return syntax.modal(verb) in UNSAID or verb.head.lower_ == "let" or (infinitive and verb.dep_ in ("advcl", "acl", "relcl"))


def _stretch(passage: Passage, verb: Token) -> tuple[int, int]:
    """Return the tokens of a report: its clause with all that is said in it, from its subject on."""
    while verb.dep_ == "xcomp" and lemma(verb.head) in ASPECTS:
        verb = verb.head
    first, last = clause(passage, verb)
    return (first, last) if last - first > BARE else trimmed(passage, verb.sent.start, verb.sent.end - 1)


def _about(passage: Passage, verb: Token, first: int, last: int) -> list[str]:
    """Return the actors a report speaks of: all in its words, and the subjects of what is said."""
    subjects = ("nsubj", "nsubjpass")
    told = [t for t in verb.subtree if (t.head != verb if t.dep_ in subjects else first <= t.i <= last)]
    return [name for name in passage.named(told) if passage.acting(name)][:ABOUT_MOST]
