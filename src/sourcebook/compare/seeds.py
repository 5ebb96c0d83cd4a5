"""From pairs of stretches to seeds: do the letters before and after agree as well?

Most stretches that two documents share are a common turn of phrase, and what stands around it differs. In a passage that was
copied, even badly, most letters around agree: of 32 after the stretch and 32 before it, on its diagonal or one letter beside it
(for a letter may have been dropped or doubled). That is counted for millions of pairs at once.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from .sampling import RUN
from .shelf import Bytes, Numbers, Shelf

AROUND = 32
ASIDE = 1
#: Letters that agree around a stretch, and its own beyond the twelve of one run: of chance pairs one in two hundred has so many.
LEAST = 22
#: In place of a letter where the document has ended: agrees with nothing.
NOTHING_A, NOTHING_B = 0, 255


def with_surroundings(stretches: pa.Table, shelf: Shelf) -> pa.Table:
    """Add to each stretch the letters before and after it in its document `a`."""
    place = shelf.places(_numbers(stretches, "a"))
    before = _windows(shelf, place, _numbers(stretches, "start") - AROUND, AROUND, NOTHING_A)
    after = _windows(shelf, place, _numbers(stretches, "end"), AROUND, NOTHING_A)
    both = pa.py_buffer(np.hstack([before, after]))
    return stretches.append_column("around", pa.FixedSizeBinaryArray.from_buffers(pa.binary(2 * AROUND), len(place), [None, both]))


def seeds(stretches: pa.Table, shelf: Shelf) -> pa.Table:
    """Keep the stretches around which the letters of `b` agree with those of `a`."""
    place, apart = shelf.places(_numbers(stretches, "b")), _numbers(stretches, "apart")
    start, end = _numbers(stretches, "start"), _numbers(stretches, "end")
    around = _surroundings(stretches)
    before = _windows(shelf, place, start + apart - AROUND - ASIDE, AROUND + 2 * ASIDE, NOTHING_B)
    after = _windows(shelf, place, end + apart - ASIDE, AROUND + 2 * ASIDE, NOTHING_B)
    agreeing = _agreeing(around[:, :AROUND], before) + _agreeing(around[:, AROUND:], after) + (end - start - RUN)
    return stretches.drop_columns("around").filter(pc.greater_equal(pa.array(agreeing), LEAST))


def _surroundings(stretches: pa.Table) -> Bytes:
    column = stretches.column("around").cast(pa.binary(2 * AROUND)).combine_chunks()
    array = column.chunk(0) if isinstance(column, pa.ChunkedArray) else column
    letters: Bytes = np.frombuffer(array.buffers()[1], np.uint8).reshape(-1, 2 * AROUND)[array.offset : array.offset + len(array)]
    return letters


def _agreeing(here: Bytes, there: Bytes) -> Numbers:
    """Return how many letters agree, where the one is moved against the other to its best."""
    counts = [_count(here == there[:, aside : aside + AROUND]) for aside in range(2 * ASIDE + 1)]
    most: Numbers = np.maximum.reduce(counts).astype(np.int64)
    return most


def _count(agree: NDArray[np.bool_]) -> NDArray[np.uint8]:
    counts: NDArray[np.uint8] = np.bitwise_count(np.packbits(agree, axis=1).view(np.uint32)[:, 0])
    return counts


def _numbers(table: pa.Table, name: str) -> Numbers:
    numbers: Numbers = table.column(name).to_numpy().astype(np.int64)
    return numbers


def _windows(shelf: Shelf, place: Numbers, start: Numbers, size: int, nothing: int) -> Bytes:
    """Return so many letters from each start in its document, with `nothing` where the document does not reach."""
    first, last = shelf.starts[place], shelf.starts[place + 1]
    at = first + start
    letters = shelf.letters if len(shelf.letters) >= size else np.pad(shelf.letters, (0, size))
    windows: Bytes = sliding_window_view(letters, size)[np.clip(at, 0, len(letters) - size)]
    for row in np.flatnonzero((at < first) | (at + size > last)):
        there = np.arange(at[row], at[row] + size)
        inside = (there >= first[row]) & (there < last[row])
        windows[row] = np.where(inside, letters[np.clip(there, 0, len(letters) - 1)], nothing)
    return windows
