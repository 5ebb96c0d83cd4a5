"""The panel of origin: the chain in words, every value with its words, rivals as rivals."""

from __future__ import annotations

from sourcebook.model import Finding, Stated, Step
from sourcebook.web.origin import origin


def test_chain_in_words() -> None:
    """Each step says what, when with its true precision, who and where, and keeps the printed words."""
    step = Step("published", "", "New Harbour", "1940-10", "First Published: New Harbour, October 1940", 5, 40)
    (shown,) = origin([step], [], []).steps
    assert (shown.what, shown.when, shown.where, shown.words) == ("First published", "October 1940", "New Harbour", step.words)


def test_agreeing_places_are_evidence_not_rivals() -> None:
    """Two places that say the same make one value with two pieces of evidence."""
    said = [
        Stated("title", "The Pact", "heading", "r1", "The Pact"),
        Stated("title", "The Pact", "title", "r2", "Corrane: The Pact", chosen=False),
    ]
    (field,) = origin([], said, []).fields
    assert not field.disputed
    assert [(v.value, v.chosen, len(v.evidence)) for v in field.values] == [("The Pact", True, 2)]


def test_rivals_are_kept_and_shown_as_such() -> None:
    """A place that says something else makes the field disputed, the chosen value first."""
    said = [
        Stated("written", "1906-04-09", "heading", "r", "April 9", chosen=False),
        Stated("written", "1906-04-08", "label", "r", "8 April 1906"),
    ]
    (field,) = origin([], said, []).fields
    assert field.disputed
    assert [(v.value, v.chosen) for v in field.values] == [("8 April 1906", True), ("9 April 1906", False)]
    assert field.values[0].evidence[0].where == "a label of the colophon"


def test_fields_in_the_order_one_asks() -> None:
    """Title and author come first, unknown fields last, the marks for scoring not at all."""
    said = [Stated(field, "x", "label", "r", "x") for field in ("rights", "starts", "unheard_of", "author", "title")]
    assert [f.name for f in origin([], said, []).fields] == ["Title", "Author", "Rights", "unheard of"]


def test_conflicts_are_in_the_panel() -> None:
    """A finding about a contradiction of origin is shown where the origin is."""
    conflict = Finding("D201", "a.htm", -1, -1, "The heading and the colophon contradict each other.")
    other = Finding("T101", "a.htm", 3, 9, "A digit in a word.")
    assert origin([], [], [conflict, other]).conflicts == (conflict,)
