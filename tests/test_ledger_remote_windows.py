"""Windows: whole paragraphs, every word once, some words before."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sourcebook.ledger.remote.windows import CONTEXT, shown, windows
from statements import LETTER, piece


def test_a_short_text_is_one_window() -> None:
    """What fits is one window, with nothing before it; it is shown with what is known of the text and the voices."""
    (window,) = windows(piece(), 300)
    assert (window.start, window.end, window.words, window.context) == (0, len(LETTER), len(LETTER.split()), "")
    words = shown(piece(), window)
    assert words.startswith("Author: Vera Quill\nAddressee: unknown\nDate: 1931-05-02\nLanguage: en\n\nThe passage")
    assert "[editor, paragraph] Note by the editor" in words
    assert "will break the agreement" in words
    assert "letter.txt" not in words


def test_paragraphs_stay_whole_and_the_context_is_marked() -> None:
    """A window ends before the paragraph that would be too much, and the next one shows the words before it."""
    first, second = windows(piece(), 50)
    assert [p.start for p in (*first.paragraphs, *second.paragraphs)] == [p.start for p in piece().paragraphs]
    assert second.context.endswith("denied this in a later issue.")
    assert "Context before the passage, not to be quoted:\nComrades, Two years ago" in shown(piece(), second)


def test_a_long_paragraph_is_cut_at_a_sentence() -> None:
    """A paragraph longer than a window is cut where a sentence ends, or where nothing ends after so many words."""
    sentences = " ".join(["The grain lies on the quay.", "Nobody unloads it!", "“Why should we?”"] * 12)
    found = list(windows(piece(sentences), 50))
    assert all(window.paragraphs[-1].words[-1] in ".!”" for window in found)
    endless = list(windows(piece("and " * 50_000), 300))
    assert {window.words for window in endless[:-1]} == {300}
    assert sum(window.words for window in endless) == 50_000


def test_a_paragraph_that_announces_the_next_goes_with_it() -> None:
    """Who speaks and what is said stay together."""
    text = piece("\n\n".join(["The grain lies on the quay. " * 6, "The Gazette wrote as follows:", "Orlow will pay for it. " * 5]))
    first, second = windows(text, 50)
    assert (len(first.paragraphs), len(second.paragraphs)) == (1, 2)
    assert second.context.endswith("on the quay.")


@settings(deadline=None)
@given(st.lists(st.text(alphabet="ab. \n\u00a0", max_size=80), max_size=12), st.integers(1, 12))
def test_every_word_is_in_one_window(texts: list[str], size: int) -> None:
    """Windows hold each word of the text once, in order, at its place, and no more words than they may."""
    whole = "\n\n".join(texts)
    text = piece(whole)
    found = list(windows(text, size))
    parts = [part for window in found for part in window.paragraphs]
    assert " ".join(part.words for part in parts).split() == [word for p in text.paragraphs for word in p.words.split()]
    assert all(whole[part.start : part.start + len(part.words)] == part.words for part in parts)
    assert all(0 < window.words <= size and len(window.context.split()) <= CONTEXT for window in found)
