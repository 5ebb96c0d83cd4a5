"""What is stated, in the reading room: bars that lead to the texts without a field, folders, and the reason on a text's page."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from reading_room import FILES, ask, build_from, letter_of
from sourcebook.archive import Archive, open_archive
from sourcebook.check.coverage import FIELDS, lacking
from sourcebook.web.app import create_app
from sourcebook.web.guard import Guard


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Return the little archive, with a page whose heading contradicts its colophon."""
    letter = FILES["corrane/letter & pact.htm"]
    disputed = letter.replace("</h1>", "</h1><h3>(March 1936)</h3>").replace("The Pact", "A Pact")
    files = FILES | {"wend/disputed.htm": disputed}
    return open_archive(build_from(tmp_path_factory.mktemp("covering"), files))


@pytest.fixture(scope="module")
def room(archive: Archive) -> Guard:
    """Return its reading room."""
    return create_app(archive)


def page_of(room: Guard, address: str) -> LexborHTMLParser:
    """Return a page of the room as a tree."""
    return LexborHTMLParser(ask(room, address).text)


def hrefs(nodes: list[LexborNode]) -> list[str]:
    """Return where links lead."""
    return [node.attributes["href"] or "" for node in nodes]


def test_every_field_leads_to_the_texts_without_it(room: Guard, archive: Archive) -> None:
    """Each line's link lists as many texts as the line says, and each bar leads to the same place."""
    lines = page_of(room, "/coverage").css(".shares li")
    assert len(lines) == len(FIELDS)
    for line in lines:
        for link in line.css(".lack a"):
            assert hrefs(line.css("a.share")) == hrefs([link])
            assert len(page_of(room, *hrefs([link])).css(".rows .row")) == int(link.text().split()[0])
    without = page_of(room, "/texts?without=translator")
    assert len(without.css(".row")) == len(lacking(archive, "translator"))
    assert without.css("h1")[0].text().startswith("No translator stated")


def test_bars_are_as_long_as_the_share(room: Guard) -> None:
    """The pieces of a bar stand side by side and end where the share ends."""
    lines = {line.css(".name")[0].text(): line for line in page_of(room, "/coverage").css(".shares li")}
    pieces = lines["author"].css("rect:not(.room)")
    assert sum(float(piece.attributes["width"] or 0) for piece in pieces) == pytest.approx(100, abs=0.1)
    assert lines["author"].css(".lack")[0].text() == "all have it"


def test_folders_can_be_gone_into(room: Guard) -> None:
    """A folder's page counts its texts alone, and its links stay in it; one that is not there is said not to be."""
    assert "/coverage?folder=corrane" in hrefs(page_of(room, "/coverage").css(".by-folder th a"))
    folder = page_of(room, "/coverage?folder=corrane")
    assert folder.css("h1 small")[0].text() == "2 texts"
    assert all("folder=corrane" in href for href in hrefs(folder.css(".lack a")))
    assert ask(room, "/coverage?folder=nowhere").status_code == 404


def test_unknown_field_is_not_there(room: Guard) -> None:
    """A list of the texts without what is no field is answered with a sentence."""
    assert ask(room, "/texts?without=colour").status_code == 404


def test_it_is_found_from_everywhere(room: Guard) -> None:
    """The entrance, the foot of every page and the help lead to it."""
    for address in ("/", "/texts", "/help"):
        assert "/coverage" in hrefs(page_of(room, address).css("a[href]"))


def test_a_value_says_why(room: Guard, archive: Archive) -> None:
    """A value opens to the sentence of the command line, and its link leads to the block that holds the words."""
    fields = {
        field.css("dt")[0].text(): field for field in page_of(room, f"/text/{quote(letter_of(archive))}").css(".values > div")
    }
    why = fields["Published in"].css("dd details .why")[0]
    assert why.text().startswith("Read in a label of the colophon (cue “First Published”), “New Harbour, Vol. 2 No. 3,")
    address, _, block = hrefs(why.css("a"))[0].partition("#")
    (words,) = page_of(room, address).css(f"#{block} .words")
    assert "New Harbour" in words.text()


def test_conflicts_are_seen_without_opening(room: Guard, archive: Archive) -> None:
    """A contradicting value stands struck through under a flag, and with its words among the rivals of the chosen one."""
    name = next(t.name for t in archive.texts() if t.path == "wend/disputed.htm")
    (field,) = page_of(room, f"/text/{quote(name)}").css(".values .disputed")
    assert field.css("dt")[0].text().split() == ["Published", "disputed"]
    assert field.css("dd.rival")[0].text().endswith("March 1936")
    (rival,) = field.css("dd .rivals .conflicting")
    assert "“(March 1936)”" in rival.text()
    assert hrefs(rival.css("a"))[0].startswith("/page/wend/disputed.htm#b")


def test_the_order_is_explained(room: Guard) -> None:
    """The help shows the policy of the code."""
    rows = {
        row.css("th")[0].text(): row.css("td")[0].text() for row in page_of(room, "/help/evidence").css("table tr") if row.css("td")
    }
    assert rows["date of writing"].startswith("label of the colophon, dateline")
