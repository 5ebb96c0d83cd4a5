"""Findings as they are shown: with line and column of the source, and the words they are about."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from ..archive import Archive, PageRecord
from ..errors import UnknownName
from ..files import read_whole
from ..model import Finding, Page
from ..read import read_source
from ..read.encoding import decode
from ..read.locate import Place, locate_all
from .codes import CODES, Code


class Placed(NamedTuple):
    """A finding with its line and column, as far as they are known, its file as the user would open it, and the words it is
    about.
    """

    finding: Finding
    file: str
    words: str

    @property
    def rule(self) -> Code:
        """What its code says; one of a later version, met in an old archive, is a warning."""
        return CODES.get(self.finding.code, Code(self.finding.code, self.finding.code, "warning"))


class _Read(NamedTuple):
    """A source as it was when the archive was built."""

    page: Page
    raw: str


def placed(archive: Archive, findings: Iterable[Finding], name: Callable[[Path], str]) -> Iterator[Placed]:
    """Yield findings in order of place, page by page as they are asked for; those of a source that has changed have no line."""
    ordered = sorted(findings, key=lambda f: (f.path, f.line, f.start, f.end, f.code, f.message))
    for path, group in groupby(ordered, key=attrgetter("path")):
        record = _record(archive, path)
        file = archive.source(record) if record else archive.folder / path
        yield from _on_page(list(group), name(file), _as_built(file, record))


def changed(archive: Archive) -> list[str]:
    """Return the paths of pages whose file is not the one the archive was built from; told by size and time, so in no time."""
    return [page.path for page in archive.pages() if not _untouched(archive.source(page), page)]


def _untouched(file: Path, page: PageRecord) -> bool:
    try:
        stat = file.stat()
    except OSError:
        return False
    return page.mtime_ns in {stat.st_mtime_ns, -1} and stat.st_size == page.size


def _record(archive: Archive, path: str) -> PageRecord | None:
    try:
        return archive.page(path)
    except UnknownName:
        return None


def _as_built(file: Path, record: PageRecord | None) -> _Read | None:
    """Read a page's source once more; None where it is not what it was."""
    try:
        data = read_whole(file) if record else b""
    except OSError:
        return None
    if record is None or hashlib.sha256(data).hexdigest() != record.sha256:
        return None
    page = read_source(record.path, data)
    return _Read(page, decode(data).text) if isinstance(page, Page) else None


def _on_page(findings: list[Finding], file: str, read: _Read | None) -> Iterator[Placed]:
    if read is None:
        yield from (Placed(finding, file, "") for finding in findings)
        return
    places = locate_all(read.raw, read.page, [finding.start for finding in findings])
    for finding, place in zip(findings, places, strict=True):
        words = read.page.text[finding.start : finding.end] if finding.start >= 0 else ""
        yield Placed(_at(finding, place), file, words)


def _at(finding: Finding, place: Place) -> Finding:
    return finding._replace(line=place.line, column=place.column)
