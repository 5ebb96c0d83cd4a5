"""Hits → lines: the words before, the words found, the words after."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from .records import Line, TextRecord
from .schema import SHIFT

Rows = Callable[..., list[tuple[Any, ...]]]
#: Signs that no text contains: Unicode has promised never to give them a meaning.
OPEN, CLOSE = "\ufdd0", "\ufdd1"
MARKED = re.compile(f"{OPEN}([^{CLOSE}]*){CLOSE}")
SPACE = re.compile(r"\s+")
HITS = f"SELECT rowid, highlight(block_fts, 0, '{OPEN}', '{CLOSE}') FROM block_fts WHERE block_fts MATCH ?"
BLOCKS = "SELECT id, key, role, voice, start, text, coalesce(folded, text) FROM block WHERE id IN (%s)"
TEXTS = f"SELECT {', '.join(f't.{field}' for field in TextRecord._fields[:-1])}, p.path FROM text t JOIN page p ON p.id = t.page_id WHERE t.id IN (%s)"
MOST_AT_ONCE = 500


class Found(NamedTuple):
    """A passage of the archive with the places in it that were found."""

    block: tuple[Any, ...]
    spans: list[tuple[int, int]]


def lines(rows: Rows, match: str, ids: Sequence[int], width: int, printed: Sequence[str]) -> Iterator[Line]:
    """Yield the lines of passages in the order given; where words must stand as `printed`, only those."""
    for at in range(0, len(ids), MOST_AT_ONCE):
        part = ids[at : at + MOST_AT_ONCE]
        texts = text_records(rows, {i >> SHIFT for i in part})
        found = passages(rows, match, part)
        for passage in (found[i] for i in part if i in found):
            yield from _lines_of(passage, texts[passage.block[0] >> SHIFT], width, printed)


def passages(rows: Rows, match: str, ids: Sequence[int]) -> dict[int, Found]:
    """Return passages with the places found, by id."""
    marks = ",".join(map(str, ids))
    spans = {i: _spans(marked) for i, marked in rows(f"{HITS} AND rowid IN ({marks})", (match,))}
    return {block[0]: Found(block, spans[block[0]]) for block in rows(BLOCKS % marks) if block[0] in spans}


def text_records(rows: Rows, ids: Iterable[int]) -> dict[int, TextRecord]:
    """Return texts by their ids."""
    found = (TextRecord(*row) for row in rows(TEXTS % ",".join(map(str, ids))))
    return {text.id: text for text in found}


def _spans(marked: str) -> list[tuple[int, int]]:
    """Return where the marks stood, in the text without them."""
    return [(m.start() - 2 * n, m.end() - 2 * n - 2) for n, m in enumerate(MARKED.finditer(marked))]


def _lines_of(passage: Found, text: TextRecord, width: int, printed: Sequence[str]) -> Iterator[Line]:
    _, key, role, voice, at, words, form = passage.block
    for start, found_end in passage.spans:
        end = found_end if form is words else _printed_end(words, form, start, found_end)
        if printed and not any(_flat(words[start:end]) == _flat(p) for p in printed):
            continue
        left, right = _flat(words[max(0, start - 2 * width) : start])[-width:], _flat(words[end : end + 2 * width])[:width]
        address = f"{text.address}#{key}" if key else text.address
        yield Line(left, _flat(words[start:end]), right, address, key, role, voice, at + start, at + end, text)


def _printed_end(words: str, form: str, start: int, end: int) -> int:
    """Return where a match ends as printed: U.S.S.R. and co-\\noperation are shorter in the index, with blanks after them."""
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
