"""Who says what stands between quotation marks where no plain verb of saying has a name for its subject."""

from __future__ import annotations

import pytest

from ledger_reading import has, only
from sourcebook.ledger.model import Paragraph
from sourcebook.ledger.rules.marks import quotes, within


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They want “a new order." + '" And more.', ["a new order."]),
        ('She read "the whole of it” to us.', ["the whole of it"]),
        ("‘We defend the workers’ cause at home’, he wrote.", ["We defend the workers’ cause at home"]),
        ("The ‘rebels’ as they call themselves met at ‘the old mill by the sea’.", ["the old mill by the sea"]),
    ],
)
def test_marks_that_are_mixed_or_single(text: str, found: list[str]) -> None:
    """A typographic mark closed by a straight one; an apostrophe of owners is no end, a scare quote is passed over."""
    assert [text[quote.start : quote.end] for quote in quotes(text)] == found


def test_marks_within_marks() -> None:
    """What somebody quoted quotes himself."""
    text = "“He told me: ‘There is no censor here.’ It was a lie.”"
    assert [text[q.start : q.end] for q in within(text, quotes(text)[0])] == ["There is no censor here."]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Laval based his case on the statement that “the pact can be kept without any harm to the peasants.”", "Pierre Laval"),
        ("“Bread for all the poor of the town!” was the cry of Laval.", "Pierre Laval"),
        ("There was an exhortation by Laval in the hall: “Not one empty seat tonight.”", "Pierre Laval"),
        ("Laval voted against the bill because “it was a fraud upon the whole people.”", "Pierre Laval"),
        ("Laval was certain that “we need have no fear of any war.”", "Pierre Laval"),
        ("“The war is over and will not return,” according to Laval.", "Pierre Laval"),
        (
            "As Laval showed, the state goes through “a series of crises that nobody has been able to prevent so far.”",
            "Pierre Laval",
        ),
        ("If they did not obey, then, said Laval, they would be “poor and hungry.”", "Pierre Laval"),
        ("“The machine wears out as a man does and must be replaced.” (Laval, Letters, p. 4)", "Pierre Laval"),
        ("Laval points out that “the harvest was not brought in by the peasants.”", "Pierre Laval"),
        ("The Bristol merchant comes to the conclusion: “Nobody in the town dares to recommend a war.”", "Bristol merchant"),
        ("It would be foolish to say, as some comrades do, “Let us all go home and sleep.”", "some comrades"),
    ],
)
def test_what_brings_a_quotation_in(text: str, speaker: str) -> None:
    """Nouns of saying, reasons, thoughts, asides, a name behind; somebody without a name as printed."""
    assert {entry.fields["speaker"] for entry in only("quotation", text)} == {speaker}


@pytest.mark.parametrize(
    "text",
    [
        "This is what we may call the “general spirit” of the thing.",
        "Laval wrote “in great anger” that the ministers had gone.",
        "Laval declared a state of siege “to protect the property of the rich”.",
        "There we read that “the troops were playing football with the enemy.”",
    ],
)
def test_words_that_nobody_said_so(text: str) -> None:
    """A name for something, a manner, a purpose, what the author only reads."""
    assert only("quotation", text) == []


def test_several_speakers() -> None:
    """One entry each, also where "they" stands for the persons listed before."""
    found = only("quotation", "Laval and Herriot said: “The pact is dead and will stay dead.”")
    assert {entry.fields["speaker"] for entry in found} == {"Pierre Laval", "Édouard Herriot"}


def test_a_list_of_fragments() -> None:
    """Each is an entry, all of one speaker."""
    found = only("quotation", "Laval talked of “Herriot’s patience,” “his great calm,” “his remarkable honesty,” and so on.")
    assert [entry.fields["words"] for entry in found] == ["Herriot’s patience,", "his great calm,", "his remarkable honesty,"]


def test_parted_by_who_says_it() -> None:
    """One entry with the words of both halves."""
    [found] = only("quotation", "“The pact of the two states,” Laval said, “is dead and will stay dead.”")
    assert found.fields["words"] == "The pact of the two states, is dead and will stay dead."


def test_over_several_paragraphs() -> None:
    """A mark that opens each paragraph and closes the last: one entry, its words as they stand in the text."""
    [found] = only("quotation", "Laval writes:", "“The pact is old and weak.", "“It is dead and will stay dead.”")
    assert found.fields["words"] == "The pact is old and weak. It is dead and will stay dead."
    assert found.quote == "“The pact is old and weak. “It is dead and will stay dead.”"


@pytest.mark.parametrize("end", [":—", ":", " under the heading “A new day”—", "."])
def test_set_off(end: str) -> None:
    """After a colon, a dash, or where the sentence before has a word of saying at its end."""
    block = Paragraph(0, "The pact is dead and will stay dead.", "quotation", "quoted")
    assert has(only("quotation", f"Then Laval declared what he thought of it{end}", block), speaker="Pierre Laval")


def test_items_of_a_list_are_no_quotation() -> None:
    """Set off as they are."""
    items = [Paragraph(0, f"{n}) preparing a programme of the new league for all workers;", "quotation", "quoted") for n in (1, 2)]
    assert only("quotation", "Laval declared these to be the tasks:", *items) == []


def test_quoted_again() -> None:
    """Whose article is told goes on being quoted without being named; what only echoes his words is left out."""
    found = only(
        "quotation",
        "Laval writes: “The censors would not pass the news from the coast.”",
        "In the capital they “refused to let anybody print the speeches of the accused.” So much for “the news from the coast.”",
    )
    assert [entry.fields["speaker"] for entry in found] == ["Pierre Laval", "Pierre Laval"]


def test_a_quotation_within_a_quotation() -> None:
    """Its speaker is another, and told by the first."""
    found = only("quotation", "Laval writes: “I met Herriot, who told me: ‘There is no censor in this town.’ It was a lie.”")
    assert {(entry.fields["speaker"], entry.voice) for entry in found} == {
        ("Pierre Laval", "author"),
        ("Édouard Herriot", "Pierre Laval"),
    }
