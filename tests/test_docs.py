"""The docs: what they show is what happens, and their links lead somewhere."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
PAGES = [PROJECT / "README.md", *sorted((PROJECT / "docs").rglob("*.md"))]
CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.M | re.S)
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#([^)\s]+))?\)")


def calls(page: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield each command that a page shows at a `$ `, with the lines it shows below."""
    for block in CONSOLE.findall(page.read_text("utf-8")):
        for call in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, *shown = call.splitlines()
            yield command, [line.strip() for line in shown if line.strip() not in {"", "..."}]


def missing(shown: list[str], printed: str) -> list[str]:
    """Return the shown lines that were not printed in that order; `…` stands for any words, white space is folded."""
    lines = iter(" ".join(line.split()) for line in printed.splitlines())
    patterns = {line: re.compile(".*".join(re.escape(" ".join(words.split())) for words in line.split("…"))) for line in shown}
    return [line for line in shown if not any(patterns[line].search(printed_line) for printed_line in lines)]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Return a folder with the bundled examples and the command `sourcebook`, as a reader of the docs has it."""
    shutil.copytree(PROJECT / "examples", tmp_path / "examples", ignore=shutil.ignore_patterns(".sourcebook", "decisions"))
    command = tmp_path / "bin" / "sourcebook"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nPYTHONPATH="{PROJECT / "src"}" exec "{sys.executable}" -m sourcebook "$@"\n')
    command.chmod(0o755)
    return tmp_path


@pytest.mark.parametrize("page", [page for page in PAGES if any(calls(page))], ids=lambda page: page.stem)
def test_what_a_page_shows_is_what_happens(page: Path, desk: Path) -> None:
    """Every command of a page, run in order, prints the lines that the page shows; `...` stands for lines left out."""
    settings = os.environ | {"PATH": f"{desk / 'bin'}{os.pathsep}{os.environ['PATH']}", "COLUMNS": "120"}
    for command, shown in calls(page):
        run = subprocess.run(command, shell=True, cwd=desk, env=settings, capture_output=True, text=True, stdin=subprocess.DEVNULL)
        assert missing(shown, run.stdout + run.stderr) == [], f"$ {command}\n{run.stdout}{run.stderr}"
        assert "Traceback" not in run.stderr, run.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(PROJECT)))
def test_links_lead_somewhere(page: Path) -> None:
    """Every link of a page that stays in the project leads to a file that is there."""
    broken = [target for target, _ in LINK.findall(page.read_text("utf-8")) if not (page.parent / target).exists()]
    assert broken == []


def test_every_page_is_listed() -> None:
    """docs/README.md names every page, so that none is lost."""
    index = PROJECT / "docs" / "README.md"
    listed = {(index.parent / target).resolve() for target, _ in LINK.findall(index.read_text("utf-8"))}
    alone = {page for page in PAGES[1:] if page.parent == index.parent and page != index}
    assert alone <= listed, {page.name for page in alone - listed}
