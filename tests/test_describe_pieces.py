"""Titles, pieces, letters, genres and run-in datelines of pages made for the purpose."""

from __future__ import annotations

import pytest

from sourcebook.describe import dates, describe
from sourcebook.model import Described, Page, Text
from sourcebook.read import read_source

PROSE = (
    "The nine ropewalks of Haldersea stood still on Monday morning. Nobody had called the spinners out; they went home when the"
    " clerk read the new price of tar, and they did not come back in the afternoon."
)
INFO = '<hr><p class="info">From <em>Shore Review</em>, Vol. 3 No. 2, May 1931, p. 7.<br>Transcribed by Ada Quill.</p><hr>'


def described(
    body: str, path: str = "archive/quill/1931/05/tide.htm", title: str = "Bo Lamp: The Tide", head: str = ""
) -> Described:
    """Describe a page with a body."""
    html = f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>"
    page = read_source(path, html.encode())
    assert isinstance(page, Page)
    return describe(page)


def only(found: Described) -> Text:
    """Return the one text of a page."""
    (text,) = found.texts
    return text


def test_closing_formula_is_the_texts_and_the_name_is_not() -> None:
    """A letter ends with its closing formula; who signs it, where and when, is the signature's."""
    text = only(
        described(
            f"<h2>Bo Lamp</h2><h1>A Letter to Ada Quill</h1>{INFO}<p>Dear Comrade Quill,</p><p>{PROSE}</p>"
            '<table><tr><td><p class="fst">Yours fraternally,<br>Bo LAMP<br>PORT LISSIA<br>May 3, 1931</p></td></tr></table>'
        )
    )
    assert text.value("ends") == "not come back in the afternoon. Yours fraternally,"
    assert (text.value("written"), text.value("place"), text.value("recipient")) == ("1931-05-03", "PORT LISSIA", "Ada Quill")
    assert text.value("genre") == "letter"


def test_greeting_that_runs_on_names_the_recipient() -> None:
    """ "Dear Comrade Quill, – …" names whom a letter is to, and belongs to its words."""
    text = only(described(f"<h2>Bo Lamp</h2><h1>The Tide</h1>{INFO}<p>Dear Comrade Quill, – {PROSE}</p>"))
    assert text.value("recipient") == "Quill"
    assert (text.value("starts") or "").startswith("Dear Comrade Quill")


def test_dateline_run_in_with_the_text() -> None:
    """A dateline before the first words is no part of them; its year is that of the printing, or the one before."""
    text = only(described(f"<h2>Bo Lamp</h2><h1>The Tide</h1>{INFO}<p>PORT LISSIA, Apr. 30 – {PROSE}</p>"))
    assert (text.value("place"), text.value("written")) == ("PORT LISSIA", "1931-04-30")
    assert (text.value("starts") or "").startswith("The nine ropewalks")


@pytest.mark.parametrize(
    ("words", "printed", "day"),
    [
        ("30 November", "1942-01", "1941-11-30"),
        ("May 3", "1931-05-20", "1931-05-03"),
        ("May 31", "1931-05-20", "1930-05-31"),
        ("30 February", "1931", None),
        ("May 3", "", None),
    ],
)
def test_day_before_its_printing(words: str, printed: str, day: str | None) -> None:
    """A day without a year is the last such day before the text was printed."""
    assert dates.before(words, printed) == day


def test_debate_has_a_piece_for_each_speaker() -> None:
    """Headings that each name who speaks part a page; what stands before them is the editor's."""
    found = described(
        f"<h1>A Debate on Rope</h1>{INFO}<p>{PROSE}</p><hr><h3>Presentation by Ada Quill</h3><p>{PROSE}</p><hr>"
        f"<h3>Reply by Bo Lamp</h3><p>{PROSE}</p>"
    )
    assert [(t.value("title"), t.values("author")) for t in found.texts] == [
        ("Presentation", ["Ada Quill"]),
        ("Reply", ["Bo Lamp"]),
    ]


def test_letters_under_rules_are_pieces() -> None:
    """Under a rule a letter that opens with its greeting is a text of its own."""
    letter = "<p>Dear {}:</p><p>" + PROSE + '</p><p align="right">Fraternally yours,<br>{}</p>'
    found = described(f"<h1>Letters</h1>{INFO}{letter.format('Ada', 'Bo LAMP')}<hr>{letter.format('Bo', 'Ada QUILL')}")
    assert [t.values("author") for t in found.texts] == [["Bo LAMP"], ["Ada QUILL"]]


def test_first_of_several_cross_headings_is_no_title() -> None:
    """ "I. …" over a text is a cross-heading where "II. …" follows; alone on a chapter's page it is the chapter's title."""
    body = f"<h2>Bo Lamp</h2><h1>The Tide</h1>{INFO}<h3>I. High Water</h3><p>{PROSE}</p>"
    several = only(described(body + f"<h3>II. Low Water</h3><p>{PROSE}</p>", "archive/lamp/tide/ch01.htm"))
    alone = only(described(body, "archive/lamp/tide/ch01.htm"))
    assert (several.value("title"), several.value("part_of")) == ("The Tide", None)
    assert (alone.value("title"), alone.value("part_of")) == ("High Water", "The Tide")


@pytest.mark.parametrize(
    ("heading", "first", "genre"),
    [
        ("Preface to The Long Tide", PROSE, "preface"),
        ("Minutes of the Rope Committee", PROSE, "other"),
        ("The Tide", "The Long Tide<br>Ada Quill<br>Pier Press, 30s.</p><p>" + PROSE, "review"),
        ("The Tide", PROSE, "article"),
    ],
)
def test_genre(heading: str, first: str, genre: str) -> None:
    """The genre is what the title calls a text, or what its first lines show."""
    assert only(described(f"<h2>Bo Lamp</h2><h1>{heading}</h1>{INFO}<p>{first}</p>")).value("genre") == genre


def test_preface_names_its_book() -> None:
    """ "Preface to X" is a part of X."""
    assert (
        only(described(f"<h2>Bo Lamp</h2><h1>Preface to The Long Tide</h1>{INFO}<p>{PROSE}</p>")).value("part_of")
        == "The Long Tide"
    )


def test_headnote_names_the_larger_work() -> None:
    """An editor's "taken from a pamphlet entitled …" names what a text is a part of."""
    words = "This is taken from a pamphlet, entitled: <em>The Long Tide</em>, which the Union printed in May of that year."
    note = f'<table><tr><td><p class="sm1">{words}</p></td></tr></table><hr>'
    assert only(described(f"<h2>Bo Lamp</h2><h1>High Water</h1>{INFO}{note}<p>{PROSE}</p>")).value("part_of") == "The Long Tide"


def test_each_of_two_did_one_of_two_works() -> None:
    """ "Transcription/Markup: A/B" gives each name its own work."""
    info = '<hr><p class="info">Source: Shore Review, May 1931<br>Transcription/Markup: Ada Quill/Bo Lamp</p><hr>'
    found = described(f"<h1>The Tide</h1>{info}<p>{PROSE}</p>")
    people = {s.field: s.value for s in found.stated if s.field in {"transcriber", "markup"}}
    assert people == {"transcriber": "Ada Quill", "markup": "Bo Lamp"}
