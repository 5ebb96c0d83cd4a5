"""Pieces: where one page holds several texts, where each begins and ends.

A new piece begins where, after an ending (a signature, a place and date), an editor introduces what follows or somebody is
addressed anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Block, Page, Role, Voice
from .bylines import is_name
from .letterhead import GREETING

ENDING = frozenset({Role.SIGNATURE, Role.DATELINE, Role.CLOSING})
PASSED = frozenset({Role.SEPARATOR, Role.CAPTION})
#: Roles whose words are a piece's own; its first and last words are theirs.
OWN = frozenset({Role.SALUTATION, Role.EPIGRAPH, Role.PARAGRAPH, Role.QUOTATION, Role.VERSE, Role.LIST, Role.CLOSING, Role.TABLE})


def boundaries(page: Page, blocks: list[Block], start: int, end: int, issue: bool) -> list[int]:
    """Return the indexes at which pieces begin, the first included. In a magazine's issue a heading under a row of stars
    begins one.
    """
    if issue:
        return _of_issue(blocks, start, end)
    if speakers := _speakers(page, blocks, start, end):
        return speakers if blocks[speakers[0] - 1].role is Role.SEPARATOR else [start, *speakers]
    found = [start]
    ended, parted = False, False
    for n in range(start, end):
        role = blocks[n].role
        if (
            (role is Role.EDITORIAL and (ended or parted) and _goes_on(blocks, n + 1, end, 1) and n > found[-1] + 1)
            or (role is Role.SALUTATION and ended and n > found[-1] + 2)
            or (n > found[-1] + 2 and (_letter_follows(page, blocks, n, end) or _signed_heading(page, blocks, n, end)))
        ):
            found.append(n)
            ended = parted = False
        elif role in ENDING:
            ended = True
        elif role is Role.SEPARATOR and blocks[n].end > blocks[n].start:
            parted = True
        elif role in OWN:
            ended = parted = False
    return found


def _letter_follows(page: Page, blocks: list[Block], n: int, end: int) -> bool:
    """Tell whether, under a rule, a letter opens: "Dear …", perhaps below a heading, its place and date, whom it is to."""
    if blocks[n - 1].role is not Role.SEPARATOR:
        return False
    for block in blocks[n : min(end, n + 4)]:
        words = page.words(block)
        if GREETING.match(words) or ADDRESS.match(words):
            return True
        if block.role not in {Role.HEADING, Role.EDITORIAL, Role.DATELINE} and (len(words) > 150 or words[-1:] in ".!?"):
            return False
    return False


#: "Sir, – I beg to acknowledge …"
ADDRESS = re.compile(r"^\W*(?:sirs?|comrades?|gentlemen|madam)\s*[,:]?\s*(?:[–—:-]|$)", re.I)
SPOKEN_BY = re.compile(r"^\S.{2,60}\sby\s+[A-Z][^\n]{2,50}$")


def _speakers(page: Page, blocks: list[Block], start: int, end: int) -> list[int]:
    """Return the headings of pieces that each name their author: "Presentation by …", "Reply by …"."""
    over = range(max(0, start - 3), end)  # the first heading may stand before the first words
    headings = [n for n in over if blocks[n].role is Role.HEADING and blocks[n].shape[0] == "h"]
    named = [n for n in headings if SPOKEN_BY.match(page.words(blocks[n]))]
    named = [n for n in named if blocks[n].shape == blocks[named[0]].shape]
    return named if len(named) > 1 else []


def _signed_heading(page: Page, blocks: list[Block], n: int, end: int) -> bool:
    """Tell the heading of a piece by another hand: an author's name over a larger heading."""
    if n + 2 >= end or blocks[n].shape[0] != "h" or blocks[n + 1].shape[0] != "h" or blocks[n].shape <= blocks[n + 1].shape:
        return False
    return blocks[n - 1].role not in {Role.HEADING, Role.TITLE} and blocks[n + 2].role in OWN and is_name(page.words(blocks[n]))


def _of_issue(blocks: list[Block], start: int, end: int) -> list[int]:
    found = [start]
    for n in range(start + 1, end - 1):
        parted = blocks[n - 1].role is Role.SEPARATOR and n - 1 > found[-1]
        if parted and blocks[n].role is Role.HEADING and any(b.role in OWN for b in blocks[found[-1] : n]):
            found.append(n)
    return found


def _goes_on(blocks: list[Block], n: int, end: int, least: int) -> bool:
    """Tell whether running text of a piece of its own follows: an addressed letter, or a text that ends in a place and date."""
    following = [b for b in blocks[n:end] if b.role not in PASSED]
    own = sum(b.role in OWN and b.voice is not Voice.EDITOR for b in following)
    return own > least and (following[0].role is Role.SALUTATION or any(b.role in ENDING for b in following[1:]))


def ranges(starts: list[int], end: int) -> Iterator[tuple[int, int]]:
    """Yield the half-open range of each piece."""
    yield from zip(starts, [*starts[1:], end], strict=True)


def first_words(blocks: list[Block]) -> Block | None:
    """Return the block with which a piece's own words begin."""
    return next((b for b in blocks if _own(b)), None)


def last_words(blocks: list[Block]) -> Block | None:
    """Return the block with which a piece's own words end."""
    return next((b for b in reversed(blocks) if _own(b)), None)


def _own(block: Block) -> bool:
    return block.role in OWN and block.voice in {Voice.AUTHOR, Voice.QUOTED} and block.end > block.start
