"""The engine for a cluster: Apache Spark carries out the same expressions and functions as DuckDB and numpy do on one machine.

Every table is a Parquet folder on storage that all workers reach, so a worker that dies costs its tasks and nothing else. Documents
and rows that speak of them meet by cogrouping: both are shuffled by the document's number, in buckets of some documents.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any

import ibis
import pyarrow as pa
from ibis.expr.types import Table

from ..errors import MachineError
from .engine import Alone, Beside, OfDocuments, empty
from .shelf import DOCUMENTS, shelved

#: Partitions of a shuffle, and the documents that go together, unless told otherwise.
PARTITIONS, BUCKET = 16, 512
LOCAL = "local[*]"


class Spark:
    """The engine of a cluster; `folder` is where its tables lie, on storage that all workers reach."""

    def __init__(
        self, master: str = "", folder: str = "", partitions: int = PARTITIONS, settings: dict[str, str] | None = None
    ) -> None:
        try:
            from pyspark.sql import SparkSession
        except ImportError as error:
            raise MachineError("Spark is not installed.", "pip install 'sourcebook[spark]', and Java 17 or newer.") from error
        builder = SparkSession.builder.master(master or LOCAL).appName("sourcebook")
        fixed = {"spark.sql.shuffle.partitions": str(partitions), "spark.ui.enabled": "false"}
        if not master or master.startswith("local"):
            os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # or its workers take the first python3 there is
        for key, value in (fixed | (settings or {})).items():
            builder = builder.config(key, value)
        self.session = builder.getOrCreate()
        self._scratch = tempfile.TemporaryDirectory(prefix="sourcebook-") if not folder else None
        self._folder = folder or str(self._scratch.name if self._scratch else "")
        self._partitions = partitions

    def close(self) -> None:
        """Stop the session and let go of the files."""
        self.session.stop()
        if self._scratch:
            self._scratch.cleanup()

    def hold(self, documents: Iterable[pa.Table]) -> int:
        """Take in the documents."""
        self.put("documents", pa.concat_tables(documents))
        return int(self.session.table("documents").count())

    def each(self, name: str, function: OfDocuments, without: str) -> None:
        """Make a table by a function of documents."""
        documents = self.session.table("documents").join(self.session.table(without).select("doc"), "doc", "left_anti")
        buckets = documents.select(*DOCUMENTS.names).repartition(self._partitions, "doc")
        schema = plain(function(empty()).schema)
        self._keep(name, buckets.mapInArrow(partial(_each, function, schema), _spark(schema)))

    def relate(self, name: str, expression: Table) -> None:
        """Make a table by a relational expression over others."""
        self._keep(name, self.session.sql(ibis.to_sql(expression, dialect="pyspark")))

    def beside(self, name: str, source: str, steps: Sequence[tuple[str, Beside]]) -> None:
        """Make a table from the rows of another; each step is a shuffle of both by the document."""
        rows, documents = self.session.table(source), self.session.table("documents")
        for key, function in steps:
            before = plain(rows.limit(0).toArrow().schema)
            schema = plain(function(before.empty_table(), empty()).schema)
            left, right = (
                table.groupBy((table[column] / BUCKET).cast("int")) for table, column in ((rows, key), (documents, "doc"))
            )
            rows = left.cogroup(right).applyInArrow(partial(_beside, function, schema), _spark(schema))
        self._keep(name, rows)

    def grouped(self, name: str, source: str, keys: Sequence[str], function: Alone) -> None:
        """Make a table from the rows of another; rows with the same keys come to one call."""
        rows = self.session.table(source)
        schema = plain(function(plain(rows.limit(0).toArrow().schema).empty_table()).schema)
        together = rows.repartition(self._partitions, *keys)
        self._keep(name, together.mapInArrow(partial(_alone, function, schema), _spark(schema)))

    def put(self, name: str, rows: pa.Table) -> None:
        """Make a table of these rows."""
        self._keep(name, self.session.createDataFrame(rows.cast(plain(rows.schema)), _spark(plain(rows.schema))))

    def rows(self, name: str) -> pa.Table:
        """Return a table."""
        return self.session.table(name).toArrow()

    def _keep(self, name: str, rows: Any) -> None:
        """Write a table as Parquet and read it back under its name; the former one of that name is not read any more."""
        path = f"{self._folder}/{name}-{len(self.session.catalog.listTables())}-{id(rows)}"
        rows.write.parquet(path)
        self.session.read.parquet(path).createOrReplaceTempView(name)


def plain(schema: pa.Schema) -> pa.Schema:
    """Return a schema with the types that Spark knows: one kind of binary."""
    return pa.schema([pa.field(field.name, pa.binary() if _is_binary(field.type) else field.type) for field in schema])


def _is_binary(kind: pa.DataType) -> bool:
    return bool(pa.types.is_large_binary(kind) or pa.types.is_fixed_size_binary(kind))


def _spark(schema: pa.Schema) -> Any:
    """Return a schema as Spark writes it."""
    kinds = {pa.int32(): "int", pa.int64(): "bigint", pa.float64(): "double", pa.bool_(): "boolean", pa.binary(): "binary"}
    return ", ".join(f"`{f.name}` {kinds.get(f.type) or f'array<{kinds[f.type.value_type]}>'}" for f in schema)


def _each(function: OfDocuments, schema: pa.Schema, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    held = [*batches]
    if held:
        yield from function(shelved(pa.Table.from_batches(held))).cast(schema).to_batches()


def _beside(function: Beside, schema: pa.Schema, rows: pa.Table, documents: pa.Table) -> pa.Table:
    return function(rows, shelved(documents)).cast(schema) if rows.num_rows else schema.empty_table()


def _alone(function: Alone, schema: pa.Schema, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    held = [*batches]
    if held:
        yield from function(pa.Table.from_batches(held)).cast(schema).to_batches()
