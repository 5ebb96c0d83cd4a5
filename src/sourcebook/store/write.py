"""Putting pages into the archive database and taking them out, the search index along with them."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

from ..errors import DamagedArchive
from ..model import Finding
from . import database
from .rows import PageRows, Row
from .schema import SHIFT

WIDTHS = {
    "page": 14,
    "text": 29,
    "person": 4,
    "block": 14,
    "stated": 12,
    "origin": 9,
    "note": 8,
    "unexplained": 3,
    "link": 6,
    "entry": 6,
    "finding": 9,
}
#: Columns that hold ids of pages and texts: where they are counted from 0 they are raised when they are put in.
IDS = {
    "page": (0,), "text": (0, 1), "person": (0,), "block": (1, 2), "stated": (0, 1), "origin": (0,), "note": (0, 2),
    "unexplained": (0,), "link": (0,), "entry": (0,), "finding": (0,),
}  # fmt: skip
#: Tables whose rows go with their page.
OF_PAGE = (
    "statement", "statement_read", "text", "stated", "origin", "note", "unexplained", "link", "entry", "part", "finding",
)  # fmt: skip
#: The words of a page's blocks, which are ranges of ids: of its furniture and of each of its texts.
WORDS = "SELECT id, words FROM block_index WHERE id >= ? AND id < ?"
#: How many texts and words the search index holds: the record it keeps its averages in, as varints.
INDEX_TOTALS = "SELECT block FROM block_fts_data WHERE id = 1"
PASSAGES = (
    "SELECT t.name, t.version, b.key, b.text FROM block b JOIN text t ON t.id = b.text_id "
    "WHERE b.id >= ? AND b.id < ? AND b.key IS NOT NULL ORDER BY b.id"
)
LAST_ID = (
    "SELECT max(coalesce((SELECT max(id) FROM page), 0), coalesce((SELECT max(id) FROM text), 0), "
    "coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'judged'), 0))"
)
SCRATCH = """
CREATE VIRTUAL TABLE IF NOT EXISTS temp.scratch USING fts5(words, content='', tokenize="unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE IF NOT EXISTS temp.scratch_terms USING fts5vocab(temp, scratch, 'row');
"""


def add(connection: sqlite3.Connection, rows: PageRows, base: int) -> None:
    """Insert the rows of pages, whose ids are counted from `base`; their blocks are not yet in the search index."""
    for table, these in zip(PageRows._fields, rows, strict=True):
        if these:
            connection.executemany(_insert(table, base), these)


def _insert(table: str, base: int) -> str:
    values = ["?"] * WIDTHS[table]
    for column in IDS[table]:
        values[column] = f"? + {base}"
    if table == "block":
        values[0] = f"? + {base << SHIFT}"
    return f"INSERT INTO {table} VALUES ({','.join(values)})"


def index(connection: sqlite3.Connection, first: int, last: int) -> None:
    """Put the blocks of the owners (pages, texts) with these ids and all between into the search index; SQLite's work alone."""
    connection.execute(f"INSERT INTO block_fts(rowid, words) {WORDS} ORDER BY id", (first << SHIFT, last + 1 << SHIFT))


def remove(connection: sqlite3.Connection, page_id: int) -> None:
    """Take a page out, with everything made from it."""
    first, last = owners(connection, page_id)
    span = (first << SHIFT, last + 1 << SHIFT)
    connection.execute(f"INSERT INTO block_fts(block_fts, rowid, words) SELECT 'delete', id, words FROM ({WORDS})", span)
    connection.execute("DELETE FROM block WHERE id >= ? AND id < ?", span)
    connection.execute("DELETE FROM person WHERE text_id BETWEEN ? AND ?", (first, last))
    for table in ("parallel", "kinship"):
        connection.execute(f"DELETE FROM {table} WHERE a BETWEEN ?1 AND ?2 OR b BETWEEN ?1 AND ?2", (first, last))
    for table in OF_PAGE:
        connection.execute(f"DELETE FROM {table} WHERE page_id = ?", (page_id,))
    connection.execute("DELETE FROM page WHERE id = ?", (page_id,))


def owners(connection: sqlite3.Connection, page_id: int) -> tuple[int, int]:
    """Return the ids of a page and of its last text."""
    (last,) = connection.execute("SELECT coalesce(max(id), ?) FROM text WHERE page_id = ?", (page_id, page_id)).fetchone()
    return page_id, last


def next_id(connection: sqlite3.Connection) -> int:
    """Return the first id that no page or text has or had: what a build adds has ids above the `judged` of the one before."""
    (last,) = connection.execute(LAST_ID).fetchone()
    return int(last) + 1


def count_terms(connection: sqlite3.Connection) -> None:
    """Make the table of terms anew from the search index."""
    connection.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, block_fts, 'row')")
    connection.execute("DELETE FROM term")
    connection.execute("INSERT INTO term SELECT term, doc, cnt FROM temp.vocabulary")
    connection.execute("DROP TABLE temp.vocabulary")


