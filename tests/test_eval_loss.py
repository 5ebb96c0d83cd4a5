"""The check that no visible word is lost, and that it can see a loss."""

from __future__ import annotations

from pathlib import Path

import pytest

import loss
from sourcebook.model import Page
from sourcebook.read import read_source

PAGE = b"""<html><head><title>unseen</title></head><body><script>unseen()</script><!-- unseen -->
<p>Two groats <b>an</b> hour,<br>and bread.</p><table>stray<tr><td>left</td><td>right</td></tr></table></body></html>"""


def test_visible_words_are_what_a_browser_shows() -> None:
    """Titles, scripts and comments are not counted; markup inside a word does not part it, cells and line ends do."""
    assert sorted(loss.visible("a.htm", PAGE)) == sorted("stray Two groats an hour, and bread. left right".split())
    assert loss.visible("a.htm", b"<p>I<i>tal</i>ic") == ["Italic"]


def test_a_dropped_block_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that forgets a block is found out, word by word."""

    def forgetful(path: str, raw: bytes) -> Page:
        page = read_source(path, raw)
        assert isinstance(page, Page)
        return Page(page.source, page.text, page.blocks[:-1])

    monkeypatch.setattr(loss, "read_source", forgetful)
    assert loss.compare("a.htm", PAGE).lost == ("right",)


def test_an_added_word_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that takes the title for text is found out too."""
    monkeypatch.setattr(loss, "visible", lambda _path, _raw: ["Two"])
    assert "bread." in loss.compare("a.htm", PAGE).added


def test_words_parted_otherwise_are_no_loss(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where only the borders of words differ, every character is still there."""
    monkeypatch.setattr(loss, "visible", lambda _path, _raw: "stray Two groats an hour, and bread. leftright".split())
    assert loss.compare("a.htm", PAGE) == loss.Loss("a.htm", 8, regrouped=1)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Sûreté".encode(), "Sûreté"),
        ("Sûreté – £5".encode("cp1252"), "Sûreté – £5"),
        (b"charset=windows-1251 " + "хлеб".encode("cp1251"), "charset=windows-1251 хлеб"),
        (b"charset=utf-8 caf\xe9", "charset=utf-8 café"),
    ],
)
def test_decoding_by_evidence(raw: bytes, text: str) -> None:
    """The check decides on the characters by itself: valid UTF-8, another script's charset, else windows-1252."""
    assert loss.decoded(raw) == text


def test_examples_are_whole(examples: Path) -> None:
    """No visible word of the bundled examples is lost, none is added."""
    losses = [loss.account(path) for path in loss.pages(examples)]
    assert sum(page.words for page in losses) > 5000
    assert [page for page in losses if page.lost or page.added] == []


def test_real_pages_are_whole(shared: Path) -> None:
    """No visible word of every twentieth real page is lost, none is added; `make eval` does them all."""
    losses = [loss.account(path) for path in list(loss.pages(shared / "pages"))[::20]]
    assert len(losses) >= 80
    assert [page for page in losses if page.lost or page.added] == []
