"""What parts two words: spelling, a slip of the scanner, or another word; and what is no difference at all."""

from __future__ import annotations

import pytest

from collating import ENGLISH
from sourcebook.compare.shapes import parted_by, plain, same_words


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("honour", "honor", "spelling"),
        ("labour", "labor", "spelling"),
        ("centralise", "centralize", "spelling"),
        ("benefitted", "benefited", "spelling"),
        ("trotsky", "trotzky", "spelling"),
        ("connexion", "connection", "spelling"),
        ("i", "1", "slip"),
        ("of", "0f", "slip"),
        ("stable", "stab1e", "slip"),
        ("modern", "modem", "slip"),
        ("tbe", "the", "slip"),
        ("their", "there", "substitution"),
        ("held", "hold", "substitution"),
        ("worker", "workers", "substitution"),
        ("favourable", "unfavourable", "substitution"),
        ("1834", "1854", "substitution"),
        ("14th", "16th", "substitution"),
        ("war", "people", "substitution"),
    ],
)
def test_what_parts_words(one: str, other: str, kind: str) -> None:
    """Two words of the language are another reading; a form that is none is a spelling, or a slip where its shape is misread."""
    assert parted_by(one, other, ENGLISH.__contains__) == kind
    assert parted_by(other, one, ENGLISH.__contains__) == kind


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("l’Humanité", "l'Humanité"),
        ("“yes”", '"yes"'),
        ("war -- and", "war—and"),
        ("revolu-\ntion", "revolution"),
        ("so[12]", "so"),
        ("*stress*", "stress"),
        ("<em>stress</em> and^[2]^", "stress and"),
        ("ﬁght …", "fight..."),
        ("e\u0301t", "ét"),
    ],
)
def test_type_is_no_difference(one: str, other: str) -> None:
    """Line ends, shapes of marks, ligatures, emphasis and marks that lead to notes say nothing of the wording."""
    assert plain(one) == plain(other)


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("war,", "war", "punctuation"),
        ("War", "war", "accidental"),
        ("to-day", "today", "accidental"),
        ("Sûreté", "Surete", "accidental"),
    ],
)
def test_the_same_words(one: str, other: str, kind: str) -> None:
    """Marks are punctuation; capitals, accents and hyphens are accidentals."""
    assert same_words(plain(one), plain(other)) == kind
