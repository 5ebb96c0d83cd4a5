"""Colophons, labelled and prose, become statements and values."""

from __future__ import annotations

import pytest

from sourcebook.describe.citation import citation
from sourcebook.describe.citing import Known
from sourcebook.describe.colophon import statements
from sourcebook.describe.values import people


def told(text: str) -> list[tuple[tuple[str, ...], str]]:
    """Return the fields and words of a colophon's statements."""
    return [(s.fields, s.words) for s in statements(text)]


def test_labelled_and_prose_say_the_same() -> None:
    """A label and a prose cue come to the same statement, alone or joined."""
    labelled = told("Transcription/HTML Markup: Ada Quill")
    prose = told("Transcribed & marked up by Ada Quill for the Harbour Archive.")
    assert labelled == [(("transcriber", "markup"), "Ada Quill")]
    assert prose == [(("transcriber", "markup"), "Ada Quill for the Harbour Archive.")]


def test_prose_colophon() -> None:
    """Sentences are parted at cues; abbreviations do not end them."""
    text = (
        "From Harbour News, Vol. X No. 10, 11 March 1906, p. 3.\n"
        "Translated from the French by B. Lamp and transcribed by Ada Quill."
    )
    assert told(text) == [
        (("source",), "Harbour News, Vol. X No. 10, 11 March 1906, p. 3."),
        (("translator",), "from the French by B. Lamp"),
        (("transcriber",), "Ada Quill."),
    ]


def test_label_typos_are_read_and_told() -> None:
    """A label one slip away from a known one is read as that, and says so."""
    (statement,) = statements("Transcirbed: Ada Quill")
    assert (statement.fields, statement.typo) == (("transcriber",), "transcribed")


def test_offsets_are_those_of_the_page() -> None:
    """Statements carry the passage of their value."""
    text = "Written: June 10 1935\nProofread: Ada Quill"
    assert [text[s.start - 7 : s.end - 7] for s in statements(text, 7)] == ["June 10 1935", "Ada Quill"]


@pytest.mark.parametrize(
    ("words", "fields"),
    [
        (
            "Harbour News, Vol. X No. 10, 11 March 1906, p. 3.",
            {"venue": "Harbour News", "volume": "X", "number": "10", "date": "1906-03-11", "pages": "3"},
        ),
        (
            "The New Quay, Port, August, 1935, Volume 2, No. 5. Pages 148-151",
            {"venue": "The New Quay", "volume": "2", "number": "5", "date": "1935-08", "pages": "148-151"},
        ),
        ("Quay Studies, 2:74, March 1997", {"venue": "Quay Studies", "series": "2", "number": "74", "date": "1997-03"}),
        (
            "The Signal, Vol. 5, No. 8 (Whole No. 104), May 1932, pp. 4 & 6",
            {"venue": "The Signal", "whole_number": "104", "number": "8", "pages": "4 & 6"},
        ),
        (
            "Foreign Ropes Publishing House, Moscow, 1950",
            {"publisher": "Foreign Ropes Publishing House", "place": "Moscow", "date": "1950"},
        ),
        ("Throughout the World, The Signal, Vol. 3 No. 1, 3 May 1911, p. 2", {"venue": "The Signal", "number": "1", "pages": "2"}),
        (
            "Quay Studies 2 : 54, Spring 1992, pp. 169–75",
            {"venue": "Quay Studies", "series": "2", "number": "54", "pages": "169–75"},
        ),
        ("1938, in Paris, under the title The Great Lie", {"venue": "The Great Lie", "place": "Paris", "date": "1938"}),
        ("London: Quill & Lamp, 1935", {"publisher": "Quill & Lamp", "place": "London", "date": "1935", "venue": ""}),
        ("State Publishing House in Moscow in 1926", {"publisher": "State Publishing House", "place": "Moscow", "date": "1926"}),
        ("V. I. Lamp, Ropes, Collected Works, Vol. 8, Pier Press, Moscow 1972", {"venue": "Collected Works", "volume": "8"}),
        ("The Courant, Vol. 13, May 1931, No. 7,118, p. 1", {"date": "1931-05", "number": "7,118", "pages": "1"}),
        ("Preface to Ropes, Moscow 1928. [1]", {"venue": "Ropes", "place": "Moscow", "date": "1928"}),
        ("Published as Old Rope, Signal Monthly, No. 52, July 1972", {"venue": "Signal Monthly", "number": "52"}),
        (
            "A. Quill, Ropes and Men, Lamp Press, London 1903",
            {"venue": "Ropes and Men", "publisher": "Lamp Press", "place": "London", "date": "1903"},
        ),
    ],
)
def test_citations(words: str, fields: dict[str, str]) -> None:
    """A citation is taken apart; what it does not say stays empty."""
    found = citation(words, known=Known(("Ada Quill",), ("Ropes and Men",)))._asdict()
    assert {k: found[k] for k in fields} == fields
    unsaid = {"volume", "number", "whole_number", "pages", "series"} - fields.keys()
    assert not any(found[k] for k in unsaid - {"volume", "number"})


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Ada Quill and Bo Lamp for the Archive (2003)", ["Ada Quill", "Bo Lamp"]),
        ("the French by B. Lamp", ["B. Lamp"]),
        ("Ada Quill in 2003", ["Ada Quill"]),
        ("the Italian", []),
        ("A. Quill, B. Lamp & C. d’Or", ["A. Quill", "B. Lamp", "C. d’Or"]),
    ],
)
def test_people(words: str, names: list[str]) -> None:
    """Names are parted from each other and from what they were working for."""
    assert list(people(words)) == names
