"""Counting how well values were found, field by field: precision, recall and their F1.

A value found where the page states none counts against precision, one that was missed against recall, a wrong one against both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple


class Count(NamedTuple):
    """How often a field was stated, found, and found right."""

    stated: int = 0
    found: int = 0
    right: int = 0

    def and_one(self, stated: bool, found: bool, right: bool) -> Count:
        """Return the count with a further page in it."""
        return Count(self.stated + stated, self.found + found, self.right + right)

    @property
    def precision(self) -> float:
        """Return the share of the found values that are right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Return the share of the stated values that were found."""
        return self.right / self.stated if self.stated else 0.0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        both = self.found + self.stated
        return 2 * self.right / both if both else 0.0


def table(counts: Mapping[str, Count]) -> str:
    """Return the counts as a table, a field a line."""
    rows = (
        f"{field:24}{c.stated:7}{c.found:7}{c.right:7}{c.precision:8.3f}{c.recall:8.3f}{c.f1:8.3f}" for field, c in counts.items()
    )
    return "\n".join((f"{'':24}{'stated':>7}{'found':>7}{'right':>7}{'prec':>8}{'recall':>8}{'F1':>8}", *rows))


def scores(counts: Mapping[str, Count]) -> dict[str, float]:
    """Return the F1 of each field that is stated anywhere, and their mean."""
    f1 = {field: count.f1 for field, count in counts.items() if count.stated}
    return f1 | {"mean f1": mean(f1.values())}


def mean(values: Iterable[float]) -> float:
    """Return the mean of some values, 0 of none."""
    known = list(values)
    return sum(known) / len(known) if known else 0.0
