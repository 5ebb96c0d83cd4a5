"""The one CSL-JSON record of a text: everything stated, nothing made up."""

from __future__ import annotations

from typing import Any

import pytest

from sourcebook.archive import Person, TextRecord
from sourcebook.publish.names import csl_name
from sourcebook.publish.reference import reference

ARCHIVE = "Haldersea Labour Archive"


def text(**values: Any) -> TextRecord:
    """Return a text with these columns, silent in all others."""
    known = {"id": 2, "page_id": 1, "n": 0, "name": "corrane/pact", "version": "0123456789abcdef", "words": 9, "path": "a.htm"}
    return TextRecord(**(dict.fromkeys(TextRecord._fields) | known | values))


NAMES = {
    "Leon Trotsky": {"family": "Trotsky", "given": "Leon"},
    "E. Belfort Bax": {"family": "Bax", "given": "E. Belfort"},
    "Rosa de la Cruz": {"family": "de la Cruz", "given": "Rosa"},
    "van Berg": {"family": "Berg", "given": "van"},
    "Martin King Jr.": {"family": "King", "given": "Martin", "suffix": "Jr."},
    "Corrane, Edda": {"family": "Corrane", "given": "Edda"},
    "Halyard": {"literal": "Halyard"},
    "Fourth International": {"literal": "Fourth International"},
    "The Union of Rope-makers": {"literal": "The Union of Rope-makers"},
    "& Ernest Belfort Bax": {"literal": "& Ernest Belfort Bax"},
    "Dave Widgery et al": {"literal": "Dave Widgery et al"},
    "Central Committee": {"literal": "Central Committee"},
}


@pytest.mark.parametrize(("printed", "parts"), NAMES.items())
def test_names(printed: str, parts: dict[str, str]) -> None:
    """Persons have a family name to be sorted by, bodies and pen names of one word stay whole."""
    assert csl_name(printed) == parts


def test_article() -> None:
    """A text with its printed source becomes an article with every part of it, and the address with its passage."""
    letter = text(
        title="The Pact", written="1935-02-20", published="1935-04", venue="New Harbour", volume="2", number="3", pages="61-64"
    )
    persons = [Person("author", "Edda Corrane"), Person("translator", "Noëlle Carvin"), Person("transcriber", "Odo Taskerby")]
    assert reference(letter, persons, ARCHIVE, key="p7") == {
        "id": "corrane/pact",
        "type": "article-journal",
        "title": "The Pact",
        "volume": "2",
        "issue": "3",
        "page": "61-64",
        "container-title": "New Harbour",
        "author": [{"family": "Corrane", "given": "Edda"}],
        "translator": [{"family": "Carvin", "given": "Noëlle"}],
        "issued": {"date-parts": [[1935, 4]]},
        "original-date": {"date-parts": [[1935, 2, 20]]},
        "archive": ARCHIVE,
        "archive_location": "corrane/pact@01234567#p7",
    }


def test_silent_text() -> None:
    """Of a text that states nothing the record says where it is and that is all."""
    bare = reference(text(), [], ARCHIVE)
    assert set(bare) == {"id", "type", "archive", "archive_location"}


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ({"venue": "Justice", "published": "1907-05-18"}, "article-newspaper"),
        ({"venue": "Justice", "published": "1907-05"}, "article-journal"),
        ({"part_of": "The Long Walk"}, "chapter"),
        ({"genre": "letter"}, "personal_communication"),
        ({"genre": "speech"}, "speech"),
        ({"genre": "poem"}, "document"),
    ],
)
def test_kinds(values: dict[str, str], kind: str) -> None:
    """What kind of document it is follows from what is stated of its printing, else from its genre."""
    assert reference(text(**values), [], ARCHIVE)["type"] == kind


def test_place_belongs_to_a_publisher() -> None:
    """The place of a dateline is no place of publication."""
    assert "publisher-place" not in reference(text(place="Coyoacan"), [], ARCHIVE)
    assert reference(text(place="Lissia", publisher="Quay Press"), [], ARCHIVE)["publisher-place"] == "Lissia"


def test_base_address() -> None:
    """Where the archive has a web address, the record has the passage's there."""
    assert (
        reference(text(), [], ARCHIVE, "https://archive.example/", "p2")["URL"]
        == "https://archive.example/text/corrane/pact@01234567#p2"
    )
