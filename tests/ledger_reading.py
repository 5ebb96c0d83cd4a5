"""Invented texts read by the packaged rules: the parser is loaded once for all tests."""

from __future__ import annotations

from functools import cache
from typing import Any

from sourcebook.ledger.model import Entry, Paragraph, Piece
from sourcebook.ledger.propose import Proposer

AUTHOR, DATE = "Ada Quill", "1935-06-10"


@cache
def proposer() -> Proposer:
    """Return the rules with the packaged authority file."""
    return Proposer()


def piece(*paragraphs: str | Paragraph, author: str = AUTHOR, date: str = DATE, addressee: str = "", language: str = "en") -> Piece:
    """Return a text of these paragraphs, one below the other; those given as words are the author's."""
    lines, at = [], 0
    for each in paragraphs:
        line = Paragraph(0, each, "paragraph", "author") if isinstance(each, str) else each
        lines.append(line._replace(start=at))
        at += len(line.words) + 2
    return Piece("quill.txt", "quill", author, addressee, date, language, tuple(lines))


def read(*paragraphs: str | Paragraph, **known: str) -> list[Entry]:
    """Return the entries of a text of these paragraphs."""
    return proposer().propose(piece(*paragraphs, **known))


def only(kind: str, *paragraphs: str | Paragraph, **known: str) -> list[Entry]:
    """Return its entries of a kind."""
    return [entry for entry in read(*paragraphs, **known) if entry.kind == kind]


def has(entries: list[Entry], **fields: Any) -> bool:
    """Tell whether an entry has these fields."""
    return any(all(entry.fields.get(key) == value for key, value in fields.items()) for entry in entries)
