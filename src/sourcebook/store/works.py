"""The stage that joins pages: index pages with their chapters, and what these inherit.

It runs after the pages are in, over the neighbourhood of those that changed: the pages that list one another, directly or by
others. Inherited values stand in `stated` with the path of the index page, and fill columns of `text` that were empty; so they
can be taken out again, and are, where a page of the line above has changed.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from ..model import Stated
from ..works import Entry, Listing, Part, Seen, line_of, parts, shares
from .days import days
from .rows import FIELDS, PERSONS, PRINTED, Row, folded_name

NEAR = """
    CREATE TEMP TABLE near AS WITH RECURSIVE near(path) AS (
        SELECT value FROM json_each(?)
        UNION SELECT e.target FROM near JOIN page p ON p.path = near.path JOIN entry e ON e.page_id = p.id
        UNION SELECT p.path FROM near JOIN entry e ON e.target = near.path JOIN page p ON p.id = e.page_id)
    SELECT p.path, p.id FROM near JOIN page p ON p.path = near.path
"""
ALL = """
    CREATE TEMP TABLE near AS SELECT path, id FROM page
    WHERE id IN (SELECT page_id FROM entry) OR path IN (SELECT target FROM entry) OR id IN (SELECT page_id FROM part)
"""
ENTRIES = """
    SELECT near.path, e.target, e.words, e.start, e."end" FROM near JOIN entry e ON e.page_id = near.id ORDER BY near.path, e.n
"""
#: What a page states of itself and of its first piece.
STATED = """
    SELECT near.path, s.field, s.value, s.kind, s.rule, s.words, s.start, s."end", s.chosen, s.page
    FROM near JOIN stated s ON s.page_id = near.id
    WHERE s.page = '' AND (s.text_id IS NULL OR s.text_id = near.id + 1) ORDER BY near.path, s.text_id, s.n
"""
PAGES = "SELECT near.path, p.kind, p.title FROM near JOIN page p ON p.id = near.id"
LINKS = "SELECT near.path, l.target FROM near JOIN link l ON l.page_id = near.id JOIN near there ON there.path = l.target"
FORMER = """
    SELECT near.path, r.work, r.title, r.n, r.evidence FROM near JOIN part r ON r.page_id = near.id
"""
TEXTS = "SELECT id FROM text WHERE page_id = ? ORDER BY n"
#: The texts of a page, with the fields each has only by inheriting them.
TAKEN = """
    SELECT DISTINCT t.id, s.field FROM stated s JOIN text t ON t.page_id = s.page_id AND (s.text_id IS NULL OR s.text_id = t.id)
    WHERE s.page_id = ? AND s.page <> '' AND NOT EXISTS (
        SELECT 1 FROM stated own WHERE own.page_id = s.page_id AND own.text_id = t.id AND own.field = s.field AND own.page = '')
"""
OWN = """
    SELECT text_id, field, value, kind, rule, words, start, "end", chosen, page FROM stated
    WHERE page_id = ? AND page = '' ORDER BY text_id, n
"""
DATE = """
    UPDATE text SET date_from = CASE WHEN written_from IS NULL AND written_to IS NULL THEN published_from ELSE written_from END,
    date_to = CASE WHEN written_from IS NULL AND written_to IS NULL THEN published_to ELSE written_to END WHERE id = ?
