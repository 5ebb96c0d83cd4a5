"""Works as they are read back: the contents of an index page with the texts they lead to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from .records import PartRecord, Work
from .schema import SHIFT

Rows = Callable[..., list[tuple[Any, ...]]]
ABOVE = "SELECT r.work, r.title, r.evidence FROM part r JOIN page p ON p.id = r.page_id WHERE p.path = ?"
BELOW = "SELECT title FROM part WHERE work = ? LIMIT 1"
LINES = """
    SELECT e.words, e.target, t.name, r.work IS NOT NULL, EXISTS (SELECT 1 FROM part below WHERE below.work = e.target)
    FROM page i JOIN entry e ON e.page_id = i.id LEFT JOIN page p ON p.path = e.target
    LEFT JOIN part r ON r.page_id = p.id AND r.work = i.path LEFT JOIN text t ON t.page_id = p.id AND t.n = 0
    WHERE i.path = ? ORDER BY e.n
"""
AT = f"""
    SELECT b.n FROM page p JOIN block b ON b.id >= p.id << {SHIFT}
    AND b.id < (SELECT coalesce(max(t.id), p.id) + 1 FROM text t WHERE t.page_id = p.id) << {SHIFT}
    WHERE p.path = ? AND b.start <= ? AND b."end" > ?
"""


def work_of(rows: Rows, path: str) -> Work | None:
    """Return the work a page is part of, or the index of; None where it is neither."""
    above = rows(ABOVE, (path,))
    why, index = (above[0][2] if above else ""), path
    while found := rows(ABOVE, (index,)):
        index, title, _ = found[0]
    if index == path:
        if not (found := rows(BELOW, (path,))):
            return None
        title = found[0][0]
    parts = tuple(_lines(rows, index, 0))
    return Work(title, index, parts, next((n for n, part in enumerate(parts) if part.path == path), -1), why)


def _lines(rows: Rows, index: str, depth: int) -> Iterator[PartRecord]:
    for words, target, name, is_part, has_parts in rows(LINES, (index,)):
        yield PartRecord(" ".join(words.split()), target, name or "", depth, bool(is_part))
        if is_part and has_parts:
            yield from _lines(rows, target, depth + 1)


def block_at(rows: Rows, path: str, offset: int) -> int | None:
    """Return which block of a page holds a place of it."""
    found = rows(AT, (path, offset, offset))
    return found[0][0] if found else None
