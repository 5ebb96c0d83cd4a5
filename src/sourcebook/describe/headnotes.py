"""Headnotes: what an editor says before the text begins, told from the text's own beginning.

None of the signs proves it alone: how it is set (italics throughout, a small table of its own), how it is signed, that it
speaks of the text or of its author by name, and that a rule, a row of stars or a heading parts it from what follows.
"""

from __future__ import annotations

import re

from ..model import Page, Role
from . import body, house
from .citing import fold
from .layout import SALUTATION, Zones

REACH = 9  # blocks within which a headnote has to end
INTRODUCTION = re.compile(
    r"^\W*(?:introduct\w+(?:\s+by\s+.{3,40})?|editor\w*[’']?s?\W+(?:note|introduction|preface)|foreword|preface|note by .{3,40}"
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
    if stop is None and page.source.media_type != "text/html":
        stop = _foreword(page, zoned, names)
    if stop is None or not _enough_left(page, zoned, stop):
        return zoned
    for n in range(start, stop):
        if page.blocks[n].end > page.blocks[n].start:
            zoned.roles[n] = Role.EDITORIAL
    over = {fold(page.words(b)) for b in page.blocks[:start]} - {""}
    while stop < zoned.end and (
        _parts(page, stop, zoned) or page.blocks[stop].shape[0] == "h" or fold(page.words(page.blocks[stop])) in over
    ):
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
    return f"@{how}" in names or bool(house.styles().apart & set(names[:1])) if names else False


def _slanted(page: Page, n: int) -> bool:
    block = page.blocks[n]
    return block.end > block.start and sum(s.end - s.start for s in block.spans if s.kind == "em") > 0.9 * (block.end - block.start)


def _speaks(page: Page, start: int, parted: int, names: list[str]) -> bool:
    """Tell whether the run before the first parting is an editor's: signed, under such a heading, or about the text or its
    author.
    """
    words = "\n".join(page.words(page.blocks[n]) for n in range(start, parted))
    if body.signed_by_editor(words[-40:]):
        return True
    if start and INTRODUCTION.match(page.words(page.blocks[start - 1])):
        return True
    if len(words) > 3500 or SALUTATION.match(page.words(page.blocks[start])):
        return False
    surnames = [re.escape(name.split()[-1]) for name in names if name.split()]
    named = bool(surnames) and re.search(rf"\b(?:{'|'.join(surnames)})\b", words, re.I)
    return bool(body.ABOUT.search(words[:400]) or (named and not re.search(r"\b(?:I|my|me)\b", words)))


#: What only an editor says of a text, in a paragraph before it that nothing else sets apart.
PRESENTED = re.compile(
    rf"\b(?:the\s+)?following\s+(?:\w+\s+)?(?:{body.PIECE}|memo\w*|proclamation|testimony)\b|\b(?:{body.PIECE}|memo\w*)\s+below\b"
    rf"|\bthis\s+(?:{body.PIECE}|memo\w*|pamphlet)\s+(?:is|was)\s+(?:re)?(?:printed|published|written|sent|delivered|issued)\b"
    r"|\b(?:re)?print(?:ed)?\s+(?:here|below)\b|\bwe\s+(?:re)?(?:print|publish)\b",
    re.I,
)
FIRST_PERSON = re.compile(r"\b(?:I|me|my)\b")


def _foreword(page: Page, zoned: Zones, names: list[str]) -> int | None:
    """Return the end of an editor's paragraphs before a text of plain words: what stands under such a heading up to where the
    title is repeated, else the paragraphs that present the text or speak of its author by name.
    """
    start = zoned.start
    headed = start > 0 and bool(INTRODUCTION.match(page.words(page.blocks[start - 1])))
    if headed and (again := _title_again(page, zoned, names)):
        return again
    stop = start
    while stop < min(zoned.end, start + REACH) and _of_the_text(page.words(page.blocks[stop]), names, stop > start or headed):
        stop += 1
    return stop if stop > start else None


def _of_the_text(words: str, names: list[str], told: bool) -> bool:
    """Tell a paragraph that presents the text; once that is `told`, one that goes on to speak of it or its author will do."""
    if len(words) < 40 or SALUTATION.match(words) or FIRST_PERSON.search(words) or words[0] in "“\"‘'":
        return False
    surnames = [re.escape(last) for name in names if len(last := name.rstrip(")].").split(" ")[-1]) > 3]
    named = bool(surnames) and re.search(rf"\b(?:{'|'.join(surnames)})\b", words[:600]) is not None
    return (
        bool(PRESENTED.search(words[:400]))
        or (named and (told or len(words) < 500))
        or (told and bool(GOES_ON.search(words[:160])))
    )


GOES_ON = re.compile(
    rf"\bthe\s+(?:\w+\s+and\s+\w+\s+of\s+the\s+)?(?:{body.PIECE}|memo\w*|proclamation|pamphlet)\s+(?:is|was|were|has|had)\b", re.I
)


def _title_again(page: Page, zoned: Zones, names: list[str]) -> int | None:
    """Return the block where, after an introduction, the title or the author's name stands again as a line of its own."""
    over = {fold(page.words(b)) for b in page.blocks[: zoned.start] if len(page.words(b)) < 120} | {fold(name) for name in names}
    found = (n for n in range(zoned.start + 1, zoned.end) if fold(page.words(page.blocks[n])) in over - {""})
    return next(found, None)


def _enough_left(page: Page, zoned: Zones, stop: int) -> bool:
    """A headnote leaves a text: most of the words come after it."""
    if stop >= zoned.end:
        return False
    before = page.blocks[stop].start - page.blocks[zoned.start].start
    after = page.blocks[zoned.end - 1].end - page.blocks[stop].start
    return after > before
