"""Building: only what changed, all or nothing, whatever happens to a page, the disk or the process."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

import pages
import sourcebook.build as building
import sourcebook.making as working
from sourcebook.archive import Archive, open_archive
from sourcebook.build import Summary, build
from sourcebook.errors import BusyArchive, DamagedArchive, NewerArchive, NoArchive, SourceError, UsageError
from sourcebook.model import Described, Finding, Page
from sourcebook.store import database
from sourcebook.store.tokens import WordCount


@pytest.fixture(autouse=True)
def plain_describe(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the plain describing of the tests in the place of the real one."""
    monkeypatch.setattr(working, "describe", pages.described)


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """Return the folder of the made-up pages."""
    return pages.write(tmp_path / "pages", quill__strike=pages.STRIKE, marsh__letter=pages.LETTER)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return where the archive is to be."""
    return tmp_path / "archive"


def dump(folder: Path) -> list[str]:
    """Return all that an archive says, without ids and times."""
    archive = open_archive(folder)
    texts = [f"{t.address} {t.title} {t.date} {t.words}" for t in archive.texts(order="path")]
    blocks = [f"{b.key} {b.role} {b.text}" for p in archive.pages() for b in archive.blocks(p)]
    terms = sorted(map(str, archive.terms()))
    return texts + blocks + terms + [str(f) for f in archive.findings()]


def test_a_second_build_does_nothing(sources: Path, folder: Path) -> None:
    """Pages whose files stand as they were are kept; the sources need not be given again."""
    first = build([sources], folder)
    assert (first.pages, first.texts, first.redone, first.kept) == (2, 2, 2, 0)
    second = build([], folder)
    assert (second.redone, second.kept, second.removed) == (0, 2, 0)


def test_a_file_written_again_as_it_was_is_kept(sources: Path, folder: Path) -> None:
    """The content counts, not the time of change, which is looked at only to save reading."""
    build([sources], folder)
    pages.write(sources, quill__strike=pages.STRIKE)
    assert build([], folder).redone == 0
    assert build([], folder).kept == 2


@pytest.mark.parametrize("few", [0.0, 1.0])
def test_edited_new_and_removed_pages(sources: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, few: float) -> None:
    """A rebuild comes to the same as a build from nothing, be it one transaction or a database of its own."""
    monkeypatch.setattr(building, "FEW", few)
    monkeypatch.setattr(building, "FEW_PAGES", int(few * 20))
    build([sources], folder)
    pages.write(sources, quill__strike=pages.STRIKE.replace("Monday", "Tuesday"), new=pages.LETTER.replace("lost", "won"))
    (sources / "marsh" / "letter.htm").unlink()
    summary = build([], folder)
    assert (summary.redone, summary.kept, summary.removed) == (2, 0, 1)
    again = folder.with_name("again")
    build([sources], again)
    assert dump(folder) == dump(again)


def test_another_pipeline_redoes_everything(sources: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the code that makes rows changes, every page is done again."""
    build([sources], folder)
    monkeypatch.setattr(building, "pipeline", lambda _: "another")
    summary = build([], folder)
    assert summary.redone == 2
    assert "changed" in summary.rebuilt


