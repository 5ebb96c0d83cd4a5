"""Described pages → CSV, JSON lines or Parquet, as bytes written to a file; `FORMATS` is the whole list."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import chain, islice
from types import MappingProxyType
from typing import Any, BinaryIO

from ..describe.form import as_json
from ..errors import MachineError
from ..model import Declined, Described
from .catalogue import COLUMNS, Value, rows

Pages = Iterable[Described | Declined]
#: What stands between the values of a list in one cell.
BETWEEN = "; "
#: Rows written to Parquet at a time: so many are in memory at once.
GROUP = 5000


def write_csv(pages: Pages, out: BinaryIO) -> None:
    """Write a row a text: RFC 4180 in UTF-8, lists joined by "; ", days as 1935-06-11, an empty cell where nothing is stated."""
    text = io.TextIOWrapper(out, "utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(column.name for column in COLUMNS)
    writer.writerows(map(_cell, row.values()) for row in _rows(pages))
    text.detach()


def write_csv_for_excel(pages: Pages, out: BinaryIO) -> None:
    """Write the same with the mark in front by which Excel knows UTF-8."""
    out.write("\ufeff".encode())
    write_csv(pages, out)


def write_jsonl(pages: Pages, out: BinaryIO) -> None:
    """Write an object a page in the form of the labelling manual, with every statement and its words under `evidence`."""
    for page in pages:
        if described := as_object(page):
            out.write(json.dumps(described, ensure_ascii=False).encode("utf-8", "replace") + b"\n")


def as_object(page: Described | Declined) -> dict[str, Any] | None:
    """Return a page as an object; one that could not be read says why, a file nobody takes for a page is left out."""
    if isinstance(page, Described):
        return as_json(page)
    return {"path": page.source.path, "kind": "error", "texts": [], "reason": page.reason} if page.code else None


def write_parquet(pages: Pages, out: BinaryIO) -> None:
    """Write a row a text: lists as lists, days as dates, what each column says in the schema's metadata."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise MachineError(
            "Parquet needs the package pyarrow, which is not installed.", "Install it: pip install 'sourcebook[parquet]'."
        ) from None
    types = {
        "text": pyarrow.string(), "number": pyarrow.int32(), "day": pyarrow.date32(), "list": pyarrow.list_(pyarrow.string()),
    }  # fmt: skip
    schema = pyarrow.schema([pyarrow.field(c.name, types[c.kind], metadata={"description": c.says}) for c in COLUMNS])
    with pyarrow.parquet.ParquetWriter(out, schema) as writer:
        every = _rows(pages)
        while group := list(islice(every, GROUP)):
            writer.write_table(pyarrow.Table.from_pylist(group, schema))


def _rows(pages: Pages) -> Iterator[dict[str, Value]]:
    return chain.from_iterable(rows(page) for page in pages if isinstance(page, Described))


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return BETWEEN.join(value)
    return value.isoformat() if isinstance(value, date) else str(value)


FORMATS: Mapping[str, Callable[[Pages, BinaryIO], None]] = MappingProxyType({
    "csv": write_csv, "csv-excel": write_csv_for_excel, "jsonl": write_jsonl, "parquet": write_parquet,
})  # fmt: skip
