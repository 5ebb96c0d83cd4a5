"""check: what is missing, contradictory or mistyped in an archive or in files."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from os.path import normpath, relpath
from pathlib import Path
from typing import NamedTuple

import click

from ..archive import Archive, open_archive
from ..build import build as build_archive
from ..check import ARCHIVE_CHECKS, PAGE_CHECKS
from ..check.codes import CODES
from ..check.ignores import standing
from ..check.manual import explain as explained
from ..check.placed import placed
from ..check.reports import REPORTS
from ..errors import SourceError, UnknownName
from ..model import Finding
from .opening import lone_archive, opened, say_if_changed
from .wording import counted

PARTS = "CODE[,CODE…]"


class Checked(NamedTuple):
    """An archive whose findings are asked for, and what its files are called from where we stand."""

    archive: Archive
    name: Callable[[Path], str]


@click.command()
@click.argument("paths", metavar="[ARCHIVE|FILES…]", nargs=-1, type=click.Path(path_type=Path))
@click.option("--select", multiple=True, metavar=PARTS, help="Only findings of these codes, or of codes that begin so.")
@click.option("--ignore", multiple=True, metavar=PARTS, help="No findings of these codes, or of codes that begin so.")
@click.option("--format", "form", type=click.Choice(tuple(REPORTS)), default="text", show_default=True, help="How to print them.")
@click.option("--explain", metavar="CODE", help="Say what a code means and how to mend what it finds, and nothing else.")
@click.option("--style", "styles", multiple=True, type=click.Path(path_type=Path), help="A house style of your own, for FILES.")
@click.pass_context
def check(
    context: click.Context,
    paths: tuple[Path, ...],
    styles: tuple[Path, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    form: str,
    explain: str | None,
) -> None:
    """List what is missing, contradictory or mistyped in an archive or in files.

    Of an ARCHIVE the findings of its last build are listed; FILES, or folders of them, are read here and now. Nothing is changed.
    Findings that are no faults are written into sourcebook.toml, with a reason. Exit code 0: nothing was found; 1: something was.
    """
    if explain:
        click.echo(_explained(explain))
        return
    wanted, unwanted = _codes(select), _codes(ignore)
    with _checked(paths, styles) as (archive, name):
        findings = [f for f in _findings(archive) if f.code.startswith(wanted or ("",)) and not f.code.startswith(unwanted)]
        for line in REPORTS[form](placed(archive, findings, name)):
            click.echo(line)
        click.echo(_counted(findings, archive), err=True)
    context.exit(1 if findings else 0)


def _explained(word: str) -> str:
    code = word.strip().upper()
    if code not in CODES:
        raise _unknown(code)
    width = min(100, shutil.get_terminal_size((80, 24)).columns)
    return click.wrap_text(f"{code}: {explained(code)}", width, preserve_paragraphs=True)


def _codes(given: Iterable[str]) -> tuple[str, ...]:
    """Return codes, or beginnings of codes, from options that may each hold several."""
    codes = tuple(code.strip().upper() for words in given for code in words.split(",") if code.strip())
    for code in codes:
        if not any(known.startswith(code) for known in CODES):
            raise _unknown(code)
    return codes


def _unknown(code: str) -> UnknownName:
    fault = UnknownName("code", code, tuple(get_close_matches(code, CODES, 3, 0.6)))
    fault.hint = fault.hint or f"The codes are {', '.join(CODES)}."
    return fault


def _findings(archive: Archive) -> list[Finding]:
    return standing(archive)


def _counted(findings: list[Finding], archive: Archive) -> str:
    """Return the closing line: how many findings of which code, on how many pages."""
    files = counted(archive.counts().pages, "file")
    if not findings:
        return f"Nothing to report in {files}."
    codes = ", ".join(f"{code} {count:,}" for code, count in sorted(Counter(f.code for f in findings).items()))
    return f"{counted(len(findings), 'finding')} in {len({f.path for f in findings}):,} of {files}: {codes}"


@contextmanager
def _checked(paths: tuple[Path, ...], styles: tuple[Path, ...]) -> Iterator[Checked]:
    """Open the archive meant, or make one of the files for the while."""
    for path in paths:
        if not path.exists():
            raise SourceError(f"There is no file or folder {path}.", "Give an archive, or the pages to be checked.")
    if archive := lone_archive(paths, "checked"):
        yield _standing(opened(archive), normpath)
    elif not paths:
        yield _standing(opened(None), relpath)
    else:
        with tempfile.TemporaryDirectory(prefix="sourcebook-") as folder:
            yield _made(list(dict.fromkeys(paths)), styles, Path(folder).resolve())


def _standing(archive: Archive, tidy: Callable[[Path], str]) -> Checked:
    say_if_changed(archive)
    return Checked(archive, lambda file: Path(tidy(file)).as_posix())


def _made(paths: list[Path], styles: tuple[Path, ...], folder: Path) -> Checked:
    """Make an archive of folders as they are, and of copies of single files, so that their names say as much as they did."""
    copies = _copied([path for path in paths if path.is_file()], folder / "files")
    given = {path.resolve(): path for path in paths if not path.is_file()}
    tops = [*given, *([folder / "files"] if copies else ())]
    build_archive(tops, folder / "archive", page_checks=PAGE_CHECKS, archive_checks=ARCHIVE_CHECKS, styles=styles)

    def name(file: Path) -> str:
        plain = Path(normpath(file))
        top = next((top for top in given if plain.is_relative_to(top)), plain)
        return copies.get(plain, given.get(top, top) / plain.relative_to(top)).as_posix()

    return Checked(open_archive(folder / "archive"), name)


def _copied(files: list[Path], folder: Path) -> dict[Path, Path]:
    """Copy files into a folder, below their own folders' names; return what each copy was."""
    copies: dict[Path, Path] = {}
    for n, file in enumerate(files):
        parts = [part for part in file.parts if part not in {"..", file.anchor}]
        copy = folder.joinpath(*parts)
        copy = folder.joinpath(str(n), *parts) if copy in copies else copy
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, copy)
        copies[copy] = file
    return copies
