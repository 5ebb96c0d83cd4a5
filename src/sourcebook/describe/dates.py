"""Printed dates → EDTF with the precision they have, nothing padded, nothing guessed.

EDTF is ISO 8601-2: `1935-06-10`, `1935-08`, `1935`, `1940-06-17/1940-08-02`, `1984-21` (spring; 22 summer, 23 autumn,
24 winter), `1917~` (about), `1934?`. The English reader of the `edtf` package does not know the archives' own habits (two days
joined by "&", ranges of months, day.month.year stamps), so printed dates are read here; what is made is EDTF that package
accepts (tests prove it).
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

MONTHS = MappingProxyType({
    name: number
    for number, names in enumerate(
        (
            "january jan enero janvier gennaio januar januaro jaanuar",
            "february feb febr febrero février febbraio februar februaro veebruar",
            "march mar marzo mars märz marto märts",
            "april apr abril avril aprile aprilo aprill",
            "may mayo mai maggio majo",
            "june jun junio juin giugno juni junio juuni",
            "july jul julio juillet luglio juli julio juuli",
            "august aug agosto août aŭgusto",
            "september sept sep septiembre setiembre septembre settembre septembro",
            "october oct octubre octobre ottobre oktober oktobro oktoober",
            "november nov noviembre novembre novembro",
            "december dec diciembre décembre dicembre dezember decembro detsember",
        ),
        1,
    )
    for name in names.split()
})  # fmt: skip
SEASONS = MappingProxyType({"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24})


def _any(words: Iterable[str]) -> str:
    """Return a pattern of any of some words, grouped by their first letters, which makes looking for one ten times cheaper."""
    ends: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        ends.setdefault(word[0], []).append(word[1:])
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in sorted(ends.items()))


_Y = r"(1[5-9]\d\d|20\d\d)(?!\d)"
_D = r"(?<!\d)(0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|º|er)?"
#: The months as English texts spell them out: the first name of each.
ENGLISH = "|".join(name.capitalize() for number, name in sorted({n: name for name, n in reversed(list(MONTHS.items()))}.items()))
MONTH_NAMES = rf"(?:{_any(MONTHS)})(?![^\W\d_])\.?"
_BEGINS = r"(?<![^\W\d_])"  # no month ends another word: Weimar is no March
_M = _BEGINS + "(" + MONTH_NAMES[3:]
_S = _BEGINS + r"(spring|summer|autumn|fall|winter)"
_TO = r"\s*(?:[-–—/&]|and|to|through)\s*"
_OF = r"(?:\s+(?:de|of|,))?\s*,?\s+"
_GAP = r"[\s,]+(?:de\s+|of\s+|del\s+)?"


class Found(NamedTuple):
    """A date met in a text: its passage there and what it says. `faulty` holds what is impossible in it, "" where nothing is."""

    start: int
    end: int
    edtf: str
    faulty: str = ""


class _Form(NamedTuple):
    pattern: re.Pattern[str]
    read: Callable[..., str | None]


def _day(y: str, m: str, d: str) -> str | None:
    year, month, day = int(y), MONTHS.get(m.lower(), 0) if m.isalpha() else int(m), int(d)
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return f"{year}-{month:02}-{day:02}"


def _month(y: str, m: str) -> str:
    return f"{y}-{MONTHS[m.lower()]:02}"


def _range(first: str | None, last: str | None) -> str | None:
    if not first or not last:
        return None
    return first if first == last else f"{first}/{last}" if first < last else None


def _years(first: str, last: str) -> str | None:
    full = last if len(last) == 4 else first[: 4 - len(last)] + last
    return _range(first, full)


def _stamp(a: str, b: str, y: str) -> str | None:
    """Day.month.year as most archives stamp; the other order only where this one is impossible."""
    return _day(y, b, a) or _day(y, a, b)


#: The forms of printed dates, the fuller before the shorter: the first that fits at a place wins.
FORMS = tuple(
    _Form(re.compile(pattern, re.IGNORECASE), read)
    for pattern, read in (
        (_D + r"\s+" + _M + r"(?:,?\s+" + _Y + r")?" + _TO + _D + r"\s+" + _M + _GAP + _Y,
         lambda d1, m1, y1, d2, m2, y2: _range(_day(y1 or y2, m1, d1), _day(y2, m2, d2))),
        (_D + _TO + _D + _OF + _M + _GAP + _Y, lambda d1, d2, m, y: _range(_day(y, m, d1), _day(y, m, d2))),
        (_D + r"(?:\s*,)?\s*(?:de\s+|of\s+)?" + _M + r"(?:\s*,)?[\s.]*(?:de\s+|of\s+|del\s+)?" + _Y,
         lambda d, m, y: _day(y, m, d)),
        (_M + r"\s+" + _D + r"(?:,?\s+" + _Y + r")?" + _TO + _M + r"\s+" + _D + r",?\s+" + _Y,
         lambda m1, d1, y1, m2, d2, y2: _range(_day(y1 or y2, m1, d1), _day(y2, m2, d2))),
        (_M + r"\s+" + _D + _TO + _D + r"\s*,?\s+" + _Y, lambda m, d1, d2, y: _range(_day(y, m, d1), _day(y, m, d2))),
        (_M + r"\s*,?\s*" + _D + r"\s*,?\s*" + _Y, lambda m, d, y: _day(y, m, d)),
        (_M + r"(?:,?\s+" + _Y + r")?" + _TO + _M + _GAP + _Y, lambda m1, y1, m2, y2: _range(_month(y1 or y2, m1), _month(y2, m2))),
        (_M + _GAP + _Y, lambda m, y: _month(y, m)),
        (_Y + r",?\s+" + _M + r"\s+" + _D + r"\b", lambda y, m, d: _day(y, m, d)),
        (_Y + r",?\s+(?=(?-i:[A-Z]))" + _M + r"(?=\s*(?:[,.;:)\]]|$))", _month),
        (_S + r"(?:" + _TO + _S + r")?,?\s+(?:of\s+)?" + _Y + r"(?:[-–/]\d\d\b)?", lambda s, _, y: f"{y}-{SEASONS[s.lower()]}"),
        (r"(?<![\d.])" + _Y + r"-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?!\d)", lambda y, m, d: _day(y, m, d)),
        (r"(?<![\d./-])(\d{1,2})\s?[./-]\s?(\d{1,2})\s?[./-]\s?" + _Y, _stamp),
        (r"\b(?:circa|ca?\.?|about)\s*" + _Y, lambda y: f"{y}~"),
        (r"(?<![\d.,/])" + _Y + r"\s*[-–—]\s*((?:1[5-9]|20)?\d\d|\d)(?![\d-])", _years),
        (r"(?<![\d.,/])" + _Y + r"(\?|\s*\(\?\))?(?![\d%])", lambda y, doubt: f"{y}?" if doubt else y),
    )
)  # fmt: skip
#: A digit or a month's name must stand where a date does; everything else is passed over quickly.
MONTH_OR_SEASON = re.compile(_M + "|" + _S, re.IGNORECASE)
NUMERIC = tuple(form for form in FORMS if _M not in form.pattern.pattern and _S not in form.pattern.pattern)
SINGLE = tuple(form for form in FORMS if _TO not in form.pattern.pattern or _S in form.pattern.pattern)
JOINS = re.compile(r"[-–—/&]|\s(?:and|to|through)\s")
#: How far a date reaches before and after its (first or last) year, in characters.
BEFORE, AFTER = 48, 24
#: What comes before is looked at last: a pattern that begins with a figure passes over all else quickly.
YEAR = re.compile(_Y + r"(?<!\d{5})")


#: A year an editor supplied: "July 9 [1842]".
SUPPLIED = re.compile(r"\[((?:1[5-9]|20)\d\d)(\]|$)")


@lru_cache(maxsize=4096)
def find(text: str) -> tuple[Found, ...]:
    """Return the dates in a text in order; a date that cannot be (31 February) is reported with an empty `edtf`.

    Only the surroundings of years are looked at: trying every form at every letter would cost more than reading the page.
    """
    if "[" in text:
        text = SUPPLIED.sub(lambda m: f" {m[1]}{m[2] and ' '}", text)
    taken: list[Found] = []
    for start, end in _windows(text):
        years = [year.start() for year in YEAR.finditer(text, start, end)]
        for form in _forms(text, start, end):
            for match in form.pattern.finditer(text, start, end):
                if not any(match.start() < f.end and f.start < match.end() for f in taken):
                    taken.append(_found(form, match))
            if all(_covered(year, taken) for year in years):
                break
    return tuple(sorted(taken))


def _forms(text: str, start: int, end: int) -> tuple[_Form, ...]:
    """Return the forms that can stand in a stretch: most hold no month's name, or nothing that joins two dates."""
    if not MONTH_OR_SEASON.search(text, start, end):
        return NUMERIC
    return FORMS if JOINS.search(text, start, end) else SINGLE


