"""coverage: how many texts of an archive have each field, and from which kind of evidence."""

from __future__ import annotations

import csv
import difflib
import io
import json
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Column, Table

from ..archive import Archive
from ..check.coverage import CORE, FIELDS, GROUPS, Coverage, Folder, below, lacking, percents, tally, tidy
from ..check.coverage import coverage as covered
from ..errors import UnknownName
from .opening import opened, say_if_changed

#: So many eighths of a block make a bar's last part.
EIGHTHS = " ▏▎▍▌▋▊▉█"
BAR = 10
#: Folders that a table on the terminal shows; --csv has all.
SHOWN = 40
RIGHT = partial(Column, justify="right")


@click.command()
@click.argument("archive_dir", metavar="[ARCHIVE]", required=False, type=click.Path(path_type=Path))
@click.option("--folder", default="", metavar="PATH", help="Only the texts below this folder of the sources.")
@click.option("--depth", default=1, show_default=True, type=click.IntRange(1), help="How many levels of folders to tell apart.")
@click.option("--without", "field", metavar="FIELD", help="Name the texts that lack a field instead, a path and name a line.")
@click.option("--json", "form", flag_value="json", help="One JSON object: the whole and its folders.")
@click.option("--csv", "form", flag_value="csv", help="One row a folder, field and kind of evidence; none: texts without it.")
def coverage(archive_dir: Path | None, folder: str, depth: int, field: str | None, form: str | None) -> None:
    """Count the texts that have each field, by the kind of evidence that says so.

    A field counts where words of the page carry it. Not every empty field is a gap: a text that was never translated has no
    translator.
    """
    archive = opened(archive_dir)
    say_if_changed(archive)
    if field is not None:
        lines = _without(archive, field, folder)
    else:
        found = covered(tally(archive), folder, depth)
        lines = {"json": _json, "csv": _csv, None: _tables}[form](archive, found)
    for line in lines:
        click.echo(line)


def _without(archive: Archive, field: str, folder: str) -> Iterator[str]:
    if field not in FIELDS:
        raise UnknownName("field", field, tuple(difflib.get_close_matches(field, FIELDS, 2)) or FIELDS)
    ids = lacking(archive, field)
    return (f"{t.path}\t{t.name}" for t in archive.texts(order="path") if t.id in ids and t.path.startswith(below(folder)))


def _json(archive: Archive, found: Coverage) -> Iterator[str]:
    whole = {"archive": archive.title, "built": archive.built, **_object(found.whole)}
    yield json.dumps(whole | {"folders": [_object(part) for part in found.parts]}, ensure_ascii=False)


def _object(folder: Folder) -> dict[str, Any]:
    fields = {share.field: {"texts": share.texts, "evidence": dict(share.kinds)} for share in folder.shares}
    return {"folder": folder.path, "texts": folder.texts, "fields": fields}


def _csv(_: Archive, found: Coverage) -> Iterator[str]:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([("folder", "field", "evidence", "texts"), *tidy(found)])
    return iter(out.getvalue().splitlines())


def _tables(archive: Archive, found: Coverage) -> Iterator[str]:
    where = f", {found.whole.path}" if found.whole.path else ""
    yield f"{archive.title}{where}: {found.whole.texts:,} texts"
    yield from _drawn(_by_field(found.whole))
    if len(found.parts) > 1:
        yield from _drawn(_by_folder(found))
    if len(found.parts) > SHOWN:
        yield f"and {len(found.parts) - SHOWN:,} more folders: --csv has all"


def _by_field(whole: Folder) -> Table:
    table = _table(Column("field"), RIGHT("texts"), RIGHT(), Column(), Column("read in"))
    for n, (_, fields) in enumerate(GROUPS):
        if n:
            table.add_row()
        for share in map(whole.share, fields):
            kinds = ", ".join(f"{kind} {n:,}" for kind, n in share.kinds)
            percent, bar = percents(share.texts, whole.texts), _bar(share.texts, whole.texts)
            table.add_row(share.field, f"{share.texts:,}", percent, bar, kinds)
    return table


def _table(*columns: Column) -> Table:
    return Table(*columns, box=None, pad_edge=False, padding=(0, 2, 0, 0))


def _by_folder(found: Coverage) -> Table:
    table = _table(Column("folder"), RIGHT("texts"), *map(RIGHT, CORE))
    for part in sorted(found.parts, key=lambda part: -part.texts)[:SHOWN]:
        shares = (percents(part.share(field).texts, part.texts) for field in CORE)
        table.add_row(part.path or ".", f"{part.texts:,}", *shares)
    return table


def _bar(part: int, whole: int) -> str:
    eighths = round(BAR * 8 * part / whole) if whole else 0
    return ("█" * (eighths // 8) + EIGHTHS[eighths % 8]).strip()


def _drawn(table: Table) -> Iterator[str]:
    console = Console(width=min(120, shutil.get_terminal_size().columns), highlight=False)
    with console.capture() as drawn:
        console.print(table)
    yield ""
    yield from map(str.rstrip, drawn.get().splitlines())
