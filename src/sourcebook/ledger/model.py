"""The values of the ledger, all immutable. Offsets count characters of the page's text, ends are exclusive; dates are EDTF."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any, NamedTuple

KINDS = ("quotation", "report", "stance", "pledge", "forecast", "reversal")

#: The fields of each kind, in the order they are shown, beside those all have.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "quotation": ("speaker", "words", "cited", "addressee"),
    "report": ("speaker", "about", "negated"),
    "stance": ("holder", "target", "polarity", "mode"),
    "pledge": ("bound", "beneficiary", "duty", "condition", "instrument", "negated"),
    "forecast": ("forecaster", "event", "condition", "hedge"),
    "reversal": ("holder", "target", "from", "to"),
}
#: Those of them that tell one entry of a passage from another.
KEYS: Mapping[str, tuple[str, ...]] = {
    "quotation": ("speaker", "words"),
    "report": ("speaker", "negated"),
    "stance": ("holder", "target", "polarity", "mode"),
    "pledge": ("bound", "beneficiary", "negated"),
    "forecast": ("forecaster", "event"),
    "reversal": ("holder", "target"),
}
#: Who is spoken of as acting in each kind, and towards whom.
HOLDERS = ("speaker", "holder", "bound", "forecaster")
TARGETS = ("target", "beneficiary", "addressee")
POLARITIES = ("for", "against")
MODES = ("solidarity", "practical", "hostility", "membership")
HEDGES = ("certain", "likely", "possible")
AUTHOR, EDITOR = "author", "editor"


class Paragraph(NamedTuple):
    """A block of a text as the ledger reads it: where it begins, its words, its role and voice as `describe` gave them."""

    start: int
    words: str
    role: str
    voice: str


class Piece(NamedTuple):
    """A text to be read for statements: its document, name, author, addressee, date (EDTF, empty where unknown), paragraphs."""

    doc: str
    name: str
    author: str
    addressee: str
    date: str
    language: str
    paragraphs: tuple[Paragraph, ...]
    n: int = 0  # its place among the texts of the document
    house: tuple[str, ...] = ()  # who brought it out: a publisher, a paper


class Entry(NamedTuple):
    """A statement: the words that carry it, who tells it (`voice`), when it was said or held, and what its kind asks for.

    `fields` are those of `FIELDS[kind]`. `rule` names the rule or model that proposed it, `cues` the words it went by, `score`
    the share of such entries that are right on labelled documents. `status` is proposed, or what people decided.
    """

    doc: str
    text: str  # the text's name, the document's where it has none
    kind: str
    start: int
    end: int
    quote: str
    voice: str
    when: str | None
    fields: Mapping[str, Any]
    rule: str
    cues: tuple[str, ...] = ()
    score: float = 0.0
    status: str = "proposed"

    @property
    def id(self) -> str:
        """The entry's name: it stays the same as long as its words and its key fields do, wherever in the text they stand."""
        keys = [self.fields.get(key) for key in KEYS[self.kind]]
        said = json.dumps([self.text, self.kind, self.quote, self.voice, *keys], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(said.encode()).hexdigest()[:12]

    @property
    def holder(self) -> str:
        """Who says, holds, is bound or expects."""
        return next((str(self.fields[key]) for key in HOLDERS if self.fields.get(key)), "")

    @property
    def target(self) -> str:
        """Whom or what it is directed at; empty where nobody is."""
        return next((str(self.fields[key]) for key in TARGETS if self.fields.get(key)), "")

    def row(self) -> dict[str, Any]:
        """Return the entry as one JSON object, in the form of the manual with keys of ours added."""
        own = {key: self.fields.get(key) for key in FIELDS[self.kind]} | dict(self.fields)
        return {
            "doc": self.doc, "kind": self.kind, "quote": self.quote, "voice": self.voice, "when": self.when, **own,
            "id": self.id, "text": self.text, "start": self.start, "end": self.end, "rule": self.rule, "cues": list(self.cues),
            "score": round(self.score, 2), "status": self.status,
        }  # fmt: skip


def collapsed(words: str) -> str:
    """Return words with their white space collapsed: how a quote is kept and compared."""
    return " ".join(words.split())
