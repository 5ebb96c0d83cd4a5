"""Counts → small bars, as attributes of SVG: a strict content policy allows no styles in a page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Bar(NamedTuple):
    """A value, how often it occurs, per cent of the most frequent (at least 2 where there is any), its place among all."""

    value: str
    number: int
    percent: int
    at: int


def bars(counts: Iterable[tuple[object, int]]) -> tuple[Bar, ...]:
    """Return bars for counts, in the order given."""
    counted = [(str(value), number) for value, number in counts]
    most = max((number for _, number in counted), default=0)
    return tuple(
        Bar(value, number, max(2, round(100 * number / most)) if number else 0, at) for at, (value, number) in enumerate(counted)
    )