def test_a_page_that_fails_is_a_finding(sources: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The build goes on, says so, and the page has the finding R001."""

    def failing(page: Page) -> Described:
        if "letter" in page.source.path:
            raise RecursionError("too deep")
        return pages.described(page)

    monkeypatch.setattr(working, "describe", failing)
    summary = build([sources], folder)
    assert list(summary.failed) == ["marsh/letter.htm"]
    assert (summary.pages, summary.texts, summary.findings) == (2, 1, {"R001": 1})
    (finding,) = open_archive(folder).findings("marsh/letter.htm")
    assert "too deep" in finding.message


def test_a_file_that_cannot_be_read_is_tried_again(sources: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No permission is a finding for that file; the next build tries it again."""
    read = working.read_whole

    def refusing(path: Path) -> bytes:
        if path.name == "letter.htm":
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(working, "read_whole", refusing)
    assert build([sources], folder).findings == {"R005": 1}
    monkeypatch.setattr(working, "read_whole", read)
    summary = build([], folder)
    assert (summary.redone, summary.findings) == (1, {})


def test_binary_empty_and_odd_files(sources: Path, folder: Path) -> None:
    """Pictures are kept as unread pages, an empty page is a finding, and neither stops the build."""
    (sources / "picture.gif").write_bytes(b"GIF89a\x00\x00\x00")
    (sources / "empty.htm").write_bytes(b"")
    (sources / "n\xe4me with blank.htm").write_text(pages.LETTER, "utf-8")
    summary = build([sources], folder)
    assert summary.pages == 5
    assert set(summary.findings) == {"R002"}
    assert [p.path for p in open_archive(folder).pages("unread")] == ["empty.htm", "picture.gif"]


def test_readers_never_see_half_a_build(sources: Path, folder: Path) -> None:
    """An open archive answers while a build is going on, from the former state, and from the new one after it."""
    build([sources], folder)
    archive = open_archive(folder)
    seen = []

    def look(_: Archive) -> Iterator[Finding]:
        seen.append((archive.counts().texts, len(archive.search("tuesday").lines)))
        return iter(())

    pages.write(sources, quill__strike=pages.STRIKE.replace("Monday", "Tuesday"), more=pages.LETTER)
    build([], folder, archive_checks=[look])
    assert seen == [(2, 0)]
    assert archive.counts().texts == 3
    assert len(archive.search("tuesday").lines) == 1


def test_an_interrupted_build_goes_on(sources: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stopped in the middle, the archive is not there or is the former one; what was done is not done again."""
    monkeypatch.setattr("sourcebook.store.batches.BATCH", 1)
    monkeypatch.setattr(building, "FILES_AT_ONCE", 1)

    def stopping(now: building.Progress) -> None:
        if now.done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build([sources], folder, progress=stopping)
    with pytest.raises(NoArchive):
        open_archive(folder)
    summary = build([], folder)
    assert (summary.resumed, summary.redone, summary.kept) == (True, 1, 1)
    again = folder.with_name("again")
    build([sources], again)
    assert dump(folder) == dump(again)


def test_an_interrupted_small_build_changes_nothing(sources: Path, folder: Path) -> None:
    """A build of a few changes is one transaction."""
    build([sources], folder)
    before = dump(folder)
    pages.write(sources, quill__strike=pages.STRIKE.replace("Monday", "Tuesday"))

    def stopping(_: building.Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build([], folder, progress=stopping)
    assert dump(folder) == before


def test_during_the_first_build_there_is_one_to_wait_for(sources: Path, folder: Path) -> None:
    """Who asks for an archive that is being built for the first time hears that, not that there is none."""
    told = []

    def asking(_: building.Progress) -> None:
        with pytest.raises(BusyArchive, match="for the first time") as fault:
            open_archive(folder)
        told.append(fault.value.hint)

    build([sources], folder, progress=asking)
    assert told
    assert open_archive(folder).counts().pages == 2


def test_two_builds_keep_apart(sources: Path, folder: Path) -> None:
    """A second build says that another is going on, and does not wait."""
    build([sources], folder)
    lock = sqlite3.connect(folder / database.FOLDER / "lock", isolation_level=None)
    lock.execute("BEGIN EXCLUSIVE")
    try:
        with pytest.raises(BusyArchive):
            build([], folder)
    finally:
        lock.close()
    assert build([], folder).kept == 2


def test_a_damaged_database_is_made_anew(sources: Path, folder: Path) -> None:
    """The database is not the truth: a damaged one is put aside and built again, and the summary says why."""
    build([sources], folder)
    before = dump(folder)
    path = database.database(folder)
    path.write_bytes(b"not a database" * 1000)
    with pytest.raises(DamagedArchive):
        open_archive(folder)
    assert "damaged" in build([], folder).rebuilt
    assert dump(folder) == before


def test_damage_that_a_reader_meets_is_mended_by_the_next_build(sources: Path, folder: Path) -> None:
    """A build that has nothing to do would leave the damage where it is: a reader that meets it says so beside the database."""
    build([sources], folder)
    before = dump(folder)
    path = database.database(folder)
    with pytest.raises(DamagedArchive), database.translated(path):
        raise sqlite3.DatabaseError("database disk image is malformed")
    assert "damaged" in build([], folder).rebuilt
    assert not build([], folder).rebuilt
    assert dump(folder) == before


def test_a_newer_database_is_left_alone(sources: Path, folder: Path) -> None:
    """What a later version made is neither read nor overwritten."""
    build([sources], folder)
    path = database.database(folder)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 1000")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(NewerArchive):
        open_archive(folder)
    with pytest.raises(NewerArchive):
        build([], folder)
    assert path.read_bytes() == before


def test_the_count_is_independent(sources: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build whose index holds another number of words than were counted does not end, and names the page."""
    count = WordCount.__call__
    monkeypatch.setattr(WordCount, "__call__", lambda self, text, strange: count(self, text, strange) + ("Dear Ada" in text))
    with pytest.raises(DamagedArchive, match=r"marsh/letter\.htm"):
        build([sources], folder)
    with pytest.raises(NoArchive):
        open_archive(folder)


def test_a_failed_build_leaves_the_former_archive(sources: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When neither a rebuild nor a build from nothing adds up, readers keep what they had."""
    build([sources], folder)
    before = dump(folder)
    count = WordCount.__call__
    monkeypatch.setattr(WordCount, "__call__", lambda self, text, strange: count(self, text, strange) + 1)
    pages.write(sources, quill__strike=pages.STRIKE.replace("Monday", "Tuesday"))
    with pytest.raises(DamagedArchive):
        build([], folder)
    assert dump(folder) == before


def test_faults_of_the_call(tmp_path: Path, folder: Path) -> None:
    """A missing folder, no sources, an empty folder: each its own fault, and nothing is left behind by the first."""
    with pytest.raises(SourceError):
        build([tmp_path / "nowhere"], folder)
    assert not folder.exists()
    with pytest.raises(UsageError):
        build([], folder)
    (tmp_path / "empty").mkdir()
    with pytest.raises(SourceError):
        build([tmp_path / "empty"], tmp_path / "another")
    assert not (tmp_path / "another").exists()


def test_names_outlive_the_database(sources: Path, folder: Path) -> None:
    """The registry is plain text: delete the derived folder, rename a file, and the text has its name still."""
    build([sources], folder)
    named = [json.loads(line)["name"] for line in (folder / "decisions" / "names.jsonl").read_text("utf-8").splitlines()]
    assert named == ["marsh/letter", "quill/strike"]
    for path in (folder / database.FOLDER).iterdir():
        path.unlink()
    (sources / "marsh" / "letter.htm").rename(sources / "moved.htm")
    build([], folder)
    assert open_archive(folder).text("marsh/letter").path == "moved.htm"


def test_checks_get_page_and_archive(sources: Path, folder: Path) -> None:
    """Findings of pages are kept with them; those of the whole are renewed at each build."""

    def page_check(described: Described) -> Iterator[Finding]:
        yield Finding("X001", described.page.source.path, 0, 3, "a page")

    def archive_check(archive: Archive) -> Iterator[Finding]:
        yield Finding("X100", "marsh/letter.htm", -1, -1, f"{archive.counts().texts} texts")

    def both() -> Summary:
        return build([sources], folder, page_checks=[page_check], archive_checks=[archive_check])

    assert both().findings == {"X001": 2, "X100": 1}
    pages.write(sources, third=pages.LETTER)
    assert both().findings == {"X001": 3, "X100": 1}
    archive = open_archive(folder)
    assert [f.message for f in archive.findings(codes=["X1"])] == ["3 texts"]
    assert [f.code for f in archive.findings("marsh/letter.htm")] == ["X100", "X001"]


def test_a_folder_without_documents_is_refused(tmp_path: Path) -> None:
    """Files none of which can be read make no archive, and that is said."""
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "a.png").write_bytes(b"\x89PNG")
    with pytest.raises(SourceError, match="None of the 1 files"):
        build([tmp_path / "pictures"], tmp_path / "archive")
    assert not (tmp_path / "archive").exists()
