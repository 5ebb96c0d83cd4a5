"""ledger network, statements: entries for programs that draw and count networks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ...errors import UsageError
from ...publish.network import FORMATS, standing_at, ties
from ...publish.statements import document_table, statement_table
from ...statements import day_span, entries
from ...statements.actors import kinds_of
from ...statements.documents import documents_of
from .options import about, archive_argument, asked, output_option, written


@click.command()
@archive_argument
@click.option("--at", metavar="DATE", help="Who stood where then: of each pair the latest stance not of later; else all stances.")
@click.option("--between", nargs=2, metavar="DATE DATE", help="Only stances that may be from this time.")
@click.option("--format", "form", type=click.Choice(tuple(FORMATS)), default="json", show_default=True, help="How to write it.")
@output_option
@about
def network(
    archive: Path | None, at: str | None, between: tuple[str, str] | None, form: str, output: Path | None, **cells: Any
) -> None:
    """Write who is for and against whom as a network: signed, dated, directed.

    Actors are nodes; an edge is what one is to another, for or against and in which mode, with the number of statements, the first
    and last day, who tells it, and the statements by name.
    """
    if at and between:
        raise UsageError("--at and --between ask two things.", "Leave one of the two out.")
    last = day_span(at)[1] or 99991231 if at is not None else None
    here, stances = asked(archive, kind="stance", between=between or None, **cells)
    found = ties(standing_at(stances, last) if last is not None else stances)
    written(FORMATS[form](found, kinds_of(here)), output)


@click.command()
@archive_argument
@click.option("--format", "form", type=click.Choice(("csv",)), default="csv", show_default=True, help="How to write it.")
@click.option("--documents", type=click.Path(path_type=Path), help="Write the texts, which its import needs, into this file.")
@output_option
@about
def statements(archive: Path | None, form: str, documents: Path | None, output: Path | None, **cells: Any) -> None:  # noqa: ARG001
    """Write stances as the statement table of Discourse Network Analyzer.

    A row a stance: person or organization, concept, agreement; its place in the document. docs/ledger.md has the lines of R that
    put both tables into DNA 3.
    """
    here, stances = asked(archive, kind="stance", **cells)
    texts = documents_of(here, entries(here, kind="stance", shown=not cells.get("every")))
    persons = frozenset(name for name, kind in kinds_of(here).items() if kind == "person")
    if documents is not None:
        written(document_table(texts), documents)
    written(statement_table(stances, texts, persons), output)