def adjust_terms(connection: sqlite3.Connection, first: int, last: int, sign: int) -> None:
    """Add the words of some owners' blocks to the table of terms, or take them off, without a look at all the others."""
    connection.executescript(SCRATCH) if not connection.in_transaction else _scratch(connection)
    connection.execute(f"INSERT INTO temp.scratch(rowid, words) {WORDS}", (first << SHIFT, last + 1 << SHIFT))
    connection.execute(
        "INSERT INTO term SELECT term, doc * ?1, cnt * ?1 FROM temp.scratch_terms WHERE true "
        "ON CONFLICT(term) DO UPDATE SET passages = passages + excluded.passages, count = count + excluded.count",
        (sign,),
    )
    connection.execute("DELETE FROM term WHERE count = 0 AND term IN (SELECT term FROM temp.scratch_terms)")
    connection.execute("INSERT INTO temp.scratch(scratch) VALUES ('delete-all')")


def _scratch(connection: sqlite3.Connection) -> None:
    for statement in SCRATCH.strip().split(";\n"):
        connection.execute(statement)


def renew_findings(connection: sqlite3.Connection, findings: Iterable[Finding], stage: str = "archive") -> None:
    """Put the findings of a stage in the place of its former ones: `archive` over the whole, `compared` from what texts share."""
    ids = dict(connection.execute("SELECT path, id FROM page"))
    rows = [(ids.get(f.path), f.path, f.code, f.start, f.end, f.message, f.hint, f.reading, stage) for f in findings]
    connection.execute("DELETE FROM finding WHERE stage = ?", (stage,))
    connection.executemany(_insert("finding", 0), rows)


def renew(path: Path, table: str, rows: Iterable[Row]) -> None:
    """Put rows in the place of all rows of a table that is made over the whole archive, in one transaction."""
    these = list(rows)
    with database.translated(path), closing(database.open_for_writing(path)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(f"DELETE FROM {table}")
        if these:
            connection.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * len(these[0]))})", these)
        connection.execute("COMMIT")


def renew_compared(path: Path, findings: Iterable[Finding]) -> None:
    """Put the findings that the comparison of texts brought in the place of the former ones."""
    these = list(findings)
    with database.translated(path), closing(database.open_for_writing(path)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        renew_findings(connection, these, "compared")
        connection.execute("COMMIT")


def put_meta(connection: sqlite3.Connection, values: dict[str, str]) -> None:
    """Write facts about the archive as a whole."""
    connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", values.items())


def check_index(connection: sqlite3.Connection) -> int:
    """Return the number of words of the archive; raises DamagedArchive if the search index holds another number of them."""
    (counted,) = connection.execute("SELECT coalesce(sum(words), 0) FROM page").fetchone()
    (record,) = connection.execute(INDEX_TOTALS).fetchone() or (b"",)
    numbers = varints(record)
    indexed = numbers[1] if len(numbers) > 1 else 0
    if indexed != counted:
        path, here, there = _first_apart(connection)
        where = f"{path} has {there:,} in the index and {here:,} by count"
        message = f"The search index holds {indexed:,} words, the pages {counted:,}; {where}."
        raise DamagedArchive(message, "The build is not finished. Leave that page out, and please report it.")
    return int(counted)


def _first_apart(connection: sqlite3.Connection) -> tuple[str, int, int]:
    """Return the first page of which index and count do not agree, with the two numbers."""
    sizes = connection.execute("SELECT b.page_id, d.sz FROM block_fts_docsize d LEFT JOIN block b ON b.id = d.id")
    indexed: Counter[int] = Counter()
    for page_id, size in sizes:
        indexed[page_id] += sum(varints(size))
    pages = connection.execute("SELECT id, path, words FROM page ORDER BY path").fetchall()
    return next(((path, words, indexed[i]) for i, path, words in pages if indexed[i] != words), ("no single page", 0, 0))


def varints(record: bytes) -> Sequence[int]:
    """Read SQLite's numbers of seven bits a byte."""
    numbers, value = [], 0
    for byte in record:
        value = value << 7 | byte & 127
        if byte < 128:
            numbers.append(value)
            value = 0
    return numbers


def passages_of(connection: sqlite3.Connection, page_id: int) -> list[Row]:
    """Return (name, version, key, words) of every passage of a page, in order."""
    first, last = owners(connection, page_id)
    return connection.execute(PASSAGES, (first << SHIFT, last + 1 << SHIFT)).fetchall()
