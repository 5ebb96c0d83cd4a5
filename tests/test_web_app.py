"""The reading room, asked as a browser asks: every page of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

from reading_room import FILES, LETTER, ask, build_from, letter_of, tree
from sourcebook.archive import Archive, open_archive
from sourcebook.web.app import create_app
from sourcebook.web.guard import Guard

PAGES = ("/", "/browse/author", "/browse/year", "/browse/venue", "/browse/folder", "/texts",
"/texts?author=Edda%20Corrane", "/findings",
         "/findings/R002", "/search", "/search?q=rope", "/search?q=(rope", "/search?q=zzzz", "/help", "/help/search",
"/help/reading",
         "/help/citing", "/help/about", "/nowhere")  # fmt: skip


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Return a little archive; nobody writes to it."""
    return open_archive(build_from(tmp_path_factory.mktemp("room"), FILES))


@pytest.fixture(scope="module")
def room(archive: Archive) -> Guard:
    """Return its reading room."""
    return create_app(archive)


def every_page(archive: Archive) -> Iterator[str]:
    """Yield the addresses of all pages there are."""
    yield from PAGES
    for text in archive.texts():
        yield from (f"/text/{quote(text.name)}", f"/page/{quote(text.path)}", f"/cite/{quote(text.name)}?passage=p1&style=mla")


def test_every_page_is_there(room: Guard, archive: Archive) -> None:
    """Each page answers, with a title, one heading of the first rank, a main part and a way to skip to it."""
    for address in every_page(archive):
        response = ask(room, address)
        assert response.status_code == {"/nowhere": 404, "/search?q=(rope": 400}.get(address, 200), address
        page = tree(response)
        assert page.findtext(".//title").endswith("archive") and len(page.findall(".//h1")) == 1, address
        assert page.get("lang") == "en" and page.find(".//main[@id='main']") is not None, address
        assert page.find(".//body/a[@href='#main']") is not None, address


def test_nothing_is_fetched_from_elsewhere(room: Guard, archive: Archive) -> None:
    """No page loads or sends anything beyond this reading room, nor has styles or scripts in it that the policy would forbid."""
    for address in every_page(archive):
        page = tree(ask(room, address))
        for element in page.xpath("//*[@src or self::link or self::form]"):
            place = element.get("src") or element.get("href") or element.get("action") or "/"
            assert not urlsplit(place).netloc, (address, place)
        assert not page.xpath("//*[@style] | //style | //script[not(@src)] | //@*[starts-with(name(), 'on')]"), address
        for link in page.xpath("//a[@href]"):
            assert (
                link.get("class") == "outside"
                or not urlsplit(link.get("href")).netloc
                or link.get("href").startswith("http://127.0.0.1")
            )


def test_words_of_the_sources_cannot_act(room: Guard, archive: Archive) -> None:
    """Markup in a source's words stays words on every page that shows them."""
    for address in (
        *every_page(archive),
        "/search?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
        "/texts?author=%3Cscript%3Ealert(1)",
    ):
        page = ask(room, address).text
        assert "<script>" not in page and "javascript:" not in re.sub(r'title="[^"]*"', "", page), address


def test_ids_are_unique_and_links_within_a_page_arrive(room: Guard, archive: Archive) -> None:
    """No id is given twice; whatever a page links to within itself is there."""
    for address in every_page(archive):
        page = tree(ask(room, address))
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids)), address
        assert {link[1:] for link in page.xpath("//a/@href[starts-with(., '#')]")} <= set(ids), address


def test_source_as_captured(room: Guard) -> None:
    """The source file comes byte for byte, as plain text that no browser will take for a page."""
    response = ask(room, f"/source/{quote('corrane/letter & pact.htm')}")
    assert response.content == LETTER.encode()
    assert response.headers["content-type"].startswith("text/plain; charset=")


def test_text_page(room: Guard, archive: Archive) -> None:
    """A text has its title, author, date, printed source, language, canonical address and every paragraph's number."""
    name = letter_of(archive)
    page = tree(ask(room, f"/text/{quote(name)}"))
    head = " ".join(page.find(".//header[@class='head']").text_content().split())
    assert "Written 20 February 1935" in head and "New Harbour, vol. 2, no. 3, April 1935, pp. 61–64" in head
    assert page.find(".//article").get("lang") == "en"
    assert page.find(".//link[@rel='canonical']").get("href") == f"/text/{quote(name)}"
    assert page.find(".//meta[@name='citation_author']").get("content") == "Corrane, Edda"
    assert page.xpath("//a[@class='para']/@href")[:2] == ["#p1", "#p2"]
    address = page.find(".//*[@id='p1']/span[@class='address']/code").text
    assert address == f"{archive.text(name).address}#p1"


