"""The faults planted in the bundled examples are found where they are, and nothing else is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from sourcebook.cli import sourcebook

Row = dict[str, object]
#: Planted faults that no rule finds so far: kind and printed words.
MISSED = frozenset({
    ("false-charset", "charset=iso-8859-1"),  # windows-1252 bytes under that name: browsers read them alike
    ("near-duplicate-page", "The Third of March"),
    ("note-without-reference", "[1*]"),
    ("confusable-word", "barbour"),  # it stands once, and so does the right word
})  # fmt: skip


@pytest.fixture(scope="session")
def found(example_archive: Path) -> list[Row]:
    """Return what is found in the examples."""
    return list(json.loads(CliRunner().invoke(sourcebook, ["check", str(example_archive), "--format", "json"]).stdout))


@pytest.fixture(scope="session")
def planted(examples: Path) -> list[Row]:
    """Return the planted faults."""
    return [json.loads(line) for line in (examples.parent / "findings.jsonl").read_text("utf-8").splitlines()]


def pairs(planted: list[Row], found: list[Row]) -> Iterator[tuple[Row, Row]]:
    """Yield planted faults with findings on the same line, or on the page as a whole."""
    for fault in planted:
        for finding in found:
            if finding["path"] == fault["path"] and finding["line"] in {fault["line"], None}:
                yield fault, finding


def test_planted_faults_are_found(planted: list[Row], found: list[Row]) -> None:
    """Each planted fault has a finding at its line, but for those known to be missed."""
    seen = [fault for fault, _ in pairs(planted, found)]
    assert {(fault["kind"], fault["quote"]) for fault in planted if fault not in seen} <= MISSED


def test_nothing_else_is_found(planted: list[Row], found: list[Row]) -> None:
    """No finding is about anything but a planted fault."""
    meant = [finding for _, finding in pairs(planted, found)]
    assert [finding for finding in found if finding not in meant] == []
