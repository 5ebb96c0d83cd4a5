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
    value: Any = table(name)
    for key in keys:
        value = value[key]
    return frozenset(value.split())


@cache
def countries() -> Mapping[str, str]:
    """Return which state an adjective of a country stands for."""
    return MappingProxyType({word: state for state, names in table("nouns")["countries"].items() for word in names.split()})
