"""The reading room, asked as a browser asks: every page, and everything it refuses."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx
import pytest
from lxml import html as markup

from sourcebook.archive import Archive, open_archive
from sourcebook.build import build
from sourcebook.web.app import create_app
from sourcebook.web.guard import ANY, LOOPBACK, Guard, host_name

LETTER = """<html lang="en"><head><meta charset="utf-8"><title>Edda Corrane: The Pact</title></head><body>
<p class="title"><a href="index.htm">Archive</a> &gt; <a href="https://else.example/x">Elsewhere</a></p>
<h2>Edda Corrane</h2><h1>The Pact &lt;script&gt;alert(1)&lt;/script&gt;</h1>
<p class="information"><span class="info">Written:</span> 20 February 1935.<br>
<span class="info">First Published:</span> <em>New Harbour</em>, Vol. 2 No. 3, April 1935, pp. 61&ndash;64.<br>
<span class="info">Transcribed:</span> Odo Taskerby.</p><hr>
<p class="fst">I write &lt;b&gt; to <a href="javascript:alert(1)">you</a> about the rope and the quays,<sup class="anote"><a
href="#n1"
name="f1">[1]</a></sup> as I wrote before, and as I shall write again when the winter is over and the ships lie at the quay.</p>
<p>The rope is long; see <a href="other.htm#spot">the other</a>, <a href="https://else.example/?q=1&amp;r=2">one elsewhere</a> and
<a href="missing.htm">one that is missing</a>. Nobody asked the spinners, and nobody has paid them for the winter or the
summer.</p>
<blockquote><p>They have signed without conditions, and the guarantors have signed with one.</p></blockquote>
<p>What the guarantors have signed is known to every child of the town, for it is painted on the wall of the custom house.</p>
<h3>Notes</h3><p class="note"><a name="n1" href="#f1">[1]</a> The Rope&shy;walk says otherwise.</p>
<p class="updat">Last updated on 3 March 2010</p></body></html>"""
OTHER = """<html><head><title>Matthis Wend: Backwards</title></head><body><h2>Matthis Wend</h2><h1>Backwards</h1>
<p class="information"><span class="info">Written:</span> May 1913.<br><span class="info">Source:</span> <em>New Harbour</em>,
p. 4.</p>
<p><a name="spot"></a>A book about walking backwards along the rope has been sent to us by its author, who is a spinner herself
and knows what she is writing about. It says a great deal about Sûreté and little about anything else at all.</p>
<p>We have read it twice, forwards, and recommend it to all who make rope for a living in this town or in another
one.</p></body></html>"""
FILES = {"corrane/letter & pact.htm": LETTER, "corrane/other.htm": OTHER, "notes/empty.htm": ""}
PAGES = ("/", "/browse/author", "/browse/year", "/browse/venue", "/browse/folder", "/texts",
"/texts?author=Edda%20Corrane", "/findings",
         "/findings/R002", "/search", "/search?q=rope", "/search?q=(rope", "/search?q=zzzz", "/help", "/help/search",
"/help/reading",
         "/help/citing", "/help/about", "/nowhere")  # fmt: skip


def build_from(folder: Path, files: dict[str, str]) -> Path:
    """Write files as sources and build an archive of them."""
    for name, content in files.items():
        path = folder / "sources" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    build([folder / "sources"], folder / "archive")
    return folder / "archive"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Return a little archive; nobody writes to it."""
    return open_archive(build_from(tmp_path_factory.mktemp("room"), FILES))


@pytest.fixture(scope="module")
def room(archive: Archive) -> Guard:
    """Return its reading room."""
    return create_app(archive)


def ask(app: Guard, address: str, method: str = "GET", host: str = "127.0.0.1:8000") -> httpx.Response:
    """Ask the reading room; a bug in it is answered, not raised."""

    async def asked() -> httpx.Response:
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as client:
            return await client.request(method, address, headers={"Host": host})

    return asyncio.run(asked())


def tree(response: httpx.Response) -> markup.HtmlElement:
    """Return a page as a tree."""
    return markup.document_fromstring(response.text)


def letter_of(archive: Archive) -> str:
    """Return the name of the letter."""
    return next(t.name for t in archive.texts() if t.author == "Edda Corrane")


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