def _found(form: _Form, match: re.Match[str]) -> Found:
    value = form.read(*match.groups())
    return Found(match.start(), match.end(), value or "", "" if value else _fault(match[0]))


def _fault(words: str) -> str:
    """Return what is wrong with a date: its ends may be the wrong way round, or it is no day at all."""
    ends = JOINS.split(words)
    backwards = len(ends) == 2 and all(end.strip()[:1].isalnum() for end in ends) and not NUMERIC[1].pattern.search(words)
    return f"“{words}” {'runs backwards' if backwards else 'is no day of the calendar'}"


def _covered(offset: int, taken: list[Found]) -> bool:
    return any(f.start <= offset < f.end for f in taken)


def _windows(text: str) -> list[tuple[int, int]]:
    """Return the stretches around the years of a text, those that touch made one."""
    windows: list[tuple[int, int]] = []
    for year in YEAR.finditer(text):
        start, end = max(0, year.start() - BEFORE), min(len(text), year.end() + AFTER)
        while start and text[start - 1].isalnum():  # no window begins inside a word or number
            start -= 1
        if windows and start <= windows[-1][1]:
            start, _ = windows.pop()
        windows.append((start, end))
    return windows


def read(text: str) -> str | None:
    """Return the first possible date in a text, None where there is none."""
    return next((found.edtf for found in find(text) if found.edtf), None)


