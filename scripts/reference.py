"""Write docs/reference.md from what the commands say of themselves, and the tables of other pages from the code; with --check,
only tell whether they are fresh.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from sourcebook.cli import VERBS, sourcebook
from sourcebook.describe.why import FIELDS, PLACES, preferences
from sourcebook.publish.catalogue import COLUMNS

DOCS = Path(__file__).parents[1] / "docs"
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
            if isinstance(command, click.Group):
                yield from questions(command, context)


def questions(group: click.Group, above: click.Context) -> Iterator[str]:
    """Yield the parts of a verb that has verbs of its own."""
    for name in group.list_commands(above):
        if command := group.get_command(above, name):
            context = click.Context(command, info_name=name, parent=above, terminal_width=WIDTH, max_content_width=WIDTH)
            yield section(f"{above.command_path} {name}", command.get_help(context))


def section(title: str, words: str) -> str:
    """Return a heading with the help under it, as printed."""
    return f"\n## {title}\n\n```text\n{words.rstrip()}\n```\n"


def preference() -> Iterator[str]:
    """Yield the table of which evidence is believed."""
    yield from ("| field | believed in this order |", "|---|---|")
    for field, kinds in preferences():
        order = ", ".join(f"{PLACES[kind]} (`{kind}`)" for kind in kinds)
        yield f"| {f'{FIELDS[field]} (`{field}`)' if field else 'all others'} | {order or 'all alike'} |"


def columns() -> Iterator[str]:
    """Yield the table of the catalogue's columns."""
    yield from ("| column | cells | what |", "|---|---|---|")
    yield from (f"| `{column.name}` | {column.kind} | {column.says} |" for column in COLUMNS)


def with_table(page: str, name: str, table: Iterator[str]) -> str:
    """Return a page with a table between its marks."""
    lines = "\n".join(table)
    return re.sub(rf"(<!-- {name}: [^\n]*-->\n).*?(<!-- end -->)", lambda found: f"{found[1]}{lines}\n{found[2]}", page, flags=re.S)


def pages() -> Iterator[tuple[Path, str]]:
    """Yield each page that is made, whole or in part, as it should be."""
    yield DOCS / "reference.md", "".join(sections())
    for name, label, table in (("evidence.md", "preference", preference()), ("catalogue.md", "columns", columns())):
        yield DOCS / name, with_table((DOCS / name).read_text("utf-8"), label, table)


def main() -> None:
    """Write the pages, or compare them."""
    for path, page in pages():
        if "--check" not in sys.argv:
            path.write_text(page, "utf-8")
        elif not path.is_file() or path.read_text("utf-8") != page:
            sys.exit(f"docs/{path.name} is not what the code says now: run make docs")


if __name__ == "__main__":
    main()
