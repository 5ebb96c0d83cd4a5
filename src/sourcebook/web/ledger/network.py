"""Who is for and against whom, drawn: the actors with most ties, laid out on the server, in plain SVG."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot
from typing import ClassVar, NamedTuple

import networkx

from ...errors import UsageError
from ...publish.network import Tie, standing_at, ties
from ...statements import day_span
from ..pages import Pager, leaf
from .addresses import ledger_url
from .holding import Told

#: Actors that are drawn: more cannot be told apart on a page.
DRAWN = 36
ROWS = 60
WIDTH, HEIGHT, MARGIN = 1000, 720, 60
LETTERS = 26  # of a name beside its point


class Node(NamedTuple):
    """An actor in the drawing."""

    name: str
    label: str
    x: float
    y: float
    size: float
    ties: int
    end: bool  # its name stands to the left


class Edge(NamedTuple):
    """A tie in the drawing, from the rim of one point to the rim of another, bent so that there and back do not lie on another."""

    path: str
    polarity: str
    title: str
    width: float


@dataclass(frozen=True, slots=True)
class NetworkPage:
    """The page of the network."""

    template: ClassVar[str] = "ledger/network.html"
    at: str
    every: bool
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    actors: int
    ties: int
    rows: tuple[Tie, ...]
    pager: Pager
    fault: str = ""

    def leaf(self, number: int) -> str:
        """Return the address of another page of the table."""
        return self.address(leaf=number)

    def address(self, form: str = "", **more: object) -> str:
        """Return the page's address with something changed, or that of a file in some format."""
        given = {"at": self.at, "all": "1" if self.every else ""}
        return ledger_url(f"network.{form}" if form else "network", **(given | more))


def found_ties(told: Told, at: str) -> list[Tie]:
    """Return the ties of a day, or all; raises UsageError for a date that is none."""
    if not at:
        return ties(told.statements)
    return ties(standing_at(told.statements, day_span(at)[1] or 99991231))


def network_page(told: Told, at: str, every: bool, number: int) -> NetworkPage:
    """Return the page of the network on a day, or of all days; a date that is none is said on it."""
    try:
        found, fault = found_ties(told, at), ""
    except UsageError as wrong:
        found, fault = [], f"{wrong.message} {wrong.hint}"
    nodes, edges = drawing(found)
    actors = {name for tie in found for name in (tie.source, tie.target)}
    order = sorted(found, key=lambda tie: (-tie.times, tie.source, tie.target))
    rows, pager = leaf(order, number, ROWS)
    return NetworkPage(at, every, nodes, edges, len(actors), len(found), tuple(rows), pager, fault)


def drawing(found: Sequence[Tie]) -> tuple[tuple[Node, ...], tuple[Edge, ...]]:
    """Return points and lines for the actors with most ties among them; the same ties are always drawn alike."""
    kept = _kept(found)
    network = networkx.Graph()
    for tie in kept:
        if tie.source != tie.target:
            network.add_edge(tie.source, tie.target)
    if not network:
        return (), ()
    places = networkx.forceatlas2_layout(network, seed=7, max_iter=300, scaling_ratio=2.0, strong_gravity=False, gravity=2.5)
    nodes = _nodes(places, Counter(name for tie in kept for name in (tie.source, tie.target)))
    at = {node.name: node for node in nodes}
    most = max(tie.times for tie in kept)
    return nodes, tuple(_edge(tie, at[tie.source], at[tie.target], most) for tie in kept if tie.source != tie.target)


def _kept(found: Sequence[Tie]) -> list[Tie]:
    degree = Counter(name for tie in found for name in {tie.source, tie.target} for _ in range(tie.times))
    drawn = {name for name, _ in degree.most_common(DRAWN)}
    return [tie for tie in found if {tie.source, tie.target} <= drawn]


def _nodes(places: dict[str, Sequence[float]], degree: Counter[str]) -> tuple[Node, ...]:
    """Return the points, spread over the drawing: each direction is filled by rank and place in equal parts, so that none crowd."""
    xs, ys = (_spread([float(p[axis]) for p in places.values()]) for axis in (0, 1))
    return tuple(
        Node(name, _label(name), round(MARGIN + x * (WIDTH - 2 * MARGIN), 1), round(MARGIN + y * (HEIGHT - 2 * MARGIN), 1),
             round(4 + 1.6 * degree[name] ** 0.5, 1), degree[name], x > 0.8)
        for name, x, y in zip(places, xs, ys, strict=True)
    )  # fmt: skip


def _spread(values: Sequence[float]) -> list[float]:
    low, high = min(values), max(values)
    rank = {n: place for place, n in enumerate(sorted(range(len(values)), key=lambda n: values[n]))}
    last = max(len(values) - 1, 1)
    return [((v - low) / ((high - low) or 1) + rank[n] / last) / 2 for n, v in enumerate(values)]


def _label(name: str) -> str:
    return name if len(name) <= LETTERS else f"{name[: LETTERS - 1].rstrip()}…"


def _edge(tie: Tie, one: Node, other: Node, most: int) -> Edge:
    dx, dy = other.x - one.x, other.y - one.y
    length = hypot(dx, dy) or 1.0
    ux, uy = dx / length, dy / length
    start = one.x + ux * one.size, one.y + uy * one.size
    end = other.x - ux * (other.size + 5), other.y - uy * (other.size + 5)
    bend = (start[0] + end[0]) / 2 - uy * length * 0.08, (start[1] + end[1]) / 2 + ux * length * 0.08
    path = f"M{start[0]:.1f} {start[1]:.1f}Q{bend[0]:.1f} {bend[1]:.1f} {end[0]:.1f} {end[1]:.1f}"
    when = f", {'–'.join(dict.fromkeys((tie.when_from[:4], tie.when_to[:4])))}" if tie.when_from else ""
    times = f", {tie.times} times" if tie.times > 1 else ""
    return Edge(path, tie.polarity, f"{tie.source} {tie.polarity} {tie.target}{when}{times}", round(1 + 2.5 * tie.times / most, 1))
