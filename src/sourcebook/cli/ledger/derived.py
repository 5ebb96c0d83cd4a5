"""ledger reversals, choruses, pledges, forecasts, quotations, actors: what entries show when laid side by side."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from ...ledger.choruses import Chorus
from ...ledger.choruses import choruses as find_choruses
from ...ledger.names import folded
from ...ledger.pledges import Standing, in_force, standings
from ...ledger.reversals import STATED, Reversal
from ...ledger.reversals import reversals as find_reversals
from ...ledger.statement import iso
from ...statements import actors_of, day_span
from ...statements.forecasts import Forecast
from ...statements.forecasts import forecasts as find_forecasts
from ...statements.quotations import Checked, check_quotations
from ...statements.reused import reused
from ..wording import counted
from .lines import headline, lines
from .options import about, archive_argument, asked, json_option, objects

SHOWN = 240  # characters of a passage that are shown


@click.command()
@archive_argument
@about
@json_option
def reversals(archive: Path | None, as_objects: bool, **cells: Any) -> None:
    """List who turned for or against whom: with both passages, in order of time.

    Turns that one passage states come first, then those that one text shows, then those that two texts show.
    """
    found = find_reversals(asked(archive, **cells)[1])
    if as_objects:
        objects(one.row() for one in found)
        return
    for one in found:
        click.echo("\n".join(_reversal(one)))
    click.echo(f"{counted(len(found), 'reversal')}.", err=True)


def _reversal(one: Reversal) -> Iterator[str]:
    turn = " → ".join(f"{p} ({when or 'undated'})" for p, when in zip(one.polarities, one.whens, strict=True))
    yield f"{one.holder}, {one.target}: {turn}; {one.shown}"
    for side in (one.after,) if one.shown == STATED else (one.before, one.after):
        yield f"  {side.entry.when or 'undated'}, as told by {side.entry.voice}: “{side.entry.quote}”"
        yield f"    {side.address}  {side.id}"
    yield ""


@click.command()
@archive_argument
@about
@json_option
def choruses(archive: Path | None, as_objects: bool, **cells: Any) -> None:
    """List what several say of one target in nearly the same words.

    After `sourcebook reuse` also what lies in passages that texts share.
    """
    here, statements = asked(archive, **cells)
    found = find_choruses(statements, reused(here, statements))
    if as_objects:
        objects(one.row() for one in found)
        return
    for one in found:
        click.echo("\n".join(_chorus(one)))
    text = "chorus" if len(found) == 1 else "choruses"
    click.echo(f"{len(found):,} {text}.", err=True)


def _chorus(one: Chorus) -> Iterator[str]:
    of = f"{one.polarity} {one.target}".strip() or "the same words"
    yield f"{', '.join(one.holders)}: {of}; {one.evidence}"
    for statement in one.statements:
        yield f"  {statement.holder}, {statement.entry.when or 'undated'}: “{statement.entry.quote}”"
        yield f"    {statement.address}  {statement.id}"
    yield ""


@click.command()
@archive_argument
@click.option("--on", metavar="DATE", help="Only those in force then: begun, and not said to have ended.")
@about
@json_option
def pledges(archive: Path | None, on: str | None, as_objects: bool, **cells: Any) -> None:
    """List who is bound to what, towards whom, on what condition, since when and until when.

    --holder is who is bound, --target towards whom. A pledge ends by a term it names, or when a party turns against its instrument
    or is said not to be bound any more. What says that somebody is *not* bound comes last.
    """
    days = day_span(on) if on is not None else None
    here, meant = asked(archive, kind="pledge", **cells)
    ids = {statement.id for statement in meant}
    every = asked(here.folder, every=cells.get("every", False))[1]
    found = in_force(every, days[0] or 0, days[1] or 99991231) if days else standings(every)
    found = [one for one in found if one.pledge.id in ids]
    if as_objects:
        objects(one.row() for one in found)
        return
    for one in found:
        click.echo("\n".join(_standing(one)))
    click.echo(f"{counted(len(found), 'pledge')}.", err=True)


def _standing(one: Standing) -> Iterator[str]:
    head, *rest = lines(one.pledge)
    yield head
    yield from rest[:-1]
    if one.how:
        by = f" by {one.ended_by.address}: “{one.ended_by.entry.quote}”" if one.ended_by else ""
        yield f"  until {iso(one.until)}: {one.how}{by}"
    yield ""


@click.command()
@archive_argument
@about
@json_option
def forecasts(archive: Path | None, as_objects: bool, **cells: Any) -> None:
    """List what was expected, with later texts of the archive that speak of it.

    They may bear on it; whether it came true is for the reader to judge.
    """
    here, meant = asked(archive, kind="forecast", **cells)
    found = find_forecasts(here, meant)
    if as_objects:
        objects(one.row() for one in found)
        return
    for one in found:
        click.echo("\n".join(_forecast(one)))
    click.echo(f"{counted(len(found), 'forecast')}.", err=True)


def _forecast(one: Forecast) -> Iterator[str]:
    yield from [*lines(one.statement)][:-1]
    for later in one.bearings:
        shared = ", ".join((*later.actors, *(word for word in later.shared if word not in folded(" ".join(later.actors)).split())))
        yield f"  may bear on it: {later.address}  {later.text.date}  ({shared})"
        yield f"    “{_cut(later.words)}”"
    yield ""


@click.command()
@archive_argument
@about
@json_option
def quotations(archive: Path | None, as_objects: bool, **cells: Any) -> None:
    """List quotations, each compared with the place it comes from.

    The place cited is looked for among the texts of the archive, then the words themselves: verbatim, a variant with its
    differences, or not found.
    """
    here, meant = asked(archive, kind="quotation", **cells)
    for one in check_quotations(here, meant):
        if as_objects:
            objects([one.row()])
        else:
            click.echo("\n".join(_quotation(one)))


def _quotation(one: Checked) -> Iterator[str]:
    yield headline(one.statement)
    yield f"  “{one.statement.fields['words']}”"
    yield f"  {one.statement.address}  {one.statement.id}"
    place = f": {one.address} ({one.why})" if one.text else ""
    yield f"  {one.verdict}{place}"
    for difference in one.differences:
        yield f"    there “{difference.source}”, here “{difference.quoted}” ({difference.kind})"
    yield ""


@click.command()
@archive_argument
@about
@json_option
def actors(archive: Path | None, as_objects: bool, **cells: Any) -> None:
    """List who acts in the entries and who is spoken of, with counts."""
    found = actors_of(asked(archive, **cells)[1])
    if as_objects:
        objects(one._asdict() for one in found)
        return
    for one in found:
        years = "–".join(dict.fromkeys(str(day // 10000) for day in (one.first, one.last) if day))
        click.echo(f"{one.name}  holds {one.holds:,}, is target {one.is_target:,}  {years}".rstrip())


def _cut(words: str) -> str:
    return words if len(words) <= SHOWN else f"{words[:SHOWN].rsplit(' ', 1)[0]} …"
