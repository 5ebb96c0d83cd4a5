"""Which page of a long list is asked for."""

from __future__ import annotations

from starlette.requests import Request


def leaf_of(request: Request) -> int:
    """Return the number of the page; the first where the address names none."""
    number = request.query_params.get("leaf", "1")
    return int(number) if number.isascii() and number.isdigit() and len(number) < 8 else 1
