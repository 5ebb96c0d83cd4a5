"""sourcebook.toml: read, written on first use, changed in one line only."""

from __future__ import annotations

from pathlib import Path

import pytest

from sourcebook.config import FILE, Model, load_config, remember_sources
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


MODEL = '[model]\nendpoint = "http://127.0.0.1:8080/v1"\nname = "local"\n'


def test_a_model_is_configured_by_address_and_name(tmp_path: Path) -> None:
    """[model] names an endpoint; without it there is none, and nothing else is taken for granted."""
    (tmp_path / FILE).write_text(f'{MODEL}key_env = "OUR_KEY"\nwindow = 200\nprice_in = 1\n', "utf-8")
    config = load_config(tmp_path)
    assert config is not None
    assert config.model == Model("http://127.0.0.1:8080/v1", "local", "OUR_KEY", window=200, price_in=1)
    (tmp_path / FILE).write_text("", "utf-8")
    assert (load_config(tmp_path) or config).model is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("model = 'x'", "no setting called 'model = …'"),
        (f'{MODEL}key = "sk-1"', "no setting called 'model.key'"),
        ('[model]\nname = "x"', "needs `endpoint` and `name`"),
        ('[model]\nendpoint = "http://localhost"\nname = ""', "needs `endpoint` and `name`"),
        (f"{MODEL}window = 3", "`window` of .model. is a whole number from 50 to 5000"),
        (f"{MODEL}retries = true", "`retries`"),
        (f"{MODEL}timeout = '1'", "`timeout` of .model. is a number from 1 to 3600"),
        ('[model]\nname = "x"\nendpoint = "ftp://x/v1"', "no plain http or https address"),
        ('[model]\nname = "x"\nendpoint = "http://me:secret@x/v1"', "no plain http or https address"),
        ('[model]\nname = "x"\nendpoint = "http://x/v1?key=secret"', "no plain http or https address"),
        ('[model]\nname = "x"\nendpoint = "http://x:port/v1"', "no plain http or https address"),
        ('[model]\nname = "x"\nendpoint = "http://[::1/v1"', "no plain http or https address"),
    ],
)
def test_what_is_wrong_with_a_model_is_said(tmp_path: Path, text: str, words: str) -> None:
    """Each wrong setting of [model] is one sentence."""
    (tmp_path / FILE).write_text(text, "utf-8")
    with pytest.raises(UsageError, match=words):
        load_config(tmp_path)


def test_a_key_in_the_settings_is_refused_and_not_repeated(tmp_path: Path) -> None:
    """A key where the name of a variable belongs is a fault, and the message does not show it."""
    (tmp_path / FILE).write_text(f'{MODEL}key_env = "sk-abc"', "utf-8")
    with pytest.raises(UsageError, match="name of an environment variable") as fault:
        load_config(tmp_path)
    assert "sk-abc" not in str(fault.value)
