"""Numbers with what they count, in the singular where it is one."""

from __future__ import annotations


def counted(number: int, what: str) -> str:
    """Return `1 page`, `2 pages`."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"
