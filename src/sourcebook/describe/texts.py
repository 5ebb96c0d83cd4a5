"""What is stated of one piece: title, authors, dates, place, recipient, genre, its first and last words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from ..model import Block, Page, Role, Stated
from . import body, bylines, dates, heads, values
from .citing import fold
from .heads import Head, Line
from .letterhead import EDIT, dateline, parties, when, yearless
from .pieces import OWN, first_words, last_words

#: How many blocks from the start (and half as many from the end) a line of place and date dates the text; further in it belongs to
#: what is quoted there.
EDGE = 6
LETTER_TO = re.compile(r"\bletters?\b(?:\s+(?!to\b)\S+){0,6}?\s+to\s+(?:the\s+(?-i:(?=[A-Z]\S*[A-Z])))?(.+)$", re.I)
PREFACE_TO = re.compile(
    r"^(?:\w+[’']s\s+)?(?i:preface|introduction|foreword|afterword|postscript)\s+to\s+(?:(?:the\s+)?[\w-]+\s+[Ee]dition\s+of\s+)?"
    r"(?=[A-Z“‘])((?:(?!\bedition).)+)$",
)


def of_page_head(page: Page, head: Head) -> Iterator[Stated]:
    """Yield what the head, the title element and the meta names say of the page's (first) piece."""
    if head.title:
        first, rest = _split_title(page, head)
        yield _line("title", heads.clean(first), head.title, page, "the largest heading before the text")
        if rest:
            yield _line("subtitle", heads.clean(rest), head.title, page, "the lines under the title in its heading")
    if head.title and head.subtitle and head.subtitle.words not in first:
        yield _line("subtitle", heads.clean(head.subtitle.words), head.subtitle, page, "the heading under the title")
    if head.title and (prefaced := PREFACE_TO.match(heads.clean(head.title.words))):
        yield _line("part_of", prefaced[1], head.title, page, "“preface to” in the title")
    for line in head.lines:
        if line.words[:2] == "< ":  # the page of which a wiki's page is a part
            yield _line("part_of", heads.clean(line.words[2:]), line, page, "the page above this one")
    if head.part_of:
        yield _line("part_of", heads.clean(head.part_of.words), head.part_of, page, "the heading above the chapter's")
    if head.byline:
        for name in heads.authors_in(head.byline, bylines.meta_authors(page)):
            yield _line("author", name, head.byline, page, "a heading that names the author")
    if head.date and (value := dates.read(head.date.words)):
        yield _line("heading_date", value, head.date, page, "the date under the heading")
    yield from _tagged(page)


def parties_in(page: Page, head: Head, stated: list[Stated]) -> Iterator[Stated]:
    """Yield sender and recipient of a letter or dispatch whose heading names both; a name the page has in full is not repeated."""
    names = [s.value for s in stated if s.field == "author"]
    lines = [(line.words, page.blocks[line.n]) for line in head.lines if line.kind in {"title", "date"}]
    headings = [Stated("", words, "heading", TO, words, block.start, block.end) for words, block in lines]
    for heading in [s for s in stated if s.field == "title" and s.kind == "label"] + headings:
        found = parties(heading.words, names)
        if found:
            if head.byline is None and not any(bylines.same_name(name, found.sender) for name in names):
                yield heading._replace(field="author", value=found.sender, kind="heading", rule=TO)
            yield heading._replace(field="recipient", value=found.recipient, kind="heading", rule=TO)
            return


TO = "“… to …” in the heading"


def _split_title(page: Page, head: Head) -> tuple[str, str]:
    """Part title and subtitle where one heading holds both, as the title element shows; join a title that two headings make."""
    assert head.title is not None
    words, tag = head.title.words, fold(bylines.title_tag(page)[1])
    first, _, rest = words.partition("\n")
    if rest and tag and fold(first) == tag and not first.rstrip().endswith(":"):
        return first, rest
    above = next((line for line in head.lines if line.kind == "title" and line.n == head.title.n - 1), None)
    if above and HANGING.search(above.words) and above.group == head.title.group:
        return f"{above.words} {words}", ""
    return words, ""


