"""The settings of an archive: `sourcebook.toml` in its folder."""

from __future__ import annotations

import json
import os
import re
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from .errors import UsageError
from .files import write_atomically

FILE = "sourcebook.toml"
DEFAULT_FOLDER = "sourcebook-archive"
SOURCES = re.compile(r"^sources\s*=\s*\[[^\]]*\]", re.M)
KEYS = frozenset({"title", "base_address", "sources", "ignore", "styles", "authority", "engine", "model"})
ENGINES = ("embedded", "spark")
#: MiB for the tables of a comparison.
MEMORY, LEAST_MEMORY = 1024, 128
VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
#: What the numbers of [model] may be; those of WHOLE have no fractions.
BOUNDS = {"window": (50, 5000), "timeout": (1, 3600), "retries": (0, 20), "price_in": (0, 1e6), "price_out": (0, 1e6)}
WHOLE = frozenset({"window", "retries"})
TEMPLATE = """\
# The settings of this archive. What people decided lies in decisions/; .sourcebook/ may be deleted and built again.
title = {title}
sources = {sources}

# House styles of your own, beside the packaged ones: files that say how your pages are made (docs/house-styles.md).
# styles = ["our-house.toml"]

# A finding that is no fault: its code (or the beginning of one), the pages it concerns, and why; `words` of its message, if not all
# findings of that code on those pages are meant.
# [[ignore]]
# code = "O001"
# path = "archive/*/letters/*"
# reason = "The letters come from the family and were never printed."
"""


@dataclass(frozen=True, slots=True)
class Ignore:
    """Findings not to be shown: of a code, on pages whose path matches a pattern, with words in the message, for a reason."""

    code: str
    path: str
    words: str
    reason: str
    line: int  # of sourcebook.toml


@dataclass(frozen=True, slots=True)
class Engine:
    """What describes pages and compares texts: `kind` embedded, with the memory of its tables in MiB; or spark.

    Of spark: the address of its master, the folder of its tables on storage that all workers reach, the partitions of a shuffle
    (0: as many as are usual), and settings of its own.
    """

    kind: str = "embedded"
    memory: int = MEMORY
    master: str = ""
    folder: str = ""
    partitions: int = 0
    settings: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Model:
    """A language model that may be asked for statements: docs/ledger-model.md. The key itself is never among the settings."""

    endpoint: str  # the base address of an OpenAI-compatible service, as in http://127.0.0.1:8080/v1
    name: str
    key_env: str = ""  # the name of the environment variable that holds the key, where one is needed
    window: int = 300  # words of a text sent at a time
    timeout: float = 120  # seconds for one answer
    retries: int = 4
    price_in: float | None = None  # of a million tokens
    price_out: float | None = None


@dataclass(frozen=True, slots=True)
class Config:
    """What `sourcebook.toml` says."""

    title: str
    sources: tuple[str, ...]  # relative to the archive folder
    base_address: str = ""
    ignores: tuple[Ignore, ...] = ()
    styles: tuple[str, ...] = ()  # files of house styles, relative to the archive folder
    engine: Engine = Engine()
    model: Model | None = None  # none: nothing is ever sent anywhere


def archive_folder(given: Path | None) -> Path:
    """Return the archive folder meant: the one given, else the one we stand in, else the default below."""
    if given is not None:
        return given
    return Path() if Path(FILE).is_file() else Path(DEFAULT_FOLDER)


def load_config(folder: Path) -> Config | None:
    """Read the settings of an archive folder; None where there are none yet."""
    path = folder / FILE
    if not path.is_file():
        return None
    raw = path.read_text("utf-8")
    try:
        values = tomllib.loads(raw)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path} is not TOML: {error}.", "See docs/database.md for an example.") from error
    return _config(path, raw, values)


def _config(path: Path, raw: str, values: dict[str, Any]) -> Config:
    if strange := sorted(values.keys() - KEYS):
        raise UsageError(f"{path} has no setting called {strange[0]!r}.", f"The settings are {', '.join(sorted(KEYS))}.")
    sources, styles = (_list(path, values, key, what) for key, what in (("sources", "folders"), ("styles", "files")))
    lines = [n for n, line in enumerate(raw.splitlines(), 1) if line.strip() == "[[ignore]]"]
    ignores = tuple(_ignore(path, entry, lines[n] if n < len(lines) else 1) for n, entry in enumerate(values.get("ignore", [])))
    return Config(
        str(values.get("title", path.parent.resolve().name)), sources, str(values.get("base_address", "")), ignores, styles,
        _engine(path, values.get("engine", {})), _model(path, values["model"]) if "model" in values else None,
    )  # fmt: skip


