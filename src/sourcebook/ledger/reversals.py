"""Reversals: one holder for and against one target, in order of time, with both passages.

Those that a passage itself states are kept apart from those that two passages of a text, or two texts, show between them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from .names import joined
from .statement import Statement

STATED, WITHIN, ACROSS = "stated in one passage", "shown within one text", "shown by two texts"


class Reversal(NamedTuple):
    """A turn of a holder towards a target: from what to what, when, the statements that show it, and how they do.

    A turn that one passage states has that statement alone, on both sides.
    """

    holder: str
    target: str
    polarities: tuple[str, str]
    whens: tuple[str | None, str | None]
    before: Statement
    after: Statement
    shown: str

    def row(self) -> dict[str, Any]:
        """Return the reversal as one JSON object."""
        sides = [
            {"polarity": polarity, "when": when, "quote": s.entry.quote, "voice": s.entry.voice, "id": s.id, "address": s.address}
            for polarity, when, s in zip(self.polarities, self.whens, (self.before, self.after), strict=True)
        ]
        return {"holder": self.holder, "target": self.target, "from": sides[0], "to": sides[1], "shown": self.shown}


def reversals(statements: Iterable[Statement]) -> list[Reversal]:
    """Return the reversals among some statements: those stated first, then those within texts, then those across."""
    these = list(statements)
    found = {_key(one): one for one in (*_stated(these), *_shown(these))}
    order = (STATED, WITHIN, ACROSS)
    return sorted(found.values(), key=lambda r: (order.index(r.shown), r.after.first or r.after.last or 0, r.holder, r.target))


def _key(one: Reversal) -> tuple[str, ...]:
    """Return what tells a reversal from another: a copy of a text shows no further one."""
    return one.holder, one.target, *one.polarities, one.before.entry.quote, one.after.entry.quote


def _stated(statements: Iterable[Statement]) -> Iterator[Reversal]:
    for s in statements:
        if s.kind == "reversal":
            sides = [s.fields.get(key) or {} for key in ("from", "to")]
            polarities = (str(sides[0].get("polarity") or ""), str(sides[1].get("polarity") or ""))
            yield Reversal(s.holder, s.target, polarities, (sides[0].get("when"), sides[1].get("when")), s, s, STATED)


def _shown(statements: Sequence[Statement]) -> Iterator[Reversal]:
    stances = [s for s in statements if s.kind == "stance" and s.dated]
    names = joined(name for s in stances for name in (s.holder, s.target))
    groups: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for s in stances:
        groups[names[s.holder], names[s.target]].append(s)
    for (holder, target), its in groups.items():
        yield from _turns(holder, target, sorted(its, key=_when))


def _turns(holder: str, target: str, stances: Sequence[Statement]) -> Iterator[Reversal]:
    """Yield each turn once: the last stance before it that surely comes earlier, and the first one after."""
    standing = ""
    for n, now in enumerate(stances):
        polarity = now.fields["polarity"]
        former = next((s for s in reversed(stances[:n]) if s.fields["polarity"] != polarity and comes_before(s, now)), None)
        if polarity != standing and former:
            whens = (former.entry.when, now.entry.when)
            shown = WITHIN if former.name == now.name else ACROSS
            yield Reversal(holder, target, (former.fields["polarity"], polarity), whens, former, now, shown)
        standing = polarity


def _when(statement: Statement) -> tuple[int, bool, int]:
    """Order by the last day a date can mean; what lies before a day comes before what is of that day."""
    return statement.last or statement.first or 0, statement.first is not None, statement.first or 0


def comes_before(one: Statement, other: Statement) -> bool:
    """Tell whether a statement surely was made before another: its last day lies before the other's first.

    What lies at an unknown time before a day ("../1935-06-10") comes before what is of that day.
    """
    if one.last is None or other.first is None:
        return False
    return one.last < other.first or (one.first is None and one.last <= other.first)
