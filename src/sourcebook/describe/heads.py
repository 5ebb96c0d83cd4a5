"""The head of a page: title, subtitle, byline, heading date, the book a chapter belongs to.

Headings are told apart by what they say (a date, a name the page knows as its author, a chapter's number) and only then by size;
the `<title>` element and the page's meta author say which is which.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz

from ..model import Page, Role
from . import dates, house, plainhead
from .bylines import ISSUE, is_name, meta_authors, names_site, same_name, split_names, title_tag, undated
from .citing import COLON, fold
from .layout import Zones
from .letterhead import EDIT, headed, when

CHAPTER_PATH = re.compile(
    r"(?:^|/)(?:(?:\w*[-_])?(?:ch|chap|chapter|pt|part|sec|section|app|appx|appendix|bk|book|vol)(?:[-_]?(?:\d+[\w-]*|[ivx]+))?"
    r"|(?:\d+-?)?(?:preface|intro|foreword|conclusion)[\w-]*)\.[a-z]+$"
    r"|(?<!/1[5-9]\d\d)(?<!/20\d\d)(?<!/1[5-9]\d\d/\d\d)(?<!/20\d\d/\d\d)/\d\d?\w?\.[a-z]+$",
    re.I,
)
PART_TITLE = re.compile(r"\((?:part|chap\w*\.?)\s*[\divx]", re.I)
NUMBERED_PATH = re.compile(r"/\d{1,2}[a-z]?-[\w-]+\.\w+$")
_TENS = "(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
    " first second third"
)
_COUNT = rf"(?:\d+|[ivxlc]+|{_TENS}(?:[-\s](?:one|two|three|four|five|six|seven|eight|nine))?|{'|'.join(_WORDS.split())}|[a-f])"
NUMBERED = re.compile(
    rf"^\s*(?:(?:chapter|kapitel|chapitre|capítulo|capitolo|part|section|lecture|letter|appendix|book"
    rf"|no\.?)\s+(?i:{_COUNT})\b\s*[.:–—-]*\s*\n?"
    r"|(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\s+(?:letter|chapter|lecture|section)\b\s*[.:–—-]+\s*\n?"
    r"|(?:\d{1,2}|(?-i:[IVX]+[IVXLC]*))\s*(?:[.):](?:\s+|$)|\s[–—-]\s+|\n\s*))",
    re.I,
)
#: A line that holds nothing but a number, or says what else the author wrote, is no title.
BARE = re.compile(rf"^\W*(?:(?:part|chapter|section|book|volume)\s+)?(?:{_COUNT})\W*(?:\[\d+\]\W*)?$|^\W*author of\b", re.I)
PART = re.compile(r"^\s*(?:part|book|volume|vol\.|section)\s+(?:\d+|[ivxlc]+|one|two|three|four|five|first|second|third)\b", re.I)
BY = re.compile(r"^\s*(?:by|por|par|von|di|de)\s+", re.I)
NAMELIKE = re.compile(r"^[^\W\d_].{2,50}$")
DAY = re.compile(r"\(?(?:\d{1,2}\s+" + dates.MONTH_NAMES + r"|" + dates.MONTH_NAMES + r"\s+\d{1,2})(?:st|nd|rd|th)?\)?", re.I)


class Line(NamedTuple):
    """A block of the head: its index and what it is taken for."""

    n: int
    words: str
    level: int  # 1–6 of a heading, 7 for other lines
    group: int  # counts the rules and colophons before it
    kind: str  # title | byline | date | issue | other


class Head(NamedTuple):
    """What the head of a page says; indexes of blocks, -1 where it says nothing."""

    lines: tuple[Line, ...]
    title: Line | None
    subtitle: Line | None
    part_of: Line | None
    byline: Line | None
    date: Line | None


def head(page: Page, zones: Zones) -> Head:
    """Read the head of a page: the lines before its body that are neither furniture nor colophon."""
    names = tuple(name for name in (*meta_authors(page), title_tag(page)[0]) if name)
    lines = _lines(page, zones, names)
    titles = [line for line in lines if line.kind == "title"]
    title, part_of = _title(page, titles, [line for line in lines if CHAPTER.fullmatch(line.words)])
    subtitle = next((t for t in titles if title and t.group == title.group and t.n == title.n + 1 and t.level >= title.level), None)
    byline = next((line for line in lines if line.kind == "byline"), None)
    date = next((line for line in lines if line.kind == "date"), None)
    if (
        title is None and byline is not None and [line.kind for line in lines if line.kind != "other"] == ["byline"]
    ):  # a page about a person has the name for its title
        title, byline = byline, None
    return Head(tuple(lines), title, subtitle, part_of, byline, date)


def _trail(words: str) -> bool:
    """Tell a trail of links that says where in a site the page lies: "Marxist History: USA: Black Panther Party"."""
    parts = words.split(":")
    if (named := house.styles().hands.match(words)) and re.match(r"\s*[–—-]\s", words[named.end() :]):
        return True
    return "\n" not in words and ((len(parts) > 2 and max(map(len, parts)) < 40) or (len(parts) == 2 and names_site(parts[0])))


def _lines(page: Page, zones: Zones, names: tuple[str, ...]) -> list[Line]:
    lines: list[Line] = []
    group, plain = 0, page.source.media_type == "text/plain"
    for n in range(zones.start):
        block, role = page.blocks[n], zones.roles[n]
        if role in {Role.SEPARATOR, Role.COLOPHON} or STARS.fullmatch(page.text, block.start, block.end):
            group += 1
        elif (
            role in {None, Role.SIGNATURE, Role.HEADING, Role.BYLINE, Role.TITLE, Role.DATELINE, Role.QUOTATION}
            and block.end > block.start
        ):
            words = EDIT.sub("", page.words(block))
            level = int(block.shape[1]) if block.shape[0] == "h" and block.shape != "hr" else 7
            lines += _parted(Line(n, words, level, group, ""), names, plain, not lines)
    alone = Role.COLOPHON not in zones.roles
    known = _issue_name([line._replace(kind=_kind(line, names)) for line in lines], alone)
    known = _with(known, plainhead.after_by([line.kind for line in known], [line.words for line in known]))
    if plain:
        known = _with(known, plainhead.told([(line.kind, line.words, line.group) for line in known], is_name))
    return known if any(line.kind == "byline" for line in known) else _first_name(known, page)


#: A row of stars set as a heading.
STARS = re.compile(r"[\s*•·—–_-]*[*•·—–_-][\s*•·—–_-]*")


def _with(lines: list[Line], kinds: list[str]) -> list[Line]:
    return [line._replace(kind=kind) for line, kind in zip(lines, kinds, strict=True)]


def _kind(line: Line, names: tuple[str, ...]) -> str:
    words = line.words.strip(" ()[]")
    if len(words) > 260:
        return "other"
    if dates.is_date(words):
        return "date"
    if line.level == 7 and headed(line.words) and not ISSUE.search(when(line.words)):
        return "date"
    if ISSUE.search(words) and len(words) < 90 and not NUMBERED.match(words):
        return "issue"
    if (
        BARE.match(words)
        or LISTS.search(words)
        or words[:2] == "< "
        or _trail(words)
        or (words[:4] == "and " and is_name(words[4:]))
    ):
        return "other"
    if BY.match(line.words) and len(words) < 80:
        return "byline"
    if LIVED.search(words):  # whom a page is about
        return "title"
    plain = re.sub(r"\s*\([^)]*\)?$", "", undated(words))
    if len(plain) < 90 and any(same_name(part, name) for part in (plain, *split_names(plain)) for name in names):
        return "byline"
    return "title" if re.search(r"\w", words) else "other"


#: What a site calls the pages about its people.
LISTS = re.compile(r"^\W*(?:[^\W\d_]+[’']s?\s+)?biographies\W*$|\barchive\W+volunteers\W*$", re.I)


def _lead(words: str, names: tuple[str, ...]) -> re.Match[str] | None:
    """Find a known name and a point at the head of a line: "Karl Marx. Capital Volume One"."""
    found = (re.match(rf"({re.escape(name)})\.\s+(?=\S)", words, re.I) for name in names if " " in name)
    return next((match for match in found if match), None)


def _parted(line: Line, names: tuple[str, ...], plain: bool, opens: bool) -> list[Line]:
    """Part a line that holds the author and the title: "Mark Star: A Worker Looks At History", "Who Is Bound?\\nby Edda
    Corrane".
    """
    lead = _lead(line.words, names) or re.match(r"([^:\n]{4,60}?)\s*[:\n]\s*(?=\S)", line.words)
    if lead and any(same_name(part, name) for part in split_names(undated(lead[1])) for name in names) and NAMELIKE.match(lead[1]):
        return [line._replace(words=lead[1]), line._replace(words=line.words[lead.end() :])]
    if plain and (parts := plainhead.parted(line.words, is_name, opens)):
        return [line._replace(words=part) for part in parts]
    by = re.search(r"\n\s*(by\s+[^\n]{4,60})$", line.words, re.I)
    if by:
        return [line._replace(words=line.words[: by.start()]), line._replace(words=by[1])]
    return [line]


def _issue_name(lines: list[Line], alone: bool) -> list[Line]:
    """Lines above a magazine's number and date are its name, where a title follows below or no colophon says otherwise."""
    at = next((n for n, line in enumerate(lines) if line.kind == "issue"), None)
    below = at is not None and any(line.kind == "title" for line in lines[at + 1 :])
    if at is None or not (below or alone) or NUMBERED.match(lines[at].words):
        return lines
    return [line._replace(kind="issue") if n < at and line.kind == "title" else line for n, line in enumerate(lines)]


