"""A model's words found in the text again: exactly, nearly, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sourcebook.ledger.model import Paragraph, collapsed
from sourcebook.ledger.remote.finding import Finder, Place, plain

TEXT = (
    "The “Harbour  Gazette” wrote\nthat the dockers’ committee would never sign — not in May, not in June.\n\n"
    "A delegate replied: ‘We sign nothing…’ The ofﬁce of the Café Péron was shut.\n\n\n\nA part of the pact."
)


def paragraphs(text: str) -> list[Paragraph]:
    """Return the lines of a text, parted by empty ones, as paragraphs."""
    found, at = [], 0
    for words in text.split("\n\n"):
        if words.strip():
            found.append(Paragraph(at, words, "paragraph", "author"))
        at += len(words) + 2
    return found


MARKS = "“”’—,'"
FINDER = Finder(paragraphs(TEXT))


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ('The "Harbour Gazette" wrote that', "The “Harbour Gazette” wrote that"),
        ("the dockers' committee would never sign - not in May", "the dockers’ committee would never sign — not in May"),
        ("“We sign nothing...”", "We sign nothing"),
        ("'We sign nothing...'", "‘We sign nothing…’"),
        ("The office of the Café Péron", "The ofﬁce of the Café Péron"),
        ("  not in\nJune. A delegate replied ", "not in June. A delegate replied"),
    ],
)
def test_typography_and_white_space_are_no_difference(asked: str, words: str) -> None:
    """Curly marks, dashes, ligatures, composed letters and line ends count for nothing; the source's own words come back."""
    place = FINDER.find(asked)
    assert place == Place(place.start, place.end, words)
    assert collapsed(TEXT[place.start : place.end]) == words


@pytest.mark.parametrize(
    "asked",
    [
        "The Harbour Gazette welcomed the pact with all its heart",  # invented
        "art of the pact",  # within a word
        "of the Cafe",  # another letter, too short to be near
        "was shut. A part of",  # across a block that we do not see
        "",
        "“…”",
    ],
)
def test_what_does_not_stand_there_is_not_found(asked: str) -> None:
    """Inventions, parts of words and words over a gap that may hold others are not found."""
    assert FINDER.find(asked) is None


def test_near_words_are_marked_and_end_where_words_do() -> None:
    """Words that are nearly there are found with the source's own wording, in whole words."""
    place = FINDER.find("the docker's comittee would never sign it, not in May")
    assert place is not None and place.near
    assert place.words == "the dockers’ committee would never sign — not in May"
    assert collapsed(TEXT[place.start : place.end]) == place.words


def test_the_nearest_of_several_places() -> None:
    """Words that stand twice are taken where they are nearest to the words beside."""
    text = "We sign. And then he said: We sign. We sign."
    finder = Finder(paragraphs(text))
    first = finder.find("We sign")
    assert first is not None and first.start == 0
    beside = finder.find("he said")
    second = finder.find("We sign", beside)
    assert second is not None and second.start == text.index("We sign", 5)


ODD = st.text(alphabet="ab “”'’—-\n\u00a0\u00adéé́ﬁ…½.", min_size=1, max_size=60)


@settings(max_examples=300, deadline=None)
@given(ODD, st.data())
def test_any_slice_of_words_is_found_as_it_stands(text: str, data: st.DataObject) -> None:
    """Whatever is found, its words are the collapsed slice of the document; and whole words of the text are always found."""
    finder = Finder([Paragraph(7, text, "", "")])
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    place = finder.find(text[start:end])
    if place is not None:
        assert 7 <= place.start < place.end <= 7 + len(text)
        assert collapsed(text[place.start - 7 : place.end - 7]) == place.words
    elif start == 0 and end == len(text):
        assert not plain(text)[0].strip(" \"'.…,;:-")


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from("the dockers’ “pact” is signed — never, ofﬁce café May".split()), min_size=5, max_size=40), st.data()
)
def test_near_places_are_slices_too(words: list[str], data: st.DataObject) -> None:
    """Near words, too, come back as the collapsed slice of the document, beginning and ending where words do."""
    text = "  ".join(words)
    garbled = list(" ".join(words[data.draw(st.integers(0, 2)) :]))
    garbled[data.draw(st.integers(0, len(garbled) - 1))] = "x"
    place = Finder([Paragraph(0, text, "", "")]).find("".join(garbled))
    if place is not None:
        assert collapsed(text[place.start : place.end]) == place.words
        assert {word.strip(MARKS) for word in place.words.split()} <= {word.strip(MARKS) for word in words}
