"""Forecasts with the later texts of the archive that speak of the same event: what may bear on them, never a judgement."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from ..archive import Archive, TextRecord
from ..ledger.names import PERSON, folded
from ..ledger.statement import Statement
from ..store.schema import SHIFT
from .asking import entries
from .places import key_at, keys_of

WORD = re.compile(r"\w+")
LENGTH, ENDING = 4, 2  # letters that a word needs to tell anything; those at its end that its forms differ in
MOST_WORDS, LEAST, ENOUGH = 8, 2, 3  # words asked for; words, and words and actors together, that a passage must have
MOST_LOOKED_AT, MOST_SHOWN = 200, 5
#: Words of the trade of forecasting, which tell no event from another.
EMPTY = frozenset(
    """
    will shall would should could must might have been being become becomes that this these those with from into upon their them
    they there then than what when where which while about after before again against only once other such some more most very take
    place come comes inevitable inevitably probably possible future tomorrow soon
""".split()
)
COUNT = "SELECT coalesce(sum(passages), 0) FROM term WHERE term >= ? AND term < ?"
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
    told = entries(archive) if every is None else every
    known = _forms(name for s in told for name in (s.holder, s.target))
    return [Forecast(s, tuple(_bearings(archive, s, known))) for s in statements if s.kind == "forecast"]


def _forms(names: Iterable[str]) -> dict[str, str]:
    """Return how actors are named, folded, with the name of each: the whole name, a person's surname where one alone has it."""
    whole = {form: name for name in set(names) if (form := folded(name))}
    surnames = Counter(form.split()[-1] for form, name in whole.items() if PERSON.fullmatch(name))
    last = {form.split()[-1]: name for form, name in whole.items() if PERSON.fullmatch(name)}
    return {form: name for form, name in last.items() if surnames[form] == 1} | whole


def _bearings(archive: Archive, forecast: Statement, known: Mapping[str, str]) -> list[Bearing]:
    event = f"{forecast.fields.get('event') or ''} {forecast.entry.quote}"
    asked = _telling(archive, event)
    day = forecast.last or forecast.first
    if len(asked) < LEAST or not day:
        return []
    text = archive.text(forecast.name)
    match = " OR ".join(f'"{word}" *' for word in asked)
    weights = dict(archive.rows(LATER, (match, day, text.id, text.id, text.id)))
    rows = archive.rows(BLOCKS, (json.dumps([*weights]),))
    actors = _named(event, known)
    found = [(number, start, words, _shared(words, asked)) for number, start, words in rows]
    records = {r.id: r for r in archive.texts_with({number >> SHIFT for number, *_ in found})}
    bearings = [
        Bearing(records[number >> SHIFT], key_at(keys_of(archive, number >> SHIFT), start), " ".join(words.split()), shared,
                _met(actors, words, known), weights[number])
        for number, start, words, shared in found
        if len(shared) >= LEAST and len(shared) + len(_met(actors, words, known)) >= min(len(asked), ENOUGH)
    ]  # fmt: skip
    return sorted(bearings, key=lambda b: (-len(b.shared) - 2 * len(b.actors), b.weight))[:MOST_SHOWN]


def _telling(archive: Archive, event: str) -> Sequence[str]:
    """Return the beginnings of the words of an event that few passages of the archive have, the rarest first."""
    stems = {_stem(w) for w in WORD.findall(folded(event)) if len(w) >= LENGTH and w not in EMPTY}
    counts = [(archive.rows(COUNT, (stem, f"{stem}\U0010ffff"))[0][0], stem) for stem in stems]
    return [stem for count, stem in sorted(counts) if count][:MOST_WORDS]


def _stem(word: str) -> str:
    """Return how a word begins, without what its forms differ in: strike, strikes."""
    return word[: max(LENGTH, len(word) - ENDING)]


def _named(event: str, known: Mapping[str, str]) -> list[str]:
    """Return the actors an event names."""
    there = f" {folded(event)} "
    return [form for form in known if f" {form} " in there]


def _met(actors: Iterable[str], words: str, known: Mapping[str, str]) -> tuple[str, ...]:
    """Return the actors that a passage names too."""
    return tuple(dict.fromkeys(known[form] for form in actors if f" {form} " in f" {folded(words)} "))


def _shared(words: str, asked: Sequence[str]) -> tuple[str, ...]:
    """Return the words of a passage that begin as those asked for, one for each."""
    there = folded(words).split()
    found = (next((word for word in there if word.startswith(stem)), "") for stem in asked)
    return tuple(word for word in found if word)
