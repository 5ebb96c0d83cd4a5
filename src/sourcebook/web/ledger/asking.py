"""The list of entries: what is asked of it, and a page of what meets it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import ClassVar, NamedTuple

from ...errors import UsageError
from ...ledger.model import KINDS
from ...ledger.names import alike, folded
from ...ledger.statement import Statement
from ...statements import day_span
from ..pages import Pager, leaf
from .addresses import ledger_url
from .holding import Held, Told
from .saying import TELLINGS, Said, said

#: Entries on a page, and names offered in a field of the form.
LISTED = 40
OFFERED = 150
#: What the address of the list may carry, in the order of its form.
FILTERS = ("kind", "told", "holder", "target", "voice", "from", "to", "words", "all", "order")
ORDERS = ("time", "place")
PLURALS: Mapping[str, str] = MappingProxyType({
    "quotation": "Quotations", "report": "Reports", "stance": "Stances", "pledge": "Pledges", "forecast": "Forecasts",
    "reversal": "Turns",
})  # fmt: skip


class Choice(NamedTuple):
    """A way to narrow the list: its name, how many entries it leaves, where it leads, whether it is taken."""

    name: str
    number: int
    href: str
    taken: bool


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """A page of the list of entries."""

    template: ClassVar[str] = "ledger/list.html"
    filters: Mapping[str, str]
    entries: tuple[Said, ...]
    total: int
    hidden: int  # meet what is asked too, but are doubtful or rejected
    kinds: tuple[Choice, ...]
    tellings: tuple[Choice, ...]
    pager: Pager
    holders: tuple[str, ...]
    targets: tuple[str, ...]
    voices: tuple[str, ...]
    fault: str = ""

    def leaf(self, number: int) -> str:
        """Return the address of another page of the list."""
        return ledger_url(**self.filters, leaf=number)

    def without(self, *names: str, **more: str) -> str:
        """Return the address of the list with some filters left out or changed."""
        return ledger_url(**({key: value for key, value in self.filters.items() if key not in names} | more))


def ledger_page(held: Held, filters: Mapping[str, str], number: int) -> LedgerPage:
    """Return a page of the entries that meet the filters; a date that is none is said on it."""
    told = held.told("all" in filters)
    try:
        met, fault = _met(told, filters), ""
    except UsageError as wrong:
        met, fault = [], f"{wrong.message} {wrong.hint}"
    found = [s for s in met if _fits(told, s, filters)]
    shown, pager = leaf(found, number, LISTED)
    every = 0 if "all" in filters or fault else sum(_fits(held.every, s, filters) for s in _met(held.every, filters)) - len(found)
    return LedgerPage(
        filters, tuple(said(s, held.decisions) for s in shown), len(found), every,
        tuple(_choices("kind", KINDS, PLURALS, (s.kind for s in met if _fits(told, s, filters, "kind")), filters)),
        tuple(_choices("told", TELLINGS, TELLINGS, (told.tellings[s.id] for s in met if _fits(told, s, filters, "told")), filters)),
        pager, *_offered(told), fault,
    )  # fmt: skip


def _met(told: Told, filters: Mapping[str, str]) -> list[Statement]:
    """Return the entries that meet all filters but those that are chosen by a click."""
    found: Iterable[Statement] = told.statements if filters.get("order") == "place" else told.by_time
    for key, value in (("holder", "holder"), ("target", "target")):
        if name := filters.get(key):
            names = _names(told, name)
            found = [s for s in found if getattr(s, value) in names or (key == "target" and names & {*_about(s)})]
    if voice := filters.get("voice"):
        found = [s for s in found if alike(voice, s.entry.voice)]
    if (first := filters.get("from")) or filters.get("to"):
        days = day_span(first)[0] if first else None, day_span(filters["to"])[1] if filters.get("to") else None
        found = [s for s in found if s.meets(*days)]
    if words := folded(filters.get("words", "")).split():
        found = [s for s in found if all(word in told.words[s.id] for word in words)]
    return list(found)


def _names(told: Told, name: str) -> set[str]:
    """Return the names that are meant by one as typed: those alike, and those that go under the same."""
    under = told.names.get(name)
    return {known for known, one in told.names.items() if alike(name, known) or (under and one == under)}


def _about(statement: Statement) -> Iterator[str]:
    named = statement.fields.get("about")
    yield from map(str, named) if isinstance(named, list) else ()


def _fits(told: Told, statement: Statement, filters: Mapping[str, str], but: str = "") -> bool:
    """Tell whether an entry is of the kind, and told in the way, that was chosen; one of the two may be left out."""
    kind, way = filters.get("kind"), filters.get("told")
    of_kind = but == "kind" or kind in (None, statement.kind)
    return of_kind and (but == "told" or way in (None, told.tellings[statement.id]))


def _choices(
    key: str, values: Iterable[str], names: Mapping[str, str], met: Iterable[str], filters: Mapping[str, str]
) -> Iterator[Choice]:
    counts = Counter(met)
    rest = {name: value for name, value in filters.items() if name != key}
    for value in values:
        taken = filters.get(key) == value
        if counts[value] or taken:
            yield Choice(names[value], counts[value], ledger_url(**rest) if taken else ledger_url(**rest, **{key: value}), taken)


def _offered(told: Told) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return the holders, targets and voices met most often: what the form offers."""
    holders = sorted((a for a in told.actors if a.holds), key=lambda a: -a.holds)
    targets = sorted((a for a in told.actors if a.is_target), key=lambda a: -a.is_target)
    voices = Counter(s.entry.voice for s in told.statements)
    who, whom = (tuple(a.name for a in some[:OFFERED]) for some in (holders, targets))
    return who, whom, tuple(voice for voice, _ in voices.most_common(OFFERED))


def asked(given: Mapping[str, str]) -> dict[str, str]:
    """Return the filters that an address carries, what is empty or unknown left out."""
    allowed = {"kind": KINDS, "told": TELLINGS, "order": ORDERS, "all": ("1",)}
    found = {key: value for key in FILTERS if (value := given.get(key, "").strip())}
    return {key: value for key, value in found.items() if key not in allowed or value in allowed[key]}


def some(statements: Sequence[Statement], held: Held, most: int) -> tuple[Said, ...]:
    """Return the first of some entries as shown."""
    return tuple(said(s, held.decisions) for s in statements[:most])
