"""Texts that are none, too long, of another kind: an answer in bounded time, never a fault; and every quote is the text's own."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger_reading import only, piece, proposer, read
from sourcebook.ledger.model import Paragraph, collapsed
from sourcebook.ledger.parsing import MOST, SENTENCE, cut
from sourcebook.ledger.plays import speakers


@pytest.mark.parametrize(
    "paragraphs",
    [
        (), ("",), ("   \n ",), ("“" * 400 + " Blum said “no",), ("(" * 500,), ("A" * 5000,),
        ("1 | 2 | 3\n4 | 5 | 6",), ("\x00\ufffd\u202e",),
        (Paragraph(0, "The Pact", "heading", "author"), Paragraph(0, "1. Laval is a coward", "heading", "author")),
        (Paragraph(0, "Laval a coward 1934 12.5", "table", "author"),),
    ],
)  # fmt: skip
def test_nothing_comes_of_what_says_nothing(paragraphs: tuple[str | Paragraph, ...]) -> None:
    """No words, marks only, headings only, a table."""
    assert [entry for entry in read(*paragraphs) if entry.kind != "quotation"] == []


def test_another_language_is_left() -> None:
    """Only English is read."""
    assert read("Laval is a coward.", language="fr") == []


def test_a_play() -> None:
    """Who speaks is not the author; a line in capitals alone makes no play."""
    lines = ["MARTHA. Laval is a coward.", "OLD MAN (aside). I hate war.", "MARTHA. He will flee.", "OLD MAN. Laval is a traitor."]
    found = only("stance", *lines)
    assert {(entry.fields["holder"], entry.voice) for entry in found} == {("Martha", "Martha"), ("Old Man", "Old Man")}
    assert speakers(piece("PARIS. June.", "It rains.", "LONDON. July.").paragraphs) == ["", "", ""]


def test_long_texts_are_cut() -> None:
    """At the ends of sentences, and a sentence without an end at its blanks; nothing is lost, offsets hold."""
    for text in ("Peace and war. " * 4000, "peace and war " * 4000, "a" * 10_000, "Short."):
        parts = cut(text)
        assert "".join(part for _, part in parts) == text
        assert all(text.startswith(part, at) and len(part) <= MOST for at, part in parts)
    assert max(len(part) for _, part in cut("peace and war " * 4000)) <= SENTENCE
    assert all(part[-2:] == ". " for _, part in cut("Peace and war. " * 4000))


def test_time_grows_with_length_only() -> None:
    """A sentence without end costs no more than in proportion: five times the words, not twenty-five times the time."""
    words = "Blum said that Laval would betray the workers and that the pact binds France to aid Poland while "
    read(words * 10)
    took = []
    for times in (40, 200):
        started = time.process_time()
        assert read(words * times)
        took.append(time.process_time() - started)
    assert took[1] < 12 * took[0]


def test_tiny_paragraphs() -> None:
    """Thousands of them, of a word or two."""
    assert read(*["No."] * 2000) == []


WORDS = st.sampled_from(
    'Blum Laval said that will “ ” " ‘ ’ ( ) the pact binds France , . ! ? : — it is a coward \n not I we May'.split(" ")
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.one_of(st.lists(WORDS, max_size=40).map(" ".join), st.text(max_size=60)), max_size=3))
def test_every_quote_is_the_texts_own(paragraphs: list[str]) -> None:
    """The words at start and end, with white space collapsed; the entry is of one paragraph."""
    text = piece(*paragraphs)
    for entry in proposer().propose(text):
        (line,) = (p for p in text.paragraphs if p.start <= entry.start < entry.end <= p.start + len(p.words))
        assert entry.quote == collapsed(line.words[entry.start - line.start : entry.end - line.start]) != ""
