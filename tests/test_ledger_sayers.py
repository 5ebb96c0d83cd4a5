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
    text = "“He told me: ‘There is no mill here.’ I saw three.”"
    assert [text[q.start : q.end] for q in within(text, quotes(text)[0])] == ["There is no mill here."]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Laval rests his plea on the claim that “the bridge can be built with the timber of the valley.”", "Pierre Laval"),
        ("“Bread for all the poor of the town!” was the cry of Laval.", "Pierre Laval"),
        ("There was an appeal by Laval on the wall: “No bread from the lords’ mill.”", "Pierre Laval"),
        ("Laval voted against the bill because “it was a fraud upon the whole people.”", "Pierre Laval"),
        ("Laval was certain that “the rivers run to the south in winter.”", "Pierre Laval"),
        ("“The war is over and will not return,” according to Laval.", "Pierre Laval"),
        (
            "As Laval showed, the trade passes through “a chain of bad harvests that nobody has foreseen in the ports.”",
            "Pierre Laval",
        ),
        ("If nobody came, then, said Laval, he would be “glad and idle.”", "Pierre Laval"),
        ("“The boat leaks at the bow and must be tarred.” (Laval, Letters, p. 4)", "Pierre Laval"),
        ("Laval points out that “the harvest was not brought in by the peasants.”", "Pierre Laval"),
        ("In the words of Laval, “the pact is dead and will stay dead for ever.”", "Pierre Laval"),
        ("To quote Laval: “The pact is dead and will stay dead for ever.”", "Pierre Laval"),
        ("Here is what Laval has to say about it: “The pact is dead and will stay dead.”", "Pierre Laval"),
        ("Laval is of the opinion that “the pact is dead and will stay dead.”", "Pierre Laval"),
        ("The Bristol captain gave this answer: “My ship sails when the tide is in.”", "Bristol captain"),
        ("It would be silly to say, as some comrades do, “Let us all go home and sleep.”", "some comrades"),
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
        "Laval declared a day of rest in the town “to spare the drivers of the trams”.",
        "There we read that “the ferry was sold to a baker.”",
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
    found = only("quotation", "Laval talked of “Herriot’s beard,” “his loud voice,” “his seven hats,” and so on.")
    assert [entry.fields["words"] for entry in found] == ["Herriot’s beard,", "his loud voice,", "his seven hats,"]


def test_parted_by_who_says_it() -> None:
    """An entry for what stands between each two marks, with the words of the whole sentence."""
    found = only("quotation", "“The pact of the two states,” Laval said, “is dead and will stay dead.”")
    assert [entry.fields["words"] for entry in found] == ["The pact of the two states,", "is dead and will stay dead."]
    assert {entry.fields["speaker"] for entry in found} == {"Pierre Laval"}


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
        "Laval writes: “The clerks would not open the gates of the mill.”",
        "In the village they “wanted to know who had sold the last of the grain.” So much for “the gates of the mill.”",
    )
    assert [entry.fields["speaker"] for entry in found] == ["Pierre Laval", "Pierre Laval"]


def test_a_quotation_within_a_quotation() -> None:
    """Its speaker is another, and told by the first."""
    found = only("quotation", "Laval writes: “I met Herriot, who told me: ‘There is no mill in this town.’ I saw three.”")
    assert {(entry.fields["speaker"], entry.voice) for entry in found} == {
        ("Pierre Laval", "author"),
        ("Édouard Herriot", "Pierre Laval"),
    }
