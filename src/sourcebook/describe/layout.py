"""Which part of a page a block belongs to: furniture, head, colophon, body, notes.

Evidence in order: class names a house style knows, what the words themselves are (a stamp, a cue with its value, a run of links),
and where the block stands. No container of the page's markup is trusted to hold the text, since archives have no constant one.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from ..model import Block, Page, Role
from . import cues, dates, ending, header, house, letterhead
from .citing import is_citation
from .colophon import SPOKEN, parse
from .rights import rights_class

STAMP = re.compile(r"^\W*(?:html\s+)?(?:this page was )?(?:last\s+)?(?:updated|modified|edited|revised|update)\b", re.I)
#: A bare day in figures as a page's last line.
STAMPED = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]20\d\d")
NAVIGATION = re.compile(
    r"^\W*(?:top|top of (?:the )?page|back(?: to| up)?\b.{0,60}|return(?: to| return)?\b.{0,80}|next(?: page| chapter"
    r"| part| section)?\W.{0,80}|prev(?:ious)?\b.{0,80}"
    r"|jump to navigation.{0,30}|navigation menu|search|table of contents|index|home|contents|main page"
    r"|(?:\W*\b[\w’'. -]{2,40}\W*[|>»]){2,}.{0,80}|[\w’'. ]{3,40}(?:internet )?archive)\W*$",
    re.I,
)
#: The dots that lead from a title to its page or author in a list of contents.
LEADERS = re.compile(r"\.{5,}|…{2,}")
#: A list of contents in one block, under its word.
CONTENTS = re.compile(r"(?:table of )?contents\W*\n(?:[^\n]{4,120}(?:\n|$)){2}", re.I)
#: How far from either end a colophon is looked for where no class name marks it, in blocks with words.
REACH = 16
#: What else the author wrote, as title pages print it.
WORKS = re.compile(r"\W*author of\b", re.I)
HEADING = 400  # characters from the start within which a dispatch names its parties
PROSE = 90  # characters from which a block in the head is taken for running text


class Zones(NamedTuple):
    """Roles decided so far (None: not yet), and the half-open range of the body."""

    roles: list[Role | None]
    start: int
    end: int


def zones(page: Page) -> Zones:
    """Give every block outside the body its role and find the body's range."""
    listed = ("....." in page.text or "……" in page.text) and LEADERS.search(page.text) is not None
    roles = [_marked(page, block, listed) for block in page.blocks]
    worded = [n for n, block in enumerate(page.blocks) if block.end > block.start]
    if not worded:
        return Zones(roles, 0, 0)
    _before_heading(page, roles, worded)
    _edges(page, roles, worded)
    titled = header.mark(page, roles, worded[: REACH * 4])
    if page.source.media_type == "text/plain":
        header.mark_lines(page, roles, worded[:REACH])
    _colophons(page, roles, worded)
    start = _body_start(page, roles) if titled < 0 else _after(page, roles, titled)
    end = ending.body_end(page, roles, start)
    return Zones(roles, start, end)


def linked(block: Block) -> float:
    """Return the share of a block's characters that are links."""
    if not block.spans:
        return 0.0
    total = sum(s.end - s.start for s in block.spans if s.kind == "link")
    return total / max(1, block.end - block.start)


def _marked(page: Page, block: Block, listed: bool) -> Role | None:
    """Return the role that class names and the shape give a block, None where they say nothing."""
    if block.shape == "hr":
        return Role.SEPARATOR
    if (listed and len(LEADERS.findall(page.text, block.start, block.end)) > 2) or CONTENTS.match(
        page.text, block.start, block.end
    ):
        return Role.CONTENTS
    role = _class_role(block.classes, house.OWN.get()) if block.classes else None
    if role is not None:
        return _checked(page, block, role)
    return Role.CAPTION if block.shape in {"caption", "figcaption"} else None


@lru_cache(maxsize=4096)
def _class_role(classes: str, _: tuple[house.Own, ...]) -> Role | None:
    """Return the role of the first class name a house style knows; remembered, since an archive has few strings of class names."""
    known = house.styles().roles
    return next((Role(known[name]) for name in classes.split() if name in known), None)


