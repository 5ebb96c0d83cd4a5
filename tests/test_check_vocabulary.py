"""Words that are none, in an archive too small for counts of its own."""

from __future__ import annotations

from pathlib import Path

from sourcebook.archive import open_archive
from sourcebook.build import build
from sourcebook.check import ARCHIVE_CHECKS, PAGE_CHECKS
from sourcebook.model import Finding

PROSE = "The walk is as long as the rope, and the rope is as long as the order that came from the harbour. "


def slips(folder: Path, words: str) -> list[Finding]:
    """Return the slips found in a page of these words."""
    (folder / "ropes.htm").write_text(f"<h1>Ropes</h1><p>{PROSE * 4}</p><p>{words} {PROSE}</p>", "utf-8")
    build([folder / "ropes.htm"], folder / "a", page_checks=PAGE_CHECKS, archive_checks=ARCHIVE_CHECKS)
    return [f for f in open_archive(folder / "a").findings() if f.code in {"S001", "S010"}]


def test_a_slip_that_comes_more_than_once(tmp_path: Path) -> None:
    """However few words an archive has, a frequent word's slip may come several times."""
    found = slips(tmp_path, f"They made tbe rope in the harbour. {PROSE} They gave tbe order in the walk. {PROSE}")
    assert [f.reading for f in found] == ["the"] * 2


def test_words_of_other_languages_are_none(tmp_path: Path) -> None:
    """What German has for “and” is no slip of it."""
    assert slips(tmp_path, "The rope und the walk were made in the harbour und the order came.") == []


def test_a_figure_amid_letters_of_a_name(tmp_path: Path) -> None:
    """Nobody knows what the name should be; that no name has a figure is known."""
    (found,) = slips(tmp_path, "The rope was made by old Bitte1man for the harbour and the order.")
    assert (found.code, found.reading) == ("S001", "")
