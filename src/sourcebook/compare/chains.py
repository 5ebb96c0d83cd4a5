"""Seeds of two documents that follow one another are one passage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import NamedTuple

import pyarrow as pa

#: Letters around the seeds of a passage in which its ends are looked for.
MARGIN = 100
#: Letters two seeds of one passage may lie apart, and how far their diagonals: some letters, and a share of the letters between.
GAP, DRIFT, DRIFT_SHARE = 150, 20, 0.2

CHAINS = pa.schema({
    "a": pa.int32(), "b": pa.int32(),
    "starts": pa.list_(pa.int32()), "others": pa.list_(pa.int32()), "sizes": pa.list_(pa.int32()),  # of its seeds, in order
    "margin": pa.int32(),  # letters around them in which the passage may begin and end
})  # fmt: skip


class Seed(NamedTuple):
    """A stretch of letters that stands in both documents."""

    a: int
    b: int
    start: int
    other: int
    size: int


class Chain:
    """Seeds that follow one another, while more may come; they overlap, so the last need not be the one that reaches farthest."""

    __slots__ = ("a_end", "b_end", "seeds")

    def __init__(self, seed: Seed) -> None:
        self.seeds = [seed]
        self.a_end, self.b_end = seed.start + seed.size, seed.other + seed.size

    def add(self, seed: Seed) -> None:
        """Take in a seed that follows."""
        self.seeds.append(seed)
        self.a_end, self.b_end = max(self.a_end, seed.start + seed.size), max(self.b_end, seed.other + seed.size)

    def leads_to(self, seed: Seed) -> bool:
        """Does a seed follow: near enough in b too, and about as far on in the one as in the other?"""
        last = self.seeds[-1]
        if not last.other - DRIFT <= seed.other < self.b_end + GAP:
            return False
        drift = abs((seed.other - seed.start) - (last.other - last.start))
        return drift <= DRIFT + DRIFT_SHARE * max(seed.start - self.a_end, 0)


def chains(seeds: pa.Table) -> pa.Table:
    """Join the seeds of each pair of documents to chains; all seeds of a pair must be in the table."""
    rows = zip(*(column.to_pylist() for column in seeds.select(("a", "b", "start", "apart", "end")).columns), strict=True)
    ordered = sorted(Seed(a, b, start, start + apart, end - start) for a, b, start, apart, end in rows)
    found = [chain.seeds for _, group in groupby(ordered, key=itemgetter(0, 1)) for chain in _chained(group)]
    columns = [[seeds[0].a for seeds in found], [seeds[0].b for seeds in found]]
    lists = [[list(map(attrgetter(field), seeds)) for seeds in found] for field in ("start", "other", "size")]
    whole = zip((*columns, *lists, [MARGIN] * len(found)), CHAINS, strict=True)
    return pa.table([pa.array(column, field.type) for column, field in whole], schema=CHAINS)


def _chained(seeds: Iterable[Seed]) -> Iterator[Chain]:
    """Yield the chains of the seeds of two documents, given in order of `a`."""
    growing: list[Chain] = []
    for seed in seeds:
        if growing and min(chain.a_end for chain in growing) + GAP <= seed.start:
            yield from (chain for chain in growing if chain.a_end + GAP <= seed.start)
            growing = [chain for chain in growing if chain.a_end + GAP > seed.start]
        chain = next((chain for chain in reversed(growing) if chain.leads_to(seed)), None)
        if chain is None:
            growing.append(Chain(seed))
        else:
            chain.add(seed)
    yield from growing
