"""The packaged rules together with what a language model answered before; nothing is sent from here."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from ..config import Model
from .model import Entry, Piece
from .reading import Offline, Proposes, may_be_read
from .remote import Cache, ask


class Answered(NamedTuple):
    """The rules, and the answers kept in a folder: texts are read again where either has changed."""

    rules: Offline
    settings: Model
    folder: Path

    @property
    def version(self) -> str:
        """What identifies the rules and the answers there are."""
        kept = sorted(path.name for path in self.folder.glob("*/*.json"))
        return f"{self.rules.version} {hashlib.sha256(repr((self.settings.name, kept)).encode()).hexdigest()[:16]}"

    def __call__(self) -> Proposes:
        """Return a reader by both."""
        return _Both(self.rules(), self.settings, Cache(self.folder))


class _Both:
    """Reads by the rules, and adds what the model answered and they did not find."""

    def __init__(self, rules: Proposes, settings: Model, cache: Cache) -> None:
        self._rules, self._settings, self._cache = rules, settings, cache

    def propose(self, piece: Piece) -> list[Entry]:
        """Return the entries of a text."""
        ours = self._rules.propose(piece)
        theirs = ask(piece, self._settings, self._cache, None).entries if may_be_read(piece) else ()
        return sorted([*ours, *new(theirs, ours)], key=lambda e: (e.start, e.end, e.kind))


def new(entries: Iterable[Entry], known: Sequence[Entry]) -> list[Entry]:
    """Return the entries that say something else than those known: another kind, holder, target or polarity, or elsewhere."""
    return [one for one in entries if not any(_says_the_same(one, other) for other in known)]


def _says_the_same(one: Entry, other: Entry) -> bool:
    here = (one.kind, one.holder, one.target, one.fields.get("polarity")) == (
        other.kind, other.holder, other.target, other.fields.get("polarity")
    )  # fmt: skip
    return here and one.start < other.end and other.start < one.end
