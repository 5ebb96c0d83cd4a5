"""Aligning strings of signs: what is equal in order, however long the texts are."""

from __future__ import annotations

import random
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sourcebook.compare import align
from sourcebook.compare.align import Match, Side, common_prefix, increasing, matches


def sides(one: str, other: str) -> tuple[Side, Side]:
    """Return two strings as texts without sentences."""
    return Side(one, bytes(len(one))), Side(other, bytes(len(other)))


def pairs(one: str, other: str) -> list[tuple[int, int]]:
    """Return the places that are paired."""
    return [(m.a + k, m.b + k) for m in matches(*sides(one, other)) for k in range(m.length)]


SIGNS = st.text(st.sampled_from("abcdefgh"), max_size=60)


@settings(deadline=None)
@given(SIGNS, SIGNS)
def test_matches_are_equal_and_in_order(one: str, other: str) -> None:
    """Paired words are equal, and both texts are gone through forwards."""
    found = pairs(one, other)
    assert all(one[a] == other[b] for a, b in found)
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(found))


@settings(deadline=None)
@given(SIGNS)
def test_a_text_is_itself(text: str) -> None:
    """A text and itself are one match."""
    assert matches(*sides(text, text)) == [Match(0, 0, len(text))][: len(text)]


@settings(deadline=None)
@given(SIGNS, SIGNS)
def test_common_prefix(one: str, other: str) -> None:
    """The common beginning is as long as it can be."""
    n = common_prefix(one, other)
    assert one[:n] == other[:n] and (n in (len(one), len(other)) or one[n] != other[n])


def test_chains_are_the_longest() -> None:
    """Of pairs the longest chain is kept in which both numbers increase."""
    assert increasing([(0, 5), (1, 1), (2, 2), (3, 0), (4, 3)]) == [(1, 1), (2, 2), (4, 3)]
    assert increasing([]) == []


def test_additions_stand_together() -> None:
    """What one text has more is one piece where it can be, not two with a word between that might belong to either."""
    assert matches(*sides("xaby", "xabcaby")) in ([Match(0, 0, 3), Match(3, 6, 1)], [Match(0, 0, 1), Match(1, 4, 3)])


def test_additions_begin_with_a_sentence() -> None:
    """Of the ways to tell what was added the one is taken that begins with a sentence."""
    one, other = Side("xaay", bytes([2, 0, 1, 0])), Side("xabaay", bytes([2, 0, 0, 1, 1, 0]))
    starts = {m.b for m in matches(one, other)} | {m.b + m.length for m in matches(one, other)}
    assert starts & {3, 4}


def test_words_are_not_scattered_over_an_addition() -> None:
    """A few words that might stand anywhere in a long addition are put at its edge, in a row."""
    more = "".join(f"{c}t" for c in "klmnopqrsuvwklmnopqrs")
    found = pairs("ABCDEF" + "txt" + "GHIJKL", "ABCDEF" + more + "txt" + "GHIJKL")
    assert found[6:9] == [(6, 6 + len(more)), (7, 7 + len(more)), (8, 8 + len(more))]


def test_equal_by_chance_is_no_match() -> None:
    """A word that two passages have by chance, while everything around differs, pairs nothing."""
    assert pairs("A" + "abcdef" + "t" + "ghijkl" + "Z", "A" + "mnopqr" + "t" + "suvwxy" + "Z") == [(0, 0), (14, 14)]


def text(start: int, words: int) -> str:
    """Return so many different words."""
    return "".join(chr(0x5000 + n) for n in range(start, start + words))


def test_long_texts_are_anchored(monkeypatch: pytest.MonkeyPatch) -> None:
    """Anchors and the gaps between them give what aligning everything at once gives."""
    one = text(0, 400)
    other = one[:100] + text(1000, 30) + one[100:250] + one[270:390] + "zz" + one[391:]
    whole = pairs(one, other)
    monkeypatch.setattr(align, "SMALL", 50)
    monkeypatch.setattr(align, "MOST_ANCHORS", 100)
    assert pairs(one, other) == whole


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a" * 100_000, "a" * 90_000),
        ("ab" * 50_000, "bc" * 50_000),
        (text(0, 20_000) * 3, text(20_000, 20_000) * 3),
        ("", "a" * 100_000),
    ],
    ids=["one word", "two words", "nothing in common", "empty"],
)
def test_hard_texts_are_bounded(one: str, other: str) -> None:
    """Texts without anchors, of one word or with nothing in common, take seconds."""
    started = time.process_time()
    found = matches(*sides(one, other))
    assert time.process_time() - started < 20
    assert all(one[m.a] == other[m.b] for m in found)


def test_beyond_the_budget_nothing_is_aligned(monkeypatch: pytest.MonkeyPatch) -> None:
    """A gap without anchors that would cost too much is left as it is: two passages that differ."""
    monkeypatch.setattr(align, "SMALL", 50)
    monkeypatch.setattr(align, "BUDGET", 1000)
    assert pairs("x" + "ab" * 100 + "y", "x" + "bac" * 100 + "y") == [(0, 0), (201, 301)]


def test_words_scattered_by_chance_are_let_go() -> None:
    """Between two passages that have nothing to do with each other no word stands for another, though some are equal."""
    rnd = random.Random(1)
    one, other = ("".join(rnd.choices(alphabet, k=size)) for alphabet, size in (("abcdxyzuvw", 80), ("abcdefghijkl", 400)))
    assert pairs(f"START{one}FINIS", f"START{other}FINIS")[5:-5] == []
