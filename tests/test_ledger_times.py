"""When something was, by the words around it and the text's own date; and what is read of a page."""

from __future__ import annotations

import pytest

from sourcebook.describe import describe
from sourcebook.ledger.pieces import pieces
from sourcebook.ledger.times import day, stated, when
from sourcebook.read import read_source


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("on 4 May 1934", "1934-05-04"),
        ("on May 4th, 1934", "1934-05-04"),
        ("in May 1934", "1934-05"),
        ("from 1914 to 1918", "1914/1918"),
        ("in 1914-18", "1914/1918"),
        ("in 1934", "1934"),
        ("two years ago", "1933"),
        ("a month ago", "1935-05"),
        ("ten months ago", "1934-08"),
        ("three weeks ago", "1935-05"),
        ("two days ago", "1935-06-08"),
        ("last April", "1935-04"),
        ("last November", "1934-11"),
        ("on May 4", "1935-05-04"),
        ("on November 4", "1934-11-04"),
        ("last year", "1934"),
        ("on 29 February 1900", "1900-02"),
        ("yesterday", ""),
        ("the year 9999999", ""),
    ],
)
def test_stated(words: str, date: str) -> None:
    """Days, months, years, spans, time ago; a day the calendar has not is its month, rhetorical time is none."""
    assert stated(words, "1935-06-10") == date


def test_when() -> None:
    """What is told in the past is before the text; a war by its name, if it is over; the present is the text's date."""
    assert when("they babbled", "1935-06-10", True) == "../1935-06-10"
    assert when("they babble", "1935-06-10", False) == "1935-06-10"
    assert when("in the World War", "1935-06-10", True) == "1914/1918"
    assert when("in the World War", "1916-06-10", True) == "../1916-06-10"
    assert when("in 1940", "1935-06-10", True) == "../1935-06-10"
    assert when("they babbled", "", True) is None


@pytest.mark.parametrize("edtf", ["1900-02-29", "1935-21", "0000", "", "?", "1917~", "1914/1918", "../1935-06-10", "1582-10-10"])
def test_any_date_will_do(edtf: str) -> None:
    """Seasons, days of the old calendar, spans, nothing: no date breaks the reading."""
    assert day(edtf) is None or str(day(edtf)) > "0001"
    assert isinstance(stated("two months ago, on May 4, last April, ten days ago", edtf), str)


def test_pieces() -> None:
    """The reading text, notes and remarks of a page with whose voice each is, the author and the date."""
    page = (
        "<html lang=en><head><title>A Note</title></head><body><h1>A Note on the Harbour</h1><h3>by Ada Quill</h3>"
        "<p>Written: 10 June 1935;</p><hr><p>The harbour belongs to those who work there, and the pact is dead.</p>"
        "<p>We say it again, as we have always said it: nobody shall take the harbour from its men.</p></body></html>"
    )
    (piece,) = pieces(describe(read_source("note.htm", page.encode())))
    assert piece.doc == "note.htm"
    assert any("harbour belongs" in p.words and p.voice == "author" for p in piece.paragraphs)
