"""Muse files: a header of `#key value` lines, then light markup."""

from __future__ import annotations

from sourcebook.model import Page
from sourcebook.read import read_source
from sourcebook.read.locate import locate

TEXT = """#title Ropes & Men
#author Ada Quill
#source Retrieved on May 3<sup>rd</sup>, 2009 from [[http://harbour.example.org/r.html][harbour.example.org]]

<quote>
Port Lissia

3 May 1911
</quote>

*** I. The Rope

It is <em>long</em>; 3 < 4.

----

<verse>
One
Two
</verse>
"""


def read(text: str, path: str) -> Page:
    """Read a Muse file."""
    page = read_source(path, text.encode())
    assert isinstance(page, Page)
    return page


def test_header_and_markup() -> None:
    """The header is a table of labels and values; headings, quotations, rules, links and tags are what they mean."""
    page = read(TEXT, "a.muse")
    shown = [(b.shape, page.words(b)) for b in page.blocks]
    assert shown[:4] == [("tr", "title"), ("td", "Ropes & Men"), ("tr", "author"), ("td", "Ada Quill")]
    assert ("td", "Retrieved on May 3rd, 2009 from harbour.example.org") in shown
    assert ("h4", "I. The Rope") in shown
    assert ("p", "It is long; 3 < 4.") in shown
    assert ("hr", "") in shown
    assert {"@blockquote" in b.classes for b in page.blocks if page.words(b) in {"Port Lissia", "3 May 1911"}} == {True}


def test_told_by_its_header() -> None:
    """A file called .txt is Muse by its header; one line that begins with a hash is not enough."""
    assert read(TEXT, "a.txt").source.media_type == "text/x-muse"
    assert read("#1 of the series\n\nWords.\n", "a.txt").source.media_type == "text/plain"


def test_places_in_the_source() -> None:
    """A place of the page is found again in the source."""
    page = read(TEXT, "a.muse")
    assert locate(TEXT, page, page.text.index("It is long")) == (13, 1)
