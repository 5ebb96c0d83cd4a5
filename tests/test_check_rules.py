"""Every code has a page that explains it and cases that show it; tests/rules/README.md says how to add one."""

from __future__ import annotations

import re
import shutil
from os.path import relpath
from pathlib import Path

import pytest
from click.testing import CliRunner

from sourcebook import build as building
from sourcebook.archive import Archive, open_archive
from sourcebook.check import ARCHIVE_CHECKS, CODES, PAGE_CHECKS
from sourcebook.check.ignores import sifted
from sourcebook.check.manual import explain
from sourcebook.check.placed import placed
from sourcebook.check.reports import text
from sourcebook.cli import sourcebook
from sourcebook.config import FILE as SETTINGS
from sourcebook.model import Described, Finding

PROJECT = Path(__file__).parents[1]
RULES = PROJECT / "tests" / "rules"
PAGES = PROJECT / "src" / "sourcebook" / "check" / "pages"
LISTING = PROJECT / "docs" / "findings" / "README.md"
CASES = sorted(path.parent for path in RULES.glob("*/in"))
#: Codes of a state that no folder can hold; the tests at the end make it.
SPECIAL = frozenset({"R001", "R005"})
PARTS = ("Why it matters: ", "Before: ", "After: ", "How to mend: ")
FAMILIES = {
    "R": "Reading", "O": "Origin", "D": "Dates", "S": "Slips of transcription", "N": "Notes", "L": "Links",
    "U": "Duplicates", "W": "Witnesses",
    "C": "Licences", "X": "Ignores",
}  # fmt: skip
HEAD = """\
# What is found

Made by `pytest tests/test_check_rules.py --update`. The page of a code says what it means, why it matters and how to mend it;
`sourcebook check --explain CODE` and the reading room show the same. Errors are about text that is lost, notes about what is right
more often than other findings. A finding is a proposal: nothing is ever changed.

A finding that is no fault is written into `sourcebook.toml`, with a reason:

```toml
[[ignore]]
code = "O001"                 # or the beginning of codes
path = "archive/*/letters/*"  # a pattern; without it, everywhere
words = "Hew Dallow"          # of the message; without them, any
reason = "The letters come from the family and were never printed."
```
"""


def built(sources: Path, folder: Path) -> Archive:
    """Build an archive with all checks; a folder with settings of its own becomes the archive's."""
    if (sources / SETTINGS).is_file():
        shutil.copytree(sources, folder)
    given = () if (folder / SETTINGS).is_file() else (sources,)
    building.build(given, folder, page_checks=PAGE_CHECKS, archive_checks=ARCHIVE_CHECKS)
    return open_archive(folder)


def compared(folder: Path) -> None:
    """Compare the texts of an archive with each other, as the codes that begin with W need it."""
    for verb in ("reuse", "works"):
        done = CliRunner().invoke(sourcebook, [verb, str(folder)])
        assert done.exit_code == 0, done.output


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_finds_what_it_should(case: Path, tmp_path: Path, update: bool) -> None:
    """The folder `in` gives the findings of its code that stand in `expect.txt`, none of them on a page called fine…"""
    code = case.name[:4]
    archive = built(case / "in", tmp_path / "archive")
    if code[0] == "W":
        compared(archive.folder)
    chosen = [finding for finding in sifted(archive.findings(), archive.config.ignores) if finding.code == code]
    home = archive.folder if (archive.folder / "pages").is_dir() else case / "in"
    shown = "".join(f"{line}\n" for line in text(placed(archive, chosen, lambda file: relpath(file, home))))
    if update:
        (case / "expect.txt").write_text(shown, "utf-8")
    assert shown == (case / "expect.txt").read_text("utf-8")
    assert chosen, "nothing was found"
    assert [finding.path for finding in chosen if Path(finding.path).name.startswith("fine")] == []


def test_every_code_has_its_cases() -> None:
    """Each code has a folder with a page that is at fault and one that only looks so, or is one of the special ones."""
    assert {case.name[:4] for case in CASES} | SPECIAL == set(CODES)
    assert [case.name for case in CASES if not [*case.glob("in/**/fine*")]] == []


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_explained(code: str) -> None:
    """The page of a code begins with its title and says what, why, before, after, how to mend and how to ignore."""
    title, what, *parts = explain(code).strip().split("\n\n")
    assert title.lower() == CODES[code].title.lower()
    assert len(what.split()) > 8
    assert tuple(next(part for part in PARTS if words.startswith(part)) for words in parts[: len(PARTS)]) == PARTS
    assert f'code = "{code}"' in parts[-1]


def test_no_page_is_of_no_code() -> None:
    """There is no page of a code that has gone, and no explanation of what is no code."""
    assert {path.stem for path in PAGES.iterdir()} == set(CODES)
    assert explain("Q999") == explain("../codes") == ""


def test_every_code_is_used() -> None:
    """Each code stands in the package's code, outside the list of codes, where a finding is made."""
    source = "".join(path.read_text("utf-8") for path in PAGES.parents[1].rglob("*.py") if path.name != "codes.py")
    used = set(re.findall(r'"([A-Z]\d{3})"', source))
    assert set(CODES) - used == set()
    assert used - set(CODES) == set()


def test_the_list_of_codes_is_fresh(update: bool) -> None:
    """docs/findings/README.md lists every code with its title and leads to its page."""
    if update:
        LISTING.parent.mkdir(exist_ok=True)
        LISTING.write_text(listing(), "utf-8")
    assert LISTING.read_text("utf-8") == listing()


def listing() -> str:
    """Return the list of codes as a page of the documentation."""
    return HEAD + "".join(f"\n## {name}\n\n{table(letter)}" for letter, name in FAMILIES.items())


def table(letter: str) -> str:
    """Return the codes of a family as a table."""
    rows = (
        f"| [{code}](../../src/sourcebook/check/pages/{code}.md) | {told.title} | {told.severity} |\n"
        for code, told in CODES.items()
        if code[0] == letter
    )
    return f"| code | what | severity |\n|---|---|---|\n{''.join(rows)}"


def page_in(folder: Path) -> Path:
    """Write a page and return its folder."""
    folder.mkdir()
    (folder / "page.htm").write_text("<h1>Bread</h1><p>It is dear.</p>", "utf-8")
    return folder


def test_a_page_that_cannot_be_processed(tmp_path: Path) -> None:
    """R001: whatever goes wrong with a page is a finding, and the build goes on."""

    def stumbling(_: Described) -> list[Finding]:
        raise RecursionError("too deep")

    summary = building.build([page_in(tmp_path / "pages")], tmp_path / "archive", page_checks=[stumbling])
    assert (summary.findings, summary.failed) == ({"R001": 1}, ["page.htm"])


def test_a_file_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """R005: a file that the machine does not hand over is a finding, and the build goes on."""

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("sourcebook.making.read_whole", refuse)
    summary = building.build([page_in(tmp_path / "pages")], tmp_path / "archive")
    assert (summary.findings, summary.failed) == ({"R005": 1}, ["page.htm"])
