"""The blocks of a page → what is shown of them: the flow of a text with its notes, or every block of the page."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup, escape

from ..archive import BlockRecord, TextRecord
from ..model import READING, Finding, Note, Role, Span
from .addresses import Linker
from .inline import Range, Target, ranges_of, render
from .labels import ROLES, VOICES, label

#: Roles shown in the flow of a text; its title and byline stand at the head of the page, its notes at the end.
FLOW = frozenset(READING | {Role.EDITORIAL, Role.DATELINE, Role.SIGNATURE})
#: Of these, what stands outside every text belongs to the text that follows it; a dateline there is the date under the heading.
AHEAD = frozenset({Role.EDITORIAL})
#: Roles of which several in a row are one thing.
GATHERED = frozenset({"list", "table", "quotation", "epigraph", "editorial"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
#: So much of a note stands beside the text; the rest is at the end.
BESIDE = 420
MARK = re.compile(r"[\[(]?\s*[\w*†‡§]{1,6}\*?\s*[\])]?")


class Shown(NamedTuple):
    """A block as shown: `id` is its address in the page, `voice` who speaks where that is not the author."""

    id: str
    key: str | None
    role: str
    level: int
    voice: str
    html: Markup
    line: int
    starts_row: bool
    text: str
    furniture: bool

    @property
    def role_label(self) -> str:
        """What the block is for, in words."""
        return label(ROLES, self.role)


class Group(NamedTuple):
    """Blocks in a row that are one thing: the items of a list, the rows of a table, the paragraphs of a quotation."""

    kind: str
    voice: str
    blocks: tuple[Shown, ...]

    @property
    def rows(self) -> list[list[Shown | None]]:
        """The cells of a table by row; empty cells are not kept, so a short first row is taken for a head without its corner."""
        rows: list[list[Shown | None]] = []
        for cell in self.blocks:
            if cell.starts_row or not rows:
                rows.append([])
            rows[-1].append(cell)
        corner: list[Shown | None] = [None] * (max(len(row) for row in rows) - len(rows[0]))
        return [corner + rows[0], *rows[1:]]


class NoteShown(NamedTuple):
    """A note at the end of a text: `back` are the ids of the places that refer to it."""

    id: str
    label: str
    hand: str
    blocks: tuple[Shown, ...]
    back: tuple[str, ...]


class Reading(NamedTuple):
    """A text as shown: its flow and its notes, with the heading they have on the page."""

    groups: tuple[Group, ...]
    notes: tuple[NoteShown, ...]
    notes_title: Shown | None


class Marks(NamedTuple):
    """What is marked in the words of a page besides its own markup, in order: references to notes, findings."""

    target: Target
    references: list[Range]
    findings: list[Range]

    def inside(self, block: BlockRecord) -> tuple[list[Range], list[Range]]:
        """Return the references and the findings within a block."""
        return _inside(self.references, block), _inside(self.findings, block)


def _inside(ranges: list[Range], block: BlockRecord) -> list[Range]:
    if not ranges:
        return []
    first, last = (bisect_left(ranges, at, key=lambda r: r.start) for at in (block.start, block.end))
    return [r for r in ranges[first:last] if r.end <= block.end]


def block_at(blocks: Sequence[BlockRecord], offset: int) -> BlockRecord | None:
    """Return the block in which a place of the page lies."""
    at = bisect_right(blocks, offset, key=lambda b: b.start) - 1
    return blocks[at] if at >= 0 and offset < blocks[at].end else None


def within(blocks: Sequence[BlockRecord], start: int, end: int) -> Sequence[BlockRecord]:
    """Return the blocks that stand between two places of a page."""
    first, last = (bisect_left(blocks, at, key=lambda b: b.start) for at in (start, end))
    return [b for b in blocks[first:last] if b.end <= end and b.start < b.end]


def reading(
    text: TextRecord, blocks: Sequence[BlockRecord], notes: Iterable[Note], findings: Iterable[Finding], linker: Linker,
    elsewhere: Iterable[Range] = (),
) -> Reading:  # fmt: skip
    """Return a text as shown; `blocks` and `notes` are all of its page, `elsewhere` marks what stands in other texts too."""
    own = list(_own_notes(text, blocks, notes))
    noted = {b.id for note in own for b in note.blocks}
    flow = [b for b in blocks if b.id not in noted and _belongs(b, text, blocks)]
    loose = [b for b in blocks if b.text_id == text.id and b.role == Role.NOTE and b.id not in noted]
    target = linker(anchors_of([*flow, *loose, *(b for note in own for b in note.blocks)]), anchors_of(blocks))
    marks = Marks(target, sorted([*_references(own, flow), *elsewhere]), sorted(_finding_ranges(findings)))
    shown = [_shown(b, marks) for b in flow]
    ends = (*_notes(own, flow, marks), *_loose_notes(loose, marks))
    title = _notes_title(shown) if ends else None
    return Reading(tuple(_groups(shown)), ends, title)


class _OwnNote(NamedTuple):
    """A note of a text: its id, its blocks."""

    id: str
    note: Note
    blocks: Sequence[BlockRecord]


def _own_notes(text: TextRecord, blocks: Sequence[BlockRecord], notes: Iterable[Note]) -> Iterator[_OwnNote]:
    """Yield the notes whose words stand in the text, under the keys they are cited by."""
    taken: set[str] = set()
    for note in notes:
        body = within(blocks, note.start, note.end)
        if body and body[0].text_id == text.id:
            key = body[0].key or ""
            yield _OwnNote(key if key and key not in taken else f"b{body[0].n}", note, body)
            taken.add(key)


def anchors_of(blocks: Iterable[BlockRecord]) -> frozenset[str]:
    """Return the names of the anchors in blocks."""
    return frozenset(s.value for b in blocks for s in b.spans if s.kind == "anchor")


def _notes_title(flow: list[Shown]) -> Shown | None:
    """Take the heading of the notes, and the rules around it, off the end of the flow."""
    while flow and flow[-1].role == Role.SEPARATOR:
        flow.pop()
    title = flow.pop() if flow and flow[-1].role == Role.HEADING else None
    while flow and flow[-1].role == Role.SEPARATOR:
        flow.pop()
    return title


def whole(blocks: Sequence[BlockRecord], findings: Iterable[Finding], linker: Linker) -> list[Shown]:
    """Return every block of a page as shown."""
    anchors = anchors_of(blocks)
    marks = Marks(linker(anchors, anchors), [], sorted(_finding_ranges(findings)))
    return [_shown(b, marks, whole=True) for b in blocks]


def _belongs(block: BlockRecord, text: TextRecord, blocks: Sequence[BlockRecord]) -> bool:
    """A text shows its own blocks of the flow, and a remark that stands outside every text but before this one."""
    if block.role not in FLOW:
        return False
    if block.text_id == text.id:
        return True
    return block.text_id is None and block.role in AHEAD and _owner(block, blocks) == text.id


def _owner(block: BlockRecord, blocks: Sequence[BlockRecord]) -> int | None:
    after = next((b.text_id for b in blocks[block.n + 1 :] if b.text_id is not None), None)
    return after or next((b.text_id for b in reversed(blocks[: block.n]) if b.text_id is not None), None)


def _shown(block: BlockRecord, marks: Marks, whole: bool = False) -> Shown:
    references, findings = marks.inside(block)
    spans: Sequence[Span] = block.spans
    if references:
        spans = [s for s in spans if s.kind != "link" or not any(r.start <= s.start and s.end <= r.end for r in references)]
    html = render(block.text, block.start, [*references, *findings, *ranges_of(spans, marks.target)])
    level = int(block.shape[1]) if block.shape in HEADINGS else 3
    voice = "" if block.voice == "author" and not whole else label(VOICES, block.voice)
    place = f"b{block.n}" if whole or not block.key else block.key
    level, furniture = min(max(level, 2), 4), block.text_id is None
    return Shown(place, block.key, block.role, level, voice, html, block.line, block.shape == "tr", block.text, furniture)


def _groups(flow: Iterable[Shown]) -> Iterator[Group]:
    for (role, voice), blocks in groupby(flow, key=lambda b: (b.role, b.voice)):
        if role in GATHERED:
            yield Group(role, voice, tuple(blocks))
        else:
            yield from (Group(role, voice, (block,)) for block in blocks)


# notes


def _references(own: Iterable[_OwnNote], flow: Sequence[BlockRecord]) -> Iterator[Range]:
    """Yield a link for each place that refers to a note; the note itself is set beside it on wide screens."""
    for note in own:
        for n, (offset, block) in enumerate(_referring(note.note, flow), 1):
            start, end = _mark_at(block, offset)
            opening = f'<a class="noteref" id="r.{note.id}.{n}" href="#{note.id}" role="doc-noteref">'
            beside = _beside(note) if n == 1 and block.role != Role.TABLE else ""
            yield Range(start, end, opening, "</a>", beside)


def _referring(note: Note, flow: Sequence[BlockRecord]) -> Iterator[tuple[int, BlockRecord]]:
    """Yield the places in the flow that refer to a note, each with its block."""
    for offset in note.references:
        if block := block_at(flow, offset):
            yield offset, block


def _mark_at(block: BlockRecord, offset: int) -> tuple[int, int]:
    """Return the passage of the reference mark at an offset: the raised or linked words there, else what looks like a mark."""
    covering = [s for s in block.spans if s.kind in {"link", "sup"} and s.start <= offset < s.end and s.end - s.start <= 12]
    if covering:
        return min(s.start for s in covering), max(s.end for s in covering)
    found = MARK.match(block.text, offset - block.start)
    return offset, block.start + found.end() if found else offset + 1


def _beside(own: _OwnNote) -> str:
    words = _unlabelled(" ".join(_without_links_back(b) for b in own.blocks), own.note.label)
    cut = words if len(words) <= BESIDE else words[:BESIDE].rsplit(" ", 1)[0] + " …"
    number = f'<span class="sidenote-label">{escape(own.note.label)}</span>'
    return f'<span class="sidenote {escape(str(own.note.hand))}" aria-hidden="true">{number} {escape(cut)}</span>'


def _without_links_back(block: BlockRecord) -> str:
    """Return the words of a note without the link to its reference, where it has one at its beginning or end."""
    words = block.text
    for span in reversed(block.spans):
        start, end = span.start - block.start, span.end - block.start
        if span.kind == "link" and span.value.startswith("#") and end - start <= 12 and (start < 12 or end == len(block.text)):
            words = words[:start] + words[end:]
    return words.strip()


def _unlabelled(words: str, mark: str) -> str:
    return re.sub(r"^[\[(]?\s*" + re.escape(mark) + r"\s*[\])]?\s*[.:)]?\s+|^[\[(]?[\])]?[.:]\s+", "", words) if mark else words


def _notes(own: Iterable[_OwnNote], flow: Sequence[BlockRecord], marks: Marks) -> Iterator[NoteShown]:
    for key, note, blocks in own:
        hand = "" if note.hand == "author" else label(VOICES, note.hand)
        back = tuple(f"r.{key}.{n}" for n, _ in enumerate(_referring(note, flow), 1))
        yield NoteShown(key, note.label, hand, tuple(_shown(b, marks) for b in blocks), back)


def _loose_notes(blocks: Iterable[BlockRecord], marks: Marks) -> Iterator[NoteShown]:
    """Yield the blocks of notes that no note of the page explains."""
    for block in blocks:
        shown = _shown(block, marks)
        yield NoteShown(f"b{block.n}", "", shown.voice, (shown,), ())


# findings


def _finding_ranges(findings: Iterable[Finding]) -> Iterator[Range]:
    """Yield a mark over each passage that a finding concerns, one a passage."""
    seen: set[int] = set()
    for finding in findings:
        if 0 <= finding.start < finding.end and finding.start not in seen:
            seen.add(finding.start)
            said = f"{finding.code}: {finding.message}" + (f" Read: {finding.reading}" if finding.reading else "")
            opening = f'<mark class="finding" id="f{finding.start}" title="{escape(said)}">'
            yield Range(finding.start, finding.end, opening, "</mark>")
