"""Postings: which runs of letters stand where in which document; every second run is kept, chosen by what it says.

A run of twelve letters fits into sixty bits, five a letter, so its number is the run itself, stirred: no two runs share one. The
choice looks at the number only, so the same run is kept or dropped wherever it stands.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from .shelf import Shelf

#: Letters in a run. Half the passages with an error in every sixth letter have no clean run of 14; nearly all have one of 12.
RUN = 12
BITS = 5
#: An odd factor: multiplying by it is reversible, and spreads the letters over all bits.
STIR = np.uint64(0x9E3779B97F4A7C15)
#: Letters taken at once: what stays in the processor's cache is gone over twice as fast.
PART = 1 << 18

POSTINGS = pa.schema({"run": pa.int64(), "doc": pa.int32(), "pos": pa.int32(), "series": pa.int32()})


def postings(shelf: Shelf) -> pa.Table:
    """Return the kept runs of the documents on a shelf."""
    parts = [_part(shelf, start) for start in range(0, max(len(shelf.letters) - RUN + 1, 0), PART)]
    return pa.concat_tables(parts) if parts else POSTINGS.empty_table()


def _part(shelf: Shelf, start: int) -> pa.Table:
    numbers = runs(shelf.letters[start : start + PART + RUN - 1])
    kept = np.flatnonzero(numbers & np.uint64(1 << 63) == 0)
    at = kept + start
    owner = shelf.owners(at)
    whole = at + RUN <= shelf.starts[owner + 1]  # a run does not reach from one document into the next
    kept, at, owner = kept[whole], at[whole], owner[whole]
    columns = (numbers[kept].view(np.int64), shelf.docs[owner], (at - shelf.starts[owner]).astype(np.int32), shelf.series[owner])
    return pa.table([pa.array(column) for column in columns], schema=POSTINGS)


def runs(codes: NDArray[np.uint8]) -> NDArray[np.uint64]:
    """Return the number of the run that begins at each letter, as far as runs are whole."""
    one = codes.astype(np.uint64)
    two = _joined(one, one, 1)
    four = _joined(two, two, 2)
    eight = _joined(four, four, 4)
    twelve = _joined(eight, four, 8, 4)
    twelve *= STIR
    twelve ^= twelve >> np.uint64(32)
    twelve *= STIR
    return twelve


def _joined(first: NDArray[np.uint64], second: NDArray[np.uint64], apart: int, size: int = 0) -> NDArray[np.uint64]:
    """Return each number of `first` followed by the number of `second` that begins so many letters on."""
    return first[: len(second) - apart] << np.uint64(BITS * (size or apart)) | second[apart:]
