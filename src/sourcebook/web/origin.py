"""What is stated of a text → the panel of origin: the chain from writing to reprint, and every value with its words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ..dates import date_words
from ..describe.origin import ORDER
from ..describe.why import Rival, Why, read_in, why
from ..model import Finding, Stated, Step
from .labels import FIELDS, LANGUAGES, RIGHTS, STEPS, label

DATES = frozenset({"written", "published", "updated", "online", "reprinted"})
#: Where the body begins and ends: for scoring, nothing a reader asks for.
UNSHOWN = frozenset({"starts", "ends", "heading_date"})
#: Findings about statements of origin that cannot all be true.
CONFLICTS = frozenset({"D001", "D002", "D003", "C001"})
#: Tells the address of the passage that carries a statement; "" where no passage does.
Place = Callable[[Stated], str]
TABLES: Mapping[str, Mapping[str, str]] = {"language": LANGUAGES, "rights": RIGHTS}


class StepShown(NamedTuple):
    """A step of the chain of origin in words, with the words of the page that say so; `href` leads to words that stand on the
    index page of the work.
    """

    what: str
    when: str
    who: str
    where: str
    words: str
    href: str = ""


class RivalShown(NamedTuple):
    """A value that was not chosen: where it was read, the way there, whether it contradicts the chosen one."""

    value: str
    read: str
    href: str
    conflict: bool


class ValueShown(NamedTuple):
    """A chosen value, the sentence that says why, the way to the passage it was read in, the words of that."""

    value: str
    why: str
    href: str
    words: str
    rivals: tuple[RivalShown, ...]
    inherited: bool = False  # it is from the index page of the work


class FieldShown(NamedTuple):
    """A field with its chosen values; the rivals of one are the rivals of all."""

    name: str
    values: tuple[ValueShown, ...]

    @property
    def conflicts(self) -> tuple[str, ...]:
        """The values that contradict the chosen ones, each once."""
        return tuple(dict.fromkeys(rival.value for rival in self.values[0].rivals if rival.conflict))


class Origin(NamedTuple):
    """The panel: the chain, the fields in the order in which one asks for them, what contradicts itself."""

    steps: tuple[StepShown, ...]
    fields: tuple[FieldShown, ...]
    conflicts: tuple[Finding, ...]


def origin(
    steps: Iterable[Step],
    stated: Iterable[Stated],
    findings: Iterable[Finding],
    place: Place,
    above: Iterable[tuple[Step, str]] = (),
) -> Origin:
    """Return the panel of a text; `stated` is all that is said of it, `place` tells where a statement's passage is shown, `above`
    are the steps that the index page of its work tells, with their addresses.
    """
    chain = sorted([*((step, "") for step in steps), *above], key=lambda told: _order(told[0]))
    conflicts = tuple(f for f in findings if f.code in CONFLICTS)
    return Origin(tuple(_step(step, href) for step, href in chain), tuple(_fields(list(stated), place)), conflicts)


def _order(step: Step) -> int:
    return ORDER.index(step.kind) if step.kind in ORDER else len(ORDER)


def _step(step: Step, href: str) -> StepShown:
    return StepShown(label(STEPS, step.kind), date_words(step.date), step.who, step.where, step.words, href)


def _fields(stated: Sequence[Stated], place: Place) -> Iterator[FieldShown]:
    order = list(FIELDS)
    fields = {s.field for s in stated} - UNSHOWN
    for field in sorted(fields, key=lambda field: (order.index(field) if field in order else len(order), field)):
        if answers := why(field, stated):
            yield FieldShown(label(FIELDS, field), tuple(_value(answer, place) for answer in answers))


def _value(answer: Why, place: Place) -> ValueShown:
    one = answer.chosen
    rivals = (_rival(rival, place) for rival in answer.rivals)
    return ValueShown(value_words(one.field, one.value), answer.sentence, place(one), one.words, tuple(rivals), bool(one.page))


def _rival(rival: Rival, place: Place) -> RivalShown:
    said = rival.stated
    return RivalShown(value_words(said.field, said.value), f"{read_in(said)}.", place(said), rival.conflict)


def value_words(field: str, value: str) -> str:
    """Return a value as people say it."""
    return date_words(value) if field in DATES else label(TABLES[field], value) if field in TABLES else value
