"""build: an archive from folders of documents, and up to date again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from ..archive import open_archive
from ..build import Summary
from ..build import build as build_archive
from ..check import ARCHIVE_CHECKS, PAGE_CHECKS
from ..check.ignores import standing
from ..config import archive_folder
from .progress import shown
from .wording import counted

MOST_NAMED = 5  # pages that failed


@click.command()
@click.argument("sources", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--archive", "archive_dir", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help="The archive folder."
)
@click.option("--quiet", "-q", is_flag=True, help="Say nothing but what went wrong.")
def build(sources: tuple[Path, ...], archive_dir: Path | None, quiet: bool) -> None:
    """Make an archive from folders of documents, or bring it up to date.

    SOURCES are needed the first time; sourcebook.toml in the archive folder remembers them. Without --archive the archive is
    the folder we stand in, if it is one, else ./sourcebook-archive. Only what changed is done again. The sources are never
    written to.
    """
    folder = archive_folder(archive_dir)
    with shown("page", quiet=quiet) as progress:
        summary = build_archive(sources, folder, page_checks=PAGE_CHECKS, archive_checks=ARCHIVE_CHECKS, progress=progress)
    if not quiet:
        counts = Counter(finding.code for finding in standing(open_archive(folder)))
        click.echo("\n".join(_told(summary, folder, counts)))
    for path in summary.failed[:MOST_NAMED]:
        click.echo(f"could not be processed: {path}", err=True)
    if len(summary.failed) > MOST_NAMED:
        click.echo(f"and {len(summary.failed) - MOST_NAMED} more; `sourcebook check` lists them all.", err=True)


def _told(summary: Summary, folder: Path, findings: Mapping[str, int]) -> Iterator[str]:
    """Yield the closing lines."""
    if summary.rebuilt:
        yield f"All was built again: {summary.rebuilt}"
    if summary.resumed:
        yield "The build went on from where the last one was cut off."
    yield f"{folder}: {counted(summary.pages, 'page')}, {counted(summary.texts, 'text')}, {counted(summary.words, 'word')}"
    done = (
        f"{counted(summary.redone, 'page')} done, {summary.kept:,} kept, {summary.removed:,} gone, {len(summary.failed):,} failed"
    )
    yield f"{done}, in {summary.seconds:.1f} s"
    if findings:
        by_code = ", ".join(f"{code} {count:,}" for code, count in sorted(findings.items()))
        yield f"{counted(sum(findings.values()), 'finding')}: {by_code}"
        yield f"`sourcebook check {folder}` lists them."