def dates(text: str) -> Iterator[Found]:
    """Yield the possible dates in a text."""
    return (found for found in find(text) if found.edtf)


def is_date(text: str) -> bool:
    """Tell whether a text is a date and nothing else, brackets and points aside."""
    found = find(text)
    if not found or not found[0].edtf:
        return False
    rest = text[: found[0].start] + text[found[-1].end :]
    return not re.search(r"\w", rest)


@lru_cache(maxsize=65536)
def bounds(edtf: str) -> tuple[int, int] | None:
    """Return the first and the last day an EDTF date can mean as whole numbers yyyymmdd, None for what is no date of ours."""
    first, _, last = edtf.partition("/")
    low, high = _bound(first, 0), _bound(last or first, 1)
    return (low, high) if low and high else None


SHAPE = re.compile(r"(\d{4})(?:-(\d\d|XX))?(?:-(\d\d|XX))?[?~%]?")


def _bound(edtf: str, end: int) -> int | None:
    found = SHAPE.fullmatch(edtf)
    if not found:
        return None
    year, month, day = int(found[1]), found[2], found[3]
    if not month or month == "XX":
        return year * 10000 + (1231 if end else 101)
    number = int(month)
    if number > 12:
        return _season(year, number, end)
    if day and day != "XX":
        return year * 10000 + number * 100 + int(day)
    return year * 10000 + number * 100 + (calendar.monthrange(year, number)[1] if end else 1)


def _season(year: int, number: int, end: int) -> int | None:
    """Seasons of the northern year, as the `edtf` package counts them: spring is March to May, winter begins in December."""
    spans = {21: (301, 531), 22: (601, 831), 23: (901, 1130), 24: (1201, 1231)}
    return year * 10000 + spans[number][end] if number in spans else None


DAY_ONLY = re.compile(_D + r"(?!\d)\s+(?:of\s+)?" + _M + "|" + _M + r"\s+" + _D + r"(?!\d)", re.IGNORECASE)


MISTYPED = re.compile(r"(?<!\d)" + _D + r"\s+([^\W\d_]{4,12}),?\s+" + _Y, re.IGNORECASE)


def mistyped(words: str) -> str | None:
    """Return the day that words give whose month is a slip or two away from an English one ("29 Novemember 2015")."""
    found = MISTYPED.search(words)
    if found is None or found[2].lower() in MONTHS:
        return None
    near = process.extractOne(found[2].lower(), LONG_MONTHS, scorer=DamerauLevenshtein.distance, score_cutoff=2)
    return _day(found[3], near[0], found[1]) if near and near[0][0] == found[2][0].lower() else None


#: Months whose names are long enough to be known with a slip in them.
LONG_MONTHS = tuple(name for name in ENGLISH.lower().split("|") if len(name) > 3)


def before(words: str, printed: str) -> str | None:
    """Return the date of a day and month without a year, given when the text was printed: the last such day up to then."""
    found, last = DAY_ONLY.search(words), bounds(printed) if printed else None
    if found is None or last is None:
        return None
    day, month = (found[1], found[2]) if found[1] else (found[4], found[3])
    year = last[1] // 10000
    value = _day(str(year), month.rstrip("."), day)
    if value and (bounds(value) or (0, 0))[0] > last[1]:
        value = _day(str(year - 1), month.rstrip("."), day)
    return value


def agrees(one: str, other: str) -> bool:
    """Tell whether two EDTF dates can mean the same day."""
    a, b = bounds(one), bounds(other)
    return bool(a and b and a[0] <= b[1] and b[0] <= a[1])
