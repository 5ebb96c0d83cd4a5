"""Which entries are shown unasked: those whose score reaches the threshold of their kind, and whatever people stand by."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from .model import Entry

#: The score from which an entry of a kind is shown by default. A score is the share that is right on labelled documents, names and
#: words to the letter. Of reports and stances those are left out of which most are wrong (docs/ledger.md has what that leaves).
THRESHOLDS: Mapping[str, float] = MappingProxyType({
    "quotation": 0.5, "report": 0.4, "stance": 0.4, "pledge": 0.3, "forecast": 0.3, "reversal": 0.3,
})  # fmt: skip
PROPOSED, ACCEPTED, REJECTED, CORRECTED, ADDED = "proposed", "accepted", "rejected", "corrected", "added"
STATUSES = (PROPOSED, ACCEPTED, REJECTED, CORRECTED, ADDED)


def shown(entry: Entry) -> bool:
    """Tell whether an entry is shown unasked: not if people rejected it, always if they decided for it, else by its score."""
    if entry.status == PROPOSED:
        return entry.score >= THRESHOLDS[entry.kind]
    return entry.status != REJECTED
