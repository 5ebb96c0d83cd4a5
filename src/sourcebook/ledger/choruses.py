"""Choruses: one accusation, or one profession, from many mouths: of one target, in nearly the same words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from rapidfuzz import fuzz

from .names import folded, joined
from .statement import Statement

ALIKE = 80.0  # how near the words must be, of 100, the names of those concerned left out
LEAST = 2  # words of some length that they must share then
LENGTH = 4
OFTEN = 100  # statements of a target with one word: it tells none from another
WORD = re.compile(r"\w+")
NEAR, REUSED = "nearly the same words", "the same words in both texts"


class Chorus(NamedTuple):
    """Statements of several holders that say the same: of whom, for or against, who they are, and what makes it one."""

    target: str
    polarity: str
    holders: tuple[str, ...]
    statements: tuple[Statement, ...]
    evidence: str

    def row(self) -> dict[str, Any]:
        """Return the chorus as one JSON object."""
        said = [{"holder": s.holder, "when": s.entry.when, "quote": s.entry.quote, "voice": s.entry.voice, "id": s.id,
                 "address": s.address} for s in self.statements]  # fmt: skip
        values = {"target": self.target, "polarity": self.polarity, "holders": list(self.holders)}
        return values | {"statements": said, "evidence": self.evidence}


def choruses(statements: Iterable[Statement], reused: Iterable[tuple[str, str]] = ()) -> list[Chorus]:
    """Return the choruses among some statements, those of most holders first.

    `reused` are pairs of statements, by their ids, that lie in passages two texts share.
    """
    these = [s for s in statements if s.kind in ("stance", "report", "quotation") and s.holder]
    names = joined(name for s in these for name in (s.holder, *_targets(s)))
    by_id = {s.id: s for s in these}
    pairs = {(a, b) for a, b in reused if a in by_id and b in by_id}
    groups: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for s in these:
        for target in _targets(s) or ("",):
            groups[names.get(target, ""), str(s.fields.get("polarity") or "")].append(s)
    found = [chorus for key, its in groups.items() for chorus in _of_group(key, its, names, pairs)]
    return sorted(found, key=lambda c: (-len(c.holders), c.target, c.polarity))


def _targets(statement: Statement) -> tuple[str, ...]:
    """Return whom a statement is about."""
    about = statement.fields.get("about")
    return tuple(str(name) for name in about) if isinstance(about, list) else tuple(filter(None, (statement.target,)))


def _of_group(
    key: tuple[str, str], statements: Sequence[Statement], names: dict[str, str], reused: Iterable[tuple[str, str]]
) -> Iterator[Chorus]:
    """Yield the choruses among statements of one target and polarity."""
    at = {s.id: n for n, s in enumerate(statements)}
    evidence = {(at[a], at[b]): REUSED for a, b in reused if a in at and b in at}
    for a, b in _alike([_bare(s) for s in statements]):
        if not _one_passage(statements[a], statements[b]):
            evidence.setdefault((a, b), NEAR)
    for members in _connected(len(statements), evidence):
        mouths = tuple(dict.fromkeys(names[statements[n].holder] for n in members))
        if len(mouths) > 1:
            its = sorted((statements[n] for n in members), key=lambda s: (s.first or s.last or 99999999, s.name, s.entry.start))
            why = sorted({evidence[pair] for pair in evidence if pair[0] in members})
            yield Chorus(*key, mouths, tuple(its), "; ".join(why))


def _one_passage(one: Statement, other: Statement) -> bool:
    """Tell whether two statements are carried by the same words: one mouth naming several."""
    return one.name == other.name and one.entry.start < other.entry.end and other.entry.start < one.entry.end


def _alike(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of statements whose words are near the same; only those are compared that share words few others have."""
    having: dict[str, list[int]] = defaultdict(list)
    for n, said in enumerate(words):
        for word in set(said.split()):
            having[word].append(n)
    shared = Counter(pair for these in having.values() if len(these) <= OFTEN for pair in combinations(these, 2))
    sizes = [len(set(said.split())) for said in words]
    for (a, b), count in sorted(pair for pair in shared.items() if pair[1] >= LEAST):
        if 2 * count >= min(sizes[a], sizes[b]) and fuzz.token_sort_ratio(words[a], words[b], score_cutoff=ALIKE):
            yield a, b


def _bare(statement: Statement) -> str:
    """Return the words that say it, without the names of those concerned and the little words."""
    said = str(statement.fields.get("words") or statement.entry.quote)
    named = {word for name in (statement.holder, *_targets(statement)) for word in folded(name).split()}
    return " ".join(word for word in WORD.findall(folded(said)) if len(word) >= LENGTH and word.isalpha() and word not in named)


def _connected(count: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Return the groups that pairs make of numbers, those of one left out."""
    group = list(range(count))

    def top(n: int) -> int:
        while group[n] != n:
            n = group[n] = group[group[n]]
        return n

    for a, b in pairs:
        group[top(b)] = top(a)
    members: dict[int, list[int]] = defaultdict(list)
    for n in range(count):
        members[top(n)].append(n)
    return [its for its in members.values() if len(its) > 1]
