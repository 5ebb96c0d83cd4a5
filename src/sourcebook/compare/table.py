"""Witnesses → one table: a row a witness, a column for the words that stand for one another, each word of a witness in one column.

The base stands first; the others are added one after the other. Each is aligned with the one that is most like it among those that
are in the table already, word for word; what has no partner there is tried against the columns of the others in between. Words that
stand for one another without being equal (spellings, slips, a word for a word) are paired by likeness.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz

from .align import Side, matches
from .words import Vocabulary, Witness

NONE = -1
#: Words of a gap (in the witness × in the table) that are paired by likeness.
CELLS = 2500
ALIKE = 0.6  # of the letters, from 0 to 1, for two words to stand for one another
LITTLE = 0.2  # what it is worth to pair equal short words among many others
SHORT = 3  # letters of a word that likeness says little about, but where hardly anything else differs
FEW = 4  # words that stand for as many others, one for one, whatever they are
SAMPLE = 20_000  # runs of words by which witnesses are compared as wholes
RUN = 4


class Cells(NamedTuple):
    """The columns of a table: for each witness, which of its words stands in each, -1 where none does."""

    witnesses: tuple[Witness, ...]
    rows: tuple[array[int], ...]

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.rows[0])


def table(witnesses: Sequence[Witness], vocabulary: Vocabulary) -> Cells:
    """Return the table of witnesses, the first of which is the base."""
    base, *others = witnesses
    made = Cells((base,), (array("q", range(len(base))),))
    likeness = _Likeness(vocabulary)
    for other in others:
        made = _with(made, other, likeness)
    return made


class _Likeness:
    """How much two words are alike, by their signs: from 0 to 1; remembered, since the same ones meet again and again."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._key = vocabulary.key
        self.of = lru_cache(maxsize=100_000)(self._of)

    def _of(self, one: str, other: str) -> float:
        a, b = self._key(one), self._key(other)
        return fuzz.ratio(a, b) / 100 if a and b else 0.0

    def letters(self, sign: str) -> int:
        """Return how many letters a word has."""
        return len(self._key(sign))

    def joined(self, signs: str) -> str:
        """Return the letters of words in a row."""
        return "".join(map(self._key, signs))


def _with(made: Cells, new: Witness, likeness: _Likeness) -> Cells:
    """Return the table with a further witness."""
    nearest = _nearest(made, new)
    twin, row = made.witnesses[nearest], made.rows[nearest]
    column_of = array("q", bytes(8 * len(twin)))
    for column, n in enumerate(row):
        if n >= 0:
            column_of[n] = column
    places = array("q", [NONE]) * len(new)
    for m in matches(Side(twin.signs, twin.breaks), Side(new.signs, new.breaks)):
        places[m.b : m.b + m.length] = column_of[m.a : m.a + m.length]
    for first, last, left, right in list(_gaps(places, made.width)):
        _place(made, new, places, (first, last, left, right), likeness, nearest)
    return _widened(made, new, places)


def _nearest(made: Cells, new: Witness) -> int:
    """Return which witness of a table shares most runs of words with another."""
    if len(made.witnesses) == 1:
        return 0
    wanted = _runs(new)
    shared = [len(wanted & _runs(w)) / (len(w) + len(new) + 1) for w in made.witnesses]
    return shared.index(max(shared))


def _runs(w: Witness) -> set[str]:
    """Return a sample of the runs of words in a witness, the same in all that are about as long."""
    step = 1 + len(w) // SAMPLE
    return {w.signs[i : i + RUN] for i in range(len(w) - RUN + 1) if not ord(w.signs[i]) % step}


