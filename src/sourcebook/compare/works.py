"""Which texts are witnesses of one work, and how they are related, by how much of each stands in the other.

Nothing is merged: a relation is between two texts and says what it stands on. A quotation, however long, makes no witness of a
work: at least half of the shorter text must stand in the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from ..model import UNITING
from .normalise import characters, letters
from .passages import Passage

#: Of the letters of both texts, what must agree to be one text, or one revised; of one, to be taken from the other.
SAME, REVISED, TAKEN = 0.75, 0.5, 0.5
#: Letters two texts must share, whatever their share: a letter of three lines says the same as many others.
LEAST = 150
#: Nearly all of a text: so much of the shorter must stand in the longer for it to be nothing but taken from there.
WHOLE = 0.9
#: An abridgement runs from the beginning to the end of the longer text, of which it has so much, and leaves out in so many places.
SPREAD, ABRIDGED, GAPS = 0.8, 0.25, 3


#: Texts taken from one are parts of it if so little of what they are there is the same.
APART = 0.2

Spans = Sequence[tuple[int, int]]


class Kin(NamedTuple):
    """How a text is related to another: it is the same text, a revision, an abridgement, an excerpt of it."""

    a: int
    b: int
    relation: str
    share_a: float
    share_b: float
    passages: int
    spans: tuple[tuple[int, int], ...]  # where it stands in b, in letters


class Measured(NamedTuple):
    """Where the letters of a text are, to count them between two characters."""

    places: np.typing.NDArray[np.int64]

    def between(self, start: int, end: int) -> tuple[int, int]:
        """Return the letters from one character to another."""
        first, last = np.searchsorted(self.places, (start, end))
        return int(first), int(last)


def measured(text: str) -> Measured:
    """Measure a text."""
    (one,) = letters([text])
    return Measured(characters(one.marks))


def kin(passages: Iterable[Passage], measure: Callable[[int], Measured]) -> list[Kin]:
    """Return the pairs of texts that are witnesses of one work; `measure` gives a text by its number."""
    found = [*_pairs(passages, measure)]
    related = {frozenset((k.a, k.b)) for k in found}
    taken: dict[int, list[Kin]] = defaultdict(list)
    for one in found:
        if one.relation in {"abridgement", "excerpt"}:
            taken[one.b].append(one)
    return [one._replace(relation="part") if _is_part(one, taken[one.b], related) else one for one in found]


def _is_part(one: Kin, beside: Sequence[Kin], related: Container[frozenset[int]]) -> bool:
    """Does another text stand beside this one in the longer, at another place, with which it has nothing to do?"""
    return any(one is other for other in beside) and any(
        frozenset((one.a, other.a)) not in related and _apart(one.spans, other.spans) for other in beside if other.a != one.a
    )


def _apart(some: Spans, others: Spans) -> bool:
    return _common(some, others) < APART * min(_size(some), _size(others))


def _common(some: Spans, others: Spans) -> int:
    return sum(max(min(end, last) - max(start, first), 0) for start, end in some for first, last in others)


def _pairs(passages: Iterable[Passage], measure: Callable[[int], Measured]) -> Iterator[Kin]:
    pairs: dict[tuple[int, int], list[Passage]] = defaultdict(list)
    for passage in passages:
        pairs[passage.a, passage.b].append(passage)
    for (a, b), shared in pairs.items():
        if sum(passage.letters for passage in shared) >= LEAST:
            yield from _kin(a, b, shared, measure)


def _kin(a: int, b: int, shared: Sequence[Passage], measure: Callable[[int], Measured]) -> Iterator[Kin]:
    in_a, in_b = measure(a), measure(b)
    spans_a = _joined(in_a.between(p.a_start, p.a_end) for p in shared)
    spans_b = _joined(in_b.between(p.b_start, p.b_end) for p in shared)
    similar = sum(p.similarity * p.letters for p in shared) / sum(p.letters for p in shared)
    share_a, share_b = (similar * _size(spans) / max(len(one.places), 1) for spans, one in ((spans_a, in_a), (spans_b, in_b)))
    if len(in_a.places) > len(in_b.places):  # the shorter is the one that is taken from the other
        a, b, share_a, share_b, spans_b, in_b = b, a, share_b, share_a, spans_a, in_a
    relation = _relation(share_a, share_b, spans_b, len(in_b.places))
    if relation and _size(spans_b) >= LEAST:
        yield Kin(a, b, relation, round(share_a, 3), round(share_b, 3), len(shared), tuple(spans_b))


def _relation(share_a: float, share_b: float, spans_b: Sequence[tuple[int, int]], length: int) -> str:
    """Return how the shorter text is related to the longer; empty where it is no witness."""
    if min(share_a, share_b) >= SAME:
        return "same text"
    if share_a < TAKEN:
        return ""
    if min(share_a, share_b) >= REVISED and share_a < WHOLE:
        return "revision"
    spread = (spans_b[-1][1] - spans_b[0][0]) / max(length, 1)
    gaps = sum(after[0] - before[1] > LEAST for before, after in pairwise(spans_b))
    return "abridgement" if spread >= SPREAD and share_b >= ABRIDGED and gaps >= GAPS else "excerpt"


def united(found: Iterable[Kin]) -> dict[int, int]:
    """Return for each text that is a witness the number of its work: the least of its witnesses'."""
    work: dict[int, int] = {}
    members: dict[int, list[int]] = {}
    for one in found:
        if one.relation in UNITING:
            left, right = (work.setdefault(n, n) for n in (one.a, one.b))
            keep, drop = min(left, right), max(left, right)
            if keep != drop:
                for n in members.pop(drop, [drop]):
                    work[n] = keep
                    members.setdefault(keep, [keep]).append(n)
    return work


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def _size(spans: Iterable[tuple[int, int]]) -> int:
    return sum(end - start for start, end in spans)