def _checked(page: Page, block: Block, role: Role) -> Role | None:
    """Doubt a class name where the words say otherwise: archives use "link", "note" or "index" for running text too."""
    length = block.end - block.start
    if role is Role.NAVIGATION and length > 200 and linked(block) < 0.5:
        return None
    if role in {Role.CONTENTS, Role.TITLE} and linked(block) < 0.5:
        return role if role is Role.CONTENTS and sum(s.kind == "link" and s.value[:1] != "#" for s in block.spans) > 3 else None
    if role is Role.EDITORIAL and ending.LABEL.match(page.words(block)):
        return Role.NOTE
    if role is Role.DATELINE and (
        length > 160 or (not dates.MONTH_OR_SEASON.search(page.words(block) + " ") and not re.search(r"\d", page.words(block)))
    ):
        return None
    return role


def _before_heading(page: Page, roles: list[Role | None], worded: list[int]) -> None:
    """What stands before the heading that a house begins its pages' own words with is the site's; so are its standing lines."""
    style = house.styles()
    first = next((n for n in worded if style.begins & set(page.blocks[n].classes.split())), None)
    if first is None:
        return
    for n in worded:
        if n < first or page.words(page.blocks[n]).strip().lower() in style.furniture:
            roles[n] = Role.NAVIGATION


def _edges(page: Page, roles: list[Role | None], worded: list[int]) -> None:
    """Tell navigation and stamps at both ends of the page."""
    for edge in (worded[:8], worded[-10:][::-1]):
        for n in edge:
            block = page.blocks[n]
            words = page.words(block)
            if roles[n] in {None, Role.NAVIGATION, Role.SIGNATURE, Role.HEADING} and len(words) < 400:
                if (len(words) < 160 and any(STAMP.match(line) for line in words.split("\n"))) or (
                    n == worded[-1] and STAMPED.fullmatch(words)
                ):
                    roles[n] = Role.STAMP
                elif (
                    roles[n] is None
                    and edge[0] != worded[0]
                    and len(words) < 260
                    and rights_class(words)
                    and not house.styles().head.match(words)
                    and not states(words)
                ):
                    roles[n] = Role.LICENCE
                elif roles[n] is None and (
                    linked(block) > 0.8
                    or (
                        NAVIGATION.match(words)
                        and (block.shape[0] != "h" or words.lower() in {"navigation menu", "search", "contents"})
                    )
                ):
                    roles[n] = Role.NAVIGATION


