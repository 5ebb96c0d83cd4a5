"""When something was said or held: words of time resolved from the text's own date, as EDTF.

Rhetorical time is no day: "yesterday these gentlemen babbled" is some time before the text, unless a date stands beside it.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

MONTHS = "january february march april may june july august september october november december".split()
NUMBERS = {w: n for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())} | {"a": 1}
MONTH = "|".join(m.capitalize() for m in MONTHS)
FULL = re.compile(
    rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?({MONTH})|({MONTH})\s+(\d{{1,2}})(?:st|nd|rd|th)?),?\s+(1[5-9]\d\d|20\d\d)\b"
)
MONTH_YEAR = re.compile(rf"\b({MONTH}),?\s+(?:of\s+)?(1[5-9]\d\d|20\d\d)\b")
SPAN = re.compile(r"\b(?:between|from|in|during)?\s*(1[5-9]\d\d)\s*(?:[-–—]|to|and|until)\s*(1[5-9]\d\d|\d\d)\b")
YEAR = re.compile(r"\b(?:in|since|of|by|until|during|from|year)\s+(1[5-9]\d\d|20\d\d)\b|\b(1[5-9]\d\d)\b")
AGO = re.compile(
    r"\b(a|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})\s+(year|month|week|day)s?\s+(?:ago|before|earlier)\b",
    re.I,
)
LAST_MONTH = re.compile(rf"\b(?:last|this past|in the month of|since)\s+({MONTH})\b")
DAY_MONTH = re.compile(rf"\b(?:on|of)\s+(?:(\d{{1,2}})(?:st|nd|rd|th)?\s+({MONTH})|({MONTH})\s+(\d{{1,2}})(?:st|nd|rd|th)?)\b")
LAST_YEAR = re.compile(r"\blast year\b", re.I)
#: What texts of the time call a war, by the years it lasted; said of it while it lasts, only its beginning is known.
PERIODS = (
    (re.compile(r"\b(?:imperialist|world|great|first world|last) war\b", re.I), "1914/1918"),
    (re.compile(r"\b(?:october|bolshevik) revolution\b", re.I), "1917"),
    (re.compile(r"\b(?:paris )commune\b", re.I), "1871"),
)


def day(edtf: str) -> date | None:
    """Return the last day a date can mean; None for one that is none."""
    found = re.findall(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", edtf)
    if not found:
        return None
    year, month, number = found[-1]
    try:
        return date(int(year), int(month or 12), int(number or 28))
    except ValueError:  # a season, or a day that only the old calendar has
        return date(int(year), 12, 28) if int(year) and not 1 <= int(month or 12) <= 12 else _end_of(int(year), int(month or 12))


def _end_of(year: int, month: int) -> date | None:
    return date(year, month, monthrange(year, month)[1]) if year else None


def _full(year: str, month: str, number: str) -> str:
    """Return a day as EDTF; a month where it has no such day, as 29 February 1900 of the old calendar."""
    exists = 1 <= int(number) <= monthrange(int(year), _month(month))[1]
    return f"{year}-{_month(month):02}-{int(number):02}" if exists else f"{year}-{_month(month):02}"


def stated(words: str, text_date: str) -> str:
    """Return the date that words state, resolved from the text's own; empty where they state none."""
    here = day(text_date)
    if m := FULL.search(words):
        return _full(m[5], m[2] or m[3], m[1] or m[4])
    if m := SPAN.search(words):
        return f"{m[1]}/{m[2] if len(m[2]) == 4 else m[1][:2] + m[2]}"
    if m := MONTH_YEAR.search(words):
        return f"{m[2]}-{_month(m[1]):02}"
    if here and (m := AGO.search(words)):
        return _ago(here, NUMBERS.get(m[1].lower()) or int(m[1]), m[2].lower())
    if here and (m := DAY_MONTH.search(words)):
        return _full(f"{_year_of(here, _month(m[2] or m[3])):04}", m[2] or m[3], m[1] or m[4])
    if here and (m := LAST_MONTH.search(words)):
        return f"{_year_of(here, _month(m[1]))}-{_month(m[1]):02}"
    if here and LAST_YEAR.search(words):
        return str(here.year - 1)
    if m := YEAR.search(words):
        return m[1] or m[2]
    return ""


def _month(name: str) -> int:
    return MONTHS.index(name.lower()) + 1


def _year_of(here: date, month: int) -> int:
    """Return the year of the last such month before a day."""
    return here.year if month <= here.month else here.year - 1


def _ago(here: date, count: int, unit: str) -> str:
    if unit == "year":
        return str(here.year - count)
    if unit == "month":
        months = here.year * 12 + here.month - 1 - count
        return f"{months // 12}-{months % 12 + 1:02}"
    earlier = date.fromordinal(here.toordinal() - count * (7 if unit == "week" else 1))
    return earlier.isoformat() if unit == "day" else f"{earlier.year}-{earlier.month:02}"


def when(words: str, text_date: str, is_past: bool) -> str | None:
    """Return when what a passage tells was: the date it states, a war it names, else before the text or at its date."""
    found = stated(words, text_date)
    here = day(text_date)
    if found and (here is None or (first := day(found)) is None or first <= here or found[:4] == text_date[:4]):
        return found
    if is_past:
        named = next((years for pattern, years in PERIODS if pattern.search(words)), "")
        over = day(named) if named else None
        if named and (here is None or over is None or over < here):
            return named
        return f"../{text_date}" if text_date else None
    return text_date or None
