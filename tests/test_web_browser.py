"""The reading room in a real browser: narrow and wide, with and without JavaScript."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn

import ledger_pages
import ledger_rules
from sourcebook.archive import Archive, open_archive
from sourcebook.build import build
from sourcebook.cli.serve import address, listen
from sourcebook.statements import entries, propose_all
from sourcebook.web.app import create_app
from sourcebook.web.guard import Guard

sync_api = pytest.importorskip("playwright.sync_api", reason="needs playwright: pip install playwright")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium; on Debian: sudo apt-get install chromium"),
]
NARROW, WIDE = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="module")
def archive(example_archive: Path) -> Archive:
    """Return the archive of the examples."""
    return open_archive(example_archive)


@pytest.fixture(scope="module")
def place(archive: Archive) -> Iterator[str]:
    """Return the address of its reading room, which is open as long as the tests of this file run."""
    with opened(create_app(archive)) as place:
        yield place


@contextmanager
def opened(room: Guard) -> Iterator[str]:
    """Open a reading room and yield its address."""
    listening = listen("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(room, log_level="critical", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    yield address("127.0.0.1", listening.getsockname()[1])
    server.should_exit = True
    thread.join(10)
    listening.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Return Chromium."""
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield chromium
        chromium.close()


class Visit:
    """A browser's window, and what went wrong in it."""

    def __init__(self, browser: Any, place: str, **options: Any) -> None:
        self.context = browser.new_context(base_url=place, reduced_motion="reduce", **options)
        self.page = self.context.new_page()
        self.faults: list[str] = []
        self.page.on("console", lambda said: self.faults.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        self.page.on("request", lambda asked: None if asked.url.startswith(place) else self.faults.append(asked.url))

    def __enter__(self) -> Visit:
        return self

    def __exit__(self, *_: object) -> None:
        self.context.close()


def named(archive: Archive, title: str) -> str:
    """Return the address of the text of that title."""
    return f"/text/{next(t.name for t in archive.texts() if t.title == title)}"


def addresses(archive: Archive) -> list[str]:
    """Return one address of each kind of page, and of every third text."""
    texts = archive.texts()
    first = texts[0]
    kinds = [
        "/",
        "/browse/author",
        "/browse/year",
        "/browse/venue",
        "/browse/folder",
        "/texts",
        "/search?q=rope",
        "/findings",
        "/help/search",
    ]
    return [*kinds, f"/page/{first.path}", f"/cite/{first.name}", *(f"/text/{t.name}" for t in texts[::3])]


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["narrow", "wide"])
def test_every_page_fits_and_stays_at_home(browser: Any, place: str, archive: Archive, size: dict[str, int]) -> None:
    """No page is wider than the window, breaks the policy, raises a fault or asks another machine for anything."""
    with Visit(browser, place, viewport=size) as visit:
        for address in addresses(archive):
            visit.page.goto(address)
            width = visit.page.evaluate("document.documentElement.scrollWidth")
            assert width <= size["width"], (address, width)
        assert visit.faults == []


def test_reading_without_javascript(browser: Any, place: str) -> None:
    """Without JavaScript one can search, open a place, go to a paragraph, see its address and cite it."""
    with Visit(browser, place, viewport=NARROW, java_script_enabled=False) as visit:
        page = visit.page
        page.goto("/")
        page.fill("main input[name=q]", "guarantors")
        page.press("main input[name=q]", "Enter")
        page.locator(".kwic .match").first.click()
        assert page.locator(":target").is_visible()
        page.locator("#p2 > .para").click()
        assert page.locator("#p2 > .address").is_visible()
        page.click("#p2 > .address a")
        assert "para. 2" in page.inner_text("#citation")


def test_notes_beside_the_text_on_wide_screens(browser: Any, place: str, archive: Archive) -> None:
    """On a wide screen a note stands beside its mark, to the right of the text; on a narrow one the mark leads to it and back."""
    address = named(archive, "What Happened in Tar Lane")
    with Visit(browser, place, viewport=WIDE) as visit:
        visit.page.goto(address)
        note, text = visit.page.locator(".sidenote").first.bounding_box(), visit.page.locator("#p2").bounding_box()
        assert note["x"] > text["x"] + text["width"] and text["y"] <= note["y"] <= text["y"] + text["height"]
    with Visit(browser, place, viewport=NARROW) as visit:
        visit.page.goto(address)
        assert not visit.page.locator(".sidenote").first.is_visible()
        visit.page.locator(".noteref").first.click()
        assert visit.page.evaluate("document.querySelector(':target').getAttribute('role')") == "doc-endnote"
        visit.page.locator(":target .back").first.click()
        assert visit.page.evaluate("document.querySelector(':target').className") == "noteref"


def test_origin_is_in_view(browser: Any, place: str, archive: Archive) -> None:
    """On a desk the origin stands left of the text; on a phone it comes after it, a link away; its words open by a click."""
    address = named(archive, "The Guarantors")
    with Visit(browser, place, viewport=WIDE) as visit:
        visit.page.goto(address)
        panel, text = visit.page.locator("#origin").bounding_box(), visit.page.locator("article").bounding_box()
        assert panel["x"] + panel["width"] < text["x"] and panel["y"] < 200
        visit.page.locator(".chain summary").first.click()
        assert visit.page.locator(".chain q").first.is_visible()
    with Visit(browser, place, viewport=NARROW) as visit:
        visit.page.goto(address)
        panel, text = visit.page.locator("#origin").bounding_box(), visit.page.locator("article").bounding_box()
        assert panel["y"] > text["y"]
        visit.page.click(".to-origin")
        assert visit.page.evaluate("location.hash") == "#origin"


