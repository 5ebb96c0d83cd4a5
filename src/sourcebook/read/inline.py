"""Words with marks → settled text with spans: white space is collapsed, line ends and inline markup get their offsets.

Among the words every piece of inline markup stands as one `MARK`, a Unicode noncharacter (reserved for a program's own use,
it stands in no text); what it means is kept beside, in order, as a `Mark`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

MARK = "\ufdd0"
BLANK_LINE = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")


class Mark(NamedTuple):
    """Inline markup: `act` is open, close, point (an anchor or image) or line (a line's end)."""

    act: str
    kind: str
    value: str


LINE, CLOSE = Mark("line", "", ""), Mark("close", "", "")


class Settled(NamedTuple):
    """A block's text with its spans, offsets counting from the block's start; `points` without a word are handed on."""

    text: str
    spans: list[tuple[int, int, Mark]]


def collapse(raw: str) -> str:
    """Make every run of white space one blank. Splitting into words does that, but makes an object of every word of an archive."""
    if "\n" in raw:
        raw = raw.replace("\n", " ")
    if "\xa0" in raw:
        raw = raw.replace("\xa0", " ")
    if "  " in raw or "\t" in raw:
        return " ".join(raw.split())
    return raw.strip()


def settle(raw: str, marks: list[Mark]) -> Iterator[Settled]:
    """Yield the blocks in a stretch of words: two line ends in a row part it. Markup open at a parting runs on after it."""
    pieces = collapse(raw).split(MARK)
    block = _Gathered([])
    block.add(pieces[0])
    for mark, piece in zip(marks, pieces[1:], strict=True):
        if mark.act == "line":
            if block.ended:
                yield block.settled()
                block = _Gathered([(0, opened) for _, opened in block.stack])
            else:
                block.line_end()
        else:
            block.mark(mark)
        if piece:
            block.add(piece)
    yield block.settled()


def verbatim(raw: str, marks: list[Mark]) -> Iterator[Settled]:
    """Yield the blocks of preformatted words: white space is kept, blank lines part them, of markup only anchors are kept."""
    lines = iter(marks)
    text = "".join(part if n == 0 else ("\n" if next(lines).act == "line" else "") + part for n, part in enumerate(raw.split(MARK)))
    points = [(0, 0, mark) for mark in marks if mark.kind == "anchor"]
    for part in BLANK_LINE.split(text.expandtabs()):
        if part.strip():
            yield Settled(part.strip("\n").rstrip(), points)
            points = []


class _Gathered:
    """The pieces of one block, with the ranges of markup over them."""

    __slots__ = ("at", "blank", "ended", "parts", "ranges", "stack")

    def __init__(self, stack: list[tuple[int, Mark]]) -> None:
        self.parts: list[str] = []
        self.at = 0
        self.blank = True  # a blank here would be the line's first, or the second in a row
        self.ended = False  # the last thing seen was a line's end
        self.stack = stack
        self.ranges: list[tuple[int, int, Mark]] = []

    def add(self, piece: str) -> None:
        if self.blank and piece[:1] == " ":
            piece = piece[1:]
        if piece:
            self.parts.append(piece)
            self.at += len(piece)
            self.blank = piece[-1] == " "
            self.ended = self.ended and piece == " "

    def line_end(self) -> None:
        if self.at:
            if self.blank and self.parts[-1][-1] == " ":
                self.parts[-1] = self.parts[-1][:-1]
                self.at -= 1
            self.parts.append("\n")
            self.at += 1
            self.blank = self.ended = True

    def mark(self, mark: Mark) -> None:
        if mark.act == "open":
            self.stack.append((self.at, mark))
        elif mark.act == "point":
            self.ranges.append((self.at, self.at, mark))
        elif self.stack:
            start, opened = self.stack.pop()
            self.ranges.append((start, self.at, opened))

    def settled(self) -> Settled:
        """Return the block; blanks at the edges of a range are not part of it."""
        text = "".join(self.parts).rstrip()
        ranges = []
        for start, end, mark in [*self.ranges, *((start, self.at, mark) for start, mark in self.stack)]:
            if mark.act == "point":
                ranges.append((min(start, len(text)), min(end, len(text)), mark))
            elif words := text[start:end].strip():
                start += text[start:end].index(words[0])
                ranges.append((start, start + len(words), mark))
        return Settled(text, ranges)
