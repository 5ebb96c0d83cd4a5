"""How far editors agree: Krippendorff's alpha."""

from __future__ import annotations

import pytest

from sourcebook.ledger.agreement import alpha, of_decisions, of_labels, quoted, sentences
from sourcebook.ledger.decided import Decision


def test_alpha_of_the_textbook() -> None:
    """Section B of Krippendorff's "Computing Krippendorff's Alpha-Reliability" (2011): two observers, nominal, 0.692."""
    rows = ("a a b b d c c c e d d a", "b a b b b c c c e d d d")
    one, other = (dict(enumerate(row.split())) for row in rows)
    assert alpha([one, other]) == pytest.approx(0.692, abs=0.001)


def test_alpha_of_four_observers() -> None:
    """Section C of the same: four observers, some silent about some units, nominal, 0.743."""
    rows = (
        "1 2 3 3 2 1 4 1 2 . . .", "1 2 3 3 2 2 4 1 2 5 . 3", ". 3 3 3 2 3 4 2 2 5 1 .", "1 2 3 3 2 4 4 1 2 5 1 .",
    )  # fmt: skip
    assert alpha([{n: v for n, v in enumerate(row.split()) if v != "."} for row in rows]) == pytest.approx(0.743, abs=0.001)


def test_alpha_with_gaps_and_without_variety() -> None:
    """What one is silent about is left out; where all is the same there is nothing to measure."""
    assert alpha([{1: "a", 2: "b", 3: "a"}, {1: "a", 2: "b"}]) == 1.0
    assert alpha([{1: "a", 2: "a"}, {1: "a", 2: "a"}]) is None
    assert alpha([{1: "a"}, {2: "b"}]) is None


def decision(id: str, what: str, by: str) -> Decision:
    """Return a decision about a stance."""
    return Decision(id, "text", "stance", "words", what, {}, by)


def test_editors_who_decided_the_same() -> None:
    """Only entries both decided count, with each one's last word; two who met nowhere are not compared."""
    these = [
        decision("1", "reject", "Ada"), decision("1", "accept", "Ada"), decision("1", "accept", "Ben"),
        decision("2", "reject", "Ada"), decision("2", "reject", "Ben"), decision("3", "accept", "Ada"),
        decision("3", "reject", "Ben"), decision("4", "accept", "Ada"), decision("5", "accept", "Cora"),
        decision("5", "accept", ""),
    ]  # fmt: skip
    (((one, other), told),) = of_decisions(these)
    assert (one, other, told.units, told.same) == ("Ada", "Ben", 3, 2)
    assert told.alpha == pytest.approx(4 / 9)


def test_files_labelled_apart() -> None:
    """Over the sentences of the documents: whether each has an entry of a kind, and whether it says the same."""
    words = "The Guild is against the Pact. It rained. The League is for it, as all know. Nothing else was said."
    units = {"a.htm": sentences(words)}
    assert len(units["a.htm"]) == 4
    first = {"doc": "a.htm", "kind": "stance", "quote": "The Guild is against the Pact.", "holder": "Guild", "target": "Pact",
             "polarity": "against", "mode": "hostility"}  # fmt: skip
    second = {**first, "quote": "The League is for it", "holder": "League", "polarity": "for"}
    there, said = of_labels([first, second], [first, {**second, "target": "it"}], units)
    assert (there.units, there.same, there.alpha) == (4, 4, 1.0)
    assert (said.units, said.same) == (4, 3)
    assert said.alpha is not None and said.alpha < 1
    assert of_labels([first], [], units)[0].alpha == 0.0


def test_without_the_documents() -> None:
    """The passages that either labelled stand for the sentences."""
    rows = [
        {"doc": "a", "kind": "report", "quote": q, "speaker": "X"} for q in ("He said so", "He said so, and more", "She did not")
    ]
    assert quoted(rows[:2], rows[2:]) == {"a": ["he said so", "she did not"]}