def _colophons(page: Page, roles: list[Role | None], worded: list[int]) -> None:
    """Tell colophons without a class of their own, near both ends; doubt those that have one but state nothing."""
    near = {*worded[:REACH], *worded[-REACH:]}
    marked = any(roles[n] is Role.COLOPHON for n in worded[: len(worded) // 2 + 1])
    for n in worded:
        block = page.blocks[n]
        if roles[n] is Role.COLOPHON and block.shape not in {"tr", "td"}:
            roles[n] = _doubted(page, block, n, worded)
        elif roles[n] in {None, Role.QUOTATION} and n in near and block.shape[0] != "h":
            words = page.words(block)
            bare = page.source.media_type == "text/plain" and n in worded[2:REACH] and _cites(words)
            if states(words, not marked) or bare or (n and roles[n - 1] is Role.COLOPHON and _goes_on(words)):
                roles[n] = Role.COLOPHON
    if Role.COLOPHON not in roles:
        for n in worded[:REACH]:
            if roles[n] is None and page.blocks[n].shape[0] != "h" and _tells(page.words(page.blocks[n])):
                roles[n] = Role.COLOPHON


#: The beginnings of the verbs that say what was done to a text: quickly asked before anything is parsed.
VERBS = ("transcri", "translat", "publish", "print", "writ", "proof", "marked", "markup", "edit", "appear", "digiti", "scann")
DONE = re.compile(rf"\b(?:{'|'.join(VERBS)})")


def _tells(words: str) -> bool:
    """Tell a paragraph that says in whole sentences who wrote, printed, translated and transcribed the text."""
    low = words.lower() if 60 < len(words) < 1200 else ""
    if sum(verb in low for verb in VERBS) < 2 or len(set(DONE.findall(low))) < 2:
        return False
    return len({field for s in parse(words) if len(s.words) > 2 for field in s.fields} & STATING) > 2


def _cites(words: str) -> bool:
    """Tell a line that is nothing but a dated citation: "Notes to the Harbour, No. 22, 27 September 1851"."""
    day = dates.read(words) if len(words) < 140 and LOCATED.search(words) else None
    exact = day is not None and (len(day) > 4 or PAGED.search(words) is not None)
    return exact and not letterhead.headed(words) and is_citation(words)


PAGED = re.compile(r"\bpp?\.\s*\d")
LOCATED = re.compile(r"[^\W\d_]{3}.*\b(?:no|nr|vol|volume)\b\.?\s*[\divxlc]", re.I)


def _goes_on(words: str) -> bool:
    """Tell what goes on with the colophon above it: a dated sentence that opens with where it was printed."""
    style = house.styles()
    located = len(words) < 500 and _opens(words, style) and (dates.read(words) or LOCATED.search(words))
    found = style.head.match(words) if located else None
    return found is not None and bool({"published", "source", "written"} & set(cues.fields(found[1], style)))


def _doubted(page: Page, block: Block, n: int, worded: list[int]) -> Role:
    words = page.words(block)
    late = n > worded[len(worded) // 2]
    if late and ending.LABEL.match(words):
        return Role.NOTE
    if not any(s.fields for s in parse(words)):
        return Role.EDITORIAL if len(words) > 60 else Role.COLOPHON
    return Role.COLOPHON


def states(words: str, prose: bool = True) -> bool:
    """Tell whether a block without markup is a colophon: its lines are labels and values, or (`prose`) its sentences begin with
    cues.
    """
    if len(words) > 1500:
        return False
    style = house.styles()
    lines = [line for line in words.split("\n") if line.strip()]
    labelled = [match for line in lines if (match := house.LABEL.match(line)) and _telling(cues.fields(match[1], style))]
    if labelled and (len(labelled) * 2 >= len(lines) or (len(labelled) > 1 and len(words) < 900)):
        return True
    if not prose:
        return False
    if len(words) < 240 and SPOKEN.match(words) and lines[0] == words.strip() and dates.read(words):
        return True
    if not (len(words) <= 700 and _begins(words, style)) and not _several(words, lines, style):
        return False
    found = {field for s in parse(words) if len(s.words) > 2 for field in s.fields} & STATING
    return len(found) > 1 or (found == {"source"} and words.startswith("From ") and bool(dates.read(words)) and len(words) < 200)


def _begins(words: str, style: house.Style) -> bool:
    return _opens(words, style) and style.head.match(words) is not None


def _several(words: str, lines: list[str], style: house.Style) -> bool:
    """Tell lines of which most begin with cues, after one that is dated and has none: a citation and who transcribed it."""
    if not 1 < len(lines) < 9 or len(words) > 1200 or not _begins(lines[-1], style):
        return False
    opened = sum(_begins(line, style) for line in lines)
    return opened * 2 >= len(lines) and (_begins(lines[0], style) or dates.read(lines[0]) is not None)


def _opens(words: str, style: house.Style) -> bool:
    """Tell quickly whether the first word can begin a cue: the pattern of all cues is dear, and most blocks begin otherwise."""
    first = FIRST.search(words)
    return first is not None and first[0].lower() in style.first


FIRST = re.compile(r"[^\W\d_]+|©")
STATING = frozenset({"source", "published", "transcriber", "markup", "translator", "proofreader", "carrier", "rights", "written"})


def _telling(fields: tuple[str, ...]) -> bool:
    return bool(set(fields) - {"other", "title", "recipient", "author"})


def _body_start(page: Page, roles: list[Role | None]) -> int:
    """Return the index of the first block of the body: the first running text after the head and its colophon."""
    count = len(page.blocks)
    prose = [n for n in range(count) if roles[n] in ending.BODY - {Role.CONTENTS} and _runs(page, page.blocks[n])]
    if not prose:
        return next((n for n in range(count) if roles[n] is None), count)
    top = [n for n in range(count) if roles[n] is Role.COLOPHON and n < max(prose[0] + 6, count // 4) and n < prose[-1]]
    after = max(top, default=-1)
    start = next((n for n in prose if n > after), prose[0])
    return _back(page, roles, start, after)


def _after(page: Page, roles: list[Role | None], n: int) -> int:
    """Return where the body begins under a header that states the title: whatever follows is the text's, its heading aside."""
    rest = range(n + 1, len(page.blocks))
    return next((n for n in rest if roles[n] in ending.BODY and page.blocks[n].shape[0] != "h"), len(page.blocks))


def _runs(page: Page, block: Block) -> bool:
    """Tell running text from the lines of a head."""
    if block.shape[0] == "h":
        return False
    early = block.start < HEADING
    if block.end - block.start >= PROSE and not early and "@center" not in block.classes:
        return True  # what most blocks of an archive are
    words = page.words(block)
    if early and (WORKS.match(words) or (page.source.media_type == "text/plain" and letterhead.parties(words, ()))):
        return False
    if words.count("\n") > 1 and "@center" in block.classes and max(map(len, words.split("\n"))) < 70:
        return False
    title = "!?" if early and page.source.media_type == "text/plain" else ""
    return len(words) >= PROSE or (len(words) > 40 and words[-1] in '.!?:;,”’"' and words[-1] not in title)


SALUTATION = re.compile(
    r"^\W*(?:(?:my\s+)?dear|esteemed|honou?red|respected|to\s+the|to\s+all|fellow|comrades?|citizens?|friends?"
    r"|workers?|sirs?|gentlemen|monsieur|messieurs|madame|mesdames|estimad[oa]s?|querid[oa]s?|compañer[oa]s?|camaradas?|trabajador[ae]s|hombres|señor[ae]s"
    r"|car[oaie]|compagn[oie]|ch[eè]re?s?|camarades?|liebe[rns]?|genoss(?:e|en|innen)|werte[rns]?)\b.{0,90}[:,!.—–-]?\s*$",
    re.I,
)


def _back(page: Page, roles: list[Role | None], start: int, after: int) -> int:
    """Take in what stands before the first running text and belongs to it: a salutation, an epigraph, a first short paragraph."""
    greeted = next(
        (n for n in range(max(after + 1, start - 4), start) if roles[n] is None and _greets(page.words(page.blocks[n]))), start
    )
    dated = next((n for n in range(max(after + 1, start - 4), start) if _dated(page, roles, n)), start)
    start = min(start, greeted, dated)
    n, html = start - 1, page.source.media_type != "text/plain"
    while n > after and roles[n] in ending.BODY:
        block = page.blocks[n]
        words = page.words(block)
        greets = bool(SALUTATION.match(words)) and words.rstrip()[-1:] in ":,!"
        taken = block.shape[0] != "h" and (greets or "@center" not in block.classes) and "title" not in block.classes.split()
        lines = words.count("\n") > 1 and n > after + 1 and html  # an epigraph in verse
        if not taken or not (
            SALUTATION.match(words) or lines or roles[n] in {Role.QUOTATION, Role.VERSE} or _short_prose(page, block, n, after)
        ):
            break
        start = n
        n -= 1
    return start


def _dated(page: Page, roles: list[Role | None], n: int) -> bool:
    """Tell a dateline over a plain text: what follows it is the text's."""
    if roles[n] is not None or page.source.media_type != "text/plain":
        return False
    words = page.words(page.blocks[n])
    return letterhead.headed(words) and bool(re.match(r"\W*[^\W\d_]{4}", words)) and not dates.is_date(words)


def _greets(words: str) -> bool:
    return bool(letterhead.GREETING.match(words)) and bool(SALUTATION.match(words))


def _short_prose(page: Page, block: Block, n: int, after: int) -> bool:
    words = page.words(block)
    if dates.is_date(words) or not page.source.media_type.endswith("html") or len(words) < 12 or n < 3:
        return False
    if after >= 0 and block.classes[:3] == "fst":  # a first paragraph by its class, under the colophon
        return True
    return bool(re.search(r"[.!?:]['”’\")\]]?\s*$", words))
