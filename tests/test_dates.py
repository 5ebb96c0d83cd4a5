"""Dates in words and in CSL-JSON: as precise as the EDTF they are made from, never more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.dates import csl_date, date_words

WORDS = {
    "1935": "1935",
    "1935-06": "June 1935",
    "1935-06-10": "10 June 1935",
    "1935-XX": "1935",
    "1935-XX-10": "1935",
    "193X": "1930s",
    "18XX": "1800s",
    "0987": "987",
    "1934?": "1934 (uncertain)",
    "1934~": "about 1934",
    "1934-06%": "about June 1934 (uncertain)",
    "1978-21": "spring 1978",
    "1978-24": "winter 1978",
    "1935-05/1935-06": "May–June 1935",
    "1940-06-17/1940-06-20": "17–20 June 1940",
    "1940-06-17/1940-08-02": "17 June – 2 August 1940",
    "1939-12/1940-01": "December 1939 – January 1940",
    "1930/1934": "1930–1934",
    "1930?/1934": "1930 (uncertain) to 1934",
    "1934/..": "from 1934",
    "../1934": "until 1934",
    "[1934,1935]": "1934 or 1935",
    "{1934-06,1935}": "June 1934 and 1935",
    "in the spring": "in the spring",
}


@pytest.mark.parametrize(("edtf", "words"), WORDS.items())
def test_words(edtf: str, words: str) -> None:
    """A date is said as people say it, with what is known of it and nothing else."""
    assert date_words(edtf) == words


def test_silence_stays_silence() -> None:
    """No date makes no words and no date variable."""
    assert date_words(None) == ""
    assert csl_date(None) is None
    assert csl_date("") is None


PARTS = {
    "1935": {"date-parts": [[1935]]},
    "1935-06": {"date-parts": [[1935, 6]]},
    "1935-06-10": {"date-parts": [[1935, 6, 10]]},
    "1935-XX": {"date-parts": [[1935]]},
    "1934~": {"date-parts": [[1934]], "circa": True},
    "1978-21": {"date-parts": [[1978]], "season": 1},
    "1935-05/1935-06": {"date-parts": [[1935, 5], [1935, 6]]},
    "193X": {"literal": "1930s"},
    "1934/..": {"literal": "from 1934"},
    "1978-22/1978-23": {"literal": "summer–autumn 1978"},
    "[1934,1935]": {"literal": "1934 or 1935"},
}


@pytest.mark.parametrize(("edtf", "parts"), PARTS.items())
def test_csl(edtf: str, parts: dict[str, object]) -> None:
    """CSL-JSON gets as many parts as are known, and words where parts cannot hold the date."""
    assert csl_date(edtf) == parts


@given(st.text(alphabet="0123456789X-/?~%.[]{}, ", max_size=24))
def test_never_fails_and_never_pads(edtf: str) -> None:
    """Whatever stands in the field, there are words or nothing, and CSL has no more parts than the date has numbers."""
    assert isinstance(date_words(edtf), str)
    date = csl_date(edtf) or {}
    for parts in date.get("date-parts", []):
        assert len(parts) <= edtf.count("-") + 1
