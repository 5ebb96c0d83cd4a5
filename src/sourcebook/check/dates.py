"""Dates that contradict each other, cannot be, or lie in the future."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import UTC, datetime

from ..describe import dates
from ..model import Block, Described, Finding, Role, Stated

#: A folder of a path that is a year.
YEAR = re.compile(r"(?:^|/)(1[5-9]\d\d|20\d\d)(?=/)")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
MONTH = re.compile(r"[^\W\d_]{3,}")
#: What alone can be wrong in a date: a day after the 28th, a date in figures, two dates joined. Finding dates is dear.
SUSPECT = re.compile(
    r"(?<!\d)(?:29|3[01])(?!\d)|\d\s?[./-]\s?\d|(?:[-–—/&]|\s(?:and|to|through)\s)\s*"
    rf"(?:\d|(?:{'|'.join((*dates.MONTHS, *dates.SEASONS))})(?!\w))",
    re.I,
)
#: A day written as data is: dates in prose are found otherwise, and of these only what is none is wanted.
FIGURES = re.compile(r"(?<![\d./-])(1[5-9]\d\d|20\d\d)-(\d\d)-(\d\d)(?![\d-])")
STATING = frozenset({Role.COLOPHON, Role.STAMP, Role.DATELINE})
HEADS = frozenset({Role.TITLE, Role.SUBTITLE, Role.HEADING, Role.DATELINE})
AROUND = HEADS | {Role.COLOPHON, Role.ISSUE_HEADER, Role.EDITORIAL}
_ENGLISH = (
    "january february march april may june july august september october november december "
    "jan feb febr mar apr jun jul aug sep sept oct nov dec"
)
ENGLISH = frozenset(_ENGLISH.split())


def contradicting_dates(described: Described) -> Iterator[Finding]:
    """The date under the heading is not later than the printing, and names the day of writing that the colophon names."""
    printed = [s for s in described.stated if s.field == "published" and s.kind in {"label", "prose"}]
    for s in described.stated:
        if s.field == "published" and s.kind == "heading" and printed and _later(s.value, printed[0].value):
            yield _contradiction(described, s.words, s.start, s.end, printed[0])
    written = [s for s in described.stated if s.field == "written" and s.kind == "label" and DAY.fullmatch(s.value)]
    for block in described.page.blocks[:12] if written else ():
        if block.role in HEADS:
            yield from _other_day(described, block, written[0])


def _other_day(described: Described, block: Block, written: Stated) -> Iterator[Finding]:
    """Yield the days in a heading that lie in the month of writing, but are not its day."""
    for found in dates.dates(described.page.words(block)):
        if DAY.fullmatch(found.edtf) and found.edtf != written.value and found.edtf[:7] == written.value[:7]:
            start, end = block.start + found.start, block.start + found.end
            yield _contradiction(described, described.page.text[start:end], start, end, written)


def _later(one: str, other: str) -> bool:
    a, b = dates.bounds(one), dates.bounds(other)
    return bool(a and b and a[0] > b[1])


def _contradiction(described: Described, words: str, start: int, end: int, other: Stated) -> Finding:
    heading, colophon = " ".join(words.split()).strip("()"), " ".join(other.words.split()).rstrip(".")[:80]
    message = f"The heading says {heading}, the colophon “{colophon}”."
    return Finding("D001", described.page.source.path, start, end, message, "See which is right in the printed source.")


def strange_path_year(described: Described) -> Iterator[Finding]:
    """Some date on the page fits the year in its path, where both name one."""
    years = YEAR.findall(described.page.source.path)
    if described.kind != "text" or not years or any(text.value("part_of") for text in described.texts):
        return  # a book stands in one folder, whatever years its chapters are about
    named = list(_stated(described))
    if not named or _fits(years, named):
        return
    named += _around(described)  # only now, since finding every date is dear
    if not _fits(years, named):
        says = ", ".join(sorted({str(low // 10000) for low, _ in named}))
        message = f"The path says {years[-1]}, the page {says}."
        yield Finding("D002", described.page.source.path, -1, -1, message, "Is the page in the right folder?")


def _fits(years: list[str], spans: list[tuple[int, int]]) -> bool:
    return any(low // 10000 <= int(year) <= high // 10000 for year in years for low, high in spans)


def _stated(described: Described) -> Iterator[tuple[int, int]]:
    for s in (*described.stated, *(s for text in described.texts for s in text.stated)):
        bounds = dates.bounds(s.value) if s.field in {"written", "published"} else None
        if bounds:
            yield bounds


def _around(described: Described) -> Iterator[tuple[int, int]]:
    """Yield what every date in the head and colophon can mean: any of them may be the one the folder is named for."""
    page = described.page
    for block in page.blocks:
        if block.role in AROUND and block.text < 0:
            yield from (b for found in dates.dates(page.words(block)) if (b := dates.bounds(found.edtf)))


def impossible_dates(described: Described) -> Iterator[Finding]:
    """A date in a colophon, stamp or dateline is a day of the calendar."""
    page = described.page
    for block in page.blocks:
        if block.role in STATING and SUSPECT.search(page.text, block.start, block.end):
            for start, end, fault in _impossible(page.words(block)):
                yield Finding("D003", page.source.path, block.start + start, block.start + end, f"The date {fault}.")


def _impossible(words: str) -> Iterator[tuple[int, int, str]]:
    faulty = [(found.start, found.end, found.faulty) for found in dates.find(words) if found.faulty]
    yield from faulty
    for found in FIGURES.finditer(words):
        start, end = found.span()
        seen = any(first < end and start < last for first, last, _ in faulty)
        if not seen and not _is_day(*map(int, found.groups())):
            yield start, end, f"“{found[0]}” is no day of the calendar"


def _is_day(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def odd_updates(described: Described) -> Iterator[Finding]:
    """The stamp of the last update is a day, written out, that has been."""
    page = described.page
    today = int(datetime.now(UTC).strftime("%Y%m%d"))
    for block in page.blocks:
        if block.role is Role.STAMP:
            yield from _stamp(described, block, page.words(block), today)


def _stamp(described: Described, block: Block, words: str, today: int) -> Iterator[Finding]:
    path = described.page.source.path
    found = [f for f in dates.find(words) if f.edtf]
    if found and (bounds := dates.bounds(found[-1].edtf)) and bounds[0] > today:
        start, end = block.start + found[-1].start, block.start + found[-1].end
        day = words[found[-1].start : found[-1].end]
        yield Finding("D004", path, start, end, f"The page says it was updated on a day to come: {day}.")
    elif _malformed(described, words):
        message = f"The date of the update is not well formed: “{' '.join(words.split())}”."
        yield Finding("D005", path, block.start, block.end, message)


def _malformed(described: Described, words: str) -> bool:
    """Tell a stamp whose date is no day: a figure too many or too few, a month no language has, or another language's in
    English.
    """
    if not re.search(r"\d", words) or any(f.faulty for f in dates.find(words)) or len(words) > 80:
        return False
    whole = [f for f in dates.find(words) if len(f.edtf) == 10]
    if not whole:
        return bool(re.search(r"\d{1,3}\D{1,14}\d{3,5}|\bx+\.", words))
    months = [m for m in MONTH.findall(words[whole[0].start : whole[0].end].lower()) if m in dates.MONTHS]
    return described.language == "en" and any(m not in ENGLISH for m in months)
