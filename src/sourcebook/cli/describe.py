"""describe: what pages state about themselves, with the words that say so, to read or as a table."""

from __future__ import annotations

import difflib
import io
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import click

from ..archive import Archive
from ..describe.house import Own, own_styles
from ..describe.why import FIELDS, of_text, read_in, why
from ..errors import SourceError, UnknownName, UsageError
from ..files import File, scan, whole_file
from ..model import Declined, Described, Stated
from ..publish.described import of_archive, of_files
from ..publish.tables import FORMATS, Pages
from ..works import with_inherited
from .opening import lone_archive, opened, say_if_changed
from .wording import counted

FORMS = ("text", *FORMATS)


class _Asked(NamedTuple):
    """The pages asked for, and the folders and files they come from."""

    pages: Pages
    sources: tuple[Path, ...]


@click.command()
@click.argument("paths", metavar="[ARCHIVE|PATHS…]", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(FORMS), default="text", show_default=True, help="How to print it.")
@click.option("--output", "-o", type=click.Path(path_type=Path), help="Write into this file, whole or not at all.")
@click.option("--json", "as_objects", is_flag=True, help="The same as --format jsonl.")
@click.option("--why", "field", metavar="FIELD", help="Say why a field has its value: where it was read, what it won over.")
@click.option(
    "--inherit", is_flag=True, help="Of PATHS too, what a chapter takes from the index page of its work; an ARCHIVE has it."
)
@click.option("--style", "styles", multiple=True, type=click.Path(path_type=Path), help="A house style of your own, for PATHS.")
def describe(
    paths: tuple[Path, ...], form: str, output: Path | None, as_objects: bool, field: str | None, inherit: bool,
    styles: tuple[Path, ...],
) -> None:  # fmt: skip
    """Print what pages state about themselves, with the words that say so.

    Of an ARCHIVE, what its last build found; PATHS are files or folders, read here and now. csv and parquet have a row a text
    (csv-excel: the same as csv, with the mark by which Excel knows UTF-8); jsonl has an object a page, with every statement and its
    words. docs/catalogue.md explains the columns.
    """
    form = "jsonl" if as_objects else form
    if field is not None:
        _check(field, form)
    asked = _asked(paths, inherit, own_styles(styles))
    if output is not None:
        _spare(output, asked.sources)
    pages = _named(asked.pages, quiet=form == "jsonl")
    if form == "text":
        _print(_lines(pages, field), output)
    else:
        _write(form, pages, output)


def _check(field: str, form: str) -> None:
    if field not in FIELDS:
        raise UnknownName("field", field, tuple(difflib.get_close_matches(field, FIELDS, 2)) or tuple(FIELDS))
    if form != "text":
        raise UsageError(f"--why answers in sentences, not as {form}.", "Leave one of the two out.")


def _asked(paths: tuple[Path, ...], inherit: bool, styles: tuple[Own, ...]) -> _Asked:
    archive = lone_archive(paths, "described")
    if styles and (archive or not paths):
        raise UsageError("--style is for PATHS.", "An archive's styles stand in its sourcebook.toml; build it again.")
    if archive or not paths:
        return _of_archive(opened(archive))
    pages = of_files((file for path in paths for file in _files(path)), styles)
    return _Asked(_inheriting(pages) if inherit else pages, paths)


def _of_archive(archive: Archive) -> _Asked:
    say_if_changed(archive)
    return _Asked(of_archive(archive), archive.sources)


def _files(path: Path) -> Iterator[File]:
    """Yield the files below a folder under names relative to it, a file under the name given."""
    if not path.exists():
        raise SourceError(f"There is no file or folder {path}.")
    return (file if path.is_dir() else file._replace(path=path.as_posix()) for file in scan(Path(), [str(path)]))


def _inheriting(pages: Pages) -> Iterator[Described | Declined]:
    """Add to pages what they take from one another; all are read before the first is passed on."""
    found = list(pages)
    taking = with_inherited([page for page in found if isinstance(page, Described)])
    yield from (next(taking) if isinstance(page, Described) else page for page in found)


