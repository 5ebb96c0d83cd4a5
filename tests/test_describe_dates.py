"""Printed dates become EDTF with the precision they have."""

from __future__ import annotations

from datetime import date

import edtf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.describe import dates

PRINTED = [
    ("June 10 1935", "1935-06-10"),
    ("17 June & 2 August 1940.", "1940-06-17/1940-08-02"),
    ("September 13-15 2001", "2001-09-13/2001-09-15"),
    ("May/June 2005 • Vol 4", "2005-05/2005-06"),
    ("30 January–2 April 1956", "1956-01-30/1956-04-02"),
    ("the 5th of May, 1818", "1818-05-05"),
    ("5 de mayo de 1920", "1920-05-05"),
    ("22.4.2007", "2007-04-22"),
    ("7/31/1945", "1945-07-31"),
    ("2014-05-02", "2014-05-02"),
    ("Spring 1984", "1984-21"),
    ("1951–52", "1951/1952"),
    ("ca. 1895", "1895~"),
    ("1934 (?)", "1934?"),
    ("August, 1935", "1935-08"),
    ("Tuesday, August 20, 1940; 7 o’clock", "1940-08-20"),
    ("in the year 1917 the", "1917"),
    ("at Weimar 1919", "1919"),
    ("of rainfall, 1931", "1931"),
    ("12May 1931", "1931-05-12"),
    ("12 men of 40", None),
    ("31 February 1920", None),
    ("30 June", None),
]


@pytest.mark.parametrize(("printed", "value"), PRINTED)
def test_printed_dates(printed: str, value: str | None) -> None:
    """Nothing is padded, nothing guessed; a day that cannot be is no date."""
    assert dates.read(printed) == value


@pytest.mark.parametrize("value", [value for _, value in PRINTED if value])
def test_values_are_edtf(value: str) -> None:
    """What is made is EDTF, and its bounds are those the edtf package gives."""
    parsed = edtf.parse_edtf(value)
    low, high = parsed.lower_strict(), parsed.upper_strict()
    if "~" in value or "?" in value:
        low = high = None
    bounds = dates.bounds(value)
    assert bounds is not None
    if low is not None and high is not None:
        assert bounds == tuple(t.tm_year * 10000 + t.tm_mon * 100 + t.tm_mday for t in (low, high))


@given(st.dates(min_value=date(1500, 1, 1), max_value=date(2099, 12, 31)))
def test_every_day_is_read_back(day: date) -> None:
    """Any day printed in either order of its parts is read back."""
    value = f"{day:%Y-%m-%d}"
    assert dates.read(f"{day:%d %B %Y}") == value
    assert dates.read(f"{day:%B %d, %Y}") == value
    assert dates.read(f"on {day:%d.%m.%Y}.") == value


def test_impossible_days_are_reported() -> None:
    """An impossible day is found with the reason, not dropped."""
    (found,) = dates.find("Last updated 31 February 2011")
    assert (found.edtf, found.faulty) == ("", "“31 February 2011” is no day of the calendar")


def test_agreement() -> None:
    """Dates agree where they can mean the same day."""
    assert dates.agrees("1935", "1935-06-10")
    assert dates.agrees("1940-06/1940-08", "1940-06-17")
    assert not dates.agrees("1935-06", "1935-07-01")