def test_headers_are_strict(room: Guard) -> None:
    """Every response, a refusal too, has the policy that keeps a browser at home."""
    for response in (ask(room, "/"), ask(room, "/nowhere"), ask(room, "/static/page.css"), ask(room, "/", host="else.example")):
        assert response.headers["content-security-policy"].startswith("default-src 'none'")
        assert response.headers["x-content-type-options"] == "nosniff"
        assert response.headers["referrer-policy"] == "no-referrer"
        assert "server" not in response.headers


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:8000", "LOCALHOST", "[::1]:8000"])
def test_own_names_are_answered(room: Guard, host: str) -> None:
    """The machine's own names, with any port, are answered."""
    assert ask(room, "/robots.txt", host=host).status_code == 200


@pytest.mark.parametrize("host", ["else.example", "127.0.0.1.else.example", "", "localhost.else.example:8000"])
def test_other_names_are_refused(room: Guard, host: str) -> None:
    """A name that somebody else has bent to this machine is not answered."""
    response = ask(room, "/", host=host)
    assert response.status_code == 421
    assert "archive" not in response.text


def test_a_given_name_is_answered(archive: Archive) -> None:
    """A host that was given is answered, and any where that was said."""
    assert ask(create_app(archive, LOOPBACK | {"reading.example"}), "/robots.txt", host="reading.example:80").status_code == 200
    assert ask(create_app(archive, {ANY}), "/robots.txt", host="anything").status_code == 200
    assert host_name("[2001:db8::1]:80") == "[2001:db8::1]"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_only_reading(room: Guard, method: str) -> None:
    """Whatever is not reading is refused."""
    response = ask(room, "/", method)
    assert (response.status_code, response.headers["allow"]) == (405, "GET, HEAD")


def test_head(room: Guard) -> None:
    """HEAD gives the headers alone."""
    response = ask(room, "/texts", "HEAD")
    assert (response.status_code, response.content) == (200, b"")


def test_source_as_captured(room: Guard) -> None:
    """The source file comes byte for byte, as plain text that no browser will take for a page."""
    response = ask(room, f"/source/{quote('corrane/letter & pact.htm')}")
    assert response.content == LETTER.encode()
    assert response.headers["content-type"].startswith("text/plain; charset=")


@pytest.mark.parametrize(
    "path", ["../archive/sourcebook.toml", "..%2f..%2farchive%2fsourcebook.toml", "/etc/passwd", "%2fetc%2fpasswd", "corrane", ""]
)
def test_no_path_leaves_the_archive(room: Guard, path: str) -> None:
    """Only files the archive knows are given out."""
    assert ask(room, f"/source/{path}").status_code == 404
    assert ask(room, f"/static/{path}").status_code == 404


def test_source_that_went_or_leads_out(tmp_path: Path) -> None:
    """A file that is gone is said to be gone; one that has become a link out of the sources is not followed."""
    folder = build_from(tmp_path, FILES)
    app = create_app(open_archive(folder))
    file = tmp_path / "sources" / "corrane" / "other.htm"
    file.unlink()
    assert ask(app, "/source/corrane/other.htm").status_code == 410
    file.symlink_to(folder / "sourcebook.toml")
    assert ask(app, "/source/corrane/other.htm").status_code == 404


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
    """?format=json gives the text's record with its evidence and passages."""
    name = letter_of(archive)
    record = ask(room, f"/text/{quote(name)}?format=json").json()
    assert record["address"] == archive.text(name).address
    assert record["reference"]["container-title"] == "New Harbour"
    assert [p["key"] for p in record["passages"]][:2] == ["p1", "p2"]
    assert any(s["field"] == "Author" and s["evidence"] for s in record["stated"])


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


def test_a_bug_shows_no_traceback(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bug is answered in one plain sentence, with the headers, and nothing of the inside."""

    def fail(_: Archive) -> None:
        raise ValueError("the inside")

    monkeypatch.setattr(Archive, "counts", fail)
    response = ask(create_app(archive), "/")
    assert response.status_code == 500 and response.headers["content-type"].startswith("text/plain")
    assert "inside" not in response.text and "Traceback" not in response.text


def test_damage_is_said_in_a_sentence(tmp_path: Path) -> None:
    """When the database is damaged while one reads, that is said, not shown as a bug."""
    folder = build_from(tmp_path, FILES)
    app = create_app(open_archive(folder))
    ask(app, "/")
    broken = folder / ".sourcebook" / "broken"
    broken.write_bytes(b"no database at all" * 100)
    broken.replace(folder / ".sourcebook" / "archive.sqlite")
    response = ask(app, "/texts")
    assert response.status_code == 503 and "damaged" in response.text


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
