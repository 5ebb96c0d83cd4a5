"""References in citation styles: as the styles' own guides have them, and true where citeproc would not be."""

from __future__ import annotations

from typing import Any

import pytest

from sourcebook.errors import UnknownName
from sourcebook.publish.styles import STYLES, find_style, render

PACT: dict[str, Any] = {
    "id": "pact",
    "type": "article-journal",
    "title": "The Pact and the Quays",
    "author": [{"family": "Corrane", "given": "Edda"}],
    "container-title": "New Harbour",
    "volume": "2",
    "issue": "3",
    "page": "61-64",
    "issued": {"date-parts": [[1935, 4]]},
    "archive": "Haldersea Labour Archive",
    "archive_location": "pact@01234567#p7",
    "URL": "https://archive.example/text/pact@01234567#p7",
}
ENTRIES = {
    "chicago": "Corrane, Edda. “The Pact and the Quays.” New Harbour 2, no. 3 (1935): 61–64.",
    "chicago-author-date": "Corrane, Edda. 1935. “The Pact and the Quays.” New Harbour 2 (3): 61–64.",
    "mla": "Corrane, Edda. “The Pact and the Quays.” New Harbour, vol. 2, no. 3, Apr. 1935, pp. 61–64.",
    "apa": "Corrane, E. (1935). The Pact and the Quays. New Harbour, 2(3), 61–64.",
    "harvard": "Corrane, E. (1935) ‘The Pact and the Quays’, New Harbour, 2(3), pp. 61–64.",
    "mhra": "Corrane, Edda, ‘The Pact and the Quays’, New Harbour, 2.3 (1935), pp. 61–64",
}
CITATIONS = {
    "chicago": "Edda Corrane, “The Pact and the Quays,” New Harbour 2, no. 3 (1935): para. 7.",
    "chicago-author-date": "(Corrane 1935, para. 7)",
    "mla": "(Corrane, “The Pact and the Quays,” par. 7)",
    "apa": "(Corrane, 1935, para. 7)",
    "harvard": "(Corrane, 1935, para. 7)",
    "mhra": "Edda Corrane, ‘The Pact and the Quays’, New Harbour, 2.3 (1935), pp. 61–64 (para. 7).",
}


def entry(record: dict[str, Any], style: str) -> str:
    """Return the bibliography's entry."""
    return render(record, find_style(style)).entry.replace("-", "–")


def test_every_offered_style_is_tested() -> None:
    """The lists below name the styles that are offered, all of them."""
    assert set(ENTRIES) == set(CITATIONS) == set(STYLES)


@pytest.mark.parametrize(("style", "wanted"), ENTRIES.items())
def test_entry(style: str, wanted: str) -> None:
    """Names are whole where the style wants them so, and American quotation marks close after the stop."""
    assert entry(PACT, style) == wanted


@pytest.mark.parametrize(("style", "wanted"), CITATIONS.items())
def test_citation_with_locator(style: str, wanted: str) -> None:
    """The note, or the brackets in the text, name the paragraph."""
    assert render(PACT, find_style(style), "7").citation == wanted


@pytest.mark.parametrize("style", STYLES)
def test_authorless_title_is_said_once(style: str) -> None:
    """Without an author the title leads, and does not come again."""
    record = {name: value for name, value in PACT.items() if name not in {"author", "container-title", "volume", "issue", "page"}}
    shown = render(record | {"type": "document"}, find_style(style), "7")
    assert shown.entry.lower().count("the pact and the quays") == 1
    assert shown.citation.lower().count("the pact and the quays") == 1


@pytest.mark.parametrize("style", STYLES)
def test_doubt_about_a_date_is_shown(style: str) -> None:
    """A date that is about right is never printed as if it were certain, whatever the style's file forgets."""
    shown = entry(PACT | {"issued": {"date-parts": [[1935]], "circa": True}}, style)
    assert any(mark in shown for mark in ("1935?", "c. 1935", "ca. 1935", "Circa 1935", "circa 1935"))


@pytest.mark.parametrize("style", STYLES)
def test_span_of_months_keeps_its_year(style: str) -> None:
    """A date of two months is not lost in the styles that show years alone."""
    assert "1935" in entry(PACT | {"issued": {"date-parts": [[1935, 5], [1935, 6]]}}, style)


def test_question_mark_takes_no_stop() -> None:
    """A title that asks is not followed by a full stop."""
    assert "Who Is Bound?” New Harbour" in entry(PACT | {"title": "Who Is Bound?"}, "chicago")


def test_markup_is_escaped() -> None:
    """Asked for HTML, the style's own italics are elements and everything else is escaped."""
    shown = render(PACT | {"title": "Rope <b>& Tar"}, find_style("chicago"), markup=True).entry
    assert "<i>New Harbour</i>" in shown
    assert "Rope &lt;b&gt;&amp; Tar" in shown


def test_any_csl_style_by_name() -> None:
    """A style that is not among those offered is found by the name of its file."""
    assert render(PACT, find_style("ieee")).entry.startswith("[1]")


def test_unknown_style() -> None:
    """A style that does not exist is answered with those that come near."""
    with pytest.raises(UnknownName) as fault:
        find_style("chicgo")
    assert "chicago" in fault.value.near
    with pytest.raises(UnknownName) as fault:
        find_style("nope")
    assert fault.value.near == tuple(STYLES)  # nothing comes near, so it is said what there is
