"""Places in a text: the passage that holds one, and where some words stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from operator import itemgetter

from ..archive import Archive
from ..store.schema import SHIFT

KEYS = "SELECT start, key FROM block WHERE id >= ? AND id < ? AND key IS NOT NULL ORDER BY start"
BLOCKS = 'SELECT start, "end", text FROM block WHERE id >= ? AND id < ? ORDER BY start'


def keys_of(archive: Archive, text_id: int) -> list[tuple[int, str]]:
    """Return where the passages of a text begin, and their keys."""
    return archive.rows(KEYS, (text_id << SHIFT, text_id + 1 << SHIFT))


def key_at(keys: Sequence[tuple[int, str]], at: int) -> str:
    """Return the key of the passage in which a place lies; empty where a text has no passages."""
    return keys[max(bisect_right(keys, at, key=itemgetter(0)) - 1, 0)][1] if keys else ""


def words_of(archive: Archive, text_id: int) -> str:
    """Return the words of a text's blocks at the places they have in its page."""
    pieces, at = [], 0
    for start, end, words in archive.rows(BLOCKS, (text_id << SHIFT, text_id + 1 << SHIFT)):
        pieces += [" " * (start - at), words]
        at = end
    return "".join(pieces)


def locate(quote: str, words: str) -> tuple[int, int] | None:
    """Return where a quote stands in a text, whatever its white space; None where it does not."""
    found = re.search(r"\s+".join(map(re.escape, quote.split())), words) if quote.strip() else None
    return found.span() if found else None
