"""The addresses of the ledger's pages."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from ..addresses import text_url


def actor_url(name: str) -> str:
    """Return the address of an actor's page."""
    return f"/ledger/actor/{quote(name, safe='')}"


def entry_url(id: str) -> str:
    """Return the address of an entry's page."""
    return f"/ledger/entry/{quote(id, safe='')}"


def ledger_url(question: str = "", **filters: object) -> str:
    """Return the address of the ledger's list of entries, or of a question to it, narrowed by filters."""
    asked = {name: value for name, value in filters.items() if value not in (None, "")}
    return (f"/ledger/{question}" if question else "/ledger") + (f"?{urlencode(asked)}" if asked else "")


def beside_url(name: str, key: str = "") -> str:
    """Return the address of a text with its entries beside the lines."""
    address, _, fragment = text_url(name, key).partition("#")
    return f"{address}?ledger=beside" + (f"#{fragment}" if fragment else "")
