"""Rules of a few lines in the place of the real ones: what is between quotation marks, and who is against or for whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from sourcebook.ledger.model import Entry, Piece
from sourcebook.ledger.reading import Proposes

#: "The Guild is against the Pact (1934)." and "… for …", the year being optional; "X said: “…”".
NAME = r"[A-Z]\w+(?: [A-Z]\w+)*"
WHEN = r"( \((?P<when>[\d./-]+)\))?"
STANCE = re.compile(rf"(The )?(?P<holder>{NAME}) is (?P<polarity>for|against) (the )?(?P<target>{NAME}){WHEN}")
SAID = re.compile(rf"(?P<speaker>{NAME}) said: “(?P<words>[^”]+)”( \((?P<cited>[^)]+)\))?")
PLEDGED = re.compile(rf"(?P<bound>{NAME}) is (?P<negated>not )?bound to (?P<duty>[\w ]+) by the (?P<instrument>\w+){WHEN}")
EXPECTED = re.compile(rf"(?P<holder>{NAME}) expects that (?P<event>[^.]+)\.")


class Few(NamedTuple):
    """Makes the reader of these rules, in the version that is named."""

    version: str = "1"

    def __call__(self) -> Proposes:
        """Return the reader."""
        return Reader()


class Reader:
    """Proposes entries by these rules."""

    def propose(self, piece: Piece) -> list[Entry]:
        """Return the entries of a piece; one that says BREAK makes it fail."""
        if any("BREAK" in p.words for p in piece.paragraphs):
            raise ValueError("it says BREAK")
        return [entry for p in piece.paragraphs for entry in found(piece, p.start, p.words)]


def found(piece: Piece, start: int, words: str) -> Iterator[Entry]:
    """Yield the entries of a paragraph."""
    for kind, pattern in (("stance", STANCE), ("quotation", SAID), ("pledge", PLEDGED), ("forecast", EXPECTED)):
        for m in pattern.finditer(words):
            told = {key: value for key, value in m.groupdict().items() if key != "when"}
            when = m.groupdict().get("when") or piece.date or None
            score = 0.3 if "Perhaps" in words else 0.9
            place = (start + m.start(), start + m.end(), " ".join(m.group().split()), "author", when)
            yield Entry(piece.doc, piece.name, kind, *place, fields(kind, told), f"few.{kind}", (kind,), score)


def fields(kind: str, told: dict[str, str | None]) -> dict[str, object]:
    """Return the fields of a kind from the groups of its pattern."""
    if kind == "stance":
        return told | {"mode": "hostility" if told["polarity"] == "against" else "solidarity"}
    if kind == "quotation":
        return told | {"addressee": None}
    if kind == "pledge":
        return told | {"beneficiary": None, "condition": None, "negated": bool(told["negated"])}
    return {"forecaster": told["holder"], "event": told["event"], "condition": None, "hedge": "certain"}
