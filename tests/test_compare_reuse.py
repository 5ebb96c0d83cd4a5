"""Passages that documents share, from the texts to the pairs."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prose import prose, scanned
from sourcebook.compare.documents import Document
from sourcebook.compare.engine import Embedded
from sourcebook.compare.normalise import characters, letters
from sourcebook.compare.passages import Passage
from sourcebook.compare.reuse import Reuse, reuse

QUOTED = "no house on the quay was let that winter, and the harbour master kept the keys of nine of them in a drawer"


def found(texts: Iterable[str | tuple[str, str]]) -> Reuse:
    """Return what texts share; each is a text, or a series and a text."""
    pairs = [text if isinstance(text, tuple) else ("", text) for text in texts]
    with closing(Embedded()) as engine:
        return reuse((Document(f"d{n}", series, text) for n, (series, text) in enumerate(pairs)), engine)


def sides(texts: list[str], passage: Passage) -> tuple[str, str]:
    """Return the words on both sides of a passage."""
    return texts[passage.a][passage.a_start : passage.a_end], texts[passage.b][passage.b_start : passage.b_end]


@given(st.lists(st.text(max_size=40), min_size=1, max_size=5))
def test_letters_lead_back_to_their_characters(texts: list[str]) -> None:
    """There is a mark for each letter, and the marked characters are letters in the order of the codes."""
    for text, one in zip(texts, letters(texts), strict=True):
        where = characters(one.marks)
        assert [text[n].isalpha() or ord(text[n]) >= 0x10000 for n in where] == [True] * len(one.codes)
        assert all(1 <= code <= 31 for code in one.codes)


def test_case_accents_and_points_do_not_count() -> None:
    """Sûreté, SURETE and sure-te are the same letters; so are those of other scripts in either case."""
    forms = letters(["Sûreté", "SURETE", "su-\nre te!", "Ещё", "еще"])
    assert len({form.codes for form in forms[:3]}) == 1
    assert forms[3].codes == forms[4].codes


def test_a_quotation_is_found_where_it_stands() -> None:
    """A sentence quoted in another text is one pair, exact to the word on both sides."""
    texts = [f"{prose(200, 1)} {QUOTED}. {prose(200, 2)}", f"{prose(150, 3)} He wrote: “{QUOTED}”, {prose(90, 4)}"]
    (passage,) = found(texts).passages
    assert sides(texts, passage) == (QUOTED, QUOTED)
    assert passage.similarity == 1


@pytest.mark.parametrize("share", [0.02, 0.08, 0.15])
def test_scanning_noise_does_not_hide_it(share: float) -> None:
    """A paragraph with so many wrong letters on one side is found, most of it."""
    quoted = prose(60, 5)
    texts = [f"{prose(100, 6)} {quoted} {prose(100, 7)}", f"{prose(80, 8)} {scanned(quoted, share, 9)} {prose(80, 10)}"]
    result = found(texts).passages
    assert sum(p.a_end - p.a_start for p in result) > 0.8 * len(quoted)
    assert all(1 - 2.5 * share < p.similarity <= 1 for p in result)


def test_a_series_is_not_compared_with_itself() -> None:
    """Documents of one series share nothing with each other, but with others."""
    texts = [("book", f"{prose(50, n)} {QUOTED} {prose(50, n + 10)}") for n in range(2)]
    assert found(texts).passages == []
    pairs = {(p.a, p.b) for p in found([*texts, f"{QUOTED} {prose(90, 30)}"]).passages}
    assert pairs == {(0, 2), (1, 2)}


def test_what_shares_nothing_is_silent() -> None:
    """Texts of the same words in other order are not pairs."""
    assert found([prose(800, n) for n in range(5)]).passages == []


def test_a_moved_block_makes_two_pairs() -> None:
    """Two paragraphs that changed places are two pairs, not one that runs over both."""
    one, other = prose(70, 1), prose(70, 2)
    texts = [f"{one} {prose(80, 3)} {other}", f"{other} {prose(80, 4)} {one}"]
    (first, second) = found(texts).passages
    assert sides(texts, first)[0].startswith(one[:-10])
    assert sides(texts, second)[0].endswith(other[10:])


def test_clusters_hold_the_places_of_one_passage() -> None:
    """Five texts with one quotation, two with another: two clusters, of five places and of two."""
    other = prose(20, 99)
    texts = [f"{prose(60, n)} {QUOTED} {prose(60, n + 20)} {other if n < 2 else ''}" for n in range(5)]
    assert sorted(len(cluster.places) for cluster in found(texts).clusters) == [2, 5]


def test_a_text_reprinted_often_is_held_together() -> None:
    """Sixty reprints are one cluster, though not each is compared with each."""
    text = prose(150, 1)
    result = found([f"{prose(60, n + 2)} {text} {prose(60, n + 70)}" for n in range(60)])
    assert [len(cluster.places) for cluster in result.clusters] == [60]
    assert len(result.passages) <= 6 * 60
    assert not result.boilerplate


def test_boilerplate_is_told_from_reprints() -> None:
    """A footer on thirty pages is boilerplate; a text that is thirty pages, and a quotation in the middle of them, are not."""
    footer = "Transcribed for the archive of the Three Harbours; it may be copied and passed on under the terms of its licence"
    pages = [f"{prose(250, n)}\n{footer}, {1990 + n}." for n in range(30)]
    result = found(pages)
    assert result.passages
    assert len(result.boilerplate) == len(result.passages)
    poem = prose(120, 500)
    assert not found([f"{prose(12, n)} {poem}" for n in range(30)]).boilerplate
    assert not found([f"{prose(150, n)} {QUOTED} {prose(150, n + 50)}" for n in range(30)]).boilerplate


def test_copies_stand_for_each_other() -> None:
    """Of 300 copies each is a pair with the first, and a text that quotes them is compared with two of them."""
    copy = prose(300, 1)
    result = found([copy] * 300 + [f"{prose(30, 2)} {copy[200:900]}"])
    assert len(result.passages) == 299 + 2
    assert {(p.a, p.b) for p in result.passages if p.b < 300} == {(0, n) for n in range(1, 300)}


@pytest.mark.parametrize("before", [0, 40, 400])
def test_a_text_taken_whole_into_another(before: int) -> None:
    """Where a document begins with the passage, nothing of what stands before it in the other is taken for part of it."""
    text = prose(300, 1)
    texts = [f"{prose(before, 2)} {text} {prose(before, 3)}".strip(), text]
    (passage,) = found(texts).passages
    one, other = sides(texts, passage)
    assert (one, passage.similarity) == (other, 1)


@pytest.mark.parametrize(
    "texts",
    [
        [], [""], ["", ""], ["word"], ["word " * 5000], ["word " * 5000, "word " * 4000], ["12 34", "—"], [prose(50, 1)],
        ["\0" * 50, "\ud800"],
    ],
    ids=["none", "empty", "two empty", "a word", "one word again and again", "two of these", "no letters", "one", "no text"],
)  # fmt: skip
def test_poor_input(texts: list[str]) -> None:
    """Whatever there is too little of, the answer is short."""
    assert len(found(texts).passages) <= 3


def test_other_scripts() -> None:
    """Russian, Greek and Chinese texts are compared as Latin ones are."""
    russian = "призрак бродит по европе призрак коммунизма все силы старой европы объединились для священной травли этого призрака"
    chinese = "一个幽灵共产主义的幽灵在欧洲游荡为了对这个幽灵进行神圣的围剿旧欧洲的一切势力教皇和沙皇梅特涅和基佐法国的激进派"
    for words in (russian, chinese):
        texts = [f"{prose(50, 1)} {words} {prose(50, 2)}", f"{prose(70, 3)} «{words.upper()}»"]
        (passage,) = found(texts).passages
        assert [side.casefold() for side in sides(texts, passage)] == [words, words]
