"""Turns that stances side by side show: "yesterday they denounced X, today they support him", "no longer supports X"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from ..lexicon import words
from . import syntax
from .endings import ended
from .passage import Passage, Proposal, trimmed

if TYPE_CHECKING:
    from spacy.tokens import Span

CEASED = words("turns", "ceased")
#: Words that say what was, and what is now or came after.
THEN, NOW = words("turns", "then"), words("turns", "now")
BEFORE_NOW = frozenset("once formerly previously hitherto used yesterday heretofore originally".split())
#: So many words before a stance its time may be told.
NEAR = 4


def shown(passage: Passage, stances: Iterable[Proposal]) -> Iterator[Proposal]:
    """Yield the reversals that a paragraph's stances show: of one holder on one target, one after the other."""
    found: dict[tuple[str, str], list[Proposal]] = {}
    for stance in stances:
        before = _no_more(passage, stance)
        lasted = "" if before else _until(passage, stance)
        if before or lasted:
            after = "against" if (before or lasted) == "for" else "for"
            rule = "no longer" if before else "until a time"
            yield _reversal(stance.first, stance.last, stance, before or lasted, after, rule)
        else:
            found.setdefault((stance.fields["holder"], stance.fields["target"]), []).append(stance)
    for its in found.values():
        for one, other in pairwise(sorted(its, key=lambda s: _at(passage, s))):
            if one.fields["polarity"] != other.fields["polarity"]:
                yield from _side_by_side(passage, one, other)


def _at(passage: Passage, stance: Proposal) -> int:
    """Return the token of the word a stance goes by."""
    return next((t.i for t in passage.doc[stance.first : stance.last + 1] if t.text in stance.cues), stance.first)


def _no_more(passage: Passage, stance: Proposal) -> str:
    """Return what a stance was that is no more, "no longer supports", "has ceased to attack"; empty where it is."""
    at = _at(passage, stance)
    near = {t.lower_ for t in passage.doc[max(at - NEAR, passage.doc[at].sent.start) : at]}
    if ", refused" in stance.rule:
        return "for" if "longer" in near or near & CEASED else ""
    return str(stance.fields["polarity"]) if near & CEASED else ""


def _until(passage: Passage, stance: Proposal) -> str:
    """Return what a stance was that lasted until a time; empty for others."""
    at = passage.doc[_at(passage, stance)]
    return str(stance.fields["polarity"]) if (stance.past or syntax.past(at)) and ended(at) else ""


def _side_by_side(passage: Passage, one: Proposal, other: Proposal) -> Iterator[Proposal]:
    """Yield a turn where words of time tell which of two stances came first: they stand in one sentence or the next."""
    here, there = _at(passage, one), _at(passage, other)
    if passage.doc[there].sent.start > passage.doc[here].sent.end:
        return
    later = passage.doc[here].sent == passage.doc[there].sent and any(t.lower_ == "after" for t in passage.doc[here:there])
    together = passage.doc[here].sent == passage.doc[there].sent
    was = (_once(passage, one), _once(passage, other)) if together else (False, False)
    if was == (False, True) and not one.past:  # "praises him whom he once attacked"
        later = True
    before, after = (other, one) if later else (one, other)
    if not later and was != (True, False) and not (_was(passage, before) and _is_now(passage, after)):
        return
    polarities = before.fields["polarity"], after.fields["polarity"]
    first, last = trimmed(passage, min(one.first, other.first), max(one.last, other.last))
    yield _reversal(first, last, after, *polarities, "stances side by side")


def _once(passage: Passage, stance: Proposal) -> bool:
    """Tell what was before something else: "had attacked", "once praised", "used to spurn"."""
    word = passage.doc[_at(passage, stance)]
    beside = {c.lower_ for c in word.children if c.i < word.i} | ({word.head.lower_} if word.dep_ == "xcomp" else set())
    return bool(beside & (BEFORE_NOW | {"had"}))


def _was(passage: Passage, stance: Proposal) -> bool:
    return stance.past or any(t.lower_ in THEN for t in _around(passage, stance))


def _is_now(passage: Passage, stance: Proposal) -> bool:
    return any(t.lower_ in NOW for t in _around(passage, stance))


def _around(passage: Passage, stance: Proposal) -> Span:
    """Return the word a stance goes by and those about it, where its time is told."""
    at = _at(passage, stance)
    return passage.doc[max(passage.doc[at].sent.start, at - 2 * NEAR) : at + NEAR]


def _reversal(first: int, last: int, stance: Proposal, before: str, after: str, rule: str) -> Proposal:
    fields = {key: stance.fields[key] for key in ("holder", "target")} | {"from": {"polarity": before}, "to": {"polarity": after}}
    return Proposal("reversal", first, last, fields, f"reversal: {rule}", stance.cues, stance.past)
