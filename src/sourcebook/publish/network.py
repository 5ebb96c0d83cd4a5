"""Stances → a signed, dated network of actors: GEXF, GraphML, CSV, JSON."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

import networkx

from ..ledger.names import joined
from ..ledger.statement import Statement, iso

SIGNS: Mapping[str, int] = MappingProxyType({"for": 1, "against": -1})


class Tie(NamedTuple):
    """What one actor is to another: for or against, how, in how many statements, from when to when, as told by whom."""

    source: str
    target: str
    polarity: str
    mode: str
    times: int
    when_from: str  # ISO 8601, empty where nothing says
    when_to: str
    voices: tuple[str, ...]
    statements: tuple[str, ...]

    @property
    def sign(self) -> int:
        """1 for, -1 against."""
        return SIGNS[self.polarity]


def ties(statements: Iterable[Statement]) -> list[Tie]:
    """Return the ties that stances make, one for each holder, target, polarity and mode."""
    stances = [s for s in statements if s.kind == "stance" and s.holder and s.target]
    names = joined(name for s in stances for name in (s.holder, s.target))
    groups: dict[tuple[str, ...], list[Statement]] = defaultdict(list)
    for s in stances:
        groups[names[s.holder], names[s.target], s.fields["polarity"], str(s.fields.get("mode") or "")].append(s)
    return [_tie(key, its) for key, its in sorted(groups.items())]


def _tie(key: tuple[str, ...], statements: Sequence[Statement]) -> Tie:
    first = min((day for s in statements if (day := s.first or s.last)), default=None)
    last = max((day for s in statements if (day := s.last or s.first)), default=None)
    voices = tuple(sorted({s.entry.voice for s in statements}))
    source, target, polarity, mode = key
    return Tie(source, target, polarity, mode, len(statements), iso(first), iso(last), voices, tuple(s.id for s in statements))


def standing_at(statements: Iterable[Statement], last: int) -> list[Statement]:
    """Return the stances that stood on a day: of each holder towards each target the latest that is dated and not of later."""
    stances = [s for s in statements if s.kind == "stance" and s.dated and (s.first or s.last or 0) <= last]
    names = joined(name for s in stances for name in (s.holder, s.target))
    latest: dict[tuple[str, str], int] = defaultdict(int)
    for s in stances:
        pair = names[s.holder], names[s.target]
        latest[pair] = max(latest[pair], s.last or s.first or 0)
    return [s for s in stances if (s.last or s.first) == latest[names[s.holder], names[s.target]]]


def graph(found: Iterable[Tie], kinds: Mapping[str, str]) -> networkx.MultiDiGraph:
    """Return the network as a graph; `kinds` says what each actor is where that is known."""
    network: networkx.MultiDiGraph = networkx.MultiDiGraph()
    for n, tie in enumerate(found, 1):
        for name in (tie.source, tie.target):
            network.add_node(name, label=name, kind=kinds.get(name, ""))
        network.add_edge(tie.source, tie.target, key=f"e{n}", **_attributes(tie))  # a key becomes the edge's id in the file
    return network


def _attributes(tie: Tie) -> dict[str, Any]:
    """Return what is said of an edge; `start` and `end` are what Gephi's time line reads."""
    told = {"polarity": tie.polarity, "sign": tie.sign, "mode": tie.mode, "times": tie.times, "weight": float(tie.times)}
    lists = {"voices": "; ".join(tie.voices), "statements": "; ".join(tie.statements)}
    when = {"start": tie.when_from, "end": tie.when_to} if tie.when_from else {}
    return told | lists | when


def _gexf(found: Sequence[Tie], kinds: Mapping[str, str]) -> str:
    network = graph(found, kinds)
    network.graph["mode"] = "dynamic"
    return "\n".join(networkx.generate_gexf(network, version="1.2draft")) + "\n"


def _graphml(found: Sequence[Tie], kinds: Mapping[str, str]) -> str:
    return "\n".join(networkx.generate_graphml(graph(found, kinds), named_key_ids=True)) + "\n"


def _csv(found: Sequence[Tie], kinds: Mapping[str, str]) -> str:
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(["source", "source_kind", "target", "target_kind", "polarity", "sign", *Tie._fields[3:]])
    for tie in found:
        ends = (tie.source, kinds.get(tie.source, ""), tie.target, kinds.get(tie.target, ""))
        dates = (tie.mode, tie.times, tie.when_from, tie.when_to, "; ".join(tie.voices), "; ".join(tie.statements))
        table.writerow([*ends, tie.polarity, tie.sign, *dates])
    return out.getvalue()


def _json(found: Sequence[Tie], kinds: Mapping[str, str]) -> str:
    """Return the network as nodes and links, the form that most programs for the browser read."""
    network = graph(found, kinds)
    nodes = [{"id": name, "kind": data["kind"]} for name, data in network.nodes(data=True)]
    links = [
        {**tie._asdict(), "sign": tie.sign, "when_from": tie.when_from or None, "when_to": tie.when_to or None} for tie in found
    ]
    return json.dumps({"directed": True, "multigraph": True, "nodes": nodes, "links": links}, ensure_ascii=False, indent=1) + "\n"


FORMATS: Mapping[str, Callable[[Sequence[Tie], Mapping[str, str]], str]] = MappingProxyType({
    "gexf": _gexf, "graphml": _graphml, "csv": _csv, "json": _json,
})  # fmt: skip
