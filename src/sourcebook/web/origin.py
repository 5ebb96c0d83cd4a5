"""What is stated of a text → the panel of origin: the chain from the writing to the reprint, and every value with the words that carry it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ..model import Finding, Stated, Step
from ..publish.dates import date_words
from .labels import EVIDENCE, FIELDS, LANGUAGES, RIGHTS, STEPS, label

DATES = frozenset({"written", "published", "updated", "online", "reprinted"})
TABLES: Mapping[str, Mapping[str, str]] = {"language": LANGUAGES, "rights": RIGHTS}


class StepShown(NamedTuple):
    """A step of the chain of origin in words, with the words of the page that say so."""

    what: str
    when: str
    who: str
    where: str
    words: str


class Evidence(NamedTuple):
    """A value as read at one place of the page."""

    value: str
    where: str
    words: str
    rule: str


class FieldShown(NamedTuple):
    """A field with its chosen values, and its rivals where there are any."""

    name: str
    chosen: tuple[Evidence, ...]
    rivals: tuple[Evidence, ...]

    @property
    def disputed(self) -> bool:
        """Do the rivals say something else?"""
        return bool({r.value for r in self.rivals} - {c.value for c in self.chosen})


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
    for statement in stated:
        by_field.setdefault(statement.field, []).append(statement)
    order = sorted(by_field, key=lambda field: list(FIELDS).index(field) if field in FIELDS else len(FIELDS))
    return [_field(field, by_field[field]) for field in order]


def _field(field: str, stated: list[Stated]) -> FieldShown:
    chosen = tuple(_evidence(s) for s in stated if s.chosen)
    rivals = tuple(_evidence(s) for s in stated if not s.chosen)
    return FieldShown(label(FIELDS, field), chosen, rivals)


def _evidence(stated: Stated) -> Evidence:
    return Evidence(value_words(stated.field, stated.value), label(EVIDENCE, stated.kind), stated.words, stated.rule)


def value_words(field: str, value: str) -> str:
    """Return a value as people say it."""
    return date_words(value) if field in DATES else label(TABLES[field], value) if field in TABLES else value
