"""A text cut into windows: whole paragraphs, a few hundred words at a time, each window with some of the words before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..model import Paragraph, Piece, collapsed

#: Words before a window that are shown with it: enough for what "he" and "these gentlemen" mean.
CONTEXT = 60
WORD = re.compile(r"\S+")
SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")


class Window(NamedTuple):
    """Paragraphs asked about at one time, and the words before them, from which nothing may be quoted."""

    context: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def start(self) -> int:
        """Where it begins in the page's text."""
        return self.paragraphs[0].start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.paragraphs[-1].start + len(self.paragraphs[-1].words)

    @property
    def words(self) -> int:
        """How many words it has, without those before it."""
        return _count(*self.paragraphs)


def windows(piece: Piece, size: int) -> Iterator[Window]:
    """Yield the windows of a text; only a paragraph longer than a window is cut, at the end of a sentence where there is one."""
    held: list[Paragraph] = []
    before = ""
    for part in (part for paragraph in piece.paragraphs for part in _parts(paragraph, size)):
        if held and _count(*held, part) > size:
            ahead = _ahead(held, part, size)
            window = Window(before, tuple(held[: len(held) - len(ahead)]))
            yield window
            before = " ".join(" ".join([before, *(p.words for p in window.paragraphs)]).split()[-CONTEXT:])
            held = ahead
        held.append(part)
    if held:
        yield Window(before, tuple(held))


def _ahead(held: list[Paragraph], part: Paragraph, size: int) -> list[Paragraph]:
    """Return what of a full window goes with the next paragraph: one that announces it, "He wrote as follows:"."""
    last = held[-1]
    return [last] if len(held) > 1 and last.words.rstrip().endswith(":") and _count(last, part) <= size else []


def _count(*paragraphs: Paragraph) -> int:
    return sum(len(paragraph.words.split()) for paragraph in paragraphs)


def _parts(paragraph: Paragraph, size: int) -> Iterator[Paragraph]:
    words = list(WORD.finditer(paragraph.words))
    while words:
        cut = len(words) if len(words) <= size else _cut([word[0] for word in words[:size]])
        start, end = words[0].start(), words[cut - 1].end()
        yield paragraph._replace(start=paragraph.start + start, words=paragraph.words[start:end])
        words = words[cut:]


def _cut(words: list[str]) -> int:
    """Return after how many words to cut: at the last end of a sentence in the second half, else after all."""
    ends = (n for n in range(len(words), len(words) // 2, -1) if SENTENCE_END.search(words[n - 1]))
    return next(ends, len(words))


def shown(piece: Piece, window: Window) -> str:
    """Return a window as the model sees it: what is known of the text, the context, the paragraphs with their voices."""
    known = {"Author": piece.author, "Addressee": piece.addressee, "Date": piece.date, "Language": piece.language}
    head = "\n".join(f"{key}: {collapsed(value) or 'unknown'}" for key, value in known.items())
    context = f"\n\nContext before the passage, not to be quoted:\n{window.context}" if window.context else ""
    body = "\n".join(f"[{p.voice or 'author'}, {p.role or 'paragraph'}] {collapsed(p.words)}" for p in window.paragraphs)
    return f"{head}{context}\n\nThe passage, each paragraph led by its voice and role:\n{body}"
