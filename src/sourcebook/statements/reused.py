"""Statements that lie in passages which two texts share: what text reuse adds to choruses."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter

from ..archive import Archive
from ..ledger.statement import Statement

PARALLELS = "SELECT a, a_start, a_end, b, b_start, b_end FROM parallel WHERE NOT boilerplate"
APART = 60  # characters by which the places of one statement in two copies of a passage may differ


def reused(archive: Archive, statements: Iterable[Statement]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of statements, by id, of one kind and at one place of a passage that two texts share."""
    numbers = {name: number for number, name in archive.rows("SELECT id, name FROM text")}
    by_text: dict[int, list[Statement]] = defaultdict(list)
    for s in sorted(statements, key=lambda s: s.entry.start):
        by_text[numbers[s.name]].append(s)
    for a, a_start, a_end, b, b_start, b_end in archive.rows(PARALLELS):
        there = _inside(by_text.get(b, ()), b_start, b_end)
        for one in _inside(by_text.get(a, ()), a_start, a_end):
            for other in there:
                apart = abs((one.entry.start - a_start) - (other.entry.start - b_start))
                if one.kind == other.kind and apart <= APART:
                    yield one.id, other.id


def _inside(statements: Sequence[Statement], start: int, end: int) -> list[Statement]:
    starts = [*map(attrgetter("entry.start"), statements)]
    return [s for s in statements[bisect_left(starts, start) : bisect_left(starts, end)] if s.entry.end <= end]
