"""The values that travel through Sourcebook, all immutable.

Offsets are 0-based characters of `Page.text`, ends are exclusive. Dates are EDTF strings (ISO 8601-2) with their true precision.
`Span` and `Block` are named tuples rather than dataclasses: a large archive has millions, and they are made, sent between
processes and thrown away.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Role(StrEnum):
    """What a block is for."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    BYLINE = "byline"
    DATELINE = "dateline"
    SALUTATION = "salutation"
    EPIGRAPH = "epigraph"
    PARAGRAPH = "paragraph"
    QUOTATION = "quotation"
    VERSE = "verse"
    LIST = "list"
    HEADING = "heading"
    SEPARATOR = "separator"
    CLOSING = "closing"
    SIGNATURE = "signature"
    NOTE = "note"
    CAPTION = "caption"
    TABLE = "table"
    COLOPHON = "colophon"
    EDITORIAL = "editorial"
    NAVIGATION = "navigation"
    LICENCE = "licence"
    STAMP = "stamp"
    ISSUE_HEADER = "issue-header"
    CONTENTS = "contents"


#: Roles whose blocks belong to the reading text of a piece; the others are furniture around it.
READING = frozenset({
    Role.SALUTATION, Role.EPIGRAPH, Role.PARAGRAPH, Role.QUOTATION, Role.VERSE, Role.LIST, Role.HEADING, Role.SEPARATOR,
    Role.CLOSING, Role.TABLE, Role.CAPTION,
})  # fmt: skip

#: Relations that make witnesses of one work; a part stands in another work, which holds others beside it.
UNITING = frozenset({"same text", "revision", "abridgement", "excerpt", "translation"})


class Voice(StrEnum):
    """Who speaks in a block."""

    AUTHOR = "author"
    EDITOR = "editor"
    TRANSLATOR = "translator"
    TRANSCRIBER = "transcriber"
    QUOTED = "quoted"
    SITE = "site"  # the archive's own furniture: navigation, stamps, licences, colophons


class Source(NamedTuple):
    """A captured file: where it lies (relative, with forward slashes), what its bytes are."""

    path: str
    sha256: str
    size: int
    media_type: str
    encoding: str
    encoding_reason: str  # why that encoding, one sentence


class Span(NamedTuple):
    """Inline markup over part of a page's text; `kind`: em strong sup sub small link anchor image; value: href, id or alt."""

    start: int
    end: int
    kind: str
    value: str


class Block(NamedTuple):
    """A run of visible text that stands by itself. A page's blocks tile its text, only white space lies between them.

    `shape` is what the markup says (h1…h6 p li td pre blockquote caption hr line), before anybody asked what it means.
    A rule (`hr`) is an empty block. `text` is the index of the piece it belongs to, -1 for the page's furniture.
    """

    start: int
    end: int
    shape: str
    classes: str  # class names of the element and the elements around it, nearest first, blank separated, lower case
    line: int  # 1-based line of the source where the element begins
    spans: tuple[Span, ...]
    role: Role = Role.PARAGRAPH
    voice: Voice = Voice.AUTHOR
    text: int = -1


@dataclass(frozen=True, slots=True)
class Page:
    """A source as read: its whole visible text and the blocks that tile it."""

    source: Source
    text: str
    blocks: tuple[Block, ...]
    title: str = ""  # the <title> element
    meta: tuple[tuple[str, str], ...] = ()  # <meta name content>, names in lower case
    language: str = ""  # as declared
    faults: tuple[Finding, ...] = ()  # what the reader noticed: false charset, error page, ...

    def words(self, block: Block) -> str:
        """Return the text of a block."""
        return self.text[block.start : block.end]


@dataclass(frozen=True, slots=True)
class Declined:
    """Why a reader made no page of a source: one sentence, and the finding's code."""

    source: Source
    reason: str
    code: str


class Stated(NamedTuple):
    """A value with the words that carry it.

    `kind` is the evidence: label prose heading path signature dateline meta stamp title body, or "index page": inherited.
    `words` are the words as printed (or the path); `start`/`end` is their passage, -1 where the evidence is not in the text.
    Of the statements of one field those with `chosen` are the value, the rest are rivals, best first.
    """

    field: str
    value: str
    kind: str
    rule: str
    words: str
    start: int = -1
    end: int = -1
    chosen: bool = True
    page: str = ""  # path of the page that has the words, where it is another: the index page of the work


class Note(NamedTuple):
    """A footnote or endnote tied to its references; offsets in the page's text, `references` may be empty."""

    label: str
    hand: Voice
    references: tuple[int, ...]
    start: int
    end: int
    text: int


@dataclass(frozen=True, slots=True)
class Text:
    """One piece in a page: its blocks (those whose `text` is `index`) and everything stated about it."""

    index: int
    stated: tuple[Stated, ...]
    name: str = ""  # given by the archive's registry, once
    version: str = ""  # sha256 over the words of its reading blocks

    def values(self, field: str) -> list[str]:
        """Return the chosen values of a field, in order."""
        return [s.value for s in self.stated if s.field == field and s.chosen]

    def value(self, field: str) -> str | None:
        """Return the chosen value of a field, or None where the page is silent."""
        return next(iter(self.values(field)), None)


class Step(NamedTuple):
    """A step in a text's chain of origin: `kind` written published source translated transcribed marked-up proofread online
    copied reprinted licensed; what was said of it and where."""

    kind: str
    who: str
    where: str
    date: str
    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Described:
    """A page with roles and voices given to its blocks, and the texts in it."""

    page: Page
    kind: str  # text | index | error
    language: str
    texts: tuple[Text, ...]
    stated: tuple[Stated, ...]  # what is said of the page as a whole
    notes: tuple[Note, ...]
    origin: tuple[Step, ...]  # the chain of origin, in order of time
    unexplained: tuple[tuple[int, int], ...] = ()  # words of the colophon nobody understood
    faults: tuple[Finding, ...] = ()  # conflicts met while describing

    def blocks_of(self, text: Text) -> Iterator[Block]:
        """Yield the blocks of a text in order."""
        return (b for b in self.page.blocks if b.text == text.index)


class Finding(NamedTuple):
    """A fault of the data: a code, the passage it concerns in the page's text, one sentence, a hint, a proposed reading.

    `start` is -1 where the fault has no passage (a whole file, a path). `line` and `column` are 1-based, 0 while unknown:
    they are worked out from the source only when somebody looks.
    """

    code: str
    path: str
    start: int
    end: int
    message: str
    hint: str = ""
    reading: str = ""
    line: int = 0
    column: int = 0


class Passage(NamedTuple):
    """A citable stretch of a text: the text's name and version, the paragraph's key, its words."""

    name: str
    version: str
    key: str
    words: str
    start: int
    end: int
