"""What is compared: documents with a series and a text; those of one series are not compared with each other."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from ..errors import SourceError
from .normalise import letters
from .shelf import DOCUMENTS

#: Characters taken at once.
PART = 1 << 22


class Document(NamedTuple):
    """A text to be compared: its name, its series (empty: it is alone in one), its words."""

    name: str
    series: str
    text: str


class Names:
    """The names of documents in order of their numbers, known once they have been read."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._series: dict[str, int] = {}

    def numbered(self, document: Document) -> int:
        """Give a document its number and return that of its series."""
        self.names.append(document.name)
        return self._series.setdefault(document.series or f"\0{len(self.names)}", len(self._series))


def tables(documents: Iterable[Document], names: Names) -> Iterator[pa.Table]:
    """Yield the documents as tables of letters, some at a time."""
    held: list[tuple[int, int, str]] = []
    size = 0
    for document in documents:
        series = names.numbered(document)
        held.append((len(names.names) - 1, series, document.text))
        size += len(document.text)
        if size >= PART:
            yield table(held)
            held, size = [], 0
    yield table(held)


def table(rows: Sequence[tuple[int, int, str]]) -> pa.Table:
    """Return the table of letters of documents: number, number of series, text."""
    these = letters([text for _, _, text in rows])
    columns = ([doc for doc, _, _ in rows], [series for _, series, _ in rows], [_digest(one.codes) for one in these])
    binary = ([one.codes for one in these], [one.marks for one in these])
    return pa.table([pa.array(c, f.type) for c, f in zip((*columns, *binary), DOCUMENTS, strict=True)], schema=DOCUMENTS)


def _digest(codes: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(codes, digest_size=8).digest(), "little", signed=True)


def read_documents(path: Path) -> Iterator[Document]:
    """Yield the documents of a file with one a line: `{"id", "series", "text"}`."""
    try:
        with path.open(encoding="utf-8") as lines:
            for n, line in enumerate(lines, 1):
                if line.strip():
                    yield _document(path, n, line)
    except UnicodeDecodeError as error:
        raise SourceError(f"{path} is not UTF-8 text.", "Give one JSON object a line: id, series, text.") from error


def _document(path: Path, n: int, line: str) -> Document:
    try:
        row = json.loads(line)
        return Document(str(row["id"]), str(row.get("series") or ""), str(row["text"]))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SourceError(f"{path}:{n} is no document.", 'Each line is an object: {"id": …, "series": …, "text": …}.') from error
