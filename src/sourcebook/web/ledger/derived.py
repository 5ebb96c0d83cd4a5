"""What entries show side by side, as shown: reversals, pledges, forecasts, quotations, choruses, decisions to review."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from ...archive import Archive
from ...dates import date_words
from ...errors import UsageError
from ...ledger.choruses import Chorus
from ...ledger.names import alike
from ...ledger.pledges import Standing
from ...ledger.reversals import STATED, Reversal
from ...ledger.statement import Statement, iso
from ...statements import Review, day_span, review
from ...statements.forecasts import Bearing, forecasts
from ...statements.quotations import Checked, check_quotations
from ..pages import Pager, leaf
from .addresses import ledger_url
from .holding import Held
from .saying import Said, said, turn, when_words, who

#: Rows on a page of each; forecasts and quotations are looked up in the archive one by one.
ROWS = 40
LOOKED_UP = 20


class Turn(NamedTuple):
    """A reversal as shown: the sentence, how it is shown, the entries on either side (one, where one passage states it)."""

    sentence: Markup
    shown: str
    sides: tuple[Said, ...]


class Pledge(NamedTuple):
    """A pledge as shown: the entry, since when and until when, what ended it and the entry that says so."""

    said: Said
    since: str
    until: str
    how: str
    ended_by: Said | None
    negated: bool


class Heard(NamedTuple):
    """A chorus as shown."""

    sentence: Markup
    evidence: str
    said: tuple[Said, ...]


class Expected(NamedTuple):
    """A forecast with the later passages that may bear on it."""

    said: Said
    bearings: tuple[Bearing, ...]


class Compared(NamedTuple):
    """A quotation with what came of looking for its source."""

    said: Said
    checked: Checked


@dataclass(frozen=True, slots=True)
class DerivedPage:
    """A page of what one question finds."""

    question: str
    rows: tuple[Turn | Pledge | Heard | Expected | Compared | Review, ...]
    total: int
    pager: Pager
    every: bool = False
    name: str = ""  # of an actor whom alone it is about
    on: str = ""
    fault: str = ""

    @property
    def template(self) -> str:
        """The page's own template."""
        return f"ledger/{self.question}.html"

    def leaf(self, number: int) -> str:
        """Return the address of another page of the list."""
        return self.address(leaf=number)

    def address(self, **more: object) -> str:
        """Return the page's address with something changed."""
        given = {"name": self.name, "on": self.on, "all": "1" if self.every else ""}
        return ledger_url(self.question, **(given | more))


def reversals_page(held: Held, name: str, every: bool, number: int) -> DerivedPage:
    """Return a page of the reversals, of one holder or all."""
    found = [one for one in held.told(every).reversals if _named(name, one.holder, one.target)]
    shown, pager = leaf(found, number, ROWS)
    return DerivedPage("reversals", tuple(turned(one, held) for one in shown), len(found), pager, every, name)


def turned(one: Reversal, held: Held) -> Turn:
    """Return a reversal as shown."""
    ends = [(polarity, when_words(when)) for polarity, when in zip(one.polarities, one.whens, strict=True)]
    sides = (one.after,) if one.shown == STATED else (one.before, one.after)
    return Turn(turn(one.holder, one.target, ends), one.shown, tuple(said(s, held.decisions) for s in sides))


def pledges_page(held: Held, on: str, name: str, every: bool, number: int) -> DerivedPage:
    """Return a page of the pledges, all or those in force on a day; a date that is none is said on it."""
    fault, found = "", list(held.told(every).standings)
    if on:
        try:
            first, last = day_span(on)
            found = [one for one in found if one.in_force(first or 0, last or 99991231)]
        except UsageError as wrong:
            fault, found = f"{wrong.message} {wrong.hint}", []
    found = [
        one for one in found if _named(name, one.pledge.holder, one.pledge.target, str(one.pledge.fields.get("instrument") or ""))
    ]
    found.sort(key=lambda one: one.negated)
    shown, pager = leaf(found, number, ROWS)
    return DerivedPage("pledges", tuple(pledge(one, held) for one in shown), len(found), pager, every, name, on, fault)


def pledge(one: Standing, held: Held) -> Pledge:
    """Return a pledge as shown."""
    since, until = (date_words(iso(day)) if day and day % 10000 > 0 else "" for day in (one.since, one.until))
    by = said(one.ended_by, held.decisions) if one.ended_by else None
    return Pledge(said(one.pledge, held.decisions), since, until, one.how, by, one.negated)


def choruses_page(held: Held, name: str, every: bool, number: int) -> DerivedPage:
    """Return a page of the choruses."""
    found = [one for one in held.told(every).choruses if _named(name, one.target, *one.holders)]
    shown, pager = leaf(found, number, ROWS)
    return DerivedPage("choruses", tuple(_heard(one, held) for one in shown), len(found), pager, every, name)


def _heard(one: Chorus, held: Held) -> Heard:
    of = Markup('<b class="{0}">{0}</b> {1}').format(one.polarity, who(one.target)) if one.polarity else who(one.target)
    holders = Markup(", ").join(map(who, one.holders))
    sentence = Markup("{}: {}").format(holders, of if one.target else "the same words")
    return Heard(sentence, one.evidence, tuple(said(s, held.decisions) for s in one.statements))


def forecasts_page(archive: Archive, held: Held, name: str, every: bool, number: int) -> DerivedPage:
    """Return a page of the forecasts, each with later passages that may bear on it."""
    told = held.told(every)
    shown, pager, total = _of_kind(held, "forecast", name, every, number)
    rows = (Expected(said(one.statement, held.decisions), one.bearings) for one in forecasts(archive, shown, told.statements))
    return DerivedPage("forecasts", tuple(rows), total, pager, every, name)


def quotations_page(archive: Archive, held: Held, name: str, every: bool, number: int) -> DerivedPage:
    """Return a page of the quotations, each compared with the place it comes from."""
    shown, pager, total = _of_kind(held, "quotation", name, every, number)
    rows = (Compared(said(one.statement, held.decisions), one) for one in check_quotations(archive, shown))
    return DerivedPage("quotations", tuple(rows), total, pager, every, name)


def _of_kind(held: Held, kind: str, name: str, every: bool, number: int) -> tuple[Sequence[Statement], Pager, int]:
    found = [s for s in held.told(every).of_kind(kind) if _named(name, s.holder, s.target)]
    return *leaf(found, number, LOOKED_UP), len(found)


def review_page(archive: Archive, number: int) -> DerivedPage:
    """Return a page of the decisions to be looked at again."""
    found: Sequence[Review] = review(archive)
    shown, pager = leaf(found, number, ROWS)
    return DerivedPage("review", tuple(shown), len(found), pager)


def _named(asked: str, *names: str) -> bool:
    return not asked or any(alike(asked, name) for name in names if name)
