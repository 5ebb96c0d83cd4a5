"""show, cite: a text, a passage, its reference, in the terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import rispy
from click.testing import CliRunner, Result

from sourcebook.archive import Archive, TextRecord, open_archive
from sourcebook.cli import sourcebook


@pytest.fixture(scope="module")
def archive(example_archive: Path) -> Archive:
    """Return the archive of the examples."""
    return open_archive(example_archive)


@pytest.fixture(scope="module")
def guarantors(archive: Archive) -> TextRecord:
    """Return a text of the examples that states who wrote it, when, and where it was printed."""
    return next(t for t in archive.texts() if t.title == "The Guarantors")


def run(archive: Archive, *words: str) -> Result:
    """Call the command line on the archive."""
    return CliRunner().invoke(sourcebook, [*words, "--archive", str(archive.folder)])


def test_show_text(archive: Archive, guarantors: TextRecord) -> None:
    """A text is shown with its head, its address, and its paragraphs numbered and wrapped."""
    shown = run(archive, "show", guarantors.name).output
    lines = shown.splitlines()
    assert lines[:2] == ["Edda Corrane", "The Guarantors"]
    assert "17 June 1940" in lines[2] and guarantors.address in lines
    assert "  1  The bombardment of Port Lissia" in shown
    assert max(map(len, lines)) <= 88


def test_show_passage(archive: Archive, guarantors: TextRecord) -> None:
    """A passage is shown with its words and the address that names its version."""
    shown = run(archive, "show", f"{guarantors.name}#p1").output
    assert shown.startswith("The bombardment of Port Lissia") and shown.rstrip().endswith(f"{guarantors.address}#p1")


def test_show_whole(archive: Archive, guarantors: TextRecord) -> None:
    """--whole has every word of the page, with the role and voice of each block."""
    shown = run(archive, "show", guarantors.name, "--whole").output
    blocks = archive.blocks(archive.page_of(guarantors))
    assert "colophon (site)" in shown and "paragraph (author) p1" in shown
    assert [word for block in blocks for word in block.text.split() if word not in shown] == []


def test_show_notes_at_the_end(archive: Archive) -> None:
    """Notes come at the end of a text, with their keys."""
    text = next(t for t in archive.texts() if archive.notes(t))
    shown = run(archive, "show", text.name).output
    assert shown.index("\nNotes\n") > shown.index("  1  ") and " n1  " in shown


def test_cite_in_a_style(archive: Archive, guarantors: TextRecord) -> None:
    """A reference has the note with its paragraph, the bibliography's entry and the address with the version."""
    note, entry, address = run(archive, "cite", f"{guarantors.name}#p3").output.splitlines()
    assert "New Harbour 7, no. 5" in note and note.endswith("para. 3.")
    assert entry.startswith("Corrane, Edda. “The Guarantors.”") and "137" in entry
    assert address.endswith(f"{guarantors.address}#p3")


def test_cite_in_formats(archive: Archive, guarantors: TextRecord) -> None:
    """Formats of reference managers are printed as they are read."""
    (record,) = json.loads(run(archive, "cite", guarantors.name, "--style", "csl-json").output)
    assert record["issued"] == {"date-parts": [[1940, 10]]}
    (entry,) = rispy.loads(run(archive, "cite", guarantors.name, "-s", "ris").output)
    assert entry["secondary_title"] == "New Harbour"


@pytest.mark.parametrize("verb", ["show", "cite"])
def test_unknown_names(archive: Archive, guarantors: TextRecord, verb: str) -> None:
    """A name, passage or style that is not there is one sentence with what comes near, and exit code 2."""
    for address in (guarantors.name[:-1], f"{guarantors.name}#p99", f"{guarantors.name}@00000000#p1"):
        result = run(archive, verb, address)
        assert result.exit_code == 2 and result.stderr.startswith("sourcebook: There is no "), result.output
        assert guarantors.name in result.stderr or guarantors.version[:8] in result.stderr
    assert "harvard" in run(archive, "cite", guarantors.name, "--style", "harverd").stderr


def test_archive_around_us(archive: Archive, guarantors: TextRecord, monkeypatch: pytest.MonkeyPatch) -> None:
    """Within an archive's folder, the archive need not be named."""
    monkeypatch.chdir(archive.folder / ".sourcebook")
    assert CliRunner().invoke(sourcebook, ["show", guarantors.name]).exit_code == 0


def test_no_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no archive, that is said, with exit code 5."""
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(sourcebook, ["show", "anything"])
    assert result.exit_code == 5 and "no archive" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_show_part_of_a_work(archive: Archive) -> None:
    """A chapter is shown with its place in its work, what stands before and after, and what only the index page states."""
    shown = " ".join(run(archive, "show", "archive/corrane/works/walk/ch01").output.split())
    assert (
        "Part 2 of 4 of The Long Walk; before: archive/corrane/works/walk/foreword; after: archive/corrane/works/walk/ch02" in shown
    )
    assert "From its index page archive/corrane/works/walk/index.htm: written, publisher" in shown


def test_cite_by_the_author_the_contents_name(archive: Archive) -> None:
    """A foreword that names nobody is cited by the author whom the contents of the work name."""
    cited = run(archive, "cite", "archive/corrane/works/walk/foreword").output
    assert cited.startswith("Matthis Wend, “Foreword to the Second Printing,” in The Long Walk")


def test_describe_with_inherited_values(examples: Path) -> None:
    """With --inherit a description adds what the index page states, and why; without it the page speaks for itself alone."""
    folder = str(examples / "archive/corrane/works/walk")
    plain = CliRunner().invoke(sourcebook, ["describe", folder]).output
    assert "(from index.htm)" not in plain
    assert "publisher: Ropewalk Press (from index.htm)" in CliRunner().invoke(sourcebook, ["describe", "--inherit", folder]).output
    why = CliRunner().invoke(sourcebook, ["describe", "--inherit", "--why", "publisher", folder]).output
    assert "Ropewalk Press: Read in the work’s index page (cue “First Published”)" in why


def test_show_table(tmp_path: Path) -> None:
    """A table keeps its rows: a line each, in columns, or parted by bars where they are too wide."""
    words = "<p>" + "The walk is as long as the rope, and the rope is as long as the order. " * 4 + "</p>"
    rows = "<tr><th>Year</th><th>Ropes</th></tr><tr><td>1911</td><td>12,000</td></tr><tr><td>1912</td><td>{}</td></tr>"
    for name, cell in (("narrow", "9"), ("wide", "as many as there were orders " * 4)):
        (tmp_path / f"{name}.htm").write_text(f"<h1>Ropes</h1>{words}<table>{rows.format(cell)}</table>{words}", "utf-8")
    CliRunner().invoke(
        sourcebook, ["build", str(tmp_path / "narrow.htm"), str(tmp_path / "wide.htm"), "--archive", str(tmp_path / "a")]
    )
    shown = [run(open_archive(tmp_path / "a"), "show", name).output for name in ("narrow", "wide")]
    assert "Year  Ropes\n" in shown[0]
    assert "1911  12,000\n" in shown[0]
    assert "1912 | as many" in shown[1]
