"""Pages on their way into the archive database: gathered, inserted together, and indexed in a second thread meanwhile.

The one connection is used by one thread at a time: the indexing of a batch is waited for before anything else is done with it.
"""

from __future__ import annotations

import gc
import sqlite3
import time
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from ..files import append_lines
from . import history, write
from .rows import PageRows, Row

LENGTH = 12  # column of `page`
BATCH = 8 << 20  # characters of text that go to the index at a time
COMMIT_EVERY = 4.0  # seconds


class Batches:
    """Pages on their way into the database: gathered, inserted together, and indexed in the second thread."""

    def __init__(self, connection: sqlite3.Connection, by_terms: bool, edits: Path) -> None:
        self.connection, self.by_terms, self.edits = connection, by_terms, edits
        self.rows: list[tuple[PageRows, int]] = []  # with the id from which theirs are counted
        self.ids = (0, 0)  # of the rows: the first, and the one after the last
        self.former: list[tuple[int, int]] = []  # pages and the former pages they stand for
        self.size = 0
        self.indexing: Future[None] | None = None
        self.thread = ThreadPoolExecutor(1)
        self.committed = time.monotonic()

    def put(self, rows: PageRows, base: int, ids: int, former: Iterable[tuple[int, int]]) -> None:
        """Take the rows of pages whose ids are counted from `base`; of each that stands for a `former` one, the ids of both."""
        self.ids = (self.ids[0] if self.rows else base, base + ids)
        self.rows.append((rows, base))
        self.former += former
        self.size += sum(row[LENGTH] for row in rows.page)
        if self.size >= BATCH:
            self._insert()

    def settle(self) -> None:
        """Put in what is left, and wait for the index."""
        try:
            self._insert()
            self._wait()
        finally:
            self.thread.shutdown()

    def take_out(self, page_id: int) -> None:
        """Take a former page out."""
        if self.by_terms:
            write.adjust_terms(self.connection, *write.owners(self.connection, page_id), -1)
        write.remove(self.connection, page_id)

    def _wait(self) -> None:
        if self.indexing:
            self.indexing.result()
            self.indexing = None

    def _insert(self) -> None:
        self._wait()
        if not self.by_terms and time.monotonic() - self.committed > COMMIT_EVERY:
            self._commit()
        if not self.rows:
            return
        old = [row for _, former in self.former for row in write.passages_of(self.connection, former)]
        for _, former in self.former:
            self.take_out(former)
        for rows, base in self.rows:
            write.add(self.connection, rows, base)
        if old:
            self._compare(old)
        first, last = self.ids[0], self.ids[1] - 1
        self.rows, self.former, self.size = [], [], 0
        gc.collect()
        if self.by_terms:
            write.adjust_terms(self.connection, first, last, 1)
        self.indexing = self.thread.submit(write.index, self.connection, first, last)

    def _commit(self) -> None:
        self.connection.commit()
        self.connection.execute("BEGIN IMMEDIATE")
        self.committed = time.monotonic()

    def _compare(self, old: list[Row]) -> None:
        new = [row for page_id, _ in self.former for row in write.passages_of(self.connection, page_id)]
        edits = list(history.edits(old, new))
        for edit in edits:
            history.put(self.connection, edit)
        append_lines(self.edits, [history.line(edit) for edit in edits])
