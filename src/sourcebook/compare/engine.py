"""What carries out the comparison: tables by name, the same functions and expressions on every engine.

`Embedded` runs here: DuckDB for the relational part, in a file of its own so that it may exceed memory, and the letters of all
documents in another, read where they are needed. `compare/spark.py` does the same on a cluster.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

import duckdb
import ibis
import numpy as np
import pyarrow as pa
from ibis.expr.types import Table

from ..config import MEMORY
from .shelf import Bytes, Numbers, Shelf

#: A function of documents, one of rows beside the documents they speak of, one of rows alone.
OfDocuments = Callable[[Shelf], pa.Table]
Beside = Callable[[pa.Table, Shelf], pa.Table]
Alone = Callable[[pa.Table], pa.Table]
#: Rows and letters taken at once.
ROWS, LETTERS = 1 << 16, 1 << 22


class Engine(Protocol):
    """Something that keeps documents and tables and carries out functions over them."""

    def hold(self, documents: Iterable[pa.Table]) -> int:
        """Take in the documents, as the table `documents`; return how many they are."""

    def each(self, name: str, function: OfDocuments, without: str) -> None:
        """Make a table by a function of documents, those left out whose `doc` another table names."""

    def relate(self, name: str, expression: Table) -> None:
        """Make a table by a relational expression over others."""

    def beside(self, name: str, source: str, steps: Sequence[tuple[str, Beside]]) -> None:
        """Make a table from the rows of another, step by step; each step sees the documents that a column of the rows names."""

    def grouped(self, name: str, source: str, keys: Sequence[str], function: Alone) -> None:
        """Make a table from the rows of another; rows with the same keys come to one call of the function."""

    def mapped(self, tables: Iterable[pa.Table], function: Alone) -> Iterator[pa.Table]:
        """Yield what a function makes of tables, in order; it must make of no rows a table without rows."""

    def put(self, name: str, rows: pa.Table) -> None:
        """Make a table of these rows, which are few."""

    def rows(self, name: str) -> pa.Table:
        """Return a table, which must be small."""


class Embedded:
    """The engine of one machine."""

    def __init__(self, memory: int = MEMORY) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="sourcebook-")
        self._connection = duckdb.connect(str(Path(self._folder.name) / "tables.duckdb"))
        self._connection.execute(f"SET memory_limit = '{memory}MiB'; SET preserve_insertion_order = false")
        self._shelf = empty()

    def close(self) -> None:
        """Let go of the files."""
        self._connection.close()
        self._folder.cleanup()

    def hold(self, documents: Iterable[pa.Table]) -> int:
        """Take in the documents: letters into a file, the rest into memory."""
        self._shelf, digests = _shelved(documents, Path(self._folder.name))
        table = pa.table({"doc": self._shelf.docs, "series": self._shelf.series, "digest": digests})
        self._keep("documents", table)
        return len(self._shelf.docs)

    def each(self, name: str, function: OfDocuments, without: str) -> None:
        """Make a table by a function of documents."""
        left_out = np.isin(self._shelf.docs, self.rows(without).column("doc").to_numpy())
        tables = (function(part) for part in _parts(self._shelf, left_out))
        self._keep(name, _reader(tables, function(empty()).schema))

    def relate(self, name: str, expression: Table) -> None:
        """Make a table by a relational expression over others; it is worked out when its rows are asked for."""
        self._connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {ibis.to_sql(expression, dialect='duckdb')}")

    def beside(self, name: str, source: str, steps: Sequence[tuple[str, Beside]]) -> None:
        """Make a table from the rows of another, part by part, so that what lies between two steps is never whole."""
        reader = self._connection.sql(f"SELECT * FROM {source}").to_arrow_reader(ROWS)
        parts = []
        for batch in reader:
            part = pa.Table.from_batches([batch])
            for _, function in steps:
                part = function(part, self._shelf)
            parts.append(part)
        self._keep(name, pa.concat_tables(parts) if parts else self._nothing(reader.schema, steps))

    def _nothing(self, schema: pa.Schema, steps: Sequence[tuple[str, Beside]]) -> pa.Table:
        table = schema.empty_table()
        for _, function in steps:
            table = function(table, self._shelf)
        return table

    def grouped(self, name: str, source: str, keys: Sequence[str], function: Alone) -> None:
        """Make a table from the rows of another, some groups at a time."""
        reader = self._connection.sql(f"SELECT * FROM {source} ORDER BY {', '.join(keys)}").to_arrow_reader(ROWS)
        tables = [function(rows) for rows in _groups(reader, keys)]
        self._keep(name, pa.concat_tables(tables or [function(reader.schema.empty_table())]))

    def mapped(self, tables: Iterable[pa.Table], function: Alone) -> Iterator[pa.Table]:
        """Yield what a function makes of tables."""
        return (function(table) for table in tables)

    def put(self, name: str, rows: pa.Table) -> None:
        """Make a table of these rows."""
        self._keep(name, rows)

    def rows(self, name: str) -> pa.Table:
        """Return a table."""
        return self._connection.sql(f"SELECT * FROM {name}").to_arrow_table()

    def _keep(self, name: str, rows: pa.Table | pa.RecordBatchReader) -> None:
        self._connection.register("rows_to_keep", rows)
        self._connection.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM rows_to_keep")
        self._connection.unregister("rows_to_keep")


def _groups(reader: Iterable[pa.RecordBatch], keys: Sequence[str]) -> Iterator[pa.Table]:
    """Yield the rows, which are in order of the keys, in parts that end where a group ends."""
    held: list[pa.RecordBatch] = []
    for batch in reader:
        changes = np.logical_or.reduce([np.diff(batch.column(key).to_numpy()) != 0 for key in keys])
        last = int(np.flatnonzero(changes)[-1]) + 1 if changes.any() else 0
        if last:
            yield pa.Table.from_batches([*held, batch.slice(0, last)])
            held = []
        held.append(batch.slice(last))
    if held:
        yield pa.Table.from_batches(held)


def _reader(tables: Iterable[pa.Table], schema: pa.Schema) -> pa.RecordBatchReader:
    return pa.RecordBatchReader.from_batches(schema, (batch for table in tables for batch in table.to_batches()))


def empty() -> Shelf:
    """Return a shelf without documents: what a function makes of it tells the form of its tables."""
    none, zero = np.zeros(0, np.int32), np.zeros(1, np.int64)
    return Shelf(none, none, zero, np.zeros(0, np.uint8), zero, np.zeros(0, np.uint8))


def _shelved(documents: Iterable[pa.Table], folder: Path) -> tuple[Shelf, Numbers]:
    """Write the letters and marks of documents into files and return them as a shelf, with the digests."""
    columns: dict[str, list[Numbers]] = {"doc": [], "series": [], "digest": [], "letters": [], "marks": []}
    with (folder / "letters").open("wb") as letters, (folder / "marks").open("wb") as marks:
        for table in documents:
            for name in ("doc", "series", "digest"):
                columns[name].append(table.column(name).to_numpy())
            for name, file in (("letters", letters), ("marks", marks)):
                values = table.column(name).to_pylist()
                columns[name].append(np.array([len(value) for value in values], np.int64))
                file.writelines(values)
    joined = {name: np.concatenate([np.zeros(0, np.int64), *parts]) for name, parts in columns.items()}
    starts, mark_starts = (np.concatenate([[0], np.cumsum(joined[name])]).astype(np.int64) for name in ("letters", "marks"))
    docs, series = joined["doc"].astype(np.int32), joined["series"].astype(np.int32)
    shelf = Shelf(docs, series, starts, _mapped(folder / "letters"), mark_starts, _mapped(folder / "marks"))
    return shelf, joined["digest"]


def _mapped(path: Path) -> Bytes:
    return np.memmap(path, np.uint8, "r") if path.stat().st_size else np.zeros(0, np.uint8)


def _parts(shelf: Shelf, left_out: np.typing.NDArray[np.bool_]) -> Iterator[Shelf]:
    """Yield the shelf in parts of some letters, without the documents left out."""
    cuts = np.searchsorted(shelf.starts, np.arange(0, max(int(shelf.starts[-1]), 1), LETTERS), "left")
    for first, last in zip(cuts, [*cuts[1:], len(shelf.docs)], strict=True):
        yield from (shelf.part(begin, end) for begin, end in _kept(left_out[first:last], int(first)))


def _kept(left_out: np.typing.NDArray[np.bool_], first: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of documents that are not left out."""
    edges = np.flatnonzero(np.diff(np.concatenate([[True], left_out, [True]]).astype(np.int8)))
    yield from ((first + int(begin), first + int(end)) for begin, end in edges.reshape(-1, 2))
