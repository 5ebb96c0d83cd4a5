"""What the texts of an archive say was said, held, promised and expected: read, stored, asked for.

The rules are the ledger's and know nothing of archives. Here the texts that changed are given to them, in several processes, what
they propose goes into the archive's database, and what people decided is applied whenever it is read.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date
from functools import partial
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import NamedTuple

from .archive import Archive, TextRecord
from .errors import ArchiveError, UnknownName, UsageError
from .ledger.model import Piece
from .ledger.names import alike
from .ledger.pieces import pieces
from .ledger.reading import Offline, Read, Rules, lost, read_all
from .ledger.statement import Statement
from .model import Described
from .processes import mapped
from .publish.described import of_page
from .store import database
from .store import statements as store
from .store.days import days
from .store.rows import Row
from .store.schema import SHIFT

#: What a reading depends on beside the rules; whatever else a text is made of, its row is a new one when it changes.
TEXTS = """
    SELECT t.id, t.page_id, p.path, t.name, t.version, t.author, t.recipient, t.written, t.published, p.language, t.words, r.state
    FROM text t JOIN page p ON p.id = t.page_id LEFT JOIN statement_read r ON r.text_id = t.id ORDER BY p.path, t.n
"""
COLUMNS = ", ".join(f's."{column}"' for column in store.COLUMNS)
STATEMENTS = f"""
    SELECT t.id, p.path, t.name, t.version, coalesce(t.written, t.published), t.author, s.when_from, s.when_to, {COLUMNS}
    FROM statement s JOIN text t ON t.id = s.text_id JOIN page p ON p.id = s.page_id
"""
ORDER = "ORDER BY t.date_from IS NULL, t.date_from, t.name, s.start, s.rowid"
KEYS = "SELECT start, key FROM block WHERE id >= ? AND id < ? AND key IS NOT NULL ORDER BY start"
#: Words of a stretch that is given to a process at a time, and from how many words on there are several.
WORDS_AT_ONCE, MANY_WORDS = 8_000, 30_000
Days = tuple[int | None, int | None]


class Progress(NamedTuple):
    """How far the reading is: texts and words done, of how many."""

    done: int
    total: int
    words_done: int
    words_total: int


class Summary(NamedTuple):
    """What a reading did: texts read and kept as they were, those in other languages by language, those that failed and why."""

    read: int
    kept: int
    entries: int
    skipped: Mapping[str, int]
    failed: Sequence[tuple[str, str]]


class _Stale(NamedTuple):
    """A text to be read."""

    id: int
    page_id: int
    path: str
    name: str
    words: int
    state: str


class Actor(NamedTuple):
    """An actor of statements: how often as the one who says, holds, is bound or expects, and how often as the target."""

    name: str
    holds: int
    is_target: int
    first: int | None  # the first and the last day it is met at
    last: int | None


def offline(archive: Archive, pipeline: str = "") -> Offline:
    """Return the packaged rules with the archive's own authority files, `authorities/*.csv`."""
    return Offline(tuple(sorted((archive.folder / "authorities").glob("*.csv"))), pipeline)


def propose_all(archive: Archive, rules: Rules, progress: Callable[[Progress], None] = lambda _: None) -> Summary:
    """Read the texts that changed, or were read by other rules, and store what these propose; others keep their statements."""
    version = rules.version
    every = archive.rows(TEXTS)
    stale = [
        _Stale(row[0], row[1], row[2], row[3], row[10] or 0, state) for row in every if row[11] != (state := _state(version, row))
    ]
    done, words, total = 0, 0, sum(text.words for text in stale)
    results = mapped(_stretches(archive, stale), partial(_read, rules=rules), _lost, several=total >= MANY_WORDS)
    found: list[tuple[_Stale, Read]] = []
    with closing(results):
        for tasks, reads in results:
            these = [(text, read) for (text, _), read in zip(tasks, reads, strict=True)]
            keep(archive, these)
            found += [(text, read._replace(entries=read.entries[:0])) for text, read in these]
            done, words = done + len(these), words + sum(text.words for text, _ in these)
            progress(Progress(done, len(stale), words, total))
    return _summary(archive, found, len(every) - len(stale))


def _state(version: str, row: Row) -> str:
    """Return what a text was read in: a hash over the rules and what they see of the text."""
    return hashlib.sha256(repr((version, *row[2:10])).encode()).hexdigest()[:16]


_Task = tuple[_Stale, tuple[Piece, ...]]


def _read(tasks: Sequence[_Task], rules: Rules) -> list[Read]:
    return read_all([task[1] for task in tasks], rules)


def _lost(task: _Task) -> list[Read]:
    return lost(task)


def _stretches(archive: Archive, stale: Iterable[_Stale]) -> Iterator[list[_Task]]:
    stretch: list[_Task] = []
    for text, its in _pieces(archive, stale):
        stretch.append((text, its))
        if sum(text.words for text, _ in stretch) >= WORDS_AT_ONCE:
            yield stretch
            stretch = []
    if stretch:
        yield stretch


