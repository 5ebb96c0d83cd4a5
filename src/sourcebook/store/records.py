"""Rows of the archive database as values: fields named like the columns of `schema`, in their order."""

from __future__ import annotations

from typing import NamedTuple

from ..model import Span


class TextRecord(NamedTuple):
    """A text: what is chosen of its description, and the path of its page."""

    id: int
    page_id: int
    n: int
    name: str
    version: str
    title: str | None
    subtitle: str | None
    part_of: str | None
    author: str | None
    genre: str | None
    language: str | None
    written: str | None
    written_from: int | None
    written_to: int | None
    published: str | None
    published_from: int | None
    published_to: int | None
    date_from: int | None
    date_to: int | None
    venue: str | None
    volume: str | None
    number: str | None
    pages: str | None
    publisher: str | None
    place: str | None
    recipient: str | None
    rights: str | None
    updated: str | None
    words: int
    path: str

    @property
    def date(self) -> str | None:
        """The date a text is known by, in EDTF: when it was written, else when it came out."""
        return self.written or self.published

    @property
    def year(self) -> int | None:
        """The first year its date can mean."""
        return self.date_from // 10000 if self.date_from else None

    @property
    def address(self) -> str:
        """The text's name and version, as people cite it."""
        return f"{self.name}@{self.version[:8]}"


class PageRecord(NamedTuple):
    """A source file of the archive, readable or not."""

    id: int
    path: str
    root: str
    sha256: str
    size: int
    mtime_ns: int
    media_type: str
    encoding: str
    encoding_reason: str
    kind: str
    language: str
    title: str
    length: int
    words: int


class BlockRecord(NamedTuple):
    """A block of a page with its words; `key` is its passage key within its text, None for furniture."""

    id: int
    page_id: int
    text_id: int | None
    n: int
    key: str | None
    start: int
    end: int
    line: int
    shape: str
    role: str
    voice: str
    text: str
    spans: tuple[Span, ...]


class Person(NamedTuple):
    """A person of a text: role and name as printed."""

    role: str
    name: str


class Link(NamedTuple):
    """A link that stays within the sources, from the page at `path` to `target`."""

    path: str
    start: int
    end: int
    href: str
    target: str
    fragment: str


class Term(NamedTuple):
    """A word of the search index: in how many passages, how many times."""

    term: str
    passages: int
    occurrences: int


class Counts(NamedTuple):
    """How much an archive holds."""

    pages: int
    texts: int
    words: int
    findings: int


class Options(NamedTuple):
    """How a search's lines are to be shown: `sort` is relevance, date, left or right; `width` the characters of context a side."""

    limit: int = 50
    offset: int = 0
    sort: str = "relevance"
    width: int = 60


class Line(NamedTuple):
    """A line of a concordance: the words before, the words found, the words after, their address and their text.

    `start` and `end` are the match's offsets in the page's text.
    """

    left: str
    match: str
    right: str
    address: str
    key: str | None
    role: str
    voice: str
    start: int
    end: int
    text: TextRecord


class Results(NamedTuple):
    """What a search found: the lines asked for, how many texts and passages there are in all, and what to say to the reader."""

    lines: tuple[Line, ...]
    texts: int
    passages: int
    sort: str  # as done: a set too large to rank comes by date
    notes: tuple[str, ...] = ()  # why nothing was found, what comes near, which spellings were added


class PartRecord(NamedTuple):
    """A line of a work's contents: its words, the page it leads to, that page's first text ("" where the archive has none)."""

    words: str
    path: str
    name: str
    depth: int  # 0, or how many index pages lie between
    there: bool  # the archive has the page, and knows it for a part


class Work(NamedTuple):
    """A work that stands on several pages, seen from one of them: its parts in order, and which of them that page is."""

    title: str
    path: str  # of its index page
    parts: tuple[PartRecord, ...]
    at: int  # -1: the index page
    evidence: str  # why the page is taken for a part

    @property
    def before(self) -> PartRecord | None:
        """The text that stands before, if the archive has one."""
        return next((part for part in reversed(self.parts[: max(self.at, 0)]) if part.name), None)

    @property
    def after(self) -> PartRecord | None:
        """The text that comes after, if the archive has one."""
        return next((part for part in self.parts[self.at + 1 :] if part.name), None)

    @property
    def place(self) -> tuple[int, int]:
        """Which text of how many, counting those the archive has."""
        return sum(bool(part.name) for part in self.parts[: self.at + 1]), sum(bool(part.name) for part in self.parts)
