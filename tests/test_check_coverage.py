"""Coverage: what is counted, for whom, from which evidence, and that the counts add up."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from sourcebook.archive import Archive, open_archive
from sourcebook.build import build
from sourcebook.check.coverage import CORE, DATE, FIELDS, coverage, lacking, percents, tally, tidy
from sourcebook.describe.why import of_text
from sourcebook.errors import UnknownName

LONG = "The walk is as long as the rope, and the rope is as long as the order; so it was and so it will be. " * 3


def page(title: str, colophon: str) -> str:
    """Return a page with a colophon."""
    return f'<h2>Ada Quill</h2><h1>{title}</h1><hr><p class="info">{colophon}</p><hr><p>{LONG}</p><p>{LONG}</p>'


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Return an archive of three pages in two folders and one below."""
    folder = tmp_path_factory.mktemp("coverage")
    pages = {
        "site/quill/ropes.htm": page("Ropes", "Transcribed by Bo Lamp."),
        "site/quill/late/tar.htm": page("Tar", "Written: May 1913.<br>Transcribed: Bo Lamp."),
        "site/wend/knots.htm": page("Knots", "Published: <em>New Harbour</em>, 11 June 1935, p. 3."),
    }
    for path, markup in pages.items():
        (folder / "pages" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "pages" / path).write_text(markup)
    build([folder / "pages"], folder / "archive")
    return open_archive(folder / "archive")


def test_fields_are_counted_with_their_evidence(archive: Archive) -> None:
    """A field's texts are told apart by where it was read; a date is that of writing, else that of printing."""
    whole = coverage(tally(archive)).whole
    assert whole.texts == 3
    assert whole.share("title").texts == 3
    assert dict(whole.share("transcriber").kinds) == {"prose": 1, "label": 1}
    assert [whole.share(field).texts for field in ("written", "published", DATE, "translator")] == [1, 1, 2, 0]


def test_folders_are_told_apart_where_they_branch(archive: Archive) -> None:
    """What all paths begin with is passed over; a folder can be asked for alone, and deeper."""
    counted = tally(archive)
    assert [(part.path, part.texts) for part in coverage(counted).parts] == [("site/quill", 2), ("site/wend", 1)]
    assert [(part.path, part.texts) for part in coverage(counted, "site/quill/").parts] == [
        ("site/quill", 1),
        ("site/quill/late", 1),
    ]
    assert [part.path for part in coverage(counted, depth=2).parts] == ["site/quill", "site/quill/late", "site/wend"]
    with pytest.raises(UnknownName, match="no folder with texts called 'nowhere'"):
        coverage(counted, "nowhere")


def test_a_folder_is_not_one_that_begins_alike(archive: Archive) -> None:
    """`site/qui` is no folder, though a path begins so."""
    with pytest.raises(UnknownName):
        coverage(tally(archive), "site/qui")


def test_texts_that_lack_a_field_are_named(archive: Archive) -> None:
    """The texts without a field are those that the count leaves out."""
    names = {t.id: t.name for t in archive.texts()}
    assert [names[id_] for id_ in lacking(archive, "transcriber")] == ["site/wend/knots"]
    assert [names[id_] for id_ in lacking(archive, DATE)] == ["site/quill/ropes"]
    with pytest.raises(UnknownName, match="no field called 'heading_date'"):
        lacking(archive, "heading_date")


def test_rows_add_up(example_archive: Path) -> None:
    """In the tidy table the rows of a folder and field add up to its texts, the folders to the archive."""
    found = coverage(tally(open_archive(example_archive)), depth=9)
    sums: Counter[tuple[str, str]] = Counter()
    for folder, field, _, n in tidy(found):
        sums[folder, field] += n
    assert sums == {(part.path, field): part.texts for part in found.parts for field in FIELDS}
    assert sum(part.texts for part in found.parts) == found.whole.texts == len(open_archive(example_archive).texts())


@pytest.mark.parametrize("field", [field for field in FIELDS if field != DATE])
def test_counts_are_those_of_the_statements(example_archive: Path, field: str) -> None:
    """A second way of counting, statement by statement, comes to the same texts."""
    archive = open_archive(example_archive)
    having = {
        text.id
        for text in archive.texts()
        if any(
            s.field == field and s.chosen and s.words for s in of_text(archive.stated(text), archive.stated(archive.page_of(text)))
        )
    }
    assert coverage(tally(archive)).whole.share(field).texts == len(having)
    assert lacking(archive, field) == {text.id for text in archive.texts()} - having


def test_an_empty_archive_has_no_coverage(tmp_path: Path) -> None:
    """An archive without texts is counted as such."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "empty.htm").touch()
    build([tmp_path / "pages"], tmp_path / "archive")
    found = coverage(tally(open_archive(tmp_path / "archive")))
    assert (found.whole.texts, found.parts, found.whole.share("title").texts) == (0, (), 0)


@pytest.mark.parametrize(("part", "percent"), [(0, "0%"), (1, "1%"), (999, "99%"), (1000, "100%"), (333, "33%")])
def test_nearly_all_is_not_all(part: int, percent: str) -> None:
    """One of a thousand is not none, and all but one are not all."""
    assert percents(part, 1000) == percent


def test_core_fields_are_counted() -> None:
    """The fields of the table of folders are among those counted."""
    assert set(CORE) <= set(FIELDS)
