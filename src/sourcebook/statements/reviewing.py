"""Decisions to be looked at again: their words have gone, or no rule proposes the entry any more."""

from __future__ import annotations

from typing import NamedTuple

from ..archive import Archive
from ..ledger.decided import Decision, latest
from .asking import proposals
from .decisions import load_decisions
from .places import locate, words_of

NO_TEXT, NO_WORDS, NO_RULE = "its text has gone", "its words have gone from the text", "no rule proposes it now"


class Review(NamedTuple):
    """A decision to be looked at again, why, and the entries that are now proposed of the same words."""

    decision: Decision
    why: str
    now: tuple[str, ...] = ()


def review(archive: Archive) -> list[Review]:
    """Return the decisions to be looked at again, in the order of the file."""
    proposed = list(proposals(archive))
    ids = {statement.id for statement in proposed}
    now: dict[tuple[str, str, str], list[str]] = {}
    for one in proposed:
        now.setdefault((one.name, one.kind, one.entry.quote), []).append(one.id)
    open_ones = [d for d in latest(load_decisions(archive.folder)).values() if d.id not in ids]
    return [Review(d, why, tuple(now.get((d.text, d.kind, d.quote), ()))) for d in open_ones if (why := _why(archive, d))]


def _why(archive: Archive, decision: Decision) -> str:
    found = archive.rows("SELECT id FROM text WHERE name = ?", (decision.text,))
    if not found:
        return NO_TEXT
    if locate(str(decision.fields.get("quote") or decision.quote), words_of(archive, found[0][0])) is None:
        return NO_WORDS
    return "" if decision.decision == "add" else NO_RULE
