"""ledger decide, add, review, agreement: what people make of what was proposed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from ...errors import SourceError, UnknownName, UsageError
from ...files import scan
from ...ledger.agreement import Agreement, Sentences, of_decisions, of_labels, quoted, sentences
from ...ledger.decided import DECISIONS
from ...ledger.model import FIELDS, KINDS
from ...model import READING, Described
from ...publish.described import of_files
from ...statements import add as add_entry
from ...statements import decide as decide_entry
from ...statements import load_decisions, need, statement
from ...statements import review as find_review
from ..opening import opened
from .lines import lines
from .options import archive_argument, by_option, json_option, note_option, objects, set_option

TRUTHS = {"true": True, "yes": True, "false": False, "no": False}
CHOICES = tuple(decision for decision in DECISIONS if decision != "add")


@click.command()
@click.argument("words", metavar="[ARCHIVE] ID accept|reject|correct", nargs=-1)
@set_option
@by_option
@note_option
def decide(words: tuple[str, ...], changes: tuple[str, ...], by: str, note: str) -> None:
    """Accept, reject or correct an entry; ID is its name as listed, or a beginning of it.

    Written down in decisions/statements.jsonl, which outlasts every build. A correction says what the fields should be:
    --set holder="Karl Loft" --set when=1935-06; an empty value empties the field, lists are parted by semicolons.
    """
    *place, id, decision = _words(words, 2, "ID accept|reject|correct")
    here = opened(Path(place[0]) if place else None)
    if decision not in CHOICES:
        raise UnknownName("decision", decision, CHOICES)
    one = statement(here, id)
    decide_entry(here, one, decision, _changes(one.kind, changes), by, note)
    click.echo("\n".join(lines(statement(here, one.id))))


@click.command()
@click.argument("words", metavar="[ARCHIVE] NAME KIND", nargs=-1)
@click.option("--quote", required=True, metavar="WORDS", help="The words that carry it, copied exactly from the text.")
@set_option
@by_option
@note_option
def add(words: tuple[str, ...], quote: str, changes: tuple[str, ...], by: str, note: str) -> None:
    """Add an entry that no rule proposed: the text's NAME, the KIND, its words and fields."""
    *place, name, kind = _words(words, 2, "NAME KIND")
    if kind not in KINDS:
        raise UnknownName("kind", kind, KINDS)
    here = opened(Path(place[0]) if place else None)
    made = add_entry(here, name, kind, quote, _changes(kind, changes), by, note)
    click.echo("\n".join(lines(statement(here, made.id))))


def _words(words: Sequence[str], least: int, form: str) -> Sequence[str]:
    if not least <= len(words) <= least + 1:
        raise UsageError(f"What is asked for is [ARCHIVE] {form}.", "`--help` tells more.")
    return words


def _changes(kind: str, changes: Iterable[str]) -> dict[str, Any]:
    """Return fields and values as they were typed: `negated=true`, `about=France; Italy`, `to.polarity=for`, `cited=`."""
    found: dict[str, Any] = {}
    for change in changes:
        field, equals, value = change.partition("=")
        if not equals:
            raise UsageError(f"--set {change!r} says no value.", f"--set {FIELDS[kind][0]}=…")
        key, _, part = field.strip().partition(".")
        if part:
            found[key] = {**found.get(key, {}), part: value or None}
        else:
            found[key] = _value(key, value.strip())
    return found


def _value(key: str, value: str) -> Any:
    if key == "negated":
        return TRUTHS.get(value.lower(), value)
    if key == "about":
        return [name.strip() for name in value.split(";") if name.strip()]
    return value or None


@click.command()
@archive_argument
@json_option
def review(archive: Path | None, as_objects: bool) -> None:
    """List decisions to be looked at again: their words have gone, or no rule proposes them.

    They are never lost: what was accepted, corrected or added is shown as long as its words are in the text.
    """
    here = opened(archive)
    need(here)
    found = find_review(here)
    for one in found:
        d = one.decision
        if as_objects:
            objects([d.row() | {"line": d.line, "why": one.why, "now": list(one.now)}])
            continue
        now = f"; now proposed: {', '.join(one.now)}" if one.now else ""
        click.echo(f"{d.decision} {d.id} ({d.kind} in {d.text}, line {d.line}): {one.why}{now}\n  “{d.quote}”\n")
    click.echo(f"{len(found):,} to be looked at again." if found else "Every decision stands.", err=True)


@click.command()
@click.argument("paths", metavar="[ARCHIVE] | A.jsonl B.jsonl", nargs=-1, type=click.Path(path_type=Path))
@click.option("--documents", type=click.Path(path_type=Path), help="Where the documents lie, for files labelled apart.")
@json_option
def agreement(paths: tuple[Path, ...], documents: Path | None, as_objects: bool) -> None:
    """Tell how far editors agree, by Krippendorff's alpha (nominal).

    Of an ARCHIVE: about the entries that two editors both decided. Of two files labelled apart, an entry a line: for each kind over
    the sentences of --documents; without them over the passages that either labelled, which is too strict.
    """
    if len(paths) == 2:
        one, other = map(_labels, paths)
        found = [("", a) for a in of_labels(one, other, _sentences(documents) if documents else quoted(one, other))]
    elif len(paths) < 2:
        decisions = load_decisions(opened(paths[0] if paths else None).folder)
        found = [(f"{a} and {b}", told) for (a, b), told in of_decisions(decisions)]
    else:
        raise UsageError("Agreement is between two files.", "Give an archive, or A.jsonl B.jsonl.")
    if as_objects:
        objects({"editors": who, **told._asdict()} for who, told in found)
        return
    for who, told in found:
        click.echo(_agreement(who, told))
    if not found:
        click.echo("No two editors have decided about the same entry (--by says who decides).", err=True)


def _agreement(who: str, told: Agreement) -> str:
    alpha = "none: nothing varies" if told.alpha is None else f"{told.alpha:.3f}"
    return f"{f'{who}, ' if who else ''}{told.over}: alpha {alpha}; {told.same:,} of {told.units:,} the same"


def _labels(path: Path) -> list[dict[str, Any]]:
    try:
        rows = [(n, json.loads(line)) for n, line in enumerate(path.read_text("utf-8").splitlines(), 1) if line.strip()]
    except OSError as fault:
        raise SourceError(f"{path} cannot be read: {(fault.strerror or str(fault)).lower()}.") from fault
    except ValueError as fault:
        raise SourceError(f"{path} is not JSON, one object a line: {fault}.") from fault
    for n, row in rows:
        if not isinstance(row, dict) or row.get("kind") not in KINDS or not row.get("quote"):
            raise SourceError(f"{path}:{n} is no entry.", 'An entry has "doc", "kind" and "quote"; docs/ledger.md explains it.')
    return [row for _, row in rows]


def _sentences(folder: Path) -> Sentences:
    """Return the sentences of the documents of a folder, by their names."""
    if not folder.exists():
        raise SourceError(f"There is no file or folder {folder}.")
    return {
        page.page.source.path: [*_of_page(page)] for page in of_files(scan(Path(), [str(folder)])) if isinstance(page, Described)
    }


def _of_page(page: Described) -> Iterator[str]:
    for block in page.page.blocks:
        if block.role in READING:
            yield from sentences(page.page.words(block))
