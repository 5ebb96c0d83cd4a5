"""Where in a source a place of its page's text stands: line and column, worked out only when somebody looks.

A page is made of what a browser shows, without places. So the source is walked once more, markup skipped and entities decoded,
and both are laid beside each other without their white space, which is all the parser changes where the markup is in order. Where
the two differ, the words that follow are looked for further on, then from the start, so that one oddity moves nothing behind it.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from ..model import Page

#: What shows nothing: comments, elements without words to read, tags, instructions. And what stands for another character.
TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(?P<unseen>script|style|template|title|noscript|noframes|iframe)\b[^>]*>.*?(?:</(?P=unseen)\s*>|\Z)"
    r"|</?[a-z](?>[^<>\"'=]+|=\s*\"[^\"]*\"|=\s*'[^']*'|[\"'=])*+>|<[!?][^<>]*>|</?[a-z][^<>]*>"
    r"|(?P<entity>&(?:\#\d+|\#x[0-9a-f]+|[a-z]\w*);?)",
    re.S | re.I,
)
LETTER = re.compile(r"\S")
KEY = 16  # characters by which the two are recognised as the same again
NEAR = 4_000  # characters further on in which they are looked for first
LONG = 3 * KEY  # what is looked for in the whole source must be longer to be itself


class Place(NamedTuple):
    """A place in a source, both numbers counted from 1; zeros where it is not known."""

    line: int
    column: int


NOWHERE = Place(0, 0)


def locate(raw: str, page: Page, offset: int) -> Place:
    """Return where in a decoded source the character at an offset of its page stands."""
    return locate_all(raw, page, (offset,))[0]


def locate_all(raw: str, page: Page, offsets: Sequence[int]) -> list[Place]:
    """Return the places of many offsets of a page in the decoded source, in one walk; an offset of -1 has none."""
    placed = _plain(page, offsets) if page.source.media_type == "text/plain" else _marked_up(raw, page, offsets)
    ends = [found.start() for found in re.finditer("\n", raw)]
    return [_place(ends, at) for at in placed]


def _place(ends: list[int], at: int) -> Place:
    if at < 0:
        return NOWHERE
    line = bisect_right(ends, at - 1)
    return Place(line + 1, at - (ends[line - 1] if line else -1))


def _plain(page: Page, offsets: Iterable[int]) -> Iterator[int]:
    """A plain text's page is the text itself."""
    return (offset if offset < len(page.text) else -1 for offset in offsets)


class _Run(NamedTuple):
    """Characters of the source that are shown: where they stand, and how many letters were shown before them."""

    letters: int
    start: int
    words: str
    entity: bool


def _marked_up(raw: str, page: Page, offsets: Sequence[int]) -> Iterator[int]:
    runs, shown = _shown(raw)
    wanted = _letters(page.text, offsets)
    same = _Same(_squeezed(page.text), shown)
    starts = [run.letters for run in runs]
    for offset in offsets:
        letter = same(wanted[offset]) if 0 <= offset < len(page.text) and runs else -1
        yield _position(runs[bisect_right(starts, letter) - 1], letter) if letter >= 0 else -1


def _squeezed(words: str) -> str:
    return "".join(words.split())


def _letters(text: str, offsets: Iterable[int]) -> dict[int, int]:
    """Return how many letters stand before each offset."""
    before, letters, done = {}, 0, 0
    for offset in sorted({offset for offset in offsets if offset >= 0}):
        letters += len(_squeezed(text[done:offset]))
        before[offset], done = letters, offset
    return before


def _shown(raw: str) -> tuple[list[_Run], str]:
    """Return the shown characters of a source: where each run of them stands, and all of them without white space."""
    runs: list[_Run] = []
    parts: list[str] = []
    letters = 0
    for start, words, entity in _pieces(raw):
        squeezed = _squeezed(words)
        if squeezed:
            runs.append(_Run(letters, start, words, entity))
            parts.append(squeezed)
            letters += len(squeezed)
    return runs, "".join(parts)


def _pieces(raw: str) -> Iterator[tuple[int, str, bool]]:
    done = 0
    for found in TOKEN.finditer(raw):
        if done < found.start():
            yield done, raw[done : found.start()], False
        if found["entity"]:
            yield found.start(), html.unescape(found[0]), True
        done = found.end()
    yield done, raw[done:], False


def _position(run: _Run, letter: int) -> int:
    """Return where in the source a letter stands; all letters of an entity stand where it begins."""
    if run.entity:
        return run.start
    n = letter - run.letters
    found = next(islice(LETTER.finditer(run.words), n, None), None)
    return run.start + (found.start() if found else len(run.words) - 1)


class _Stretch(NamedTuple):
    """Letters that page and source have alike."""

    page: int
    source: int
    length: int


class _Same:
    """From the letters of a page to those of its source."""

    def __init__(self, page: str, source: str) -> None:
        self._stretches = list(_alike(page, source))
        self._starts = [stretch.page for stretch in self._stretches]

    def __call__(self, letter: int) -> int:
        """Return which letter of the source it is; of one the source does not have, the last before it that it has."""
        n = bisect_right(self._starts, letter) - 1
        if n < 0:
            return -1
        stretch = self._stretches[n]
        return stretch.source + min(letter - stretch.page, stretch.length - 1)


def _alike(page: str, source: str) -> Iterator[_Stretch]:
    """Yield the stretches that are alike, in the order of the page."""
    at = there = 0
    while at < len(page):
        length = _common(page, at, source, there)
        if length:
            yield _Stretch(at, there, length)
        at, there = _again(page, at + length, source, there + length)


def _common(page: str, at: int, source: str, there: int) -> int:
    """Return how many letters from here on are alike."""
    length, step = 0, KEY
    while step:
        mine = page[at + length : at + length + step]
        if mine and mine == source[there + length : there + length + step]:
            length += len(mine)
            step = step * 4 if len(mine) == step else 0
        else:
            step //= 2 if step <= 2 * KEY else 4
    return length


def _again(page: str, at: int, source: str, there: int) -> tuple[int, int]:
    """Return where page and source are the same again: near by, else anywhere further on, else anywhere."""
    for here in range(at, len(page)):
        key = page[here : here + KEY]
        found = source.find(key, there, there + NEAR)
        if found < 0 and (here - at) % KEY == 0:
            key = page[here : here + LONG]
            found = source.find(key, there)
            found = source.find(key) if found < 0 else found
        if found >= 0:
            return here, found
    return len(page), there
