"""How likely an entry is right: counted on labelled documents, by its rule and by how it is told.

Of each rule, and of each trait of an entry (whether who speaks is named in the words, or only described; whether somebody
else tells it), the table says how many entries were right and how many there were. Each share is drawn towards its kind's by
a few entries of that, and their log-odds are added as if none depended on another (naive Bayes). The table is made by
eval/ledger.py and is data.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from .model import AUTHOR, HOLDERS, KEYS

#: Entries of the kind's own share that are counted in with each rule's or trait's: one seen once says little.
WEIGHT = 8.0
#: Entries counted in with a kind's: right, and in all.
UNSEEN = (1, 5)
#: The least and the most likely.
LEAST, MOST = 0.01, 0.99
#: Words of a quote under which it says little, and over which it says too much.
SHORT, LONG = 8, 48
WORD = re.compile(r"\w+")

Counts = Mapping[str, tuple[int, int]]


def traits(
    kind: str, fields: Mapping[str, Any], quote: str, voice: str, author: str, known: Callable[[str], object]
) -> tuple[str, ...]:
    """Return how an entry is told: how each of its names is known, by whom it is told, whether its words are few or many."""
    keys = (key for key in KEYS[kind] if key in (*HOLDERS, "target"))
    names = (f"{kind}, {key} {_how(str(fields.get(key)), quote, author, known)}" for key in keys)
    return (*names, f"{kind}, told by {AUTHOR if voice == AUTHOR else 'another'}", f"{kind}, {_length(quote)}")


def _how(name: str, quote: str, author: str, known: Callable[[str], object]) -> str:
    """Return how a name is known: as the author's, by the authority file, from the text, as a description; and where."""
    if name in (author, AUTHOR):
        return "is the author"
    what = "described" if name[:1].islower() else "known" if known(name) else "named"
    last = WORD.findall(name.casefold())[-1:]
    return f"{what} {'here' if last and last[0] in WORD.findall(quote.casefold()) else 'elsewhere'}"


def _length(quote: str) -> str:
    count = len(quote.split())
    return "a few words" if count < SHORT else "many words" if count >= LONG else "a sentence"


def score(rule: str, kind: str, told: Sequence[str] = ()) -> float:
    """Return the score of an entry by the rule that proposed it and how it is told."""
    return expected(rule, kind, told, _table())


def expected(rule: str, kind: str, told: Sequence[str], table: Counts) -> float:
    """Return the share of such entries that can be expected to be right, from how many were right and seen of each."""
    share = _share(kind, table)
    odds = _odds(share) + sum(_odds(_drawn(key, share, table)) - _odds(share) for key in (rule, *told))
    return 1 / (1 + math.exp(-odds))


def _drawn(key: str, share: float, table: Counts) -> float:
    right, seen = table.get(key, (0, 0))
    return (right + WEIGHT * share) / (seen + WEIGHT)


def _odds(share: float) -> float:
    bounded = min(max(share, LEAST), MOST)
    return math.log(bounded / (1 - bounded))


@cache
def _table() -> Counts:
    path = files("sourcebook.ledger") / "data" / "scores.json"
    rows = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return MappingProxyType({key: (int(right), int(seen)) for key, (right, seen) in rows.items()})


def counted(judged: Sequence[tuple[str, str, Sequence[str], bool]]) -> dict[str, tuple[int, int]]:
    """Return how many entries were right and how many there were, of each kind, rule and trait, from these and the truth."""
    counts: dict[str, list[int]] = {}
    for rule, kind, told, right in judged:
        for key in (kind, rule, *told):
            count = counts.setdefault(key, [0, 0])
            count[0] += right
            count[1] += 1
    return {key: (right, seen) for key, (right, seen) in sorted(counts.items())}


def _share(kind: str, table: Counts) -> float:
    """Return the share of a kind's entries that were right."""
    right, seen = table.get(kind, (0, 0))
    return (right + UNSEEN[0]) / (seen + UNSEEN[1])
