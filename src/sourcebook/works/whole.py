"""Described pages → the same pages with what they inherit from one another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from posixpath import dirname

from ..model import Described, Stated
from .contents import contents
from .inherit import inherited
from .links import resolve
from .parts import Listing, Part, Seen, line_of, parts

#: Values that belong to a text; the others a page states of all its texts.
OF_TEXT = frozenset({"title", "author", "part_of", "written"})
#: A text that is not alone on its page takes only what holds of all of them.
ALONE = frozenset({"title", "written"})


def with_inherited(pages: Sequence[Described]) -> Iterator[Described]:
    """Yield described pages, in order, with what each takes from the index page of its work, where that is among them."""
    listings = {d.page.source.path: listing for d in pages if (listing := _listing(d)).entries}
    found = parts(listings.values(), {d.page.source.path: _seen(d) for d in pages})
    for described in pages:
        line = line_of(described.page.source.path, found)
        yield _taking(described, line, listings) if line else described


def _listing(described: Described) -> Listing:
    return Listing(described.page.source.path, described.kind, _own(described), contents(described.page))


def _own(described: Described) -> tuple[Stated, ...]:
    """Return what a page states of itself and of its first piece."""
    return (*described.stated, *(s for text in described.texts[:1] for s in text.stated))


def _seen(described: Described) -> Seen:
    page, own = described.page, _own(described)
    folder = dirname(page.source.path)
    links = frozenset(resolve(folder, s.value)[0] for b in page.blocks for s in b.spans if s.kind == "link")
    names, works = (tuple(s.value for s in own if s.field == field) for field in ("author", "part_of"))
    return Seen(page.title, names, works, links)


def _taking(described: Described, line: Sequence[Part], listings: Mapping[str, Listing]) -> Described:
    of_page, of_texts = shares(described.stated, [text.stated for text in described.texts], line, listings)
    texts = (replace(text, stated=(*text.stated, *taken)) for text, taken in zip(described.texts, of_texts, strict=True))
    return replace(described, stated=(*described.stated, *of_page), texts=tuple(texts))


def shares(
    of_page: Sequence[Stated], of_texts: Sequence[Sequence[Stated]], line: Sequence[Part], listings: Mapping[str, Listing]
) -> tuple[list[Stated], list[list[Stated]]]:
    """Return what a page takes for itself and for each of its texts; the arguments are what it states of itself and of them."""
    every = [inherited((*of_page, *own), line, listings) for own in of_texts or ((),)]
    if not of_texts:
        return every[0], []
    fields = OF_TEXT if len(of_texts) == 1 else OF_TEXT - ALONE
    return [s for s in every[0] if s.field not in OF_TEXT], [[s for s in taken if s.field in fields] for taken in every]
