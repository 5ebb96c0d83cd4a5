"""The chain of origin: how a text came from its author's hand to this page, step by step, each step with its words."""

from __future__ import annotations

from types import MappingProxyType

from ..model import Step
from . import dates, values
from .citation import citation
from .colophon import Statement
from .evidence import Cited, site_address

KINDS = MappingProxyType({
    "written": "written", "published": "published", "source": "source", "translator": "translated", "transcriber": "transcribed",
    "markup": "marked-up", "proofreader": "proofread", "editor": "edited", "online": "online", "carrier": "copied",
    "rights": "licensed",
    "publisher": "published by", "updated": "updated",
})  # fmt: skip
ORDER = (
    "written", "published", "published by", "source", "translated", "edited", "transcribed", "marked-up", "proofread",
    "copied", "online",
    "licensed", "reprinted", "updated",
)  # fmt: skip
WORK = frozenset({"translated", "transcribed", "marked-up", "proofread", "edited"})


def chain(text: str, found: list[Statement], cited: Cited, issue: list[Statement]) -> tuple[Step, ...]:
    """Return the steps a colophon's statements tell, and the reprint a magazine's own header at the top of the page tells."""
    steps = [_step(KINDS[field], s, cited) for s in found for field in s.fields if field in KINDS and s.words]
    steps = [step for step in steps if step.kind != "written" or step.date or step.where]
    steps += [_step("reprinted", s, {s: citation(s.words)}) for s in issue]
    return tuple(_merged(text, sorted(steps, key=lambda step: ORDER.index(step.kind))))


def _step(kind: str, s: Statement, cited: Cited) -> Step:
    if s in cited:
        read = cited[s]
        return Step(kind, read.publisher, site_address(s.words) or read.venue, read.date, s.words, s.start, s.end)
    who = ", ".join(values.people(s.words)) if kind in WORK else ""
    where = next(values.places(s.words), "") if kind in {"written", "online"} else ""
    return Step(kind, who, where, dates.read(s.words) or "", s.words, s.start, s.end)


def _merged(text: str, steps: list[Step]) -> list[Step]:
    """Make one step of a licence that runs over several sentences."""
    out: list[Step] = []
    for step in steps:
        if out and step.kind == "licensed" == out[-1].kind and step.start - out[-1].end < 40:
            out[-1] = out[-1]._replace(words=text[out[-1].start : step.end], end=step.end)
        else:
            out.append(step)
    return out
