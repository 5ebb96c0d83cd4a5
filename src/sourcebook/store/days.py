"""The first and the last day an EDTF date can mean, as whole numbers yyyymmdd for comparing.

The library knows all of EDTF but takes a millisecond a date; the everyday shapes are read here.
"""

from __future__ import annotations

import re
from time import struct_time

from edtf import EDTFParseException, parse_edtf

EVERYDAY = re.compile(r"([\dX]{4})(?:-([\dX]{2})(?:-([\dX]{2}))?)?[?~%]?")
#: Seasons by their EDTF number; winter may be either end of the year.
SEASONS = {"21": (301, 531), "22": (601, 831), "23": (901, 1130), "24": (101, 1231)}
Days = tuple[int | None, int | None]


def days(value: str | None) -> Days:
    """Return the first and last day of an EDTF date, None where it is open or no date."""
    if not value:
        return None, None
    if "/" in value:
        first, _, last = value.partition("/")
        return days(first)[0], days(last)[1]
    if match := EVERYDAY.fullmatch(value):
        return _everyday(match[1], match[2], match[3])
    return _by_library(value)


def _everyday(year: str, month: str | None, day: str | None) -> Days:
    low, high = int(year.replace("X", "0")) * 10000, int(year.replace("X", "9")) * 10000
    if month in SEASONS:
        return low + SEASONS[month][0], high + SEASONS[month][1]
    first_month, last_month = _part(month, 12)
    first_day, last_day = _part(day, 31)
    return low + first_month * 100 + first_day, high + last_month * 100 + last_day


def _part(digits: str | None, most: int) -> tuple[int, int]:
    if digits is None or digits == "XX":
        return 1, most
    return max(1, int(digits.replace("X", "0"))), min(most, int(digits.replace("X", "9")))


def _by_library(value: str) -> Days:
    try:
        date = parse_edtf(value)
        return _number(date.lower_strict()), _number(date.upper_strict())
    except (EDTFParseException, ValueError, AttributeError, NotImplementedError):
        return None, None


def _number(day: struct_time | float) -> int | None:
    return day.tm_year * 10000 + day.tm_mon * 100 + day.tm_mday if isinstance(day, struct_time) else None
