"""The description of a page, stage by stage: zones (furniture, colophon, body, notes), head, headnote, roles and voices,
statements, pieces, notes, values, origin. A pure function of the page.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from itertools import islice

from ..model import READING, Block, Described, Note, Page, Role, Stated, Text, Voice
from . import bylines, dates, evidence, genre, header, headnotes, heads, house, layout, origin, pieces, roles, texts
from .colophon import Statement, statements
from .language import language
from .layout import STAMPED, Zones, linked, zones
from .notes import notes
from .rights import licence_at, rights_class

#: A stated right that says what another says less exactly; only what is left can contradict.
INCLUDES = (
    *((strong, "free") for strong in ("gfdl", "cc", "permission", "public-domain", "copyright")),
    *((strong, "copyright") for strong in ("gfdl", "cc", "permission")),
    ("cc", "public-domain"),
    ("cc", "gfdl"),  # "Copyleft" is said of either
)
LISTING = re.compile(r"\W*(?:(?:select(?:ed)?|brief|short|complete|annotated)\s+)?bibliograph(?:y|ies)\b", re.I)
INDEX = re.compile(r"(?:^|/)index\w{0,2}\.\w+$", re.I)


def describe(page: Page) -> Described:
    """Describe a page: blocks with roles and voices, its texts, everything stated with its evidence, notes, origin."""
    zoned = zones(page)
    head = heads.head(page, zoned)
    zoned = headnotes.skip(page, zoned, roles.names(page, head) or header.values(page, zoned.roles, "author"))
    blocks = roles.given(page, zoned, head)
    found = _statements(page, blocks)
    kind = _kind(page, blocks, zoned, head)
    known = evidence.known_names(page, head)
    cited = evidence.citations(page, found, known)
    stated = list(evidence.from_statements(page, found, cited, known)) + list(_page_values(page, blocks, found))
    stated += evidence.from_issue(_issue(page, head), stated)
    stated += _printed_date(head, page, stated)
    present = {b.role for b in blocks}
    whole_issue = Role.ISSUE_HEADER in present and Role.COLOPHON not in present
    worded = kind == "text" and any(b.role in pieces.OWN and _says(page, b) for b in blocks[zoned.start : zoned.end])
    starts = pieces.boundaries(page, blocks, zoned.start, zoned.end, whole_issue) if worded else []
    blocks = _assign(page, blocks, starts, zoned.start, zoned.end)
    noted = _own_notes(notes(page, blocks), blocks)
    described = replace(page, blocks=tuple(blocks))
    language_ = language(_sample(page, blocks), page.language or _folder_language(page.source.path))
    head_stated = list(texts.of_page_head(page, head))
    book = next((s for s in head_stated if s.field == ("part_of" if kind == "text" else "title") and s.kind == "heading"), None)
    stated += evidence.of_book(stated, book)
    stated += list(texts.in_headnotes(page, blocks))
    head_stated += texts.parties_in(page, head, [*stated, *head_stated])
    head_stated = [s for s in head_stated if not _of_its_subject(page, s)]
    if not whole_issue and not _has([*head_stated, *stated], "author"):
        head_stated += texts.in_archive_of(page, blocks)
    made = _texts(described, blocks, starts, zoned.end, head_stated, stated, found)
    chain = origin.chain(page.text, found, cited, _issue(page, head))
    page_stated = evidence.choose([*stated, *(s for s in head_stated if kind != "text")])
    return Described(described, kind, language_, made, page_stated, noted, chain, _unexplained(found))


def _of_its_subject(page: Page, s: Stated) -> bool:
    """Tell an author who is only whom the page is about."""
    return s.field == "author" and bylines.is_about(page.source.path, s.value)


def _says(page: Page, block: Block) -> bool:
    """Tell words of a text from the title line over a scanned page."""
    words = page.words(block)
    return len(words) > 90 or (words[-1:] in '.!?:;,”’"—…)' and "title" not in block.classes.split())


def _statements(page: Page, blocks: list[Block]) -> list[Statement]:
    found: list[Statement] = []
    label: Block | None = None
    for block in blocks:
        if block.role not in {Role.COLOPHON, Role.STAMP, Role.LICENCE}:
            continue
        if label is not None and block.shape == "td":
            found.extend(header.stated(page, label, block))
        elif block.shape != "tr":
            words = page.words(block)
            if block.role is Role.STAMP and STAMPED.fullmatch(words):
                found.append(Statement(("updated",), "", block.start, block.end, words, "stamp"))
                continue
            labelled = header.of_line(words, block.start) if page.source.media_type == "text/plain" else None
            found.extend([labelled] if labelled else statements(words, block.start))
        label = block if block.shape == "tr" else None
    return found


def _kind(page: Page, blocks: list[Block], zoned: Zones, head: heads.Head) -> str:
    if any(fault.code == "R003" for fault in page.faults):
        return "error"
    if head.title is not None and LISTING.match(head.title.words):
        return "index"
    inside = [b for b in blocks[zoned.start : zoned.end] if b.end > b.start]
    prose = sum((b.end - b.start) * (1 - linked(b)) for b in inside if b.role in pieces.OWN)
    passed = {Role.NOTE, Role.COLOPHON} if INDEX.search(page.source.path) else {Role.NOTE, Role.COLOPHON, Role.NAVIGATION}
    if page.source.media_type == "text/plain" and prose:  # nothing but words: a short dispatch is a text, too
        return "text"
    links = sum((b.end - b.start) * linked(b) for b in blocks if b.role not in passed)
    leading = sum(span.kind == "link" and span.value[:1] != "#" for b in blocks[zoned.start : zoned.end] for span in b.spans)
    if INDEX.search(page.source.path) and prose < 5000 and (leading > 2 or sum(linked(b) > 0.8 for b in blocks) > 4):
        return "index"
    short = prose > 40 and leading < 3 and not INDEX.search(page.source.path)  # a telegram, a notice
    return "text" if ((prose > 200 or short) and prose > links * 1.5) or (prose > 1500 and prose > links) else "index"


def _assign(page: Page, blocks: list[Block], starts: list[int], start: int, end: int) -> list[Block]:
    """Give each block of the body the index of its piece; signatures and datelines right after the end go with the last."""
    out = list(blocks)
    for index, (first, last) in enumerate(pieces.ranges(starts, end) if starts else ()):
        for n in range(first, last):
            out[n] = Block(*blocks[n][:8], index)
    for n in range(start, starts[0] if starts else start):  # what comes before pieces that name their authors introduces them
        if out[n].role in pieces.OWN:
            out[n] = out[n]._replace(role=Role.EDITORIAL, voice=Voice.EDITOR)
    n = starts[0] - 1 if starts else -1
    while n >= 0 and out[n].role is Role.DATELINE and (out[n].shape[0] != "h" or "@right" in out[n].classes) and _day(page, out[n]):
        out[n] = out[n]._replace(text=0)
        n -= 1
    n = end
    while starts and n < len(out) and out[n].role in {Role.SIGNATURE, Role.DATELINE, Role.NOTE, Role.HEADING, Role.SEPARATOR}:
        out[n] = out[n]._replace(text=len(starts) - 1)
        n += 1
    return out


def _folder_language(path: str) -> str:
    """Return the language a house style knows a folder of the path to be in."""
    folders = house.styles().folders
    return next((folders[name] for name in path.lower().split("/")[:-1] if name in folders), "")


def _day(page: Page, block: Block) -> bool:
    """Tell a dateline from a year or month a house prints over its texts."""
    words = page.words(block)
    if words[:1] == "(":
        return False
    return not dates.is_date(words) or (dates.read(words) or "").count("-") > 1


def _own_notes(noted: tuple[Note, ...], blocks: list[Block]) -> tuple[Note, ...]:
    if not noted:
        return ()
    last = max((b.text for b in blocks), default=-1)
    starts = [b.start for b in blocks]
    where = (max(0, blocks[bisect_right(starts, note.references[0]) - 1].text) if note.references else last for note in noted)
    return tuple(note._replace(text=text) for note, text in zip(noted, where, strict=True))


def _sample(page: Page, blocks: list[Block]) -> str:
    own = [page.words(b)[:600] for b in islice((b for b in blocks if b.text >= 0 and b.role in pieces.OWN), 4)]
    return " ".join(own) if own else page.text[:1500]


def _page_values(page: Page, blocks: list[Block], found: list[Statement]) -> list[Stated]:
    """Return the page's rights class, from its rights statements or licence blocks."""
    out = []
    for s in found:
        if "rights" in s.fields:
            words = f"{s.cue} {s.words}"
            out.append(Stated("rights", rights_class(words) or "", s.kind, f"cue “{s.cue}”", words, s.start, s.end))
        elif value := _claimed(s.words):
            out.append(Stated("rights", value, s.kind, "the words “permission” or “copyright”", s.words, s.start, s.end))
    for block in blocks:
        if block.role is Role.LICENCE and (value := rights_class(words := page.words(block))):
            out.append(Stated("rights", value, "prose", "a licence at the page's edge", words, block.start, block.end))
            out.append(Stated("rights_text", words, "prose", "a licence at the page's edge", words, block.start, block.end))
    said = {s.value for s in out if s.field == "rights"}
    out = [s for s in out if s.value not in {weak for strong, weak in INCLUDES if strong in said}]
    classes = [s.value for s in out if s.field == "rights"]
    for best in ("gfdl", "cc", "permission", "public-domain", "copyright", "free"):
        if best in classes:
            return sorted(out, key=lambda s: s.value != best)
    return out or list(_linked_licence(page))


