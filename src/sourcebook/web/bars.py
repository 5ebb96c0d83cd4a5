"""Counts → small bars, as attributes of SVG: a strict content policy allows no styles in a page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Bar(NamedTuple):
    """A value, how often it occurs, and that as per cent of the most frequent: at least 2 where there is any."""

    kind: str
    value: str
    number: int
    percent: int


def bars(kind: str, counts: Iterable[tuple[object, int]]) -> tuple[Bar, ...]:
    """Return bars for counts, in the order given."""
    counted = [(str(value), count) for value, count in counts]
    most = max((count for _, count in counted), default=0)
    return tuple(Bar(kind, value, count, max(2, round(100 * count / most)) if count else 0) for value, count in counted)
