"""What the texts of an archive share, as it is stored: a text laid out, and what it has in common with others.

Apart from `parallels`, which finds it, for the engine of comparing takes a second to load and most commands only look.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Container, Sequence
from operator import itemgetter
from typing import NamedTuple

from .archive import Archive, TextRecord
from .model import READING
from .store.schema import SHIFT

BLOCKS = 'SELECT start, "end", text, role FROM block WHERE id >= ? AND id < ? ORDER BY n'
KEYS = "SELECT start, key FROM block WHERE id >= ? AND id < ? AND key IS NOT NULL ORDER BY start"
OF_TEXT = """
    SELECT a_start AS start, a_end, b, b_start, letters, similarity, cluster, earlier = 'b', earlier = 'a', evidence
    FROM parallel WHERE a = ? AND NOT boilerplate
    UNION ALL SELECT b_start, b_end, a, a_start, letters, similarity, cluster, earlier = 'a', earlier = 'b', evidence
    FROM parallel WHERE b = ? AND NOT boilerplate ORDER BY start, letters DESC
"""
QUOTED = frozenset({"quotation", "epigraph", "verse"})
#: Blocks at either end of a text that may be formulas, the texts they must stand in, the characters they have at most.
EDGE, OFTEN, SHORT = 4, 8, 200
OPENING = '“‘„«"‹'


class Laid(NamedTuple):
    """A text laid out as one string, its reading blocks at their places: where in its page it begins, what is set off as quoted."""

    record: TextRecord
    start: int
    words: str
    quotations: tuple[tuple[int, int], ...]


class Echo(NamedTuple):
    """What a text shares with another, as the text sees it: its own passage, the other text and the key of the passage there."""

    start: int
    end: int
    key: str
    other: TextRecord
    other_key: str
    letters: int
    similarity: float
    cluster: int
    quotes: bool  # the other text had it first
    quoted: bool  # this text had it first
    evidence: str


def laid(archive: Archive, record: TextRecord, formulas: Container[str] = ()) -> Laid:
    """Lay out the reading blocks of a text; a formula leaves its place empty."""
    rows = archive.rows(BLOCKS, (record.id << SHIFT, record.id + 1 << SHIFT))
    parts, start, at, quotations = [], rows[0][0] if rows else 0, rows[0][0] if rows else 0, []
    for begin, end, words, role in rows:
        if role in READING and words not in formulas:
            parts.append(" " * (begin - at) + words)
            at = end
            if role in QUOTED:
                quotations.append((begin - start, end - start))
    return Laid(record, start, "".join(parts), tuple(quotations))


def formulas_of(archive: Archive) -> frozenset[str]:
    """Return the blocks that begin or end many texts: a house's furniture taken for words of the text, “Yours truly, K. M.”."""
    edges: Counter[str] = Counter()
    for (number,) in archive.rows("SELECT id FROM text"):
        blocks = [words for _, _, words, role in archive.rows(BLOCKS, (number << SHIFT, number + 1 << SHIFT)) if role in READING]
        edges.update({*blocks[:EDGE], *blocks[-EDGE:]})
    return frozenset(words for words, count in edges.items() if count >= OFTEN and len(words) <= SHORT)


def quotes(text: Laid, start: int, end: int) -> bool:
    """Does a text mark the passage as a quotation, by its place on the page or by quotation marks?"""
    middle = (start + end) // 2
    set_off = any(first <= middle < last for first, last in text.quotations)
    return set_off or text.words[max(start - 2, 0) : start + 1].strip()[:1] in set(OPENING)


def echoes(archive: Archive, text: TextRecord) -> list[Echo]:
    """Return what a text shares with others, in order of place; boilerplate left out."""
    rows = archive.rows(OF_TEXT, (text.id, text.id))
    others = {record.id: record for record in archive.texts_with([row[2] for row in rows])}
    keys = {number: _keys(archive, number) for number in (text.id, *others)}
    return [
        Echo(start, end, _key(keys[text.id], start), others[other], _key(keys[other], there), *rest)
        for start, end, other, there, *rest in rows
    ]


def _keys(archive: Archive, number: int) -> list[tuple[int, str]]:
    """Return where the passages of a text begin, and their keys."""
    return archive.rows(KEYS, (number << SHIFT, number + 1 << SHIFT))


def _key(keys: Sequence[tuple[int, str]], at: int) -> str:
    """Return the key of the passage in which a place lies."""
    return keys[max(bisect_right(keys, at, key=itemgetter(0)) - 1, 0)][1] if keys else ""
