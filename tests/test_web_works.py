"""A chapter in the reading room: the contents of its work, the way on, what is known from the index page alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml.html import HtmlElement

import book
from reading_room import ask, build_from, tree
from sourcebook.archive import open_archive
from sourcebook.model import Stated, Step
from sourcebook.web.app import create_app
from sourcebook.web.guard import Guard
from sourcebook.web.origin import origin


@pytest.fixture
def room(tmp_path: Path) -> Guard:
    """Return the reading room of the made-up book, of which the third chapter is missing."""
    return create_app(open_archive(build_from(tmp_path, {k: v for k, v in book.book().items() if k != "walk/3.htm"})))


def under(page: HtmlElement, name: str, path: str = "") -> list[HtmlElement]:
    """Return the elements of a class, or what a path leads to from these."""
    return list(page.xpath(f".//*[contains(concat(' ', @class, ' '), ' {name} ')]{path}"))


def words(elements: list[HtmlElement]) -> list[str]:
    """Return the words of elements, blanks made one."""
    return [" ".join(element.text_content().split()) for element in elements]


def test_contents_of_the_work(room: Guard) -> None:
    """The page of a chapter lists the parts of its work: this one marked, others linked, what is not there neither."""
    page = tree(ask(room, "/text/walk/2"))
    lines = under(page, "contents", "//li")
    assert words(lines) == ["I. Hemp", "II. Tar", "III. Rope"]
    assert [[child.tag for child in line] for line in lines] == [["a"], ["b"], ["span"]]
    assert lines[0][0].get("href") == "/text/walk/1"
    assert words(under(page, "contents", "//summary")) == ["Part 2 of 2 of The Long Walk"]
    assert "links back" in under(page, "contents", "/p")[0].text_content()


def test_before_and_after(room: Guard) -> None:
    """One reads on along the contents, by links at the end of the page and by the browser's own keys."""
    page = tree(ask(room, "/text/walk/2"))
    assert words(under(page, "before")) == ["Before, in The Long Walk I. Hemp"]
    assert under(page, "after") == []
    assert [link.get("href") for link in page.xpath("//head/link[@rel='prev']")] == ["/text/walk/1"]


def test_inherited_values_lead_to_their_words(room: Guard) -> None:
    """An inherited value is marked, and leads to the block of the index page that has its words."""
    page = tree(ask(room, "/text/walk/2"))
    field = next(div for div in under(page, "values", "/div") if words(div.xpath("dt")) == ["Publisher"])
    assert words(field.xpath(".//summary")) == ["Ropewalk Press from the index page"]
    (link,) = under(field, "why", "//a")
    path, _, block = link.get("href").partition("#")
    assert (path, link.text_content()) == ("/page/walk/index.htm", "See the index page of The Long Walk")
    assert "Ropewalk Press, Haldersea, 1912" in tree(ask(room, path)).get_element_by_id(block).text_content()


def test_the_chain_is_told_by_the_index_page(room: Guard) -> None:
    """A silent chapter shows the steps its index page tells, as far as they hold of it, marked as from there."""
    steps = words(under(tree(ask(room, "/text/walk/2")), "chain", "//summary"))
    assert steps[0] == "Written 1911 from the index page"
    assert len(steps) == 4 and all(step.endswith("from the index page") for step in steps)


def test_the_index_page_lists_its_parts(room: Guard) -> None:
    """The whole page of an index leads to the texts it lists."""
    page = tree(ask(room, "/page/walk/index.htm"))
    assert words(under(page, "contents", "//summary")) == ["Parts of The Long Walk"]
    assert [a.get("href") for a in under(page, "contents", "//li/a")] == ["/text/walk/1", "/text/walk/2"]


def nowhere(_: Stated) -> str:
    """Give no statement an address."""
    return ""


def test_steps_are_put_in_order_of_time() -> None:
    """Steps of the page and of the index page above make one chain."""
    own = Step("updated", "", "", "2006", "Last updated 2006", 5, 20)
    above = Step("written", "", "", "1911", "Written: 1911", 7, 20)
    assert [(step.what, step.href) for step in origin([own], [], [], nowhere, [(above, "/page/i#b1")]).steps] == [
        ("Written", "/page/i#b1"), ("Last updated", ""),
    ]  # fmt: skip


def test_only_inherited_values_are_marked() -> None:
    """What the page itself states is not said to be from elsewhere."""
    said = [
        Stated("author", "Edda Corrane", "heading", "r", "Edda Corrane"),
        Stated("title", "Tar", "index page", "r", "Tar", page="i"),
    ]
    title, author = origin([], said, [], nowhere).fields
    assert (title.values[0].inherited, author.values[0].inherited) == (True, False)
