"""Reading the texts of an archive for statements, and storing what the rules propose.

The rules are the ledger's and know nothing of archives. Here the texts that changed are given to them, in several processes, and
what they propose goes into the archive's database.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import partial
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from ..archive import Archive
from ..ledger.answered import Answered
from ..ledger.model import Piece
from ..ledger.pieces import pieces
from ..ledger.reading import Offline, Read, Rules, lost, may_be_read, read_all
from ..ledger.remote.cache import FOLDER as ANSWERS
from ..model import Described
from ..processes import mapped
from ..publish.described import of_page
from ..store import database
from ..store import statements as store
from ..store.rows import Row

#: What a reading depends on beside the rules; whatever else a text is made of, its row is a new one when it changes.
TEXTS = """
    SELECT t.id, t.page_id, p.path, t.name, t.version, t.author, t.recipient, t.written, t.published, p.language, t.words, r.state
    FROM text t JOIN page p ON p.id = t.page_id LEFT JOIN statement_read r ON r.text_id = t.id ORDER BY p.path, t.n
"""
#: Words of a stretch that is given to a process at a time, and from how many words on there are several.
WORDS_AT_ONCE, MANY_WORDS = 8_000, 30_000


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


def offline(archive: Archive, pipeline: str = "") -> Offline | Answered:
    """Return the packaged rules with the archive's own authority files, and what a model answered before, if one is configured."""
    rules = Offline(tuple(sorted((archive.folder / "authorities").glob("*.csv"))), pipeline)
    answers = answers_of(archive)
    return Answered(rules, archive.config.model, answers) if archive.config.model and answers.is_dir() else rules


def answers_of(archive: Archive) -> Path:
    """Return the folder of the answers of a language model."""
    return database.database(archive.folder).parent / ANSWERS


def every_piece(archive: Archive) -> Iterator[Piece]:
    """Yield the texts of an archive as they are read, page by page; those in a language nobody reads are left out."""
    for page in archive.pages("text"):
        described = of_page(archive, page)
        if isinstance(described, Described):
            yield from (piece for piece in pieces(described) if may_be_read(piece))


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
        yield from ((text, tuple(p for p in its if text.id == text.page_id + 1 + p.n)) for text in texts)


def keep(archive: Archive, found: Iterable[tuple[_Stale, Read]]) -> None:
    """Store what texts say, in the place of what was stored of them."""
    rows = [store.TextRead(text.page_id, text.id, text.state, read.note, read.entries) for text, read in found]
    store.put(database.database(archive.folder), rows)


def _summary(archive: Archive, found: Sequence[tuple[_Stale, Read]], kept: int) -> Summary:
    skipped = Counter(read.note.removeprefix("language ") for _, read in found if read.note.startswith("language "))
    failed = [(text.name, read.note.removeprefix("failed: ")) for text, read in found if read.note.startswith("failed: ")]
    (entries,) = archive.rows("SELECT count(*) FROM statement")[0]
    return Summary(len(found) - skipped.total() - len(failed), kept, entries, skipped, failed)
