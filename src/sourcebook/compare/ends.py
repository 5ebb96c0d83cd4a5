"""Where exactly a passage begins and ends in both documents, and how much of it agrees.

parasail's local alignment (Smith and Waterman, with the processor's vector instructions) finds the ends. Over a long passage that
would take time by its square, so there it looks at both ends alone, and what lies between is compared from seed to seed by
RapidFuzz's edit distance. Of the libraries at hand parasail is not the newest but the fastest for one pair at a time: for 1,300
passages of 60 to 1,400 letters it took 0.7 s, pyopal 2.1 s, pywfa longer; edlib is faster still but does not align locally.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from operator import itemgetter
from typing import Any, NamedTuple

import numpy as np
import parasail
import pyarrow as pa
import pyarrow.compute as pc
from rapidfuzz.distance import Levenshtein

from .chains import CHAINS
from .normalise import ALPHABET, characters
from .shelf import Shelf

LETTERS = "abcdefghijklmnopqrstuvwxyzABCDE"[:ALPHABET]
AS_LETTERS = bytes([ord("*"), *LETTERS.encode(), *[ord("*")] * (255 - ALPHABET)])
MATCH, MISMATCH, OPEN, EXTEND = 2, -2, 4, 2
#: A chain up to so many letters is aligned as a whole, of a longer one so many at either end.
WHOLE, END = 500, 160
#: The least score, two for each letter that agrees, the price of those that do not taken off; and the fewest letters, some eight
#: words: a shorter run of words is more often a turn of phrase than a quotation.
LEAST_SCORE, LEAST_LETTERS = 50, 40

#: A passage that ends so near the window's edge may go on beyond it.
EDGE = 3
#: How many more letters are then looked at, and how near two passages must be to be one.
WIDER, TOUCHING = 400, 30
#: Passages of a pair to look back at for one that touches; documents whose letters are kept counted.
REACH, HELD = 8, 64

ALIGNED = pa.schema({
    "a": pa.int32(), "a_start": pa.int32(), "a_end": pa.int32(),
    "b": pa.int32(), "b_start": pa.int32(), "b_end": pa.int32(),
    "edits": pa.int32(),
    "before": pa.bool_(), "after": pa.bool_(),  # may it go on beyond the letters that were looked at?
    "starts": pa.list_(pa.int32()), "others": pa.list_(pa.int32()),  # where seeds begin in both
})  # fmt: skip


class Aligned(NamedTuple):
    """A passage in both windows, with its score and the edits between the two."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int
    score: int
    edits: int


class Window(NamedTuple):
    """Letters of a document: where they begin, and whether the document goes on after them."""

    letters: bytes
    start: int
    more: bool


def with_letters(chains: pa.Table, shelf: Shelf) -> pa.Table:
    """Add to each chain the letters of `a` in which the passage must lie."""
    rows = (chains.column(name).to_pylist() for name in ("a", "starts", "sizes", "margin"))
    windows = [_window(shelf, *row) for row in zip(*rows, strict=True)]
    columns = {"window": pa.large_binary(), "window_start": pa.int32(), "more": pa.bool_()}
    for n, (name, kind) in enumerate(columns.items()):
        chains = chains.append_column(name, pa.array([window[n] for window in windows], kind))
    return chains


def aligned(chains: pa.Table, shelf: Shelf) -> pa.Table:
    """Align the passages of chains whose `a` stands beside them, and drop those that agree too little; offsets count letters."""
    rows = [row for chain in chains.to_pylist() for row in _aligned(chain, shelf)]
    return pa.Table.from_pylist(rows, schema=ALIGNED)


def joined(passages: pa.Table) -> pa.Table:
    """Join the passages of each pair of documents that overlap or touch, in the same order on both sides."""
    rows = sorted(passages.to_pylist(), key=itemgetter("a", "b", "a_start", "b_start"))
    whole: list[dict[str, Any]] = []
    for row in rows:
        last = next((former for former in whole[: -1 - REACH : -1] if _touch(former, row)), None)
        if last is None:
            whole.append(row)
        else:
            last |= _join(last, row)
    return pa.Table.from_pylist(whole, schema=ALIGNED)


