"""Asking for the statements of an archive: as proposed, with what people decided."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from ..archive import Archive, TextRecord
from ..errors import ArchiveError, UnknownName, UsageError
from ..ledger.decided import Decision, decided, entry_of, latest, whole
from ..ledger.model import KINDS
from ..ledger.names import alike
from ..ledger.statement import Statement
from ..store import statements as store
from ..store.days import days
from ..store.rows import Row
from .decisions import load_decisions
from .places import key_at, keys_of, locate, words_of

COLUMNS = ", ".join(f's."{column}"' for column in store.COLUMNS)
STATEMENTS = f"""
    SELECT t.id, p.path, t.name, t.version, coalesce(t.written, t.published), t.author, {COLUMNS}
    FROM statement s JOIN text t ON t.id = s.text_id JOIN page p ON p.id = s.page_id
"""
ORDER = "ORDER BY t.date_from IS NULL, t.date_from, t.name, s.start, s.rowid"
FIRST, LAST = store.COLUMNS.index("when_from"), store.COLUMNS.index("when_to")
LAST_OF_MONTH = 28  # the last day of a month is given as the 31st, whatever the month
Days = tuple[int | None, int | None]


def read_yet(archive: Archive) -> bool:
    """Tell whether the archive's texts were read for statements."""
    return bool(archive.rows("SELECT 1 FROM statement_read LIMIT 1"))


def need(archive: Archive) -> None:
    """Raise ArchiveError where no statements were made yet, with the command that makes them."""
    if not read_yet(archive):
        raise ArchiveError(
            f"The texts of {archive.folder} were not read for statements.", f"Read them: sourcebook ledger {archive.folder}"
        )


class Asked(NamedTuple):
    """Which statements are asked for; what is None is not asked about. Names match as `ledger.names.alike` has it."""

    kind: str | None = None
    holder: str | None = None
    target: str | None = None
    voice: str | None = None
    first: int | None = None
    last: int | None = None
    dated: bool = False
    every: bool = False

    def meets(self, statement: Statement) -> bool:
        """Tell whether a statement is one of those asked for."""
        names = ((self.holder, statement.holder), (self.target, statement.target), (self.voice, statement.entry.voice))
        return (
            (self.kind is None or statement.kind == self.kind)
            and all(asked is None or alike(asked, name) for asked, name in names)
            and (not self.dated or statement.meets(self.first, self.last))
            and (self.every or statement.shown)
        )


ANY = Asked(every=True)


def asked(
    kind: str | None = None,
    holder: str | None = None,
    target: str | None = None,
    voice: str | None = None,
    on: str | None = None,
    between: tuple[str, str] | None = None,
    shown: bool = True,
) -> Asked:
    """Return what is asked for, checked: UnknownName for a kind that is none, UsageError for a date that is none."""
    if kind is not None and kind not in KINDS:
        raise UnknownName("kind", kind, KINDS)
    return Asked(kind, holder, target, voice, *_span(on, between), on is not None or between is not None, not shown)


def _span(on: str | None, between: tuple[str, str] | None) -> Days:
    if on is not None:
        return day_span(on)
    return (day_span(between[0])[0], day_span(between[1])[1]) if between else (None, None)


