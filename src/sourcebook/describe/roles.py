"""Roles and voices of a page's blocks, given its zones and its head."""

from __future__ import annotations

import re

from ..model import Block, Page, Role, Voice
from . import body, bylines, heads, letterhead, pieces
from .citing import fold
from .heads import Head, Line
from .layout import Zones, linked

FURTHER = re.compile(r"^\W*(?:further reading|see also|related|read more|continue)\b", re.I)
SITE = frozenset({Role.NAVIGATION, Role.COLOPHON, Role.LICENCE, Role.STAMP, Role.CONTENTS, Role.ISSUE_HEADER})


def given(page: Page, zoned: Zones, head: Head) -> list[Block]:
    """Return the blocks of a page with their roles and voices."""
    lines = {line.n: line for line in head.lines}
    out = []
    for n, block in enumerate(page.blocks):
        found = zoned.roles[n]
        if n < zoned.start and n not in lines and heads.STARS.fullmatch(page.text, block.start, block.end):
            role = Role.SEPARATOR
        elif n < zoned.start:
            role = _head_role(found, lines.get(n), head)
        elif n < zoned.end:
            role = body.role(page, block, found)
        else:
            role = found or (Role.SIGNATURE if len(page.words(block)) < 60 else Role.PARAGRAPH)
        out.append(Block(*block[:6], role, _voice(page, block, role)))
    return _signatures(page, _headed(page, _unquoted(_addressed(page, out, zoned), zoned), zoned, head), zoned, head)


def _headed(page: Page, blocks: list[Block], zoned: Zones, head: Head) -> list[Block]:
    """A first line of the body that repeats the title, and a bracketed line over a greeting, are headings."""
    title = fold(heads.clean(head.title.words)) if head.title else ""
    for n in range(zoned.start, zoned.end - 1):
        words = page.words(blocks[n]) if blocks[n].role is Role.PARAGRAPH and blocks[n].end - blocks[n].start < 120 else ""
        repeats = n < zoned.start + 2 and bool(title) and fold(heads.clean(words)) == title
        over = blocks[n + 1].role is Role.SALUTATION and words[:1] + words[-1:] in {"()", "[]"}
        if words and (repeats or over):
            blocks[n] = blocks[n]._replace(role=Role.HEADING)
    return blocks


def _addressed(page: Page, blocks: list[Block], zoned: Zones) -> list[Block]:
    """The short lines over a letter's date or greeting are the place it was written at."""
    near = range(zoned.start + 1, min(zoned.start + 5, zoned.end))
    short = [n for n in near if blocks[n].role is Role.SALUTATION or letterhead.greeting(page.words(blocks[n]))]
    lines = range(zoned.start, short[0]) if short else ()
    if not all(blocks[n].role is Role.DATELINE or letterhead.address(page.words(blocks[n])) for n in lines):
        return blocks
    for n in lines:
        blocks[n] = blocks[n]._replace(role=Role.DATELINE, voice=Voice.AUTHOR)
    return blocks


def _unquoted(blocks: list[Block], zoned: Zones) -> list[Block]:
    """Where most of a text is set as quotations are, that is how the page sets its text, and nobody is quoted."""
    inside = [b for b in blocks[zoned.start : zoned.end] if b.role in pieces.OWN]
    quoted = sum(b.end - b.start for b in inside if b.role is Role.QUOTATION)
    if quoted < 0.6 * sum(b.end - b.start for b in inside):
        return blocks
    return [b._replace(role=Role.PARAGRAPH, voice=Voice.AUTHOR) if b.role is Role.QUOTATION else b for b in blocks]


def _head_role(given: Role | None, line: Line | None, head: Head) -> Role:
    if line is None:
        return given or Role.EDITORIAL
    for named, role in (
        (head.title, Role.TITLE),
        (head.subtitle, Role.SUBTITLE),
        (head.part_of, Role.TITLE),
        (head.byline, Role.BYLINE),
    ):
        if named is not None and named.n == line.n:
            return role
    if line.kind in {"byline", "date", "issue"}:
        return {"byline": Role.BYLINE, "date": Role.DATELINE, "issue": Role.ISSUE_HEADER}[line.kind]
    if given is None and len(line.words) > 200:
        return Role.EDITORIAL
    return Role.HEADING if given in {None, Role.SIGNATURE, Role.QUOTATION} else given


def _voice(page: Page, block: Block, role: Role) -> Voice:
    if role in SITE:
        return Voice.SITE
    if role is Role.EDITORIAL:
        return body.hand(page.words(block))
    return Voice.QUOTED if role is Role.QUOTATION else Voice.AUTHOR


def _signatures(page: Page, blocks: list[Block], zoned: Zones, head: Head) -> list[Block]:
    """The last short lines of a text that name its author or are set apart are its signature."""
    known = names(page, head)
    n = zoned.end - 1
    while n > zoned.start and n > zoned.end - 6:
        block, words = blocks[n], page.words(blocks[n])
        if block.role in SIGNING and linked(block) < 0.5 and _signs(page, words, known, block):
            blocks[n] = block._replace(role=Role.SIGNATURE, voice=Voice.AUTHOR)
        elif block.role in {Role.PARAGRAPH, Role.HEADING} and FURTHER.match(words) and linked(block) > 0.4:
            blocks[n] = block._replace(role=Role.NAVIGATION, voice=Voice.SITE)
        elif block.role not in {Role.SIGNATURE, Role.DATELINE, Role.SEPARATOR, Role.NAVIGATION}:
            break
        n -= 1
    return blocks


SIGNING = frozenset({Role.PARAGRAPH, Role.HEADING, Role.QUOTATION, Role.BYLINE, Role.CLOSING, Role.VERSE, Role.DATELINE})


def names(page: Page, head: Head) -> list[str]:
    """Return the names by which the page knows its authors."""
    if head.byline:
        return heads.authors_in(head.byline, bylines.meta_authors(page))
    return list(dict.fromkeys((*bylines.split_names(bylines.title_tag(page)[0]), *bylines.meta_authors(page))))


def _signs(page: Page, words: str, names: list[str], block: Block) -> bool:
    """Tell a signature: short lines of which one names the author, or that are set to the right."""
    lines = [line.strip(" .-–—()[]") for line in words.split("\n")]
    if len(lines) > 8 or max(map(len, lines)) > 60:
        return False
    if any(bylines.same_name(line, name) for line in lines for name in names):
        return True
    last = page.source.media_type == "text/plain" and block.end == page.blocks[-1].end and len(words.split()) < 5
    apart = last or "@right" in block.classes or ("@table" in block.classes and block.shape == "p")
    return apart and not re.search(r"[.!?]\W*$", lines[0]) and (bool(body.NAME.match(lines[-1])) or len(words) < 200)