def _touch(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Does a passage go on where the one before it ends, or earlier, on both sides?"""
    if (one["a"], one["b"]) != (other["a"], other["b"]) or other["b_start"] < one["b_start"]:
        return False
    if other["a_start"] > one["a_end"] + TOUCHING or other["b_start"] > one["b_end"] + TOUCHING:
        return False
    return _is_news(one, other, "a") == _is_news(one, other, "b")  # words said once here and twice there are two passages


def _is_news(one: dict[str, Any], other: dict[str, Any], side: str) -> bool:
    """Does most of a passage stand after the end of the one before it?"""
    new = other[f"{side}_end"] - max(one[f"{side}_end"], other[f"{side}_start"])
    return bool(2 * new >= other[f"{side}_end"] - other[f"{side}_start"])


def _join(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    new = max(other["a_end"] - max(one["a_end"], other["a_start"]), 0) / max(other["a_end"] - other["a_start"], 1)
    gap = max(other["a_start"] - one["a_end"], other["b_start"] - one["b_end"], 0)
    last = one if one["a_end"] >= other["a_end"] else other
    anchors = sorted({*zip(one["starts"], one["others"], strict=True), *zip(other["starts"], other["others"], strict=True)})
    return {
        "a_end": max(one["a_end"], other["a_end"]), "b_end": max(one["b_end"], other["b_end"]),
        "edits": one["edits"] + round(new * other["edits"]) + gap, "after": last["after"],
        "starts": [x for x, _ in anchors], "others": [y for _, y in anchors],
    }  # fmt: skip


def wider(passages: pa.Table) -> pa.Table:
    """Turn passages that may go on beyond their windows into chains with a wider margin."""
    chains = [
        {
            "a": row["a"], "b": row["b"], "starts": [row["a_start"], *row["starts"], row["a_end"] - 1],
            "others": [row["b_start"], *row["others"], row["b_end"] - 1], "sizes": [1] * (len(row["starts"]) + 2), "margin": WIDER,
        }
        for row in passages.filter(goes_on(passages)).to_pylist()
    ]  # fmt: skip
    return pa.Table.from_pylist(chains, schema=CHAINS)


def goes_on(passages: pa.Table) -> pa.Array:
    """Return for each passage whether it may go on beyond the letters that were looked at."""
    return pc.or_(passages.column("before"), passages.column("after"))


def placed(side: str, passages: pa.Table, shelf: Shelf) -> pa.Table:
    """Turn the letters of `a` or `b` into characters of its text."""
    where = lru_cache(HELD)(lambda doc: characters(shelf.marks_of(int(np.searchsorted(shelf.docs, doc)))))
    docs, starts, ends = (passages.column(name).to_pylist() for name in (side, f"{side}_start", f"{side}_end"))
    first = [int(where(doc)[start]) for doc, start in zip(docs, starts, strict=True)]
    last = [int(where(doc)[end - 1]) + 1 for doc, end in zip(docs, ends, strict=True)]
    for name, values in ((f"{side}_start", first), (f"{side}_end", last)):
        place = passages.schema.get_field_index(name)
        passages = passages.set_column(place, passages.schema.field(name), pa.array(values, pa.int32()))
    return passages


def finished(passages: pa.Table) -> pa.Table:
    """Return passages with their size and how much of it agrees, in place of what was needed to find them."""
    sizes = [pc.subtract(passages.column(f"{side}_end"), passages.column(f"{side}_start")) for side in "ab"]
    letters = pc.max_element_wise(*sizes)
    similarity = pc.max_element_wise(pc.subtract(1.0, pc.divide(passages.column("edits").cast(pa.float64()), letters)), 0.0)
    table = passages.select(("a", "a_start", "a_end", "b", "b_start", "b_end"))
    return table.append_column("letters", letters).append_column("similarity", similarity)


def whole(copies: pa.Table, shelf: Shelf) -> pa.Table:
    """Return the passages of documents that are copies of another, all their letters, as if aligned."""
    known = copies.filter(pc.is_valid(copies.column("a")))
    rows = [_whole(a, doc, shelf) for a, doc in zip(known.column("a").to_pylist(), known.column("doc").to_pylist(), strict=True)]
    return pa.Table.from_pylist([row for row in rows if row["a_end"] >= LEAST_LETTERS], schema=ALIGNED)


def _whole(a: int, b: int, shelf: Shelf) -> dict[str, Any]:
    place = int(np.searchsorted(shelf.docs, b))
    size = int(shelf.starts[place + 1] - shelf.starts[place])
    row = {"a": a, "a_start": 0, "a_end": size, "b": b, "b_start": 0, "b_end": size}
    return row | {"edits": 0, "before": False, "after": False, "starts": [], "others": []}


def _window(shelf: Shelf, doc: int, starts: Sequence[int], sizes: Sequence[int], margin: int) -> Window:
    place = int(np.searchsorted(shelf.docs, doc))
    first, last = int(shelf.starts[place]), int(shelf.starts[place + 1])
    end = max(start + size for start, size in zip(starts, sizes, strict=True))
    begin, close = max(first, first + min(starts) - margin), min(last, first + end + margin)
    return Window(shelf.letters[begin:close].tobytes().translate(AS_LETTERS), begin - first, close < last)


def _aligned(chain: dict[str, Any], shelf: Shelf) -> Iterator[dict[str, Any]]:
    starts, others, sizes = chain["starts"], chain["others"], chain["sizes"]
    here = Window(chain["window"], chain["window_start"], chain["more"])
    there = _window(shelf, chain["b"], others, sizes, chain["margin"])
    anchors = [(s - here.start, o - there.start, size) for s, o, size in zip(starts, others, sizes, strict=True)]
    found = align(here.letters.decode("ascii"), there.letters.decode("ascii"), anchors)
    size = max(found.a_end - found.a_start, found.b_end - found.b_start)
    if found.score >= LEAST_SCORE and size >= LEAST_LETTERS:
        before, after = _goes_on(here, there, found)
        yield {
            "a": chain["a"], "a_start": here.start + found.a_start, "a_end": here.start + found.a_end,
            "b": chain["b"], "b_start": there.start + found.b_start, "b_end": there.start + found.b_end,
            "edits": found.edits, "before": before, "after": after, "starts": starts, "others": others,
        }  # fmt: skip


def _goes_on(here: Window, there: Window, found: Aligned) -> tuple[bool, bool]:
    """Does the passage reach the edge of a window before or after it, and do both documents go on there?"""
    before = bool(here.start and there.start) and min(found.a_start, found.b_start) < EDGE
    after = here.more and there.more and min(len(here.letters) - found.a_end, len(there.letters) - found.b_end) < EDGE
    return before, after


def align(a: str, b: str, anchors: Sequence[tuple[int, int, int]]) -> Aligned:
    """Align two windows that hold these anchors: (place in a, place in b, letters)."""
    first = min(x for x, _, _ in anchors), min(y for _, y, _ in anchors)
    last = max(x + size for x, _, size in anchors), max(y + size for _, y, size in anchors)
    if last[0] - first[0] <= WHOLE:
        return _local(a, b)
    head = _local(a[: first[0] + END], b[: first[1] + END])
    a_cut, b_cut = last[0] - END, last[1] - END
    tail = _local(a[a_cut:], b[b_cut:])
    start, end = (head.a_start, head.b_start), (a_cut + tail.a_end, b_cut + tail.b_end)
    between = [(x, y) for x, y, _ in anchors if start[0] < x < end[0] and start[1] < y < end[1]]
    edits = _edits(a, b, [start, *between, end])
    return Aligned(start[0], end[0], start[1], end[1], head.score + tail.score, edits)


def _local(a: str, b: str) -> Aligned:
    found = parasail.sw_trace_striped_sat(a, b, OPEN, EXTEND, _matrix())
    if found.score <= 0:
        return Aligned(0, 0, 0, 0, 0, 0)
    a_start, b_start = _beginning(found.cigar)
    a_end, b_end = found.end_query + 1, found.end_ref + 1
    return Aligned(a_start, a_end, b_start, b_end, found.score, Levenshtein.distance(a[a_start:a_end], b[b_start:b_end]))


def _beginning(cigar: Any) -> tuple[int, int]:
    """Return where an alignment begins in both.

    Where it begins with the first letter of the one, parasail counts all letters of the other before it as left out.
    """
    a_start, b_start = cigar.beg_query, cigar.beg_ref
    for step in cigar.seq:
        kind = cigar.decode_op(step)
        if kind not in b"ID":
            break
        a_start, b_start = a_start + (kind == b"I") * cigar.decode_len(step), b_start + (kind == b"D") * cigar.decode_len(step)
    return a_start, b_start


def _edits(a: str, b: str, marks: Sequence[tuple[int, int]]) -> int:
    """Return the edits between the first and the last mark, by way of as many of the others as follow each other on both sides."""
    way = [marks[0], *_following(marks[1:-1]), marks[-1]]
    return sum(Levenshtein.distance(a[x:x_next], b[y:y_next]) for (x, y), (x_next, y_next) in pairwise(way))


def _following(marks: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest row of marks of which each lies after the one before it, in both texts."""
    ends: list[int] = []  # the least y at which a row of so many marks can end
    last: list[int] = []  # and the mark it ends with
    before: list[int] = []  # the mark before each in its row
    ordered = sorted(marks)
    for n, (_, y) in enumerate(ordered):
        at = bisect_left(ends, y)
        before.append(last[at - 1] if at else -1)
        ends[at : at + 1], last[at : at + 1] = [y], [n]
    row, n = [], last[-1] if last else -1
    while n >= 0:
        row.append(ordered[n])
        n = before[n]
    return row[::-1]


@cache
def _matrix() -> Any:
    return parasail.matrix_create(LETTERS, MATCH, MISMATCH, True)
