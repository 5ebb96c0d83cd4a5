"""The command line: one small file a verb, each reads its arguments, makes one call and shows what comes back.

A verb's file holds a click command of the verb's name. It is loaded when the verb is called, so that `--help` and a
mistyped word answer at once; the verbs and what each is for stand here.
"""

from __future__ import annotations

import difflib
import errno
import sys
from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Any, NoReturn

import click

from .. import __version__
from ..errors import MachineError, QueryError, SourcebookError, UnknownName

VERBS: Mapping[str, str] = MappingProxyType({
    "build": "Make an archive from folders of documents, or bring it up to date.",
    "check": "List what is missing, contradictory or mistyped in an archive or in files.",
    "search": "Find words in an archive and show each place with its surroundings.",
    "show": "Print a text or one passage of it.",
    "cite": "Print the reference of a text or passage in a citation style.",
    "collate": "Show where witnesses of a text differ, word by word.",
    "serve": "Open the reading room: the archive in a browser.",
    "reuse": "Find passages that stand in several texts.",
    "works": "List the works of which an archive has several witnesses, and how these are related.",
    "ledger": "List who said, held, promised and expected what of whom, as told by whom.",
    "describe": "Print what pages state about themselves, with the words that say so.",
    "coverage": "Count the texts that have each field, by the kind of evidence that says so.",
})  # fmt: skip

#: What a machine says when it has no room, no right or no handle left; any other operating system error is a bug and shows as one.
REFUSALS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.EMFILE, errno.ENFILE, errno.EIO})


class Interrupted(SourcebookError):
    """The person at the keyboard stopped the call; 130 is what shells use for it."""

    exit_code = 130


class Verbs(click.Group):
    """The group of verbs; the one place where an expected fault becomes a sentence and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the signature is click's
        """Name the verbs in the order in which one meets them."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - the signature is click's
        """Load a verb's file and return its command."""
        if cmd_name not in VERBS:
            return None
        command: click.Command = getattr(import_module(f"{__name__}.{cmd_name}"), cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - the signature is click's
        """List the verbs with a sentence each, without loading any."""
        with formatter.section("Verbs"):
            formatter.write_dl(list(VERBS.items()))

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the verb that was asked for, or say which comes near."""
        if args[0] not in VERBS and not args[0].startswith("-"):
            raise unknown_verb(args[0])
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb."""
        try:
            return super().invoke(ctx)
        except SourcebookError as fault:
            stop(ctx, fault)
        except KeyboardInterrupt:
            stop(ctx, Interrupted("Stopped. What was finished before is kept."))
        except OSError as fault:
            if fault.errno not in REFUSALS:
                raise
            stop(ctx, refusal(fault))
        finally:
            sys.stdout.flush()  # here and not at exit, so that a reader who left early (head, less) makes no noise


def stop(ctx: click.Context, fault: SourcebookError) -> NoReturn:
    """Show a fault on standard error, one sentence, the spot in the query, the hint, and end with its exit code."""
    pointer = fault.pointer().splitlines() if isinstance(fault, QueryError) else ()
    lines = (f"sourcebook: {fault.message}", *(f"  {line}" for line in pointer), fault.hint)
    click.echo("\n".join(filter(None, lines)), err=True)
    ctx.exit(fault.exit_code)


def unknown_verb(word: str) -> UnknownName:
    """Return the fault of a verb that is none, with the nearest or else all of them."""
    fault = UnknownName("verb", word, tuple(difflib.get_close_matches(word.lower(), VERBS, 2)))
    fault.hint = fault.hint or f"The verbs are {', '.join(VERBS)}."
    return fault


def refusal(fault: OSError) -> MachineError:
    """Return what the operating system refused, as one sentence."""
    where = f": {fault.filename}" if fault.filename else ""
    return MachineError(f"The machine refused{where}: {(fault.strerror or str(fault)).lower()}.")


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", prog_name="sourcebook", message="%(prog)s %(version)s")
def sourcebook() -> None:
    """Turn a folder of transcribed documents into an archive to check, cite, search and argue from.

    Exit codes: 0 clean, 1 findings, 2 the call's words, 3 and up by kind of fault (docs/design.md lists them).
    """


def main() -> None:
    """Run the command line."""
    sourcebook.main(prog_name="sourcebook")
