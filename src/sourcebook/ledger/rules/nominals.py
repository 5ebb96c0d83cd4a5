"""Reports by a noun: "X's denunciation of the pact", "the charges made by X", "in X's view", "according to X"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..lexicon import words
from . import syntax
from .passage import Passage, Proposal, clause, inside, lemma, trimmed
from .saying import DOCUMENTS, tells
from .speakers import speakers

if TYPE_CHECKING:
    from spacy.tokens import Token

TEXTS, ACTS = words("reporting", "texts"), words("reporting", "acts")
MADE, IN_WHOSE = words("reporting", "made"), words("reporting", "in_whose")
ANSWERS = words("reporting", "object") | frozenset({"say", "speak", "reply", "respond", "comment"})
TOLD_OF = words("reporting", "told_of")
#: Nouns of what is spoken about, not by whom: "the question of peace".
TOPICS = frozenset({"question", "query", "case", "truth", "story"})
POINTS = frozenset({"view"})  # "from the point of view of", "in view of"
NEGLECT = frozenset({"failure", "refusal", "reluctance", "unwillingness", "inability", "readiness"})
#: The longest stretch of tokens that a noun carries; one of so few is not clear without its clause, if that is not much longer.
LONGEST, SHORT, MORE = 40, 8, 3
AHEAD = 3  # tokens at most between a noun, with what hangs on it, and a quotation it brings in
#: Where in its clause a noun of saying is what is told: "rejected the appeal of X", not "despite the opinions of X".
SAID = ("dobj", "nsubj", "nsubjpass", "attr", "conj", "ROOT", "appos")
#: How the source of a document may be told that says nothing of what stands in it.
UNTOLD = (", of", ", by or from")
#: "of July", "by Monday": nobody speaks.
NO_SPEAKER = ("DATE", "TIME", "GPE", "LOC", "CARDINAL")


def nominals(passage: Passage, noun: Token) -> Iterator[Proposal]:
    """Yield what somebody said, by the noun for it: its owner, who it is of, by or from, who made it."""
    word = lemma(noun)
    if word not in TEXTS and word not in ACTS:
        return
    tokens, how = _source(noun, word)
    if (not how or (how in UNTOLD and word in DOCUMENTS)) and not tells(noun, how.strip(" ,")):
        return
    if any(q.cue in (noun, noun.head) or _brings(q.first, noun) for q in passage.marked):
        return
    tokens = [t for t in tokens if passage.name(t) or t.ent_type_ not in NO_SPEAKER]
    if (
        how == ", of"
        and word in TOLD_OF
        and not any(c.dep_ == "acl" and any(g.lower_ == "that" for g in c.children) for c in noun.children)
    ):
        tokens = [t for t in tokens if passage.cast.kind(passage.name(t)) == "person"]
    if how == ", of" and not tells(noun, "of"):  # "the appeal of a strong state": only somebody known speaks so
        told = noun.dep_ in SAID
        tokens = [t for t in tokens if (told and passage.acting(passage.name(t))) or passage.cast.kind(passage.name(t)) == "person"]
    if word in POINTS and noun.i and noun.nbor(-1).lower_ in ("of", "in"):
        return
    what = "statement" if word in TEXTS else "denunciation or praise"
    for speaker in speakers(passage, tokens):
        if speaker != passage.self_name(noun) or how == ", made by" or tells(noun):
            yield _proposal(passage, noun, speaker, f"somebody's {what}{how}")


def _brings(first: int, noun: Token) -> bool:
    """Tell a noun that only brings in the quotation behind it: "in the words of X, “…”"."""
    return 0 < first - noun.right_edge.i <= AHEAD


def _source(noun: Token, word: str) -> tuple[list[Token], str]:
    """Return whose words a noun stands for, and how that is told; by an owner if it is not said how."""
    owned = [t for c in noun.children if c.dep_ == "poss" for t in syntax.conjoined(c)]
    tokens = syntax.under(noun, "of")
    if word in NEGLECT:
        return (owned or tokens, ", failure to answer") if any(map(_answers, (noun, *tokens))) else ([], "")
    if owned:
        return owned, ""
    makers = [t for c in noun.children if c.dep_ == "acl" and lemma(c) in MADE for t in syntax.agents(c)]
    makers += [t for c in noun.children if c.dep_ == "relcl" and lemma(c) in MADE for t in _who_made(c)]
    if makers:
        return makers, ", made by"
    sent = syntax.under(noun, "by", "from")
    if sent:
        return sent, ", by or from"
    return (tokens, ", of") if word in TEXTS and word not in TOPICS else ([], "")


def _answers(noun: Token) -> bool:
    """Tell "to answer" behind "the failure of the speakers"."""
    return any(c.dep_ in ("acl", "relcl") and c.tag_ == "VB" and lemma(c) in ANSWERS for c in noun.children)


def _who_made(verb: Token) -> list[Token]:
    """Return who made what a relative clause hangs on: "the criticism which they direct against …"."""
    return [t for c in verb.children if c.dep_ == "nsubj" and c.lower_ not in ("which", "that", "who") for t in syntax.conjoined(c)]


def _proposal(passage: Passage, noun: Token, speaker: str, rule: str) -> Proposal:
    first, last = _stretch(passage, noun)
    about = [name for name in passage.named(list(noun.subtree)) if name != speaker and passage.acting(name)]
    fields = {"speaker": speaker, "about": about, "negated": None}
    return Proposal("report", first, last, fields, f"report: {rule}", (noun.text,), True)


def _stretch(passage: Passage, noun: Token) -> tuple[int, int]:
    """Return the tokens of a noun with what hangs on it; its clause, where few words do and that is short."""
    first, last = trimmed(passage, *inside(noun))
    if noun.dep_ in ("attr", "nsubj") and any(c.dep_ in ("ccomp", "advcl") for c in noun.head.rights):
        return clause(passage, noun.head)
    last = min(last, first + LONGEST)
    verb = noun.head if noun.head.pos_ in ("VERB", "AUX") else noun.head.head
    if last - first >= SHORT or verb.pos_ not in ("VERB", "AUX"):
        return first, last
    start, end = clause(passage, verb)
    fits = start <= first and last <= end and end - start + 1 <= (last - first + 1) * MORE
    return (start, end) if fits else (first, last)


def according(passage: Passage, token: Token) -> Iterator[Proposal]:
    """Yield "according to X …" and "in X's view …": the clause it stands in is what X says."""
    tokens = _by_whom(token)
    if not tokens or token.head.pos_ not in ("VERB", "AUX"):
        return
    first, last = clause(passage, token.head)
    for speaker in (name for name in speakers(passage, tokens) if name != passage.self_name(token)):
        about = [name for name in passage.named(list(passage.doc[first : last + 1])) if name != speaker and passage.acting(name)]
        fields = {"speaker": speaker, "about": about, "negated": None}
        yield Proposal("report", first, last, fields, "report: according to somebody", (token.text,), syntax.past(token.head))


def _by_whom(token: Token) -> list[Token]:
    """Return who stands under "according to", or whose the view is."""
    if token.lower_ == "according":
        return syntax.under(token, "to")
    if token.lower_ != "in" or token.dep_ != "prep":
        return []
    views = [c for c in token.children if c.dep_ == "pobj" and lemma(c) in IN_WHOSE]
    return [t for v in views for t in (*(c for c in v.children if c.dep_ == "poss"), *syntax.under(v, "of"))]
