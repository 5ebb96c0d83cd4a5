"""What a person decided of an entry, as a value: accepted, rejected, corrected or added; and the entry it makes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from .model import FIELDS, HEDGES, KEYS, KINDS, MODES, POLARITIES, Entry, collapsed
from .showing import ACCEPTED, ADDED, CORRECTED, REJECTED

#: Each decision with the status it gives an entry.
DECISIONS: Mapping[str, str] = MappingProxyType({"accept": ACCEPTED, "reject": REJECTED, "correct": CORRECTED, "add": ADDED})
#: What may be corrected beside the fields of a kind.
COMMON = ("quote", "voice", "when")
NAMED: Mapping[str, tuple[str, ...]] = MappingProxyType({"polarity": POLARITIES, "mode": MODES, "hedge": HEDGES})
DECIDED = "decided"  # the rule of an entry that people alone stand by


class Decision(NamedTuple):
    """A line of `decisions/statements.jsonl`.

    `id`, `text`, `kind` and `quote` say which entry is meant. `fields` are those that are changed, or all of them, `voice` and
    `when` among them: with all an accepted entry stays even where no rule proposes it any more.
    """

    id: str
    text: str
    kind: str
    quote: str
    decision: str
    fields: Mapping[str, Any]
    by: str = ""
    at: str = ""  # ISO 8601
    note: str = ""
    line: int = 0  # of the file

    def row(self) -> dict[str, Any]:
        """Return the decision as the object of its line."""
        values = self._asdict() | {"fields": dict(self.fields)}
        return {key: value for key, value in values.items() if key != "line" and value not in ("", {})}


def fields_of(entry: Entry) -> dict[str, Any]:
    """Return all that a decision keeps of an entry."""
    return {"voice": entry.voice, "when": entry.when} | {key: entry.fields.get(key) for key in FIELDS[entry.kind]}


def decided(entry: Entry, decision: Decision) -> Entry:
    """Return an entry as a person decided it."""
    changes = dict(decision.fields)
    common = {key: changes.pop(key) for key in COMMON if key in changes}
    fields = {**entry.fields, **changes}
    return entry._replace(**common, fields=fields, status=DECISIONS[decision.decision])


def entry_of(decision: Decision, doc: str, start: int, end: int) -> Entry:
    """Return the entry that a decision alone holds, at the place where its words are."""
    quote = collapsed(str(decision.fields.get("quote") or decision.quote))
    bare = Entry(doc, decision.text, decision.kind, start, end, quote, "author", None, {}, DECIDED, (), 1.0)
    return decided(bare, decision)


def whole(decision: Decision) -> bool:
    """Tell whether a decision holds all that makes an entry."""
    return all(key in decision.fields for key in KEYS[decision.kind] if key != "negated")


def latest(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """Return the decision that holds for each entry: the last one; what is rejected keeps the fields it had."""
    found: dict[str, Decision] = {}
    for decision in decisions:
        former = found.get(decision.id)
        keeps = former is not None and decision.decision == "reject" and not decision.fields
        found[decision.id] = decision._replace(fields=former.fields) if former and keeps else decision
    return found


def fault(kind: str, fields: Mapping[str, Any]) -> str:
    """Return what is wrong with the fields that a decision gives for a kind, one sentence, empty where nothing is."""
    if kind not in KINDS:
        return f"there is no kind {kind!r}; the kinds are {', '.join(KINDS)}"
    if strange := sorted(fields.keys() - {*COMMON, *FIELDS[kind]}):
        return f"a {kind} has no field {strange[0]!r}; it has {', '.join((*FIELDS[kind], *COMMON))}"
    for key, value in fields.items():
        if words := _fault(key, value):
            return words
    return ""


def _fault(key: str, value: Any) -> str:
    if key in NAMED:
        return "" if value in (None, *NAMED[key]) else f"{key} is one of {', '.join(NAMED[key])}"
    if key == "negated":
        return "" if value in (True, False, None) else "negated is true or false"
    if key == "about":
        return "" if isinstance(value, list) and all(isinstance(name, str) for name in value) else "about is a list of names"
    if key in ("from", "to"):
        return "" if isinstance(value, dict) and value.get("polarity") in POLARITIES else f"{key} has a polarity and a when"
    needed = key in ("quote", "voice")
    right = (isinstance(value, str) and (value.strip() or not needed)) or (value is None and not needed)
    return "" if right else f"{key} is words"