def _linked_licence(page: Page) -> Iterator[Stated]:
    """Yield the right that a page without a word about it states by a link: in its head, or by a badge at its foot."""
    for name, address in page.meta:
        if name == "license" and (value := licence_at(address)):
            yield Stated("rights", value, "meta", "a link to the licence", address)


def _claimed(words: str) -> str | None:
    """Return the right words claim that stand under another cue or none: a permission, or a copyright they begin with."""
    value = rights_class(words)
    return value if value == "permission" or (value == "copyright" and re.match(r"\W*(?:copyright|©)", words, re.I)) else None


def _issue(page: Page, head: heads.Head) -> list[Statement]:
    """The magazine header at the top of a page: its name stands before, or with, its number and date."""
    lines = [line for line in head.lines if line.kind == "issue"]
    if not any(bylines.ISSUE.search(line.words) for line in lines):
        return []
    start, end = page.blocks[lines[0].n].start, page.blocks[lines[-1].n].end
    name = re.split(r"\s*(?:\.{3,}|…|\n)\s*", lines[0].words)[0]
    words = ", ".join(
        " ".join(re.sub(r"[•…]|\.{3,}", ", ", line.words).split()).strip(" ,") for line in lines[1:] if _numbers(line.words)
    )
    return [Statement(("carrier",), "", start, end, f"{name}, {words}" if words else name, "issue")]


