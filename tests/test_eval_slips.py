"""The scoring of slips: where a judged occurrence stands, and what counts as found."""

from __future__ import annotations

import pytest

import slips

TEXT = "In the harbour\n\nThe tbe of   the owners and tbe clerk."


def test_a_context_is_found_however_it_is_laid_out() -> None:
    """The printed words nearest to the middle of the context are meant, white space and line marks aside."""
    assert slips.place(TEXT, "the owners / and tbe clerk", "tbe") == TEXT.rindex("tbe")
    assert slips.place(TEXT, "not here", "tbe") == slips.place(TEXT, "the owners", "tbe") == -1


def test_scores() -> None:
    """A finding over a slip is right, one over a word judged sound is wrong; slips of which nothing is said are missed."""
    judged = [
        slips.Judged("a", 0, 3, "the", True),
        slips.Judged("a", 10, 13, "and", True),
        slips.Judged("a", 20, 23, "of", True),
        slips.Judged("a", 30, 33, "arm", False),
    ]
    places = (("a", 2, 3, "the"), ("a", 10, 13, "add"), ("a", 30, 31, "army"), ("b", 20, 23, ""))
    found = [slips.Found(*place) for place in places]
    assert slips.scores(judged, found) == pytest.approx({"precision": 2 / 3, "recall": 2 / 3, "reading": 1 / 2})
