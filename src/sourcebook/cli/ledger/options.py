"""What several questions to a ledger have in common: which statements are meant, how they are printed, who decides."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import click

from ...archive import Archive
from ...files import whole_file
from ...ledger.model import KINDS
from ...ledger.statement import Statement
from ...statements import entries, need
from ..opening import opened

F = TypeVar("F", bound=Callable[..., Any])
CELLS = [
    click.option("--holder", metavar="NAME", help="Who says, holds, is bound or expects; a surname is enough."),
    click.option("--target", metavar="NAME", help="Whom or what it is directed at."),
    click.option("--voice", metavar="NAME", help="Who tells it: author, editor, or a quoted speaker."),
    click.option("--all", "every", is_flag=True, help="Also what is doubtful, and what people rejected."),
]
archive_argument = click.argument("archive", required=False, type=click.Path(path_type=Path))
json_option = click.option("--json", "as_objects", is_flag=True, help="One JSON object a line.")
kind_option = click.option("--kind", type=click.Choice(KINDS), help="Only entries of this kind.")
by_option = click.option(
    "--by", metavar="NAME", envvar="SOURCEBOOK_EDITOR", default="", help="Who decides; else $SOURCEBOOK_EDITOR."
)
note_option = click.option("--note", default="", help="Why so.")
set_option = click.option("--set", "changes", metavar="FIELD=VALUE", multiple=True, help="A field and what it should say.")
output_option = click.option("--output", "-o", type=click.Path(path_type=Path), help="Write into this file, whole or not at all.")


def about(command: F) -> F:
    """Add the options that say which statements are meant."""
    for option in reversed(CELLS):
        command = option(command)
    return command


def asked(archive: Path | None, **cells: Any) -> tuple[Archive, list[Statement]]:
    """Open the archive meant and return the statements asked for; one that was not read says how to."""
    here = opened(archive)
    need(here)
    every = bool(cells.pop("every", False))
    return here, entries(here, **cells, shown=not every)


def objects(rows: Iterable[dict[str, Any]]) -> None:
    """Print rows as JSON, one a line."""
    for row in rows:
        click.echo(json.dumps(row, ensure_ascii=False))


def written(words: str, output: Path | None) -> None:
    """Print words, or write them into a file."""
    if output is None:
        click.echo(words, nl=False)
        return
    with whole_file(output) as file:
        file.write(words.encode("utf-8", "replace"))
