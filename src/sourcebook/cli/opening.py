"""Which archive a verb means: the one given, else the one we stand in or below, else the default folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from ..archive import Archive, open_archive
from ..check.placed import changed
from ..config import FILE, archive_folder
from ..errors import UsageError
from ..store.database import FOLDER

archive_option = click.option(
    "--archive", "archive_dir", type=click.Path(path_type=Path), metavar="DIR", help="The archive folder; else the one we are in."
)


def opened(given: Path | None) -> Archive:
    """Open the archive meant; raises NoArchive where there is none."""
    return open_archive(given or _around(Path.cwd()) or archive_folder(None))


def lone_archive(paths: Sequence[Path], done: str) -> Path | None:
    """Return the archive among paths, None where they are files and folders; raises UsageError for an archive among others."""
    archives = [path for path in paths if (path / FILE).is_file() or (path / FOLDER).is_dir()]
    if len(paths) > 1 and archives:
        raise UsageError(f"{archives[0]} is an archive and must be {done} alone.", "Or give the folder of its sources.")
    return next(iter(archives), None)


def say_if_changed(archive: Archive) -> None:
    """Say on standard error that what is shown of an archive is not the newest state of its sources."""
    if gone := [source for source in archive.sources if not source.exists()]:
        click.echo(
            f"{gone[0]} is not there any more: if it has moved, name its new place with `sourcebook build PLACE --archive"
            f" {archive.folder}`. What is shown was read before.",
            err=True,
        )
        return
    if count := len(changed(archive)):
        files = "1 file has" if count == 1 else f"{count:,} files have"
        click.echo(f"{files} changed since the archive was built: `sourcebook build` looks again.", err=True)


def _around(folder: Path) -> Path | None:
    return next((place for place in (folder, *folder.parents) if (place / FOLDER).is_dir()), None)
