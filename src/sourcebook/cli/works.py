"""works: which texts are witnesses of one work."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from ..archive import Archive, TextRecord
from ..check import COMPARED_CHECKS
from ..dates import date_words
from ..errors import UsageError
from ..kinship import RELATIONS, Decision, Kinship, Work, kinships, republications
from ..kinship import works as find_works
from ..relating import decide, relate
from ..store.database import database
from ..store.write import renew_compared
from .opening import opened
from .wording import counted


@click.command(epilog="The relations and what they stand on: docs/reuse.md.")
@click.argument("archive", required=False, type=click.Path(path_type=Path))
@click.option("--confirm", nargs=2, metavar="NAME NAME", help="Write down that two texts are witnesses of one work.")
@click.option("--reject", nargs=2, metavar="NAME NAME", help="Write down that they are not.")
@click.option("--relation", type=click.Choice(RELATIONS), help="With --confirm: what the first is to the second.")
@click.option("--reason", default="", help="Why so.")
@click.option("--json", "as_objects", is_flag=True, help="One JSON object a work.")
def works(
    archive: Path | None,
    confirm: tuple[str, str] | None,
    reject: tuple[str, str] | None,
    relation: str | None,
    reason: str,
    as_objects: bool,
) -> None:
    """List the works of which an archive has several witnesses, and how these are related.

    They are found from what `sourcebook reuse` has stored. Nothing is merged: a work is a view over its witnesses. What people
    decide is kept in decisions/works.jsonl and outlasts every build. `sourcebook check` then lists what the comparison brought
    to light: copies that do not say so, dates that disagree, quotations that differ, slips of one witness.
    """
    here = opened(archive)
    if confirm and reject:
        raise UsageError("--confirm and --reject cannot be given together.", "Decide one pair at a time.")
    for pair, decision in ((confirm, "confirmed"), (reject, "rejected")):
        if pair:
            decide(here, Decision(*pair, decision, relation or "", reason))
    _compared(here)
    relate(here)
    renew_compared(database(here.folder), [finding for check in COMPARED_CHECKS for finding in check(here)])
    found = find_works(here)
    for work in found:
        click.echo(json.dumps(_object(here, work), ensure_ascii=False) if as_objects else "\n".join(_lines(here, work)))
    parts = sum(one.relation == "part" for one in kinships(here))
    stand = "stands" if parts == 1 else "stand"
    click.echo(
        f"{counted(len(found), 'work')} with several witnesses; {counted(parts, 'text')} {stand} in a larger one as a part.",
        err=True,
    )


def _compared(archive: Archive) -> None:
    if not archive.rows("SELECT 1 FROM parallel LIMIT 1"):
        click.echo("No parallels are stored: run `sourcebook reuse` first, after each build that changes texts.", err=True)


def _lines(archive: Archive, work: Work) -> Iterator[str]:
    yield work.title
    for witness in work.witnesses:
        facts = (witness.address, date_words(witness.date) or "undated", counted(witness.words, "word"), witness.title or "")
        yield f"  {'  '.join(facts)}".rstrip()
    for one in work.kinships:
        mark = f" ({one.decision})" if one.decision else ""
        yield f"    {one.a.name} is {_relation(one)} {one.b.name}{mark}: {one.evidence}."
    for witness, step in republications(archive, work):
        yield f"    {witness.name}: {step.kind} {' '.join(step.words.split())}"
    yield ""


def _relation(one: Kinship) -> str:
    return one.seen_from(one.a)[1]


def _object(archive: Archive, work: Work) -> dict[str, Any]:
    return {
        "title": work.title,
        "witnesses": [_witness(witness) for witness in work.witnesses],
        "relations": [
            {"a": one.a.name, "b": one.b.name} | dict(zip(one._fields[2:7], one[2:7], strict=True)) for one in work.kinships
        ],
        "origin": [{"text": witness.name, **step._asdict()} for witness, step in republications(archive, work)],
    }


def _witness(text: TextRecord) -> dict[str, Any]:
    return {field: getattr(text, field) for field in ("name", "version", "title", "date", "words", "path")}
