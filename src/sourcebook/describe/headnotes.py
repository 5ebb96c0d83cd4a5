"""Headnotes: what an editor says before the text begins, told from the text's own beginning.

None of the signs proves it alone: how it is set (italics throughout, a small table of its own), how it is signed, that it
speaks of the text
or of its author by name, and that a rule, a row of stars or a heading parts it from what follows.
"""

from __future__ import annotations

import re

from ..model import Page, Role
from . import body
from .layout import SALUTATION, Zones

REACH = 9  # blocks within which a headnote has to end
SET_APART = frozenset({"sm1", "sm2", "small", "smc", "intro", "c", "context", "pagenote", "abstract"})
INTRODUCTION = re.compile(
    r"^\W*(?:introduct\w+|editor\w*[’']?s?\W+(?:note|introduction|preface)|foreword|preface|note by .{3,40}"
    r"|editorial note|prefatory note|introductory note)\W*$",
    re.I,
)


def skip(page: Page, zoned: Zones, names: list[str]) -> Zones:
    """Mark the headnote, if there is one, and move the body's start behind it."""
    start = zoned.start
    end = min(zoned.end, start + REACH)
    parted = next((n for n in range(start + 1, end) if _parts(page, n, zoned)), None)
    stop = _set_apart(page, start, end)
    if stop is None and parted is not None and _speaks(page, start, parted, names):
        stop = parted
    if stop is None or not _enough_left(page, zoned, stop):
        return zoned
    for n in range(start, stop):
        if page.blocks[n].end > page.blocks[n].start:
            zoned.roles[n] = Role.EDITORIAL
    while stop < zoned.end and (_parts(page, stop, zoned) or page.blocks[stop].shape[0] == "h"):
        stop += 1
    return zoned._replace(start=stop)


def _parts(page: Page, n: int, zoned: Zones) -> bool:
    block = page.blocks[n]
    return block.shape == "hr" or (zoned.roles[n] is None and bool(body.SEPARATOR.match(page.words(block))))


def _set_apart(page: Page, start: int, end: int) -> int | None:
    """Return the end of a leading run set otherwise than what follows: all in italics, or in a table or small class of its own."""
    stop = start
    while stop < end and (_set(page, stop, "table") or _slanted(page, stop)):
        stop += 1
    if stop == start or stop >= end:
        return None
    slanted, length = _slanted(page, start), page.blocks[stop - 1].end - page.blocks[start].start
    if slanted:
        return stop if length > 80 and not _slanted(page, stop) and not SALUTATION.match(page.words(page.blocks[start])) else None
    greets = SALUTATION.match(page.words(page.blocks[start]))
    return stop if length > 80 and not greets and not _set(page, stop, "table") else None


def _set(page: Page, n: int, how: str) -> bool:
    names = page.blocks[n].classes.split()
    return f"@{how}" in names or bool(SET_APART & set(names[:1])) if names else False


def _slanted(page: Page, n: int) -> bool:
    block = page.blocks[n]
    return block.end > block.start and sum(s.end - s.start for s in block.spans if s.kind == "em") > 0.9 * (block.end - block.start)


def _speaks(page: Page, start: int, parted: int, names: list[str]) -> bool:
    """Tell whether the run before the first parting is an editor's: signed, under such a heading, or about the text or its
    author.
    """
    words = "\n".join(page.words(page.blocks[n]) for n in range(start, parted))
    if body.EDITOR.search(words[-40:]):
        return True
    if start and INTRODUCTION.match(page.words(page.blocks[start - 1])):
        return True
    if len(words) > 3500 or SALUTATION.match(page.words(page.blocks[start])):
        return False
    surnames = [re.escape(name.split()[-1]) for name in names if name.split()]
    named = bool(surnames) and re.search(rf"\b(?:{'|'.join(surnames)})\b", words, re.I)
    return bool(body.ABOUT.search(words[:400]) or (named and not re.search(r"\b(?:I|my|me)\b", words)))


def _enough_left(page: Page, zoned: Zones, stop: int) -> bool:
    """A headnote leaves a text: most of the words come after it."""
    before = page.blocks[stop].start - page.blocks[zoned.start].start
    after = page.blocks[zoned.end - 1].end - page.blocks[stop].start
    return after > before