#: A heading that goes on in the next one.
HANGING = re.compile(r"(?::|\s(?:of|on|the|and|to|for|in|from|with))\s*$", re.I)


def _line(field: str, value: str, line: Line, page: Page, rule: str) -> Stated:
    block = page.blocks[line.n]
    return Stated(field, value, "heading", rule, line.words, block.start, block.end)


def _tagged(page: Page) -> Iterator[Stated]:
    author, title = bylines.title_tag(page)
    if author:
        yield from (
            Stated("author", name, "title", "“Author: Title” in the title element", page.title)
            for name in bylines.split_names(author)
        )
    if title:
        yield Stated("title", heads.clean(title), "title", "the title element", page.title)
    for name in bylines.meta_authors(page):
        yield Stated("author", name, "meta", "the page's meta author", name)


#: An editor says what a text was taken from: "This is taken from a pamphlet, entitled: …".
TAKEN_FROM = re.compile(
    r"\b(?:taken|extract(?:ed)?|excerpt(?:ed)?|chapter|section|part|preface|introduction)\s+(?:is\s+)?(?:from|of|to)\s+(?:an?|the|his|her)\s+(?:\w+\s+)?"
    r"(?:pamphlet|book|brochure|work)\b,?\s+(?:entitled|called|titled|named)\W*",
    re.I,
)


def in_headnotes(page: Page, blocks: list[Block]) -> Iterator[Stated]:
    """Yield the larger work a headnote names."""
    for block in blocks:
        found = TAKEN_FROM.search(page.words(block)) if block.role is Role.EDITORIAL else None
        at = block.start + found.end() if found else -1
        title = next(
            (page.text[s.start : s.end] for s in block.spans if found and s.kind in {"em", "strong"} and s.start <= at < s.end), ""
        )
        if title:
            yield Stated(
                "part_of", title.strip(" .,"), "prose", "the headnote says where it was taken from", title, at, at + len(title)
            )


#: "Return to the A. Quill Internet Archive", "A. Quill Archive": the last lines of a page in a person's archive.
ARCHIVE_OF = re.compile(
    r"\W*(?:(?:back|return|go\s+(?:back|up))\s+to\s+(?:the\s+)?)?(?P<who>(?-i:[A-ZÀ-Ý])[\w’'. -]{3,40}?)(?:[’']s)?"
    r"\s+(?:internet\s+)?archive\W*(?:\||$)",
    re.I,
)


def in_archive_of(page: Page, blocks: list[Block]) -> Iterator[Stated]:
    """Yield the person to whose archive a page's last lines lead back, if its path agrees."""
    for block in [] if bylines.ISSUE.search(page.title) else [b for b in blocks[-6:] if b.role is Role.NAVIGATION]:
        found = next(filter(None, map(ARCHIVE_OF.match, page.words(block).split("\n"))), None)
        name = found["who"].strip() if found else ""
        surname = fold(name).split(" ")[-1]
        if " " in name and bylines.is_name(name) and not bylines.is_about(page.source.path, name) and surname in page.source.path:
            yield Stated("author", name, "path", "the archive the page lies in", page.words(block), block.start, block.end)
            return


