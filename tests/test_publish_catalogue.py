"""The catalogue: one row a text, what each cell holds, and the files it is written as."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pyarrow.parquet
import pytest

from sourcebook.archive import open_archive
from sourcebook.describe import describe
from sourcebook.files import scan
from sourcebook.model import Described, Page
from sourcebook.publish.catalogue import COLUMNS, rows
from sourcebook.publish.described import of_archive, of_files
from sourcebook.publish.tables import FORMATS
from sourcebook.read import read_source
from sourcebook.works import with_inherited

LONG = "The walk is as long as the rope, and the rope is as long as the order; so it was and so it will be. " * 3
LETTER = f"""<h2>Ada Quill</h2><h1>Ropes, “Tar” &amp; Men</h1><hr>
<p class="info">From <strong>Harbour News</strong>, Vol. X No. 10, June 1935, p. 3.<br>
Written: 20 February 1935.<br>Translated by Bo Lamp and Cy Moor.<br>
Transcribed by Dé Ngô.</p><hr><p>{LONG}</p><p class="sig">Ada Quill</p>"""


def described(markup: str, path: str = "archive/quill/1935/06/ropes.htm") -> Described:
    """Read and describe a page."""
    page = read_source(path, markup.encode())
    assert isinstance(page, Page)
    return describe(page)


def written(form: str, pages: list[Described]) -> bytes:
    """Return pages in a format."""
    out = io.BytesIO()
    FORMATS[form](pages, out)
    return out.getvalue()


def test_a_row_has_what_the_page_says() -> None:
    """Lists are lists, a month has its first and its last day, what is not stated is empty, and each value names its evidence."""
    (row,) = rows(described(LETTER))
    assert list(row) == [column.name for column in COLUMNS]
    assert (row["title"], row["authors"], row["translators"]) == ("Ropes, “Tar” & Men", ["Ada Quill"], ["Bo Lamp", "Cy Moor"])
    assert (row["published"], row["published_earliest"], row["published_latest"]) == (
        "1935-06",
        date(1935, 6, 1),
        date(1935, 6, 30),
    )
    assert (row["written"], row["written_earliest"]) == ("1935-02-20", date(1935, 2, 20))
    assert (row["proofreaders"], row["updated"], row["name"], row["n"]) == ([], None, None, 1)
    assert {"title: heading", "written: label", "venue: prose"} <= set(row["evidence"])  # type: ignore[arg-type]


def test_conflicts_are_named() -> None:
    """The fields for which the page prints what cannot both be true are named."""
    heading = LETTER.replace("<hr>\n<p", "<h3>(March 1934)</h3><hr>\n<p")
    (row,) = rows(described(heading))
    assert row["disputed"] == ["written", "published"]


def test_csv_reads_back() -> None:
    """CSV holds the same rows: quotes and commas survive, lists are joined, days are ISO, nothing is an empty cell."""
    (row,) = csv.DictReader(io.StringIO(written("csv", [described(LETTER)]).decode(), newline=""))
    assert (row["title"], row["translators"], row["published_latest"]) == ("Ropes, “Tar” & Men", "Bo Lamp; Cy Moor", "1935-06-30")
    assert (row["transcribers"], row["updated"], row["notes"]) == ("Dé Ngô", "", "0")


def test_csv_for_excel_differs_by_the_mark() -> None:
    """The form for Excel is the plain one behind a byte order mark."""
    assert written("csv-excel", [described(LETTER)]) == "\ufeff".encode() + written("csv", [described(LETTER)])


def test_parquet_reads_back_typed() -> None:
    """Parquet has the same rows with lists as lists and days as dates, and says what its columns mean."""
    pages = [described(LETTER), described(LETTER.replace("Ropes", "Knots"), "b.htm")]
    table = pyarrow.parquet.read_table(io.BytesIO(written("parquet", pages)))
    assert table.to_pylist() == [row for page in pages for row in rows(page)]
    assert table.schema.field("written").metadata[b"description"].startswith(b"when it was written")


@pytest.mark.parametrize("form", FORMATS)
def test_no_pages_make_an_empty_table(form: str) -> None:
    """An archive without texts gives the heads of the columns and no row."""
    empty = written(form, [])
    if form == "parquet":
        assert pyarrow.parquet.read_table(io.BytesIO(empty)).num_rows == 0
    else:
        assert len(empty.splitlines()) == (0 if form == "jsonl" else 1)


def test_an_archive_says_what_its_files_say(example_archive: Path, examples: Path) -> None:
    """The pages of an archive are described as their files are, with what they inherit, and their texts have names besides."""
    files = list(of_files(scan(examples, ["."])))
    taking = with_inherited([page for page in files if isinstance(page, Described)])
    of_files_ = written("jsonl", [next(taking) if isinstance(page, Described) else page for page in files])  # type: ignore[arg-type]
    archived = list(of_archive(open_archive(example_archive)))
    assert written("jsonl", archived) == of_files_  # type: ignore[arg-type]
    names = [row["name"] for page in archived if isinstance(page, Described) for row in rows(page)]
    assert all(names) and len(set(names)) == len(names) == len(open_archive(example_archive).texts())


def test_an_archived_page_is_put_together_again(example_archive: Path, examples: Path) -> None:
    """Every block of an archived page stands where it stands in the file, with its words, role and voice."""
    archived, read = (
        {page.page.source.path: page for page in pages if isinstance(page, Described)}
        for pages in (of_archive(open_archive(example_archive)), of_files(scan(examples, ["."])))
    )
    assert archived.keys() == read.keys()
    for path, described_ in read.items():
        again = archived[path]
        assert [b._replace(classes="") for b in described_.page.blocks] == sorted(again.page.blocks, key=lambda b: (b.start, b.end))
        assert all(described_.page.words(b) == again.page.words(b) for b in described_.page.blocks)


def test_a_file_that_cannot_be_read_is_declined(tmp_path: Path) -> None:
    """A file that has gone meanwhile is an object with the reason, and the others are described."""
    for name in ("a.htm", "b.htm"):
        (tmp_path / name).write_text(LETTER)
    files = scan(tmp_path, ["."])
    (tmp_path / "a.htm").unlink()
    first, second = (json.loads(line) for line in written("jsonl", list(of_files(files))).splitlines())  # type: ignore[arg-type]
    assert (first["kind"], first["reason"]) == ("error", "The file cannot be read: no such file or directory.")
    assert second["texts"][0]["authors"] == ["Ada Quill"]
