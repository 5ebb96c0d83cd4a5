"""How likely an entry is right: the share of entries of its rule that were right on labelled documents, drawn towards its kind's.

The table is made by eval/ledger.py from hand-labelled documents and is data: a rule it does not know has the share of its kind.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

#: Entries of the kind's own share that are counted in with each rule's: one seen once says little.
WEIGHT = 6.0
#: The share where nothing at all was seen.
UNSEEN = 0.2

Counts = Mapping[str, tuple[int, int]]


def score(rule: str, kind: str) -> float:
    """Return the score of an entry by the rule that proposed it."""
    return expected(rule, kind, _table())


def expected(rule: str, kind: str, table: Counts) -> float:
    """Return the share of a rule's entries that can be expected to be right, from how many were right and seen of each rule."""
    right, seen = table.get(rule, (0, 0))
    return (right + WEIGHT * _share(kind, table)) / (seen + WEIGHT)


@cache
def _table() -> Counts:
    path = files("sourcebook.ledger") / "data" / "scores.json"
    rows = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return MappingProxyType({rule: (int(right), int(seen)) for rule, (right, seen) in rows.items()})


def _share(kind: str, table: Counts) -> float:
    """Return the share of a kind's entries that were right."""
    leads = (f"{kind}:", "judgement:") if kind == "stance" else (f"{kind}:",)
    counts = [row for rule, row in table.items() if rule.startswith(leads)]
    seen = sum(n for _, n in counts)
    return sum(n for n, _ in counts) / seen if seen else UNSEEN
