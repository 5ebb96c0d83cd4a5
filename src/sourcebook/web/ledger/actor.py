"""An actor's page: who it is by the authority file, what it said and holds, who is for and against it, its pledges and turns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from ...errors import UnknownName
from ...ledger.authority import Actor as Known
from ...ledger.authority import fold
from ...ledger.names import alike, folded
from ...ledger.statement import Statement
from ...statements import Actor
from ..bars import Bar, bars
from ..pages import Pager, every_year, leaf
from .asking import some
from .derived import Pledge, Turn, pledge, turned
from .holding import Held, Told
from .saying import Said

#: Actors on a page of their list; rows of a table, and entries of a section, on an actor's.
ACTORS = 100
ROWS = 14
ENTRIES = 5


class Relation(NamedTuple):
    """What one actor is to another: how often for and against, over which years, as told by whom."""

    name: str
    fors: int
    againsts: int
    years: str
    tellers: tuple[str, ...]
    share: int  # per cent of the bar that is for


class Year(NamedTuple):
    """A year of an actor's stances: how many for and against, and how high their bars are."""

    year: str
    at: int
    fors: int
    againsts: int
    up: int
    down: int


@dataclass(frozen=True, slots=True)
class ActorPage:
    """Everything the ledger has of one actor."""

    template: ClassVar[str] = "ledger/actor.html"
    name: str
    known: Known | None
    names: tuple[str, ...]
    total: int
    by_kind: tuple[Bar, ...]
    years: tuple[Year, ...]
    holds: tuple[Relation, ...]
    held: tuple[Relation, ...]
    speech: tuple[Said, ...]
    speeches: int
    pledges: tuple[Pledge, ...]
    forecasts: tuple[Said, ...]
    expected: int
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class ActorsPage:
    """The actors, those met most often first, or those whose names have some words."""

    template: ClassVar[str] = "ledger/actors.html"
    words: str
    actors: tuple[tuple[Actor, str, int], ...]  # each with what it is and per cent of the most frequent
    total: int
    pager: Pager


def actors_page(held: Held, words: str, number: int) -> ActorsPage:
    """Return a page of the actors."""
    asked = folded(words)
    found = [a for a in held.shown.actors if asked in folded(a.name)] if asked else list(held.shown.actors)
    most = max((a.holds + a.is_target for a in found), default=1)
    shown, pager = leaf(found, number, ACTORS)
    rows = tuple((a, held.authority.kind(a.name), max(2, round(100 * (a.holds + a.is_target) / most))) for a in shown)
    return ActorsPage(words, rows, len(found), pager)


def actor_page(held: Held, name: str) -> ActorPage:
    """Return an actor's page; raises UnknownName for one that neither the ledger nor an authority file has."""
    told = held.shown
    known = held.authority.actors.get(held.authority.forms.get(fold(name), name))
    name = (
        told.names.get(name)
        or next((told.names[n] for n in told.names if folded(n) == folded(name)), "")
        or (known.name if known else name)
    )
    its = told.of_actor.get(name, ())
    if not its and known is None:
        raise UnknownName("actor", name, tuple(n for n in told.of_actor if alike(name, n))[:3])
    return _page(held, told, name, known, its)


def _page(held: Held, told: Told, name: str, known: Known | None, its: Sequence[Statement]) -> ActorPage:
    own = [s for s in its if told.names.get(s.holder) == name]
    stances = [s for s in own if s.kind == "stance"]
    towards = [s for s in its if s.kind == "stance" and told.names.get(s.target) == name]
    speech = [s for s in own if s.kind in ("quotation", "report")]
    forecasts = [s for s in own if s.kind == "forecast"]
    names = sorted({*(n for n, under in told.names.items() if under == name)} - {name})
    return ActorPage(
        name, known, tuple(names), len(its), bars(Counter(s.kind for s in its).most_common()), tuple(_years(stances)),
        tuple(_relations(stances, told, "target")), tuple(_relations(towards, told, "holder")),
        some(sorted(speech, key=lambda s: s.kind != "quotation"), held, ENTRIES), len(speech),
        tuple(pledge(one, held) for one in told.standings if told.names.get(one.pledge.holder) == name),
        some(forecasts, held, ENTRIES), len(forecasts),
        tuple(turned(one, held) for one in told.reversals if told.names.get(one.holder, one.holder) == name),
    )  # fmt: skip


def _relations(stances: Iterable[Statement], told: Told, end: str) -> Iterator[Relation]:
    groups: dict[str, list[Statement]] = {}
    for s in stances:
        if other := told.names.get(getattr(s, end)):
            groups.setdefault(other, []).append(s)
    for name, its in sorted(groups.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        fors = sum(s.fields.get("polarity") == "for" for s in its)
        tellers = Counter(teller(s) for s in its)
        yield Relation(name, fors, len(its) - fors, _span(its), tuple(tellers), round(100 * fors / len(its)))


def teller(statement: Statement) -> str:
    """Return the name of who tells an entry."""
    voice = statement.entry.voice
    return {"author": statement.author or "the author", "editor": "an editor", "quoted": "somebody quoted"}.get(voice, voice)


def _span(statements: Iterable[Statement]) -> str:
    days = sorted(day // 10000 for s in statements if (day := s.last or s.first))
    return "–".join(map(str, dict.fromkeys((days[0], days[-1])))) if days else ""


def _years(stances: Iterable[Statement]) -> Iterator[Year]:
    counts = {p: Counter[int]() for p in ("for", "against")}
    for s in stances:
        if day := s.last or s.first:
            counts[str(s.fields.get("polarity"))][day // 10000] += 1
    met = counts["for"] + counts["against"]
    most = max((*counts["for"].values(), *counts["against"].values()), default=1)
    for at, (year, _) in enumerate(every_year(sorted(met.items()))):
        fors, againsts = counts["for"][int(year)], counts["against"][int(year)]
        yield Year(year, at, fors, againsts, *(max(2, round(30 * n / most)) if n else 0 for n in (fors, againsts)))
