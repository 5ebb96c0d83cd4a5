"""Write docs/reference.md from what the commands say of themselves; with --check, only tell whether it is fresh."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from sourcebook.cli import VERBS, sourcebook

PAGE = Path(__file__).parents[1] / "docs" / "reference.md"
HEAD = """# The commands

Made from `--help` by `make docs`; a test keeps it fresh. What the parts are and why: [design](design.md).
"""
WIDTH = 100


def sections() -> Iterator[str]:
    """Yield the page's parts: the head, the command as a whole, then each verb."""
    yield HEAD
    whole = click.Context(sourcebook, info_name="sourcebook", terminal_width=WIDTH, max_content_width=WIDTH)
    yield section("sourcebook", sourcebook.get_help(whole))
    for verb in VERBS:
        command = sourcebook.get_command(whole, verb)
        if command:
            context = click.Context(command, info_name=verb, parent=whole, terminal_width=WIDTH, max_content_width=WIDTH)
            yield section(f"sourcebook {verb}", command.get_help(context))


def section(title: str, words: str) -> str:
    """Return a heading with the help under it, as printed."""
    return f"\n## {title}\n\n```text\n{words.rstrip()}\n```\n"


def main() -> None:
    """Write the page, or compare it."""
    page = "".join(sections())
    if "--check" not in sys.argv:
        PAGE.write_text(page, "utf-8")
    elif not PAGE.is_file() or PAGE.read_text("utf-8") != page:
        sys.exit("docs/reference.md is not what the commands say now: run make docs")


if __name__ == "__main__":
    main()
