"""What a reader of any page has no use for, though it looks like a statement: one invented sentence a kind."""

from __future__ import annotations

import pytest

from ledger_reading import only


@pytest.mark.parametrize(
    "sentence",
    [
        "Laval's despatch, dated the third of May, arrived too late.",
        "From the point of view of Laval the harbour is lost.",
        "Blum delivered a lecture.",
        "Herriot denied the miners the vote.",
        "The pamphlet cited by Herriot has forty pages.",
        "Blum represented for a year the miners of Lens.",
    ],
)
def test_nothing_is_said(sentence: str) -> None:
    """A document that is only named, a view that is none, a refusal of something else than words."""
    assert only("report", sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "A labourer will work for as little as he needs to live.",
        "The spinner will turn the cotton into yarn, and the value of the product will hold that of the materials.",
        "It would be no novelty.",
        "Two more strikes would follow.",
        "We will have none of it.",
        "The mayor needs a programme that will appeal to the tenants.",
        "He will find in the last chapter what he seeks.",
        "No member shall be expelled without a hearing.",
        "They can take advantage of these forces.",
        "The cause is to be sought in the harvest.",
        "It was an unavoidable delay.",
    ],
)
def test_nothing_is_expected(sentence: str) -> None:
    """What is always so, what came later in a story, what somebody undertakes, plans or orders."""
    assert only("forecast", sentence) == []


def test_words_of_nobody() -> None:
    """What is no speaker is quoted with nothing, and what somebody might say has not been said."""
    assert only("quotation", "The interest rate said: “We have risen again, and nobody stopped us.”") == []
    assert only("quotation", "Laval might say: “We have come too late, and nobody waited.”") == []
