"""An entry at its place: whose text, which passage, which days."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from .model import Entry
from .showing import shown


class Statement(NamedTuple):
    """An entry of the ledger with the passage that has its words and the first and last day it can mean (yyyymmdd).

    `id` is the name it was proposed by, which decisions use: a correction changes the entry's fields and not this.
    """

    id: str
    entry: Entry
    first: int | None = None
    last: int | None = None
    name: str = ""  # of the text
    version: str = ""
    key: str = ""  # of the passage in the text
    date: str = ""  # of the text, EDTF
    author: str = ""  # of the text
    note: str = ""  # what the people who decided had to say

    @property
    def address(self) -> str:
        """Where its words stand, as people cite it: NAME@version#p12."""
        version = f"@{self.version[:8]}" if self.version else ""
        return f"{self.name}{version}{f'#{self.key}' if self.key else ''}"

    @property
    def kind(self) -> str:
        """The entry's kind."""
        return self.entry.kind

    @property
    def fields(self) -> Mapping[str, Any]:
        """What the entry's kind asks for."""
        return self.entry.fields

    @property
    def holder(self) -> str:
        """Who says, holds, is bound or expects."""
        return self.entry.holder

    @property
    def target(self) -> str:
        """Whom or what it is directed at."""
        return self.entry.target

    @property
    def shown(self) -> bool:
        """Whether it is shown unasked."""
        return shown(self.entry)

    @property
    def dated(self) -> bool:
        """Whether anything is known of when it was said or held."""
        return self.first is not None or self.last is not None

    def meets(self, first: int | None, last: int | None) -> bool:
        """Tell whether it may have been said or held between two days; what is undated never is."""
        begins = self.first is None or last is None or self.first <= last
        ends = self.last is None or first is None or self.last >= first
        return self.dated and begins and ends

    def row(self) -> dict[str, Any]:
        """Return the entry as one JSON object, with its address and the name it was proposed by."""
        return self.entry.row() | {"id": self.id, "address": self.address}


def iso(day: int | None) -> str:
    """Return a day given as yyyymmdd as ISO 8601 writes it, empty where there is none."""
    return f"{day // 10000:04}-{day // 100 % 100:02}-{day % 100:02}" if day else ""
