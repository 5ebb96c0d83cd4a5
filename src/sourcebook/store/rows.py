"""A described page → the rows it becomes: plain tuples, in the order of the tables' columns.

A pure function of the page and the ids and names given to it. It runs once for every page of a build, so it goes over the
blocks once and hands strings to C wherever it can.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from posixpath import dirname, join, normpath
from typing import NamedTuple
from urllib.parse import unquote

from ..model import READING, Block, Declined, Described, Finding, Page, Role, Source, Text
from .analyser import fold
from .days import days
from .schema import FURNITURE, MOST_BLOCKS, SHIFT
from .tokens import WordCount

Row = tuple[object, ...]
#: Columns of `text` that hold the chosen value of the field of that name.
FIELDS = ("title", "subtitle", "part_of", "author", "genre", "language")
PRINTED = ("venue", "volume", "number", "pages", "publisher", "place", "recipient", "rights", "updated")
PERSONS = ("author", "translator", "transcriber", "markup", "proofreader", "editor", "recipient")
#: Roles whose blocks are passages, numbered p1, p2, …
PASSAGES = READING - {Role.SEPARATOR}
encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Place(NamedTuple):
    """Where a file stands: the id of its page, its source folder as given, its path and when it was changed."""

    id: int
    root: str
    path: str
    mtime_ns: int


class PageRows(NamedTuple):
    """The rows of a page, by table."""

    page: Row
    text: list[Row]
    person: list[Row]
    block: list[Row]
    stated: list[Row]
    origin: list[Row]
    note: list[Row]
    unexplained: list[Row]
    link: list[Row]
    finding: list[Row]


class Piece(NamedTuple):
    """The block rows of one owner (a text, or the page for its furniture) with what is counted over them."""

    rows: list[Row]
    version: str
    reading: int  # words of the reading blocks
    other: int  # words of the others


def unread_rows(place: Place, declined: Declined, findings: Sequence[Finding]) -> PageRows:
    """Return the rows of a file that no reader made a page of."""
    page = _page_row(place, declined.source, "unread", "", "", 0, 0)
    return PageRows(page, [], [], [], [], [], [], [], [], _finding_rows(place, findings))


def page_rows(place: Place, described: Described, names: Sequence[str], findings: Sequence[Finding], count: WordCount) -> PageRows:
    """Return the rows of a page whose texts have these names; raises ValueError for a page of too many blocks."""
    page = described.page
    if len(page.blocks) >= MOST_BLOCKS:
        raise ValueError(f"it has {len(page.blocks):,} blocks")
    pieces = _pieces(place, described, count)
    words = sum(p.reading + p.other for p in pieces)
    return PageRows(
        _page_row(place, page.source, described.kind, described.language, page.title, len(page.text), words),
        [_text_row(place, t, name, piece) for t, name, piece in zip(described.texts, names, pieces[1:], strict=True)],
        [row for t in described.texts for row in _person_rows(place.id + 1 + t.index, t)],
        [row for piece in pieces for row in piece.rows],
        _stated_rows(place, described),
        [(place.id, n, *step) for n, step in enumerate(described.origin)],
        [_note_row(place.id, n, note) for n, note in enumerate(described.notes)],
        [(place.id, start, end) for start, end in described.unexplained],
        list(_link_rows(place, page)),
        _finding_rows(place, findings),
    )


def versions(described: Described) -> list[str]:
    """Return the version of each text of a page: a hash over the words of its reading blocks."""
    page = described.page
    return [t.version or _version([page.words(b) for b in described.blocks_of(t) if b.role in READING]) for t in described.texts]


def _version(words: list[str]) -> str:
    return hashlib.sha256("\n".join(words).encode("utf-8", "replace")).hexdigest()


def _page_row(place: Place, source: Source, kind: str, language: str, title: str, length: int, words: int) -> Row:
    seen = (source.sha256, source.size, place.mtime_ns, source.media_type, source.encoding, source.encoding_reason)
    return (place.id, place.path, place.root, *seen, kind, language, title, length, words)


# blocks


def _pieces(place: Place, described: Described, count: WordCount) -> list[Piece]:
    """Return the furniture of a page, then its texts, in the order of their ids."""
    page = described.page
    marks = [(s.start, s.end) for b in page.blocks if b.spans for s in b.spans if s.kind == "sup" and _is_mark(page.text, s.start, s.end)]
    folded = fold(page.text, marks)
    owned: list[list[tuple[int, Block]]] = [[] for _ in range(len(described.texts) + 1)]
    for numbered in enumerate(page.blocks):
        owned[numbered[1].text + 1].append(numbered)
    starts = {note.start: f"n{n}" for n, note in _numbered_notes(described)}
    return [_piece(place.id, owner, blocks, page.text, folded, starts, count) for owner, blocks in enumerate(owned)]


def _is_mark(text: str, start: int, end: int) -> bool:
    """Is this raised passage the mark of a note, stuck to the word before it?"""
    return start > 0 and end - start < 5 and text[start - 1].isalpha() and not text[start:end].isalpha()


def _numbered_notes(described: Described) -> Iterator[tuple[int, object]]:
    """Number the notes within each text."""
    seen: dict[int, int] = {}
    for note in described.notes:
        seen[note.text] = seen.get(note.text, 0) + 1
        yield seen[note.text], note


def _piece(page_id: int, owner: int, blocks: list[tuple[int, Block]], text: str, folded: str, notes: dict[int, str], count: WordCount) -> Piece:
    text_id = page_id + owner if owner else None
    base = page_id + owner << SHIFT | (0 if owner else FURNITURE)
    rows: list[Row] = []
    reading: list[str] = []
    read_folded: list[str] = []
    other: list[str] = []
    passages = 0
    for n, (start, end, shape, _, line, spans, role, voice, _) in blocks:
        words = text[start:end]
        form = folded[start:end] if folded is not text else words
        key = None
        if not owner:
            other.append(form)
        elif role in READING:
            reading.append(words)
            read_folded.append(form)
            if role in PASSAGES and words:
                passages += 1
                key = f"p{passages}"
        else:
            key = notes.get(start)
            other.append(form)
        index_form = None if form == words else form
        span_list = encode(spans) if spans else None
        rows.append((base | n, page_id, text_id, n, key, start, end, line, shape, role.value, voice.value, words, index_form, span_list))
    return Piece(rows, _version(reading) if owner else "", count("\n".join(read_folded)), count("\n".join(other)))


# description


def _text_row(place: Place, text: Text, name: str, piece: Piece) -> Row:
    written, published = text.value("written"), text.value("published")
    spans = days(written), days(published)
    date = spans[0] if spans[0] != (None, None) else spans[1]
    return (
        place.id + 1 + text.index, place.id, text.index, name, text.version or piece.version,
        *(_joined(text, field) for field in FIELDS),
        written, *spans[0], published, *spans[1], *date,
        *(_joined(text, field) for field in PRINTED),
        piece.reading,
    )  # fmt: skip


def _joined(text: Text, field: str) -> str | None:
    return "; ".join(text.values(field)) or None


def _person_rows(text_id: int, text: Text) -> Iterator[Row]:
    for stated in text.stated:
        if stated.chosen and stated.field in PERSONS:
            yield text_id, stated.field, stated.value, folded_name(stated.value)


def folded_name(name: str) -> str:
    """Return a name in lower case, without accents and points: for comparing."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", fold(name)) if not unicodedata.combining(c))
    return " ".join(plain.casefold().replace(".", " ").replace("’", "'").split())


