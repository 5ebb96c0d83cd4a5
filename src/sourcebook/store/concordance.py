"""Hits → lines: the words before, the words found, the words after."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import closing
from typing import Any

from .records import Line, TextRecord
from .schema import SHIFT

Rows = Callable[..., list[tuple[Any, ...]]]
#: Signs that no text contains: Unicode has promised never to give them a meaning.
OPEN, CLOSE = "\ufdd0", "\ufdd1"
MARKED = re.compile(f"{OPEN}([^{CLOSE}]*){CLOSE}")
SPACE = re.compile(r"\s+")
WORD = re.compile(r"[^\W_]+")
HITS = f"SELECT rowid, highlight(block_fts, 0, '{OPEN}', '{CLOSE}') FROM block_fts WHERE block_fts MATCH ?"
BLOCKS = "SELECT id, key, role, voice, start, text, coalesce(folded, text) FROM block WHERE id IN (%s)"
FIELDS = ", ".join(f"t.{field}" for field in TextRecord._fields[:-1])
TEXTS = f"SELECT {FIELDS}, p.path FROM text t JOIN page p ON p.id = t.page_id WHERE t.id IN (%s)"
PAGES = "SELECT id, path, sha256, title FROM page WHERE id IN (%s)"
EMPTY = TextRecord._make((0, 0, -1, "", "", *[None] * (len(TextRecord._fields) - 7), 0, ""))
APART = 'CREATE VIRTUAL TABLE block_fts USING fts5(words, tokenize="unicode61 remove_diacritics 2")'
FEW = 2000
FEW_AT_ONCE = 50
MANY_AT_ONCE = 500


def lines(
    rows: Rows, match: str, ids: Sequence[int], width: int, printed: Sequence[str] = (), within: int | None = None
) -> Iterator[Line]:
    """Yield the lines of passages in the order given.

    Where words must stand as `printed`, only those; words with at most so many others between them `within` one line.
    """
    few = len(ids) <= FEW
    step = FEW_AT_ONCE if few else MANY_AT_ONCE
    spans = {} if few else {i: _spans(marked) for i, marked in rows(HITS, (match,))}
    for at in range(0, len(ids), step):
        part = ids[at : at + step]
        texts = text_records(rows, {i >> SHIFT for i in part})
        blocks = {block[0]: block for block in rows(BLOCKS % ",".join(map(str, part)))}
        found = _marked_apart(match, blocks) if few else spans
        for i in part:
            hits = found.get(i, []) if within is None else _together(blocks[i][-1], found.get(i, []), within)
            yield from _lines_of(blocks[i], hits, texts[i >> SHIFT], width, printed)


def _marked_apart(match: str, blocks: dict[int, tuple[Any, ...]]) -> dict[int, list[tuple[int, int]]]:
    """Return the places found in a few passages, by an index of these alone: the whole one would go over all its hits for each."""
    with closing(sqlite3.connect(":memory:")) as apart:
        apart.execute(APART)
        apart.executemany("INSERT INTO block_fts(rowid, words) VALUES (?, ?)", [(i, block[-1]) for i, block in blocks.items()])
        return {i: _spans(marked) for i, marked in apart.execute(HITS, (match,))}


def text_records(rows: Rows, ids: Collection[int]) -> dict[int, TextRecord]:
    """Return texts by their ids; for the id of a page its furniture as a text, named like the path."""
    texts = {row[0]: TextRecord(*row) for row in rows(TEXTS % ",".join(map(str, ids)))}
    pages = [i for i in ids if i not in texts]
    for i, path, version, title in rows(PAGES % ",".join(map(str, pages))) if pages else ():
        texts[i] = EMPTY._replace(id=i, page_id=i, name=path, path=path, version=version, title=title)
    return texts


def _spans(marked: str) -> list[tuple[int, int]]:
    """Return where the marks stood, in the text without them."""
    return [(m.start() - 2 * n, m.end() - 2 * n - 2) for n, m in enumerate(MARKED.finditer(marked))]


def _together(form: str, spans: list[tuple[int, int]], within: int) -> list[tuple[int, int]]:
    """Join the places that are near each other."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and len(WORD.findall(form, joined[-1][1], start)) <= within:
            start, _ = joined.pop()
        joined.append((start, end))
    return joined


def _lines_of(
    block: tuple[Any, ...], spans: list[tuple[int, int]], text: TextRecord, width: int, printed: Sequence[str]
) -> Iterator[Line]:
    _, key, role, voice, at, words, form = block
    for start, found_end in spans:
        end = found_end if form is words else _printed_end(words, form, start, found_end)
        if printed and not any(_flat(words[start:end]) == _flat(p) for p in printed):
            continue
        left, right = _flat(words[max(0, start - 2 * width) : start])[-width:], _flat(words[end : end + 2 * width])[:width]
        address = f"{text.address}#{key}" if key else text.address
        yield Line(left, _flat(words[start:end]), right, address, key, role, voice, at + start, at + end, text)


def _printed_end(words: str, form: str, start: int, end: int) -> int:
    """Return where a match ends as printed: U.S.S.R. and what a line's end cut are shorter in the index, with blanks after them."""
    letters = sum(map(str.isalnum, form[start:end]))
    while sum(map(str.isalnum, words[start:end])) < letters:
        end += 1
    return end + (words[end : end + 1] == "." and form[end] == " ")


def beginnings(rows: Rows, texts: Sequence[TextRecord], width: int) -> Iterator[Line]:
    """Yield one line for each text: how it begins."""
    for text in texts:
        first = rows(
            "SELECT id, key, role, voice, start, text FROM block WHERE id >= ? AND id < ? ORDER BY key IS NOT 'p1', n LIMIT 1",
            (text.id << SHIFT, text.id + 1 << SHIFT),
        )
        for _, key, role, voice, at, words in first:
            yield Line("", "", _flat(words[: 3 * width])[: 2 * width], text.address, key, role, voice, at, at, text)


def _flat(words: str) -> str:
    return SPACE.sub(" ", words)
