"""What the rules propose of turns that an end or a beginning tells: one invented sentence a construction."""

from __future__ import annotations

import pytest

from ledger_reading import only

BLUM, LAVAL, STALIN = "Léon Blum", "Pierre Laval", "Joseph Stalin"


@pytest.mark.parametrize(
    ("sentence", "holder", "target"),
    [
        ("Blum has suspended his aid to Spain.", BLUM, "Spain"),
        ("The subsidies to Poland were stopped by Laval.", LAVAL, "Poland"),
        ("Laval announced the withdrawal of aid to Spain.", LAVAL, "Spain"),
        ("Blum no longer trusts Laval.", BLUM, LAVAL),
        ("Blum resigned as secretary of the Socialist Party.", BLUM, "Socialist Party"),
        ("Laval resigned from his post in the Socialist Party.", LAVAL, "Socialist Party"),
        ("Blum has become an enemy of Laval.", BLUM, LAVAL),
        ("The treaty with Poland was torn up by Germany.", "Germany", "Poland"),
        ("Stalin detached himself from Blum.", STALIN, BLUM),
        ("Blum was once a supporter of Laval.", BLUM, LAVAL),
        ("Blum supported Laval until the outbreak of the war.", BLUM, LAVAL),
    ],
)
def test_what_ends_was(sentence: str, holder: str, target: str) -> None:
    """Aid that is stopped, a post laid down, a treaty torn up; "no longer", "until", "was once"."""
    turns = [t for t in only("reversal", sentence) if t.fields["to"]["polarity"] == "against"]
    assert [(t.fields["holder"], t.fields["target"]) for t in turns] == [(holder, target)]


@pytest.mark.parametrize(
    ("sentence", "holder", "target"),
    [
        ("Blum became the champion of Laval.", BLUM, LAVAL),
        ("Laval has joined with his old enemy Stalin.", LAVAL, STALIN),
        ("Laval has buried the hatchet with Stalin.", LAVAL, STALIN),
        ("Blum, who had once attacked Laval, supports Laval.", BLUM, LAVAL),
        ("Stalin has turned into an ally of Laval.", STALIN, LAVAL),
        ("Blum forgot his doubts about Laval.", BLUM, LAVAL),
    ],
)
def test_who_was_against_somebody_is_for_him(sentence: str, holder: str, target: str) -> None:
    """Has become his champion, joins with an old enemy, forgets his doubts."""
    turns = [t for t in only("reversal", sentence) if t.fields["to"]["polarity"] == "for"]
    assert [(t.fields["holder"], t.fields["target"]) for t in turns] == [(holder, target)]


def test_what_was_between_two_is_over_for_both() -> None:
    """A friendship that has collapsed turns each against the other."""
    turns = only("reversal", "The alliance between Germany and Poland has collapsed.")
    assert {(t.fields["holder"], t.fields["target"], t.fields["to"]["polarity"]) for t in turns} == {
        ("Germany", "Poland", "against"),
        ("Poland", "Germany", "against"),
    }


@pytest.mark.parametrize(
    "sentence",
    [
        "Blum becomes an enemy of Laval whenever he speaks.",
        "Blum supported Laval until the end.",
        "Laval would stop his aid to Spain.",
        "Blum has not become a friend of Laval.",
        "Stalin resigned.",
    ],
)
def test_what_lasts_or_may_be_turns_nobody(sentence: str) -> None:
    """What happens again and again, lasts to the end, might be or is denied."""
    assert only("reversal", sentence) == []