def test_copying_a_reference(browser: Any, place: str, archive: Archive) -> None:
    """With JavaScript a reference is copied with one click, without the button's own word."""
    with Visit(browser, place, viewport=WIDE, permissions=["clipboard-read", "clipboard-write"]) as visit:
        visit.page.goto(named(archive, "The Guarantors").replace("/text/", "/cite/") + "?passage=p3")
        words = visit.page.inner_text("#citation").removesuffix("Copy").strip()
        visit.page.click("#citation button")
        visit.page.locator(".said").wait_for(state="visible")
        assert visit.page.evaluate("navigator.clipboard.readText()") == words


def test_keys(browser: Any, place: str, archive: Archive) -> None:
    """A slash goes to the search box, c cites, and typing in a box does neither."""
    with Visit(browser, place, viewport=WIDE) as visit:
        visit.page.goto(named(archive, "The Guarantors"))
        visit.page.keyboard.press("/")
        visit.page.keyboard.type("c/")
        assert visit.page.input_value("#find") == "c/"
        visit.page.evaluate("document.activeElement.blur()")
        visit.page.keyboard.press("c")
        visit.page.wait_for_url("**/cite/**")


def test_a_slider_brings_a_witness_beside_the_base(browser: Any, place: str, archive: Archive) -> None:
    """Of more witnesses than fit the slider brings one into view; the base stays where it is."""
    names = "&".join(f"w={text.name}" for text in archive.texts()[:6])
    with Visit(browser, place, viewport=WIDE) as visit:
        visit.page.goto(f"/collate?{names}")
        base = visit.page.locator(".witness-heads > div").first
        stands = base.bounding_box()["x"]
        visit.page.locator(".slide input").fill("5")
        last = visit.page.locator(".witness-heads > div").last
        sync_api.expect(last).to_be_in_viewport(ratio=0.9)
        assert visit.page.inner_text(".slide output") == last.locator("b").inner_text()
        assert base.bounding_box()["x"] == pytest.approx(stands, abs=2)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Return an archive with a ledger."""
    folder = tmp_path_factory.mktemp("ledger")
    build([ledger_pages.write(folder / "pages")], folder / "archive")
    archive = open_archive(folder / "archive")
    propose_all(archive, ledger_rules.Few())
    return archive


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["narrow", "wide"])
def test_the_ledger_fits_and_can_be_read(browser: Any, ledger: Archive, size: dict[str, int]) -> None:
    """No page of it is wider than the window, breaks the policy or is too faint, and one gets about it without JavaScript."""
    questions = (
        "",
        "/actors",
        "/actor/Guild",
        "/reversals",
        "/pledges",
        "/forecasts",
        "/quotations",
        "/choruses",
        "/network",
        "/review",
    )
    with opened(create_app(ledger, decide="Ada Quill")) as place, Visit(browser, place, viewport=size) as visit:
        for address in (*(f"/ledger{question}" for question in questions), "/text/first?ledger=beside"):
            for scheme in ("light", "dark"):
                visit.page.emulate_media(color_scheme=scheme)
                visit.page.goto(address)
                assert visit.page.evaluate("document.documentElement.scrollWidth") <= size["width"], address
                assert visit.page.evaluate(FAINT) == [], (address, scheme)
        assert visit.faults == []


def test_deciding_in_a_browser(browser: Any, ledger: Archive) -> None:
    """One accepts, rejects and corrects without JavaScript, and is led back to where one was each time."""
    with (
        opened(create_app(ledger, decide="Ada Quill")) as place,
        Visit(browser, place, viewport=NARROW, java_script_enabled=False) as visit,
    ):
        page = visit.page
        page.goto("/ledger?kind=stance&order=place")
        page.locator(".decide button[value=accept]").first.click()
        assert page.url.startswith(f"{place}ledger?kind=stance&order=place#e-")
        assert "accepted by Ada Quill" in page.locator(".entry:target .status").inner_text()
        page.locator(".entry .decide a").nth(1).click()
        page.fill('input[name="field.holder"]', "Karl Loft")
        page.click("button[value=correct]")
        assert "Karl Loft" in page.locator(".entry:target .sentence").inner_text()
        page.goto("/text/second?ledger=beside")
        page.locator(".in-ledger summary").nth(1).click()
        page.locator("button[value=reject]:visible").first.click()
        assert page.url.startswith(f"{place}text/second?ledger=beside")
    assert [s.entry.status for s in entries(ledger, shown=False) if s.entry.status != "proposed"] == [
        "accepted",
        "corrected",
        "rejected",
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast(browser: Any, place: str, archive: Archive, scheme: str) -> None:
    """Text stands out from its ground by 4.5 to 1 at least, light and dark."""
    with Visit(browser, place, viewport=WIDE, color_scheme=scheme) as visit:
        for address in ("/", "/search?q=rope", "/findings", named(archive, "The Guarantors")):
            visit.page.goto(address)
            assert visit.page.evaluate(FAINT) == [], address


#: Script: every element with words of its own whose colour is too near that of the page.
FAINT = """
() => {
  const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => {
    const even = (v) => v <= 10 ? v / 3294.6 : ((v / 255 + 0.055) / 1.055) ** 2.4;
    const [r, g, b] = parts(colour).slice(0, 3).map(even);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const colour = getComputedStyle(e).backgroundColor;
      if (colour.startsWith("rgb(")) return colour;
    }
    return getComputedStyle(document.documentElement).backgroundColor;
  };
  const faint = [];
  for (const element of document.body.querySelectorAll("*")) {
    const own = [...element.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    if (!own || !element.checkVisibility() || element.closest(".unseen, .skip, svg")) continue;
    const [a, b] = [light(getComputedStyle(element).color), light(ground(element))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) faint.push(`${element.tagName}.${element.className} ${ratio.toFixed(2)}`);
  }
  return [...new Set(faint)].slice(0, 10);
}
"""
