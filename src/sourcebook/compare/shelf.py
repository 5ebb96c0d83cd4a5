"""Documents side by side: the letters of many in one row, found by the document's number."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]
Numbers = NDArray[np.int64]

DOCUMENTS = pa.schema({
    "doc": pa.int32(),
    "series": pa.int32(),
    "digest": pa.int64(),   # of the letters: the same letters, the same digest
    "letters": pa.large_binary(),
    "marks": pa.large_binary(),
})  # fmt: skip


class Shelf(NamedTuple):
    """Documents in order of number; the letters of the n-th are those from `starts[n]` to `starts[n + 1]`."""

    docs: NDArray[np.int32]
    series: NDArray[np.int32]
    starts: Numbers
    letters: Bytes
    mark_starts: Numbers
    marks: Bytes

    def owners(self, at: Numbers) -> Numbers:
        """Return to which document, by its place on the shelf, the letter at each place belongs."""
        return np.searchsorted(self.starts, at, "right") - 1

    def places(self, docs: NDArray[Any]) -> Numbers:
        """Return where documents stand on the shelf."""
        return np.searchsorted(self.docs, docs)

    def part(self, first: int, last: int) -> Shelf:
        """Return the documents from one place to another."""
        starts, marks = self.starts[first : last + 1], self.mark_starts[first : last + 1]
        return Shelf(
            self.docs[first:last], self.series[first:last],
            starts - starts[0], self.letters[starts[0] : starts[-1]], marks - marks[0], self.marks[marks[0] : marks[-1]],
        )  # fmt: skip

    def marks_of(self, place: int) -> bytes:
        """Return which characters of a document are letters."""
        return self.marks[self.mark_starts[place] : self.mark_starts[place + 1]].tobytes()


def shelved(documents: pa.Table) -> Shelf:
    """Put the rows of a table of documents on a shelf, without copying their letters where they lie in one piece."""
    table = documents.sort_by("doc").combine_chunks() if documents.num_rows else documents
    letters, starts = _joined(table.column("letters"))
    marks, mark_starts = _joined(table.column("marks"))
    return Shelf(table.column("doc").to_numpy(), table.column("series").to_numpy(), starts, letters, mark_starts, marks)


def _joined(column: pa.ChunkedArray) -> tuple[Bytes, Numbers]:
    """Return the bytes of a column in a row, and where each begins and the last ends."""
    if not len(column):
        return np.zeros(0, np.uint8), np.zeros(1, np.int64)
    array = column.cast(pa.large_binary()).combine_chunks()
    array = array.chunk(0) if isinstance(array, pa.ChunkedArray) else array
    offsets = np.frombuffer(array.buffers()[1], np.int64)[array.offset : array.offset + len(array) + 1]
    data = np.frombuffer(array.buffers()[2] or b"", np.uint8)[offsets[0] : offsets[-1]]
    return data, offsets - offsets[0]
