"""The page of one entry: its words whole, its fields, and, where people may decide, the forms to do so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, ClassVar, NamedTuple

from ...ledger.decided import NAMED, Decision
from ...ledger.model import FIELDS
from ...ledger.statement import Statement
from .holding import Held
from .saying import Said, said

LONG = frozenset({"quote", "words", "duty", "event", "condition"})
YES, NO = "yes", "no"
HINTS: Mapping[str, str] = MappingProxyType({
    "when": "EDTF: 1935, 1935-06-10, ../1935-06", "about": "names, parted by semicolons",
    "voice": "author, editor, or a speaker's name",
    "quote": "words of the text, copied exactly",
})  # fmt: skip


class Field(NamedTuple):
    """A field of an entry: its name, what it says, as words, what it may say where that is fixed."""

    name: str
    value: str
    choices: tuple[str, ...]
    hint: str

    @property
    def long(self) -> bool:
        """Whether it needs several lines."""
        return self.name in LONG


@dataclass(frozen=True, slots=True)
class EntryPage:
    """The page of one entry."""

    template: ClassVar[str] = "ledger/entry.html"
    said: Said
    fields: tuple[Field, ...]
    decision: Decision | None
    back: str


def entry_page(held: Held, id: str, back: str) -> EntryPage:
    """Return the page of an entry; raises UnknownName."""
    statement = held.statement(id)
    return EntryPage(said(statement, held.decisions, whole=True), tuple(fields(statement)), held.decisions.get(id), back)


def fields(statement: Statement) -> Iterator[Field]:
    """Yield what may be corrected of an entry, as words."""
    entry = statement.entry
    common = {"quote": entry.quote, "voice": entry.voice, "when": entry.when or ""}
    for name, value in ((key, entry.fields.get(key)) for key in FIELDS[statement.kind]):
        if name in ("from", "to"):
            side = value if isinstance(value, dict) else {}
            yield Field(f"{name}.polarity", str(side.get("polarity") or ""), NAMED["polarity"], "")
            yield Field(f"{name}.when", str(side.get("when") or ""), (), HINTS["when"])
        else:
            choices = (YES, NO) if name == "negated" else NAMED.get(name, ())
            yield Field(name, _words(name, value), choices, HINTS.get(name, ""))
    for name, words in common.items():
        yield Field(name, words, (), HINTS[name])


def _words(name: str, value: Any) -> str:
    if name == "negated":
        return YES if value else NO
    return "; ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)


def changes(statement: Statement, given: Mapping[str, str]) -> dict[str, Any]:
    """Return the fields that a form changes, with their values; line ends and spaces around are no change."""
    found: dict[str, Any] = {}
    for field in fields(statement):
        value = given.get(f"field.{field.name}")
        if value is None or value.split() == field.value.split():
            continue
        key, _, part = field.name.partition(".")
        if part:
            former = statement.fields.get(key)
            found[key] = {**(former if isinstance(former, dict) else {}), **found.get(key, {}), part: value.strip() or None}
        else:
            found[key] = _value(key, value.strip())
    return found


def _value(key: str, value: str) -> Any:
    if key == "negated":
        return value == YES
    if key == "about":
        return [name.strip() for name in value.split(";") if name.strip()]
    return value or None
