"""What the texts state and what they do not: bars by field and folder, each with the way to the texts that lack it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar, NamedTuple

from ..archive import Archive
from ..check.coverage import CORE, DATE, GROUPS, Coverage, Folder, Share, Tally, coverage, percents, tally
from ..describe.why import FIELDS, PLACES
from .addresses import listing_url


class Piece(NamedTuple):
    """A part of a bar: the texts of one kind of evidence, per cent of all, from the left."""

    kind: str
    texts: int
    x: float
    width: float


class Row(NamedTuple):
    """A field of the texts of a folder: how many have it, its bar, where those without it are listed."""

    name: str
    texts: int
    percent: str
    pieces: tuple[Piece, ...]
    without: int
    href: str


class FolderRow(NamedTuple):
    """A folder with its texts and the rows of the fields that nearly every text should have."""

    path: str
    name: str
    texts: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class CoveragePage:
    """The page: the fields by what they are about, then the folders within."""

    template: ClassVar[str] = "coverage.html"
    folder: str
    texts: int
    groups: tuple[tuple[str, tuple[Row, ...]], ...]
    columns: tuple[str, ...]
    folders: tuple[FolderRow, ...]

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        """The folders above this one, each with its path and its name."""
        parts = self.folder.split("/")[:-1]
        return [("/".join(parts[: n + 1]), part) for n, part in enumerate(parts)]


class Tallies:
    """The counts of an archive, made once a build."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._made = lru_cache(maxsize=1)(self._counted)

    def _counted(self, built: str) -> Tally:  # noqa: ARG002 - what the cache goes by
        return tally(self._archive)

    def now(self) -> Tally:
        """Return the counts of the archive as it is."""
        return self._made(self._archive.built)


def coverage_page(counted: Tally, folder: str) -> CoveragePage:
    """Return the page of a folder, "" for the whole archive; raises UnknownName."""
    found = coverage(counted, folder)
    groups = tuple((title, tuple(_row(found.whole, found.whole.share(field)) for field in fields)) for title, fields in GROUPS)
    folders = tuple(_folders(found)) if len(found.parts) > 1 else ()
    return CoveragePage(found.whole.path, found.whole.texts, groups, tuple(map(field_name, CORE)), folders)


def field_name(field: str) -> str:
    """Return what a field is called: a noun, without an article."""
    return "date" if field == DATE else FIELDS[field]


def _row(folder: Folder, share: Share) -> Row:
    href = listing_url(without=share.field, folder=folder.path, order="path")
    percent, without = percents(share.texts, folder.texts), folder.texts - share.texts
    return Row(field_name(share.field), share.texts, percent, tuple(_pieces(share, folder.texts)), without, href)


def _pieces(share: Share, texts: int) -> Iterator[Piece]:
    before = 0
    for kind, n in share.kinds:
        yield Piece(place_name(kind), n, round(100 * before / texts, 2), round(100 * n / texts, 2))
        before += n


def place_name(kind: str) -> str:
    """Return what a kind of evidence is called, without an article."""
    return PLACES.get(kind, kind).removeprefix("the ").removeprefix("a ")


def _folders(found: Coverage) -> Iterator[FolderRow]:
    lead = f"{found.whole.path}/" if found.whole.path else ""
    for part in found.parts:
        yield FolderRow(part.path, part.path.removeprefix(lead), part.texts, tuple(_row(part, part.share(f)) for f in CORE))
