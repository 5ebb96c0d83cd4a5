"""Reports by other constructions than verbs of saying: nouns, silence, regard, idioms; who speaks without a name; what is none."""

from __future__ import annotations

from typing import Any

import pytest

from ledger_reading import has, only

BLUM, LAVAL = "Léon Blum", "Pierre Laval"


@pytest.mark.parametrize(
    ("sentence", "rule", "fields"),
    [
        ("Blum's denunciation of Laval surprised nobody.", "somebody's denunciation or praise", {"speaker": BLUM}),
        ("The charges made by Blum were never answered.", "somebody's statement, made by", {"speaker": BLUM}),
        ("A letter from Blum to the miners was found there.", "somebody's statement, by or from", {"speaker": BLUM}),
        ("The revelations of Blum filled the hall.", "somebody's statement, of", {"speaker": BLUM}),
        ("The failure of Blum to answer the question was noticed.", "failure to answer", {"speaker": BLUM}),
        ("According to Blum, Laval left the town.", "according to somebody", {"speaker": BLUM, "about": [LAVAL]}),
        ("Laval, in Blum's view, was a gifted man.", "according to somebody", {"speaker": BLUM}),
        ("Blum refused to meet Laval.", "refuses", {"speaker": BLUM, "about": [LAVAL]}),
        ("Blum failed to answer the question.", "keeps silent, fails to answer", {"speaker": BLUM, "negated": True}),
        ("Blum did not reply.", "keeps silent, no answer", {"speaker": BLUM, "negated": True}),
        ("Blum concealed the truth about the pact.", "keeps silent, conceals", {"speaker": BLUM, "negated": True}),
        ("Blum does not understand why the pact failed.", "does not know", {"speaker": BLUM, "negated": True}),
        ("Blum was certain that Laval would resign.", "is certain, afraid, of a mind", {"speaker": BLUM}),
        ("Blum is of the opinion that Laval is lost.", "is of an opinion", {"speaker": BLUM}),
        ("Blum sees in Laval a new Caesar.", "sees something as something", {"speaker": BLUM}),
        ("Laval was denounced by Blum.", "something is denounced by", {"speaker": BLUM}),
        ("Blum objected to the plan of Laval.", "objects to, answers, gives out something", {"speaker": BLUM}),
        ("Blum issued a statement on the strike.", "makes a statement, raises a demand", {"speaker": BLUM}),
        ("Blum paid tribute to Laval.", "pays tribute, makes no secret", {"speaker": BLUM}),
        ("Blum made it clear that Laval had lost.", "says that", {"speaker": BLUM}),
        ("Blum had the audacity to say that Laval had lost.", "says that", {"speaker": BLUM}),
        ("Blum would have us believe that Laval is honest.", "would have others believe", {"speaker": BLUM}),
        ("The pact is dead, remarked Blum, and nobody mourns it.", "says, set in", {"speaker": BLUM}),
        ("Some delegates said that the pact was dead.", "says that", {"speaker": "delegates"}),
        ("Most of the sailors counselled patience.", "denies, demands, denounces something", {"speaker": "sailors"}),
        ("The Dublin newspapers praised Laval.", "denies, demands, denounces something", {"speaker": "Dublin newspapers"}),
    ],
)
def test_reports(sentence: str, rule: str, fields: dict[str, Any]) -> None:
    """What somebody says by another word than "say", or does not say; whoever it is."""
    assert has([entry for entry in only("report", sentence) if entry.rule.endswith(rule)], **fields)


@pytest.mark.parametrize(
    "sentence",
    [
        "We cannot say that Laval is honest.",
        "What I say will be believed.",
        "The question of peace was left open.",
        "The facts explained themselves.",
        "Blum asked Laval to speak, and promised to go.",
        "↑ Blum refers to the letter of Laval.",
        "Laval's letter was lost.",
    ],
)
def test_no_reports(sentence: str) -> None:
    """Words about one's own text, nouns that tell nothing, undertakings and editors' notes are no reports."""
    assert [entry.rule for entry in only("report", sentence) if entry.rule != "report: says that"] == []


def test_each_of_several_speakers_has_an_entry() -> None:
    """ "Blum, Laval and the others": one entry for each who is named."""
    found = only("report", "Blum and Laval denied the charge.")
    assert {entry.fields["speaker"] for entry in found} == {BLUM, LAVAL}


def test_a_report_ends_where_the_sentence_goes_on_to_something_else() -> None:
    """The words carry what is said, not what the same subject did next."""
    found = only(
        "report", "Blum denounced the treaty with the bankers of London and then left for the south of France in a special train."
    )
    assert [entry.quote for entry in found] == ["Blum denounced the treaty with the bankers of London"]


def test_what_is_said_outside_the_marks_is_a_report_as_well() -> None:
    """A few quoted words at its end make no quotation of a whole clause."""
    found = only("report", 'Blum insisted that the mills in the valley of his fathers would one day be "made whole again."')
    assert has(found, speaker=BLUM)
