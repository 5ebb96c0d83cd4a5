"""ledger --model: asking a language model about the texts of an archive; what it would cost is said before anything is sent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import click

from ...archive import Archive
from ...ledger.remote import Asked, Cache, Client, ask, estimate
from ...statements import answers_of, every_piece
from ..progress import shown as progress_shown
from ..wording import counted


def ask_model(archive: Archive, yes: bool) -> None:
    """Ask about every text what was not answered before, and keep the answers."""
    settings, cache, pieces = archive.config.model, Cache(answers_of(archive)), list(every_piece(archive))
    expected = estimate(pieces, settings, cache)
    click.echo(expected.sentence(), err=True)
    if settings is None or expected.windows == expected.kept:
        return
    if not yes:
        click.confirm(f"Send them to {settings.endpoint}?", abort=True, err=True)
    found: list[Asked] = []
    with Client(settings) as client, progress_shown("text") as progress:
        for n, piece in enumerate(pieces, 1):
            found.append(ask(piece, settings, cache, client))
            progress((n, len(pieces), n, len(pieces)))
    _tell(found)


def _tell(found: Iterable[Asked]) -> None:
    """Say what came of it: what was dropped and why, what failed."""
    these = list(found)
    reasons = sum((Counter(asked.reasons()) for asked in these), Counter())
    entries, failed = sum(len(asked.entries) for asked in these), [f for asked in these for f in asked.failed]
    sent = sum(asked.sent for asked in these)
    click.echo(f"{counted(sent, 'window')} sent, {entries:,} entries stand, {reasons.total():,} things dropped.", err=True)
    for reason, number in reasons.most_common():
        click.echo(f"  {number:,} × {reason}", err=True)
    for one in failed:
        click.echo(f"{one.doc}, characters {one.start} to {one.end}: {one.reason}; it is asked about again next time.", err=True)
