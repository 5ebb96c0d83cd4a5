"""collate: witnesses compared in the terminal, in every format, and what is said where that cannot be."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import etree, html

from sourcebook.cli import sourcebook

FIRST = "He held the honour of the old quay, and spoke well.\n\nThen the war began, and the ships stood by the wall.\n"
SECOND = "He held the honor of the old quay and spoke well.\n\nThen the great war began, and the ships stood by tbe wall.\n"


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """Return two witnesses as files."""
    for name, text in (("a.txt", FIRST), ("b.txt", SECOND)):
        (tmp_path / name).write_text(text, "utf-8")
    return [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]


def run(*words: str) -> Result:
    """Call the command line."""
    return CliRunner().invoke(sourcebook, ["collate", *words])


def test_apparatus_to_read(files: list[str]) -> None:
    """The list has the witnesses, then each place: paragraph, lemma, bracket, the other reading, its witness, its class."""
    shown = run(*files).output.splitlines()
    assert shown[0].startswith("A  ") and shown[0].endswith("(a.txt; 22 words, base)")
    assert shown[3:] == [
        "1  p1  honour] honor B (spelling)",
        "2  p1  quay,] quay B (punctuation)",
        "3  p2  after “well. Then the”] great B (addition)",
        "4  p2  the] tbe B (slip)",
    ]


def test_base_and_classes(files: list[str]) -> None:
    """Another witness can be the base, and only some classes be shown."""
    shown = run(*files, "--base", files[1], "--kind", "omission").output.splitlines()
    assert shown[0].split()[1].endswith("b.txt") and shown[3:] == ["3  p2  great] om. B (omission)"]
    wrong = run(*files, "--base", "c.txt")
    assert wrong.exit_code == 2 and "a.txt" in wrong.stderr


def test_formats(files: list[str]) -> None:
    """Each format is what its readers expect: objects, a table, TEI, a page."""
    assert [r["words"] for r in json.loads(run(*files, "--json").output)["variants"][0]["readings"]] == ["honour", "honor"]
    assert [row["B words"] for row in csv.DictReader(io.StringIO(run(*files, "--format", "csv").output))] == [
        "honor",
        "quay",
        "great",
        "tbe",
    ]
    assert len(list(etree.fromstring(run(*files, "--format", "tei").output.encode()).iter("{*}app"))) == 4
    page = html.document_fromstring(run(*files, "--format", "html").output)
    assert page.xpath("//mark[contains(@class, 'reading')]/text()")[-4:] == ["honor", "quay", "great", "tbe"]
    assert not page.xpath("//link | //script | //a[starts-with(@href, '/')]")


def test_texts_of_an_archive(example_archive: Path) -> None:
    """Names of texts are looked up in the archive, with or without a version; a name that is not there has near ones."""
    names = ["archive/hathern/1906/03/tar-lane", "library/tar_lane"]
    shown = run(*names, "--archive", str(example_archive))
    assert shown.exit_code == 0 and "eighteen] sixteen B (substitution)" in shown.output
    assert run(f"{names[0]}@12345678", names[1], "--archive", str(example_archive)).output == shown.output
    wrong = run(names[0], "library/tar_lnae", "--archive", str(example_archive))
    assert wrong.exit_code == 2 and "library/tar_lane" in wrong.stderr


def test_a_file_beside_a_text(example_archive: Path, files: list[str]) -> None:
    """A file can be compared with a text of an archive."""
    shown = run("library/tar_lane", files[0], "--archive", str(example_archive))
    assert shown.exit_code == 0 and "few words in common" in shown.output


def test_nothing_to_tell(files: list[str], tmp_path: Path) -> None:
    """A witness and itself are the same; two empty ones have nothing to compare."""
    assert run(files[0], files[0]).output.endswith("The witnesses are the same word for word.\n")
    (tmp_path / "empty.txt").write_text("", "utf-8")
    empty = str(tmp_path / "empty.txt")
    assert run(empty, empty).output.endswith("There are no words to compare.\n")
    assert "om. B (omission)" in run(files[0], empty).output


def test_faults(files: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One witness is too few, a file that is not there or holds no text is named, without a traceback."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert run(files[0]).exit_code == 2
    missing = run(files[0], "nowhere.txt")
    assert missing.exit_code == 4 and "nowhere.txt" in missing.stderr
    (tmp_path / "image.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    assert run(files[0], str(tmp_path / "image.png")).exit_code == 4


def test_what_stands_before_the_base(tmp_path: Path) -> None:
    """What a witness has before the first word of the base is said to stand at the beginning."""
    for name, words in (("a", "The lamp went out."), ("b", "At nine in the evening the lamp went out.")):
        (tmp_path / f"{name}.txt").write_text(words, "utf-8")
    assert "at the beginning] At nine in the evening B (addition)" in run(str(tmp_path / "a.txt"), str(tmp_path / "b.txt")).output


def test_long_readings_are_cut(tmp_path: Path) -> None:
    """Of a long reading the list shows both ends and the number of words; the objects have all of it."""
    more = " ".join(f"word{n}" for n in range(40))
    (tmp_path / "a.txt").write_text("The war began then.", "utf-8")
    (tmp_path / "b.txt").write_text(f"The war {more} began then.", "utf-8")
    files = [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]
    assert "word0 word1 word2 word3 word4 word5 word6 … word33" in run(*files).output and "[40 words]" in run(*files).output
    assert more in run(*files, "--json").output
