"""Decisions to be looked at again: their words have gone, or no rule proposes the entry any more."""

from __future__ import annotations

from collections.abc import Collection
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
    lines = load_decisions(archive.folder)
    added = {d.id for d in lines if d.decision == "add"}
    lone = [d for d in latest(lines).values() if d.id not in ids]
    reviews = [_review(archive, d, tuple(now.get((d.text, d.kind, d.quote), ()))) for d in lone]
    return [one for one in reviews if not _as_meant(one, added)]


def _as_meant(one: Review, added: Collection[str]) -> bool:
    """Tell whether it is no wonder that no rule proposes an entry: people added it, or rejected it and nothing takes its place."""
    return one.why == NO_RULE and (one.decision.id in added or (one.decision.decision == "reject" and not one.now))


def _review(archive: Archive, decision: Decision, now: tuple[str, ...]) -> Review:
    found = archive.rows("SELECT id FROM text WHERE name = ?", (decision.text,))
    if not found:
        return Review(decision, NO_TEXT, now)
    there = locate(str(decision.fields.get("quote") or decision.quote), words_of(archive, found[0][0]))
    return Review(decision, NO_WORDS if there is None else NO_RULE, now)
