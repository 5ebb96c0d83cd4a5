"""The archive as its readers see it, and addresses that survive edits."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

import pages
import sourcebook.making as working
from sourcebook.archive import Archive, open_archive
from sourcebook.build import build
from sourcebook.errors import GonePassage, NoArchive, UnknownName


@pytest.fixture(autouse=True)
def plain_describe(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the plain describing of the tests in the place of the real one."""
    monkeypatch.setattr(working, "describe", pages.described)


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """Return the folder of the made-up pages."""
    return pages.write(tmp_path / "pages", quill__strike=pages.STRIKE, marsh__letter=pages.LETTER)


@pytest.fixture
def archive(sources: Path, tmp_path: Path) -> Archive:
    """Return an archive of the made-up pages."""
    build([sources], tmp_path / "archive")
    return open_archive(tmp_path / "archive")


def edit(sources: Path, archive: Archive, text: str) -> None:
    """Change the page of the strike and build again."""
    pages.write(sources, quill__strike=text)
    build([], archive.folder)


def test_texts_and_pages(archive: Archive, sources: Path) -> None:
    """A text knows its page, a page its file, and both their blocks."""
    text = archive.text("quill/strike")
    page = archive.page_of(text)
    assert (text.title, text.author, text.date, text.year) == ("The Harbour Strike", "Ada Quill", "1935", 1935)
    assert archive.source(page).samefile(sources / "quill" / "strike.htm")
    assert archive.texts_of(page) == [text]
    assert [b.key for b in archive.blocks(text)] == [None, None, "p1", "p2", "p3", "p4"]
    assert [s.field for s in archive.stated(text)] == ["author", "title", "written"]
    assert archive.counts().texts == 2


def test_browsing(archive: Archive) -> None:
    """Authors, years, and texts by either, in order."""
    assert archive.authors() == [("Ada Quill", 1), ("Ben Marsh", 1)]
    assert archive.years() == [(1935, 1), (1936, 1)]
    assert [t.name for t in archive.texts(author="ADA QUILL")] == ["quill/strike"]
    assert [t.name for t in archive.texts(year=1936)] == ["marsh/letter"]
    assert [t.name for t in archive.texts()] == ["quill/strike", "marsh/letter"]


def test_unknown_names_say_what_comes_near(archive: Archive, tmp_path: Path) -> None:
    """A mistyped name is answered with the nearest; a folder without an archive with how to make one."""
    with pytest.raises(UnknownName) as caught:
        archive.text("quill/strikes")
    assert caught.value.near[0] == "quill/strike"
    with pytest.raises(NoArchive):
        open_archive(tmp_path)


def test_passages(archive: Archive) -> None:
    """NAME is the whole text, NAME#key a paragraph, and first words find it too."""
    assert archive.passage("marsh/letter").words.startswith("Dear Ada")
    assert archive.passage("marsh/letter#p2").words.startswith("The dockers will remember")
    assert archive.passage("marsh/letter#:the dockers will").key == "p2"
    assert archive.passage("marsh/letter#p1:The dockers will").key == "p2"
    with pytest.raises(UnknownName, match="p9"):
        archive.passage("marsh/letter#p9")


def test_addresses_survive_edits(archive: Archive, sources: Path) -> None:
    """Old addresses come to the same words after a paragraph came in before, one was corrected, and one went; edits chain."""
    old = archive.text("quill/strike").address
    edit(sources, archive, pages.STRIKE.replace("<p>The dockers of", "<p>A foreword.</p><p>The dockers of"))
    assert archive.passage(f"{old}#p3").key == "p4"
    middle = archive.text("quill/strike").address
    changed = (
        pages.STRIKE.replace("that week", "in that week of June")
        .replace("<p>So ended", "<!-- ")
        .replace("good spirits.</p>", "-->")
    )
    edit(sources, archive, changed)
    assert archive.passage(f"{old}#p3").words.endswith("in that week of June.")
    assert archive.passage(f"{old}#p3").key == archive.passage(f"{middle}#p4").key == "p3"
    with pytest.raises(GonePassage, match="So ended the first day"):
        archive.passage(f"{old}#p4")
    with pytest.raises(GonePassage, match="A foreword"):
        archive.passage(f"{middle}#p1")


def test_a_text_may_go_back_to_what_it_was(archive: Archive, sources: Path) -> None:
    """An edit undone leaves no loop: addresses of every version resolve."""
    old = archive.text("quill/strike").address
    edit(sources, archive, pages.STRIKE.replace("<p>The dockers of", "<p>A foreword.</p><p>The dockers of"))
    middle = archive.text("quill/strike").address
    edit(sources, archive, pages.STRIKE)
    assert archive.passage(f"{old}#p2").key == archive.passage(f"{middle}#p3").key == "p2"
    edit(sources, archive, pages.STRIKE.replace("Monday", "Sunday"))
    assert archive.passage(f"{old}#p2").key == archive.passage(f"{middle}#p3").key == "p2"


def test_history_outlives_the_database(archive: Archive, sources: Path) -> None:
    """Where paragraphs went is kept as plain text beside the names, so the derived folder may be deleted."""
    old = archive.text("quill/strike").address
    edit(sources, archive, pages.STRIKE.replace("<p>The dockers of", "<p>A foreword.</p><p>The dockers of"))
    for path in (archive.folder / ".sourcebook").iterdir():
        path.unlink()
    build([], archive.folder)
    assert open_archive(archive.folder).passage(f"{old}#p3").key == "p4"


def test_an_unknown_version_is_said_but_words_find_it(archive: Archive) -> None:
    """A version nobody recorded is a fault, unless the quoted words are there."""
    with pytest.raises(UnknownName, match="abcdef"):
        archive.passage("quill/strike@abcdef12#p2")
    assert archive.passage("quill/strike@abcdef12#p2:Their committee met").key == "p2"


def test_threads_read_at_once(archive: Archive) -> None:
    """Every thread has a connection of its own."""
    found: list[int] = []
    threads = [threading.Thread(target=lambda: found.append(len(archive.search("strike").lines))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [found[0]] * 8


def test_deleted_database_is_to_be_built_again(tmp_path: Path) -> None:
    """Where the settings are left and what was derived is gone, the way back is said; elsewhere there is no archive."""
    with pytest.raises(NoArchive, match="is no archive"):
        open_archive(tmp_path)
    (tmp_path / "sourcebook.toml").write_text('title = "Ropes"\n', "utf-8")
    with pytest.raises(NoArchive, match="is not built") as fault:
        open_archive(tmp_path)
    assert "--archive" in fault.value.hint
