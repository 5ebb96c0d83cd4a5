"""Who acts in the statements of an archive, and who is spoken of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ..archive import Archive
from ..ledger.authority import authority
from ..ledger.statement import Statement
from .asking import Days, entries


class Actor(NamedTuple):
    """An actor of statements: how often as the one who says, holds, is bound or expects, and how often as the target."""

    name: str
    holds: int
    is_target: int
    first: int | None  # the first and the last day it is met at
    last: int | None


def actors(archive: Archive, shown: bool = True) -> list[Actor]:
    """Return who holds and who is spoken of in an archive's statements, those met most often first."""
    return actors_of(entries(archive, shown=shown))


def actors_of(statements: Iterable[Statement]) -> list[Actor]:
    """Return the actors of some statements, those met most often first."""
    these = list(statements)
    holds, targets = Counter(s.holder for s in these), Counter(s.target for s in these)
    met: dict[str, list[Statement]] = {}
    for one in these:
        for name in {one.holder, one.target} - {""}:
            met.setdefault(name, []).append(one)
    found = [Actor(name, holds[name], targets[name], *_first_and_last(its)) for name, its in met.items()]
    return sorted(found, key=lambda actor: (-actor.holds - actor.is_target, actor.name))


def _first_and_last(statements: Sequence[Statement]) -> Days:
    first = [day for s in statements if (day := s.first or s.last)]
    last = [day for s in statements if (day := s.last or s.first)]
    return min(first, default=None), max(last, default=None)


def kinds_of(archive: Archive) -> dict[str, str]:
    """Return what actors are, person, organisation, state, …, by the authority files: the packaged one and the archive's own."""
    known = authority(sorted((archive.folder / "authorities").glob("*.csv")))
    return {name: actor.kind for name, actor in known.actors.items()}