def _stated_rows(place: Place, described: Described) -> list[Row]:
    rows: list[Row] = [(place.id, None, n, *stated) for n, stated in enumerate(described.stated)]
    for text in described.texts:
        rows += [(place.id, place.id + 1 + text.index, n, *stated) for n, stated in enumerate(text.stated)]
    return rows


def _note_row(page_id: int, n: int, note: object) -> Row:
    label, hand, references, start, end, text = note  # type: ignore[misc]
    return page_id, n, page_id + 1 + text if text >= 0 else None, label, hand.value, encode(references), start, end


def _link_rows(place: Place, page: Page) -> Iterator[Row]:
    """Yield the links to other pages of the sources."""
    folder = dirname(place.path)
    for block in page.blocks:
        for start, end, kind, href in block.spans:
            if kind == "link" and href and href[0] != "#":
                target, fragment = resolve(folder, href)
                if target and target != place.path:
                    yield place.id, start, end, href, target, fragment


def resolve(folder: str, href: str) -> tuple[str, str]:
    """Return the path and fragment a link in a page of that folder leads to; an empty path where it leads out of the sources."""
    address, _, fragment = href.partition("#")
    address = address.partition("?")[0].strip()
    if not address or ":" in address.partition("/")[0] or address.startswith("//"):
        return "", fragment
    if "%" in address:
        address = unquote(address)
    target = normpath(address.lstrip("/") if address[0] == "/" else join(folder, address))
    return ("" if target.startswith("..") else target), fragment


def _finding_rows(place: Place, findings: Iterable[Finding]) -> list[Row]:
    return [(place.id, place.path, f.code, f.start, f.end, f.message, f.hint, f.reading, "page") for f in findings]
