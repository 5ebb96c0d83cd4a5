"""An archive opened for reading: texts, pages, findings, passages, search."""

from __future__ import annotations

import json
import re
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process

from .config import Config, load_config
from .errors import GonePassage, UnknownName
from .files import prefixes
from .model import Finding, Note, Passage, Span, Stated, Step, Voice
from .store import database, history
from .store.contents import block_at, work_of
from .store.records import (
    BlockRecord,
    Counts,
    Line,
    Link,
    Options,
    PageRecord,
    PartRecord,
    Person,
    Results,
    Term,
    TextRecord,
    Work,
)  # fmt: skip
from .store.rows import folded_name
from .store.schema import SHIFT
from .store.search import Engine

__all__ = [
    "Archive", "BlockRecord", "Counts", "Line", "Link", "Options", "PageRecord", "PartRecord", "Person", "Results", "Term",
    "TextRecord", "Work", "open_archive",
]  # fmt: skip

PAGE = f"SELECT {', '.join(f'p.{field}' for field in PageRecord._fields)} FROM page p"
TEXT = f"SELECT {', '.join(f't.{field}' for field in TextRecord._fields[:-1])}, p.path FROM text t JOIN page p ON p.id = t.page_id"
BLOCK = (
    'SELECT id, page_id, text_id, n, key, start, "end", line, shape, role, voice, text, spans FROM block '
    "WHERE id >= ? AND id < ? ORDER BY n"
)
ANCHORS = (
    "SELECT DISTINCT json_extract(s.value, '$[3]') FROM block b, json_each(b.spans) s "
    "WHERE b.id >= ? AND b.id < ? AND instr(b.spans, '\"anchor\"') AND json_extract(s.value, '$[2]') = 'anchor'"
)
FINDING = 'SELECT code, path, start, "end", message, hint, reading FROM finding'
LINK = 'SELECT p.path, l.start, l."end", href, target, fragment FROM link l JOIN page p ON p.id = l.page_id'
ORDERS = {
    "date": "t.date_from IS NULL, t.date_from, t.author, p.path, t.n",
    "title": "t.title IS NULL, t.title COLLATE NOCASE, t.date_from",
    "author": "t.author IS NULL, t.author COLLATE NOCASE, t.date_from, p.path, t.n",
    "path": "p.path, t.n",
}
PLAIN = Options()
#: NAME, NAME#p12, NAME@version#p12, NAME@version#p12:its first words
ADDRESS = re.compile(r"(?P<name>[^@#]+)(?:@(?P<version>[0-9a-fA-F]{4,64}))?(?:#(?P<key>[pn]\d+)?(?::(?P<words>.+))?)?", re.S)
AS_ALIKE = 75.0  # how well quoted words must fit a passage to be found in it


