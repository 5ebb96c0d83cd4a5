"""Of what a text shows of a speaker's own stance one entry a target: its plainest words, where they are plain enough."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from .model import Entry

#: How plain one place has to be, or how plain several together.
CLEAR, TOGETHER = 0.5, 1.2
#: How much plainer one side has to be told than the other.
OUTWEIGHS = 1.25

Told = tuple[float, Entry]


def of_oneself(entry: Entry) -> bool:
    """Tell an entry of a speaker's own stance."""
    return entry.kind == "stance" and (entry.rule.startswith("judgement") or entry.rule.endswith(", of oneself"))


def _weighed(plain: float, entry: Entry) -> float:
    """Return how plain an entry is: what is done "against" or by a subject afar is hardly ever done by oneself."""
    loose = entry.rule.startswith("stance") and any(word in entry.rule for word in ("afar", "whatever", "preposition"))
    if loose:
        return plain / 3
    return plain / 2 if entry.rule.startswith("stance") else plain


def plainest(told: Iterable[Told]) -> Iterator[Entry]:
    """Yield of each speaker's stances towards each target the one told most plainly; none where both sides are told alike."""
    by_target: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for plain, entry in told:
        by_target[str(entry.fields["holder"]), str(entry.fields["target"]).casefold()].append((_weighed(plain, entry), entry))
    for ways in by_target.values():
        chosen = _side(ways)
        best = max(chosen, key=lambda way: way[0], default=None)
        if best is not None and (best[0] >= CLEAR or _sum(chosen) >= TOGETHER):
            yield best[1]


def _side(ways: Sequence[Told]) -> Sequence[Told]:
    """Return the entries of the side that outweighs the other."""
    sides = [[way for way in ways if way[1].fields["polarity"] == polarity] for polarity in ("against", "for")]
    less, more = sorted(sides, key=_sum)
    return more if _sum(more) > _sum(less) * OUTWEIGHS else ()


def _sum(ways: Iterable[Told]) -> float:
    return sum(plain for plain, _ in ways)
