"""The panel of origin: the chain in words, every value with the reason for it, rivals as rivals."""

from __future__ import annotations

from sourcebook.model import Finding, Stated, Step
from sourcebook.web.origin import origin


def place(stated: Stated) -> str:
    """Return an address for a statement that has a passage."""
    return f"#at{stated.start}" if stated.start >= 0 else ""


def test_chain_in_words() -> None:
    """Each step says what, when with its true precision, who and where, and keeps the printed words."""
    step = Step("published", "", "New Harbour", "1940-10", "First Published: New Harbour, October 1940", 5, 40)
    (shown,) = origin([step], [], [], place).steps
    assert (shown.what, shown.when, shown.where, shown.words) == ("First published", "October 1940", "New Harbour", step.words)


def test_agreeing_places_are_evidence_not_rivals() -> None:
    """Two places that say the same make one value, and the reason names both."""
    said = [
        Stated("title", "The Pact", "heading", "r1", "The Pact", 4, 12),
        Stated("title", "The Pact", "title", "r2", "Corrane: The Pact", chosen=False),
    ]
    (field,) = origin([], said, [], place).fields
    (value,) = field.values
    assert not field.conflicts and not value.rivals
    assert (value.value, value.href) == ("The Pact", "#at4")
    assert value.why == "Read in the heading (r1), “The Pact”; the page’s title element says the same."


def test_rivals_are_kept_and_shown_as_such() -> None:
    """A place that says something else is a conflict of the field and a rival of the value, with its words and its passage."""
    said = [
        Stated("written", "1906-04-09", "heading", "r", "April 9", 2, 9, chosen=False),
        Stated("written", "1906-04-08", "label", "r", "8 April 1906", 20, 32),
    ]
    (field,) = origin([], said, [], place).fields
    (value,) = field.values
    (rival,) = value.rivals
    assert (value.value, field.conflicts) == ("8 April 1906", ("9 April 1906",))
    assert (rival.value, rival.read, rival.href) == ("9 April 1906", "Read in the heading (r), “April 9”.", "#at2")


def test_fields_in_the_order_one_asks() -> None:
    """Title and author come first, unknown fields last, the marks for scoring not at all."""
    said = [Stated(field, "x", "label", "r", "x") for field in ("rights", "starts", "unheard_of", "author", "title")]
    assert [f.name for f in origin([], said, [], place).fields] == ["Title", "Author", "Rights", "unheard of"]


def test_conflicts_are_in_the_panel() -> None:
    """A finding about a contradiction of origin is shown where the origin is."""
    conflict = Finding("D001", "a.htm", -1, -1, "The heading says April 9, the colophon April 8.")
    other = Finding("S001", "a.htm", 3, 9, "A digit in a word.")
    assert origin([], [], [conflict, other], place).conflicts == (conflict,)
