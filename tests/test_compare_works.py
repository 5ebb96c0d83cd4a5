"""Which texts are witnesses of one work, from what they share."""

from __future__ import annotations

from contextlib import closing

from prose import prose, scanned
from sourcebook.compare.documents import Document
from sourcebook.compare.engine import Embedded
from sourcebook.compare.reuse import reuse
from sourcebook.compare.works import Kin, kin, measured, united


def related(texts: list[str]) -> dict[tuple[int, int], Kin]:
    """Return how texts are related, by their numbers, the one that is taken first."""
    with closing(Embedded()) as engine:
        found = reuse((Document(str(n), "", text) for n, text in enumerate(texts)), engine)
    return {(one.a, one.b): one for one in kin(found.passages, lambda n: measured(texts[n]))}


def test_the_same_text_through_noise() -> None:
    """A text and its scan are the same text, whatever stands over them."""
    text = prose(600, 1)
    (one,) = related([f"A Letter\n{text}", f"To the Editor\n{scanned(text, 0.04, 2)}"]).values()
    assert one.relation == "same text"
    assert one.share_a > 0.9 < one.share_b + 0.05


def test_a_revision_keeps_half() -> None:
    """A text of which two thirds were kept and a third written anew is a revision."""
    kept = prose(600, 1)
    (one,) = related([f"{kept} {prose(300, 2)}", f"{prose(320, 3)} {kept}"]).values()
    assert one.relation == "revision"


def test_an_excerpt_is_taken_from_one_place() -> None:
    """A page of a book printed alone is an excerpt of the book, and the shorter text stands first."""
    book = prose(4000, 1)
    ((pair, one),) = related([book, book[6000:9000]]).items()
    assert (pair, one.relation) == ((1, 0), "excerpt")


def test_an_abridgement_runs_through_the_whole() -> None:
    """Paragraphs from the beginning to the end of a text, others left out, are an abridgement."""
    paragraphs = [prose(120, n) for n in range(12)]
    (one,) = related(["\n".join(paragraphs), "\n".join(paragraphs[::2] + paragraphs[-1:])]).values()
    assert one.relation == "abridgement"


def test_parts_of_a_collection_stay_apart() -> None:
    """Three pieces that a collection holds are parts of it, and no work is made of them."""
    pieces = [prose(500, n) for n in range(3)]
    found = related(["\n".join(pieces), *pieces])
    assert {pair: one.relation for pair, one in found.items()} == {(n, 0): "part" for n in (1, 2, 3)}
    assert united(found.values()) == {}


def test_a_quotation_makes_no_witness() -> None:
    """Texts that quote the same paragraph are no witnesses of one work, nor is one that quotes a third of another."""
    quoted = prose(150, 1)
    assert related([f"{prose(300, n)} {quoted} {prose(200, n + 9)}" for n in range(3)]) == {}


def test_witnesses_of_witnesses_are_one_work() -> None:
    """Texts related through others have one number, the least of theirs."""
    found = [Kin(4, 2, "same text", 1, 1, 1, ()), Kin(7, 4, "revision", 1, 1, 1, ()), Kin(8, 9, "excerpt", 1, 0.2, 1, ())]
    assert united([*found, Kin(5, 2, "part", 1, 0.1, 1, ())]) == {2: 2, 4: 2, 7: 2, 8: 8, 9: 8}
