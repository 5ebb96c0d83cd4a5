"""HTML becomes blocks that tile the visible text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.model import Declined, Page
from sourcebook.read import read_source


def read(html: str) -> Page:
    """Read HTML that must be a page."""
    page = read_source("p.htm", html.encode())
    assert isinstance(page, Page)
    return page


def words(html: str) -> list[str]:
    """Return the texts of the blocks that hold words."""
    page = read(html)
    return [page.words(b) for b in page.blocks if b.end > b.start]


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("<p>one<p>two", ["one", "two"]),
        ("<p>a <em>b</em>c</p>", ["a bc"]),
        ("<p>one<br>two<br/><br>three</p>", ["one\ntwo", "three"]),
        ("text<p>in</p>tail", ["text", "in", "tail"]),
        ("<p>a&nbsp;&nbsp; b&amp;c &eacute; &#8212;</p>", ["a b&c é —"]),
        ("<table><tr><td>a</td><td>b<p>c</p></td></tr></table>", ["a", "b", "c"]),
        ("<head><h1>In the head</h1></head><body><p>x", ["In the head", "x"]),
        ("<script>no()</script><style>no</style><!-- no --><p>yes", ["yes"]),
        ("<pre>a  b\n  c\n\nd</pre>", ["a  b\n  c", "d"]),
        ("<p>\n wrapped\n lines\n</p>", ["wrapped lines"]),
        ("<b><p>one</p><p>two</p></b>", ["one", "two"]),
        ("<p>1 &lt; 2 &gt; 0</p>", ["1 < 2 > 0"]),
    ],
)
def test_blocks(html: str, blocks: list[str]) -> None:
    """Block elements and double line ends part, everything else runs on; nothing unseen is taken in."""
    assert words(html) == blocks


def test_spans_have_their_words() -> None:
    """Inline markup is kept with the offsets of its words; anchors without words name what follows."""
    page = read('<p><a name="x"></a></p><p>See <a href="b.htm#n1"> this</a> and <strong>that</strong>.</p>')
    spans = [(s.kind, s.value, page.text[s.start : s.end]) for s in page.blocks[0].spans]
    assert spans == [("anchor", "x", ""), ("link", "b.htm#n1", "this"), ("strong", "", "that")]


def test_context_is_remembered() -> None:
    """A block knows its element's shape, class names, alignment and what it stands in; a rule is an empty block."""
    page = read('<blockquote><p class="Fst" align="right">x</p></blockquote><hr class="end"><h2>y</h2>')
    assert [(b.shape, b.classes) for b in page.blocks] == [("p", "fst @right  @blockquote"), ("hr", "end"), ("h2", "")]


def test_deep_junk_is_read() -> None:
    """Markup nested thousands deep neither fails nor loses the words in it."""
    assert words("<div>" * 3000 + "<font>" * 3000 + "deep")[-1] == "deep"


def test_pages_that_are_none_say_why() -> None:
    """Empty and invisible pages are declined, error pages are flagged, binary files named like pages are refused."""
    for data in (b"", b"  \n", b"<html><head><title>t</title></head><body><!-- x --></body></html>"):
        declined = read_source("p.htm", data)
        assert isinstance(declined, Declined)
        assert declined.code == "R002"
    assert [f.code for f in read("<title>Object not found!</title><h1>Object not found!</h1>").faults] == ["R003"]
    binary = read_source("p.htm", b"\x89PNG\r\n\x1a\n\x00\x00")
    assert isinstance(binary, Declined)
    assert binary.code == "R006"


def test_false_charset_is_a_fault() -> None:
    """A declared charset that is not the page's is told, harmless ones are not."""
    page = read_source("p.htm", '<meta charset="iso-8859-1"><p>“é”</p>'.encode())
    assert isinstance(page, Page)
    assert [f.code for f in page.faults] == ["R004"]
    assert read('<meta charset="iso-8859-1"><p>e</p>').faults == ()


FRAGMENTS = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<br>",
                "<b>",
                "</b>",
                "<i>",
                "<a name=q>",
                "<td>",
                "<table>",
                "</table>",
                "<hr>",
                "<pre>",
                "</pre>",
                "<h1>",
                "&amp;",
                " ",
            ]
        ),
        st.text(alphabet="abc é“ \n\t\xa0", max_size=8),
    ),
    max_size=30,
)


@given(FRAGMENTS)
def test_blocks_tile_the_text(fragments: list[str]) -> None:
    """Whatever the markup, blocks are in order, do not overlap, and nothing but white space lies between them."""
    html = "".join(fragments)
    page = read_source("p.htm", html.encode())
    if isinstance(page, Declined):
        return
    last = 0
    for block in page.blocks:
        assert last <= block.start <= block.end
        assert not page.text[last : block.start].strip()
        assert all(block.start <= s.start <= s.end <= block.end for s in block.spans)
        last = block.end
    assert not page.text[last:].strip()
    typed = "".join(f for f in fragments if not f.startswith(("<", "&")))
    assert sorted("".join(typed.split())) == sorted("".join(page.text.replace("&", "").split()))
