"""Quotation marks and who speaks between them."""

from __future__ import annotations

import pytest

from ledger_reading import has, only
from sourcebook.ledger.model import Paragraph
from sourcebook.ledger.rules.quotes import quotes


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He said “no” twice.", ["no"]),
        ('He said "no" twice.', ["no"]),
        ("He said «no» and „nein“.", ["no", "nein"]),
        ("It’s the men’s ‘glorious and long peace’ again.", ["glorious and long peace"]),
        ("“She said “no” to him”, he wrote.", ["She said “no” to him"]),
        ("He said: “No, and", ["No, and"]),
        ('A 5" pipe; he said “no”.', ["no"]),
        ('No pair: "no. He said “yes”.', ["yes"]),
        ("“" * 9, ["“" * 8]),
        ("", []),
    ],
)
def test_stretches_between_marks(text: str, found: list[str]) -> None:
    """Curly, straight, single, foreign, nested; one never closed runs to the end, an inch is no mark."""
    assert [text[quote.start : quote.end] for quote in quotes(text)] == found


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("Laval said: “The pact is dead and will stay dead.”",),
        ("“The pact is dead and will stay dead,” said Laval.",),
        ("“The pact,” Laval said, “is dead and will stay dead.”",),
        ("Laval writes:", "“The pact is dead and will stay dead.”"),
        ("Laval writes:", Paragraph(0, "The pact is dead and will stay dead.", "quotation", "quoted")),
        ("Laval said: “The pact is old.", "“The pact is dead and will stay dead.”"),
    ],
)
def test_who_speaks(paragraphs: tuple[str | Paragraph, ...]) -> None:
    """Before, behind, split, announced, set off, going on in the next paragraph."""
    found = only("quotation", *paragraphs)
    assert {entry.fields["speaker"] for entry in found} == {"Pierre Laval"}
    assert any("is dead and will stay dead" in entry.fields["words"] for entry in found)


def test_the_place_cited() -> None:
    """In brackets behind the words."""
    found = only("quotation", "Lenin wrote: “The war must be turned against the masters” (Works, vol. XX, p. 12).")
    assert has(found, cited="Works, vol. XX, p. 12")


def test_scare_quotes_are_nobodys() -> None:
    """A word or two that nobody says."""
    assert only("quotation", "Laval wants a “strong” state and a “pure” people.") == []


def test_quoted_words_are_not_the_authors() -> None:
    """A judgement between marks is the speaker's."""
    found = only("stance", "Blum said: “Laval is a coward and a traitor to the people.”")
    assert {entry.fields["holder"] for entry in found if entry.fields["target"] == "Pierre Laval"} == {"Léon Blum"}


def test_a_verb_of_no_list_before_a_colon() -> None:
    """Whatever somebody does before a colon, he says it; "our" inside words that nobody speaks is nobody's."""
    found = only("quotation", "Laval thumped out again: “The pact of the two states is dead and will stay dead.”")
    assert has(found, speaker="Pierre Laval")
    assert all(
        entry.holder and entry.target for entry in only("stance", "“The League and our comrade Laval are of one mind today.”")
    )


def test_the_place_cited_is_not_within_the_words() -> None:
    """Where somebody was, as he tells it, is not where it is printed; a word that begins like “No.” is no number."""
    [found] = only("quotation", "Laval said: “I heard it at the congress of the League and was glad of it.”")
    assert found.fields["cited"] is None
    parted = only("quotation", "“I was there,” said Laval, “at the congress of the League and was glad of it.”")
    assert [entry.fields["cited"] for entry in parted] == [None, None]
    [found] = only("quotation", "Laval said: “The pact is dead and will stay dead” (it is no longer needed).")
    assert found.fields["cited"] is None


def test_days_spoken_of_are_not_those_of_speaking() -> None:
    """A quotation is dated by the words around it."""
    [spoken] = only("quotation", "Laval said: “The years 1450 to 1500 were dark and cold for all of us.”", date="1935-06-10")
    assert spoken.when == "../1935-06-10"
    [dated] = only("quotation", "In 1933 Laval said: “The year 1500 was dark and cold for all of us.”", date="1935-06-10")
    assert dated.when == "1933"