def of_piece(page: Page, blocks: list[Block], printed: str = "") -> Iterator[Stated]:
    """Yield what a piece's own blocks say: datelines, dated signatures, whom it addresses, its first and last words. `printed` is
    when it was printed, which makes a dateline's day without a year certain.
    """
    first, last = first_words(blocks), last_words(blocks)
    if first and last:
        run_in = RUN_IN.match(page.text, first.start, min(first.end, first.start + 100))
        if run_in:
            yield from _run_in(run_in, printed)
        yield _words("starts", page.text[run_in.end() if run_in else first.start : first.end], first, page, blocks, 8)
        yield _words("ends", page.words(last) + _farewell(page, blocks, last), last, page, blocks, -8)
        if signed := _signed_at_end(page.words(last)):
            at = last.start + signed.start(1)
            yield Stated(
                "author", signed[1].strip(), "signature", "initials after the last sentence", signed[0], at, at + len(signed[1])
            )
    own = [b for b in blocks if b.end > b.start and b.role is not Role.NOTE]
    top, edges = own[:EDGE], [*own[:EDGE], *own[-EDGE // 2 :]]
    for block in blocks:
        if block.role is Role.DATELINE:
            yield from _dated(block, page.words(block), printed if block in top else "") if block in edges else ()
        elif block.role is Role.SIGNATURE:
            yield from _signed(block, page.words(block)) if block in own[-EDGE:] else ()
        elif block is first:
            yield from _addressed(block, page.words(block))
    for block in reversed([b for b in top if b.role is Role.DATELINE]):
        words = page.words(block)
        if (place := _place_alone(words)) and not dates.read(words):
            yield Stated("place", place, "dateline", "the address over the letter", words, block.start, block.end)


#: A dateline run in with a text's first paragraph: "Port Lissia, May 3. – The congress …".
RUN_IN = re.compile(
    r"[\s(]*(?P<place>(?:[A-ZÀ-Ý][\w.’'-]*,?\s+){1,4}?)(?<=,\s)"
    rf"(?P<day>(?i:{dates.MONTH_NAMES})\s+\d{{1,2}}|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?i:{dates.MONTH_NAMES}))(?P<year>,?\s+1\d{{3}})?[.,)]*"
    r"\s*(?:[—–-]+|(?<=\.))\s*(?=[A-Z“‘\"])"
)


def _run_in(found: re.Match[str], printed: str) -> Iterator[Stated]:
    words = found[0].strip()
    place = found["place"].strip(" ,")
    yield Stated("place", place, "dateline", "the dateline before the first words", words, found.start(), found.end())
    if value := dates.read(found[0]) if found["year"] else dates.before(found["day"], printed):
        rule = "the dateline before the first words" + ("" if found["year"] else ", its year from the date of printing")
        yield Stated("written", value, "dateline", rule, words, found.start(), found.end())


def _farewell(page: Page, blocks: list[Block], last: Block) -> str:
    """Return the closing formula that stands over a signature, as a line to add to a text's last words."""
    for block in blocks[blocks.index(last) + 1 :]:
        if block.role is Role.SIGNATURE:
            lines = (found[1] if (found := FAREWELL.match(line)) else line for line in page.words(block).split("\n"))
            if taken := list(takewhile(lambda line: len(line) < 60 and body.CLOSING.match(line), lines)):
                return "".join(f"\n{line}" for line in taken)
    return ""


#: A closing formula with the name on its line.
FAREWELL = re.compile(r"^((?:\w+\s+){0,3}\w+),\s+[A-ZÀ-Ý]")


OFFICE = re.compile(r",?\s+(?=(?:\w+\s+)?(?:sec(?:retar)?[’'.y]|treasurer|chair|president|editor|delegate))", re.I)


#: What stands above the name of who signs: a closing formula, for whom it is signed.
NO_SIGNER = re.compile(rf"{body.CLOSING.pattern}|\s*for the\b", re.I)


def _signed(block: Block, words: str) -> Iterator[Stated]:
    """Yield what a signature says: who signs, where and when."""
    lines = [
        re.sub(r"^[-–—\s]+|^\W*signed\W+|^(?:\w+\s+){0,3}ly,\s+(?=[A-Z])", "", line, flags=re.I).strip(" .,")
        for line in words.split("\n")
    ]
    name = next((line for line in lines if body.NAME.match(line) and not NO_SIGNER.match(line) and len(line) < 60), "")
    name = OFFICE.split(name)[0]
    if name:
        yield Stated("author", name, "signature", "the signature", words, block.start, block.end)
    if any(dateline(line) for line in lines):
        yield from _dated(block, words)


def own_heading(page: Page, before: list[Block], blocks: list[Block]) -> Iterator[Stated]:
    """Yield the title and author that stand over a piece within its page: the headings before its first words."""
    author = ""
    for n, block in enumerate(over := [*before, *blocks]):
        words = re.sub(r"\s+", " ", EDIT.sub("", page.words(block)))
        if block.role is Role.HEADING and re.search(r"[^\W\d_]{3}", words):
            below = over[n + 1] if n + 1 < len(over) else block
            if (
                not author
                and bylines.is_name(words)
                and below.role is Role.HEADING
                and block.shape[0] == "h"
                and below.shape < block.shape
            ):
                author = words
                yield Stated("author", words, "heading", "the name over the piece's heading", words, block.start, block.end)
                continue
            by = re.search(r"[\s(]+by\s+([A-Z][^,;()]{1,50}?)\)?(?:\s*\([^()]*\))?$", words, re.I)
            title = heads.clean(words[: by.start()] if by else words)
            yield Stated("title", title, "heading", "the heading over the piece", words, block.start, block.end)
            for name in bylines.split_names(by[1]) if by else ():
                yield Stated("author", name, "heading", "“by” in the heading over the piece", words, block.start, block.end)
            return
        if block.role in OWN:
            return


def _words(field: str, words: str, block: Block, page: Page, blocks: list[Block], count: int) -> Stated:
    """Return the first (or last) words of a piece; where its block is short the next (or the one before) is taken in."""
    tokens = (words if count > 0 else _unsigned(words)).split()
    at = blocks.index(block)
    step = 1 if count > 0 else -1
    while len(tokens) < abs(count) and 0 <= at + step < len(blocks):
        at += step
        if blocks[at].role in {Role.PARAGRAPH, Role.QUOTATION, Role.LIST, Role.VERSE, Role.SALUTATION, Role.CLOSING}:
            more = page.words(blocks[at]).split()
            tokens = tokens + more if count > 0 else more + tokens
    while count < 0 and tokens and re.fullmatch(r"(?:[\[(]\d{1,3}[\])])+", tokens[-1]):
        tokens.pop()
    text = " ".join(tokens[:count] if count > 0 else tokens[count:])
    text = re.sub(r"(?:[\[(]\d{1,3}[\])])+$", "", text) if count < 0 else text
    return Stated(
        field,
        text,
        "body",
        "the first words of the text" if count > 0 else "the last words of the text",
        text,
        block.start,
        block.end,
    )


#: Initials, or initials and a surname, after the last sentence of a block: "… the freedom of all. H. QUELCH."
SIGNED = re.compile(
    r"(?:(?<=[.!?”’\"])(?<!\b[A-Z]\.)\s+[-–—(]*\s*(?=(?:[A-Z]\.\s?){2,3}\)?\s*$|(?:[A-Z]\.\s?){1,3}[A-ZÀ-Ý][\w’'-]+\.?\)?\s*$)"
    r"|\s*(?:\.{4,}|…[.…]+)\s*(?=[A-ZÀ-Ý][\w. ’'-]{1,40}$))(.+?)\)?\s*$"
)


#: "(To be continued)" behind the last words.
PARTED = re.compile(r"\s*[\[(]\s*(?:to\s+be\s+(?:continued|concluded)|continued|concluded)\b[^\])]{0,40}[\])]\.?\s*$", re.I)


def _signed_at_end(words: str) -> re.Match[str] | None:
    """Find the signature after the last sentence of a block; no further from its end than one is long."""
    return SIGNED.search(words, max(0, len(words) - 120))


def _unsigned(words: str) -> str:
    """Drop the signature printed in the same block as a text's last words: initials after its last sentence, or lines under a
    closing formula that hold a name, a place or a date.
    """
    words = words[: found.start()] if (found := PARTED.search(words)) else words
    words = words[: found.start()] if (found := _signed_at_end(words)) else words
    lines = words.split("\n")
    while (
        len(lines) > 1
        and len(lines[-1]) < 60
        and (dateline(lines[-1]) or (body.NAME.match(lines[-1]) and body.CLOSING.match(lines[-2])))
    ):
        lines.pop()
    return "\n".join(lines)


def _dated(block: Block, words: str, printed: str = "") -> Iterator[Stated]:
    kind = "dateline" if block.role is Role.DATELINE else "signature"
    value, rule, place = dates.read(when(words)), f"the {kind}", values.place_beside(when(words))
    if value is None and yearless(words):
        value, rule = dates.before(words, printed), f"the {kind}, its year from the date of printing"
        place = words.partition(",")[0].strip() if value and "," in words else ""
    if value:
        yield Stated("written", value, kind, rule, words, block.start, block.end)
    if place and len(place) < 50 and not body.CLOSING.match(place) and not PERSON.match(place):
        yield Stated("place", place, kind, f"the {kind}", words, block.start, block.end)


#: Initials and a surname are no place.
PERSON = re.compile(r"(?:[A-Z]\.\s?)+[A-Z][\w’'-]+$|.*[\d\]]")


def _place_alone(words: str) -> str:
    """Return the place a letter's address names: its last line, without what brackets add and without the postal district."""
    line = re.sub(r"\s*\([^)]*\)|,?\s*\b[NSEW]{1,2}\.?(?:\s?C\.?)?(?:\s?\d+)?\.?$", "", words.strip('“”"‘’ ').split("\n")[-1])
    return "" if re.search(r"\d|;|\b(?:not|for|personal|private|confidential|secret|top|copy)\b", line, re.I) else line.strip(" .,")


#: "Dear Comrade Quelch, – This First of May …": the greeting may run on into its paragraph.
ADDRESSED = re.compile(
    r"^\W*(?:my\s+)?dear\s+(?:and\s+\w+\s+)?(?:comrades?|mr\.?|mrs\.?|miss|sir|friends?|citizen)?\s*"
    r"([A-ZÀ-Ý][\w’'.-]*(?:\s+(?:[A-ZÀ-Ý][\w’'.-]*|de|von|van))*)\s*(?:[,:!—–-]|$)",
    re.I,
)
#: "Dear comrades of the composing room!"
SEVERAL = re.compile(
    r"^\W*dear\s+((?:comrades|friends|colleagues|brothers|sisters|members)\s+(?:of|in|from)\s+[^,:!—–]{3,60}?)\s*[,:!—–]", re.I
)
NOBODY = frozenset("comrade comrades friend friends sir madam sirs editor reader readers brothers sisters fellow mr mrs".split())


def _addressed(block: Block, words: str) -> Iterator[Stated]:
    if several := SEVERAL.match(words):
        yield Stated("recipient", several[1], "salutation", "the salutation", several[0], block.start, block.end)
    found = ADDRESSED.match(words[:80])
    if found and len(found[1]) > 2 and found[1][0].isupper() and found[1].lower().split()[0] not in NOBODY:
        yield Stated("recipient", found[1], "salutation", "the salutation", words[: found.end()], block.start, block.end)


def recipient_in(title: str) -> Iterator[Stated]:
    """Yield the recipient a letter's title (or subtitle, on a line of its own) names."""
    for line in title.split("\n"):
        if (to := TO_NAME.match(line)) and bylines.is_name(to[1]):
            yield Stated("recipient", to[1], "heading", "“to” and a name in the title", line)
            return
        if found := LETTER_TO.search(re.sub(r"\s+", " ", line)):
            if name := _undated(found[1]):
                yield Stated("recipient", name, "heading", "“letter to” in the title", line)
            return


TO_NAME = re.compile(r"^To\s+([^,;()]+)$")


def _undated(words: str) -> str:
    """Return whom a title's words name, without the date behind and without what names nobody ("a historian")."""
    for date in reversed(dates.find(words)):
        words = words[: date.start]
    words = re.sub(r"[\s,(]*(?:\b(?:about|after|before|around)\b)?[\s,(]*$", "", words)
    return "" if re.match(r"an?\s", words) else words.strip(" .,")
