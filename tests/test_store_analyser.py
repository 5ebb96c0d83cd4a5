"""The analyser: equal length always, and the traps of real pages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.store.analyser import fold, foreign, variants


def folded(text: str) -> str:
    """Return the index form of a text."""
    return fold(text, foreign(text))


@given(st.text(alphabet=st.sampled_from("aBc .-\n\u00ad\u200b’'ŁøëA.U.S1²œ\u0301"), max_size=60))
def test_index_form_keeps_the_length(text: str) -> None:
    """An offset in the index form is an offset in the original, whatever the text."""
    assert len(folded(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("the U.S.S.R. today", "the USSR     today"),
        ("the U. S. S. R. today", "the USSR        today"),
        ("US.S.R. as misread", "USSR    as misread"),
        ("C.L.R. James", "CLR    James"),
        ("co-\noperation, and", "cooperation  , and"),
        ("war­time", "wartime "),
        ("wo\u200brld", "world "),
        ("Łódź ещё İstanbul", "Lódź еще Istanbul"),
    ],
)
def test_what_is_printed_apart_closes_up(text: str, form: str) -> None:
    """Acronyms, cut words and invisible signs close up; blanks at the end keep the length."""
    assert folded(text) == form


@pytest.mark.parametrize(
    "text", ["J. Burnham", "Plan B. A man", "vol. V. No. 3", "Anti-\nFascist", "a word -\nthen", "I’Humanité", "e.g. so"]
)
def test_what_only_looks_so_is_left_alone(text: str) -> None:
    """Single initials, sentence ends, dashes and slips stay as printed; the very same string comes back."""
    assert folded(text) is text


def test_note_marks_stuck_to_a_word_are_no_part_of_it() -> None:
    """party¹ and party<sup>1</sup> are the word party."""
    assert folded("party² now") == "party  now"
    assert fold("party12 now", frozenset(), [(5, 7)]) == "party   now"


def test_other_spellings_of_a_word() -> None:
    """Ligatures and hyphen compounds are looked for in both forms; the word itself comes first."""
    assert variants("manœuvre") == ("manœuvre", "manoeuvre")
    assert variants("cooperation") == ("cooperation", "co operation")
    assert variants("workers") == ("workers",)
