"""collate: two or more witnesses of a text side by side, word by word."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from types import MappingProxyType

import click

from ..compare.collate import Collation
from ..compare.collate import collate as collated
from ..compare.variants import KINDS, Reading, Variant
from ..compare.words import Vocabulary, Witness
from ..errors import NoArchive, SourceError, UnknownName, UsageError
from ..publish.apparatus import tei
from ..publish.collation import address, as_csv, as_json, before, chosen, counterparts, sigla_of
from ..publish.witnesses import of_file, of_text, words_of
from ..store.database import FOLDER
from ..web.collating import standalone
from .opening import archive_option, opened

#: Of witnesses that agree in less than this, an apparatus says little.
UNLIKE = 0.25
#: Words of a reading that are shown whole; of a longer one the beginning and the end.
SHOWN = 14


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="A B…")
@click.option("--base", metavar="NAME", help="The witness the others are compared with; else the first.")
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "html", "tei", "csv", "json")),
    default="text",
    show_default=True,
    help="A list to read, a page side by side, a TEI document with its apparatus, a table, objects.",
)
@click.option("--json", "as_objects", is_flag=True, help="The same as --format json.")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Only variants of this class; may be repeated.")
@archive_option
def collate(
    names: tuple[str, ...], base: str | None, form: str, as_objects: bool, kinds: tuple[str, ...], archive_dir: Path | None
) -> None:
    """Show where witnesses of a text differ, word by word.

    A, B and so on are files, or names of texts in an archive. Line ends, shapes of quotation marks and dashes, and marks that
    lead to notes are no variants. The html and tei formats show every variant, whatever --kind says.

    \b
    sourcebook collate first.htm second.htm
    sourcebook collate marx/1848/a marx/1888/b --archive my-archive --format tei
    """
    if len(names) < 2:
        raise UsageError("A collation needs two witnesses or more.", "sourcebook collate A B")
    with tempfile.TemporaryDirectory(prefix="sourcebook-") as folder:
        click.echo(_shown(_collation(_in_order(names, base), archive_dir, Path(folder)), "json" if as_objects else form, kinds))


def _in_order(names: tuple[str, ...], base: str | None) -> list[str]:
    """Return the names, the base first."""
    if base is None:
        return list(names)
    if base not in names:
        raise UnknownName("witness among those given", base, names)
    rest = list(names)
    rest.remove(base)
    return [base, *rest]


def _collation(names: list[str], archive_dir: Path | None, scratch: Path) -> Collation:
    vocabulary = Vocabulary()
    witnesses = [_witness(name, archive_dir, vocabulary) for name in names]
    folder = archive_dir / FOLDER if archive_dir else scratch
    return collated(witnesses, vocabulary, words_of(witnesses, folder))


def _witness(name: str, archive_dir: Path | None, vocabulary: Vocabulary) -> Witness:
    """Return a file as a witness, or a text of the archive."""
    if archive_dir is None and Path(name).exists():
        return of_file(Path(name), vocabulary)
    try:
        archive = opened(archive_dir)
    except NoArchive as fault:
        if archive_dir:
            raise
        raise SourceError(f"There is no file {name}, and no archive to look for a text of that name.", fault.hint) from fault
    try:
        return of_text(archive, archive.text(name.partition("@")[0]), vocabulary)
    except UnknownName:
        if Path(name).is_file():
            return of_file(Path(name), vocabulary)
        raise


def _shown(collation: Collation, form: str, kinds: Collection[str]) -> str:
    return FORMS[form](collation, kinds).rstrip("\n")


def _text(collation: Collation, kinds: Collection[str]) -> str:
    return "\n".join((*_head(collation), *_entries(collation, kinds)))


def _little_in_common(collation: Collation) -> Iterator[str]:
    for siglum, agreement, w in zip(collation.sigla, collation.agreement, collation.witnesses, strict=True):
        if len(w) and agreement < UNLIKE:
            yield f"{siglum} and {collation.sigla[0]} have few words in common: what follows of them is mostly chance."


def _head(collation: Collation) -> Iterator[str]:
    for n, (siglum, w) in enumerate(zip(collation.sigla, collation.witnesses, strict=True)):
        like = f"{collation.likeness(n)} as in {collation.sigla[0]}" if n else "base"
        yield f"{click.style(siglum, bold=True)}  {w.name}  ({w.title}; {len(w):,} words, {like})"
    yield from _little_in_common(collation)
    yield ""
    if not collation.variants:
        yield "The witnesses are the same word for word." if len(collation.witnesses[0]) else "There are no words to compare."


def _entries(collation: Collation, kinds: Collection[str]) -> Iterator[str]:
    others = counterparts(collation)
    for n, variant in chosen(collation, kinds):
        place = address(collation, *next(iter(variant.readings[0].spans.items()))).partition("#")[2]
        yield click.style(f"{n}  {place}".rstrip(), dim=True) + f"  {_entry(collation, variant, others.get(n))}"


def _entry(collation: Collation, variant: Variant, other: int | None) -> str:
    """Return a place as an apparatus has it: the lemma, a bracket, the other readings with their witnesses."""
    lemma, *readings = variant.readings
    preceding = before(collation, variant)
    words = _cut(lemma.words) or (f"after “{preceding}”" if preceding else "at the beginning")
    parts = [_variant(collation, reading, other) for reading in readings]
    lacking = f" ({sigla_of(collation, variant.lacking)} without the passage)" if variant.lacking - set(lemma.spans) else ""
    return f"{click.style(words, bold=True)}] {'; '.join(parts)}{lacking}"


def _variant(collation: Collation, reading: Reading, other: int | None) -> str:
    elsewhere = f", see {other}" if other and reading.kind == "transposition" else ""
    return f"{_cut(reading.words) or 'om.'} {sigla_of(collation, set(reading.spans))} ({reading.kind}{elsewhere})"


def _cut(words: str) -> str:
    parts = words.split()
    if len(parts) <= SHOWN:
        return words
    half = SHOWN // 2
    return f"{' '.join(parts[:half])} … {' '.join(parts[-half:])} [{len(parts):,} words]"


#: What each format is made by.
FORMS: MappingProxyType[str, Callable[[Collation, Collection[str]], str]] = MappingProxyType(
    {
        "text": _text,
        "html": lambda collation, _: standalone(collation),
        "tei": lambda collation, _: tei(collation),
        "csv": as_csv,
        "json": lambda collation, kinds: json.dumps(as_json(collation, kinds), ensure_ascii=False, indent=1),
    }
)
