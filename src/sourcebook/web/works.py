"""What a chapter's page shows from the index page of its work: where inherited words stand, the steps of its chain of origin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from ..archive import Archive
from ..model import Stated, Step
from .addresses import page_url

#: Steps of the chain of origin, and the field that is inherited with each; the others tell of the index page alone.
INHERITED: Mapping[str, str] = MappingProxyType({
    "written": "written", "published": "published", "published by": "publisher", "source": "source", "translated": "translator",
    "edited": "editor", "transcribed": "transcriber", "marked-up": "markup", "proofread": "proofreader", "licensed": "rights",
})  # fmt: skip


def steps_above(archive: Archive, stated: Iterable[Stated]) -> Iterator[tuple[Step, str]]:
    """Yield the steps told by the index pages from which values were inherited, each with the address of its words."""
    taken: dict[str, set[str]] = {}
    for s in stated:
        if s.page:
            taken.setdefault(s.page, set()).add(s.field)
    for path, fields in taken.items():
        for step in archive.origin(archive.page(path)):
            if INHERITED.get(step.kind) in fields:
                yield step, words_url(archive, path, step.start)


def words_url(archive: Archive, path: str, start: int) -> str:
    """Return where words of a page stand: the block of the whole page, or the page where they are not among its words."""
    block = archive.block_at(path, start) if start >= 0 else None
    return page_url(path, f"b{block}" if block is not None else "")
