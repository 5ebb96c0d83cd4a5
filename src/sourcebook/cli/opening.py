"""Which archive a verb means: the one given, else the one we stand in or below, else the default folder."""

from __future__ import annotations

from pathlib import Path

import click

from ..archive import Archive, open_archive
from ..config import archive_folder
from ..store.database import FOLDER

archive_option = click.option(
    "--archive", "archive_dir", type=click.Path(path_type=Path), metavar="DIR", help="The archive folder; else the one we are in."
)


def opened(given: Path | None) -> Archive:
    """Open the archive meant; raises NoArchive where there is none."""
    return open_archive(given or _around(Path.cwd()) or archive_folder(None))


def _around(folder: Path) -> Path | None:
    return next((place for place in (folder, *folder.parents) if (place / FOLDER).is_dir()), None)
