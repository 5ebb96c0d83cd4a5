"""ledger entries: what the texts of an archive, or files, say was said, held, promised and expected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from ...archive import Archive
from ...errors import SourceError, UsageError
from ...files import File, scan
from ...ledger.reading import Offline
from ...ledger.statement import Statement
from ...statements import entries as entries_of
from ...statements import offline, propose_all
from ...statements.asking import asked as asked_for
from ...statements.files import read_files
from ...statements.proposing import Summary
from ..opening import lone_archive, opened, say_if_changed
from ..progress import shown as progress_shown
from ..wording import counted
from .asking_model import ask_model
from .lines import lines
from .options import about, json_option, kind_option, objects

MOST_NAMED = 5  # texts that failed


@click.command()
@click.argument("paths", metavar="[ARCHIVE|FILES…]", nargs=-1, type=click.Path(path_type=Path))
@kind_option
@about
@click.option("--on", metavar="DATE", help="Only what may have been said or held then: 1935, 1935-06, 1935-06-10.")
@click.option("--between", nargs=2, metavar="DATE DATE", help="Only what may have been said or held from one date to another.")
@click.option("--authorities", multiple=True, type=click.Path(path_type=Path, dir_okay=False, exists=True),
              help="For FILES: an authority file of your own; an archive's lie in its folder authorities/.")  # fmt: skip
@click.option("--pipeline", default="", metavar="NAME", help="Another pipeline of spaCy than the one it comes with.")
@click.option("--model", is_flag=True, help="First ask the language model that sourcebook.toml names: docs/ledger-model.md.")
@click.option("--yes", is_flag=True, help="With --model: send without asking whether to.")
@json_option
def entries(
    paths: tuple[Path, ...],
    authorities: tuple[Path, ...],
    pipeline: str,
    model: bool,
    yes: bool,
    as_objects: bool,
    every: bool,
    **cells: Any,
) -> None:
    """List entries: who said, held, promised or expected what of whom, with the words.

    An ARCHIVE is brought up to date first: texts that are new or changed are read, and those that other rules had read. FILES and
    folders are read here and now. Shown is what scores high enough; --all shows the rest. --json has an entry a line, in the form
    of docs/ledger.md.
    """
    asked = asked_for(**cells, shown=not every)
    archive = lone_archive(paths, "read")
    if archive or not paths:
        if authorities:
            raise UsageError("--authorities is for FILES.", "An archive's authority files lie in its folder authorities/.")
        here = opened(archive)
        if model:
            ask_model(here, yes)
        _read(here, pipeline)
        found: Iterable[Statement] = entries_of(here, **cells, shown=not every)
    elif model:
        raise UsageError("--model is for an ARCHIVE.", "Its sourcebook.toml names the model.")
    else:
        found = (s for s in _of_files(paths, Offline(authorities, pipeline)) if asked.meets(s))
    if as_objects:
        objects(statement.row() for statement in found)
        return
    for statement in found:
        click.echo("\n".join(lines(statement)))


def _read(archive: Archive, pipeline: str) -> None:
    """Bring the statements of an archive up to date, and say what was not read."""
    say_if_changed(archive)
    with progress_shown("text") as progress:
        summary = propose_all(archive, offline(archive, pipeline), progress)
    for line in _told(summary):
        click.echo(line, err=True)


def _told(summary: Summary) -> Iterator[str]:
    if summary.read:
        yield f"{counted(summary.read, 'text')} read, {summary.kept:,} kept; the archive has {summary.entries:,} entries."
    for language, number in sorted(summary.skipped.items()):
        yield f"{counted(number, 'text')} in another language ({language}) left out: only English is read."
    for name, why in summary.failed[:MOST_NAMED]:
        yield f"{name} could not be read: {why}."
    if len(summary.failed) > MOST_NAMED:
        yield f"and {len(summary.failed) - MOST_NAMED} more."


def _of_files(paths: tuple[Path, ...], rules: Offline) -> Iterator[Statement]:
    unread = {path.name for path in paths if path.is_file()}
    for found in read_files((file for path in paths for file in _files(path)), rules):
        unread.discard(found.path)
        for note in found.notes:
            language = note.removeprefix("language ")
            said = f"it is in another language ({language}); only English is read" if language != note else note
            click.echo(f"{found.path}: {said}", err=True)
        yield from found.statements
    for name in sorted(unread):
        click.echo(f"{name}: it is no document that can be read; give pages (.htm, .html) or plain texts (.txt).", err=True)


def _files(path: Path) -> Iterator[File]:
    """Yield the files below a folder under names relative to it, a file under its own name."""
    if not path.exists():
        raise SourceError(f"There is no file or folder {path}.")
    yield from scan(Path(), [str(path)])
