"""How far a long piece of work is: a bar on a terminal, a line now and then elsewhere; on standard error."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from .wording import counted

SAY_EVERY = 10.0  # seconds between lines where there is no terminal
#: How many are done, of how many; how much that is (bytes, words), of how much.
Now = tuple[int, int, int, int]


class _Lines:
    """Says now and then how far the work is."""

    def __init__(self, what: str) -> None:
        self.what, self.started = what, time.monotonic()
        self.said = self.started

    def __call__(self, now: Now) -> None:
        moment = time.monotonic()
        if moment - self.said < SAY_EVERY:
            return
        self.said = moment
        done, total, size_done, size = now
        left = (size - size_done) * (moment - self.started) / max(1, size_done)
        rate = done / (moment - self.started)
        click.echo(f"{done:,} of {counted(total, self.what)}, {rate:,.0f} a second, about {left:,.0f} s left", err=True)


class _Bar:
    """Moves a progress bar, twenty times a second at most."""

    def __init__(self, bar: Bar, what: str) -> None:
        self.bar, self.task, self.moved, self.started = bar, bar.add_task(f"{what}s", total=None, rate=""), 0.0, time.monotonic()

    def __call__(self, now: Now) -> None:
        moment = time.monotonic()
        done, total, *_ = now
        if moment - self.moved > 0.05 or done == total:
            self.moved = moment
            rate = f"{done / max(0.01, moment - self.started):,.0f} a second"
            self.bar.update(self.task, completed=done, total=total, rate=rate, refresh=True)


@contextmanager
def shown(what: str, *, quiet: bool = False) -> Iterator[_Bar | _Lines]:
    """Give what is to be told how far the work is; `what` is the word for one of the things it is done on."""
    if quiet or not sys.stderr.isatty():
        yield _Lines(what)
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
        yield _Bar(bar, what)
