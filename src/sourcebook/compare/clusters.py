"""Clusters: the places at which one passage stands, held together by the pairs that were found.

Two spans of a document are one place if what they share is at least half of the longer: so a long passage that takes in two short
ones, or a bridge that touches both, does not make one cluster of two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from .passages import Passage

#: Of the longer span, what both must share.
SHARED = 0.5


class Place(NamedTuple):
    """A span of a document."""

    doc: int
    start: int
    end: int


class Cluster(NamedTuple):
    """The places at which one passage stands, and which of the passages (by their numbers) say so."""

    places: tuple[Place, ...]
    passages: tuple[int, ...]


def clusters(passages: Sequence[Passage]) -> list[Cluster]:
    """Return the clusters of passages, each in one of them."""
    places = [place for p in passages for place in (Place(p.a, p.a_start, p.a_end), Place(p.b, p.b_start, p.b_end))]
    roots = _united(len(places), [*((2 * n, 2 * n + 1) for n in range(len(passages))), *_same(places)])
    members: dict[int, list[int]] = defaultdict(list)
    for n, root in enumerate(roots):
        members[root].append(n)
    return [
        Cluster(tuple(_merged(places[n] for n in these)), tuple(n // 2 for n in these if n % 2 == 0)) for these in members.values()
    ]


def _same(places: Sequence[Place]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of spans of one document that are one place, each span with the nearest few before it at least."""
    order = sorted(range(len(places)), key=places.__getitem__)
    open_: list[int] = []
    for n in order:
        open_ = [m for m in open_ if places[m].doc == places[n].doc and places[m].end > places[n].start]
        same = [m for m in open_ if _one_place(places[m], places[n])]
        yield from ((m, n) for m in same)
        # of spans that are one place the last will do for comparing: as many copies as there may be, the open ones stay few
        open_ = [m for m in open_ if m not in same or places[m].end > places[n].end] + [n]


def _one_place(one: Place, other: Place) -> bool:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared >= SHARED * max(one.end - one.start, other.end - other.start)


def _united(count: int, pairs: Iterable[tuple[int, int]]) -> list[int]:
    """Return for each of so many things one of those it is connected with, the same for all of them."""
    parents = list(range(count))

    def root(n: int) -> int:
        while parents[n] != n:
            parents[n] = parents[parents[n]]
            n = parents[n]
        return n

    for one, other in pairs:
        parents[root(other)] = root(one)
    return [root(n) for n in range(count)]


def _merged(places: Iterable[Place]) -> Iterator[Place]:
    """Yield places in order, those of one document that overlap as one."""
    last: Place | None = None
    for place in sorted(places):
        if last and place.doc == last.doc and place.start < last.end:
            last = last._replace(end=max(last.end, place.end))
        else:
            if last:
                yield last
            last = place
    if last:
        yield last
