"""Notes and the places that refer to them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Block, Described, Finding, Note, Role, Span

#: A reference as it is printed: a figure or sign in brackets or by itself.
REFERENCE = re.compile(r"[\[(]?\s*(?:\*?\d{1,3}\*?|[*†‡]|[a-z])\s*[\])]?")
#: What stands before a reference: a word, its points, a blank, a bracket.
WORD_BEFORE = re.compile(r"[^\W\d][.,;:!?’”\")\]]*\s?[\[(]?\*?\Z")
READ = frozenset(Role) - {Role.NOTE, Role.NAVIGATION, Role.CONTENTS, Role.COLOPHON, Role.STAMP, Role.LICENCE}


def notes_without_reference(described: Described) -> Iterator[Finding]:
    """A numbered note has its place in the text, where the other notes of the page have theirs."""
    numbered = [note for note in described.notes if note.label]
    referred = sum(bool(note.references) for note in numbered)
    if referred * 4 < len(numbered) * 3 or not numbered:
        return  # a page that does not refer to many of its notes has another way of doing it
    for note in numbered:
        if not note.references and _numbered(described, note) and not _printed(described, note.label, note.start):
            end = min(note.end, note.start + 60)
            yield Finding("N001", described.page.source.path, note.start, end, f"Nothing in the text refers to note {note.label}.")


def _numbered(described: Described, note: Note) -> bool:
    """Tell a note that has its label printed before it from one that only its place in a list numbers."""
    return described.page.text[note.start : note.end].lstrip(" \u2191^[(*").startswith(note.label.strip("*"))


def _printed(described: Described, label: str, before: int) -> bool:
    """Tell whether the label stands in the text after a word, unmarked: "the rope.25" refers to note 25."""
    text, sign = described.page.text, re.escape(label.strip("*") or label)
    places = re.compile(rf"{sign}(?!\w)").finditer(text, 0, before)  # begins with the label: found by memchr
    return any(WORD_BEFORE.search(text, max(0, found.start() - 16), found.start()) for found in places)


def references_without_note(described: Described) -> Iterator[Finding]:
    """A reference in the text leads to a note on the page."""
    page = described.page
    names = {span.value for block in page.blocks for span in block.spans if span.kind == "anchor"}
    for block in page.blocks:
        if block.role in READ and block.spans:
            for span in block.spans:
                if is_reference(described, block, span) and span.value[1:] not in names:
                    words, hint = page.text[span.start : span.end], f"There is no anchor called {span.value[1:]!r}."
                    message = f"The reference {words} leads to no note on the page."
                    yield Finding("N002", page.source.path, span.start, span.end, message, hint)


def is_reference(described: Described, block: Block, span: Span) -> bool:
    """Tell a link to a note: within the page, a figure or sign, in a reading block."""
    if span.kind != "link" or span.value[:1] != "#" or len(span.value) < 2 or block.role not in READ:
        return False
    return bool(REFERENCE.fullmatch(described.page.text[span.start : span.end]))