def test_links_of_a_text(room: Guard, archive: Archive) -> None:
    """A link to a page of the archive leads to its text, at the spot; one elsewhere is marked; a dead one is no link."""
    article = tree(ask(room, f"/text/{quote(letter_of(archive))}")).find(".//article")
    links = {a.text: a for a in article.iter("a") if a.text and a.get("class") != "para"}
    other = next(t.name for t in archive.texts() if t.title == "Backwards")
    assert links["the other"].get("href") == f"/text/{other}#a.spot"
    assert links["one elsewhere"].get("class") == "outside"
    assert "one that is missing" not in links and "you" not in links


def test_notes_both_ways(room: Guard, archive: Archive) -> None:
    """A mark leads to its note, the note back; the note stands beside the text too."""
    page = tree(ask(room, f"/text/{quote(letter_of(archive))}"))
    (mark,) = page.xpath("//a[@class='noteref']")
    note = page.get_element_by_id(mark.get("href")[1:])
    assert "says otherwise" in note.text_content()
    assert page.get_element_by_id(note.xpath(".//a[@class='back']/@href")[0][1:]) is mark
    assert "says otherwise" in page.find(".//span[@aria-hidden='true']").text_content()


def test_origin_panel(room: Guard, archive: Archive) -> None:
    """The panel has the steps in order with their words, and each value with where it was read."""
    panel = tree(ask(room, f"/text/{quote(letter_of(archive))}")).get_element_by_id("origin")
    steps = [step.text for step in panel.xpath(".//span[@class='step']")]
    assert steps[:3] == ["Written", "First published", "Transcribed"]
    assert "20 February 1935" in panel.find(".//q").text_content()
    assert "a label of the colophon" in panel.text_content()


def test_whole_page_has_every_word(room: Guard, archive: Archive) -> None:
    """The whole page shows all its blocks, navigation and stamps included."""
    page = archive.page("corrane/letter & pact.htm")
    shown = tree(ask(room, f"/page/{quote(page.path)}")).xpath("//div[@class='words']")
    assert [" ".join(b.text_content().split()) for b in shown] == [" ".join(b.text.split()) for b in archive.blocks(page)]


def test_json_of_a_text(room: Guard, archive: Archive) -> None:
    """?format=json gives the text's record with its reasons and passages."""
    name = letter_of(archive)
    record = ask(room, f"/text/{quote(name)}?format=json").json()
    assert record["address"] == archive.text(name).address
    assert record["reference"]["container-title"] == "New Harbour"
    assert [p["key"] for p in record["passages"]][:2] == ["p1", "p2"]
    (author,) = (s for s in record["stated"] if s["field"] == "Author")
    assert (author["value"], author["words"], author["why"][:7]) == ("Edda Corrane", "Edda Corrane", "Read in")


@pytest.mark.parametrize("style", ["bibtex", "ris", "csl-json"])
def test_reference_for_managers(room: Guard, archive: Archive, style: str) -> None:
    """References come in the formats of reference managers under their own media type."""
    response = ask(room, f"/cite/{quote(letter_of(archive))}?style={style}&passage=p2")
    assert response.status_code == 200 and "New Harbour" in response.text and "#p2" in response.text
    assert not response.headers["content-type"].startswith("text/html")


def test_citing_a_passage(room: Guard, archive: Archive) -> None:
    """Citing a passage quotes it, and its reference names the paragraph, the printed source and the address with its version."""
    page = tree(ask(room, f"/cite/{quote(letter_of(archive))}?passage=p2&style=chicago"))
    assert page.find(".//blockquote").text.startswith("The rope is long")
    assert "New Harbour 2, no. 3 (1935): para. 2" in page.get_element_by_id("citation").text_content()
    assert page.get_element_by_id("address").text_content() == archive.text(letter_of(archive)).address + "#p2"


@pytest.mark.parametrize("query", ["passage=p99", "passage=zz", "style=nonsense"])
def test_citing_what_is_not_there(room: Guard, archive: Archive, query: str) -> None:
    """A passage or style that is not there is said not to be there."""
    assert ask(room, f"/cite/{quote(letter_of(archive))}?{query}").status_code == 404


