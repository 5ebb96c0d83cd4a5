"""build: an archive from folders of documents, and up to date again."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from ..archive import open_archive
from ..build import Progress, Summary
from ..build import build as build_archive
from ..check import ARCHIVE_CHECKS, PAGE_CHECKS
from ..check.ignores import standing
from ..config import archive_folder
from .wording import counted

SAY_EVERY = 10.0  # seconds between lines where there is no terminal
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
    with _shown(quiet=quiet) as progress:
        summary = build_archive(sources, folder, page_checks=PAGE_CHECKS, archive_checks=ARCHIVE_CHECKS, progress=progress)
    if not quiet:
        counts = Counter(finding.code for finding in standing(open_archive(folder)))
        click.echo("\n".join(_told(summary, folder, counts)))
    for path in summary.failed[:MOST_NAMED]:
        click.echo(f"could not be processed: {path}", err=True)
    if len(summary.failed) > MOST_NAMED:
        click.echo(f"and {len(summary.failed) - MOST_NAMED} more; `sourcebook check` lists them all.", err=True)


class _Lines:
    """Says now and then how far a build is."""

    def __init__(self) -> None:
        self.started = self.said = time.monotonic()

    def __call__(self, now: Progress) -> None:
        moment = time.monotonic()
        if moment - self.said < SAY_EVERY:
            return
        self.said = moment
        rate = now.done / (moment - self.started)
        left = (now.bytes_total - now.bytes_done) * (moment - self.started) / max(1, now.bytes_done)
        click.echo(f"{now.done:,} of {counted(now.total, 'page')}, {rate:,.0f} a second, about {left:,.0f} s left", err=True)


class _Bar:
    """Moves a progress bar, twenty times a second at most."""

    def __init__(self, bar: Bar) -> None:
        self.bar, self.task, self.moved, self.started = bar, bar.add_task("pages", total=None, rate=""), 0.0, time.monotonic()

    def __call__(self, now: Progress) -> None:
        moment = time.monotonic()
        if moment - self.moved > 0.05 or now.done == now.total:
            self.moved = moment
            rate = f"{now.done / max(0.01, moment - self.started):,.0f} a second"
            self.bar.update(self.task, completed=now.done, total=now.total, rate=rate, refresh=True)


@contextmanager
def _shown(*, quiet: bool) -> Iterator[_Bar | _Lines]:
    """Show progress on standard error: a bar on a terminal, lines elsewhere."""
    if quiet or not sys.stderr.isatty():
        yield _Lines()
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    # without a thread that refreshes it: processes are best started where there is none
    with Bar(*columns, console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
        yield _Bar(bar)


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
