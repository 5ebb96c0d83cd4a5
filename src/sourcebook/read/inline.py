"""Words with marks → settled text with spans: white space is collapsed, line ends and inline markup get their offsets.

Among the words every piece of inline markup stands as one `MARK`, a Unicode noncharacter (reserved for a program's own use,
it stands in no text); what it means is kept beside, in order, as a `Mark`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
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


def settle(raw: str, marks: list[Mark]) -> Iterable[Settled]:
    """Return the blocks in a stretch of words with single blanks: two line ends in a row part it, and markup open there runs on."""
    pieces = raw.split(MARK)
    return _parted(pieces, marks) if LINE in marks else (_whole(pieces, marks),)


def _whole(pieces: list[str], marks: list[Mark]) -> Settled:
    """Settle words without line ends, which most are: what `_Gathered` does, in one go."""
    parts, at, blank = [pieces[0]], len(pieces[0]), not pieces[0] or pieces[0][-1] == " "
    stack: list[tuple[int, Mark]] = []
    ranges: list[tuple[int, int, Mark]] = []
    for mark, piece in zip(marks, pieces[1:], strict=True):
        if mark.act == "open":
            stack.append((at, mark))
        elif mark.act == "point":
            ranges.append((at, at, mark))
        elif stack:
            start, opened = stack.pop()
            ranges.append((start, at, opened))
        if blank and piece[:1] == " ":
            piece = piece[1:]
        if piece:
            parts.append(piece)
            at += len(piece)
            blank = piece[-1] == " "
    ranges += [(start, at, mark) for start, mark in stack]
    return _settled("".join(parts).rstrip(), ranges)


def _settled(text: str, ranges: list[tuple[int, int, Mark]]) -> Settled:
    """Return a block; blanks at the edges of a range are not part of it."""
    kept = []
    for start, end, mark in ranges:
        if mark.act == "point":
            kept.append((min(start, len(text)), min(end, len(text)), mark))
            continue
        words = text[start:end]
        if bare := words.strip():
            if len(bare) < len(words):
                start += words.index(bare[0])
            kept.append((start, start + len(bare), mark))
    return Settled(text, kept)


def _parted(pieces: list[str], marks: list[Mark]) -> Iterator[Settled]:
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
        """Return the block, markup still open running to its end."""
        return _settled("".join(self.parts).rstrip(), [*self.ranges, *((start, self.at, mark) for start, mark in self.stack)])
