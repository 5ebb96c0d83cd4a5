"""Dates in EDTF (ISO 8601-2) → words for people, and the date variable of CSL-JSON; neither says more than the date does."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
SEASONS = ("spring", "summer", "autumn", "winter")
DATE = re.compile(r"(?P<year>\d{4}|\d{3}X|\d\dXX)(?:-(?P<month>\d\d|XX))?(?:-(?P<day>\d\d|XX))?(?P<doubt>[?~%]?)")
DOUBTS = {"": "{}", "?": "{} (uncertain)", "~": "about {}", "%": "about {} (uncertain)"}


class Point(NamedTuple):
    """One date of an EDTF expression: `year` as digits with X for what is unknown, month 21 to 24 for a season, 0 for not said."""

    year: str
    month: int
    day: int
    doubt: str

    def words(self, with_year: bool = True) -> str:
        """Return the date as people write it, without what is not known."""
        year = year_words(self.year) if with_year else ""
        season = SEASONS[self.month - 21] if self.month > 12 else ""
        month = season or (MONTHS[self.month - 1] if self.month else "")
        return " ".join(filter(None, (str(self.day) if self.day else "", month, year)))

    def parts(self) -> list[int]:
        """Return the date parts of CSL-JSON: as many as are known."""
        if "X" in self.year:
            return []
        known = (int(self.year), self.month if self.month <= 12 else 0, self.day)
        return list(known[: next((n for n, part in enumerate(known) if not part), 3)])


def year_words(year: str) -> str:
    """Return a year, a decade (193X) or a century (19XX) in words."""
    if year.endswith("XX"):
        return f"{year[:2]}00s"
    return f"{year[:3]}0s" if year.endswith("X") else year.lstrip("0")


def point(edtf: str) -> Point | None:
    """Read one date; None for an open end or for what this module does not know."""
    found = DATE.fullmatch(edtf)
    if not found:
        return None
    month, day = (int(found[part] or 0) if (found[part] or "").isdigit() else 0 for part in ("month", "day"))
    known = month <= 12 or 21 <= month <= 24
    return Point(found["year"], month, day if month else 0, found["doubt"]) if known and day <= 31 else None


def date_words(edtf: str | None) -> str:
    """Return an EDTF date in words with its true precision; what cannot be read is returned as it stands."""
    if not edtf:
        return ""
    if edtf[0] in "[{" and edtf[-1] in "]}":
        return (" or " if edtf[0] == "[" else " and ").join(date_words(part.strip()) for part in edtf[1:-1].split(","))
    first, slash, last = edtf.partition("/")
    if slash:
        return _interval_words(first, last) or edtf
    date = point(edtf)
    return DOUBTS[date.doubt].format(date.words()) if date else edtf


def _interval_words(first: str, last: str) -> str:
    start, end = point(first), point(last)
    if start and end and not start.doubt and not end.doubt:
        return _joined(start, end)
    if start and end:
        return f"{date_words(first)} to {date_words(last)}"
    if start:
        return f"from {date_words(first)}"
    return f"until {date_words(last)}" if end else ""


def _joined(start: Point, end: Point) -> str:
    """Join two dates, saying once what they share."""
    if start.year != end.year:
        return f"{start.words()}–{end.words()}" if not start.month else f"{start.words()} – {end.words()}"
    if start.day and start.month == end.month:
        return f"{start.day}–{end.words()}"
    simple = not start.day and not end.day
    return f"{start.words(with_year=False)}{'–' if simple else ' – '}{end.words()}" if start.month else end.words()


def csl_date(edtf: str | None) -> dict[str, Any] | None:
    """Return the date variable of CSL-JSON; a date that its parts cannot hold goes in as words."""
    if not edtf:
        return None
    points = [point(part) for part in edtf.split("/")]
    parts = [date.parts() if date else [] for date in points]
    if len(parts) > 2 or not all(parts) or (len(parts) == 2 and any(date.month > 12 for date in points if date)):
        return {"literal": date_words(edtf)}
    record: dict[str, Any] = {"date-parts": parts}
    return record | _season(points) | _circa(edtf)


def _season(points: list[Point | None]) -> dict[str, int]:
    first = points[0]
    return {"season": first.month - 20} if first and len(points) == 1 and first.month > 12 else {}


def _circa(edtf: str) -> dict[str, bool]:
    return {"circa": True} if any(mark in edtf for mark in "?~%") else {}
