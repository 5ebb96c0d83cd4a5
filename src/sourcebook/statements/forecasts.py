"""Forecasts with the later texts of the archive that speak of the same event: what may bear on them, never a judgement."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from ..archive import Archive, TextRecord
from ..ledger.names import folded
from ..ledger.statement import Statement
from ..store.schema import SHIFT
from .asking import entries
from .places import key_at, keys_of

WORD = re.compile(r"\w+")
LENGTH, MOST_WORDS, LEAST = 4, 8, 2  # letters of a word that tells, words asked for, words a passage must have
MOST_LOOKED_AT, MOST_SHOWN = 200, 5
#: Words of the trade of forecasting, which tell no event from another.
EMPTY = frozenset(
    """
    will shall would should could must might have been being become becomes that this these those with from into upon their them
    they there then than what when where which while about after before again against only once other such some more most very take
    place come comes inevitable inevitably probably possible future tomorrow soon
""".split()
)
COUNTS = "SELECT term, passages FROM term WHERE term IN (SELECT value FROM json_each(?))"
LATER = f"""
    SELECT rowid, bm25(block_fts) AS weight FROM block_fts WHERE block_fts MATCH ? AND rowid >> {SHIFT} IN (
        SELECT id FROM text WHERE date_from > ? AND id <> ? AND id NOT IN (
            SELECT k.b FROM kinship k WHERE k.a = ? UNION SELECT k.a FROM kinship k WHERE k.b = ?))
    ORDER BY weight LIMIT {MOST_LOOKED_AT}
"""
BLOCKS = "SELECT id, start, text FROM block WHERE id IN (SELECT value FROM json_each(?)) AND key IS NOT NULL"


class Bearing(NamedTuple):
    """A later passage that may bear on a forecast: where it stands, its words, which words of the event and which actors it has."""

    text: TextRecord
    key: str
    words: str
    shared: tuple[str, ...]
    actors: tuple[str, ...]
    weight: float

    @property
    def address(self) -> str:
        """Where it stands, as people cite it."""
        return f"{self.text.address}#{self.key}"


class Forecast(NamedTuple):
    """A forecast and the later passages that may bear on it, the likeliest first."""

    statement: Statement
    bearings: tuple[Bearing, ...]

    def row(self) -> dict[str, Any]:
        """Return the forecast as one JSON object."""
        later = [
            {"address": b.address, "date": b.text.date, "words": b.words, "shared": list(b.shared), "actors": list(b.actors)}
            for b in self.bearings
        ]
        return self.statement.row() | {"may_bear_on_it": later}


def forecasts(archive: Archive, statements: Iterable[Statement], every: Iterable[Statement] | None = None) -> list[Forecast]:
    """Return the forecasts among some statements with what may bear on them; `every` statement tells which words are actors."""
    told = list(entries(archive) if every is None else every)
    known = {form: name for s in told for name in (s.holder, s.target) if (form := folded(name))}
    return [Forecast(s, tuple(_bearings(archive, s, known))) for s in statements if s.kind == "forecast"]


def _bearings(archive: Archive, forecast: Statement, known: Mapping[str, str]) -> list[Bearing]:
    event = f"{forecast.fields.get('event') or ''} {forecast.entry.quote}"
    asked = _telling(archive, event)
    day = forecast.last or forecast.first
    if len(asked) < LEAST or not day:
        return []
    text = archive.text(forecast.name)
    match = " OR ".join(f'"{word}"' for word in asked)
    weights = dict(archive.rows(LATER, (match, day, text.id, text.id, text.id)))
    rows = archive.rows(BLOCKS, (json.dumps([*weights]),))
    actors = _named(event, known)
    found = [(number, start, words, _shared(words, asked)) for number, start, words in rows]
    records = {r.id: r for r in archive.texts_with({number >> SHIFT for number, *_ in found})}
    bearings = [
        Bearing(records[number >> SHIFT], key_at(keys_of(archive, number >> SHIFT), start), " ".join(words.split()), shared,
                tuple(known[a] for a in actors if f" {a} " in f" {folded(words)} "), weights[number])
        for number, start, words, shared in found if len(shared) >= min(len(asked), max(LEAST, len(asked) // 3))
    ]  # fmt: skip
    return sorted(bearings, key=lambda b: (-len(b.shared) - 2 * len(b.actors), b.weight))[:MOST_SHOWN]


def _telling(archive: Archive, event: str) -> Sequence[str]:
    """Return the words of an event that few passages of the archive have, the rarest first."""
    words = {w for w in WORD.findall(folded(event)) if len(w) >= LENGTH and w not in EMPTY}
    counts = archive.rows(COUNTS, (json.dumps(sorted(words)),))
    return [word for word, _ in sorted(counts, key=lambda pair: (pair[1], pair[0]))[:MOST_WORDS]]


def _named(event: str, known: Mapping[str, str]) -> list[str]:
    """Return the actors an event names."""
    there = f" {folded(event)} "
    return [form for form in known if f" {form} " in there]


def _shared(words: str, asked: Sequence[str]) -> tuple[str, ...]:
    there = set(folded(words).split())
    return tuple(word for word in asked if word in there)
