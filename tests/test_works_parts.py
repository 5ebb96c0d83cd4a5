"""Parts: which page is the index of a work, and which pages belong to it."""

from __future__ import annotations

import book
from sourcebook.model import Described
from sourcebook.works.whole import with_inherited


def works(files: dict[str, str]) -> dict[str, str]:
    """Map each page that took something from another to what it says it is part of."""
    taken = {d.page.source.path: d for d in with_inherited(book.described(files))}
    return {path: part for path, d in taken.items() if (part := _part_of(d))}


def _part_of(described: Described) -> str:
    return next((f"{s.value} < {s.page}" for text in described.texts for s in text.stated if s.field == "part_of" and s.page), "")


def test_chapters_that_link_back_are_parts() -> None:
    """The pages an index page lists, and that link back to it, are parts of the work, called as it is called there."""
    assert works(book.book()) == dict.fromkeys(["walk/1.htm", "walk/2.htm", "walk/3.htm"], "The Long Walk < walk/index.htm")


def test_chapters_that_link_to_one_another_are_parts() -> None:
    """Where no chapter leads back to the index page, previous and next tie them to what it lists."""
    files = book.book() | {f"walk/{n}.htm": book.chapter(f"Part {n}", up=f"{n % 3 + 1}.htm") for n in (1, 2, 3)}
    assert len(works(files)) == 3


def test_pages_that_know_nothing_of_it_are_no_parts() -> None:
    """A list of pages that neither link back nor name the work is no work."""
    files = book.book() | {f"walk/{n}.htm": book.chapter(f"Part {n}", up="../home.htm") for n in (1, 2, 3)}
    assert works(files) == {}


def test_an_authors_list_of_works_is_no_work() -> None:
    """Entries with dates of their own, or a title that is a name or an archive's, list works: nothing of it passes to them."""
    dated = ['<a href="1.htm">Hemp, 1906</a>', '<a href="2.htm">1907: Tar</a>', '<a href="3.htm">Rope (March 1908)</a>']
    for page in (book.index(dated), book.index(title="Edda Corrane"), book.index(title="Edda Corrane Archive")):
        assert works(book.book() | {"walk/index.htm": page}) == {}


def test_a_chapter_that_lists_its_neighbours_is_no_index() -> None:
    """Links to the chapters around it, by their titles, make no work of a chapter."""
    around = '<p><a href="1.htm">Hemp</a><br><a href="3.htm">Rope</a></p></body>'
    files = book.book()
    files["walk/2.htm"] = files["walk/2.htm"].replace("</body>", around)
    assert set(works(files).values()) == {"The Long Walk < walk/index.htm"}


def test_sections_belong_to_their_chapter_and_are_called_by_the_work() -> None:
    """A chapter may be a list of sections: they inherit from it and from the index page above, which names the work."""
    sections = ['<a href="2a.htm">The pot</a>', '<a href="2b.htm">The fire</a>']
    files = book.book() | {"walk/2.htm": book.index(sections, colophon="", title="The Long Walk (Chap. 2)")}
    files |= {f"walk/2{letter}.htm": book.chapter("Tar", up="2.htm") for letter in "ab"}
    assert works(files)["walk/2a.htm"] == "The Long Walk < walk/index.htm"


def test_a_missing_chapter_is_no_part() -> None:
    """What is listed but not there does not keep the others from their work."""
    files = book.book()
    del files["walk/2.htm"]
    assert sorted(works(files)) == ["walk/1.htm", "walk/3.htm"]