def _pieces(archive: Archive, stale: Iterable[_Stale]) -> Iterator[_Task]:
    """Yield texts with what is to be read of them, page by page."""
    for path, texts in groupby(stale, key=attrgetter("path")):
        described = of_page(archive, archive.page(path))
        its = pieces(described) if isinstance(described, Described) else []
        yield from ((text, tuple(p for p in its if text.id == text.page_id + 1 + p.index)) for text in texts)


def keep(archive: Archive, found: Iterable[tuple[_Stale, Read]]) -> None:
    """Store what texts say, in the place of what was stored of them."""
    rows = [store.TextRead(text.page_id, text.id, text.state, read.note, read.entries) for text, read in found]
    store.put(database.database(archive.folder), rows)


def _summary(archive: Archive, found: Sequence[tuple[_Stale, Read]], kept: int) -> Summary:
    skipped = Counter(read.note.removeprefix("language ") for _, read in found if read.note.startswith("language "))
    failed = [(text.name, read.note.removeprefix("failed: ")) for text, read in found if read.note.startswith("failed: ")]
    (entries,) = archive.rows("SELECT count(*) FROM statement")[0]
    return Summary(len(found) - skipped.total() - len(failed), kept, entries, skipped, failed)


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
    all: bool = False

    def meets(self, statement: Statement) -> bool:
        """Tell whether a statement is one of those asked for."""
        names = ((self.holder, statement.holder), (self.target, statement.target), (self.voice, statement.entry.voice))
        return (
            (self.kind is None or statement.kind == self.kind)
            and all(asked is None or alike(asked, name) for asked, name in names)
            and (not self.dated or statement.meets(self.first, self.last))
            and (self.all or statement.shown)
        )


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
    """Return the statements of an archive or of one text, by the dates of the texts; without `shown` the doubtful ones too.

    Dates are EDTF; UsageError for one that is none.
    """
    asked = Asked(kind, holder, target, voice, *span(on, between), on is not None or between is not None, not shown)
    return [statement for statement in _all(archive, text) if asked.meets(statement)]


def span(on: str | None, between: tuple[str, str] | None = None) -> Days:
    """Return the first and last day that are meant by a date, or by two; UsageError for one that is none."""
    if on is not None:
        return day_span(on)
    return (day_span(between[0])[0], day_span(between[1])[1]) if between else (None, None)


def day_span(value: str) -> Days:
    """Return the first and last day an EDTF date can mean; UsageError if it is none."""
    first, last = days(value)
    try:
        for day, most in ((first, 31), (last, 28)):  # the last day of a month is given as 31
            if day is not None:
                date(day // 10000, day // 100 % 100, min(day % 100, most))
    except ValueError:
        first = last = None
    if first is None and last is None:
        raise UsageError(f"{value!r} is no date.", "Dates are EDTF: 1935, 1935-06, 1935-06-10, 1934/1936.")
    return first, last


def _all(archive: Archive, text: TextRecord | None) -> list[Statement]:
    where, values = ("WHERE s.text_id = ?", (text.id,)) if text else ("", ())
    rows = archive.rows(f"{STATEMENTS} {where} {ORDER}", values)
    return [statement for number, these in groupby(rows, key=itemgetter(0)) for statement in _of_text(archive, number, these)]


def _of_text(archive: Archive, number: int, rows: Iterable[Row]) -> Iterator[Statement]:
    keys = archive.rows(KEYS, (number << SHIFT, number + 1 << SHIFT))
    for _, path, name, version, of_text, author, first, last, *own in rows:
        entry = store.entry_of(path, name, tuple(own))
        yield Statement(own[0], entry, first, last, name, version, _key(keys, entry.start), of_text or "", author or "")


def _key(keys: Sequence[tuple[int, str]], at: int) -> str:
    return keys[max(bisect_right(keys, at, key=itemgetter(0)) - 1, 0)][1] if keys else ""


def statement(archive: Archive, id: str) -> Statement:
    """Return the statement of that name, or whose name alone begins so; UnknownName where there is none."""
    found = [one for one in _all(archive, None) if one.id.startswith(id)] if id else []
    if len({one.id for one in found}) != 1:
        raise UnknownName("statement", id, tuple(sorted({one.id for one in found})[:3]))
    return found[0]


def actors(archive: Archive, shown: bool = True) -> list[Actor]:
    """Return who holds and who is spoken of in an archive's statements, those met most often first."""
    return actors_of(entries(archive, shown=shown))


def actors_of(statements: Iterable[Statement]) -> list[Actor]:
    """Return the actors of some statements, those met most often first."""
    these = list(statements)
    holds, targets = Counter(s.holder for s in these), Counter(s.target for s in these)
    met: dict[str, list[Statement]] = {}
    for one in these:
        for name in {one.holder, one.target} - {""}:
            met.setdefault(name, []).append(one)
    found = [Actor(name, holds[name], targets[name], *_first_and_last(its)) for name, its in met.items()]
    return sorted(found, key=lambda actor: (-actor.holds - actor.is_target, actor.name))


def _first_and_last(statements: Sequence[Statement]) -> Days:
    first = [day for s in statements if (day := s.first or s.last)]
    last = [day for s in statements if (day := s.last or s.first)]
    return min(first, default=None), max(last, default=None)
