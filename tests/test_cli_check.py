"""check: what it lists, of what, in which form, and how it ends."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sourcebook.check import CODES
from sourcebook.cli import sourcebook
from sourcebook.config import load_config

SLIPS = """<title>Bread</title><h1>Bread</h1>
<p>They were not po1itical men at all.</p>
<p>They had tbe bread and ate it all.</p>
"""


def run(*args: str | Path) -> Result:
    """Call the command line."""
    return CliRunner().invoke(sourcebook, [str(arg) for arg in args])


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a page with two slips, in the folder we stand in."""
    monkeypatch.chdir(tmp_path)
    Path("1906").mkdir()
    Path("1906/bread.htm").write_text(SLIPS, "utf-8")
    return Path("1906/bread.htm")


@pytest.fixture
def archive(page: Path) -> Path:
    """Return an archive of the page."""
    built = run("build", page.parent, "--archive", "archive")
    assert built.exit_code == 0, built.output
    return Path("archive")


TEXT = """\
1906/bread.htm:2:18: S001 Figures and letters are mixed in “po1itical”.
    Read “political”?
1906/bread.htm:3:13: S010 “tbe” is no known word, and looks like “the”.
    Read “the”?
"""


def test_files_are_checked_where_they_lie(page: Path) -> None:
    """A file is read here and now; the findings come with file, line and column as given, the count on standard error."""
    result = run("check", "--select", "S", page)
    assert (result.exit_code, result.stdout) == (1, TEXT)
    assert result.stderr == "2 findings in 1 of 1 file: S001 1, S010 1\n"
    assert sorted(Path().rglob("*")) == [page.parent, page]


def test_folders_and_files_together(page: Path) -> None:
    """Files and folders may be given together, and are named as they were given."""
    shutil.copy(page, "again.htm")
    shutil.copytree("1906", "1907")
    places = [line.split(": ")[0] for line in run("check", "--select", "S010", "again.htm", page, "1907").stdout.splitlines()[::2]]
    assert sorted(places) == ["1906/bread.htm:3:13", "1907/bread.htm:3:13", "again.htm:3:13"]


def test_an_archive_lists_what_its_build_found(archive: Path) -> None:
    """Of an archive the findings of its build are listed, with the files as one opens them from here."""
    result = run("check", archive, "--select", "S")
    assert (result.exit_code, result.stdout) == (1, TEXT)


