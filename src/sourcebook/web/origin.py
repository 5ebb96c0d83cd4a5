"""What is stated of a text → the panel of origin: the chain from writing to reprint, and every value with its words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ..model import Finding, Stated, Step
from ..publish.dates import date_words
from .labels import EVIDENCE, FIELDS, LANGUAGES, RIGHTS, STEPS, label

DATES = frozenset({"written", "published", "updated", "online", "reprinted"})
#: Where the body begins and ends: for scoring, nothing a reader asks for.
UNSHOWN = frozenset({"starts", "ends"})
TABLES: Mapping[str, Mapping[str, str]] = {"language": LANGUAGES, "rights": RIGHTS}


class StepShown(NamedTuple):
    """A step of the chain of origin in words, with the words of the page that say so."""

    what: str
    when: str
    who: str
    where: str
    words: str


class Evidence(NamedTuple):
    """Where a value was read: the kind of place, the printed words, the rule that read them."""

    where: str
    words: str
    rule: str


class ValueShown(NamedTuple):
    """A value, whether it was chosen, and every place that says it."""

    value: str
    chosen: bool
    evidence: tuple[Evidence, ...]


class FieldShown(NamedTuple):
    """A field with its values: the chosen first, then rivals that say something else."""

    name: str
    values: tuple[ValueShown, ...]

    @property
    def disputed(self) -> bool:
        """Does any rival say something else?"""
        return not all(v.chosen for v in self.values)


class Origin(NamedTuple):
    """The panel: the chain, the fields in the order in which one asks for them, what contradicts itself."""

    steps: tuple[StepShown, ...]
    fields: tuple[FieldShown, ...]
    conflicts: tuple[Finding, ...]


def origin(steps: Iterable[Step], stated: Iterable[Stated], findings: Iterable[Finding]) -> Origin:
    """Return the panel of a text; `stated` is what is said of the text and of its page."""
    shown = tuple(StepShown(label(STEPS, s.kind), date_words(s.date), s.who, s.where, s.words) for s in steps)
    return Origin(shown, tuple(_fields(stated)), tuple(f for f in findings if _is_conflict(f)))


def _is_conflict(finding: Finding) -> bool:
    return "conflict" in finding.message.lower() or "contradict" in finding.message.lower() or "disagree" in finding.message.lower()


def _fields(stated: Iterable[Stated]) -> list[FieldShown]:
    by_field: dict[str, list[Stated]] = {}
    for statement in (s for s in stated if s.field not in UNSHOWN):
        by_field.setdefault(statement.field, []).append(statement)
    order = sorted(by_field, key=lambda field: list(FIELDS).index(field) if field in FIELDS else len(FIELDS))
    return [_field(field, by_field[field]) for field in order]


def _field(field: str, stated: list[Stated]) -> FieldShown:
    """Gather what the places say by value; a place that agrees with the chosen value is more evidence, not a rival."""
    by_value: dict[str, list[Stated]] = {}
    for statement in sorted(stated, key=lambda s: not s.chosen):
        by_value.setdefault(value_words(field, statement.value), []).append(statement)
    values = (ValueShown(value, any(s.chosen for s in said), _evidence(said)) for value, said in by_value.items())
    return FieldShown(label(FIELDS, field), tuple(values))


def _evidence(stated: Iterable[Stated]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(Evidence(label(EVIDENCE, s.kind), s.words, s.rule) for s in stated))


def value_words(field: str, value: str) -> str:
    """Return a value as people say it."""
    return date_words(value) if field in DATES else label(TABLES[field], value) if field in TABLES else value
