"""Which page is the index of a work, and which pages are its parts.

A page is taken for a work's index where it lists pages that know of it: they link back to it or to one another, or name the work
in their titles. An author's list of works is none: its entries carry the dates of their own, its title is a name or an archive's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from ..describe import bylines, heads
from ..describe.citing import fold
from ..model import Stated
from .contents import Entry

LISTS = re.compile(r"\b(?:archiv\w*|marxist writers|obituar\w+|bibliography)\b", re.I)
#: What follows a work's title in the titles of its parts: "(Chap. 3)", "(1909)", "- 2".
AFTER = re.compile(r"\s*(?:\([^()]*\)|[–—-]\s*\d{1,2}|\.{3})\s*$")
INDEX = re.compile(r"(?:^|[/_-])(?:index|contents|toc)\w{0,2}\.\w+$", re.I)
#: "1912: The Long Walk", "Reform and Revolution, 1907", "The Pact (March 1935)".
DATED = re.compile(r"^\W*(?:1[5-9]|20)\d\d\b|(?:\(|,\s)[^(),]*\b(?:1[5-9]|20)\d\d\W*$")
NUMBERED_FILE = re.compile(r"/[a-z]{0,8}[-_]?\d{1,3}[a-z]?(?:[-_][\w-]*)?\.\w+$", re.I)
HALF = 0.5


class Listing(NamedTuple):
    """A page that lists others: its path and kind, what it states (its own first piece included), its contents."""

    path: str
    kind: str
    stated: tuple[Stated, ...]
    entries: tuple[Entry, ...]

    def values(self, field: str) -> list[str]:
        """Return the chosen values of a field."""
        return [s.value for s in self.stated if s.field == field and s.chosen]


class Seen(NamedTuple):
    """What of a page tells whether it is part of a work: title element, authors, the work it names, the paths it links to."""

    title: str
    authors: tuple[str, ...]
    part_of: tuple[str, ...]
    links: frozenset[str]


class Part(NamedTuple):
    """A page as part of a work: the path of the work's index page, what the work is called there, the part's place and line in
    the contents, why we think so.
    """

    work: str
    title: Stated
    n: int
    entry: Entry
    evidence: str


def parts(listings: Iterable[Listing], seen: Mapping[str, Seen]) -> dict[str, Part]:
    """Return, by path, the pages that are parts of a work."""
    works = [(_rank(listing, work), work) for listing in listings if (work := _work(listing, seen))]
    found: dict[str, Part] = {}
    for (apart, *_), work in sorted(works, key=itemgetter(0)):
        free = [p for p in work if p.entry.target not in found and p.entry.target not in _above(found, p.work)]
        if len(free) > 1 or not apart:  # else the pages before and after a chapter, listed at its end
            found |= {part.entry.target: part for part in free}
    return found


def _rank(listing: Listing, work: list[Part]) -> tuple[bool, bool, int, str]:
    """A page named as an index comes before others, one without a text of its own before a chapter that lists its neighbours,
    a longer list before a shorter.
    """
    return not INDEX.search(listing.path), listing.kind != "index", -len(work), listing.path


def _above(found: Mapping[str, Part], path: str) -> Iterator[str]:
    """Yield a page and the index pages above it."""
    yield path
    while path in found:
        path = found[path].work
        yield path


def line_of(path: str, found: Mapping[str, Part]) -> list[Part]:
    """Return a page as part of the work it belongs to, the work's index page as part of a larger one, and so on upwards."""
    return [found[above] for above in _above(found, path) if above in found]


def _work(listing: Listing, seen: Mapping[str, Seen]) -> list[Part]:
    """Return the parts of the work that a page lists; none for a list of works, or of pages that know nothing of it."""
    titles = _titles(listing)
    here = {n: entry for n, entry in enumerate(listing.entries) if entry.target in seen}
    if not here or not titles or _is_list_of_works(listing, titles):
        return []
    pages = [seen[entry.target] for entry in here.values()]
    named, title = max(((sum(_names(page, t.value) for page in pages), t) for t in titles), key=lambda found: found[0])
    beside = {listing.path, *(entry.target for entry in here.values())}
    why = {n: _evidence(listing.path, title.value, entry, seen[entry.target], beside) for n, entry in here.items()}
    title = title._replace(value=_called(title.value, listing.values("author")))
    known = [Part(listing.path, title, n, entry, why[n]) for n, entry in here.items() if why[n]]
    one = named >= HALF * len(here) or _is_one_work(listing, list(here.values()))
    return known if one and len(known) >= HALF * len(here) else []


def _called(title: str, authors: Iterable[str]) -> str:
    """Return a work's title without what a title element puts before and after it."""
    before, _, rest = title.partition(": ")
    surnames = {word for name in authors for word in fold(name).split()[-1:]}
    return bare(rest if rest and set(fold(before).split()[-1:]) & surnames else title)


def _titles(listing: Listing) -> list[Stated]:
    """Return what the work may be called: the title chosen first, then what else was read as one."""
    titles = [s for s in listing.stated if s.field in {"title", "part_of"}]
    return sorted(titles, key=lambda s: (s.field != "title", not s.chosen))


def _is_list_of_works(listing: Listing, titles: Sequence[Stated]) -> bool:
    people = listing.values("author")
    return any(LISTS.search(t.value) for t in titles) or any(bylines.same_name(titles[0].value, name) for name in people)


def _is_one_work(listing: Listing, entries: list[Entry]) -> bool:
    """Where the parts do not name the work: it is numbered through, or says of itself where it comes from, and no entry has a
    date of its own.
    """
    if len(entries) < 2 or sum(is_dated(entry) for entry in entries) > HALF * len(entries):
        return False
    numbered = sum(bool(heads.NUMBERED.match(e.words) or NUMBERED_FILE.search(e.target)) for e in entries)
    return numbered >= HALF * len(entries) or any(listing.values(field) for field in ("published", "venue", "publisher", "source"))


def is_dated(entry: Entry) -> bool:
    """Does a line of contents carry a date of its own?"""
    return DATED.search(" ".join(entry.words.split())) is not None


def _evidence(index: str, title: str, entry: Entry, page: Seen, beside: set[str]) -> str:
    """Say why a listed page is taken for a part; "" where it knows nothing of the work."""
    said = []
    if index in page.links:
        said.append("links back")
    elif page.links & beside - {entry.target}:
        said.append("links to others of these")
    if _names(page, title):
        said.append("names the work")
    return f"the contents of {index} list it, and it {' and '.join(said)}" if said else ""


def _names(page: Seen, title: str) -> bool:
    """Does a page name the work, in its title element beside its author, or as what it is part of?"""
    name = f" {fold(bare(title))} "
    return len(name) > 5 and any(name in f" {fold(words)} " for words in (_without_author(page), *page.part_of))


def bare(title: str) -> str:
    """Return a title without what is added to it in the title elements of a work's pages."""
    while found := AFTER.search(title, 3):
        title = title[: found.start()]
    return title


def _without_author(page: Seen) -> str:
    author, _, rest = page.title.partition(":")
    return rest if rest and any(bylines.same_name(author, name) for name in page.authors) else page.title
