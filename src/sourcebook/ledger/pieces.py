"""Described page → pieces: what the ledger reads of each text, and who wrote it to whom and when."""

from __future__ import annotations

import re

from ..model import READING, Block, Described, Role, Text, Voice
from .model import AUTHOR, EDITOR, Paragraph, Piece

#: What an editor's block that nobody signed or bracketed is: the author's first paragraph, where it says "we" or "I".
FIRST_PERSON = re.compile(r"\b(?:I|we|our|my)\b", re.I)
#: What is read: the reading text, editors' remarks in it, and who signs.
SPOKEN = READING | {Role.EDITORIAL, Role.NOTE, Role.SIGNATURE}
TO = re.compile(r"\s*To(?::\s*(?:the\s+)?| the )([A-Z][^:]{4,80})$")
#: What an author signed who gave no more of his name: "J.P.C."
INITIALS = re.compile(r"(?:[A-ZÀ-Þ]\.[ -]?){2,4}")
#: Fields that date a text, best first.
DATES = ("written", "published")


def pieces(described: Described) -> list[Piece]:
    """Return the texts of a page as pieces, in order; those of an index or error page are none."""
    if described.kind != "text":
        return []
    found = [_piece(described, text) for text in described.texts]
    dates = [piece.date for piece in found if piece.date]
    return [piece if piece.date or not dates else piece._replace(date=dates[0]) for piece in found if piece.paragraphs]


def _piece(described: Described, text: Text) -> Piece:
    page = described.page
    author = _in_full((text.values("author") or _of_page(described, "author") or [""])[0], described, text)
    recipient = (text.values("recipient") or _addressed(described) or [""])[0]
    date = next((value for field in DATES for value in (*text.values(field), *_of_page(described, field))), "")
    lines = tuple(Paragraph(b.start, page.words(b), b.role.value, _voice(page.words(b), b)) for b in _blocks(described, text))
    name, house = text.name or page.source.path, _house(described, text)
    return Piece(page.source.path, name, author, recipient, date, described.language, lines, text.index, house)


def _in_full(author: str, described: Described, text: Text) -> str:
    """Return an author who signed with initials by the name the page has elsewhere, if that begins with them."""
    if not INITIALS.fullmatch(author):
        return author
    named = [s.value for s in (*text.stated, *described.stated) if s.field == "author" and not INITIALS.fullmatch(s.value)]
    wanted = re.findall(r"\w", author)
    return next((name for name in named if [word[0] for word in re.findall(r"[^\W\d_]+", name)] == wanted), author)


def _house(described: Described, text: Text) -> tuple[str, ...]:
    """Return who brought a text out: its publisher, and the paper it stood in."""
    return tuple(value for field in ("publisher", "venue") for value in (*text.values(field), *_of_page(described, field)))


def _addressed(described: Described) -> list[str]:
    """Return whom a line over the text addresses: "To: Executive Committee of …"."""
    lines = (line for b in described.page.blocks if b.text == -1 for line in described.page.words(b).split("\n"))
    return [found[1].strip() for found in map(TO.match, lines) if found]


def _of_page(described: Described, field: str) -> list[str]:
    return [s.value for s in described.stated if s.field == field and s.chosen]


def _blocks(described: Described, text: Text) -> list[Block]:
    """Return the blocks with words of a text, with the editor's remarks before the first text."""
    blocks = described.page.blocks
    first = next((n for n, b in enumerate(blocks) if b.text == text.index and b.role in READING), None)
    if first is None:
        return []
    before = [b for b in blocks[:first] if b.role is Role.EDITORIAL and b.text == -1] if text.index == 0 else []
    return before + [b for b in blocks if b.text == text.index and b.role in SPOKEN and b.end > b.start]


def _voice(words: str, block: Block) -> str:
    """Return whose voice a block is, by what it is and what it says."""
    if block.role is Role.EDITORIAL and words[:1] not in "[(" and FIRST_PERSON.search(words):
        return AUTHOR
    return block.voice.value if block.voice in (Voice.AUTHOR, Voice.QUOTED) else EDITOR
