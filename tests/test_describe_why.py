"""Why a value was chosen: the sentence, what agrees, what contradicts, and that it is the policy that decided."""

from __future__ import annotations

from itertools import pairwise

import pytest

from sourcebook.describe.evidence import DEFAULT, PREFERENCE, choose
from sourcebook.describe.why import FIELDS, OF_A_PIECE, PLACES, agrees, of_text, preferences, why
from sourcebook.model import Stated
from sourcebook.store.rows import SHARED


def said(field: str, value: str, kind: str, words: str = "") -> Stated:
    """Return a statement whose words are its value, if no others are given."""
    return Stated(field, value, kind, "", words or value)


def test_alone() -> None:
    """A value nothing else speaks of says where it was read and that this is all."""
    (answer,) = why("venue", choose([said("venue", "Justice", "prose", "From\nJustice, 1907")]))
    assert answer.sentence == "Read in a sentence of the colophon, “From Justice, 1907”; nothing else states it."


def test_without_words() -> None:
    """A value that no words carry is said to be supposed."""
    (answer,) = why("genre", [Stated("genre", "article", "body", "nothing says otherwise", "")])
    assert answer.sentence == "No words state it: nothing says otherwise."


def test_what_it_was_believed_before() -> None:
    """The sentence names the places passed over; a contradiction is told from another form."""
    stated = choose([
        said("written", "1906-04-09", "heading", "April 9, 1906"),
        said("written", "1906-04-08", "label", "April 8, 1906"),
        said("written", "1906", "title", "1906"),
    ])  # fmt: skip
    (answer,) = why("written", stated)
    assert answer.disputed
    assert [(rival.stated.value, rival.conflict) for rival in answer.rivals] == [("1906-04-09", True), ("1906", False)]
    assert answer.sentence == (
        "Read in a label of the colophon, “April 8, 1906”; for the date of writing this counts before the heading and the page’s "
        "title element, which say something else."
    )


def test_agreement_in_another_form() -> None:
    """A longer form of a name is no conflict."""
    (answer,) = why("author", choose([said("author", "Edda Corrane", "heading"), said("author", "E. Corrane", "signature")]))
    assert not answer.disputed
    assert answer.sentence.endswith("before the signature, which says it in another form.")


def test_the_file_does_not_contradict_the_page() -> None:
    """Metadata that names somebody else is a rival, but what is printed is not disputed by it."""
    (answer,) = why("author", choose([said("author", "Edda Corrane", "heading"), said("author", "Odo Taskerby", "meta")]))
    assert [rival.conflict for rival in answer.rivals] == [False]
    assert answer.sentence.endswith("before the page’s metadata, which says something else.")


def test_places_that_count_alike() -> None:
    """Of two labels the first is taken, and the sentence says so; of rights the most exact."""
    (answer,) = why("publisher", choose([said("publisher", "Quay Press", "label"), said("publisher", "Tar Press", "label")]))
    assert answer.sentence.endswith("; of places that count alike the first is taken.")
    (answer,) = why("rights", choose([said("rights", "gfdl", "label"), said("rights", "cc", "prose")]))
    assert answer.sentence.endswith("; the most exact statement of rights counts.")


def test_each_of_several_has_its_reason() -> None:
    """Two authors of one heading are two values, neither a rival of the other."""
    stated = choose([said("author", "Edda Corrane", "heading"), said("author", "Matthis Wend", "heading")])
    assert [(answer.chosen.value, answer.rivals) for answer in why("author", stated)] == [
        ("Edda Corrane", ()), ("Matthis Wend", ()),
    ]  # fmt: skip


def test_silence() -> None:
    """A field nobody states has no answer."""
    assert why("written", [said("title", "The Pact", "heading")]) == ()


@pytest.mark.parametrize(
    ("field", "one", "other", "expected"),
    [
        ("written", "1906", "1906-04-08", True),
        ("written", "1906-04-08", "1906-04-09", False),
        ("published", "1935-05/1935-06", "1935-06-10", True),
        ("title", "The Pact", "The Pact: A Warning", True),
        ("title", "The Pact", "The Pacts", False),
        ("translator", "Mirjam Oake", "M. Oake", True),
        ("venue", "New Harbour", "The Ropewalk", False),
    ],
)
def test_what_can_both_be_true(field: str, one: str, other: str, expected: bool) -> None:
    """Dates agree that overlap, names that can be one person's, titles of which one begins or holds the other."""
    assert agrees(field, one, other) is agrees(field, other, one) is expected


def test_a_text_has_what_its_page_says_of_all() -> None:
    """A text takes from its page what it does not state itself, but never another text's title or date."""
    own = [said("title", "The Pact", "heading"), said("rights", "cc", "prose")]
    page = [said("written", "1906", "label"), said("rights", "gfdl", "label"), said("venue", "Justice", "label")]
    assert [(s.field, s.value) for s in of_text(own, page)] == [("title", "The Pact"), ("rights", "cc"), ("venue", "Justice")]


def test_the_archive_shares_the_same_fields() -> None:
    """What the archive takes from a page for its texts is nothing that belongs to one piece."""
    assert not SHARED & OF_A_PIECE


def test_every_kind_and_field_has_a_name() -> None:
    """Every field of the policy and every kind of evidence in it can be named in a sentence."""
    assert dict(preferences()) == {**PREFERENCE, "": DEFAULT}
    assert PREFERENCE.keys() <= FIELDS.keys()
    assert {kind for _, kinds in preferences() for kind in kinds} <= PLACES.keys()


@pytest.mark.parametrize("field", FIELDS)
def test_the_documented_order_is_the_one_that_decides(field: str) -> None:
    """Whatever the order on the page, the value is that of the place that stands first in the documented order."""
    order = PREFERENCE.get(field, DEFAULT)
    for first, second in pairwise(order):
        for stated in (
            [said(field, "1911", first), said(field, "1912", second)],
            [said(field, "1912", second), said(field, "1911", first)],
        ):
            assert why(field, choose(stated))[0].chosen.kind == first
