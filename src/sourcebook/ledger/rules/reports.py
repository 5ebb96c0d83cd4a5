"""Indirect speech: somebody says, claims, demands, keeps silent about; saying.py and nominals.py have the constructions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..lexicon import words
from . import syntax
from .nominals import according, nominals
from .passage import Passage, Proposal, clause, is_verb, lemma, trimmed
from .quotes import asserts
from .saying import construction, set_in, would_have
from .speakers import VAGUE, speakers

if TYPE_CHECKING:
    from spacy.tokens import Token

UNSAID = frozenset({"should", "would", "could", "might", "will", "shall", "'ll", "must", "may", "need"})
UNANSWERED, SET_IN = "keeps silent, no answer", "says, set in"
#: What an author's own thoughts are told by: his stances, not reports.
UNTOLD = ("thinks", "is certain", "does not know", "sees something", "says, set in", "keeps silent, no answer")
#: What an author does by saying it, here and now.
PERFORMS = frozenset("say declare maintain protest demand insist affirm assert contend deny warn accuse charge urge".split())
#: Verbs whose infinitive does not happen by them, and those whose infinitive does: "went on to say".
WISHES = frozenset(
    "want wish intend seek plan ask order tell beg request fail refuse decline promise propose plead warn forbid urge".split()
)
ASPECTS = frozenset("begin start continue go proceed come have dare seem appear cease stop hasten compel force".split())
#: How a clause begins that says why or when somebody speaks, in a stretch of more than so many tokens.
REASONS, LONG = frozenset("because although though while whereas since when after before until as for".split()), 18
#: "had the audacity to declare": it was declared.
DARING = words("reporting", "daring")
#: Verbs an author has for his own text: "as we have mentioned".
ABOUT_TEXT = words("reporting", "about_text")
#: From how many tokens on what is said outside quotation marks is a report.
OUTSIDE = 3
#: So many tokens may stand between a quotation and the verb set in beside it.
BESIDE = 2
#: How many actors a report is said to be about, how short a clause says nothing, how long
#: a sentence may be that somebody is said to say in its midst.
ABOUT_MOST, BARE, WHOLE = 6, 2, 50


def reports(passage: Passage) -> Iterator[Proposal]:
    """Yield the reports of a paragraph; a note that an editor set tells of the text, not in it."""
    if passage.edited:
        return
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
    if rule == SET_IN and _beside_marks(passage, verb):
        return
    who, beside = _speaking(passage, verb)
    for speaker in who:
        if speaker == passage.self_name(verb) and (_untold(verb, rule) or _of_the_text(verb) or _makes_here(verb, rule)):
            continue
        first, last = _stretch(passage, verb)
        about = [name for name in _about(passage, verb, first, last) if name != speaker]
        unsaid = rule == UNANSWERED or syntax.denied(verb) != rule.startswith("keeps silent")  # a silence kept is a saying denied
        fields = {"speaker": speaker, "about": about, "negated": unsaid or None}
        of_oneself = ", of oneself" if speaker == passage.self_name(verb) else ""
        yield Proposal("report", first, last, fields, f"report: {rule}{beside}{of_oneself}", (verb.text,), syntax.past(verb))


def _speaking(passage: Passage, verb: Token) -> tuple[list[str], str]:
    """Return who speaks, and whether it is only the name that stands before the verb."""
    above = verb.head.head if _dares(verb) else verb.head if would_have(verb) else _by_which(verb)
    subjects = set_in(verb) or syntax.subjects(above) or ([] if syntax.is_passive(verb) else _farther(verb))
    who = speakers(passage, subjects)
    if who or syntax.is_passive(verb):
        return who, ""
    near = [s for s in syntax.before(verb, passage.names) if s.lower_ not in VAGUE]
    return speakers(passage, near), ", a name before"


def _by_which(verb: Token) -> Token:
    """Return the verb whose subject speaks: of "helped the rich to hide their gains by preaching patience" it is who helped."""
    at = verb
    if verb.dep_ == "pcomp" and verb.head.lower_ in ("by", "without", "instead", "in"):
        at = verb.head.head
        while at.dep_ == "xcomp":
            at = at.head
    return at if at.pos_ in ("VERB", "AUX") else verb


def _untold(verb: Token, rule: str) -> bool:
    """Tell what an author says here and now, or thinks: that is his text, and no report in it."""
    return rule.startswith(UNTOLD) or (
        rule == "says that" and lemma(verb) not in PERFORMS and not syntax.past(verb) and not _but(verb)
    )


def _makes_here(verb: Token, rule: str) -> bool:
    """Tell "we have raised the question", "we give this survey": what an author does in the text itself."""
    return rule.startswith("makes a statement") and not syntax.past(verb)


def _farther(verb: Token) -> list[Token]:
    """Return the subject that stands with a helping verb, or with a verb above: "cannot but admit", "is fond of saying"."""
    helped = [s for c in verb.children if c.dep_ == "aux" for s in syntax.subjects(c)]
    at = verb
    while not helped and at.dep_ in ("pcomp", "prep", "acomp") and at.head != at:
        at = at.head
        helped = [t for c in at.children if c.dep_ == "nsubj" for t in syntax.conjoined(c)]
    return helped


def _of_the_text(verb: Token) -> bool:
    """Tell "we cannot say", "are we saying", "what I say", "leaving out": what an author says of his own words, or in passing."""
    kids = list(verb.children)
    if lemma(verb) in ABOUT_TEXT and not syntax.past(verb):
        return True
    asked = verb.sent[-1].text == "?" or any(c.lower_ == "what" and c.i < verb.i for c in kids)
    helped = any(c.dep_ in ("aux", "auxpass") and c.lower_ != "to" for c in kids)
    passing = not helped and verb.tag_ in ("VBG", "VBN", "VB")
    return asked or passing or (any(c.lower_ in ("can", "could", "ca") for c in kids) and not _but(verb))


def _but(verb: Token) -> bool:
    """Tell "cannot but admit"."""
    return any(
        g.lower_ == "but" and g.i < verb.i for c in (verb, *verb.children) if c == verb or c.dep_ == "aux" for g in c.children
    )


def _ordered(verb: Token) -> bool:
    """Tell "to warn" of "asked him to warn", "failed to warn": what somebody is to say is not said yet."""
    return verb.dep_ == "xcomp" and verb.tag_ == "VB" and lemma(verb.head) in WISHES


def _frames(passage: Passage, verb: Token) -> bool:
    """Tell a verb that only brings a quotation in: that is the quotation's, and no report beside it unless more is said outside."""
    brought = [q for q in passage.marked if q.cue == verb and q.speaker and asserts(passage.doc, q.first, q.last)]
    said = [t for c in verb.rights if c.dep_ in ("ccomp", "xcomp") for t in c.subtree if not t.is_punct]
    return any(sum(not q.first <= t.i < q.last for t in said) <= OUTSIDE for q in brought)


