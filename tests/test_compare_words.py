"""Texts as words: what is one word, what is the same word, where each stands."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collating import made, paragraphs
from sourcebook.compare import words
from sourcebook.compare.words import Stretch, Vocabulary, key_of, witness


def cut(text: str) -> list[str]:
    """Return the words of a text."""
    (w,), _ = made(text)
    return [w.word(n) for n in range(len(w))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The U.S.S.R. stood—alone.", ["The", "U.S.S.R.", "stood", "alone"]),
        ("Don’t re-read to-day’s news", ["Don’t", "re-read", "to-day’s", "news"]),
        ("a revolu-\ntion began", ["a", "revolu-\ntion", "began"]),
        ("said so.[12] And [[3]] then [*] no", ["said", "so", "And", "then", "no"]),
        ("第四国际 and Война", ["第", "四", "国", "际", "and", "Война"]),
        ("e\u0301te\u0301 _stress_ 1,000", ["e\u0301te\u0301", "stress", "1", "000"]),
        ("<em>so</em> it was<br/>", ["so", "it", "was"]),
        ("* * *", []),
    ],
)
def test_what_a_word_is(text: str, expected: list[str]) -> None:
    """Initials, compounds and words parted at a line end are one word; marks that lead to notes are none."""
    assert cut(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Co-operation", "cooperation"),
        ("U.S.S.R.", "USSR"),
        ("Sûreté", "surete"),
        ("revolu-\ntion", "revolution"),
        ("Straße", "strasse"),
    ],
)
def test_forms_of_a_word_have_one_key(one: str, other: str) -> None:
    """Capitals, accents, hyphens and points make no other word."""
    assert key_of(one) == key_of(other)


def test_letters_that_are_no_accents_make_other_words() -> None:
    """The short i of Cyrillic is a letter of its own."""
    assert key_of("мой") != key_of("мои")


def test_marks_belong_to_words() -> None:
    """A word is printed with the marks at it, and all that is visible between two words belongs to one of them."""
    (w,), _ = made("He said: “Go — (now)!” She went.")
    assert [w.printed(n, n + 1) for n in range(len(w))] == ["He", "said:", "“Go —", "(now)!”", "She", "went."]
    assert w.printed(1, 4) == "said: “Go — (now)!”"


@settings(deadline=None)
@given(st.text(st.sampled_from("ab é-'.,“(\n—1第"), max_size=80))
def test_nothing_visible_is_lost(text: str) -> None:
    """From the first word of a paragraph on, words with their marks hold every visible character, in order."""
    (w,), _ = made(text)
    for stretch in paragraphs(text):
        inside = [n for n in range(len(w)) if stretch.start <= w.starts[n] < stretch.end]
        if inside:
            printed = "".join(w.printed(n, n + 1) for n in inside)
            assert "".join(printed.split()) == "".join(text[w.opens[inside[0]] : stretch.end].split())


def test_space_after_words() -> None:
    """Words that a dash joins stay joined, all others are set apart, the last of a paragraph too."""
    (w,), _ = made("stood—alone then\n\nwell")
    assert [w.space_after(n) for n in range(len(w))] == ["", " ", " ", " "]


def test_only_stretches_are_read() -> None:
    """What lies outside the paragraphs given is no part of the witness, and each word knows its paragraph."""
    w = witness("a", "A", "head\n\none two\n\nfoot\n\nthree", [Stretch(6, 13, "p1", 3), Stretch(21, 26, "p2", 7)], Vocabulary())
    assert [w.word(n) for n in range(len(w))] == ["one", "two", "three"]
    assert [w.stretch(n).key for n in range(len(w))] == ["p1", "p1", "p2"]
    assert list(w.breaks) == [2, 0, 2]


def test_more_words_than_signs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there are more words than characters, two may share one, and nothing breaks."""
    monkeypatch.setattr(words, "MOST_KEYS", 10)
    vocabulary = Vocabulary()
    signs = {vocabulary(f"word{n}") for n in range(50)}
    assert len(signs) <= 10 and all(vocabulary.key(sign) for sign in signs)
