"""Bad input to the comparison, smaller than in docs/measured.md: time and memory are bounded, the answers make sense."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from contextlib import closing

import pytest

from collating import collated
from prose import prose
from sourcebook.compare.documents import Document
from sourcebook.compare.engine import Embedded
from sourcebook.compare.percent import percent, rounded
from sourcebook.compare.reuse import Reuse, reuse
from sourcebook.config import LEAST_MEMORY

FOOTER = (
    "This page was marked up by volunteers of the archive, and permission is granted to copy and distribute this document under "
    "the terms of the free documentation licence of the archive. Write to the keeper with corrections."
)
HEADER = "Home page of the harbour archive: works by author, works by subject, works by date, letters, pamphlets, newspapers."
ALPHABETS = ("абвгдежзиклмнопрстуфхцчшыэюя", "αβγδεζηθικλμνξοπρστυφχψω", "aäbcdeoöußzkrstn", "ابتثجحخدذرزسشصضطظعغفقكلمنهوي")


def found(*texts: str) -> Reuse:
    """Compare texts with the least memory a setting may give."""
    with closing(Embedded(LEAST_MEMORY)) as engine:
        return reuse((Document(str(n), "", text) for n, text in enumerate(texts)), engine)


@pytest.fixture
def quick() -> Iterator[None]:
    """See to it that a test takes no more than some seconds of this process's time."""
    started = time.process_time()
    yield
    assert time.process_time() - started < 30


@pytest.mark.usefixtures("quick")
def test_a_page_and_itself() -> None:
    """One page given twice is one pair, from its first letter to its last, and without a variant."""
    page = prose(900, 1)
    (passage,) = found(page, page).passages
    assert (passage.a_start, passage.similarity) == (0, 1)
    assert passage.a_end >= len(page) - 1
    assert not collated(page, page).variants


@pytest.mark.usefixtures("quick")
def test_copies_by_the_thousand() -> None:
    """Of 3,000 copies, also where each has a line of its own, the pairs grow as the copies do."""
    page = prose(400, 1)
    assert len(found(*[page] * 3000).passages) == 2999
    stamped = found(*(f"{page} Printed on day {n} of the strike." for n in range(600)))
    assert 599 <= len(stamped.passages) <= 6 * 600
    assert len(stamped.clusters) == 1


@pytest.mark.usefixtures("quick")
def test_one_word_again_and_again() -> None:
    """A text of one word shares nothing that could be called a passage, however long it is."""
    assert not found("strike " * 200_000, "strike " * 3000, prose(300, 1)).passages
    assert not found(*("strike " * (2000 + n) for n in range(40))).passages
    assert len(collated("strike " * 5000, "strike " * 4000).variants) == 1


@pytest.mark.usefixtures("quick")
def test_a_text_of_many_books() -> None:
    """What a page quotes from the middle of a very long text is found, at its place."""
    long = prose(150_000, 1)
    at = len(long) // 2
    (passage,) = found(long, f"{prose(100, 2)} {long[at : at + 600]} {prose(100, 3)}").passages
    assert abs(passage.a_start - at) <= 12
    assert abs(passage.a_end - at - 600) <= 12


@pytest.mark.usefixtures("quick")
def test_languages_side_by_side() -> None:
    """A passage is found in each script, and nothing is found between two."""
    texts = [foreign(alphabet, n) for n, alphabet in enumerate(ALPHABETS)]
    quoting = [
        f"{foreign(alphabet, n + 9)} {text[300:700]}" for n, (alphabet, text) in enumerate(zip(ALPHABETS, texts, strict=True))
    ]
    result = found(*texts, *quoting, prose(300, 1))
    assert [(p.a, p.b) for p in result.passages] == [(n, n + len(ALPHABETS)) for n in range(len(ALPHABETS))]


def foreign(alphabet: str, seed: int) -> str:
    """Return made-up words in the letters of an alphabet."""
    rnd = random.Random(seed)
    return " ".join("".join(rnd.choices(alphabet, k=rnd.randint(2, 9))) for _ in range(300))


@pytest.mark.usefixtures("quick")
def test_nothing_but_boilerplate() -> None:
    """Pages that are hardly more than their header and footer share boilerplate and nothing else."""
    result = found(*(f"{HEADER} {prose(40, n)} {FOOTER}" for n in range(300)))
    assert result.passages
    assert len(result.boilerplate) == len(result.passages)


@pytest.mark.usefixtures("quick")
def test_nothing_at_all() -> None:
    """Empty texts share nothing, in whatever number."""
    assert not found(*[""] * 500, *[" \n "] * 500, prose(300, 1)).passages
    assert not collated("", "").variants


def test_less_than_all_is_never_a_hundred() -> None:
    """A share is rounded to 100 only where nothing is missing."""
    assert [percent(share) for share in (0, 0.5, 0.994, 0.9999, 1)] == ["0", "50", "99", "99", "100"]
    assert [percent(share, 1) for share in (0.7634, 0.99994, 1)] == ["76.3", "99.9", "100"]
    assert [rounded(share, 3) for share in (0.98765, 0.99999, 1)] == [0.988, 0.999, 1]
