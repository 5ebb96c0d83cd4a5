"""How far two editors agree: Krippendorff's alpha for nominal values, over entries both decided or over sentences both labelled."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from .decided import Decision
from .model import KEYS, KINDS
from .names import folded

ABSENT = "-"
Values = Mapping[Hashable, str]  # what one editor says of each unit


class Agreement(NamedTuple):
    """How far editors agree: over how many units, in how many they say the same, and Krippendorff's alpha.

    Alpha is 1 where they always agree, 0 where they agree as often as chance would have it; None where there is nothing to vary.
    """

    over: str
    units: int
    same: int
    alpha: float | None


def alpha(editors: Sequence[Values]) -> float | None:
    """Return Krippendorff's alpha, nominal, of what editors say; a unit that one is silent about is left out for that one.

    By the coincidences of values within units: 1 - observed / expected disagreement (K. Krippendorff, "Computing Krippendorff's
    Alpha-Reliability", 2011, section C). The package of that name is under the GPL, which an Apache-licensed program cannot carry.
    """
    units = {unit for values in editors for unit in values}
    said = [[values[unit] for values in editors if unit in values] for unit in units]
    pairable = [Counter(these) for these in said if len(these) > 1]
    totals: Counter[str] = sum(pairable, Counter())
    number = totals.total()
    expected = number * number - sum(count * count for count in totals.values())
    if not expected:
        return None
    observed = sum(_disagreeing(these) for these in pairable)
    return 1 - (number - 1) * observed / expected


def _disagreeing(said: Counter[str]) -> float:
    """Return the coincidences of unequal values in a unit."""
    number = said.total()
    return (number * number - sum(count * count for count in said.values())) / (number - 1)


def agreement(over: str, editors: Sequence[Values]) -> Agreement:
    """Return how far editors agree over units of some sort."""
    both = [unit for unit in editors[0] if all(unit in values for values in editors)]
    same = sum(len({values[unit] for values in editors}) == 1 for unit in both)
    return Agreement(over, len(both), same, alpha(editors))


def of_decisions(decisions: Iterable[Decision]) -> list[tuple[tuple[str, str], Agreement]]:
    """Return how far each two editors agree about the entries both decided; an editor's last word about an entry counts."""
    said: dict[str, dict[Hashable, str]] = defaultdict(dict)
    for d in decisions:
        if d.by and d.decision != "add":
            said[d.by][d.id] = d.decision
    names = sorted(said)
    pairs = [(a, b) for n, a in enumerate(names) for b in names[n + 1 :] if said[a].keys() & said[b].keys()]
    return [((a, b), agreement("entries both decided", _shared(said[a], said[b]))) for a, b in pairs]


def _shared(one: Values, other: Values) -> list[Values]:
    return [{unit: values[unit] for unit in one if unit in other} for values in (one, other)]


Sentences = Mapping[str, Sequence[str]]  # the sentences of each document, folded
Rows = Sequence[Mapping[str, Any]]  # labels as the manual has them
END = re.compile(r"(?<=[.!?…])[\"”’»)\]]*\s+(?=[\"“‘«(\[]*[A-Z0-9])")
EDGE = 5  # words at either end of a quote by which it is found in a sentence that has only part of it


def sentences(words: str) -> list[str]:
    """Return the sentences of a text, folded."""
    return [said for sentence in END.split(words) if (said := folded(sentence))]


def quoted(one: Rows, other: Rows) -> Sentences:
    """Return what takes the place of sentences where the documents are not at hand: the passages that either has labelled."""
    found: dict[str, list[str]] = defaultdict(list)
    for quote, doc in sorted({(folded(str(r.get("quote"))), str(r.get("doc"))) for r in (*one, *other)}, key=lambda p: len(p[0])):
        if not any(quote in known or known in quote for known in found[doc]):
            found[doc].append(quote)
    return found


def of_labels(one: Rows, other: Rows, units: Sentences) -> list[Agreement]:
    """Return how far two sets of labels, made apart, agree: for each kind over sentences, whether it is there and what it says."""
    found = []
    for kind in KINDS:
        these = [[row for row in rows if row.get("kind") == kind] for rows in (one, other)]
        if any(these):
            found.append(agreement(f"{kind}: whether a sentence has one", [_by_unit(rows, units, _there) for rows in these]))
            found.append(agreement(f"{kind}: who of whom", [_by_unit(rows, units, _said) for rows in these]))
    return found


def _by_unit(rows: Rows, units: Sentences, value: Callable[[Mapping[str, Any]], str]) -> Values:
    """Return what labels say of each sentence: what its entries say, in order, or that there is none."""
    values: dict[Hashable, list[str]] = {(doc, n): [] for doc, these in units.items() for n in range(len(these))}
    for row in rows:
        doc, quote = str(row.get("doc")), folded(str(row.get("quote")))
        for n, sentence in enumerate(units.get(doc, ())):
            if _meet(quote, sentence):
                values[doc, n].append(value(row))
    return {unit: "|".join(sorted(set(said))) or ABSENT for unit, said in values.items()}


def _meet(quote: str, sentence: str) -> bool:
    """Tell whether a quote lies in a sentence, the sentence in it, or one begins in the other."""
    words = quote.split()
    ends = (" ".join(words[:EDGE]), " ".join(words[-EDGE:])) if len(words) > EDGE else ()
    return bool(quote) and (quote in sentence or sentence in quote or any(end in sentence for end in ends))


def _there(_: Mapping[str, Any]) -> str:
    return "there"


def _said(row: Mapping[str, Any]) -> str:
    return " / ".join(folded(str(row.get(key) or "")) for key in KEYS[row["kind"]])
