"""Words with markup over them → HTML: escaped, nested, complete."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from sourcebook.model import Span
from sourcebook.web.inline import Range, anchor_id, outside_address, ranges_of, render


def shown(text: str, *spans: Span, inside: str = "") -> str:
    """Return a text with spans as HTML; every link leads `inside`."""
    return str(render(text, 0, ranges_of(spans, lambda _: inside)))


def test_plain_text_is_escaped() -> None:
    """A text without markup is escaped and nothing else."""
    assert shown('a < b & "c"') == "a &lt; b &amp; &#34;c&#34;"


def test_markup() -> None:
    """Emphasis, bold and raised letters become elements where they stand."""
    assert shown("so it is", Span(3, 5, "em", ""), Span(6, 8, "sup", "")) == "so <em>it</em> <sup>is</sup>"


def test_overlapping_markup_is_nested() -> None:
    """Where two ranges cross, the inner one is closed and opened again."""
    assert shown("abcdef", Span(0, 4, "em", ""), Span(2, 6, "strong", "")) == "<em>ab<strong>cd</strong></em><strong>ef</strong>"


def test_links() -> None:
    """A link within the archive leads to its page, one out of it says so and gives no referrer, others are no links."""
    link = Span(0, 4, "link", "ch02.htm")
    assert shown("next", link, inside="/text/ch02") == '<a href="/text/ch02">next</a>'
    out = shown("next", link._replace(value="https://else.example/?a&b"))
    assert 'rel="noreferrer noopener"' in out and 'href="https://else.example/?a&amp;b"' in out and 'class="outside"' in out
    for href in ("javascript:alert(1)", "data:text/html,x", "missing.htm", "//else.example", " JaVaScript:x", "http://[bad"):
        assert "<a" not in shown("next", link._replace(value=href)), href


def test_addresses_are_escaped() -> None:
    """No address or anchor can break out of its attribute."""
    link = Span(0, 4, "link", 'https://x.example/"><script>')
    assert "<script" not in shown("next", link)
    assert "<script" not in shown("next", link, inside='"><script>')
    assert "<script" not in shown("next", Span(0, 0, "anchor", '"><script>'))


def test_anchors_keep_clear_of_our_ids() -> None:
    """A page's own anchors get ids of their own, without white space."""
    assert shown("x", Span(0, 0, "anchor", "p 1")) == '<span id="a.p1"></span>x'
    assert (anchor_id("#n1"), anchor_id("")) == ("a.n1", "")


def test_outside_addresses() -> None:
    """Only what a browser may follow without harm is an address out of the archive."""
    assert outside_address(" http://x.example ") == "http://x.example"
    assert outside_address("mailto:a@x.example") == "mailto:a@x.example"
    assert outside_address("ftp://x.example") == outside_address("") == ""


def test_a_tail_comes_once() -> None:
    """What follows a range, as a note beside the text, comes once, after its last piece."""
    ranges = [Range(1, 3, "<a>", "</a>", "[note]"), Range(2, 5, "<b>", "</b>")]
    assert render("abcdef", 0, ranges) == "a<a>b<b>c</b></a>[note]<b>de</b>f"


def test_an_id_is_given_once() -> None:
    """An element that is closed for another and opened again does not give its id twice."""
    ranges = [Range(0, 2, "<b>", "</b>"), Range(1, 3, '<a id="x" href="#y">', "</a>")]
    assert render("abc", 0, ranges) == '<b>a<a id="x" href="#y">b</a></b><a href="#y">c</a>'


SPANS = st.builds(
    lambda a, b, kind: Span(min(a, b), max(a, b), kind, "#x"),
    st.integers(0, 12),
    st.integers(0, 12),
    st.sampled_from(["em", "strong", "sup", "link", "anchor", "small", "image"]),
)


@given(st.text(alphabet='ab<&" \n', min_size=12, max_size=12), st.lists(SPANS, max_size=7))
def test_nothing_is_lost_and_all_is_nested(text: str, spans: list[Span]) -> None:
    """However ranges lie over each other, the result is well-formed and has every character of the text."""
    root = etree.fromstring(f"<p>{render(text, 0, ranges_of(spans, lambda span: span.value))}</p>")
    assert "".join(root.itertext()) == text