def _beside_marks(passage: Passage, verb: Token) -> bool:
    """Tell the verb of "“…?” asked the judge", whoever is taken to speak there."""
    return any(0 <= verb.i - q.last <= BESIDE or 0 < q.first - verb.right_edge.i <= BESIDE for q in passage.marked)


def _only_possible(verb: Token) -> bool:
    """Tell what nobody has said but may, should or would say; who cannot answer is silent."""
    modal = syntax.modal(verb) or (syntax.modal(verb.head) if verb.dep_ == "xcomp" else "")
    if modal in UNSAID and not (syntax.denied(verb) and modal == "could"):
        return True
    infinitive = verb.tag_ == "VB" and any(c.lower_ == "to" for c in verb.children)
    happens = _dares(verb) or any(c.lower_ == "as" for c in verb.children)  # "went so far as to say"
    return verb.head.lower_ == "let" or (infinitive and verb.dep_ in ("advcl", "acl", "relcl") and not happens)


def _dares(verb: Token) -> bool:
    """Tell "had the audacity to declare"."""
    return verb.dep_ in ("acl", "relcl") and verb.head.lower_ in DARING and lemma(verb.head.head) == "have"


def _stretch(passage: Passage, verb: Token) -> tuple[int, int]:
    """Return the tokens of a report: its clause with all that is said in it, from its subject on."""
    if set_in(verb) and verb.sent.end - verb.sent.start <= WHOLE:
        return trimmed(passage, verb.sent.start, verb.sent.end - 1)
    while (verb.dep_ == "xcomp" and lemma(verb.head) in ASPECTS) or _dares(verb) or would_have(verb):
        verb = verb.head.head if _dares(verb) else verb.head
    first, last = clause(passage, verb)
    last = max(verb.i, min((_before(t) for t in verb.rights if _goes_on(verb, t, last - first)), default=last))
    return (first, last) if last - first > BARE else trimmed(passage, verb.sent.start, verb.sent.end - 1)


def _goes_on(verb: Token, child: Token, length: int) -> bool:
    """Tell where a sentence goes on to something else: another verb of the same subject, the reason in a long one."""
    if child.dep_ == "conj" and child.pos_ in ("VERB", "AUX"):
        return True
    marks = (g.lower_ for g in child.children if g.dep_ in ("mark", "advmod"))
    return length > LONG and child.dep_ == "advcl" and child.left_edge.i > verb.i + 1 and any(mark in REASONS for mark in marks)


def _before(token: Token) -> int:
    """Return the last token before what hangs on a token, without "and" and commas."""
    at = token.left_edge.i - 1
    while at > 0 and (token.doc[at].is_punct or token.doc[at].dep_ == "cc" or token.doc[at].is_space):
        at -= 1
    return at


def _about(passage: Passage, verb: Token, first: int, last: int) -> list[str]:
    """Return the actors a report speaks of: all in its words, and the subjects of what is said."""
    subjects = ("nsubj", "nsubjpass")
    told = [t for t in verb.subtree if (t.head != verb if t.dep_ in subjects else first <= t.i <= last)]
    return [name for name in passage.named(told) if passage.acting(name)][:ABOUT_MOST]
