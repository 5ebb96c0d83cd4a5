"""A share in words: of a hundred, and never a whole hundred for less than all."""

from __future__ import annotations


def percent(share: float, digits: int = 0) -> str:
    """Return a share of a hundred with so many digits, rounded down near the whole: `100` says that nothing is missing."""
    if share >= 1:
        return "100"
    return f"{min(100 * share, 100 - 10.0**-digits):.{digits}f}"


def rounded(share: float, digits: int) -> float:
    """Return a share with so many digits; 1 only for all."""
    return round(share, digits) if share >= 1 else min(round(share, digits), 1 - 10.0**-digits)