def _gaps(places: Sequence[int], width: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield each run of words without a column, and the columns between which it stands."""
    left, first = NONE, 0
    for n, column in enumerate((*places, width)):
        if column == NONE:
            continue
        if n > first and column > left + 1:
            yield first, n, left + 1, column
        left, first = column, n + 1


def _place(
    made: Cells, new: Witness, places: array[int], gap: tuple[int, int, int, int], likeness: _Likeness, nearest: int
) -> None:
    """Find columns for the words of a gap: by equal words of the other witnesses, then by likeness."""
    first, last, left, right = gap
    if (last - first) * (right - left) > CELLS and len(made.witnesses) > 1:
        signs = "".join(_first_sign(made, column, nearest) for column in range(left, right))
        blank = bytes(max(right - left, last - first))
        for m in matches(Side(signs, blank), Side(new.signs[first:last], blank)):
            places[first + m.b : first + m.b + m.length] = array("q", range(left + m.a, left + m.a + m.length))
    for f, t, lo, hi in list(_gaps_within(places, gap)):
        columns = [_signs(made, column) for column in range(lo, hi)]
        for column, n in _paired(columns, new.signs[f:t], likeness):
            places[f + n] = lo + column


def _gaps_within(places: array[int], gap: tuple[int, int, int, int]) -> Iterator[tuple[int, int, int, int]]:
    first, last, left, right = gap
    inside = [column - left if column >= 0 else NONE for column in places[first:last]]
    for f, t, lo, hi in _gaps(inside, right - left):
        yield first + f, first + t, left + lo, left + hi


def _first_sign(made: Cells, column: int, nearest: int) -> str:
    """Return the word of a column: of the first witness that has one, the one already compared last."""
    having = [v for v, row in enumerate(made.rows) if row[column] >= 0]
    chosen = next((v for v in having if v != nearest), having[0])
    return made.witnesses[chosen].signs[made.rows[chosen][column]]


def _signs(made: Cells, column: int) -> str:
    """Return the different words of a column."""
    there = (w.signs[row[column]] for w, row in zip(made.witnesses, made.rows, strict=True) if row[column] >= 0)
    return "".join(dict.fromkeys(there))


def _paired(columns: list[str], signs: str, likeness: _Likeness) -> list[tuple[int, int]]:
    """Return which columns and words stand for one another, in order."""
    if len(columns) == len(signs) == 1:
        return [(0, 0)]
    if len(columns) * len(signs) > CELLS:
        return []
    alike = list(_alike(columns, signs, likeness))
    pairs: list[tuple[int, int]] = []
    at, n = 0, 0
    for column, word in (*alike, (len(columns), len(signs))):
        if column - at == word - n <= FEW:
            pairs += zip(range(at, column), range(n, word), strict=True)
        pairs.append((column, word))
        at, n = column + 1, word + 1
    return pairs[:-1]


def _alike(columns: list[str], signs: str, likeness: _Likeness) -> Iterator[tuple[int, int]]:
    """Yield the pairs of words most alike in sum, in order, by dynamic programming from the end."""
    few = max(len(columns), len(signs)) <= FEW
    best = [[0.0] * (len(signs) + 1) for _ in range(len(columns) + 1)]
    gains = [[_gain(column, sign, likeness, few) for sign in signs] for column in columns]
    for i in reversed(range(len(columns))):
        for j in reversed(range(len(signs))):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], gains[i][j] + best[i + 1][j + 1])
    i = j = 0
    while i < len(columns) and j < len(signs):
        if gains[i][j] and best[i][j] == gains[i][j] + best[i + 1][j + 1]:
            yield i, j
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1


def _gain(column: str, sign: str, likeness: _Likeness, few: bool) -> float:
    """Return what it is worth to put a word into a column; nothing if it is like no word there."""
    if not few and likeness.letters(sign) <= SHORT:
        return LITTLE if sign in column else 0.0
    most = max(likeness.of(other, sign) for other in column)
    return most if most >= ALIKE else 0.0


def _widened(made: Cells, new: Witness, places: array[int]) -> Cells:
    """Return the table with a row for a witness, and columns for those of its words that have none: before the next that has."""
    rows = [array("q") for _ in made.rows]
    own = array("q")
    done, waiting = 0, 0
    for n, column in enumerate((*places, made.width)):
        if column == NONE:
            waiting += 1
            continue
        for row, former in zip(rows, made.rows, strict=True):
            row.extend(former[done:column])
            row.extend([NONE] * waiting)
            row.extend(former[column : column + 1])
        own.extend([NONE] * (column - done))
        own.extend(range(n - waiting, n))
        if n < len(places):
            own.append(n)
        done, waiting = column + 1, 0
    return Cells((*made.witnesses, new), (*rows, own))