def _first_name(lines: list[Line], page: Page) -> list[Line]:
    """Where nothing names the author, a line above the title that is shaped like a name and is named again is the byline."""
    titles = [n for n, line in enumerate(lines) if line.kind == "title"]
    if len(titles) < 2:
        return lines
    for n in titles[:2]:
        words = undated(lines[n].words)
        if is_name(words) and not names_site(words) and _again(words, page):
            return [line._replace(kind="byline") if k == n else line for k, line in enumerate(lines)]
    return lines


def _again(name: str, page: Page) -> bool:
    surname = fold(name).split()[-1]
    known = (fold(author).split()[-1:] for author in meta_authors(page))
    if any(fuzz.ratio(surname, last) > 80 for one in known for last in one):
        return True
    if ":" in page.title and fold(undated(page.title.rpartition(":")[2])) == fold(name):
        return False  # "Notes of the Month: Danger Ahead": what stands behind the colon is the title
    return page.text.count(name) > 1 or surname in page.source.path.lower() or name.upper() in page.text[len(page.text) // 2 :]


#: A chapter's number that stands by itself, beside its title.
CHAPTER = re.compile(rf"\W*(?:chapter|lecture)\s+(?:{_COUNT})\W*", re.I)


def _title(page: Page, titles: list[Line], numbers: list[Line]) -> tuple[Line | None, Line | None]:
    """Choose the title among the lines that could be one, and the book's title where the page is a chapter."""
    if not titles:
        return None, None
    groups: dict[int, list[Line]] = {}
    for line in titles:
        groups.setdefault(line.group, []).append(line)
    order = [group for key, group in sorted(groups.items())]
    order = [group for group in order[:-1] if not all(PART.match(line.words) for line in group)] + order[-1:]
    last = order[-1]
    while len(order) > 1 and (_within_chapter(last, order[-2], numbers) or not _names_chapter(page, last, order[-2])):
        order.pop()
        last = order[-1]
    title = _numbered(page, last) or _biggest(last)
    before = [line for group in order[:-1] for line in group if not PART.match(line.words)]
    return title, (_biggest(before) if before else _book_above(page, last, title))


def _within_chapter(group: list[Line], before: list[Line], numbers: list[Line]) -> bool:
    """Tell headings inside a chapter that is named and numbered above them."""
    if NUMBERED.match(_biggest(group).words) or _biggest(group).level <= _biggest(before).level:
        return False
    return any(line.group == before[0].group for line in numbers)


def _book_above(page: Page, group: list[Line], title: Line) -> Line | None:
    """Within one group, a line above a numbered title, a preface's or a chapter's page is the book's."""
    above = [line for line in group if line.n < title.n and (line.level < 7 or title.level == 7)]
    part = NUMBERED.match(title.words) or INTRODUCTORY.match(title.words) or CHAPTER_PATH.search(page.source.path)
    return _biggest(above) if above and part else None


def _numbered(page: Page, lines: list[Line]) -> Line | None:
    """A chapter's heading with its number and its words, below the book's."""
    for line in lines[1:]:
        found = NUMBERED.match(line.words)
        if found and re.search(r"[^\W\d_]{3}", line.words[found.end() :]):
            return None if _first_of_several(page, line) else line
    return None


def _biggest(lines: list[Line]) -> Line:
    return min(lines, key=lambda line: (line.level, line.n))


INTRODUCTORY = re.compile(r"^\W*(?:introduct\w+|preface|foreword|prologue|editor\w*\W+\w+)\W*$", re.I)
INTRO_PATH = re.compile(r"(?:intro|pref|fore|prol)[\w-]*\.\w+$", re.I)


def _names_chapter(page: Page, group: list[Line], before: list[Line]) -> bool:
    """Tell whether the last headings before the text name a chapter, or are only its first cross-heading."""
    best = _biggest(group)
    if re.fullmatch(r"\W*(?:[ivxlc]+|\d+)\W*", best.words, re.I):
        return False
    if _in_title(page, fold(clean(best.words))):
        return True
    alone = best.level <= _biggest(before).level and CHAPTER_PATH.search(page.source.path)
    if INTRODUCTORY.match(best.words) and not INTRO_PATH.search(page.source.path) and not alone:
        return False
    chapter = CHAPTER_PATH.search(page.source.path) or NUMBERED.match(best.words)
    if _first_of_several(page, best):
        return False
    if PART_TITLE.search(page.title) and best.level <= 4:
        return True
    in_book = CHAPTER_PATH.search(page.source.path) or NUMBERED_PATH.search(page.source.path)
    if in_book and fold(title_tag(page)[1]).startswith(fold(_biggest(before).words)):
        return True
    if best.level == 7:  # a plain text has no sizes
        return bool((m := NUMBERED.match(best.words)) and re.search(r"[^\W\d_]{3}", best.words[m.end() :]))
    return bool(best.level <= 3 and (chapter or best.level <= _biggest(before).level))


def _in_title(page: Page, words: str) -> bool:
    """Tell whether the title element names these words for themselves, not as the rest of a longer phrase."""
    parts = (fold(part) for part in re.split(r"[:–—|(]|[-,.]\s", page.title))
    return bool(words) and (words in parts or fold(page.title).startswith(words))


def _first_of_several(page: Page, line: Line) -> bool:
    """Tell the first numbered cross-heading of a text: further numbers follow in headings of the same size."""
    shape, words = page.blocks[line.n].shape, line.words
    if not FIRST.match(words):
        return False
    return any(
        b.shape == shape and b.end - b.start < 120 and NUMBERED.match(page.text[b.start : min(b.end, b.start + 40)])
        for b in page.blocks[line.n + 1 :]
    )


#: "(1903–1973)" after a name: a life.
LIVED = re.compile(r"\w\s*\(\s*1[5-9]\d\d\s*[–—-]\s*(?:1[5-9]|20)\d\d\s*\)\s*$")
FIRST = re.compile(r"\s*(?:(?:chapter|part|section)\s+)?(?:I|1|one)\s*(?:[.):]|\s[–—-]|\n)", re.I)


@lru_cache(maxsize=256)  # a page's headings are asked for many times
def clean(words: str) -> str:
    """Return a title as a reader would cite it: one line, no chapter number, no bracketed line or note number after it, no
    final stop.
    """
    words = NUMBERED.sub("", words, count=1) if NUMBERED.sub("", words, count=1).strip() else words
    words = re.sub(r"\n\s*\([^)]*\)\s*$", "", words)
    *above, below = words.split("\n")
    words = "\n".join(above) if above and DAY.fullmatch(below.strip()) else words
    dated = re.search(r"\s*(?:\(([^()]*\d{4})\)|,\s*([^,]*,?[^,]*\d{4}))\s*$", words)
    if (
        dated
        and dates.is_date(dated[1] or dated[2])
        and "/" not in (dates.read(dated[0]) or "/")
        and len(words) > dated.end() - dated.start()
    ):
        words = words[: dated.start()]
    words = re.sub(r"\s*(?:\[(?:\d+|\*|[A-Z]|see\s[^\]]*)\]|[*†])\s*$", "", words, flags=re.I)
    words = re.sub(r"\s+", " ", words).strip()
    return words[:-1].rstrip() if words.endswith(".") and not words.endswith("..") else words


def authors_in(line: Line, known: Iterable[str] = ()) -> list[str]:
    """Return the names in a byline; of a month after it or a surname alone the `known` name."""
    words = plainhead.BRACKETED.sub(r"\1", line.words.strip()) if line.level == 7 else line.words.strip()
    first, _, rest = words.partition("\n")
    words = first if is_name(BY.sub("", first)) and not re.match(r"(?:and|&|with)\b", rest) else words
    words = re.sub(r"\s*\([^()]*\b(?:the|of|in)\b[^()]*\)?$", "", words, flags=re.I)
    words = undated(BY.sub("", words[1:-1] if words[:1] + words[-1:] == "()" else words))
    known = [name for name in known if " " in name]
    if named := [name for name in known if words.startswith(f"{name},") and dates.find(line.words)]:
        return named  # a running head: "Ada Quill, The Signal, 27 July 1909"
    months = (name for name in known if words.startswith(f"{name} ") and words[len(name) + 1 :].lower() in dates.MONTHS)
    fuller = (name for name in known if line.level == 7 and " " not in words and fold(name).split()[-1:] == [fold(words)])
    if better := next(months, None) or next(fuller, None):
        return [better]
    return [name for name in split_names(words) if not COLON.search(name)]
