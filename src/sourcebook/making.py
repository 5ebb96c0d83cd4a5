"""The work on single files: read, describe, check, make rows. It depends on bytes and code alone, so it may be done anywhere."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from .describe import describe
from .describe.house import Own, in_force
from .files import File, read_whole
from .model import Declined, Described, Finding, Source
from .read import read_source
from .store.rows import NOTHING, PageRows, Place, joined, page_rows, unread_rows, versions
from .store.tokens import WordCount

PageCheck = Callable[[Described], Iterable[Finding]]
#: The counter of words, with what it learnt of characters.
word_count = cache(WordCount)


class Task(NamedTuple):
    """A file to be done, and the hash of the bytes its former page was made from, "" where it has none."""

    file: File
    sha256: str
    styles: tuple[Own, ...] = ()  # people's own house styles to describe it by


class Done(NamedTuple):
    """What became of a file: the hash of its bytes, the versions of its texts, whether it failed.

    Its rows take `ids` ids; none where its bytes are still those of its former page, which stands.
    """

    sha256: str
    versions: Sequence[str] = ()
    ids: int = 1
    failed: bool = False


class Made(NamedTuple):
    """What became of some files, and the rows of them all; ids are counted from 0, names are not yet given."""

    done: list[Done]
    rows: PageRows


def make(tasks: Sequence[Task], checks: Sequence[PageCheck]) -> Made:
    """Do some files; whatever goes wrong with one is a finding, and keeps from none of the others."""
    done, rows, next_id = [], [], 0
    for task in tasks:
        one, its = _done(task, next_id, checks)
        done.append(one)
        rows.append(its)
        next_id += one.ids
    return Made(done, joined(rows))


def ended(task: Task) -> Made:
    """Return what becomes of a file at which the process at work on it comes to its end."""
    message = "The page could not be processed: the process at work on it was ended, perhaps for want of memory."
    done, rows = _failed(_place(task.file, 0), task.file.size, "", "R001", message, "Leave the file out, or report it.")
    return Made([done], rows)


def _done(task: Task, page_id: int, checks: Sequence[PageCheck]) -> tuple[Done, PageRows]:
    file = task.file
    try:
        data = read_whole(Path(file.where))
    except OSError as error:
        message = f"The file could not be read: {error.strerror or error}."
        again = _place(file, page_id)._replace(mtime_ns=-1)
        return _failed(again, file.size, "", "R005", message, "It is tried again at the next build.")
    sha256 = hashlib.sha256(data).hexdigest()
    if sha256 == task.sha256:
        return Done(sha256, ids=0), NOTHING
    return of_bytes(_place(file, page_id), data, task.styles, checks)


def of_bytes(place: Place, data: bytes, styles: tuple[Own, ...], checks: Sequence[PageCheck]) -> tuple[Done, PageRows]:
    """Do a file of which the bytes are known."""
    try:
        with in_force(styles):
            return _described(place, data, checks)
    except Exception as error:  # whatever went wrong with one page must not keep us from the others: it is a finding
        message = f"The page could not be processed: {type(error).__name__}: {error}."
        return _failed(place, len(data), hashlib.sha256(data).hexdigest(), "R001", message, "Please report it.")


def _described(place: Place, data: bytes, checks: Sequence[PageCheck]) -> tuple[Done, PageRows]:
    page = read_source(place.path, data)
    if isinstance(page, Declined):
        findings = [Finding(page.code, place.path, -1, -1, page.reason)] if page.code else []
        return Done(page.source.sha256), unread_rows(place, page, findings)
    described = describe(page)
    findings = [*page.faults, *described.faults]
    for check in checks:
        findings += check(described)
    these = versions(described)
    rows = page_rows(place, described, these, findings, word_count())
    return Done(page.source.sha256, these, 1 + len(these)), rows


def _place(file: File, page_id: int) -> Place:
    return Place(page_id, file.root, file.path, file.mtime_ns)


def _failed(place: Place, size: int, sha256: str, code: str, message: str, hint: str) -> tuple[Done, PageRows]:
    declined = Declined(Source(place.path, sha256, size, "", "", ""), message, code)
    finding = Finding(code, place.path, -1, -1, message, hint)
    return Done(sha256, failed=True), unread_rows(place, declined, [finding])
