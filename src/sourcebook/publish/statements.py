"""Stances → the two tables of Discourse Network Analyzer: its statements and its documents, column for column.

DNA takes no statements from a table by itself; its R package adds them from these two (docs/ledger.md has the lines).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ..ledger.statement import Statement, iso

#: The columns of DNA's own tables (rDNA 3.1), then ours, which its import leaves aside.
STATEMENT_COLUMNS = (
    "ID", "statement_type_id", "document_id", "start", "stop", "coder_id", "person", "organization", "concept", "agreement",
    "date", "date_from", "date_to", "mode", "voice", "quote", "address", "statement", "score", "status",
)  # fmt: skip
DOCUMENT_COLUMNS = (
    "document_id", "coder_id", "title", "text", "author", "source", "section", "type", "notes", "date_time",
)  # fmt: skip
STATEMENT_TYPE = CODER = 1  # DNA's own "DNA Statement" and its administrator


class Document(NamedTuple):
    """A text as DNA keeps a document; `start` is where its words begin in the page, which places are counted from."""

    name: str
    title: str
    words: str
    start: int
    author: str
    source: str
    type: str
    address: str
    day: int | None


def statement_table(statements: Iterable[Statement], documents: Sequence[Document], persons: frozenset[str] = frozenset()) -> str:
    """Return the stances as DNA's table of statements: who, about what or whom, in agreement or not.

    A holder that is known for a person goes under `person`, any other under `organization`.
    """
    numbers = {document.name: (n, document.start) for n, document in enumerate(documents, 1)}
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(STATEMENT_COLUMNS)
    for n, s in enumerate((s for s in statements if s.kind == "stance" and s.name in numbers), 1):
        number, begins = numbers[s.name]
        who = (s.holder, "") if s.holder in persons else ("", s.holder)
        own = (n, STATEMENT_TYPE, number, s.entry.start - begins, s.entry.end - begins, CODER, *who, s.target)
        rest = (s.entry.when or "", iso(s.first), iso(s.last), s.fields.get("mode") or "", s.entry.voice, s.entry.quote)
        table.writerow([*own, int(s.fields["polarity"] == "for"), *rest, s.address, s.id, round(s.entry.score, 2), s.entry.status])
    return out.getvalue()


def document_table(documents: Sequence[Document]) -> str:
    """Return texts as DNA's table of documents; one without a date has none, and DNA must be given one."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(DOCUMENT_COLUMNS)
    for n, d in enumerate(documents, 1):
        day = f"{iso(d.day)} 00:00:00" if d.day else ""
        table.writerow([n, CODER, d.title, d.words, d.author, d.source, "", d.type, d.address, day])
    return out.getvalue()
