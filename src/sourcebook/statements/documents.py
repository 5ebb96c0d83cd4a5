"""The texts of an archive as Discourse Network Analyzer keeps documents."""

from __future__ import annotations

from collections.abc import Iterable

from ..archive import Archive
from ..ledger.statement import Statement
from ..publish.statements import Document
from .places import words_of


def documents_of(archive: Archive, statements: Iterable[Statement]) -> list[Document]:
    """Return the texts in which some statements stand, in order of name."""
    return [_document(archive, name) for name in sorted({s.name for s in statements})]


def _document(archive: Archive, name: str) -> Document:
    record = archive.text(name)
    words = words_of(archive, record.id)
    start = len(words) - len(words.lstrip())
    said = (record.author or "", record.venue or "", record.genre or "")
    return Document(name, record.title or name, words[start:], start, *said, record.address, record.date_from or record.date_to)
