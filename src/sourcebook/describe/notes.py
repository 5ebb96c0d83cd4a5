"""Notes: every note's body with its label and hand, tied to the places in the text that refer to it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Block, Note, Page, Role, Span, Voice
from . import body, house
from .ending import NOTES_HEAD

LABEL = re.compile(r"^\W{0,3}(?:note\s+)?(\d{1,3}\*?|[*†‡]+|[a-z](?=[.)\]]))\s?[.)\]:*]*", re.I)
#: A reference set in the text without a link: "(1)" and "[1]" as printed, kept apart from years and lists.
PRINTED = tuple(re.compile(rf"\{sign}\*?(\d{{1,3}}\*?|[*†‡])[\])]") for sign in "([")  # a pattern that begins with a sign is quick


def notes(page: Page, blocks: list[Block]) -> tuple[Note, ...]:
    """Return the notes of a page; a body goes on over the unlabelled note blocks after it."""
    bodies = list(_bodies(page, blocks))
    if not bodies:
        return ()
    anchors = {span.value: at for at, (_, first, _, _) in enumerate(bodies) for span in first.spans if span.kind == "anchor"}
    linked = _linked(blocks, anchors, bodies)
    printed = _printed(page, blocks, bodies)
    return tuple(
        Note(label, hand, tuple(sorted(linked.get(at) or printed.get(label) or [])), first.start, last.end, -1)
        for at, (label, first, last, hand) in enumerate(bodies)
    )


def _bodies(page: Page, blocks: list[Block]) -> Iterator[tuple[str, Block, Block, Voice]]:
    hand = Voice.AUTHOR
    at: tuple[str, Block, Block, Voice] | None = None
    count = 0  # of the items of a list of notes, which the browser numbers
    for block in blocks:
        if block.role is Role.HEADING and NOTES_HEAD.match(page.words(block)):
            hand = heading_hand(page.words(block))
        if block.role is not Role.NOTE:
            continue
        words = page.words(block)
        label = LABEL.match(words)
        count += block.shape == "li"
        if label is None and at is not None and block.shape != "li":
            at = (at[0], at[1], block, at[3])
            continue
        if at is not None:
            yield at
        at = (label[1] if label else str(count or ""), block, block, _hand(words, hand))
    if at is not None:
        yield at


def heading_hand(words: str) -> Voice:
    """Return whose notes a heading announces."""
    low = words.lower()
    if "translat" in low:
        return Voice.TRANSLATOR
    if "transcri" in low or house.styles().hands.search(low):
        return Voice.TRANSCRIBER
    return Voice.EDITOR if "edit" in low or "publish" in low or "explanat" in low else Voice.AUTHOR


def _hand(words: str, heading: Voice) -> Voice:
    return body.hand(words) if body.signed_by_editor(words[-60:]) else heading


def _linked(blocks: list[Block], anchors: dict[str, int], bodies: list[tuple[str, Block, Block, Voice]]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for block in blocks:
        for span in block.spans:
            at = anchors.get(span.value[1:]) if span.kind == "link" and span.value[:1] == "#" else None
            if at is not None and not bodies[at][1].start <= span.start < bodies[at][2].end:
                found.setdefault(at, []).append(span.start)
    return found


def _printed(page: Page, blocks: list[Block], bodies: list[tuple[str, Block, Block, Voice]]) -> dict[str, list[int]]:
    labels = {label for label, *_ in bodies}
    found: dict[str, list[int]] = {}
    for block in blocks:
        if block.role in {Role.NOTE, Role.COLOPHON, Role.NAVIGATION}:
            continue
        for printed in PRINTED:
            for match in printed.finditer(page.text, block.start, block.end):
                if match[1] in labels:
                    found.setdefault(match[1], []).append(match.start())
        for span in block.spans:
            if span.kind == "sup":
                _superior(page, span, labels, found)
    return found


def _superior(page: Page, span: Span, labels: set[str], found: dict[str, list[int]]) -> None:
    label = page.text[span.start : span.end].strip("[]() ")
    if label in labels:
        found.setdefault(label, []).append(span.start)
