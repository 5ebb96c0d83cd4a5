"""Decisions from the reading room: who may send them, what a form may say, and what is written down.

Off unless the person serving asks for it. What is written are the same lines as the command writes, and nothing else.
"""

from __future__ import annotations

import hmac
import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from starlette.requests import Request

from ...archive import Archive
from ...errors import UsageError
from ...ledger.decided import DECISIONS
from ...statements import decide
from ..guard import LOOPBACK
from .entry import changes
from .holding import Ledger

#: The one address that takes a form, and how long that may be.
ADDRESS = "/ledger/decide"
MOST_BYTES, MOST_FIELDS = 100_000, 40
FORM = "application/x-www-form-urlencoded"
CHOICES = tuple(choice for choice in DECISIONS if choice != "add")
ID = re.compile(r"[0-9a-f]{12}(?:-\d+)?")
#: Where a decision may lead back to: a page of this reading room.
BACK = re.compile(r"/(?:ledger|text)(?:[/?][!-\[\]-~]*)?")


@dataclass(frozen=True, slots=True)
class Desk:
    """Whoever decides here: the name written down, and a word that only pages of this reading room know."""

    by: str
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))

    def knows(self, token: str) -> bool:
        """Tell whether a form comes from a page that this reading room made."""
        return hmac.compare_digest(self.token.encode(), token.encode())


def desk(by: str, hosts: Iterable[str]) -> Desk | None:
    """Return the desk of a person, None where nobody is to decide; UsageError where others could reach it."""
    if not by.strip():
        return None
    if not frozenset(hosts) <= LOOPBACK:
        raise UsageError("Decisions are taken on this machine alone.", "Leave out --host, or --decide.")
    return Desk(by.strip())


async def form_of(request: Request) -> dict[str, str]:
    """Return what a form says; UsageError for one that is none, or too long."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM:
        raise UsageError("This is no form of the reading room.")
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > MOST_BYTES:
            raise UsageError("The form is too long.")
    try:
        return dict(parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=MOST_FIELDS))
    except ValueError as fault:
        raise UsageError("This is no form of the reading room.") from fault


def written(archive: Archive, ledger: Ledger, by: Desk, form: Mapping[str, str]) -> str:
    """Write a decision down, and return the address to go back to."""
    statement = ledger.now().statement(form.get("id", ""))
    choice, note = form.get("decision", ""), " ".join(form.get("note", "").split())
    if choice not in CHOICES:
        raise UsageError(f"{choice!r} is no decision.", f"The decisions are {', '.join(CHOICES)}.")
    changed = changes(statement, form) if choice == "correct" else {}
    if choice == "correct" and not changed:
        raise UsageError("Nothing was changed.", "Go back, change a field, or accept the entry as it stands.")
    decide(archive, statement, choice, changed, by.by, note)
    return f"{safe_back(form.get('back', ''))}#e-{_left_at(form, choice) or statement.id}"


def _left_at(form: Mapping[str, str], choice: str) -> str:
    """Return the entry after one that is rejected, which the list shows no more."""
    after = form.get("after", "")
    return after if choice == "reject" and ID.fullmatch(after) else ""


def safe_back(address: str) -> str:
    """Return an address within the reading room without its fragment; the ledger's own for any other."""
    address = address.partition("#")[0]
    return address if BACK.fullmatch(address) and "//" not in address.partition("?")[0] else "/ledger"
