"""Inheritance: what a chapter takes from its index page, what it keeps, and what is not passed on."""

from __future__ import annotations

import pytest

import book
from sourcebook.describe.form import as_json
from sourcebook.model import Described, Stated
from sourcebook.works.inherit import byline, share_one
from sourcebook.works.whole import with_inherited


def taken(line: str = book.LINES[0], page: str = book.chapter("Hemp"), colophon: str = book.COLOPHON) -> dict[str, str]:
    """Return what the first chapter takes, by field."""
    files = book.book() | {"walk/1.htm": page, "walk/index.htm": book.index([line, *book.LINES[1:]], colophon)}
    return {s.field: s.value for s in statements(files)[0] if s.page}


def statements(files: dict[str, str]) -> list[list[Stated]]:
    """Return all statements of each page, with what it takes from the others."""
    return [all_of(d) for d in with_inherited(book.described(files))]


def all_of(described: Described) -> list[Stated]:
    """Return what is said of a page and of its texts."""
    return [*described.stated, *(s for text in described.texts for s in text.stated)]


def test_a_silent_chapter_takes_the_colophon() -> None:
    """What a chapter does not state it takes: the date, the printed source, those who worked on it, the title of the work."""
    assert taken() == {
        "part_of": "The Long Walk", "written": "1911", "publisher": "Ropewalk Press", "published": "1912",
        "publication_place": "Haldersea", "translator": "Yves Tarn", "transcriber": "Petra Lindqvarn",
    }  # fmt: skip


def test_the_words_are_those_of_the_index_page() -> None:
    """An inherited value is marked as such, and leads to the very words on the other page."""
    described = list(with_inherited(book.described(book.book())))
    index = next(d.page for d in described if d.page.source.path == "walk/index.htm")
    for s in all_of(described[0]):
        if s.page:
            assert (s.kind, s.page, s.chosen) == ("index page", "walk/index.htm", True)
            assert s.start < 0 or s.words in index.text[s.start : s.end]


def test_nothing_is_taken_over_what_the_chapter_states() -> None:
    """A chapter that names its own printed source, translator and transcriber keeps them, and takes no date of the work."""
    own = (
        '<span class="info">First Published:</span> <em>The Ropewalk</em>, 3 May 1909<br><span class="info">Translated:</span> '
        'Odo Taskerby<br><span class="info">Transcribed:</span> Hew Dallow'
    )
    assert taken(page=book.chapter("Hemp", own)) == {"part_of": "The Long Walk"}


def test_a_later_text_was_not_printed_with_the_work() -> None:
    """A chapter written after the work came out takes nothing of its printing."""
    found = taken(page=book.chapter("Hemp", '<span class="info">Written:</span> May 1930'))
    assert not {"published", "publisher", "written"} & found.keys()
    assert found["transcriber"] == "Petra Lindqvarn"


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ('<a href="1.htm">Foreword</a>, by Matthis Wend', "Edda Corrane"),
        ('<a href="1.htm">Publisher’s Note</a>', ""),
        ('<a href="1.htm">Postscript (1930)</a>', "Edda Corrane"),
        ('<a href="1.htm">Hemp</a>', "Matthis Wend"),
    ],
)
def test_another_hand_takes_only_what_holds_of_the_page(line: str, author: str) -> None:
    """A foreword, a piece with a date or an author of its own was not written, printed or translated with the work, but it was
    transcribed with it.
    """
    found = taken(line, book.chapter("Hemp", author=author))
    expected = {"part_of", "transcriber"} | ({"author"} if "Wend" in line and not author else set())
    assert found.keys() == expected if author != "Edda Corrane" or "Postscript" in line else "transcriber" in found


def test_a_preface_was_printed_with_the_work_but_written_at_another_time() -> None:
    """The author's own preface takes the printing, not the date of writing."""
    found = taken('<a href="1.htm">Preface</a>')
    assert found["published"] == "1912" and "written" not in found


def test_the_contents_name_the_author_of_a_part() -> None:
    """Where a chapter names no author, the name in its line of the contents is taken, and not the author of the whole."""
    assert taken('<a href="1.htm">On Hemp</a>, by Matthis Wend', book.chapter("Hemp", author=""))["author"] == "Matthis Wend"
    assert taken(page=book.chapter("Hemp", author=""))["author"] == "Edda Corrane"


def test_the_contents_name_a_part_without_a_title() -> None:
    """A chapter without any heading is called as the contents call it, without the name behind it."""
    bare = f'<html><head></head><body>{book.PROSE}{book.PROSE}<p><a href="index.htm">Contents</a></p></body></html>'
    assert taken('<a href="1.htm">I. Hemp</a>, by Matthis Wend', bare)["title"] == "Hemp"


def test_what_holds_of_some_parts_is_passed_to_none() -> None:
    """ "Yves Tarn (chapters I and II)" does not say who translated this one."""
    colophon = '<span class="info">Translated:</span> Yves Tarn (chapters I and II) and Odo Taskerby (notes)'
    assert "translator" not in taken(colophon=colophon)


def test_what_looks_misread_is_not_multiplied() -> None:
    """A person of one word or named like a place, and a journal named like a publisher, stay on the index page."""
    colophon = (
        '<span class="info">Source:</span> <em>Quay Books</em>, 3 May 1909<br><span class="info">Edited:</span> London<br>'
        '<span class="info">Transcribed:</span> Petra Lindqvarn, Fred'
    )
    index = book.page("walk/index.htm", book.index(colophon=colophon))
    assert {"Quay Books", "London", "Fred"} <= {s.value for s in index.stated}
    files = book.book() | {"walk/index.htm": book.index(colophon=colophon)}
    values = {s.value for s in statements(files)[0] if s.page}
    assert "Petra Lindqvarn" in values and not {"Quay Books", "London", "Fred"} & values


def test_the_form_tells_where_a_value_is_from() -> None:
    """The JSON of a page with its inherited values names the page that has the words; without them it is as it was."""
    plain, page = book.described(book.book())[0], next(iter(with_inherited(book.described(book.book()))))
    assert as_json(plain)["publication"] is None
    assert as_json(page)["publication"]["date"] == "1912"
    assert as_json(page)["evidence"]["page"]["published"][0]["page"] == "walk/index.htm"


def test_names_after_by() -> None:
    """Names at the end of a line, after "by", are its authors; a word in small letters is none."""
    assert list(byline("From Stalin to Gorbachev, by Chris Harman")) == ["Chris Harman"]
    assert list(byline("A. Rope (by Edda Corrane and Matthis Wend)")) == ["Edda Corrane", "Matthis Wend"]
    assert list(byline("Sold by the pound")) == list(byline("By Chance")) == list(byline("Rope, wages, town")) == []


def test_one_person_under_two_names() -> None:
    """The same surname makes one person, initials too; the same forename does not."""
    assert share_one(["Khristian Rakovsky"], ["Christian Rakovsky"])
    assert share_one(["Michel Raptis (Pablo)"], ["Michel Raptis"])
    assert not share_one(["Karl Radek"], ["Karl Kautsky"])