def _numbers(words: str) -> bool:
    return bool(bylines.ISSUE.search(words) or dates.find(words))


def _unexplained(found: list[Statement]) -> tuple[tuple[int, int], ...]:
    unread = (s for s in found if not s.fields and re.search(r"\w", s.words))
    return tuple((s.start, s.end) for s in unread if not rights_class(s.words) and not layout.NAVIGATION.match(s.words))


def _texts(
    page: Page, blocks: list[Block], starts: list[int], end: int, head: list[Stated], stated: list[Stated], found: list[Statement]
) -> tuple[Text, ...]:
    made = []
    colophon = " ".join(s.words for s in found if TELLING & set(s.fields) or (not s.fields and len(s.words) < 160))[:400]
    headnote = " ".join(page.words(b) for b in blocks if b.role is Role.EDITORIAL)[:400]
    printed = _printed_year(stated)
    if len(starts) > 1 and pieces.SPOKEN_BY.match(
        page.words(blocks[starts[0]])
    ):  # each piece has its own title, the page's is theirs all
        head = [s._replace(field="part_of") if s.field == "title" else s for s in head if s.field != "part_of"]
    for index, (first, _) in enumerate(pieces.ranges(starts, end) if starts else ()):
        own = [b for b in blocks if b.text == index]
        said = list(texts.of_piece(page, own, printed))
        if index or not _has(head, "title"):
            said += texts.own_heading(page, blocks[max(0, first - 2) : first] if index == 0 else [], own)
        said += _from_page(head, stated, said, index, len(starts))
        made.append(_text(page, index, own, said, colophon, headnote))
    return tuple(made)


