"""The engine for a cluster: Apache Spark carries out the same expressions and functions as DuckDB and numpy do on one machine.

Every table is a Parquet folder on storage that all workers reach, so a worker that dies costs its tasks and nothing else. Documents
and rows that speak of them meet by cogrouping: both are shuffled by the document's number, in buckets of some documents.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import count
from types import MappingProxyType
from typing import Any

import ibis
import pyarrow as pa
from ibis.expr.types import Table

from ..config import Engine as Settings
from ..errors import MachineError
from .engine import Alone, Beside, OfDocuments, empty
from .shelf import DOCUMENTS, shelved

#: Partitions of a shuffle, and the documents that go together, unless told otherwise.
PARTITIONS, BUCKET = 16, 512
LOCAL = "local[*]"
#: Bytes of documents that are handed to the workers at a time.
AT_ONCE = 64 << 20
QUIET: Mapping[str, str] = MappingProxyType({"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false"})


class Spark:
    """The engine of a cluster."""

    def __init__(self, settings: Settings) -> None:
        try:
            from py4j.protocol import Py4JError
            from pyspark.errors import PySparkException
            from pyspark.sql import SparkSession
        except ImportError as error:
            raise MachineError("Spark is not installed.", "pip install 'sourcebook[spark]', and Java 17 or newer.") from error
        self._faults = (Py4JError, PySparkException)
        self._partitions, self._numbers = settings.partitions or PARTITIONS, count()
        if not settings.master or settings.master.startswith("local"):
            os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # or its workers take the first python3 there is
        builder = SparkSession.builder.master(settings.master or LOCAL).appName("sourcebook")
        for key, value in {"spark.sql.shuffle.partitions": str(self._partitions), **QUIET, **dict(settings.settings)}.items():
            builder = builder.config(key, value)
        with _told(self._faults, "its start", "Is there Java 17 or newer, and does `master` in sourcebook.toml answer?"):
            self.session = builder.getOrCreate()
            self.session.sparkContext.setLogLevel("ERROR")
        self._scratch = tempfile.TemporaryDirectory(prefix="sourcebook-") if not settings.folder else None
        self._folder = settings.folder or str(self._scratch.name if self._scratch else "")

    def close(self) -> None:
        """Stop the session and let go of the files."""
        self.session.stop()
        if self._scratch:
            self._scratch.cleanup()

    def hold(self, documents: Iterable[pa.Table]) -> int:
        """Take in the documents, some at a time, so that this process never holds them all."""
        path = self._path("documents")
        with self._job("documents"):
            for part in _together(documents):
                self._frame(part.cast(plain(part.schema))).write.mode("append").parquet(path)
            self.session.read.parquet(path).createOrReplaceTempView("documents")
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

    def mapped(self, tables: Iterable[pa.Table], function: Alone) -> Iterator[pa.Table]:
        """Yield what a function makes of tables; the rows of each are spread over the workers and come back in order."""
        for table in tables:
            before = plain(table.schema)
            schema = plain(function(before.empty_table()).schema)
            with self._job("mapped"):
                rows = self._frame(table.cast(before)).mapInArrow(partial(_alone, function, schema), _spark(schema)).toArrow()
            yield rows

    def put(self, name: str, rows: pa.Table) -> None:
        """Make a table of these rows."""
        self._keep(name, self._frame(rows.cast(plain(rows.schema))))

    def rows(self, name: str) -> pa.Table:
        """Return a table."""
        with self._job(name):
            return self.session.table(name).toArrow()

    def _frame(self, rows: pa.Table) -> Any:
        return self.session.createDataFrame(rows, _spark(rows.schema))

    def _keep(self, name: str, rows: Any) -> None:
        """Write a table as Parquet and read it back under its name; the former one of that name is not read any more."""
        path = self._path(name)
        with self._job(name):
            rows.write.parquet(path)
            self.session.read.parquet(path).createOrReplaceTempView(name)

    def _path(self, name: str) -> str:
        return f"{self._folder}/{self.session.sparkContext.applicationId}/{name}-{next(self._numbers)}"

    @contextmanager
    def _job(self, name: str) -> Iterator[None]:
        """Give the jobs the name of what they make, as Spark's own pages show it."""
        with _told(self._faults, name):
            self.session.sparkContext.setJobDescription(name)
            yield


@contextmanager
def _told(faults: tuple[type[Exception], ...], name: str, hint: str = "") -> Iterator[None]:
    """Say in a sentence where Spark gives up."""
    try:
        yield
    except faults as fault:
        said = next((line for line in str(fault).splitlines() if line.strip()), type(fault).__name__)
        raise MachineError(f"Spark gave up at {name}: {said[:300]}", hint) from fault


def _together(tables: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """Yield tables, several as one up to some bytes."""
    held: list[pa.Table] = []
    for table in tables:
        held.append(table)
        if sum(one.nbytes for one in held) >= AT_ONCE:
            yield pa.concat_tables(held)
            held = []
    if held:
        yield pa.concat_tables(held)


def plain(schema: pa.Schema) -> pa.Schema:
    """Return a schema with the types that Spark knows: one kind of binary."""
    return pa.schema([pa.field(field.name, pa.binary() if _is_binary(field.type) else field.type) for field in schema])


def _is_binary(kind: pa.DataType) -> bool:
    return bool(pa.types.is_large_binary(kind) or pa.types.is_fixed_size_binary(kind))


def _spark(schema: pa.Schema) -> Any:
    """Return a schema as Spark writes it."""
    kinds = {
        pa.int32(): "int", pa.int64(): "bigint", pa.float64(): "double", pa.bool_(): "boolean", pa.binary(): "binary",
        pa.string(): "string",
    }  # fmt: skip
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
