"""The table of witnesses: each word in one column, words that stand for one another in the same."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from collating import collated, table

WORDS = st.lists(st.sampled_from("the rope quay harbor harbour ship ships old great war".split()), max_size=25).map(" ".join)


@settings(deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=4))
def test_every_word_is_in_one_column(texts: list[str]) -> None:
    """Each witness is read off its row word by word, and no column is empty."""
    cells = collated(*texts).cells
    for row, w in zip(cells.rows, cells.witnesses, strict=True):
        assert [n for n in row if n >= 0] == list(range(len(w)))
        assert len(row) == cells.width
    assert all(any(row[column] >= 0 for row in cells.rows) for column in range(cells.width))


def test_spellings_stand_together() -> None:
    """Words that are like one another share a column, with other words added and left out around them."""
    found = table(collated("He spoke of honour and labour", "He spoke well then of honor labor"))
    assert ("honour", "honor") in found and ("labour", "labor") in found
    assert ("and", "") in found and ("", "well") in found


def test_a_word_for_a_word() -> None:
    """A word replaced by another shares its column."""
    assert ("war", "people") in table(collated("then the war began", "then the people began"))


def test_a_witness_joins_what_is_like_it() -> None:
    """A third witness is aligned with the one it is most like, also where the base has nothing."""
    more = "they held the old quay by the great wall"
    found = table(
        collated(
            "The war began. The people spoke.",
            f"The war began. {more}. The people spoke.",
            f"The war began. {more}. The people spoke well.",
        )
    )
    assert ("", "quay", "quay") in found and ("", "", "well") in found


def test_a_reading_of_another_witness() -> None:
    """Where a witness leaves its nearest relative, it still joins the column of the others that have its word."""
    texts = (
        "the old wall stood by the quay",
        "the great wall stood by the quay and the ships",
        "the old wall stood by the quay and the ships",
    )
    assert ("old", "great", "old") in table(collated(*texts))


def test_nothing_to_align() -> None:
    """Empty texts make a table without columns, or with those of the other."""
    assert table(collated("", "")) == []
    assert table(collated("", "the war")) == [("", "the"), ("", "war")]
    assert table(collated("the war", "")) == [("the", ""), ("war", "")]
