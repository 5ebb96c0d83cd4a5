"""Header tables: rows of a label and its value over a text, as wikis print them and as formats with `#key value` lines hold them.

What the labels mean is said by the house styles (`[header]`), else they are read like a colophon's labels. A value that opens with
a cue of its own ("Retrieved on 3 May from …"), and any value under a label that only says "notes", is read as a colophon is.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ..model import Block, Page, Role
from . import cues, dates, house
from .colophon import Statement, statements


def mark(page: Page, roles: list[Role | None], worded: list[int]) -> int:
    """Mark the header tables among the first blocks: a run of rows of which one states something known. Return the last block of
    one that states the title, -1 where there is none.
    """
    titled = -1
    for run in _runs(page, worded):
        known = {n: set(fields(page.words(page.blocks[n]))) for n, _ in run}
        if any(found - {"other"} for found in known.values()):
            for n, value in run:
                if known[n] and roles[n] is None:
                    roles[n] = roles[value] = Role.COLOPHON
        if any(found & {"title"} for found in known.values()) and house.styles().header.get("title"):
            titled = max(titled, run[-1][1])
    return titled


def mark_lines(page: Page, roles: list[Role | None], worded: list[int]) -> None:
    """Mark, in a plain text, the lines with a label and no colon, and what the house prints on every page."""
    style = house.styles()
    for n in worded:
        words = page.words(page.blocks[n])
        if words.strip().lower().rstrip(".") in style.furniture:
            roles[n] = Role.NAVIGATION
        elif roles[n] is None and line(words) is not None:
            roles[n] = Role.COLOPHON


def line(words: str) -> tuple[str, int] | None:
    """Return the field a labelled line without a colon speaks of and where its value begins."""
    style = house.styles()
    found = style.line.match(words) if len(words) < 200 else None
    field = style.lines.get(" ".join(found[1].lower().split())) if found else None
    if found is None or field is None or (field != "author" and "\n" in words):
        return None
    if field == "written" and not dates.is_date(words[found.end() :]):
        return None
    return field, found.end()


def _runs(page: Page, worded: list[int]) -> Iterator[list[tuple[int, int]]]:
    """Yield the runs of rows of two cells that follow each other."""
    blocks, run = page.blocks, list[tuple[int, int]]()
    for n, after in pairwise(worded):
        if blocks[n].shape == "tr" and blocks[after].shape == "td":
            run.append((n, after))
        elif blocks[n].shape != "td" and run:
            yield run
            run = []
    if run:
        yield run


def fields(label: str) -> tuple[str, ...]:
    """Return the fields a row's label speaks of."""
    style = house.styles()
    own = style.header.get(label.lower().strip(" :"))
    return (own,) if own else cues.fields(label, style)


def of_line(words: str, start: int) -> Statement | None:
    """Return what a labelled line without a colon states."""
    found = line(words)
    if found is None:
        return None
    field, at = found
    return Statement((field,), words[:at].strip(), start + at, start + len(words), words[at:], "label")


def values(page: Page, roles: list[Role | None], field: str) -> list[str]:
    """Return what the header tables of a page give for a field."""
    found = []
    for label, value in pairwise(page.blocks[:HEAD]):
        if label.shape == "tr" and value.shape == "td" and fields(page.words(label)) == (field,):
            found.append(page.words(value))
    return found if Role.COLOPHON in roles[:HEAD] else []


HEAD = 80  # blocks within which a header table stands


def stated(page: Page, label: Block, value: Block) -> Iterator[Statement]:
    """Yield what a row states."""
    cue = page.words(label)
    meant = fields(cue)
    words = page.words(value)
    found = statements(words, value.start) if {"other", "source"} & set(meant) else []
    if meant == ("other",) or (found and found[0].fields and len(found[0].cue) > 2):
        said = [s for s in found if s.fields]
        if said and meant == ("source",) and said[0].fields == ("carrier",):  # a site it was "retrieved from" is the source
            said[0] = said[0]._replace(fields=meant)
        yield from said
    else:
        yield Statement(meant, cue, value.start, value.end, words, "label")
