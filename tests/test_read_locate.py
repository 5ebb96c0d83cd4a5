"""From a place in a page's text back to line and column of its source."""

from __future__ import annotations

import html
import random
import re
from pathlib import Path

import pytest

from sourcebook.model import Page
from sourcebook.read import read_source
from sourcebook.read.encoding import decode
from sourcebook.read.locate import NOWHERE, locate, locate_all

MARKUP = re.compile(r"<!--.*?-->|<[^>]*>", re.S)


def read(raw: str, path: str = "page.htm") -> Page:
    """Read a page."""
    page = read_source(path, raw.encode())
    assert isinstance(page, Page)
    return page


def found(raw: str, words: str) -> tuple[int, int]:
    """Return line and column of the last place of some words of a page."""
    page = read(raw)
    return locate(raw, page, page.text.rindex(words))


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        ("<p>The tar</p>", (1, 8)),
        ("<title>tar</title>\n<p>The <b>tar</b></p>", (2, 11)),
        ("<!-- tar --><script>tar</script><style>tar</style>\n\n<p>tar", (3, 4)),
        ("<p>a&nbsp;&mdash;\n&#8220;tar", (2, 8)),
        ("<p title='a > tar'>  \n\t tar</p>", (2, 3)),
        ("<p>1 < 2 and\n tar", (2, 2)),
        ("<p>tar</p><p>hemp</p><p>tar</p>", (1, 25)),
        ("<img alt='tar'>&lt;tar&gt;", (1, 20)),
    ],
)
def test_markup_and_entities_are_passed_over(raw: str, place: tuple[int, int]) -> None:
    """What a browser does not show is no place, and an entity is one letter."""
    assert found(raw, "tar") == place


def test_letters_of_an_entity_stand_where_it_begins() -> None:
    """The place of a letter written as an entity is the entity's."""
    raw = "<p>a &mdash; b"
    assert found(raw, "—") == (1, 6)


def test_plain_text_is_itself() -> None:
    """In a plain text the offset leads straight to line and column."""
    page = read("One.\n\n  Two.\n", "a.txt")
    assert locate("One.\n\n  Two.\n", page, page.text.index("Two")) == (3, 3)


def test_what_has_no_place() -> None:
    """An offset of -1, or one behind the text, has no place."""
    page = read("<p>tar")
    assert locate_all("<p>tar", page, [-1, 0, 3, 99]) == [NOWHERE, (1, 4), NOWHERE, NOWHERE]


def test_words_the_parser_moved_are_looked_for() -> None:
    """Where page and source differ, the words further on are still found, and so are those that stand elsewhere."""
    page = read("<p>The spinners went home and the clerk stayed.</p><p>Nobody had called them out that day.</p>")
    raw = "Nobody had called them out that day.\n<p>The SPINNERS went home and the clerk stayed."
    assert locate(raw, page, page.text.index("clerk")) == (2, 35)
    assert locate(raw, page, page.text.index("called")) == (1, 12)


def test_a_page_that_is_not_in_its_source() -> None:
    """A source that has nothing of the page gives no place, and no error."""
    assert locate("", read("<p>tar"), 0) == NOWHERE
    assert locate("<p>something else altogether", read("<p>The spinners went home."), 4) == NOWHERE


def test_real_pages_begin_with_the_word(shared: Path) -> None:
    """On real pages the source at the place of a word begins with that word, markup and entities aside."""
    chance = random.Random(1935)
    files = chance.sample(sorted((shared / "pages").rglob("*.htm*")), 60)
    wrong = [f"{file.name}: {word}" for file in files for word in misplaced(file, chance)]
    assert wrong == []


def misplaced(file: Path, chance: random.Random) -> list[str]:
    """Return those of forty words of a page that are not where they are said to be."""
    page, raw = read_source(file.name, file.read_bytes()), decode(file.read_bytes()).text
    if not isinstance(page, Page):
        return []
    words = list(re.finditer(r"\w+", page.text))
    words = chance.sample(words, min(40, len(words)))
    places = locate_all(raw, page, [word.start() for word in words])
    lines = raw.split("\n")
    return [
        word[0]
        for word, (line, column) in zip(words, places, strict=True)
        if not shown("\n".join(lines[line - 1 : line + 3])[column - 1 :][:2000]).startswith(word[0])
    ]


def shown(raw: str) -> str:
    """Return what markup shows, without white space."""
    return "".join(html.unescape(MARKUP.sub("", raw)).split())
