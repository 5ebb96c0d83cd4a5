"""cite: the reference of a text or passage, in a citation style or the format of a reference manager."""

from __future__ import annotations

from pathlib import Path

import click

from ..publish.cite import DEFAULT, styles
from ..publish.cite import cite as reference_of
from .opening import archive_option, opened


@click.command(epilog=f"Styles and formats: {', '.join(styles())}, and any style of the CSL collection by its name.")
@click.argument("address", metavar="NAME[#PASSAGE]")
@click.option("--style", "-s", default=DEFAULT, show_default=True, help="A citation style, or bibtex, ris, csl-json.")
@archive_option
def cite(address: str, style: str, archive_dir: Path | None) -> None:
    """Print the reference of a text or passage in a citation style.

    For a style: the note or the brackets for the running text, the bibliography's entry, and the address with the version.
    Only what the page states is in it.
    """
    archive = opened(archive_dir)
    click.echo(reference_of(archive, address, style, archive.config.base_address))
