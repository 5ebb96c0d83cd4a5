"""What stands elsewhere: words that one witness has in another place, which no alignment in order can see.

Looked for among the words left over on both sides: whole blocks by runs of words they share, wherever they are, a few words
only near by, and single ones only where they change places with their neighbours.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from .table import NONE, Cells

SEED = 3  # words of a run that begins a block
OFTEN = 8  # a run found more often than this begins nothing
CHANGED = 2  # words that may differ between the end of a block and further equal ones
STRAY = 6  # words that may differ within a block between two runs of equal ones
#: How many words must be equal for a block to count as moved, by how many columns away it is at most.
WEIGHT = ((60, 3), (600, 5), (None, 8))
BESIDE = 3  # columns over which a single word of any kind changes places …
NEAR = 12  # … and one of some length
LONG_WORD = 5


class Move(NamedTuple):
    """Words that a witness has in another place than the base: where in the base, where in the witness, pair by pair."""

    witness: int
    base_start: int
    base_end: int
    start: int
    end: int
    pairs: tuple[tuple[int, int], ...]


class _Run(NamedTuple):
    """Equal words among those left over: where in the base, where in the witness, how many."""

    a: int
    b: int
    length: int


def moves(cells: Cells) -> tuple[Move, ...]:
    """Return what each witness has in another place than the base."""
    return tuple(move for v in range(1, len(cells.rows)) for move in _moves_of(cells, v))


def _moves_of(cells: Cells, v: int) -> list[Move]:
    mine, theirs = _Left(cells, 0, v), _Left(cells, v, 0)
    if not mine.words or not theirs.words:
        return []
    found = []
    for chain in _chains(_blocks(mine, theirs)):
        weight, away = sum(run.length for run in chain), abs(mine.columns[chain[0].a] - theirs.columns[chain[0].b])
        if any(weight >= words and (limit is None or away <= limit) for limit, words in WEIGHT):
            found.append(_move(v, chain, mine, theirs))
    return sorted((*found, *_single(cells, v, mine, theirs, found)), key=lambda m: m.base_start)


class _Left:
    """The words of a row without a partner in another row, as a string of signs, parted where they do not follow one another."""

    def __init__(self, cells: Cells, row: int, other: int) -> None:
        signs, parting = cells.witnesses[row].signs, chr(row > other)
        self.words: list[int] = []
        self.columns: list[int] = []
        pieces: list[str] = []
        for column, (n, partner) in enumerate(zip(cells.rows[row], cells.rows[other], strict=True)):
            if n == NONE or partner != NONE:
                continue
            if self.words and n != self.words[-1] + 1:
                self._add(pieces, NONE, column, parting)
            self._add(pieces, n, column, signs[n])
        self.signs = "".join(pieces)

    def has(self, i: int) -> bool:
        """Tell whether there is a word at a place."""
        return 0 <= i < len(self.words) and self.words[i] != NONE

    def alone(self, i: int) -> bool:
        """Tell whether a word is the only one left over at its place."""
        return (not i or self.words[i - 1] == NONE) and (i + 1 == len(self.words) or self.words[i + 1] == NONE)

    def _add(self, pieces: list[str], word: int, column: int, sign: str) -> None:
        self.words.append(word)
        self.columns.append(column)
        pieces.append(sign)


def _blocks(mine: _Left, theirs: _Left) -> list[_Run]:
    """Return runs of equal words, the longest first where they compete, each word in one."""
    there: dict[str, list[int]] = defaultdict(list)
    for j in range(len(theirs.signs) - SEED + 1):
        there[theirs.signs[j : j + SEED]].append(j)
    taken_a, taken_b = bytearray(len(mine.signs)), bytearray(len(theirs.signs))
    kept = []
    for run in sorted(set(_runs(mine.signs, theirs.signs, there)), key=lambda r: (-r.length, r.a, r.b)):
        free = _free(run, taken_a, taken_b)
        if free.length >= SEED:
            taken_a[free.a : free.a + free.length] = taken_b[free.b : free.b + free.length] = b"\1" * free.length
            kept.append(free)
    return sorted(kept)


def _runs(a: str, b: str, there: dict[str, list[int]]) -> Iterator[_Run]:
    """Yield the longest run at each place where one begins."""
    reached: dict[int, int] = {}  # on each diagonal, how far the last run went
    for i in range(len(a) - SEED + 1):
        at = there.get(a[i : i + SEED], ())
        if len(at) > OFTEN:
            continue
        for j in at:
            if reached.get(j - i, NONE) > i:
                continue
            length = SEED
            while i + length < len(a) and j + length < len(b) and a[i + length] == b[j + length]:
                length += 1
            reached[j - i] = i + length
            yield _Run(i, j, length)


def _free(run: _Run, taken_a: bytearray, taken_b: bytearray) -> _Run:
    """Return the part of a run, from its beginning, that no longer one has taken."""
    a, b, length = run
    while length and (taken_a[a] or taken_b[b]):
        a, b, length = a + 1, b + 1, length - 1
    for n in range(length):
        if taken_a[a + n] or taken_b[b + n]:
            return _Run(a, b, n)
    return _Run(a, b, length)


def _chains(runs: Sequence[_Run]) -> Iterator[list[_Run]]:
    """Yield runs that follow one another in both, with little between, as one block."""
    chain: list[_Run] = []
    for run in runs:
        if chain and not _follows(chain[-1], run):
            yield chain
            chain = []
        chain.append(run)
    if chain:
        yield chain


def _follows(last: _Run, run: _Run) -> bool:
    return 0 <= run.a - last.a - last.length <= STRAY and 0 <= run.b - last.b - last.length <= STRAY


def _move(v: int, chain: Sequence[_Run], mine: _Left, theirs: _Left) -> Move:
    """Return a chain of runs as what has moved, with the words between and beside them that were changed on the way."""
    places: list[tuple[int, int]] = []
    for n, run in enumerate(chain):
        if n and (gap := run.a - chain[n - 1].a - chain[n - 1].length) == run.b - chain[n - 1].b - chain[n - 1].length:
            places += ((run.a - k, run.b - k) for k in range(gap, 0, -1))
        places += ((run.a + k, run.b + k) for k in range(run.length))
    (a, b), (a1, b1) = places[0], places[-1]
    before = list(_beside(mine, theirs, (a, b), -1))[::-1]
    pairs = [(mine.words[i], theirs.words[j]) for i, j in (*before, *places, *_beside(mine, theirs, (a1, b1), 1))]
    kept = tuple((base, own) for base, own in pairs if base != NONE and own != NONE)
    return Move(v, kept[0][0], kept[-1][0] + 1, kept[0][1], kept[-1][1] + 1, kept)


def _beside(mine: _Left, theirs: _Left, end: tuple[int, int], way: int) -> list[tuple[int, int]]:
    """Return the places beyond an end of a block that still belong to it: up to the last equal words with little between."""
    found: list[tuple[int, int]] = []
    sure, i, j = 0, end[0] + way, end[1] + way
    while len(found) - sure <= CHANGED and mine.has(i) and theirs.has(j):
        found.append((i, j))
        sure = len(found) if mine.signs[i] == theirs.signs[j] else sure
        i, j = i + way, j + way
    return found[:sure]


def _single(cells: Cells, v: int, mine: _Left, theirs: _Left, found: Sequence[Move]) -> Iterator[Move]:
    """Yield single words that changed places with equal ones beside them, or near by if they are long."""
    taken_a = {a for move in found for a, _ in move.pairs}
    taken_b = {b for move in found for _, b in move.pairs}
    there: dict[str, list[int]] = defaultdict(list)
    for j, sign in enumerate(theirs.signs):
        if theirs.words[j] != NONE and theirs.words[j] not in taken_b:
            there[sign].append(j)
    crossed = list(accumulate(int(a != NONE and b != NONE) for a, b in zip(cells.rows[0], cells.rows[v], strict=True)))
    for i, sign in enumerate(mine.signs):
        if mine.words[i] == NONE or mine.words[i] in taken_a or not there.get(sign):
            continue
        at = mine.columns[i]
        among = there[sign]
        first = bisect_left(among, at - NEAR, key=theirs.columns.__getitem__)
        near = [j for j in among[first : first + NEAR] if crossed[at] != crossed[theirs.columns[j]]]
        chosen = min(near, key=lambda j: abs(theirs.columns[j] - at), default=NONE)
        if chosen != NONE and _changed_places(cells, (i, chosen), mine, theirs):
            among.remove(chosen)
            a, b = mine.words[i], theirs.words[chosen]
            yield Move(v, a, a + 1, b, b + 1, ((a, b),))


def _changed_places(cells: Cells, pair: tuple[int, int], mine: _Left, theirs: _Left) -> bool:
    i, j = pair
    away = abs(mine.columns[i] - theirs.columns[j])
    if away > NEAR:
        return False
    base = cells.witnesses[0]
    is_long = base.ends[mine.words[i]] - base.starts[mine.words[i]] >= LONG_WORD
    return is_long or (away <= BESIDE and mine.alone(i) and theirs.alone(j))