"""
COLUMNS = frozenset({*FIELDS, *PRINTED, "written", "published"})
DATES = frozenset({"written", "published"})


def join_works(connection: sqlite3.Connection, changed: Iterable[str] | None) -> None:
    """Find the works and what their parts inherit: around the pages that changed, appeared or went, or (None) everywhere."""
    connection.execute("DROP TABLE IF EXISTS temp.near")
    if changed is None:
        connection.execute(ALL)
    else:
        connection.execute(NEAR, (json.dumps(_around(connection, changed := frozenset(changed))),))
    near = _Near.read(connection)
    found = parts(near.listings.values(), near.seen)
    for path in _concerned(found, near, changed):
        _take_out(connection, near.ids[path])
        if path in found:
            _put(connection, near, path, found)
    connection.execute("DROP TABLE temp.near")


def _around(connection: sqlite3.Connection, changed: frozenset[str]) -> list[str]:
    """Return the pages that changed and the parts of works whose index page is among them: it may list them no more."""
    rows = connection.execute(
        "SELECT p.path FROM part r JOIN page p ON p.id = r.page_id WHERE r.work IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(changed)),),
    )
    return [*changed, *(path for (path,) in rows)]


class _Near(NamedTuple):
    """The pages looked at: what they list, what is seen of them, their ids, and the parts they were before."""

    listings: Mapping[str, Listing]
    seen: Mapping[str, Seen]
    ids: Mapping[str, int]
    former: Mapping[str, Row]

    @classmethod
    def read(cls, connection: sqlite3.Connection) -> _Near:
        entries = {path: tuple(Entry(*row[1:]) for row in rows) for path, rows in _by_path(connection, ENTRIES)}
        stated = {path: tuple(_stated(row[1:]) for row in rows) for path, rows in _by_path(connection, STATED)}
        links = {path: frozenset(row[1] for row in rows) for path, rows in _by_path(connection, f"{LINKS} ORDER BY near.path")}
        pages = connection.execute(PAGES).fetchall()
        seen = {
            path: Seen(title, _said(stated, path, "author"), _said(stated, path, "part_of"), links.get(path, frozenset()))
            for path, _, title in pages
        }
        listings = {path: Listing(path, kind, stated.get(path, ()), entries[path]) for path, kind, _ in pages if path in entries}
        former = {row[0]: row[1:] for row in connection.execute(FORMER)}
        return cls(listings, seen, dict(connection.execute("SELECT path, id FROM near")), former)


def _by_path(connection: sqlite3.Connection, sql: str) -> Iterator[tuple[str, Iterator[Row]]]:
    return groupby(connection.execute(sql), key=itemgetter(0))


def _stated(row: Row) -> Stated:
    return Stated._make((*row[:-2], bool(row[-2]), row[-1]))


def _said(stated: Mapping[str, tuple[Stated, ...]], path: str, field: str) -> tuple[str, ...]:
    return tuple(s.value for s in stated.get(path, ()) if s.field == field)


def _concerned(found: Mapping[str, Part], near: _Near, changed: frozenset[str] | None) -> list[str]:
    """Return the pages whose inherited values are to be made again: they, or a page of the line above, changed or moved."""
    moved = {path for path in near.ids if _part_row(found.get(path)) != near.former.get(path)}
    touched = moved | (changed if changed is not None else near.ids.keys())
    above = {path: {path, *(part.work for part in line_of(path, found))} for path in found}
    return sorted(path for path in near.ids if above.get(path, {path}) & touched and (path in found or path in near.former))


def _part_row(part: Part | None) -> Row | None:
    return (part.work, part.title.value, part.n, part.evidence) if part else None


def _put(connection: sqlite3.Connection, near: _Near, path: str, found: Mapping[str, Part]) -> None:
    """Write a page down as a part, with what it and its texts inherit."""
    page_id, line = near.ids[path], line_of(path, found)
    connection.execute("INSERT INTO part VALUES (?, ?, ?, ?, ?)", (page_id, *(_part_row(line[0]) or ())))
    own = [(row[0], _stated(row[1:])) for row in connection.execute(OWN, (page_id,))]
    texts = [text for (text,) in connection.execute(TEXTS, (page_id,))]
    owners = {owner: [s for text, s in own if text == owner] for owner in (None, *texts)}
    of_page, of_texts = shares(owners[None], [owners[text] for text in texts], line, near.listings)
    for owner, taken in zip((None, *texts), (of_page, *of_texts), strict=True):
        rows = [(page_id, owner, len(owners[owner]) + n, *s) for n, s in enumerate(taken)]
        connection.executemany("INSERT INTO stated VALUES (?,?,?,?,?,?,?,?,?,?,?,?)", rows)
    for text, taken in zip(texts, of_texts, strict=True):
        of_its_own = {s.field for s in owners[text]}
        _fill(connection, text, [*taken, *(s for s in of_page if s.field not in of_its_own)])


def _fill(connection: sqlite3.Connection, text_id: int, taken: list[Stated]) -> None:
    """Give a text's row the values it has inherited; likewise its persons."""
    values: dict[str, list[str]] = {}
    for s in taken:
        values.setdefault(s.field, []).append(s.value)
    for field in COLUMNS & values.keys():
        value = "; ".join(dict.fromkeys(values[field]))
        connection.execute(f"UPDATE text SET {field} = ? WHERE id = ?", (value, text_id))
        if field in DATES:
            connection.execute(f"UPDATE text SET {field}_from = ?, {field}_to = ? WHERE id = ?", (*days(value), text_id))
    people = [(text_id, s.field, s.value, folded_name(s.value)) for s in taken if s.field in PERSONS]
    connection.executemany("INSERT INTO person VALUES (?, ?, ?, ?)", people)
    connection.execute(DATE, (text_id,))


def _take_out(connection: sqlite3.Connection, page_id: int) -> None:
    """Take out that a page is a part and what it has inherited: of the rows of its texts, what they do not state themselves."""
    connection.execute("DELETE FROM part WHERE page_id = ?", (page_id,))
    taken = connection.execute(TAKEN, (page_id,)).fetchall()
    connection.execute("DELETE FROM stated WHERE page_id = ? AND page <> ''", (page_id,))
    for text_id, field in taken:
        columns = (field, f"{field}_from", f"{field}_to") if field in DATES else (field,) if field in COLUMNS else ()
        for column in columns:
            connection.execute(f"UPDATE text SET {column} = NULL WHERE id = ?", (text_id,))
        connection.execute("DELETE FROM person WHERE text_id = ? AND role = ?", (text_id, field))
    for text_id in {text_id for text_id, _ in taken}:
        connection.execute(DATE, (text_id,))
