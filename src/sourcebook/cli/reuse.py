"""reuse: passages that stand in several texts."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import click

from ..archive import Archive, open_archive
from ..build import build
from ..compare.documents import read_documents
from ..compare.engine import Embedded
from ..compare.passages import Passage
from ..compare.percent import percent, rounded
from ..compare.reuse import Reuse
from ..compare.reuse import reuse as find_reuse
from ..compare.spark import Spark
from ..config import MEMORY, load_config
from ..errors import SourceError
from ..parallels import Parallel, Side, keep, parallels
from ..store.database import FOLDER
from .opening import opened
from .wording import counted

#: Characters of a passage that are shown.
SHOWN = 160


@click.command(epilog="How it works, what it finds and costs: docs/reuse.md.")
@click.argument("archive", required=False, type=click.Path(path_type=Path))
@click.option("--against", type=click.Path(path_type=Path), metavar="FOLDER|ARCHIVE", help="Compare with these texts instead.")
@click.option("--documents", type=click.Path(path_type=Path), metavar="FILE", help="Bare documents, {id, series, text} a line.")
@click.option("--memory", type=click.IntRange(128), metavar="MIB", help="For the tables; else as sourcebook.toml says, else 1024.")
@click.option("--limit", "-n", default=50, show_default=True, type=click.IntRange(0), help="So many pairs, the longest first.")
@click.option("--boilerplate", is_flag=True, help="Print what is recognised as boilerplate too.")
@click.option("--json", "as_objects", is_flag=True, help="One JSON object for each pair of passages; offsets count characters.")
def reuse(
    archive: Path | None,
    against: Path | None,
    documents: Path | None,
    memory: int | None,
    limit: int,
    boilerplate: bool,
    as_objects: bool,
) -> None:
    """Find passages that stand in several texts.

    The texts of an archive are compared with each other and what they share is kept in it, for the reading room and for `works`.
    With --against they are compared with other texts, and nothing is kept.
    """
    if documents is not None:
        _bare(documents, memory or MEMORY, boilerplate, as_objects)
        return
    ours = opened(archive)
    found = _found(ours, against, memory or ours.config.engine.memory)
    shown = [p for p in found if boilerplate or not p.boilerplate]
    for line in map(_object, shown) if as_objects else _page(shown, limit):
        click.echo(line)
    click.echo(_counted(len(found), sum(p.boilerplate for p in found), ours.counts().texts, "text"), err=True)


def _found(ours: Archive, against: Path | None, memory: int) -> list[Parallel]:
    with closing(_engine(ours, memory)) as engine:
        if against is not None:
            with _theirs(against) as theirs:
                return parallels(ours, engine, theirs)
        found = parallels(ours, engine)
    keep(ours, found)
    return found


def _engine(archive: Archive, memory: int) -> Embedded | Spark:
    settings = archive.config.engine
    return Spark(settings) if settings.kind == "spark" else Embedded(memory)


@contextmanager
def _theirs(path: Path) -> Iterator[Archive]:
    """Open the archive to compare with, or make one of a folder for the while."""
    if not path.exists():
        raise SourceError(f"There is no file or folder {path}.", "Give an archive, or a folder of documents.")
    if (path / FOLDER).is_dir() or load_config(path):
        yield open_archive(path)
        return
    with tempfile.TemporaryDirectory(prefix="sourcebook-") as folder:
        build([path.resolve()], Path(folder) / "archive")
        yield open_archive(Path(folder) / "archive")


def _object(p: Parallel) -> str:
    row = {"a": _side(p.a), "b": _side(p.b), "letters": p.letters, "similarity": rounded(p.similarity, 3), "cluster": p.cluster}
    earlier = {"earlier": p.earlier, "evidence": p.evidence} if p.earlier else {}
    return json.dumps(row | earlier | ({"boilerplate": True} if p.boilerplate else {}), ensure_ascii=False)


def _side(side: Side) -> dict[str, Any]:
    return {"text": side.text.address, "path": side.text.path, "start": side.start, "end": side.end, "words": side.words}


def _page(found: list[Parallel], limit: int) -> Iterator[str]:
    """Yield the longest pairs, each as two addresses and its words."""
    for p in sorted(found, key=lambda p: -p.letters)[:limit]:
        arrow = {"a": "→", "b": "←"}.get(p.earlier, "=")
        mark = "  boilerplate" if p.boilerplate else ""
        yield f"{p.a.text.address}  {arrow}  {p.b.text.address}  {percent(p.similarity)}% of {p.letters:,} letters{mark}"
        words = " ".join(p.a.words.split())
        yield f"    “{words if len(words) <= SHOWN else words[: SHOWN // 2] + ' … ' + words[-SHOWN // 2 :]}”"
        if p.evidence:
            yield f"    {(p.a if p.earlier == 'a' else p.b).text.name} has it first: {p.evidence}."


def _bare(path: Path, memory: int, boilerplate: bool, as_objects: bool) -> None:
    if not path.is_file():
        raise SourceError(f"There is no file {path}.", "Give a file with one {id, series, text} a line.")
    with closing(Embedded(memory)) as engine:
        found = find_reuse(read_documents(path), engine)
    for row in _rows(found, boilerplate):
        click.echo(json.dumps(row, ensure_ascii=False) if as_objects else _line(row))
    click.echo(_counted(len(found.passages), len(found.boilerplate), len(found.names), "document"), err=True)


def _rows(found: Reuse, boilerplate: bool) -> Iterable[dict[str, Any]]:
    numbers = found.cluster_of()
    for n, passage in enumerate(found.passages):
        if boilerplate or n not in found.boilerplate:
            yield _row(found, passage) | {"cluster": numbers[n]} | ({"boilerplate": True} if n in found.boilerplate else {})


def _row(found: Reuse, p: Passage) -> dict[str, Any]:
    a, b = ({"a": found.names[p.a], "ab": p.a_start, "ae": p.a_end}, {"b": found.names[p.b], "bb": p.b_start, "be": p.b_end})
    return a | b | {"similarity": rounded(p.similarity, 3), "letters": p.letters}


def _line(row: dict[str, Any]) -> str:
    a, b = (f"{row[name]} {row[name + 'b']:,}–{row[name + 'e']:,}" for name in "ab")
    mark = "  boilerplate" if "boilerplate" in row else ""
    return f"{a}  =  {b}  {percent(row['similarity'])}% of {row['letters']:,} letters, cluster {row['cluster']}{mark}"


def _counted(pairs: int, boilerplate: int, texts: int, what: str) -> str:
    found = f"{counted(pairs - boilerplate, 'pair')} of passages among {counted(texts, what)}"
    return f"{found}; {boilerplate:,} more {'is' if boilerplate == 1 else 'are'} boilerplate."