def day_span(value: str) -> Days:
    """Return the first and last day an EDTF date can mean; UsageError if it is none."""
    first, last = days(value)
    try:
        for day, most in ((first, 31), (last, LAST_OF_MONTH)):
            if day is not None:
                date(day // 10000, day // 100 % 100, min(day % 100, most))
    except ValueError:
        first = last = None
    if first is None and last is None:
        raise UsageError(f"{value!r} is no date.", "Dates are EDTF: 1935, 1935-06, 1935-06-10, 1934/1936.")
    return first, last


def entries(
    archive: Archive,
    text: TextRecord | None = None,
    *,
    kind: str | None = None,
    holder: str | None = None,
    target: str | None = None,
    voice: str | None = None,
    on: str | None = None,
    between: tuple[str, str] | None = None,
    shown: bool = True,
) -> list[Statement]:
    """Return the statements of an archive or of one text, by the dates of the texts.

    Without `shown` doubtful and rejected ones too. Dates are EDTF. What people decided is applied: corrected fields, entries added,
    entries that no rule proposes any more.
    """
    wanted = asked(kind, holder, target, voice, on, between, shown)
    return [statement for statement in every_statement(archive, text, wanted) if wanted.meets(statement)]


def every_statement(archive: Archive, text: TextRecord | None = None, wanted: Asked = ANY) -> list[Statement]:
    """Return all statements of an archive or of a text, with what people decided; at least those that are wanted."""
    decisions = latest(d for d in load_decisions(archive.folder) if text is None or d.text == text.name)
    found = [_decided(archive, s, decisions.get(s.id)) for s in proposals(archive, text, wanted, decisions)]
    known = {statement.id for statement in found}
    alone = [s for d in decisions.values() if d.id not in known and whole(d) and (s := _alone(archive, d))]
    return _in_order(archive, found, alone) if alone else found


def proposals(
    archive: Archive, text: TextRecord | None = None, wanted: Asked = ANY, also: Collection[str] = ()
) -> Iterator[Statement]:
    """Yield what the rules propose, as stored: of what is wanted, and what else has one of the names in `also`."""
    conditions, values = _conditions(archive, wanted)
    where = f"({' AND '.join(conditions)} OR s.id IN (SELECT value FROM json_each(?)))" if conditions else "1"
    if conditions:
        values.append(json.dumps([*also]))
    if text:
        where, values = f"s.text_id = ? AND {where}", [text.id, *values]
    for number, rows in groupby(archive.rows(f"{STATEMENTS} WHERE {where} {ORDER}", values), key=itemgetter(0)):
        yield from _of_text(archive, number, rows)


def _conditions(archive: Archive, wanted: Asked) -> tuple[list[str], list[object]]:
    """Return what SQLite can tell of the statements wanted, with the values of the query."""
    conditions: list[str] = []
    values: list[object] = []
    if wanted.kind is not None:
        conditions.append("s.kind = ?")
        values.append(wanted.kind)
    for column, name in (("holder", wanted.holder), ("target", wanted.target), ("voice", wanted.voice)):
        if name is not None:
            names = [known for (known,) in archive.rows(f"SELECT DISTINCT {column} FROM statement") if alike(name, known)]
            conditions.append(f"s.{column} IN (SELECT value FROM json_each(?))")
            values.append(json.dumps(names))
    return conditions, values


def _of_text(archive: Archive, number: int, rows: Iterable[Row]) -> Iterator[Statement]:
    keys = keys_of(archive, number)
    for _, path, name, version, of_text, author, *own in rows:
        entry = store.entry_of(path, name, tuple(own))
        key = key_at(keys, entry.start)
        yield Statement(own[0], entry, own[FIRST], own[LAST], name, version, key, of_text or "", author or "")


def _decided(archive: Archive, statement: Statement, decision: Decision | None) -> Statement:
    if decision is None:
        return statement
    entry = decided(statement.entry, decision)
    if entry.quote != statement.entry.quote and (place := _place(archive, decision)):
        entry = entry._replace(start=place[0], end=place[1])
    first, last = days(entry.when)
    return statement._replace(entry=entry, first=first, last=last, note=decision.note)


def _place(archive: Archive, decision: Decision) -> tuple[int, int] | None:
    """Return where the words of a decision stand; None where they, or the text, have gone."""
    found = archive.rows("SELECT id FROM text WHERE name = ?", (decision.text,))
    return locate(str(decision.fields.get("quote") or decision.quote), words_of(archive, found[0][0])) if found else None


def _alone(archive: Archive, decision: Decision) -> Statement | None:
    """Return the statement that people stand by and no rule proposes; None where its words have gone."""
    if (place := _place(archive, decision)) is None:
        return None
    text = archive.text(decision.text)
    entry = entry_of(decision, text.path, *place)
    key = key_at(keys_of(archive, text.id), entry.start)
    about = (text.name, text.version, key, text.date or "", text.author or "", decision.note)
    return Statement(decision.id, entry, *days(entry.when), *about)


def _in_order(archive: Archive, found: list[Statement], alone: list[Statement]) -> list[Statement]:
    rows = archive.rows("SELECT name, date_from IS NULL, date_from FROM text")
    order = {name: (undated, day or 0, name) for name, undated, day in rows}
    return sorted([*found, *alone], key=lambda s: (*order[s.name], s.entry.start))


def statement(archive: Archive, id: str) -> Statement:
    """Return the statement of that name, or the one whose name alone begins so; UnknownName where there is none."""
    found = {one.id: one for one in every_statement(archive) if one.id.startswith(id)} if id else {}
    if len(found) != 1:
        raise UnknownName("statement", id, tuple(sorted(found)[:3]))
    return next(iter(found.values()))
