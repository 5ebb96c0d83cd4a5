"""How likely an entry is right: the share of entries of its rule that were right on labelled documents, shrunk towards its kind's.

The table is made by eval/ledger.py from hand-labelled documents and is data: a rule it does not know has the share of its kind.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from .model import KINDS

#: As if so many entries of the kind's own share had been seen with each rule: a rule seen once says little.
WEIGHT = 4.0
FEW = 0.2


@cache
def _table() -> Mapping[str, tuple[int, int]]:
    path = files("sourcebook.ledger") / "data" / "scores.json"
    rows = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return MappingProxyType({rule: (int(right), int(seen)) for rule, (right, seen) in rows.items()})


def score(rule: str, kind: str) -> float:
    """Return the score of an entry by the rule that proposed it."""
    assert kind in KINDS
    right, seen = _table().get(rule, (0, 0))
    return (right + WEIGHT * prior(kind)) / (seen + WEIGHT)


@cache
def prior(kind: str) -> float:
    """Return the share of all entries of a kind that are right."""
    of_kind = [counts for rule, counts in _table().items() if rule.startswith((kind, "judgement" if kind == "stance" else kind))]
    right, seen = sum(r for r, _ in of_kind), sum(s for _, s in of_kind)
    return right / seen if seen else FEW
