"""What the rules propose of who binds himself: "we cannot support", "in the next issue I shall", laws and adopted programmes."""

from __future__ import annotations

import pytest

from ledger_reading import AUTHOR, has, only

BLUM, LAVAL = "Léon Blum", "Pierre Laval"


@pytest.mark.parametrize(
    ("sentence", "bound", "negated"),
    [
        ("We cannot support this war.", AUTHOR, True),
        ("I cannot take responsibility for this policy.", AUTHOR, True),
        ("In the next issue I shall deal with his mistakes.", AUTHOR, False),
        ("You can rely on us to finish the work.", AUTHOR, False),
        ("Lord Ashby has told Laval that he will wait until May.", "Ashby", False),
        ("Blum pretended that he would raise the wages.", BLUM, False),
        ("The truce signed with Laval was short.", LAVAL, False),
        ("The programme adopted by the Socialist Party is long.", "Socialist Party", False),
        ("The statute makes it illegal for Blum to travel.", BLUM, False),
        ("Laval was admitted only after promising to be silent.", LAVAL, False),
    ],
)
def test_who_binds_himself(sentence: str, bound: str, negated: bool) -> None:
    """What is refused with "cannot", promised for another time, counted on, adopted, signed, forbidden by a law."""
    assert has(only("pledge", sentence), bound=bound, negated=negated)


@pytest.mark.parametrize(
    "sentence",
    [
        "We cannot understand this war.",
        "I shall deal with this question below.",
        "You can rely on the book.",
        "The congress decided to leave for Paris.",
        "The journey is illegal for Blum.",
    ],
)
def test_who_does_not(sentence: str) -> None:
    """What nobody can help, what only comes next in the text, what is decided and done."""
    assert only("pledge", sentence) == []