def _printed_year(stated: list[Stated]) -> str:
    """Return the date of printing where the colophon has just one: it makes a day without a year certain."""
    found = {s.value for s in stated if s.field in {"published", "written"} and s.kind in {"label", "prose", "issue"}}
    return found.pop() if len({value[:4] for value in found}) == 1 and not any("/" in value for value in found) else ""


TELLING = frozenset({"source", "published", "written"})
#: Values of the page's colophon that are also values of its pieces.
SHARED = frozenset({"title", "subtitle", "written", "place", "author", "part_of"})


def _from_page(head: list[Stated], stated: list[Stated], own: list[Stated], index: int, count: int) -> list[Stated]:
    """Return what the head and colophon say of a piece: of the first all, of a later one no title and no date but its own; of
    several that are signed each by its own hand no author.
    """
    signed = count > 1 and _has(own, "author")
    if index == 0:
        out = [s for s in head if s.field != "heading_date" and not (signed and s.field == "author")] + [
            s for s in stated if s.field in SHARED and (count == 1 or s.field != "written" or not _has(own, "written"))
        ]
        return out + _heading_date(head, stated, own + out)
    shared = {"part_of"} if signed else {"author", "part_of"}
    return [s for s in [*head, *stated] if s.field in shared]


def _has(stated: list[Stated], field: str) -> bool:
    return any(s.field == field for s in stated)


def _heading_date(head: list[Stated], stated: list[Stated], own: list[Stated]) -> list[Stated]:
    """A date under the heading is the date of writing only where no date of printing is given, or where it contradicts that."""
    date = next((s for s in (*stated, *head) if s.field == "heading_date"), None)
    if date is None or _has(own, "part_of"):
        return []
    printed = [s.value for s in stated if s.field == "published" and s.kind != "heading"]
    month = [other for other in printed if len(other) == 7 and len(date.value) == 10]  # a day is no repetition of a month
    if any((dates.agrees(date.value, other) and other not in month) or date.value[:7] > other for other in printed):
        return []
    return [date._replace(field="written")]


def _printed_date(head: heads.Head, page: Page, stated: list[Stated]) -> list[Stated]:
    """The date under the heading is the printing's where a printed source is named without one; where it contradicts the
    printing's date it is kept as its rival.
    """
    value = dates.read(head.date.words) if head.date else None
    if head.date is None or value is None:
        return []
    printed = [s.value for s in stated if s.field == "published"]
    printed += [found.edtf for s in stated if s.field == "source" for found in dates.dates(s.value)]
    unsaid = not printed and _has(stated, "venue") and _has(stated, "number")
    if not unsaid and (not printed or any(dates.agrees(value, other) for other in printed)):
        return []
    block = page.blocks[head.date.n]
    return [Stated("published", value, "heading", "the date under the heading", head.date.words, block.start, block.end)]


def _text(page: Page, index: int, own: list[Block], found: list[Stated], colophon: str, headnote: str) -> Text:
    chosen = evidence.choose(found)
    draft = Text(index, chosen)
    title = draft.value("title") or ""
    heading = next((s.words for s in chosen if s.field == "title" and s.chosen), "")
    seen = genre.Seen(f"{title}\n{draft.value('subtitle') or ''}".strip(), draft.value("part_of"), colophon, headnote, heading)
    kind = genre.genre(page, seen, own)
    if kind.value == "article" and any(s.rule == texts.TO for s in chosen):
        kind = kind._replace(value="letter", kind="heading", rule="the heading names sender and recipient")
    more = list(texts.recipient_in(f"{title}\n{draft.value('subtitle') or ''}")) if kind.value == "letter" else []
    chosen = evidence.choose([*more, *chosen, kind])
    words = "\n".join(page.words(b) for b in own if b.role in READING)
    return Text(index, chosen, version=sha256(words.encode("utf-8", "surrogatepass")).hexdigest())
