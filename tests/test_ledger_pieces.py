"""A page's texts as they are read for statements: who wrote them."""

from __future__ import annotations

from sourcebook.describe import describe
from sourcebook.ledger.pieces import pieces
from sourcebook.model import Page
from sourcebook.read import read_source

PAGE = """<html><head><title>A.Q.: Of Rope</title><meta name="author" content="{named}"></head><body>
<h2>A.Q.</h2><h1>Of Rope</h1><p>Rope has become dear in all the harbours of the coast, and nobody knows why it has.</p>
<p>We have asked the ropemakers, and they have told us that hemp is scarce this year.</p></body></html>"""


def author(named: str) -> str:
    """Return whom a page signed A.Q. has as its author where its head names somebody."""
    page = read_source("rope.htm", PAGE.format(named=named).encode())
    assert isinstance(page, Page)
    return pieces(describe(page))[0].author


def test_initials_stand_for_the_name_the_page_has_elsewhere() -> None:
    """The name has to begin with them; another's is not taken."""
    assert author("Ada Quill") == "Ada Quill"
    assert author("Bert Wick") == "A.Q."
