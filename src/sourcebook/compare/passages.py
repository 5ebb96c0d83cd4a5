"""Finding the passages that documents share: the stages in order.

    documents → copies set aside → postings → repeated runs → pairs of stretches → seeds → chains → aligned passages

The engine carries the stages out; the same ones on one machine and on a cluster.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from . import candidates
from .chains import chains
from .documents import Document, Names, tables
from .ends import aligned, finished, goes_on, joined, placed, whole, wider, with_letters
from .engine import Engine
from .sampling import postings
from .seeds import seeds, with_surroundings

#: How often a passage that reaches the end of the letters looked at is given more of them.
ROUNDS = 10
#: The share of a passage that must lie in a longer one to be part of it.
WITHIN = 0.9


class Passage(NamedTuple):
    """A passage of document `a` that stands in `b` too, `a` before `b` in order of reading; offsets count characters."""

    a: int
    a_start: int
    a_end: int
    b: int
    b_start: int
    b_end: int
    letters: int
    similarity: float  # 1: the same letters; of the longer side, what needs no change


def shared(documents: Iterable[Document], engine: Engine) -> tuple[list[str], list[Passage]]:
    """Find the passages that stand in several documents; return the names of the documents by number, and the passages in order."""
    names = Names()
    most = candidates.bound(engine.hold(tables(documents, names)))
    engine.relate("copies", candidates.copies("documents"))
    engine.each("postings", postings, without="copies")
    engine.relate("repeated", candidates.repeated("postings", most))
    engine.relate("stretches", candidates.stretches("repeated", most))
    engine.beside("seeds", "stretches", (("a", with_surroundings), ("b", seeds)))
    engine.grouped("chains", "seeds", ("a", "b"), chains)
    engine.beside("whole", "copies", (("doc", whole),))
    engine.beside("aligned", "chains", (("a", with_letters), ("b", aligned)))
    engine.grouped("joined", "aligned", ("a", "b"), joined)
    engine.put("grown", pa.concat_tables([engine.rows("whole"), *_grown(engine)]))
    engine.grouped("passages", "grown", ("a", "b"), lambda rows: finished(joined(rows)))
    engine.beside("placed", "passages", (("a", partial(placed, "a")), ("b", partial(placed, "b"))))
    rows = zip(*engine.rows("placed").select(Passage._fields).to_pydict().values(), strict=True)
    return names.names, sorted(_apart([Passage._make(row) for row in rows]))


def _grown(engine: Engine) -> Iterator[pa.Table]:
    """Yield the passages; those that may go on beyond the letters looked at, with more of these, again and again."""
    for _ in range(ROUNDS):
        rows = engine.rows("joined")
        more = goes_on(rows)
        yield rows.filter(pc.invert(more))
        if not pc.any(more).as_py():
            return
        engine.put("wider", wider(rows))
        engine.beside("aligned", "wider", (("a", with_letters), ("b", aligned)))
        engine.grouped("joined", "aligned", ("a", "b"), joined)
    yield engine.rows("joined")


def _apart(passages: Sequence[Passage]) -> Iterator[Passage]:
    """Yield the passages that do not lie, on both sides, in a longer one: two beginnings may have grown to the same passage."""
    for _, group in groupby(sorted(passages, key=lambda p: (p.a, p.b, -p.letters)), key=lambda p: (p.a, p.b)):
        kept: list[Passage] = []
        for passage in group:
            if not any(_within(passage, longer) for longer in kept):
                kept.append(passage)
        yield from kept


def _within(passage: Passage, longer: Passage) -> bool:
    shared_a = min(passage.a_end, longer.a_end) - max(passage.a_start, longer.a_start)
    shared_b = min(passage.b_end, longer.b_end) - max(passage.b_start, longer.b_start)
    return shared_a >= WITHIN * (passage.a_end - passage.a_start) and shared_b >= WITHIN * (passage.b_end - passage.b_start)
