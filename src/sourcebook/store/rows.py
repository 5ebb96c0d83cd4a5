"""A described page → the rows it becomes: plain tuples, in the order of the tables' columns.

A pure function of the page and the ids and names given to it. It runs once for every page of a build, so it goes over the
blocks once and hands strings to C wherever it can.
"""

from __future__ import annotations

import hashlib
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, repeat
from itertools import count as numbers
from json.encoder import encode_basestring as quoted
from operator import attrgetter, itemgetter
from posixpath import dirname
from typing import Any, NamedTuple

from ..model import READING, Declined, Described, Finding, Note, Page, Role, Source, Span, Stated, Text
from ..works import contents
from ..works.links import resolve
from .analyser import fold, foreign
from .days import days
from .schema import FURNITURE, MOST_BLOCKS, SHIFT
from .tokens import WordCount

Row = tuple[Any, ...]
#: Columns of `text` that hold the chosen value of the field of that name.
FIELDS = ("title", "subtitle", "part_of", "author", "genre")
PRINTED = ("venue", "volume", "number", "pages", "publisher", "place", "recipient", "rights", "updated")
PERSONS = ("author", "translator", "transcriber", "markup", "proofreader", "editor", "recipient")
#: Fields a page states of all the texts on it.
SHARED = frozenset(
    {"published", "venue", "volume", "number", "pages", "publisher", "rights", "updated", *PERSONS} - {"author", "recipient"}
)
#: Roles whose blocks are passages, numbered p1, p2, …
PASSAGES = frozenset(role.value for role in READING - {Role.SEPARATOR})
READ = frozenset(role.value for role in READING)
VALUE = attrgetter("_value_")  # `value` of an enum is a call into Python
ID = itemgetter(0)


class Place(NamedTuple):
    """Where a file stands: the id of its page, its source folder as given, its path and when it was changed."""

    id: int
    root: str
    path: str
    mtime_ns: int


class PageRows(NamedTuple):
    """The rows of one page or several, by table."""

    page: list[Row]
    text: list[Row]
    person: list[Row]
    block: list[Row]
    stated: list[Row]
    origin: list[Row]
    note: list[Row]
    unexplained: list[Row]
    link: list[Row]
    entry: list[Row]
    finding: list[Row]


NOTHING = PageRows([], [], [], [], [], [], [], [], [], [], [])
NAME = 3  # column of `text`


def joined(pages: Iterable[PageRows]) -> PageRows:
    """Return the rows of several pages together."""
    return PageRows._make([list(chain.from_iterable(tables)) for tables in zip(NOTHING, *pages, strict=True)])


def named(rows: PageRows, names: Iterable[str]) -> PageRows:
    """Return rows with the names given to their texts, in order."""
    return rows._replace(text=[(*row[:NAME], name, *row[NAME + 1 :]) for row, name in zip(rows.text, names, strict=True)])


def unread_rows(place: Place, declined: Declined, findings: Sequence[Finding]) -> PageRows:
    """Return the rows of a file that no reader made a page of."""
    page = _page_row(place, declined.source, "unread", "", "", 0, 0)
    return NOTHING._replace(page=[page], finding=_finding_rows(place, findings))


