"""The form of an answer: what each kind of entry asks for, as a JSON schema made from the ledger's own tables."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any

from ..model import FIELDS, HEDGES, KINDS, MODES, POLARITIES


class Shape(Enum):
    """What a field holds, and so how it is asked for and checked."""

    ACTOR = "a name, and beside it the words that mean it"
    ACTORS = "a list of names with such words"
    COPIED = "words of the passage"
    PARAPHRASE = "a few words of the model's own"
    FLAG = "true or false"
    CHOICE = "one of the words of CHOICES"
    SIDE = "a polarity and its date"


SHAPES: Mapping[str, Shape] = {
    "speaker": Shape.ACTOR, "holder": Shape.ACTOR, "target": Shape.ACTOR, "bound": Shape.ACTOR, "forecaster": Shape.ACTOR,
    "addressee": Shape.ACTOR, "beneficiary": Shape.ACTOR, "instrument": Shape.ACTOR, "about": Shape.ACTORS,
    "words": Shape.COPIED, "cited": Shape.COPIED,
    "duty": Shape.PARAPHRASE, "event": Shape.PARAPHRASE, "condition": Shape.PARAPHRASE,
    "negated": Shape.FLAG, "polarity": Shape.CHOICE, "mode": Shape.CHOICE, "hedge": Shape.CHOICE,
    "from": Shape.SIDE, "to": Shape.SIDE,
}  # fmt: skip
CHOICES: Mapping[str, tuple[str, ...]] = {"polarity": POLARITIES, "mode": MODES, "hedge": HEDGES}
#: Fields that may be null; an entry that lacks another is none.
OPTIONAL = frozenset({"addressee", "beneficiary", "instrument", "cited", "condition"})
WORDS: Mapping[str, Any] = {"type": "string"}
MAYBE: Mapping[str, Any] = {"type": ["string", "null"]}


def schema() -> dict[str, Any]:
    """Return the JSON schema of an answer, in the subset that strict endpoints take: all keys required, no others allowed."""
    return _object({"entries": {"type": "array", "items": {"anyOf": [_entry(kind) for kind in KINDS]}}})


def _entry(kind: str) -> dict[str, Any]:
    common = {"kind": {"type": "string", "enum": [kind]}, "quote": WORDS, "cue": MAYBE, "voice": WORDS, "voice_text": MAYBE}
    dated = {} if kind == "reversal" else {"when": MAYBE, "when_text": MAYBE}
    own = {key: value for field in FIELDS[kind] for key, value in _field(field).items()}
    return _object(common | dated | own)


def _field(field: str) -> dict[str, Any]:
    text = MAYBE if field in OPTIONAL else WORDS
    match SHAPES[field]:
        case Shape.ACTOR:
            return {field: text, f"{field}_text": MAYBE}
        case Shape.ACTORS:
            return {field: {"type": "array", "items": _object({"name": WORDS, "text": WORDS})}}
        case Shape.FLAG:
            return {field: {"type": "boolean"}}
        case Shape.CHOICE:
            return {field: _choice(field)}
        case Shape.SIDE:
            return {field: _object({"polarity": _choice("polarity"), "when": MAYBE, "when_text": MAYBE})}
        case _:
            return {field: text}


def _choice(field: str) -> dict[str, Any]:
    return {"type": "string", "enum": list(CHOICES[field])}


def _object(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": dict(properties), "required": list(properties), "additionalProperties": False}