def test_the_archive_around_us(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a path the archive we stand in is meant."""
    monkeypatch.chdir(archive)
    assert run("check", "--select", "S001").stdout.startswith("../1906/bread.htm:2:18: S001 ")


def test_a_source_that_has_changed(archive: Path, page: Path) -> None:
    """Findings on a page that has changed since the build, or gone, are shown without a line, and that is said."""
    page.write_text("<p>Something else</p>", "utf-8")
    result = run("check", archive, "--select", "S001")
    assert result.stdout.startswith("1906/bread.htm: S001 ")
    assert result.stderr.startswith("1 file has changed since the archive was built")
    page.unlink()
    assert run("check", archive, "--select", "S001").stdout.startswith("1906/bread.htm: S001 ")


def test_sources_that_have_moved(archive: Path) -> None:
    """A folder that is not there any more has not changed: it is asked where it is now."""
    (source,) = (archive / name for name in load_config(archive).sources)  # type: ignore[union-attr]
    source.rename(source.with_name("moved"))
    result = run("check", archive, "--select", "S001")
    assert "is not there any more" in result.stderr
    assert "changed" not in result.stderr


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        ((), {"O001", "R007", "S001", "S010"}),
        (("--select", "S"), {"S001", "S010"}),
        (("--select", "s001,r"), {"S001", "R007"}),
        (("--select", "S", "--ignore", "S01"), {"S001"}),
        (("--ignore", "S010", "--ignore", "O, R"), {"S001"}),
    ],
)
def test_codes_are_selected(page: Path, options: tuple[str, ...], codes: set[str]) -> None:
    """Codes, or their beginnings, are chosen and left out, in one option or several."""
    page.write_text(f"{SLIPS}<p>It was a fÃªte.</p>", "utf-8")
    assert {row["code"] for row in json.loads(run("check", page, "--format", "json", *options).stdout)} == codes


def test_clean_is_zero(page: Path) -> None:
    """Where nothing is found, nothing is printed but that, and the exit code is 0."""
    result = run("check", "--select", "R", page)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "Nothing to report in 1 file.\n")


IGNORES = """\
[[ignore]]
code = "S001"
path = "*.htm"
words = "po1itical"
[[ignore]]
code = "S010"
words = "hemp"
reason = "It is spun."
"""


def test_ignores_of_the_settings(archive: Path) -> None:
    """An ignore hides what it covers; one that covers nothing, or gives no reason, is itself a finding at its line."""
    settings = Path(archive, "sourcebook.toml")
    lines = len(settings.read_text("utf-8").splitlines())
    with settings.open("a", encoding="utf-8") as file:
        file.write(IGNORES)
    found = run("check", archive, "--select", "S,X").stdout.splitlines()[::2]
    assert [line.partition(" ")[2][:4] for line in found] == ["S010", "X002", "X001"]
    assert [line.partition(": ")[0] for line in found[1:]] == [f"archive/sourcebook.toml:{lines + n}:1" for n in (1, 5)]


def test_json(page: Path) -> None:
    """Each finding is an object with everything known of it; the words are those of the page."""
    rows = json.loads(run("check", "--select", "S", "--format", "json", page).stdout)
    assert rows[1] == {
        "code": "S010", "severity": "warning", "path": "1906/bread.htm", "file": "1906/bread.htm", "line": 3, "column": 13,
        "start": rows[1]["start"], "end": rows[1]["start"] + 3, "words": "tbe", "reading": "the", "hint": "Read “the”?",
        "message": "“tbe” is no known word, and looks like “the”.",
    }  # fmt: skip
    assert json.loads(run("check", "--select", "R", "--format", "json", page).stdout) == []


def test_sarif(page: Path) -> None:
    """The log has a rule for each code met and a result for each finding, with its region."""
    log = json.loads(run("check", "--select", "S", "--format", "sarif", page).stdout)
    (only,) = log["runs"]
    rules, results = only["tool"]["driver"]["rules"], only["results"]
    assert (log["version"], [rule["id"] for rule in rules]) == ("2.1.0", ["S001", "S010"])
    assert [rules[result["ruleIndex"]]["id"] for result in results] == [result["ruleId"] for result in results]
    assert results[0]["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "1906/bread.htm"},
                "region": {"startLine": 2, "startColumn": 18, "snippet": {"text": "po1itical"}},
            }
        }
    ]
    assert {result["level"] for result in results} <= {"error", "warning", "note", "none"}


def test_github(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each finding is a workflow command whose signs are escaped as GitHub wants them."""
    monkeypatch.chdir(tmp_path)
    Path("a,b.htm").write_text(SLIPS, "utf-8")
    lines = run("check", "--select", "S001", "--format", "github", "a,b.htm").stdout.splitlines()
    assert lines == [
        "::warning file=a%2Cb.htm,line=2,col=18,title=S001::Figures and letters are mixed in “po1itical”. Read “political”?"
    ]


def test_explain() -> None:
    """--explain prints the page of a code, in either case."""
    result = run("check", "--explain", "s010")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0].lower() == f"S010: {CODES['S010'].title}".lower()


@pytest.mark.parametrize(
    ("args", "code", "says"),
    [
        (("--select", "S0100"), 2, "sourcebook: There is no code called 'S0100'.\nDid you mean S010"),
        (("--explain", "7"), 2, "sourcebook: There is no code called '7'.\nThe codes are R001, "),
        (("nowhere",), 4, "sourcebook: There is no file or folder nowhere."),
        (("archive", "1906"), 2, "sourcebook: archive is an archive and must be checked alone."),
        (("1906/empty",), 4, "sourcebook: There are no files in "),
    ],
)
def test_what_cannot_be_done(archive: Path, args: tuple[str, ...], code: int, says: str) -> None:  # noqa: ARG001 - it must be there
    """An unknown code, a path that leads nowhere and an archive among files are told in a sentence."""
    Path("1906/empty").mkdir()
    result = run("check", *args)
    assert (result.exit_code, result.stderr[: len(says)]) == (code, says)