class Archive:
    """An archive folder, read-only; safe over threads, and it follows when a build replaces the database."""

    def __init__(self, folder: Path, config: Config, connect: Callable[[], sqlite3.Connection]) -> None:
        self.folder = folder
        self.config = config
        self._connect = connect
        self._search = Engine(self.rows)

    @property
    def title(self) -> str:
        """The archive's title."""
        return self.config.title

    @property
    def sources(self) -> tuple[Path, ...]:
        """The source folders."""
        return tuple(self.folder / source for source in self.config.sources)

    @property
    def built(self) -> str:
        """When the archive was built, ISO 8601 in UTC."""
        return str(self.rows("SELECT value FROM meta WHERE key = 'built'")[0][0])

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a query over the tables of `store.schema`: the door for checks over the whole archive."""
        with database.translated(database.database(self.folder)):
            return self._connect().execute(sql, parameters).fetchall()

    def counts(self) -> Counts:
        """Return how much the archive holds."""
        (row,) = self.rows(
            "SELECT (SELECT count(*) FROM page), (SELECT count(*) FROM text), "
            "(SELECT coalesce(sum(words), 0) FROM page), (SELECT count(*) FROM finding)"
        )
        return Counts(*row)

    # pages and texts

    def text(self, name: str) -> TextRecord:
        """Return the text of that name; UnknownName says what comes near."""
        found = self.rows(f"{TEXT} WHERE t.name = ?", (name,))
        if not found:
            raise UnknownName("text", name, _near(name, self.rows("SELECT name FROM text")))
        return TextRecord(*found[0])

    def page(self, path: str) -> PageRecord:
        """Return the page at that path; UnknownName says what comes near."""
        found = self.rows(f"{PAGE} WHERE p.path = ?", (path,))
        if not found:
            raise UnknownName("page", path, _near(path, self.rows("SELECT path FROM page")))
        return PageRecord(*found[0])

    def pages(self, kind: str = "") -> Iterator[PageRecord]:
        """Yield the pages in order of path, all or those of a kind."""
        yield from (PageRecord(*row) for row in self.rows(f"{PAGE} WHERE ? IN ('', p.kind) ORDER BY p.path", (kind,)))

    def source(self, page: PageRecord) -> Path:
        """Return where a page's file lies."""
        top = self.folder / page.root
        if top.is_file():
            return top
        lead = dict(zip(self.config.sources, prefixes(self.sources), strict=True)).get(page.root, "")
        return top / page.path.removeprefix(lead)

    def texts_of(self, page: PageRecord) -> list[TextRecord]:
        """Return the texts of a page in order."""
        return [TextRecord(*row) for row in self.rows(f"{TEXT} WHERE t.page_id = ? ORDER BY t.n", (page.id,))]

    def page_of(self, text: TextRecord) -> PageRecord:
        """Return the page a text stands in."""
        return self.page(text.path)

    def texts(
        self, author: str | None = None, year: int | None = None, venue: str | None = None, order: str = "date"
    ) -> list[TextRecord]:
        """Return the texts of an author, a year, a venue, or all; `order` is date, title, author or path."""
        conditions: list[str] = []
        values: list[object] = []
        if author is not None:
            conditions.append("t.id IN (SELECT text_id FROM person WHERE role = 'author' AND folded = ?)")
            values.append(folded_name(author))
        if year is not None:
            conditions.append("t.date_from / 10000 = ?")
            values.append(year)
        if venue is not None:
            conditions.append("t.venue = ?")
            values.append(venue)
        where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
        return [TextRecord(*row) for row in self.rows(f"{TEXT} {where} ORDER BY {ORDERS[order]}", values)]

    def texts_with(self, ids: Iterable[int]) -> list[TextRecord]:
        """Return the texts with these ids."""
        wanted = json.dumps([*ids])
        return [TextRecord(*row) for row in self.rows(f"{TEXT} WHERE t.id IN (SELECT value FROM json_each(?))", (wanted,))]

    def authors(self) -> list[tuple[str, int]]:
        """Return the authors and how many texts each has, in order of name."""
        return self.rows(
            "SELECT min(name), count(DISTINCT text_id) FROM person WHERE role = 'author' GROUP BY folded ORDER BY folded"
        )

    def years(self) -> list[tuple[int, int]]:
        """Return the years and how many texts each has."""
        return self.rows(
            "SELECT date_from / 10000 AS year, count(*) FROM text WHERE date_from NOT NULL GROUP BY year ORDER BY year"
        )

    def venues(self) -> list[tuple[str, int]]:
        """Return the venues and how many texts each has, in order of name."""
        return self.rows("SELECT venue, count(*) FROM text WHERE venue NOT NULL GROUP BY venue ORDER BY venue COLLATE NOCASE")

    # what a page or text is made of

    def blocks(self, record: TextRecord | PageRecord) -> list[BlockRecord]:
        """Return the blocks of a text, or all blocks of a page, in order."""
        return [_block(row) for row in self.rows(BLOCK, self._block_ids(record))]

    def _block_ids(self, record: TextRecord | PageRecord) -> tuple[int, int]:
        """Return the range of ids of the blocks of a text, or of a page and all its texts."""
        last = record.id
        if isinstance(record, PageRecord):
            last = self.rows("SELECT coalesce(max(id), ?) FROM text WHERE page_id = ?", (record.id, record.id))[0][0]
        return record.id << SHIFT, last + 1 << SHIFT

    def stated(self, record: TextRecord | PageRecord) -> list[Stated]:
        """Return what is stated of a text, or of a page as a whole, rivals included."""
        page_id, text_id = _ids(record)
        rows = self.rows(f"SELECT {_fields(Stated)} FROM stated WHERE page_id = ? AND text_id IS ? ORDER BY n", (page_id, text_id))
        return [Stated._make((*row[:-2], bool(row[-2]), row[-1])) for row in rows]

    def notes(self, record: TextRecord | PageRecord) -> list[Note]:
        """Return the notes of a text, or all notes of a page; `Note.text` is the text's place in its page."""
        page_id, text_id = _ids(record)
        rows = self.rows(
            'SELECT label, hand, "references", start, "end", coalesce(text_id - page_id - 1, -1) FROM note '
            "WHERE page_id = ? AND ? IN (text_id, 0) ORDER BY n",
            (page_id, text_id or 0),
        )
        return [Note(label, Voice(hand), tuple(json.loads(marks)), *rest) for label, hand, marks, *rest in rows]

    def origin(self, record: TextRecord | PageRecord) -> list[Step]:
        """Return the chain of origin of a page, or of the page of a text."""
        rows = self.rows(
            'SELECT kind, who, place, date, words, start, "end" FROM origin WHERE page_id = ? ORDER BY n', (_ids(record)[0],)
        )
        return [Step(*row) for row in rows]

    def work(self, record: TextRecord | PageRecord) -> Work | None:
        """Return the work that a page or the page of a text is part, or the index, of."""
        return work_of(self.rows, record.path)

    def persons(self, text: TextRecord) -> list[Person]:
        """Return every person of a text with the role."""
        return [Person(*row) for row in self.rows("SELECT role, name FROM person WHERE text_id = ? ORDER BY rowid", (text.id,))]

    def findings(self, path: str | None = None, codes: Iterable[str] = ()) -> list[Finding]:
        """Return the findings of a page or of all, in order of place; `codes` are whole codes or their beginnings."""
        where, values = ("WHERE path = ?", [path]) if path is not None else ("", [])
        if path is not None and (page := self.rows("SELECT id FROM page WHERE path = ?", (path,))):
            where, values = "WHERE page_id = ?", [page[0][0]]
        rows = self.rows(f"{FINDING} {where} ORDER BY path, start, code", values)
        wanted = tuple(codes)
        return [Finding(*row) for row in rows if not wanted or row[0].startswith(wanted)]

    def links(self, path: str | None = None) -> list[Link]:
        """Return the links to other pages of the sources, of a page or of all."""
        where, values = ("WHERE p.path = ?", [path]) if path is not None else ("", [])
        return [Link(*row) for row in self.rows(f"{LINK} {where}", values)]

    def block_at(self, path: str, offset: int) -> int | None:
        """Return which block of a page holds a place of it."""
        return block_at(self.rows, path, offset)

    def anchors(self, path: str) -> frozenset[str]:
        """Return the names a link may point to within a page."""
        return frozenset(value for (value,) in self.rows(ANCHORS, self._block_ids(self.page(path))))

    def terms(self) -> list[Term]:
        """Return the words of the search index (folded) with their counts."""
        return [Term(*row) for row in self.rows("SELECT term, passages, count FROM term")]

    # search and passages

    def search(self, query: str, options: Options = PLAIN) -> Results:
        """Return concordance lines for a query; QueryError points at what does not parse."""
        return self._search.search(query, options)

    def counts_by(self, query: str, by: str) -> list[tuple[str, int, int]]:
        """Return (value, texts, passages) of what a query finds, by year, author, venue or genre."""
        return self._search.counts_by(query, by)

    def passage(self, address: str) -> Passage:
        """Return the passage at an address, followed through edits: its name, its version now, its key now.

        The address is NAME, NAME#p12, NAME@version#p12, and may end in `:first words` of the passage as a second key.
        """
        parts = ADDRESS.fullmatch(address.strip())
        if not parts:
            raise UnknownName("passage", address)
        text = self.text(parts["name"])
        blocks = [b for b in self.blocks(text) if b.key]
        if not parts["key"] and not parts["words"]:
            return _whole(text, blocks)
        key, fault = self._key_now(text, parts["version"], parts["key"])
        block = _choose(blocks, key, parts["words"])
        if block is None:
            raise fault or UnknownName("passage", address, _range(text, blocks))
        return Passage(text.name, text.version, block.key or "", block.text, block.start, block.end)

    def _key_now(self, text: TextRecord, version: str | None, key: str | None) -> tuple[str | None, Exception | None]:
        """Return the key a passage has now, or why there is none."""
        if not version or not key:
            return key, None
        now = history.follow(self._connect(), text.name, version.lower(), key, text.version)
        if isinstance(now, history.Gone):
            words = f"its words have gone: “{now.words}…”" if now.words else "its words have gone"
            return None, GonePassage(
                f"Passage {key} of {text.name}@{version} is no longer there; {words}.", f"The text is now {text.address}."
            )
        if now is None:
            return None, UnknownName(f"version of {text.name}", version, (text.version[:8],))
        return now, None


