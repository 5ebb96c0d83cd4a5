"""What a text shares with others, as its page shows it: its witnesses, what it quotes, who quotes it, marks beside the lines."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from markupsafe import escape

from ..archive import Archive, TextRecord
from ..echoes import Echo, echoes
from ..kinship import Kinship, Work, kinships, republications, works
from ..model import Step
from .addresses import text_url
from .inline import Range

#: Other texts named beside the lines; the rest is in the list below the text.
BESIDE = 3


class Witness(NamedTuple):
    """Another text of the same work: how this one is related to it, and on what grounds."""

    text: TextRecord
    relation: str
    evidence: str
    decision: str


class Other(NamedTuple):
    """A text that shares passages with this one, with the places: the key here, the key there, how much agrees."""

    text: TextRecord
    places: tuple[Echo, ...]


class Shared(NamedTuple):
    """Everything a text shares with others."""

    witnesses: tuple[Witness, ...]
    quotes: tuple[Other, ...]
    quoted: tuple[Other, ...]
    alike: tuple[Other, ...]  # neither dates nor typography say which had it first
    echoes: tuple[Echo, ...]  # but those of witnesses

    def __bool__(self) -> bool:
        """Does it share anything?"""
        return bool(self.witnesses or self.echoes)


def shared(archive: Archive, text: TextRecord) -> Shared:
    """Return what a text shares with others; witnesses of its own work are not also listed as quoting it."""
    related = [(one, *one.seen_from(text)) for one in kinships(archive, text)]
    kin = {other.id for one, other, _ in related if one.decision != "rejected"}
    own = tuple(echo for echo in echoes(archive, text) if echo.other.id not in kin)
    return Shared(
        tuple(Witness(other, words, one.evidence, one.decision) for one, other, words in related if one.decision != "rejected"),
        _others(e for e in own if e.quotes), _others(e for e in own if e.quoted),
        _others(e for e in own if not (e.quotes or e.quoted)), own,
    )  # fmt: skip


def _others(these: Iterable[Echo]) -> tuple[Other, ...]:
    texts: dict[int, list[Echo]] = defaultdict(list)
    for echo in these:
        texts[echo.other.id].append(echo)
    found = [Other(places[0].other, tuple(places)) for places in texts.values()]
    return tuple(sorted(found, key=lambda other: (other.text.date_from or 99999999, other.text.name)))


def beside(these: Sequence[Echo]) -> Iterator[Range]:
    """Yield a mark where a passage begins that stands elsewhere too, and a note beside the line on wide screens."""
    for start, group in groupby(these, key=lambda e: e.start):
        places = list(group)
        said = "; ".join(_said(echo) for echo in places[:BESIDE])
        more = f"; {len(places) - BESIDE} more" if len(places) > BESIDE else ""
        first = places[0]
        mark = f'<a class="echo" href="{escape(text_url(first.other.name, first.other_key))}" title="{escape(said + more)}">≈</a>'
        note = f'<span class="sidenote echo" aria-hidden="true">{escape(said + more)}</span>'
        yield Range(start, start, mark, "", note)


def _said(echo: Echo) -> str:
    verb = "Quotes" if echo.quotes else "Quoted in" if echo.quoted else "Also in"
    year = f" ({echo.other.year})" if echo.other.year else ""
    return f"{verb} {echo.other.title or echo.other.name}{year}"


class WorkShown(NamedTuple):
    """A work with the steps by which its witnesses' pages say that it came to them."""

    work: Work
    steps: tuple[tuple[TextRecord, Step], ...]


class Flow(NamedTuple):
    """How many texts stand in two folders; where these are one, how many stand in it more than once."""

    one: str
    other: str
    texts: int
    percent: float


def all_works(archive: Archive, number: int, size: int) -> tuple[int, list[WorkShown]]:
    """Return how many works have several witnesses, and those on one page of the list."""
    found = works(archive)
    shown = found[(number - 1) * size : number * size]
    return len(found), [WorkShown(work, tuple(republications(archive, work))) for work in shown]


def flows(related: Iterable[Kinship], depth: int = 2) -> list[Flow]:
    """Return between which folders texts were copied, the most first: the map of copies."""
    sides: dict[tuple[str, str], dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for one in related:
        if one.decision != "rejected":
            houses = sorted((_house(text.path, depth), text.id) for text in (one.a, one.b))
            for house, number in houses:
                sides[houses[0][0], houses[1][0]][house].add(number)
    counts = Counter({pair: min(map(len, texts.values())) for pair, texts in sides.items()})
    most = max(counts.values(), default=1)
    return [Flow(one, other, count, 100 * count / most) for (one, other), count in counts.most_common()]


def _house(path: str, depth: int) -> str:
    return "/".join(path.split("/")[:-1][:depth]) or "."