def test_concordance(room: Guard) -> None:
    """Each place has the words before it, the match, the words after, and leads to its passage."""
    page = tree(ask(room, "/search?q=rope&sort=date"))
    lines = page.xpath("//ol[@class='kwic']/li")
    assert [line.find(".//mark").text.lower() for line in lines] == ["rope"] * len(lines) and len(lines) >= 4
    assert all(re.search(r"/text/.*#[pn]\d", line.find(".//a").get("href")) for line in lines if "Rope" not in line.text_content())
    assert page.xpath("//figure[@class='years']//a/title/text()")


def test_narrowing_becomes_the_query(room: Guard) -> None:
    """The form for narrowing makes one query of its fields, which the page shows."""
    page = tree(ask(room, "/search?q=rope&author=Wend&voice=&written="))
    assert page.get_element_by_id("find").get("value") == "rope author:Wend"
    assert {a.text for a in page.xpath("//ol[@class='kwic']//p[@class='of']//b")} == {"Matthis Wend"}


def test_fault_of_a_query(room: Guard) -> None:
    """A query that does not parse is shown with a caret under the spot."""
    pointer = tree(ask(room, "/search?q=rope%20(quay")).find(".//pre").text
    assert pointer.splitlines()[0] == "rope (quay" and pointer.splitlines()[1].strip() == "^"


def test_nothing_found_explains(room: Guard) -> None:
    """A search without a hit says so, and what may help."""
    assert "Nothing found" in tree(ask(room, "/search?q=rope+NOT+rope")).find(".//section[@class='nothing']").text_content()


def test_an_address_in_the_search_box_leads_there(room: Guard, archive: Archive) -> None:
    """What one copies from a citation leads to its passage."""
    address = archive.text(letter_of(archive)).address + "#p2"
    first = ask(room, f"/search?q={quote(address)}")
    assert first.status_code == 302
    assert ask(room, first.headers["location"]).headers["location"].endswith("#p2")


def test_unknown_names_get_near_ones(room: Guard, archive: Archive) -> None:
    """A text that is not there is answered with links to those that come near."""
    name = letter_of(archive)
    response = ask(room, f"/text/{quote(name[:-1])}")
    assert response.status_code == 404
    assert f"/text/{quote(name)}" in tree(response).xpath("//ul[@class='near']//a/@href")


def test_findings_lead_to_their_place(room: Guard) -> None:
    """A finding is listed with its code, message and page."""
    page = tree(ask(room, "/findings/R002"))
    assert "/page/notes/empty.htm" in page.xpath("//p[@class='place']/a/@href")


def test_codes_are_explained(archive: Archive) -> None:
    """What the checks say of a code stands over its findings."""
    room = create_app(archive, explain=lambda code: f"{code} in a line.\n\nAnd at <length>.")
    assert "And at &lt;length&gt;." in ask(room, "/findings/R002").text


@pytest.fixture
def edited(tmp_path: Path) -> tuple[Guard, str, Callable[[], None]]:
    """Return a reading room, the address of a passage in it, and a way to edit its page and build again."""
    folder = build_from(tmp_path, FILES)
    archive = open_archive(folder)
    address = archive.text(letter_of(archive)).address + "#p2"

    def edit() -> None:
        added = "<p>A paragraph that was not there before, and now it is the first of all paragraphs of the letter.</p>"
        build_from(tmp_path, {"corrane/letter & pact.htm": LETTER.replace('<p class="fst">', added + '<p class="fst">')})

    return create_app(archive), address, edit


def test_a_new_build_shows_while_serving(edited: tuple[Guard, str, Callable[[], None]]) -> None:
    """A build that replaces the database is seen by the next request."""
    room, address, edit = edited
    before = ask(room, f"/text/{quote(address.partition('#')[0])}")
    assert "was not there before" not in before.text and "earlier version" not in before.text
    edit()
    assert "was not there before" in ask(room, f"/text/{quote(address.partition('@')[0])}").text


def test_an_old_address_is_followed(edited: tuple[Guard, str, Callable[[], None]]) -> None:
    """The address of a former version says so, and leads to where the passage is now."""
    room, address, edit = edited
    edit()
    page = ask(room, f"/text/{quote(address.partition('#')[0])}")
    assert "earlier version" in page.text
    assert ask(room, f"/follow?address={quote(address)}").headers["location"].endswith("#p3")