def _spare(output: Path, sources: Iterable[Path]) -> None:
    """Refuse to write over a page."""
    inside = any(output.resolve().is_relative_to(source.resolve()) for source in sources)
    if inside and output.is_file() and output.suffix not in {".csv", ".jsonl", ".parquet"}:
        raise UsageError(f"{output} is one of the sources, which are never written to.", "Name another file.")


def _named(pages: Pages, quiet: bool) -> Iterator[Described | Declined]:
    """Pass pages on; one that is none is named on standard error, unless the output itself will say so."""
    for page in pages:
        if isinstance(page, Declined) and page.code and not quiet:  # without a code: an image, which nobody takes for a page
            click.echo(f"{page.source.path}: {page.reason}", err=True)
        yield page


def _write(form: str, pages: Pages, output: Path | None) -> None:
    if output is not None:
        with whole_file(output) as file:
            FORMATS[form](pages, file)
    elif form != "parquet":
        FORMATS[form](pages, sys.stdout.buffer)
    elif sys.stdout.isatty():
        raise UsageError("Parquet is nothing for a terminal.", "Write it into a file: --output catalogue.parquet.")
    else:  # its end says where everything is, so half of it would be of no use
        whole = io.BytesIO()
        FORMATS[form](pages, whole)
        sys.stdout.buffer.write(whole.getvalue())


def _print(lines: Iterable[str], output: Path | None) -> None:
    if output is None:
        for line in lines:
            click.echo(line)
    else:
        with whole_file(output) as file:
            file.writelines(f"{line}\n".encode("utf-8", "replace") for line in lines)


def _lines(pages: Pages, field: str | None) -> Iterator[str]:
    for page in pages:
        if isinstance(page, Described):
            yield from _why(page, field) if field else _card(page)


def _card(described: Described) -> Iterator[str]:
    """Yield a page's description as lines to read."""
    yield f"{described.page.source.path}  ({described.kind}, {described.language}, {counted(len(described.notes), 'note')})"
    for text in described.texts:
        yield from (f"  {text.index + 1}. {line}" if n == 0 else f"     {line}" for n, line in enumerate(_values(text.stated)))
    yield from (f"  {line}" for line in _values(described.stated))
    for step in described.origin:
        yield f"  → {step.kind}: {' '.join(step.words.split())}"
    yield ""


def _values(stated: Iterable[Stated]) -> Iterator[str]:
    shown: dict[str, list[str]] = {}
    for s in stated:
        value = f"{s.value} (from {s.page})" if s.page else s.value
        if s.chosen and value not in shown.setdefault(s.field, []):
            shown[s.field].append(value)
    return (f"{field.replace('_', ' ')}: {'; '.join(values)}" for field, values in shown.items())


def _why(described: Described, field: str) -> Iterator[str]:
    """Yield, for each text of a page, the field's values, each with a sentence, and what was passed over for them."""
    yield described.page.source.path
    for text in described.texts:
        number = f"{text.index + 1}. " if len(described.texts) > 1 else ""
        lines = _reasons(field, of_text(text.stated, described.stated))
        yield from (f"  {number if n == 0 else ' ' * len(number)}{line}" for n, line in enumerate(lines))
    if not described.texts:
        yield from (f"  {line}" for line in _reasons(field, described.stated))


def _reasons(field: str, stated: Iterable[Stated]) -> Iterator[str]:
    answers = why(field, stated)
    if not answers:
        yield f"Nothing states the {FIELDS[field]}."
    for answer in answers:
        yield f"{answer.chosen.value}: {answer.sentence}"
    for rival in answers[0].rivals if answers else ():
        where = read_in(rival.stated)
        yield f"  not {rival.stated.value}{', which contradicts it' if rival.conflict else ''}: {where[:1].lower()}{where[1:]}."
