"""Entries as lines to read: who, what, of whom, when, as told by whom; the words; where they stand; what proposed it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from ...ledger.model import AUTHOR, EDITOR
from ...ledger.statement import Statement

Fields = Mapping[str, Any]


def lines(statement: Statement) -> Iterator[str]:
    """Yield a statement as three lines and an empty one."""
    yield headline(statement)
    yield f"  “{statement.entry.quote}”"
    yield f"  {statement.address}  {why(statement)}"
    if statement.note:
        yield f"  {statement.note}"
    yield ""


def headline(statement: Statement) -> str:
    """Return who does what towards whom, when, as told by whom."""
    told = {AUTHOR: (statement.author and f"the author, {statement.author}") or "the author", EDITOR: "the editor"}
    voice = told.get(statement.entry.voice, statement.entry.voice)
    return f"{SAID[statement.kind](statement.fields)}; {statement.entry.when or 'undated'}, as told by {voice}"


def why(statement: Statement) -> str:
    """Return what proposed it, by which words, how sure, and its name; what people decided."""
    entry = statement.entry
    cues = f" ({', '.join(entry.cues)})" if entry.cues else ""
    return f"{entry.rule}{cues} {entry.score:.2f}  {statement.id} {entry.status}"


def _quotation(fields: Fields) -> str:
    to = f", to {fields['addressee']}" if fields.get("addressee") else ""
    cited = f", cited from {fields['cited']}" if fields.get("cited") else ""
    return f"{fields.get('speaker')}, quoted{to}{cited}"


def _report(fields: Fields) -> str:
    of = f" on {', '.join(map(str, fields['about']))}" if fields.get("about") else ""
    return f"{fields.get('speaker')}, {'silent' if fields.get('negated') else 'reported'}{of}"


def _stance(fields: Fields) -> str:
    mode = f" ({fields['mode']})" if fields.get("mode") else ""
    return f"{fields.get('holder')} {fields.get('polarity')} {fields.get('target')}{mode}"


def _pledge(fields: Fields) -> str:
    bound = "not bound" if fields.get("negated") else "bound"
    towards = f" towards {fields['beneficiary']}" if fields.get("beneficiary") else ""
    condition = f"; condition: {fields['condition']}" if fields.get("condition") else ""
    instrument = f" by {fields['instrument']}" if fields.get("instrument") else ""
    return f"{fields.get('bound')}, {bound}{towards}{instrument}: {fields.get('duty')}{condition}"


def _forecast(fields: Fields) -> str:
    condition = f"; condition: {fields['condition']}" if fields.get("condition") else ""
    hedge = f" ({fields['hedge']})" if fields.get("hedge") else ""
    return f"{fields.get('forecaster')}, forecast{hedge}: {fields.get('event')}{condition}"


def _reversal(fields: Fields) -> str:
    sides = [fields.get(key) or {} for key in ("from", "to")]
    turn = " → ".join(f"{side.get('polarity')} ({side.get('when') or 'undated'})" for side in sides)
    return f"{fields.get('holder')}, turn towards {fields.get('target')}: {turn}"


SAID: Mapping[str, Callable[[Fields], str]] = MappingProxyType({
    "quotation": _quotation, "report": _report, "stance": _stance, "pledge": _pledge, "forecast": _forecast, "reversal": _reversal,
})  # fmt: skip