def _engine(path: Path, table: Any) -> Engine:
    if not isinstance(table, dict) or (strange := sorted(table.keys() - set(Engine.__slots__))):
        name = f"engine.{strange[0]}" if isinstance(table, dict) else "engine = …"
        raise UsageError(f"{path} has no setting called {name!r}.", f"[engine] holds {', '.join(Engine.__slots__)}.")
    kind, memory, partitions, own = (table.get(f.name, f.default) for f in fields(Engine) if f.name not in {"master", "folder"})
    if kind not in ENGINES:
        raise UsageError(f"{path}: there is no engine called {kind!r}.", f"The engines are {', '.join(ENGINES)}.")
    if not isinstance(memory, int) or memory < LEAST_MEMORY:
        raise UsageError(f"{path}: `memory` of [engine] is a number of MiB, {LEAST_MEMORY} at least.")
    if not isinstance(partitions, int) or partitions < 0:
        raise UsageError(f"{path}: `partitions` of [engine] is a number.", "Some for each processor of the cluster.")
    if own and not isinstance(own, dict):
        raise UsageError(f"{path}: `settings` of [engine] is a table.", 'For instance "spark.executor.memory" = "4g".')
    settings = tuple((key, str(value)) for key, value in dict(own).items())
    return Engine(kind, memory, str(table.get("master", "")), str(table.get("folder", "")), partitions, settings)


def _model(path: Path, table: Any) -> Model:
    known = [field.name for field in fields(Model)]
    if not isinstance(table, dict) or (strange := sorted(table.keys() - set(known))):
        name = f"model.{strange[0]}" if isinstance(table, dict) else "model = …"
        raise UsageError(f"{path} has no setting called {name!r}.", f"[model] holds {', '.join(known)}.")
    for key in known:
        if key in BOUNDS:
            _number(path, key, table.get(key, BOUNDS[key][0]))
        elif not isinstance(table.get(key, ""), str) or (key != "key_env" and not table.get(key, "").strip()):
            raise UsageError(f"{path}: [model] needs `endpoint` and `name`, each a text in quotation marks.")
    _address(path, table["endpoint"])
    # The value is not shown: somebody may have put the key here.
    if table.get("key_env") and not VARIABLE.fullmatch(table["key_env"]):
        raise UsageError(
            f"{path}: `key_env` of [model] is the name of an environment variable.", "The key itself never stands here."
        )
    return Model(**table)


def _number(path: Path, key: str, value: Any) -> None:
    least, most = BOUNDS[key]
    kinds = (int,) if key in WHOLE else (int, float)
    if isinstance(value, bool) or not isinstance(value, kinds) or not least <= value <= most:
        what = "a whole number" if key in WHOLE else "a number"
        raise UsageError(f"{path}: `{key}` of [model] is {what} from {least} to {most:g}.")


def _address(path: Path, endpoint: str) -> None:
    try:
        parts = urlsplit(endpoint)
        usable = parts.scheme in {"http", "https"} and parts.hostname and (parts.port or True)
    except ValueError:
        usable = None
    if not usable or parts.username or parts.password or parts.query or parts.fragment:
        hint = "For example http://127.0.0.1:8080/v1; a key belongs into the variable that `key_env` names."
        raise UsageError(f"{path}: `endpoint` of [model] is no plain http or https address.", hint)


def _list(path: Path, values: dict[str, Any], key: str, what: str) -> tuple[str, ...]:
    found = values.get(key, [])
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise UsageError(f"{path}: `{key}` must be a list of {what}.")
    return tuple(found)


def _ignore(path: Path, entry: dict[str, Any], line: int) -> Ignore:
    if not entry.get("code"):
        raise UsageError(f"{path}:{line}: an ignore needs a code.", "Without one it would hide everything.")
    return Ignore(
        str(entry["code"]).upper(),
        str(entry.get("path", "*")),
        str(entry.get("words", "")),
        str(entry.get("reason", "")).strip(),
        line,
    )


def remember_sources(folder: Path, sources: tuple[Path, ...]) -> Config:
    """Write which folders hold the sources: a new `sourcebook.toml`, or its one line of an old one; the rest stays as it is."""
    config = load_config(folder)
    relative = tuple(_relative(source, folder) for source in sources)
    if config is None:
        title = folder.resolve().name
        write_atomically(folder / FILE, TEMPLATE.format(title=_quoted(title), sources=_quoted(relative)))
        return Config(title, relative)
    if not relative or relative == config.sources:
        return config
    raw = (folder / FILE).read_text("utf-8")
    line = f"sources = {_quoted(relative)}"
    changed = SOURCES.sub(lambda _: line, raw, count=1) if SOURCES.search(raw) else f"{line}\n{raw}"
    write_atomically(folder / FILE, changed)
    return load_config(folder) or config


def _relative(source: Path, folder: Path) -> str:
    try:
        return Path(os.path.relpath(source.resolve(), folder.resolve())).as_posix()
    except ValueError:  # another drive
        return source.resolve().as_posix()


def _quoted(value: str | tuple[str, ...]) -> str:
    return json.dumps(value, ensure_ascii=False)