def open_archive(folder: Path) -> Archive:
    """Open the archive in a folder; raises NoArchive, NewerArchive or DamagedArchive."""
    config = load_config(folder) or Config(folder.resolve().name, ())
    connect = _Connections(database.database(folder))
    connect()
    return Archive(folder, config, connect)


class _Connections:
    """A connection for each thread, opened again when a build has put another file in the place."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()

    def __call__(self) -> sqlite3.Connection:
        inode = self._path.stat().st_ino if self._path.is_file() else 0
        if getattr(self._local, "inode", None) != inode:
            self._local.connection = database.open_for_reading(self._path)
            self._local.inode = inode
        connection: sqlite3.Connection = self._local.connection
        return connection


def _near(name: str, rows: list[tuple[Any, ...]]) -> tuple[str, ...]:
    found = process.extract(name, [row[0] for row in rows], scorer=fuzz.WRatio, limit=3, score_cutoff=70)
    return tuple(match[0] for match in found)


def _ids(record: TextRecord | PageRecord) -> tuple[int, int | None]:
    return (record.page_id, record.id) if isinstance(record, TextRecord) else (record.id, None)


def _fields(kind: type[Stated]) -> str:
    return ", ".join(f'"{field}"' for field in kind._fields)


def _block(row: tuple[Any, ...]) -> BlockRecord:
    spans = tuple(Span(*span) for span in json.loads(row[-1])) if row[-1] else ()
    return BlockRecord._make((*row[:-1], spans))


def _whole(text: TextRecord, blocks: list[BlockRecord]) -> Passage:
    words = "\n\n".join(b.text for b in blocks if b.key and b.key[0] == "p")
    start, end = (blocks[0].start, blocks[-1].end) if blocks else (0, 0)
    return Passage(text.name, text.version, "", words, start, end)


def _range(text: TextRecord, blocks: list[BlockRecord]) -> tuple[str, ...]:
    keys = [b.key for b in blocks if b.key]
    return (f"{text.name}#{keys[-1]} (the last)",) if keys else ()


def _choose(blocks: list[BlockRecord], key: str | None, words: str | None) -> BlockRecord | None:
    """Return the block of that key if it has those words; else the one that has them, or nearly."""
    named = next((b for b in blocks if b.key == key), None)
    if not words or (named and _begins(named.text, words)):
        return named
    exact = next((b for b in blocks if _begins(b.text, words)), None)
    if exact:
        return exact
    best = process.extractOne(words, [b.text for b in blocks], scorer=fuzz.partial_ratio, score_cutoff=AS_ALIKE)
    return blocks[best[2]] if best else None


def _begins(text: str, words: str) -> bool:
    return " ".join(text.split()).casefold().startswith(" ".join(words.split()).casefold())
