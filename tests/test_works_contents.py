"""Contents: which links of a page are lines of a list of parts."""

from __future__ import annotations

import book
from sourcebook.works import contents


def targets(html: str) -> list[str]:
    """Return the paths a page's contents lead to."""
    return [entry.target for entry in contents(book.page("walk/index.htm", html).page)]


def test_a_line_is_an_entry_with_its_words() -> None:
    """Each line of a list is an entry, with all its words and their passage, so that a name beside the link is kept."""
    page = book.page(
        "walk/index.htm", book.index(['<a href="1.htm">Foreword</a>, by Matthis Wend', '<a href="2.htm">Tar</a>'])
    ).page
    first = contents(page)[0]
    assert first.words == page.text[first.start : first.end] == "Foreword, by Matthis Wend"


def test_pages_of_the_folder_and_of_one_below_are_entries() -> None:
    """A part lies beside its index page or in a folder of its own; what lies elsewhere is another work."""
    lines = ["1.htm", "appendix/2.htm", "a/b/3.htm", "../other.htm", "https://else.example/4.htm", "/5.htm"]
    assert targets(book.index([f'<a href="{href}">{href}</a>' for href in lines])) == ["walk/1.htm", "walk/appendix/2.htm"]


def test_each_page_is_listed_once() -> None:
    """The sections of a chapter lead to places on one page, which is one entry, called by its first line."""
    lines = ['<a href="1.htm">I. Hemp</a>', '<a href="1.htm#comb">Combing</a>', '<a href="2.htm">II. Tar</a>']
    assert targets(book.index(lines)) == ["walk/1.htm", "walk/2.htm"]


def test_ways_about_the_site_are_no_entries() -> None:
    """Next and previous, top and back, and the trail of links at the head of a page lead on, and list nothing."""
    ways = ['<a href="2.htm">Next: Tar</a>', '<a href="index.htm">Contents</a> | <a href="3.htm">Rope</a>']
    ways += ['(Continued from <a href="1.htm">last week</a>)', 'Archive &gt; <a href="4.htm">Walk</a>']
    assert targets(book.index(ways)) == []


def test_links_in_running_prose_are_no_entries() -> None:
    """A mention of a page in a sentence does not list it."""
    prose = f"{'The rope is long, and so is its history. ' * 5}See <a href='1.htm'>here</a> and <a href='2.htm'>there</a>."
    assert targets(book.index([prose])) == []


def test_one_line_is_no_list() -> None:
    """A page that leads to a single other page lists nothing."""
    assert targets(book.index(book.LINES[:1])) == []
