"""What the reading room shows of texts that share words."""

from __future__ import annotations

from pathlib import Path

import pytest

from reading_room import ask, tree
from sourcebook.archive import open_archive
from sourcebook.web.app import create_app
from sourcebook.web.guard import Guard


@pytest.fixture(scope="module")
def room(compared: Path) -> Guard:
    """Return the reading room of the compared archive."""
    return create_app(open_archive(compared))


def test_a_text_names_its_witnesses(room: Guard) -> None:
    """A witness is named with the relation and what it stands on, under its own title."""
    page = ask(room, "/text/library/tar_lane").text
    assert "The same words elsewhere" in page
    assert "This is the same text as" in page
    assert "/text/archive/hathern/1906/03/tar-lane" in page


def test_quotations_stand_beside_the_lines(room: Guard) -> None:
    """The line that quotes has a mark that leads to the paragraph quoted, and a note beside it; the quoted text leads back."""
    speech = ask(room, "/text/archive/corrane/1934/12/bound").text
    assert '<a class="echo" href="/text/archive/fairweir/1934/10/pact#p' in speech
    assert '<span class="sidenote echo"' in speech
    assert "<h3>Quotes</h3>" in speech
    assert "<h3>Quoted in</h3>" in ask(room, "/text/archive/fairweir/1934/10/pact").text


def test_works_and_the_map_of_copies(room: Guard) -> None:
    """The page of works lists the witnesses, their relations, what their pages say, and between which folders texts were copied."""
    page = ask(room, "/works").text
    for words in ("What Happened in Tar Lane", "The Third of March", "is the same text as", "Map of copies", "within itself"):
        assert words in page
    assert ask(room, "/works?leaf=99").status_code == 200


def test_from_a_work_to_its_collation(room: Guard) -> None:
    """A work leads to the collation of its witnesses, of all and of each two; the map counts texts, not pairs of them."""
    page = tree(ask(room, "/works"))
    links = [a.get("href") for a in page.xpath("//a[starts-with(@href, '/collate')]")]
    assert [link.count("w=") for link in links] == [3, 2, 2, 2]
    heads = tree(ask(room, links[0])).xpath("//*[@role='columnheader']")
    assert [head.xpath("string(b)") for head in heads] == ["A", "B", "C"]
    assert ["".join(row.itertext()).split()[-1] for row in page.xpath("//table[@class='flows']//tr")] == ["2", "1"]


def test_before_a_comparison(example_archive: Path) -> None:
    """An archive that has not been compared says how to, and its texts show nothing of it."""
    fresh = create_app(open_archive(example_archive))
    assert "sourcebook reuse" in ask(fresh, "/works").text
    assert "elsewhere" not in ask(fresh, "/text/library/tar_lane").text
