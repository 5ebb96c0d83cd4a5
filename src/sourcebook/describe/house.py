"""House styles: what an archive's pages look like and which words they use, as data; the packaged ones and people's own.

A house style is a TOML file; `styles/` holds the packaged ones and docs/house-styles.md says how to write one. All that are in
force are put together: which page is of which house need not be known.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from ..errors import UsageError
from ..model import Role


class Own(NamedTuple):
    """A file of somebody's own style, and the hash of its bytes: what is remembered of it holds until they change."""

    path: str
    sha256: str


#: The files of people's own styles that are in force where pages are being described.
OWN: ContextVar[tuple[Own, ...]] = ContextVar("house styles", default=())
Table = Mapping[str, Mapping[str, list[str]]]


class Style(NamedTuple):
    """What the house styles say, put together."""

    cues: Mapping[str, str]  # cue word, lower case, single blanks → field
    header: Mapping[str, str]  # label of a header's row, lower case → field, where it means something else than in a colophon
    first: frozenset[str]  # the first words of cues, and the words that may stand before them
    head: re.Pattern[str]  # a cue at the head of a sentence
    label: re.Pattern[str]  # a label at the head of a line, known or not
    line: re.Pattern[str]  # a label at the head of a line, its value behind it without a colon
    lines: Mapping[str, str]  # such a label, lower case → field
    furniture: frozenset[str]  # what a house prints on every page, lower case
    rubrics: re.Pattern[str]  # headings of a magazine's department, over a text's own
    groups: re.Pattern[str]  # words of bodies that sign as authors
    offices: re.Pattern[str]
    roles: Mapping[str, str]  # class name → role
    publishers: re.Pattern[str]
    places: re.Pattern[str]
    sites: re.Pattern[str]
    folders: Mapping[str, str]  # folder → language of what lies in it
    apart: frozenset[str]  # class names that set a headnote apart from its text
    begins: frozenset[str]  # class names of the heading with which a page's own words begin
    hands: re.Pattern[str]  # how the house signs remarks and notes of its own


LABEL = re.compile(r"[ \t]*([^\W\d_][^:\n.;,“]{1,48}?)[ \t]*:(?!//)")
LEADING = frozenset({"and", "also", "this"})
SEPARATOR = r"\s*(?:[/\\&,+]|\band\b|\bet\b)\s*"
JOINT = re.compile(SEPARATOR + "$")


#: The tables of a style, and the keys each may have (None: any).
FIELDS = frozenset(
    "transcriber markup proofreader translator editor published source written publisher carrier online rights updated recipient"
    " place author title subtitle dated other".split()
)
WORDS = ("publisher", "place", "site", "furniture", "rubric", "group", "office", "house")
TABLES: Mapping[str, frozenset[str] | None] = MappingProxyType({
    "cue": FIELDS, "header": FIELDS, "line": FIELDS, "words": frozenset(WORDS), "role": frozenset(role.value for role in Role),
    "language": None, "apart": frozenset({"classes"}), "begin": frozenset({"classes"}),
})  # fmt: skip


@contextmanager
def in_force(own: tuple[Own, ...]) -> Iterator[None]:
    """Describe pages by people's own styles besides the packaged ones while the context lasts."""
    token = OWN.set(own)
    try:
        yield
    finally:
        OWN.reset(token)


def own_styles(paths: Iterable[Path]) -> tuple[Own, ...]:
    """Return people's own styles, each read once to see that it is one."""
    found = [path.resolve() for path in paths]
    for path in found:
        read_style(path)
    return tuple(Own(str(path), hashlib.sha256(path.read_bytes()).hexdigest()) for path in found)


def styles() -> Style:
    """Return the house styles in force, put together."""
    return _together(OWN.get())


@cache
def _together(own: tuple[Own, ...]) -> Style:
    folder = files("sourcebook.describe") / "styles"
    packaged = [path for path in sorted(folder.iterdir(), key=str) if path.name.endswith(".toml")]
    tables: list[Table] = [tomllib.loads(path.read_text("utf-8")) for path in packaged]
    tables += [read_style(Path(style.path)) for style in own]
    cues, header, lines = (_turned(tables, key) for key in ("cue", "header", "line"))
    words = {key: [w for t in tables for w in t.get("words", {}).get(key, ())] for key in WORDS}
    return Style(
        cues, header, frozenset({word.split()[0] for word in cues} | LEADING), _head(cues), LABEL,
        re.compile(rf"\s*({_alternatives(set(lines))})\s*:?\s+(?=\S)", re.IGNORECASE), lines, frozenset(words["furniture"]),
        _any(words["rubric"]), _any(words["group"]), _any(words["office"], 0), _turned(tables, "role"),
        _any(words["publisher"]), _any(words["place"], 0), re.compile("|".join(map(re.escape, words["site"])), re.IGNORECASE),
        _turned(tables, "language"), _classes(tables, "apart"), _classes(tables, "begin"),
        _any(words["house"]),
    )  # fmt: skip


def _classes(tables: list[Table], key: str) -> frozenset[str]:
    return frozenset(name for table in tables for name in table.get(key, {}).get("classes", ()))


def read_style(path: Path) -> Table:
    """Read a style and see that it holds what a style may hold.

    Raises UsageError, in a sentence that says what is wrong in which file.
    """
    try:
        tables: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise UsageError(f"The house style {path} could not be read: {error.strerror or error}.") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"The house style {path} is not TOML: {error}.", "docs/house-styles.md shows one.") from error
    for table, keys in tables.items():
        _seen(path, table, keys)
    return tables


def _seen(path: Path, table: str, keys: Any) -> None:
    if table not in TABLES:
        raise UsageError(f"The house style {path} has no table called [{table}].", f"The tables are {', '.join(TABLES)}.")
    known = TABLES[table]
    for key, words in keys.items() if isinstance(keys, dict) else ((str(keys), None),):
        if known is not None and key not in known:
            raise UsageError(f"The house style {path}: [{table}] has no {key!r}.", f"It may have {', '.join(sorted(known))}.")
        if not isinstance(words, list) or not all(isinstance(word, str) and word.strip() for word in words):
            raise UsageError(f"The house style {path}: {key!r} in [{table}] must be a list of words.")


def _turned(tables: list[Table], key: str) -> Mapping[str, str]:
    """Return a table of the house styles by its words: word → what it stands under."""
    rows = ((word, field) for table in tables for field, words in table.get(key, {}).items() for word in words)
    return MappingProxyType({word.lower(): field for word, field in rows})


def _head(cues: Mapping[str, str]) -> re.Pattern[str]:
    word = f"(?:{_alternatives(set(cues))})(?!\\w)"
    joined = f"{word}(?:{SEPARATOR}{word})*"
    start = r"[\s(\[*–—-]*(?:and\s+|also\s+|this\s+\w+\s+was\s+)?"
    return re.compile(rf"{start}({joined})(\s*:(?!//)|\s+(?:by|from|for|in|on|at|as)\b\s*:?|)", re.IGNORECASE)


def _alternatives(words: Iterator[str] | list[str] | set[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"[-\s]+") for w in sorted(words, key=len, reverse=True))


def _any(words: list[str], flags: int = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + _alternatives(words) + r")(?!\w)", flags)
