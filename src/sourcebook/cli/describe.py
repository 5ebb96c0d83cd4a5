"""describe: what pages state about themselves, with the words that say so."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from ..describe import describe as describe_page
from ..describe.form import as_json
from ..errors import SourceError, UnknownName
from ..files import read_whole, scan
from ..model import Declined, Described, Page, Stated
from ..read import read_source

#: What can be stated of a text or a page.
FIELDS = (
    "title", "subtitle", "part_of", "author", "genre", "written", "place", "recipient", "starts", "ends", "published", "venue",
    "series", "volume", "number", "whole_number", "pages", "publisher", "publication_place", "source", "carrier", "translator",
    "transcriber", "markup", "proofreader", "editor", "rights", "rights_text", "updated",
)  # fmt: skip


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--json", "as_objects", is_flag=True, help="One JSON object a page, in the form of the labelling manual, with its evidence."
)
@click.option("--why", metavar="FIELD", help="Say why a field has its value: every statement of it, the chosen one first.")
def describe(paths: tuple[Path, ...], as_objects: bool, why: str | None) -> None:
    """Print what pages state about themselves, with the words that say so.

    PATHS are files or folders; the output names pages relative to the folder given, files as given.
    """
    if why is not None and why not in FIELDS:
        raise UnknownName("field", why, tuple(difflib.get_close_matches(why, FIELDS, 2)) or FIELDS)
    for page in _pages(paths):
        if isinstance(page, Declined):
            _declined(page, as_objects)
            continue
        described = describe_page(page)
        if as_objects:
            click.echo(json.dumps(as_json(described), ensure_ascii=False))
        else:
            click.echo("\n".join(_why(described, why) if why else _card(described)))


def _pages(paths: Iterable[Path]) -> Iterator[Page | Declined]:
    for path in paths:
        if not path.exists():
            raise SourceError(f"There is no file or folder {path}.")
        for file in scan(Path(), [str(path)]):
            yield read_source(file.path if path.is_dir() else path.as_posix(), read_whole(Path(file.where)))


def _declined(page: Declined, as_objects: bool) -> None:
    """A page that is none is named on standard error, or, where objects are wanted, as one that could not be read."""
    if not page.code:  # an image, a style sheet: nobody takes it for a page
        return
    if as_objects:
        click.echo(json.dumps({"path": page.source.path, "kind": "error", "texts": [], "reason": page.reason}))
    else:
        click.echo(f"{page.source.path}: {page.reason}", err=True)


def _card(described: Described) -> Iterator[str]:
    """Yield a page's description as lines to read."""
    yield f"{described.page.source.path}  ({described.kind}, {described.language}, {len(described.notes)} notes)"
    for text in described.texts:
        yield from (f"  {text.index + 1}. {line}" if n == 0 else f"     {line}" for n, line in enumerate(_values(text.stated)))
    yield from (f"  {line}" for line in _values(described.stated))
    for step in described.origin:
        yield f"  → {step.kind}: {' '.join(step.words.split())}"
    yield ""


def _values(stated: Iterable[Stated]) -> Iterator[str]:
    shown: dict[str, list[str]] = {}
    for s in stated:
        if s.chosen and s.value not in shown.setdefault(s.field, []):
            shown[s.field].append(s.value)
    return (f"{field.replace('_', ' ')}: {'; '.join(values)}" for field, values in shown.items())


def _why(described: Described, field: str) -> Iterator[str]:
    """Yield a sentence for each statement of a field."""
    yield described.page.source.path
    statements = [s for s in (*described.stated, *(s for text in described.texts for s in text.stated)) if s.field == field]
    if not statements:
        yield f"  Nothing on the page states {field}."
    for s in statements:
        verdict = "chosen" if s.chosen else "passed over"
        words = f", where it reads “{' '.join(s.words.split())[:160]}”" if s.words else ""
        yield f"  {s.value} ({verdict}): by {s.rule} ({s.kind}){words}."
