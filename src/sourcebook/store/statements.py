"""The statements of texts in the archive database, and which texts were read for them, in which state."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from ..ledger.model import Entry
from . import database
from .days import days
from .rows import Row

COLUMNS = (
    "id", "kind", "start", "end", "quote", "voice", "when", "when_from", "when_to", "holder", "target", "fields", "rule", "cues",
    "score", "status",
)  # fmt: skip


class TextRead(NamedTuple):
    """A text that was read: its state, which says of what and by which rules, and its entries, or in `note` why there are none."""

    page_id: int
    text_id: int
    state: str
    note: str
    entries: tuple[Entry, ...]


def put(path: Path, texts: Iterable[TextRead]) -> None:
    """Put the statements of texts in the place of their former ones, in one transaction."""
    these = list(texts)
    with database.translated(path), closing(database.open_for_writing(path)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        for text in these:
            connection.execute("DELETE FROM statement WHERE text_id = ?", (text.text_id,))
            connection.execute("DELETE FROM statement_read WHERE text_id = ?", (text.text_id,))
            rows = [(text.page_id, text.text_id, id, *row(entry)[1:]) for id, entry in _named(text.entries)]
            connection.executemany(f"INSERT INTO statement VALUES ({','.join('?' * (2 + len(COLUMNS)))})", rows)
            connection.execute(
                "INSERT INTO statement_read VALUES (?, ?, ?, ?)", (text.text_id, text.page_id, text.state, text.note)
            )
        connection.execute("COMMIT")


def _named(entries: Iterable[Entry]) -> Iterator[tuple[str, Entry]]:
    """Yield entries with their names, in order of place; the same words told of a second moment are numbered."""
    seen: Counter[str] = Counter()
    for entry in sorted(entries, key=lambda e: (e.start, e.end, e.when or "")):
        seen[entry.id] += 1
        yield (entry.id if seen[entry.id] == 1 else f"{entry.id}-{seen[entry.id]}"), entry


def row(entry: Entry) -> Row:
    """Return an entry as the columns of `statement` that are its own."""
    fields, cues = (json.dumps(value, ensure_ascii=False) for value in (dict(entry.fields), list(entry.cues)))
    said = (entry.id, entry.kind, entry.start, entry.end, entry.quote, entry.voice, entry.when, *days(entry.when))
    return (*said, entry.holder, entry.target, fields, entry.rule, cues, float(entry.score), entry.status)


def entry_of(doc: str, text: str, columns: Row) -> Entry:
    """Return the entry that a row's own columns hold, of a text of that name in a page at that path."""
    values = dict(zip(COLUMNS, columns, strict=True))
    fields, cues = json.loads(values["fields"]), tuple(json.loads(values["cues"]))
    place = (values["kind"], values["start"], values["end"], values["quote"], values["voice"], values["when"])
    return Entry(doc, text, *place, fields, values["rule"], cues, values["score"], values["status"])
