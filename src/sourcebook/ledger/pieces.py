"""A described page → its texts as the ledger reads them: reading blocks and quotations, and the remarks of editors."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import READING, Block, Described, Role, Text, Voice
from .model import EDITOR, Paragraph, Piece

#: What is read besides the reading text, told by the editor.
REMARKS = frozenset({Role.EDITORIAL, Role.NOTE})


def pieces(described: Described) -> list[Piece]:
    """Return the texts of a page, each ready to be read for statements."""
    return [_piece(described, text) for text in described.texts]


def _piece(described: Described, text: Text) -> Piece:
    doc = described.page.source.path
    author = "; ".join(text.values("author") or _of_page(described, "author"))
    date = text.value("written") or text.value("published") or next(iter(_of_page(described, "published")), "")
    addressee = text.value("recipient") or ""
    paragraphs = tuple(_paragraphs(described, text))
    return Piece(doc, text.name or doc, author, addressee, date, described.language, paragraphs, text.index)


def _of_page(described: Described, field: str) -> list[str]:
    return [s.value for s in described.stated if s.field == field and s.chosen]


def _paragraphs(described: Described, text: Text) -> Iterator[Paragraph]:
    for block in described.blocks_of(text):
        if words := described.page.words(block):
            if block.role in READING and block.role is not Role.SEPARATOR:
                yield Paragraph(block.start, words, block.role.value, block.voice.value)
            elif block.role in REMARKS:
                yield Paragraph(block.start, words, block.role.value, _hand(block))


def _hand(block: Block) -> str:
    return block.voice.value if block.voice is Voice.AUTHOR else EDITOR
