"""The fields of a query: what is said of a text, from author to path; and counting by them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from fnmatch import fnmatchcase
from typing import Any, NamedTuple

from rapidfuzz import fuzz, process

from ..errors import QueryError
from .days import Days, days
from .query import Field
from .rows import folded_name

Rows = Callable[..., list[tuple[Any, ...]]]
PERSONS = frozenset({"author", "translator", "transcriber", "editor", "recipient"})
DATED = {
    "date": ("date_from", "date_to"),
    "written": ("written_from", "written_to"),
    "published": ("published_from", "published_to"),
}
SQL = (
    "SELECT t.id, t.name, p.path, t.title, t.subtitle, t.part_of, t.author, t.venue, t.genre, t.language, t.date_from, t.n "
    "FROM text t JOIN page p ON p.id = t.page_id"
)
NEVER = 99999999  # sorts what has no date last


class Described(NamedTuple):
    """What the fields look at, of one text."""

    id: int
    name: str
    path: str
    title: str | None
    subtitle: str | None
    part_of: str | None
    author: str | None
    venue: str | None
    genre: str | None
    language: str | None
    date_from: int | None
    n: int


class Fields:
    """The descriptions of all texts, as the fields see them."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._texts = {row[0]: Described(*row) for row in rows(SQL)}
        order = sorted(self._texts.values(), key=lambda t: (t.date_from or NEVER, t.path, t.n))
        self._place = {text.id: place for place, text in enumerate(order)}
        self._folded: dict[str, list[tuple[int, str]]] = {}

    def all(self) -> set[int]:
        """Return every text."""
        return set(self._texts)

    def by_date(self, texts: Iterable[int]) -> list[int]:
        """Return texts in order of date, those without one last."""
        return sorted(texts, key=lambda i: (self._place.get(i, NEVER), i))

    def grouped(self, by: str, hits: Mapping[int, int]) -> list[tuple[str, int, int]]:
        """Return (value, texts, passages), years in order of time, all else by how many passages."""
        groups: dict[str, list[int]] = {}
        for text, count in hits.items():
            group = groups.setdefault(self._value(by, self._texts.get(text)), [0, 0])
            group[0] += 1
            group[1] += count
        found = [(value, texts, passages) for value, (texts, passages) in groups.items()]
        return sorted(found) if by == "year" else sorted(found, key=lambda g: (-g[2], -g[1], g[0]))

    def _value(self, by: str, text: Described | None) -> str:
        if text is None:
            return "(page furniture)"
        if by == "year":
            return str(text.date_from // 10000) if text.date_from else "no date"
        return getattr(text, by) or f"no {by}"

    def texts(self, field: Field, query: str) -> set[int]:
        """Return the texts of which a field holds."""
        if field.name in DATED:
            return self._dated(field, query)
        if field.name == "language":
            return {t.id for t in self._texts.values() if (t.language or "").lower().startswith(field.value.lower())}
        if field.name in {"name", "in"}:
            return self._placed(field)
        if field.name == "voice":
            hint = "Write it beside words: voice:quoted revolution. Voices: author, editor, translator, transcriber, quoted, site."
            raise QueryError("`voice:` goes with words to look for.", query, field.position, hint)
        wanted = _pattern(field.value)
        return {text for text, value in self._values(field.name) if wanted.search(value)}

    def _placed(self, field: Field) -> set[int]:
        glob = field.value if "*" in field.value else f"{field.value.rstrip('/')}*"
        return {t.id for t in self._texts.values() if fnmatchcase(t.name if field.name == "name" else t.path, glob)}

    def _dated(self, field: Field, query: str) -> set[int]:
        first, last = _range(field.value)
        if first is None and last is None:
            hint = "Write 1935, 1935-06, 1935-06-10, 1935..1940, 1935.. or ..1940."
            raise QueryError(f"{field.value!r} is no date.", query, field.position, hint)
        if first and last and first > last:
            raise QueryError(f"{field.value} ends before it begins.", query, field.position, "Put the earlier date first.")
        start, end = DATED[field.name]
        found = self._rows(f"SELECT id FROM text WHERE {start} <= ? AND {end} >= ?", (last or NEVER, first or 0))
        return {i for (i,) in found}

    def _values(self, name: str) -> list[tuple[int, str]]:
        """Return (text, folded value) for all values of a field."""
        if name not in self._folded:
            self._folded[name] = list(self._persons(name) if name in PERSONS else self._described(name))
        return self._folded[name]

    def _persons(self, role: str) -> Iterable[tuple[int, str]]:
        return self._rows("SELECT text_id, folded FROM person WHERE role = ?", (role,))

    def _described(self, name: str) -> Iterable[tuple[int, str]]:
        for t in self._texts.values():
            values: Collection[str | None] = (t.title, t.subtitle, t.part_of) if name == "title" else (getattr(t, name),)
            yield from ((t.id, folded_name(value)) for value in values if value)

    def near(self, field: Field) -> str:
        """Return values of a field that come near the one asked for, for showing."""
        if field.name in DATED or field.name in {"language", "name", "in", "voice"}:
            return ""
        values = {value for _, value in self._values(field.name)}
        found = process.extract(folded_name(field.value), values, scorer=fuzz.WRatio, limit=3, score_cutoff=70)
        return ", ".join(str(match[0]) for match in found)


def _pattern(value: str) -> re.Pattern[str]:
    """Return what finds a value's words side by side, as whole words; `*` stands for any letters."""
    words = r"\W+".join(re.escape(word).replace(r"\*", r"\w*") for word in folded_name(value).split())
    return re.compile(rf"(?<!\w){words}(?!\w)")


def _range(value: str) -> Days:
    if ".." not in value:
        return days(value)
    first, _, last = value.partition("..")
    return days(first)[0], days(last)[1]
