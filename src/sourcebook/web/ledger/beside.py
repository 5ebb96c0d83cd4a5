"""The entries of a text beside its lines, each at the paragraph that has its words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from ...archive import Archive, TextRecord
from ...ledger.decided import latest
from ...statements import entries, load_decisions
from .holding import Ledger
from .saying import Said, said


class Beside(NamedTuple):
    """What a text's page shows of the ledger: whether there is anything, whether it is wanted, the entries by paragraph."""

    there: bool = False
    shown: bool = False
    entries: Mapping[str, tuple[Said, ...]] = MappingProxyType({})

    @property
    def total(self) -> int:
        """How many entries are shown."""
        return sum(map(len, self.entries.values()))


def beside(archive: Archive, ledger: Ledger, text: TextRecord, wanted: bool) -> Beside:
    """Return what a text's page shows of the ledger; a text without entries costs one look into an index."""
    if not ledger.concerns(text.id, text.name):
        return Beside()
    if not wanted:
        return Beside(there=True)
    decisions = latest(d for d in load_decisions(archive.folder) if d.text == text.name)
    found: dict[str, list[Said]] = {}
    for statement in entries(archive, text):
        found.setdefault(statement.key, []).append(said(statement, decisions))
    return Beside(True, True, {key: tuple(its) for key, its in found.items()})
