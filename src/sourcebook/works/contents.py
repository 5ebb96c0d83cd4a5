"""The contents a page lists: links that stand by themselves and lead to pages of its own folder or of one below it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from posixpath import dirname
from typing import NamedTuple

from ..describe.layout import linked
from ..model import Block, Page, Role, Span
from .links import resolve

#: Blocks whose links say where a text comes from or lead about the site.
APART = frozenset({Role.STAMP, Role.LICENCE})
#: A colophon or a note is a line of contents where so much of it is links: "1. Preface" after a rule looks like either.
DOUBTFUL, LINKED = frozenset({Role.COLOPHON, Role.NOTE}), 0.4
#: Links to the page before or after, to the top, or back: in English and in the languages archives of this kind hold most of.
WAYS = re.compile(
    r"\W*(?:(?:(?:to be )?(?:continued|concluded)|next|prev(?:ious)?|start of|go to|suivante?|précédente?|weiter|zurück|nach oben"
    r"|siguiente|anterior|volver|avanti|indietro)\b"
    r"|(?:back|forward|top|return|home|(?:table of )?contents|index|sommaire|retour|inhalt|índice|indice)"
    r"(?=\W*$|:|\s+(?:to|of|up|page)\b))",
    re.I,
)
#: What stands between the links of a line that leads about the site: "Archive > Corrane > The Long Walk", "Contents | Top".
BETWEEN = re.compile(r"\s[|>»]|[|>»]\s")
#: Such a share of its line makes a link one that stands by itself; or it opens a line that is one of several in its block, or
#: no longer than this.
SHARE, LINE = 0.4, 160
OPENING = 12  # characters before a link that opens its line: a number, a bullet


class Entry(NamedTuple):
    """A line of contents: the path it leads to, its words, their passage."""

    target: str
    words: str
    start: int
    end: int


def contents(page: Page) -> tuple[Entry, ...]:
    """Return the contents a described page lists, each target once, in order; () where it lists fewer than two pages."""
    folder = dirname(page.source.path)
    found: dict[str, Entry] = {}
    for block in page.blocks:
        if block.spans and block.role not in APART and (block.role not in DOUBTFUL or linked(block) > LINKED):
            for entry in _of_block(page, block, folder):
                found.setdefault(entry.target, entry)
    found.pop(page.source.path, None)
    return tuple(found.values()) if len(found) > 1 else ()


def _of_block(page: Page, block: Block, folder: str) -> Iterator[Entry]:
    for span in block.spans:
        if span.kind == "link" and _near(span.value):
            target = resolve(folder, span.value)[0]
            start, end = _line(page, block, span)
            several = (start, end) != (block.start, block.end)
            if target and _alone(page.text, span, start, end, LINE if not several else end - start + 1):
                yield Entry(target, page.text[start:end], start, end)


def _near(href: str) -> bool:
    """Tell cheaply whether a link leads to a page of the same folder or of one below it."""
    return bool(href) and href[0] not in "#/" and not href.startswith("../") and ":" not in href and href.count("/") < 2


def _line(page: Page, block: Block, span: Span) -> tuple[int, int]:
    """Return the passage of the line, or lines, in which a link stands."""
    start = page.text.rfind("\n", block.start, span.start) + 1
    end = page.text.find("\n", span.end, block.end)
    return start or block.start, end if end >= 0 else block.end


def _alone(text: str, span: Span, start: int, end: int, longest: int) -> bool:
    ways = any(WAYS.match(text, at, span.end) for at in (start, span.start))
    if span.end <= span.start or ways or BETWEEN.search(text, start, end):
        return False
    opens = span.start - start < OPENING and end - start < longest
    return opens or span.end - span.start >= SHARE * (end - start)
