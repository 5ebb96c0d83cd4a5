"""The stage that joins pages: what chapters inherit follows their index page, and nothing else is touched."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import book
from sourcebook.archive import Archive, open_archive
from sourcebook.build import build
from sourcebook.errors import UnknownName

EVERYTHING = (
    "SELECT p.path, t.n, s.n, s.field, s.value, s.kind, s.words, s.start, s.chosen, s.page FROM stated s "
    "JOIN page p ON p.id = s.page_id LEFT JOIN text t ON t.id = s.text_id ORDER BY 1, 2, 3, 4",
    "SELECT p.path, t.n, t.title, part_of, author, written, written_from, written_to, published, published_from, published_to, "
    "date_from, date_to, venue, publisher, rights FROM text t JOIN page p ON p.id = t.page_id ORDER BY 1, 2",
    "SELECT p.path, role, x.name, folded FROM person x JOIN text t ON t.id = x.text_id JOIN page p ON p.id = t.page_id "
    "ORDER BY 1, 2, 3",
    "SELECT p.path, work, r.title, r.n, evidence FROM part r JOIN page p ON p.id = r.page_id ORDER BY 1",
)


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """Return the folder of the made-up book."""
    return book.write(tmp_path / "pages", book.book())


def everything(archive: Archive) -> list[list[tuple[Any, ...]]]:
    """Return all that pages state and inherit, without ids."""
    return [archive.rows(sql) for sql in EVERYTHING]


def test_inherited_values_fill_the_text(sources: Path, tmp_path: Path) -> None:
    """A chapter is found and cited by what it inherits: its row, its persons and its statements have it."""
    build([sources], tmp_path / "archive")
    archive = open_archive(tmp_path / "archive")
    text = archive.text("walk/2")
    assert (text.part_of, text.written, text.publisher, text.published) == ("The Long Walk", "1911", "Ropewalk Press", "1912")
    assert text.date_from == 19110101
    assert ("translator", "Yves Tarn") in archive.persons(text)
    assert {s.page for s in archive.stated(archive.page_of(text)) if s.field == "published"} == {"walk/index.htm"}
    assert archive.search("translator:tarn published:1912 rope").texts == 3


def edit_index(sources: Path) -> None:
    """Another publisher, and no translator."""
    path = sources / "walk/index.htm"
    path.write_text(path.read_text().replace("Ropewalk Press", "Quay Books").replace("Translated:", "Note:"), "utf-8")


def edit_chapter(sources: Path) -> None:
    """The second chapter names its own translator."""
    own = '<span class="info">Translated:</span> Odo Taskerby'
    (sources / "walk/2.htm").write_text(book.chapter("Tar", own), "utf-8")


def take_index_away(sources: Path) -> None:
    """The index page goes."""
    (sources / "walk/index.htm").unlink()


def take_chapter_away(sources: Path) -> None:
    """A chapter goes."""
    (sources / "walk/1.htm").unlink()


def unlist(sources: Path) -> None:
    """The index page lists the third chapter no more."""
    (sources / "walk/index.htm").write_text(book.index(book.LINES[:2]), "utf-8")


def put_above(sources: Path) -> None:
    """A page above lists the index page and another as two volumes."""
    files = {
        "all.htm": book.index(['<a href="walk/index.htm">I. Walk</a>', '<a href="walk/b.htm">II. Sea</a>'], title="Collected Rope"),
        "walk/b.htm": book.chapter("Sea", up="../all.htm"),
        "walk/index.htm": book.index(colophon="").replace("</body>", '<p><a href="../all.htm">All volumes</a></p></body>'),
    }
    book.write(sources, files)


@pytest.mark.parametrize("change", [edit_index, edit_chapter, take_index_away, take_chapter_away, unlist, put_above])
def test_a_later_build_gives_what_a_fresh_one_gives(sources: Path, tmp_path: Path, change: Callable[[Path], None]) -> None:
    """Whatever changes, the pages around it inherit what they would in an archive built from nothing."""
    build([sources], tmp_path / "archive")
    change(sources)
    build([], tmp_path / "archive")
    build([sources], tmp_path / "fresh")
    assert everything(open_archive(tmp_path / "archive")) == everything(open_archive(tmp_path / "fresh"))


def test_only_what_hangs_on_the_change_is_done_again(sources: Path, tmp_path: Path) -> None:
    """When a chapter changes, what its neighbours inherited stays as it is; when the index page changes, all is taken anew."""
    build([sources], tmp_path / "archive")
    before = _rows(tmp_path)
    edit_chapter(sources)
    build([], tmp_path / "archive")
    assert _rows(tmp_path)["walk/1.htm"] == before["walk/1.htm"] and _rows(tmp_path)["walk/2.htm"] != before["walk/2.htm"]
    edit_index(sources)
    build([], tmp_path / "archive")
    assert not _rows(tmp_path)["walk/1.htm"] & before["walk/1.htm"]


def _rows(folder: Path) -> dict[str, set[int]]:
    """Return which rows of the database hold the inherited values of each page."""
    rows = open_archive(folder / "archive").rows(
        "SELECT p.path, s.rowid FROM stated s JOIN page p ON p.id = s.page_id WHERE s.page <> ''"
    )
    found: dict[str, set[int]] = {}
    for path, row in rows:
        found.setdefault(path, set()).add(row)
    return found


def test_a_work_is_read_back_in_order(sources: Path, tmp_path: Path) -> None:
    """From any of its pages a work gives its parts in order, which of them one is at, and what stands before and after."""
    (sources / "walk/3.htm").unlink()
    build([sources], tmp_path / "archive")
    archive = open_archive(tmp_path / "archive")
    work = archive.work(archive.text("walk/2"))
    assert work and [(part.words, part.name, part.there) for part in work.parts] == [
        ("I. Hemp", "walk/1", True), ("II. Tar", "walk/2", True), ("III. Rope", "", False),
    ]  # fmt: skip
    assert (work.title, work.path, work.place, work.after) == ("The Long Walk", "walk/index.htm", (2, 2), None)
    assert work.before == work.parts[0]
    assert "lists it" in work.evidence or "list it" in work.evidence
    index = archive.work(archive.page("walk/index.htm"))
    assert index and (index.at, index.before, index.after) == (-1, None, work.parts[0])


def test_sections_stand_below_their_chapter(sources: Path, tmp_path: Path) -> None:
    """A list of sections is part of the contents above it: one reads on from the last section to the next chapter."""
    sections = ['<a href="2a.htm">The pot</a>', '<a href="2b.htm">The fire</a>']
    files = {"walk/2.htm": book.index(sections, colophon="", title="The Long Walk (Chap. 2)")}
    files["walk/2.htm"] = files["walk/2.htm"].replace("</body>", '<p><a href="index.htm">Contents</a></p></body>')
    files |= {f"walk/2{letter}.htm": book.chapter("Tar", up="2.htm") for letter in "ab"}
    build([book.write(sources, files)], tmp_path / "archive")
    archive = open_archive(tmp_path / "archive")
    work = archive.work(archive.text("walk/2b"))
    assert work and [part.depth for part in work.parts] == [0, 0, 1, 1, 0]
    assert work.before and work.after and (work.before.name, work.after.name) == ("walk/2a", "walk/3")


def test_a_page_by_itself_is_of_no_work(sources: Path, tmp_path: Path) -> None:
    """What no contents list belongs to no work."""
    build([book.write(sources, {"letter.htm": book.chapter("A Letter")})], tmp_path / "archive")
    archive = open_archive(tmp_path / "archive")
    assert archive.work(archive.text("letter")) is None
    with pytest.raises(UnknownName):
        archive.work(archive.text("walk/4"))
