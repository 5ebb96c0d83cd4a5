"""ledger: who said, held, promised and expected what of whom, as told by whom; a question a verb."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType

import click

#: The questions, each with the file of this folder that holds its command.
QUESTIONS: Mapping[str, str] = MappingProxyType({
    "entries": "entries", "reversals": "derived", "choruses": "derived", "pledges": "derived", "forecasts": "derived",
    "quotations": "derived", "actors": "derived", "network": "exports", "statements": "exports", "decide": "deciding",
    "add": "deciding", "review": "deciding", "agreement": "deciding",
})  # fmt: skip


class Questions(click.Group):
    """The questions to a ledger; the question may stand before the archive or after it, and `entries` need not be said."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the signature is click's
        """Name the questions in the order in which one meets them."""
        return list(QUESTIONS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - the signature is click's
        """Load a question's file and return its command."""
        if cmd_name not in QUESTIONS:
            return None
        command: click.Command = getattr(import_module(f"{__name__}.{QUESTIONS[cmd_name]}"), cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the questions with a sentence each."""
        with formatter.section("Questions"):
            commands = ((name, self.get_command(ctx, name)) for name in QUESTIONS)
            formatter.write_dl([(name, command.get_short_help_str(100)) for name, command in commands if command])

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the question first, where click looks for it."""
        if args and args[0] in ctx.help_option_names:
            return super().parse_args(ctx, args)
        at = next((n for n, word in enumerate(args[:2]) if word in QUESTIONS), None)
        if at == 1 and args[0].startswith("-"):
            at = None
        asked = ["entries", *args] if at is None else [args[at], *args[:at], *args[at + 1 :]]
        return super().parse_args(ctx, asked)


@click.group(
    cls=Questions,
    subcommand_metavar="[ARCHIVE|FILES…] [QUESTION] [OPTIONS]…",
    epilog="`sourcebook ledger QUESTION --help` tells its options. What an entry is, and how people decide: docs/ledger.md.",
)
def ledger() -> None:
    """List who said, held, promised and expected what of whom, as told by whom.

    `sourcebook ledger ARCHIVE` reads the texts that changed, keeps what it finds in the archive and lists it; of FILES it is only
    listed. The questions below are answered from what is kept: `sourcebook ledger ARCHIVE reversals`.
    """
