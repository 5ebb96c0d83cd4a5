"""Pledges in force on a day: begun by then, and not said to have ended: by their own term, by a denunciation, by a denial."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from .names import same
from .statement import Statement

NUMBERS: Mapping[str, int] = MappingProxyType({
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12,
    "fifteen": 15, "twenty": 20, "twenty-five": 25, "thirty": 30, "fifty": 50, "ninety-nine": 99, "a": 1,
})  # fmt: skip
UNTIL = re.compile(
    r"\b(?:until|till|expir\w+ (?:in|on)|up to|not later than|before the end of)\b[^.;]{0,40}?\b(1[5-9]\d\d|20\d\d)\b", re.I
)
FOR_YEARS = re.compile(rf"\bfor (?:a (?:period|term) of )?(\d{{1,2}}|{'|'.join(NUMBERS)})[ -]years?\b", re.I)
TERM, DENOUNCED, DENIED = "its term", "denounced", "said not to bind"


class Standing(NamedTuple):
    """A pledge on a day: since when it stands, until when if anything says so, what ended it and how."""

    pledge: Statement
    since: int
    until: int | None
    ended_by: Statement | None
    how: str

    @property
    def negated(self) -> bool:
        """Whether it says that somebody is not bound."""
        return bool(self.pledge.fields.get("negated"))

    def in_force(self, first: int, last: int) -> bool:
        """Tell whether it stands on some day between two."""
        return self.since <= last and (self.until is None or self.until >= first)

    def row(self) -> dict[str, Any]:
        """Return the pledge as one JSON object."""
        end = (
            {"id": self.ended_by.id, "address": self.ended_by.address, "quote": self.ended_by.entry.quote}
            if self.ended_by
            else None
        )
        return self.pledge.row() | {"since": self.since, "until": self.until, "ended": self.how, "ended_by": end}


def standings(statements: Iterable[Statement]) -> list[Standing]:
    """Return the dated pledges among some statements, with what is said of their end, in order of time."""
    these = list(statements)
    ending = [s for s in these if _may_end(s)]
    found = [_standing(s, s.first or s.last or 0, ending) for s in these if s.kind == "pledge" and s.dated]
    return sorted(found, key=lambda standing: (standing.since, standing.pledge.name, standing.pledge.entry.start))


def in_force(statements: Iterable[Statement], first: int, last: int) -> list[Standing]:
    """Return the pledges that stand on some day between two: those that bind, then those that say that somebody is not bound."""
    return sorted((s for s in standings(statements) if s.in_force(first, last)), key=lambda s: s.negated)


def _may_end(statement: Statement) -> bool:
    """Tell whether a statement is of those that can end a pledge: most are not, and are not looked at for each pledge."""
    return statement.fields.get("polarity") == "against" or bool(statement.fields.get("negated"))


def _standing(pledge: Statement, since: int, statements: Sequence[Statement]) -> Standing:
    ends: list[tuple[int, Statement | None, str]] = [(day, None, TERM) for day in _terms(pledge, since)]
    later = (s for s in statements if s is not pledge and (s.first or 0) > since)
    ends += [(s.first or 0, s, how) for s in later if (how := _ends(pledge, s))]
    until, by, how = min(ends, key=lambda end: end[0], default=(None, None, ""))
    return Standing(pledge, since, until, by, how)


def _terms(pledge: Statement, since: int) -> list[int]:
    """Return the last days that a pledge itself names."""
    parts = (pledge.entry.quote, pledge.fields.get("duty"), pledge.fields.get("condition"))
    words = " ".join(str(part) for part in parts if part)
    until = [int(m[1]) * 10000 + 1231 for m in UNTIL.finditer(words)]
    years = [int(m[1]) if m[1].isdigit() else NUMBERS[m[1].lower()] for m in FOR_YEARS.finditer(words)]
    return [day for day in (*until, *(since + 10000 * n for n in years)) if day >= since]


def _ends(pledge: Statement, later: Statement) -> str:
    """Return how a later statement ends a pledge: a party turns against its instrument, or is said not to be bound any more."""
    instrument = str(pledge.fields.get("instrument") or "")
    parties = [str(name) for key in ("bound", "beneficiary") if (name := pledge.fields.get(key))]
    if not instrument or not any(same(later.holder, party) for party in parties):
        return ""
    if later.kind == "stance" and later.fields["polarity"] == "against" and same(later.target, instrument):
        return DENOUNCED
    denied = later.kind == "pledge" and later.fields.get("negated") and not pledge.fields.get("negated")
    same_duty = denied and same(str(later.fields.get("instrument") or ""), instrument) and same(later.holder, parties[0])
    return DENIED if same_duty else ""
