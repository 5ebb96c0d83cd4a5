"""describe and coverage on the command line: archives and paths, formats and files, and faults in a sentence."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pyarrow.parquet
import pytest
from click.testing import CliRunner, Result

from sourcebook.cli import sourcebook
from sourcebook.publish import tables


def call(*words: str | Path) -> Result:
    """Call the command line."""
    return CliRunner().invoke(sourcebook, [str(word) for word in words])


def test_an_archive_and_its_folder_give_the_same_table(example_archive: Path, examples: Path) -> None:
    """A row a text, from the archive with names, from the pages without; what chapters inherit is in the archive's, and asked for
    of pages.
    """
    archived, paths = (
        list(csv.DictReader(io.StringIO(call("describe", *asked, "--format", "csv").stdout)))
        for asked in ((example_archive,), (examples, "--inherit"))
    )
    assert len(archived) == len(paths) == 22
    assert all(row["name"] for row in archived) and not any(row["name"] for row in paths)
    assert [row | {"name": ""} for row in archived] == paths


def test_output_is_a_file(examples: Path, tmp_path: Path) -> None:
    """--output writes the file and nothing else, in every form."""
    for form in ("text", "csv", "jsonl", "parquet"):
        done = call("describe", examples / "wiki", "--format", form, "--output", tmp_path / f"x.{form}")
        assert (done.exit_code, done.stdout) == (0, "")
    assert {path.suffix for path in tmp_path.iterdir()} == {".text", ".csv", ".jsonl", ".parquet"}
    assert pyarrow.parquet.read_table(tmp_path / "x.parquet").num_rows == 1
    assert json.loads((tmp_path / "x.jsonl").read_text())["kind"] == "text"


def test_parquet_may_be_piped(examples: Path) -> None:
    """Without --output the whole of it goes to standard output."""
    piped = call("describe", examples / "wiki", "--format", "parquet").stdout_bytes
    assert pyarrow.parquet.read_table(io.BytesIO(piped)).num_rows == 1


def test_never_half_a_file(examples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault on the way leaves the former file as it was and nothing beside it."""
    output = tmp_path / "catalogue.csv"
    output.write_text("former")

    def fail(*_: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(tables, "_cell", fail)
    assert isinstance(call("describe", examples, "--format", "csv", "--output", output).exception, RuntimeError)
    assert [path.name for path in tmp_path.iterdir()] == ["catalogue.csv"]
    assert output.read_text() == "former"


def test_a_page_is_not_written_over(tmp_path: Path, examples: Path) -> None:
    """A file of the sources is refused as output, and stays."""
    page = tmp_path / "page.htm"
    page.write_bytes((examples / "wiki" / "Pact_of_the_Three_Harbours.html").read_bytes())
    before = page.read_bytes()
    refused = call("describe", tmp_path, "--format", "csv", "--output", page)
    assert refused.exit_code == 2
    assert "never written to" in refused.stderr
    assert page.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["describe", "{archive}", "--why", "titel"], 2, "Did you mean title"),
        (["describe", "{archive}", "--why", "title", "--format", "csv"], 2, "--why answers in sentences"),
        (["describe", "{archive}", "{pages}"], 2, "must be described alone"),
        (["describe", "{archive}/nowhere"], 4, "There is no file or folder"),
        (["describe", "{pages}", "--output", "{archive}/no/such/folder"], 6, "cannot be written"),
        (["coverage", "{archive}", "--without", "autor"], 2, "Did you mean author"),
        (["coverage", "{archive}", "--folder", "nowhere"], 2, "no folder with texts"),
        (["coverage", "{pages}"], 5, "no archive"),
    ],
)
def test_faults_are_sentences(example_archive: Path, examples: Path, words: list[str], code: int, message: str) -> None:
    """What the call got wrong is said in a sentence with its exit code."""
    done = call(*(word.format(archive=example_archive, pages=examples) for word in words))
    assert done.exit_code == code, done.output
    assert message in done.stderr


def test_parquet_without_its_package(examples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where pyarrow is not installed, a sentence says how to get it."""
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    done = call("describe", examples, "--format", "parquet")
    assert done.exit_code == 6
    assert "pip install 'sourcebook[parquet]'" in done.stderr


def test_why_is_answered_for_an_archive(example_archive: Path) -> None:
    """The reason is asked of an archive as of its pages, text by text."""
    answered = call("describe", example_archive, "--why", "written").stdout
    assert "1. 1935-02-20: Read in" in answered
    assert "Nothing states the date of writing." in answered


def test_coverage_as_a_table(example_archive: Path) -> None:
    """The terminal shows a line a field with its share and its evidence, then a line a folder."""
    shown = call("coverage", example_archive).stdout.splitlines()
    assert shown[0].endswith(": 22 texts")
    assert next(line for line in shown if line.startswith("title")).split() == ["title", "20", "91%", "█████████▏", "heading", "20"]
    assert any(line.split()[:2] == ["archive", "18"] for line in shown)


def test_coverage_as_data(example_archive: Path) -> None:
    """JSON and CSV hold the same counts."""
    whole = json.loads(call("coverage", example_archive, "--json").stdout)
    table = list(csv.DictReader(io.StringIO(call("coverage", example_archive, "--csv").stdout)))
    assert whole["texts"] == 22 == sum(folder["texts"] for folder in whole["folders"])
    having = sum(int(row["texts"]) for row in table if row["field"] == "venue" and row["evidence"] != "none")
    assert whole["fields"]["venue"]["texts"] == having > 0


def test_coverage_names_what_is_missing(example_archive: Path) -> None:
    """--without gives a path and a name a line, of a folder if one is asked for."""
    named = call("coverage", example_archive, "--without", "date", "--folder", "library").stdout
    assert named == "library/tar_lane.htm\tlibrary/tar_lane\n"
