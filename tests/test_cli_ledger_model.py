"""sourcebook ledger --model: the cost is said first, nothing is sent unasked, what was answered stays."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import ledger_pages
import ledger_rules
from model_server import Server, entries, serving
from sourcebook.cli import sourcebook
from sourcebook.ledger.reading import Offline
from sourcebook.ledger.reading import reader as made_once

TURN: dict[str, Any] = {
    "kind": "stance", "quote": "The harbour committee struck against Harland for the whole of the winter.", "cue": "struck",
    "voice": "author", "voice_text": None, "when": None, "when_text": None, "holder": "harbour committee",
    "holder_text": "harbour committee", "target": "Harland", "target_text": "Harland", "polarity": "against", "mode": "hostility",
}  # fmt: skip


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Put the few rules of the tests in the place of the packaged ones."""
    monkeypatch.setattr(Offline, "__call__", lambda _: ledger_rules.Reader())
    made_once.cache_clear()
    yield
    made_once.cache_clear()


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Return an archive of the made-up texts."""
    folder = tmp_path / "archive"
    assert run("build", ledger_pages.write(tmp_path / "pages"), "--archive", folder).exit_code == 0
    return folder


def run(*words: str | Path, said: str = "") -> Result:
    """Call the command line."""
    return CliRunner().invoke(sourcebook, [str(word) for word in words], input=said)


def configure(archive: Path, server: Server) -> None:
    """Name the server in the archive's settings."""
    settings = server.settings()
    with (archive / "sourcebook.toml").open("a", encoding="utf-8") as file:
        file.write(f'\n[model]\nendpoint = "{settings.endpoint}"\nname = "{settings.name}"\n')


def test_what_the_model_finds_stands_beside_the_rules(archive: Path) -> None:
    """After a yes the texts are sent; the entry is verified and listed, and stays when nobody asks the model again."""
    with serving(entries(TURN)) as server:
        configure(archive, server)
        asked = run("ledger", archive, "--model", said="y\n")
        sent = len(server.requests)
        again = run("ledger", archive, "--model", "--json")
    assert asked.exit_code == 0 and sent > 1 and len(server.requests) == sent
    assert "to be sent" in asked.output and "the quote does not stand in the passage" in asked.output
    assert "nothing is sent" in again.output
    later = run("ledger", archive, "--holder", "harbour committee", "--all")
    assert "against Harland" in later.output and "model fake" in later.output
    assert "Guild against Pact" in run("ledger", archive, "--all").output


def test_nothing_is_sent_without_a_yes(archive: Path) -> None:
    """Who says no sends nothing."""
    with serving(entries()) as server:
        configure(archive, server)
        refused = run("ledger", archive, "--model", said="n\n")
    assert refused.exit_code != 0 and not server.requests


def test_a_model_is_for_an_archive_that_names_one(archive: Path, tmp_path: Path) -> None:
    """One sentence where none is configured, and for files."""
    for words in ((archive,), (tmp_path / "pages",)):
        told = run("ledger", *words, "--model")
        assert told.exit_code == 2 and "Traceback" not in told.output
