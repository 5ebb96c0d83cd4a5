"""Statements of files, read here and now: nothing is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from functools import partial
from typing import NamedTuple

from ..files import File
from ..ledger.model import Entry
from ..ledger.pieces import pieces
from ..ledger.reading import Rules, read_all
from ..ledger.statement import Statement
from ..model import READING, Declined, Described, Role, Text
from ..processes import mapped
from ..publish.described import of_files
from ..store.days import days
from .places import key_at

#: Bytes of a stretch that is given to a process at a time, and from how many bytes on there are several.
BYTES_AT_ONCE, MANY_BYTES = 1 << 17, 1 << 20


class FileRead(NamedTuple):
    """What came of a file: its statements, and what is to be said of what was not read."""

    path: str
    statements: tuple[Statement, ...]
    notes: tuple[str, ...] = ()


def read_files(files: Iterable[File], rules: Rules) -> Iterator[FileRead]:
    """Yield what files say, in order; one that cannot be read, or not in its language, has a note instead."""
    these = list(files)
    several = sum(file.size for file in these) >= MANY_BYTES
    with closing(mapped(_stretches(these), partial(_read, rules=rules), _lost, several=several)) as results:
        for _, found in results:
            yield from found


def _stretches(files: Iterable[File]) -> Iterator[list[File]]:
    stretch: list[File] = []
    for file in files:
        stretch.append(file)
        if sum(f.size for f in stretch) >= BYTES_AT_ONCE:
            yield stretch
            stretch = []
    if stretch:
        yield stretch


def _lost(file: File) -> list[FileRead]:
    return [FileRead(file.path, (), ("the process at work on it was ended, perhaps for want of memory",))]


def _read(files: Sequence[File], rules: Rules) -> list[FileRead]:
    found = zip(files, of_files(files), strict=True)
    return [_of_page(file.path, page, rules) for file, page in found if not isinstance(page, Declined) or page.code]


def _of_page(path: str, page: Described | Declined, rules: Rules) -> FileRead:
    if isinstance(page, Declined):
        return FileRead(path, (), (page.reason,))
    its = pieces(page)
    reads = read_all([[piece] for piece in its], rules)
    keys = {text.index: list(_keys(page, text)) for text in page.texts}
    statements = [
        _statement(entry, keys.get(piece.n, []), piece.date, piece.author)
        for piece, read in zip(its, reads, strict=True) for entry in read.entries
    ]  # fmt: skip
    return FileRead(path, tuple(statements), tuple(dict.fromkeys(read.note for read in reads if read.note)))


def _statement(entry: Entry, keys: Sequence[tuple[int, str]], date: str, author: str) -> Statement:
    first, last = days(entry.when)
    return Statement(entry.id, entry, first, last, entry.text, "", key_at(keys, entry.start), date, author)


def _keys(page: Described, text: Text) -> Iterator[tuple[int, str]]:
    """Yield where the passages of a text begin, and the keys they would have in an archive."""
    counts = {"p": 0, "n": 0}
    for block in page.blocks_of(text):
        letter = "n" if block.role is Role.NOTE else "p" if block.role in READING and block.role is not Role.SEPARATOR else ""
        if letter:
            counts[letter] += 1
            yield block.start, f"{letter}{counts[letter]}"
