"""Described pages → a catalogue: one row a text, flat, with columns that mean the same in every format.

`COLUMNS` is the whole list, and docs/catalogue.md is made of it. A value is the text's own, else what its page says of all its
texts.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from ..describe.why import of_text, why
from ..model import Described, Stated, Text
from ..store.days import days

Value = str | int | date | list[str] | None


class Column(NamedTuple):
    """A column: its name, what its cells are (text, number, day or list), what it says, and the field it is made of, if of one."""

    name: str
    kind: str
    says: str
    field: str = ""


COLUMNS = (
    Column("path", "text", "the page's path below its source folder"),
    Column("n", "number", "the text's place in its page, from 1"),
    Column("name", "text", "the text's name in the archive; empty for files outside one"),
    Column("version", "text", "SHA-256 of the words of its reading text"),
    Column("language", "text", "language of the page (BCP 47)"),
    Column("title", "text", "the text's own title", "title"),
    Column("subtitle", "text", "its subtitle", "subtitle"),
    Column("part_of", "text", "the book or series a chapter or part belongs to", "part_of"),
    Column("authors", "list", "authors, as printed", "author"),
    Column("genre", "text", "article, letter, speech, chapter, review, …", "genre"),
    Column("written", "text", "when it was written or delivered (EDTF)", "written"),
    Column("written_earliest", "day", "the first day that can mean; empty where it is open", "written"),
    Column("written_latest", "day", "the last day it can mean", "written"),
    Column("place", "text", "where it was written", "place"),
    Column("recipient", "text", "whom a letter is addressed to", "recipient"),
    Column("starts", "text", "its first words", "starts"),
    Column("ends", "text", "its last words", "ends"),
    Column("venue", "text", "the journal or book it was printed in", "venue"),
    Column("series", "text", "the series of that", "series"),
    Column("volume", "text", "volume, as printed", "volume"),
    Column("number", "text", "number, as printed", "number"),
    Column("whole_number", "text", "number counted through all volumes", "whole_number"),
    Column("published", "text", "when it was printed (EDTF)", "published"),
    Column("published_earliest", "day", "the first day that can mean", "published"),
    Column("published_latest", "day", "the last day it can mean", "published"),
    Column("pages", "text", "its pages there", "pages"),
    Column("publisher", "text", "publisher", "publisher"),
    Column("publication_place", "text", "place of printing", "publication_place"),
    Column("source", "text", "the printed edition the transcription was made from, where stated apart", "source"),
    Column("carriers", "list", "sites or magazines this copy came through", "carrier"),
    Column("translators", "list", "translators", "translator"),
    Column("transcribers", "list", "transcribers", "transcriber"),
    Column("markup", "list", "who marked it up", "markup"),
    Column("proofreaders", "list", "proofreaders", "proofreader"),
    Column("editors", "list", "editors", "editor"),
    Column("rights", "text", "class of the rights: free, public-domain, gfdl, cc, copyright, permission", "rights"),
    Column("rights_text", "text", "the rights, as printed", "rights_text"),
    Column("updated", "text", "the page's stamp of its last update (EDTF)", "updated"),
    Column("notes", "number", "how many footnotes and endnotes it has"),
    Column("evidence", "list", "where each value was read, as field: kind of evidence"),
    Column("disputed", "list", "fields for which the page states values that contradict each other"),
)


def rows(described: Described) -> Iterator[dict[str, Value]]:
    """Yield a row a text of a page, with a cell for each column in its order."""
    return (_row(described, text) for text in described.texts)


def _row(described: Described, text: Text) -> dict[str, Value]:
    said = of_text(text.stated, described.stated)
    chosen = [s._replace(value=_plain(s.value)) for s in said if s.chosen]
    own: dict[str, Value] = {
        "path": _plain(described.page.source.path), "n": text.index + 1, "name": text.name or None, "version": text.version or None,
        "language": described.language or None,
        "notes": sum(note.text == text.index for note in described.notes),
        "evidence": list(dict.fromkeys(f"{s.field}: {s.kind}" for s in chosen if s.field in FIELDS)),
        "disputed": list(_disputed(said)),
    }  # fmt: skip
    return {c.name: _cell(c, [s.value for s in chosen if s.field == c.field]) if c.field else own[c.name] for c in COLUMNS}


FIELDS = dict.fromkeys(column.field for column in COLUMNS if column.field)


def _plain(value: str) -> str:
    """Return a value on one line, without what no encoding can hold."""
    return " ".join(value.split()).encode("utf-8", "replace").decode()


def _disputed(said: list[Stated]) -> Iterator[str]:
    rivalled = {s.field for s in said if not s.chosen}
    return (field for field in FIELDS if field in rivalled and any(one.disputed for one in why(field, said)))


def _cell(column: Column, values: Iterable[str]) -> Value:
    if column.kind == "list":
        return list(dict.fromkeys(values))
    value = next(iter(values), None)
    return _day(days(value)[column.name.endswith("_latest")]) if column.kind == "day" else value


def _day(number: int | None) -> date | None:
    """Return the day of a number yyyymmdd; the 31st of a shorter month is its last day."""
    if number is None or not 1 <= (year := number // 10000) <= 9999:
        return None
    month, day = number // 100 % 100, number % 100
    return date(year, month, min(day, monthrange(year, month)[1])) if 1 <= month <= 12 and day else None
