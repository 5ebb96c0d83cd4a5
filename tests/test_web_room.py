"""Small words the pages are made of: counts, pages, dates of lists, bars, queries from forms."""

from __future__ import annotations

import pytest

from sourcebook.web.bars import bars
from sourcebook.web.pages import every_year, folder_of, leaf
from sourcebook.web.room import count, dashed, from_word, lang, paragraphs, spans_pages, to_word
from sourcebook.web.searching import ADDRESS, WIDTH, asked


def test_bars_are_relative_to_the_longest() -> None:
    """The most frequent value has the whole bar, a rare one still some, none has none."""
    assert [(b.value, b.percent, b.at) for b in bars([("a", 500), ("b", 250), ("c", 1), ("d", 0)])] == [
        ("a", 100, 0),
        ("b", 50, 1),
        ("c", 2, 2),
        ("d", 0, 3),
    ]
    assert bars([]) == ()


def test_years_between_are_empty() -> None:
    """A chart of years is a line of time: years without a text have their place."""
    assert every_year([(1906, 2), (1909, 1)]) == [("1906", 2), ("1907", 0), ("1908", 0), ("1909", 1)]
    assert every_year([]) == []


@pytest.mark.parametrize(("number", "shown", "of"), [(1, [0, 1], 3), (3, [4], 3), (0, [0, 1], 3), (99, [4], 3)])
def test_leaf_of_a_list(number: int, shown: list[int], of: int) -> None:
    """A page of a list that is not there is the nearest that is."""
    rows, pager = leaf(range(5), number, 2)
    assert (list(rows), pager.count) == (shown, of)


def test_folders_are_two_levels() -> None:
    """A folder is named by two levels: the site and the author's part of it."""
    assert [folder_of(path) for path in ("a.htm", "a/b.htm", "a/b/c.htm", "a/b/c/d.htm")] == [".", "a", "a/b", "a/b"]


def test_numbers_and_pages() -> None:
    """Numbers are grouped, page ranges have dashes, and one page is not several."""
    assert (count(999), count(1234567)) == ("999", "1,234,567")
    assert dashed("61 - 64, 9-11") == "61–64, 9–11"
    assert [spans_pages(pages) for pages in ("137", "61–64", "3, 5", "iv")] == [False, True, True, False]


def test_language_attribute() -> None:
    """Only what is a language becomes a lang attribute."""
    assert [lang(tag) for tag in ("en", "de-AT", "fr; en")] == [' lang="en"', ' lang="de-AT"', ' lang="fr"']
    assert [lang(tag) for tag in (None, "", "English!", '"><b>')] == ["", "", "", ""]


def test_concordance_is_cut_at_words() -> None:
    """What was cut in the middle of a word is cut at a word instead; what was not stays."""
    assert from_word("ord the rope ") == "ord the rope "
    assert from_word("ord " + "x" * WIDTH) == "… " + "x" * WIDTH
    assert to_word("x" * WIDTH + " wo") == "x" * WIDTH + " …"


def test_explanations_are_escaped() -> None:
    """A plain text becomes paragraphs, its signs escaped."""
    assert paragraphs("a < b\n\nc") == "<p>a &lt; b</p>\n<p>c</p>"


QUERIES = {
    "rope": {"q": " rope "},
    "rope author:Wend": {"q": "rope", "author": "Wend"},
    '(rope OR tar) venue:"New Harbour"': {"q": "rope OR tar", "venue": "New Harbour"},
    "written:1906..1934 voice:editor": {"q": "", "written": "1906..1934", "voice": "editor"},
    'title:"a b"': {"title": 'a" b"'},
    "": {"q": " ", "author": "  ", "strange": "x"},
}


@pytest.mark.parametrize(("query", "form"), QUERIES.items())
def test_form_becomes_a_query(query: str, form: dict[str, str]) -> None:
    """Words and fields of the form make one query in the language the search speaks."""
    assert asked(form) == query


@pytest.mark.parametrize("address", ["a/b-c@0123abcd", "a/b-c@0123abcd#p12", "letter#n3"])
def test_addresses_are_known(address: str) -> None:
    """An address from a citation is told from a query."""
    assert ADDRESS.fullmatch(address)


@pytest.mark.parametrize("query", ["rope", "me@home", "a#b", "rope quay@0123abcd", '"a"#p1'])
def test_queries_are_no_addresses(query: str) -> None:
    """A query is not taken for an address."""
    assert not ADDRESS.fullmatch(query)
