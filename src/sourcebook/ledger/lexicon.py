"""The cue words of the ledger, read from its data files."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any


@cache
def table(name: str) -> Mapping[str, Any]:
    """Return a data file of the ledger, `name` without its ending."""
    return MappingProxyType(tomllib.loads((files("sourcebook.ledger") / "data" / f"{name}.toml").read_text("utf-8")))


@cache
def words(name: str, *keys: str) -> frozenset[str]:
    """Return the words of a list in a data file."""
    return frozenset(_list(name, keys))


def _list(name: str, keys: tuple[str, ...]) -> list[str]:
    value: Any = table(name)
    for key in keys:
        value = value[key]
    return str(value).split()


@cache
def pairs(name: str, *keys: str) -> Mapping[str, tuple[str, ...]]:
    """Return a list of "word:preposition" as prepositions by word, in the list's order."""
    found: dict[str, tuple[str, ...]] = {}
    for word, preposition in (pair.split(":") for pair in dict.fromkeys(_list(name, keys))):
        found[word] = (*found.get(word, ()), preposition)
    return MappingProxyType(found)


@cache
def countries() -> Mapping[str, str]:
    """Return which state an adjective of a country stands for."""
    return MappingProxyType({word: state for state, names in table("nouns")["countries"].items() for word in names.split()})


@cache
def word_names() -> frozenset[str]:
    """Return surnames that are words of the language as well: "May", "Most"."""
    return frozenset((files("sourcebook.ledger") / "data" / "word-names.txt").read_text("utf-8").split())
