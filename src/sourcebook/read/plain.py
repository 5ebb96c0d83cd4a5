"""Plain text → page: a blank line parts blocks, lines are kept as they are.

Where whole paragraphs stand on a line and no blank line parts them, as when a page's text was taken without its markup, each line
is a block.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from ..model import Block, Declined, Page, Source
from .encoding import Decoded

#: A block: lines with something visible on them, up to the next line without, or one that begins a printed page (a form feed).
PARAGRAPH = re.compile(r"[^\S\n]*\S[^\n]*(?:\n(?!\f)[^\S\n]*\S[^\n]*)*")

LINE = re.compile(r"[^\S\n]*\S[^\n]*")
#: Characters of a line no hand breaks: one that is a whole paragraph. So many of them, and a text is one paragraph a line.
WHOLE, MANY = 200, 3


def read_plain(source: Source, decoded: Decoded) -> Page | Declined:
    """Read a plain text; declines one without anything visible."""
    text = decoded.text.rstrip()
    ends = [m.end() for m in re.finditer("\n", text)]
    shape = LINE if _line_is_paragraph(text) else PARAGRAPH
    blocks = tuple(
        Block(m.start() + _indent(m[0]), m.end(), "p", "", bisect_right(ends, m.start()) + 1, ()) for m in shape.finditer(text)
    )
    if not blocks:
        return Declined(source, "The file is empty.", "R002")
    return Page(source, text, blocks)


def _line_is_paragraph(text: str) -> bool:
    """Tell a text that parts nothing by a blank line and has whole paragraphs on single lines."""
    return not re.search(r"\n[^\S\n]*\n", text) and sum(len(line) > WHOLE for line in text.split("\n")) >= MANY


def _indent(words: str) -> int:
    return len(words) - len(words.lstrip())
