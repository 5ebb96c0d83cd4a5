"""build and search on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sourcebook.cli import sourcebook


@pytest.fixture
def run(example_archive: Path) -> object:
    """Return a caller of `sourcebook search` on the example archive."""

    def call(*words: str) -> Result:
        return CliRunner().invoke(sourcebook, ["search", "--archive", str(example_archive), *words])

    return call


def test_lines_and_totals(run: object) -> None:
    """The first line counts, the others are the concordance."""
    result = run("the", "-n", "5")  # type: ignore[operator]
    head, *lines = [line for line in result.output.splitlines() if line]
    assert result.exit_code == 0
    assert "passages" in head
    assert len([line for line in lines if "@" in line]) == 5


def test_json_is_whole(run: object) -> None:
    """JSON has the lines, the totals and the texts' names."""
    result = json.loads(run("the", "--json", "-n", "2").output)  # type: ignore[operator]
    assert {"query", "texts", "passages", "sort", "notes", "lines"} <= result.keys()
    assert len(result["lines"]) == 2
    assert result["lines"][0]["text"]["name"]


def test_counts(run: object) -> None:
    """--count-by counts texts and passages, in both forms."""
    assert "passages" in run("the", "--count-by", "year").output  # type: ignore[operator]
    assert json.loads(run("the", "--count-by", "author", "--json").output)[0].keys() == {"value", "texts", "passages"}  # type: ignore[operator]


def test_the_archive_may_come_first(example_archive: Path) -> None:
    """A first word that is a folder is the archive; one that looks like a folder and is none is said to be none."""
    assert CliRunner().invoke(sourcebook, ["search", str(example_archive), "the"]).exit_code == 0
    assert CliRunner().invoke(sourcebook, ["search", "no/such", "the"]).exit_code == 5


def test_a_query_that_does_not_parse(run: object) -> None:
    """The spot is shown under the query; the exit code is 2."""
    result = run('the "old')  # type: ignore[operator]
    assert result.exit_code == 2
    assert "\n      ^" in result.output


def test_build_says_what_it_did(tmp_path: Path) -> None:
    """The closing summary counts pages, texts, words and time; a second run keeps all."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a.txt").write_text("A title\n\nA paragraph of words that stands alone.\n", "utf-8")
    call = ["build", str(tmp_path / "pages"), "--archive", str(tmp_path / "archive")]
    first, second = CliRunner().invoke(sourcebook, call), CliRunner().invoke(sourcebook, call)
    assert "1 page" in first.output
    assert "words" in first.output
    assert "0 pages done, 1 kept" in second.output
