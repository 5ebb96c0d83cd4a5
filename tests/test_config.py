"""sourcebook.toml: read, written on first use, changed in one line only."""

from __future__ import annotations

from pathlib import Path

import pytest

from sourcebook.config import FILE, load_config, remember_sources
from sourcebook.errors import UsageError


def test_first_use_writes_it(tmp_path: Path) -> None:
    """The sources are remembered relative to the archive."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "archive").mkdir()
    remember_sources(tmp_path / "archive", (tmp_path / "pages",))
    config = load_config(tmp_path / "archive")
    assert config is not None
    assert config.sources == ("../pages",)
    assert config.title == "archive"


def test_only_the_sources_change(tmp_path: Path) -> None:
    """Other sources change one entry; what a person wrote stays."""
    (tmp_path / FILE).write_text('# mine\ntitle = "T"\nsources = [\n  "x",\n]\n[[ignore]]\ncode = "C1"\nreason = "so"\n', "utf-8")
    config = remember_sources(tmp_path, (tmp_path / "y",))
    assert config.sources == ("y",)
    assert (tmp_path / FILE).read_text("utf-8") == '# mine\ntitle = "T"\nsources = ["y"]\n[[ignore]]\ncode = "C1"\nreason = "so"\n'
    assert load_config(tmp_path) == config


@pytest.mark.parametrize(
    ("text", "words"),
    [("title = ", "not TOML"), ("sorces = []", "sorces"), ("sources = 1", "list")],
)
def test_what_is_wrong_is_said(tmp_path: Path, text: str, words: str) -> None:
    """Bad TOML, unknown settings and sources that are no list are one sentence each."""
    (tmp_path / FILE).write_text(text, "utf-8")
    with pytest.raises(UsageError, match=words):
        load_config(tmp_path)
