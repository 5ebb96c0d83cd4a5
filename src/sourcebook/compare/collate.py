"""Collation: two or more witnesses of a text, aligned word by word, and every place where they differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from .moves import Move, moves
from .percent import percent
from .table import Cells, table
from .variants import Judge, Variant
from .words import Vocabulary, Witness

TWICE = 2


@dataclass(frozen=True)
class Collation:
    """Witnesses, the first of which is the base; their table; what stands elsewhere; where they differ."""

    witnesses: tuple[Witness, ...]
    cells: Cells
    moves: tuple[Move, ...]
    variants: tuple[Variant, ...]

    @property
    def sigla(self) -> tuple[str, ...]:
        """The letters by which the witnesses are called, in order: A, B … Z, AA, AB …"""
        return tuple(map(siglum, range(len(self.witnesses))))

    @cached_property
    def agreement(self) -> tuple[float, ...]:
        """How much of each witness and the base together has an equal partner in the other, from 0 to 1."""
        return tuple(self._agreement(v) for v in range(len(self.witnesses)))

    def likeness(self, v: int) -> str:
        """Return the agreement of a witness with the base in words; `100 %` says that nothing differs."""
        return f"{percent(self.agreement[v], 1)} %"

    def _agreement(self, v: int) -> float:
        base, other = self.witnesses[0], self.witnesses[v]
        rows = zip(self.cells.rows[0], self.cells.rows[v], strict=True)
        equal = sum(a >= 0 and b >= 0 and base.signs[a] == other.signs[b] for a, b in rows)
        return 2 * equal / (len(base) + len(other)) if len(base) + len(other) else 1.0


def siglum(n: int) -> str:
    """Return the letter of the n-th witness."""
    return (siglum(n // 26 - 1) if n >= 26 else "") + chr(65 + n % 26)


def collate(witnesses: Sequence[Witness], vocabulary: Vocabulary, is_word: Callable[[str], bool] | None = None) -> Collation:
    """Collate witnesses made with one vocabulary, the first as base; `is_word` knows the words of their language by their keys."""
    cells = table(witnesses, vocabulary)
    moved = moves(cells)
    judge = Judge(cells, moved, vocabulary, is_word or _met_twice(witnesses, vocabulary))
    return Collation(tuple(witnesses), cells, moved, tuple(judge.variants()))


def _met_twice(witnesses: Sequence[Witness], vocabulary: Vocabulary) -> Callable[[str], bool]:
    """Where no dictionary can be asked: a word is what some witness has more than once."""
    known: set[str] = set()
    for w in witnesses:
        known.update(vocabulary.key(sign) for sign, count in Counter(w.signs).items() if count >= TWICE)
    return known.__contains__
