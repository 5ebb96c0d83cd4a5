"""Plain text → page: a blank line parts blocks, lines are kept as they are."""

from __future__ import annotations

import re
from bisect import bisect_right

from ..model import Block, Declined, Page, Source
from .encoding import Decoded

#: A block: lines with something visible on them, up to the next line without, or one that begins a printed page (a form feed).
PARAGRAPH = re.compile(r"[^\S\n]*\S[^\n]*(?:\n(?!\f)[^\S\n]*\S[^\n]*)*")


def read_plain(source: Source, decoded: Decoded) -> Page | Declined:
    """Read a plain text; declines one without anything visible."""
    text = decoded.text.rstrip()
    ends = [m.end() for m in re.finditer("\n", text)]
    blocks = tuple(
        Block(m.start() + _indent(m[0]), m.end(), "p", "", bisect_right(ends, m.start()) + 1, ()) for m in PARAGRAPH.finditer(text)
    )
    if not blocks:
        return Declined(source, "The file is empty.", "R002")
    return Page(source, text, blocks)


def _indent(words: str) -> int:
    return len(words) - len(words.lstrip())
