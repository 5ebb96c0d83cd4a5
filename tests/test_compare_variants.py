"""The places where witnesses differ: which words, in which witnesses, of which class, exactly where."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collating import collated, made, readings
from sourcebook.compare.collate import collate
from sourcebook.compare.variants import PASSAGE

LONG = " ".join(f"filler{n}" for n in range(PASSAGE + 5))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("the war, began", "the war began", ("war,", "war", "punctuation")),
        ("the War began", "the war began", ("War", "war", "accidental")),
        ("he held honour well", "he held honor well", ("honour", "honor", "spelling")),
        ("then 1 was well", "then I was well", ("1", "I", "slip")),
        ("the war began", "the people began", ("war", "people", "substitution")),
        ("the war began", "the old war began", ("", "old", "addition")),
        ("the old war began", "the war began", ("old", "", "omission")),
        ("in to-day is", "in to day is", ("to-day", "to day", "accidental")),
        ("by the partywall of", "by the party wall of", ("partywall", "party wall", "accidental")),
        ("he spoke of the old war", "he spoke well then it stood", ("of the old war", "well then it stood", "substitution")),
    ],
)
def test_classes(one: str, other: str, expected: tuple[str, str, str]) -> None:
    """Each kind of difference has its class, with the words of either witness."""
    (place,) = readings(collated(one, other))
    assert place == [("A", expected[0], ""), ("B", expected[1], expected[2])]


def test_the_same_text_has_no_variants() -> None:
    """A text and itself, broken into other lines, with other quotation marks, differ nowhere."""
    assert collated("“The war began,” he spoke.", '"The war\nbegan," he spoke.').variants == ()


def test_witnesses_share_readings() -> None:
    """Witnesses that read the same are named together; the base's reading stands first."""
    assert readings(collated("the old war", "the grey war", "the old war", "the grey war")) == [
        [("AC", "old", ""), ("BD", "grey", "substitution")]
    ]


def test_neighbouring_spellings_are_places_of_their_own() -> None:
    """Two words spelt otherwise side by side are two places, two words replaced are one."""
    assert len(readings(collated("he held honour labour well", "he held honor labor well"))) == 2
    assert len(readings(collated("he held old ships well", "he held grey people well"))) == 1


def test_a_passage_is_told_once() -> None:
    """A long passage that a witness lacks is one place; what the others vary in it is told within, without that witness."""
    base = f"He spoke. {LONG} the war began {LONG} ends."
    found = collated(base, base.replace("war", "people"), "He spoke. ends.")
    passage, within = found.variants
    assert [(sorted(r.spans), r.kind) for r in passage.readings] == [([0, 1], ""), ([2], "omission")]
    assert [(sorted(r.spans), r.words) for r in within.readings] == [([0], "war"), ([1], "people")]
    assert passage.first <= within.first < within.last <= passage.last and within.lacking == {2}


def test_passages_never_overlap() -> None:
    """Where witnesses lack different stretches of a passage, each stretch is told once."""
    parts = [" ".join(f"{name}{n}" for n in range(PASSAGE)) for name in ("one", "two", "three", "four")]
    whole = f"Begin {' '.join(parts)} end"
    texts = (whole, f"Begin {parts[0]} {parts[3]} end", f"Begin {parts[0]} {parts[1]} end")
    places = [(v.first, v.last, sorted(v.readings[1].spans)) for v in collated(*texts).variants]
    assert places == [(26, 51, [1]), (51, 76, [1, 2]), (76, 101, [2])]


WORDS = st.lists(st.sampled_from("The war, war. began honour honor of “old old” to-day today 1 I people".split()), max_size=20).map(
    " ".join
)


@settings(deadline=None)
@given(st.lists(WORDS, min_size=2, max_size=4))
def test_readings_are_exact(texts: list[str]) -> None:
    """A reading's span has its words in the source, every witness has one reading at a place, and places come in order."""
    found = collated(*texts)
    for variant in found.variants:
        there = [v for r in variant.readings for v in r.spans]
        assert len(there) == len(set(there)) and not variant.lacking.intersection(there)
        for reading in variant.readings:
            for v, span in reading.spans.items():
                w = found.witnesses[v]
                assert " ".join(w.text[span.start : span.end].split()) == w.printed(span.first, span.last)
    assert [v.first for v in found.variants] == sorted(v.first for v in found.variants)


def test_languages_without_a_dictionary() -> None:
    """Where no dictionary is given, the witnesses' own words tell what is one."""
    witnesses, vocabulary = made("Der Krieg begann. Der Krieg war alt.", "Der Krieg begann. Der Kricg war alt.")
    (variant,) = collate(witnesses, vocabulary).variants
    assert variant.kinds == ["slip"]


def test_mixed_scripts() -> None:
    """Cyrillic and Han are compared word by word, or sign by sign, as well."""
    assert readings(collated("Война началась. 第四国际", "Война кончилась. 第五国际")) == [
        [("A", "началась.", ""), ("B", "кончилась.", "substitution")],
        [("A", "四", ""), ("B", "五", "substitution")],
    ]
