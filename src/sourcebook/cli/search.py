"""search: concordance lines for a query, or how many there are by year, author, venue or genre."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import click

from ..archive import Line, Options, Results
from ..errors import UsageError
from ..store.search import COUNTED, SORTS
from .opening import archive_option, opened
from .wording import counted

PIPED = 160  # columns where there is no terminal
TEXT_FIELDS = ("name", "version", "title", "author", "date", "venue", "path")
LEAST = 8  # characters on either side of a match, however long it is


@click.command(epilog="The query language, with examples: docs/search.md.")
@click.argument("words", nargs=-1, required=True, metavar="[ARCHIVE] QUERY")
@archive_option
@click.option("--limit", "-n", default=50, show_default=True, type=click.IntRange(1), help="How many lines.")
@click.option("--offset", default=0, type=click.IntRange(0), help="How many lines to leave out first.")
@click.option(
    "--sort",
    default=SORTS[0],
    show_default=True,
    type=click.Choice(SORTS),
    help="The order of the lines; left and right: by context.",
)
@click.option("--count-by", type=click.Choice(COUNTED), help="Count texts and passages instead of showing lines.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def search(
    words: tuple[str, ...], archive_dir: Path | None, limit: int, offset: int, sort: str, count_by: str | None, as_json: bool
) -> None:
    """Find words in an archive and show each place with its surroundings.

    \b
    sourcebook search revolution
    sourcebook search '"united front" author:trotsky written:1930..1935'
    sourcebook search 'NEAR(stalin bureaucra*, 10)' --sort date
    """
    folder, query = _meant(words, archive_dir)
    archive = opened(folder)
    if count_by:
        _show_counts(archive.counts_by(query, count_by), as_json=as_json)
        return
    width = shutil.get_terminal_size((PIPED, 24)).columns
    results = archive.search(query, Options(limit, offset, sort, width // 2))
    click.echo(_as_json(query, results) if as_json else "\n".join(_page(query, results, width)))


def _meant(words: tuple[str, ...], given: Path | None) -> tuple[Path | None, str]:
    """Tell the archive from the query: a first word that is a folder, or looks like one, is the archive."""
    if given is None and len(words) > 1 and (Path(words[0]).is_dir() or "/" in words[0].rstrip("/").lstrip("/")):
        return Path(words[0]), " ".join(words[1:])
    if len(words) == 1 and Path(words[0]).is_dir() and "/" in words[0]:
        raise UsageError("There is no query.", "sourcebook search ARCHIVE QUERY")
    return given, " ".join(words)


def _page(query: str, results: Results, width: int) -> list[str]:
    address = max((len(line.address) for line in results.lines), default=0)
    context = max(16, (width - min(address, width // 3) - 2) // 2)
    yet = len(results.lines) and f", {counted(len(results.lines), 'line')} shown"
    total = f"{query}: {counted(results.texts, 'text')}, {counted(results.passages, 'passage')}{yet or ''}, by {results.sort}"
    return [total, *results.notes, *(_line(line, context) for line in results.lines)]


def _line(line: Line, context: int) -> str:
    around = max(LEAST, context - len(line.match) // 2)
    rest = max(LEAST, 2 * context - around - len(line.match))
    left, right = line.left[-around:], line.right[:around]
    return f"{left:>{around}}{click.style(line.match, bold=True)}{right:<{rest}}  {line.address}"


def _show_counts(counts: list[tuple[str, int, int]], *, as_json: bool) -> None:
    if as_json:
        click.echo(
            json.dumps(
                [dict(zip(("value", "texts", "passages"), row, strict=True)) for row in counts], ensure_ascii=False, indent=1
            )
        )
        return
    width = max((len(value) for value, _, _ in counts), default=0)
    for value, texts, passages in counts:
        click.echo(f"{value:<{width}}  {counted(texts, 'text'):>12}  {counted(passages, 'passage'):>15}")


def _as_json(query: str, results: Results) -> str:
    lines = [line._asdict() | {"text": {field: getattr(line.text, field) for field in TEXT_FIELDS}} for line in results.lines]
    return json.dumps({"query": query, **results._asdict(), "lines": lines}, ensure_ascii=False, indent=1)