def page_rows(
    place: Place, described: Described, versions: Sequence[str], findings: Sequence[Finding], count: WordCount
) -> PageRows:
    """Return the rows of a page whose texts have these versions, and no name yet; ValueError for a page of too many blocks."""
    page = described.page
    if len(page.blocks) >= MOST_BLOCKS:
        raise ValueError(f"it has {len(page.blocks):,} blocks")
    blocks = _blocks(place.id, described, count)
    return PageRows(
        [_page_row(place, page.source, described.kind, described.language, page.title, len(page.text), blocks.words)],
        [_text_row(place, described, *each) for each in zip(described.texts, versions, blocks.reading, strict=True)],
        [row for t in described.texts for row in _person_rows(place.id + 1 + t.index, t, described)],
        blocks.rows,
        _stated_rows(place, described),
        [(place.id, n, *step) for n, step in enumerate(described.origin)],
        [_note_row(place.id, n, note) for n, note in enumerate(described.notes)],
        [(place.id, start, end) for start, end in described.unexplained],
        list(_link_rows(place, page)),
        [(place.id, n, *entry) for n, entry in enumerate(contents(page))],
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


# blocks: column by column, for a page has many and C goes over a column faster than Python over a row


class Blocks(NamedTuple):
    """The block rows of a page in order of id, and the words counted: of the page, and of the reading blocks of each text."""

    rows: list[Row]
    words: int
    reading: list[int]


def _blocks(page_id: int, described: Described, count: WordCount) -> Blocks:
    page = described.page
    if not page.blocks:
        return Blocks([], 0, [0] * len(described.texts))
    starts, ends, shapes, _, lines, spans, roles, voices, owners = zip(*page.blocks, strict=True)
    strange = foreign(page.text)
    folded = fold(page.text, strange, _marks(page))
    words = [page.text[start:end] for start, end in zip(starts, ends, strict=True)]
    forms = words if folded is page.text else [folded[start:end] for start, end in zip(starts, ends, strict=True)]
    names = [*map(VALUE, roles)]
    bases = [page_id << SHIFT | FURNITURE, *(page_id + 1 + n << SHIFT for n in range(len(described.texts)))]
    rows = zip(
        [bases[owner + 1] | n for n, owner in enumerate(owners)], repeat(page_id),
        [page_id + 1 + owner if owner >= 0 else None for owner in owners], range(len(owners)),
        _keys(described, starts, ends, names, owners), starts, ends, lines, shapes, names, map(VALUE, voices), words,
        repeat(None) if forms is words else [None if form == word else form for form, word in zip(forms, words, strict=True)],
        [_spans(these) if these else None for these in spans],
    )  # fmt: skip
    counted = count(folded, strange)
    return Blocks(sorted(rows, key=ID), counted, _reading(len(described.texts), counted, forms, names, owners, count, strange))


def _marks(page: Page) -> list[tuple[int, int]]:
    """Return the raised note marks that are stuck to the word before them."""
    text = page.text
    raised = [(s.start, s.end) for b in page.blocks if b.spans for s in b.spans if s.kind == "sup"]
    return [
        (start, end)
        for start, end in raised
        if 0 < start < end < start + 5 and text[start - 1].isalpha() and not text[start:end].isalpha()
    ]


def _keys(
    described: Described, starts: Sequence[int], ends: Sequence[int], roles: list[str], owners: Sequence[int]
) -> list[str | None]:
    """Return the passage keys: p1, p2, … in each text, n1, n2, … where its notes begin."""
    counters = [numbers(1) for _ in described.texts]
    keys: list[str | None] = [
        f"p{next(counters[owner])}" if owner >= 0 and role in PASSAGES and start < end else None
        for start, end, role, owner in zip(starts, ends, roles, owners, strict=True)
    ]
    for key, note in _numbered(described.notes):
        n = bisect_right(starts, note.start) - 1
        if n >= 0 and keys[n] is None and owners[n] >= 0:
            keys[n] = key
    return keys


def _numbered(notes: Iterable[Note]) -> Iterator[tuple[str, Note]]:
    counters: dict[int, int] = {}
    for note in notes:
        counters[note.text] = counters.get(note.text, 0) + 1
        yield f"n{counters[note.text]}", note


def _spans(spans: tuple[Span, ...]) -> str:
    """Return spans as JSON; the encoder of the library takes three times as long for these."""
    return f"[{','.join([f'[{start},{end},{quoted(kind)},{quoted(value)}]' for start, end, kind, value in spans])}]"


def _reading(
    texts: int, total: int, forms: list[str], roles: list[str], owners: Sequence[int], count: WordCount, strange: frozenset[str]
) -> list[int]:
    """Return the words of the reading blocks of each text; of a single text, by what is left when the others are taken off."""
    if texts == 1:
        others = [form for form, role, owner in zip(forms, roles, owners, strict=True) if owner < 0 or role not in READ]
        return [total - count("\n".join(others), strange)]
    every = [[f for f, role, owner in zip(forms, roles, owners, strict=True) if owner == n and role in READ] for n in range(texts)]
    return [count("\n".join(these), strange) for these in every]


# description


def _text_row(place: Place, described: Described, text: Text, version: str, words: int) -> Row:
    said = _said(described, text)
    written, published = said("written"), said("published")
    spans = days(written), days(published)
    date = spans[0] if spans[0] != (None, None) else spans[1]
    return (
        place.id + 1 + text.index, place.id, text.index, "", version,
        *(said(field) for field in FIELDS), described.language,
        written, *spans[0], published, *spans[1], *date,
        *(said(field) for field in PRINTED),
        words,
    )  # fmt: skip


def _said(described: Described, text: Text) -> Callable[[str], str | None]:
    """Return what gives the value of a field of a text: its own, else what its page states of all its texts."""

    own, shared = _chosen(text.stated), _chosen(described.stated)

    def said(field: str) -> str | None:
        values = own.get(field) or (dict.fromkeys(shared.get(field, ())) if field in SHARED else ())
        return "; ".join(values) or None

    return said


def _chosen(stated: Iterable[Stated]) -> dict[str, list[str]]:
    """Return the chosen values of each field, in order."""
    values: dict[str, list[str]] = {}
    for one in stated:
        if one.chosen:
            values.setdefault(one.field, []).append(one.value)
    return values


def _person_rows(text_id: int, text: Text, described: Described) -> Iterator[Row]:
    own = {s.field for s in text.stated}
    for stated in (*text.stated, *(s for s in described.stated if s.field in SHARED and s.field not in own)):
        if stated.chosen and stated.field in PERSONS:
            yield text_id, stated.field, stated.value, folded_name(stated.value)


def folded_name(name: str) -> str:
    """Return a name in lower case, without accents and points: for comparing."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", fold(name, foreign(name))) if not unicodedata.combining(c))
    return " ".join(plain.casefold().replace(".", " ").replace("’", "'").split())


def _stated_rows(place: Place, described: Described) -> list[Row]:
    rows: list[Row] = [(place.id, None, n, *stated) for n, stated in enumerate(described.stated)]
    for text in described.texts:
        rows += [(place.id, place.id + 1 + text.index, n, *stated) for n, stated in enumerate(text.stated)]
    return rows


def _note_row(page_id: int, n: int, note: Note) -> Row:
    text_id = page_id + 1 + note.text if note.text >= 0 else None
    return page_id, n, text_id, note.label, note.hand.value, f"[{', '.join(map(str, note.references))}]", note.start, note.end


def _link_rows(place: Place, page: Page) -> Iterator[Row]:
    """Yield the links to other pages of the sources."""
    folder = dirname(place.path)
    for block in page.blocks:
        for start, end, kind, href in block.spans:
            if kind == "link" and href and href[0] != "#":
                target, fragment = resolve(folder, href)
                if target and target != place.path:
                    yield place.id, start, end, href, target, fragment


def _finding_rows(place: Place, findings: Iterable[Finding]) -> list[Row]:
    return [(place.id, place.path, f.code, f.start, f.end, f.message, f.hint, f.reading, "page") for f in findings]
