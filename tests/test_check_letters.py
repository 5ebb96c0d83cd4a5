"""Long words that are none, beside the only word that they can be."""

from __future__ import annotations

import pytest

from sourcebook.check.letters import no_name, one_letter_off

DICTIONARY = frozenset(
    "reconciliation proclamation harboured removable riveters canonists cantonist unbendingly unending spindles".split()
)


def read(*strange: str) -> dict[str, str]:
    """Return what words are read as."""
    return dict(one_letter_off(strange, DICTIONARY, DICTIONARY.__contains__))


def test_a_letter_more_or_less() -> None:
    """A letter is missing or one too many, and one word only is near."""
    assert read("reconcilation", "procclamation") == {"reconcilation": "reconciliation", "procclamation": "proclamation"}


def test_a_word_near_to_two() -> None:
    """Where it might be either of two words nothing is said."""
    assert dict(one_letter_off(["canonirsts"], ["canonists", "cannonirsts"], lambda _: False)) == {}
    assert dict(one_letter_off(["canonirsts"], ["canonists"], lambda _: False)) == {"canonirsts": "canonists"}


@pytest.mark.parametrize(
    "word",
    ["harbored", "removeable", "rivetters", "unendingly", "spindels", "proclamations", "reconcíliation", "spindle5s", "spindl"],
)
def test_what_is_no_slip(word: str) -> None:
    """Other spellings, words made from known ones, other endings, other letters and short words are left alone."""
    assert read(word) == {}


def test_names() -> None:
    """The ending tells a word in capitals from a name."""
    assert [word for word in ("Prevarcators", "Procclamation", "Halderseaa", "Corranne") if no_name(word)] == [
        "Prevarcators",
        "Procclamation",
    ]
