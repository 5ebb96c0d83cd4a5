"""One frozen context a page of the reading room, each made from the archive by one function; the templates only lay them out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from ..archive import Archive, BlockRecord, Counts, PageRecord, Person, TextRecord, Work
from ..check.coverage import lacking
from ..check.ignores import standing
from ..describe.why import of_text
from ..errors import UnknownName
from ..kinship import kinships
from ..model import Finding, Stated
from ..publish.cite import Reference, record_of, styled
from ..publish.names import inverted
from ..publish.reference import Record, reference
from ..publish.styles import STYLES
from .addresses import Homes, page_url
from .bars import Bar, bars
from .ledger.beside import Beside
from .origin import Origin, Place, origin
from .reading import Reading, Shown, block_at, reading, whole
from .shared import Flow, Shared, WorkShown, all_works, beside, flows, shared
from .works import steps_above, words_url

#: Texts on a page of a list, findings and works on a page of theirs.
LISTED = 100
WORKS = 40
FOUND = 200
NO_ENTRIES = Beside()
#: Texts at either end of time that the entrance shows.
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Home:
    """The entrance: what the archive holds and the ways into it."""

    template: ClassVar[str] = "home.html"
    counts: Counts
    authors: int
    venues: int
    years: tuple[Bar, ...]
    oldest: tuple[TextRecord, ...]
    newest: tuple[TextRecord, ...]
    built: str


@dataclass(frozen=True, slots=True)
class Browse:
    """All authors, years, venues or folders, each with how many texts it has."""

    template: ClassVar[str] = "browse.html"
    by: str
    bars: tuple[Bar, ...]
    undated: int = 0


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of texts: of an author, a year, a venue, a folder, or all; a page of it at a time."""

    template: ClassVar[str] = "listing.html"
    filters: dict[str, str]
    order: str
    texts: tuple[TextRecord, ...]
    total: int
    pager: Pager


@dataclass(frozen=True, slots=True)
class Pager:
    """Where we are in a long list."""

    number: int
    count: int


@dataclass(frozen=True, slots=True)
class TextPage:
    """A text with its origin, its notes, and what else is known about it."""

    template: ClassVar[str] = "text.html"
    text: TextRecord
    page: PageRecord
    persons: tuple[Person, ...]
    siblings: tuple[TextRecord, ...]
    before: TextRecord | None
    after: TextRecord | None
    reading: Reading
    origin: Origin
    findings: tuple[Finding, ...]
    record: Record
    shared: Shared
    work: Work | None = None
    asked: str = ""  # the version that the address named, where it is not the present one
    ledger: Beside = NO_ENTRIES

    @property
    def authors(self) -> list[str]:
        """The authors' names as printed."""
        return [p.name for p in self.persons if p.role == "author"]

    @property
    def translators(self) -> list[str]:
        """The translators' names as printed."""
        return [p.name for p in self.persons if p.role == "translator"]


@dataclass(frozen=True, slots=True)
class WholePage:
    """A source page, every block of it, furniture included."""

    template: ClassVar[str] = "page.html"
    page: PageRecord
    texts: tuple[TextRecord, ...]
    blocks: tuple[Shown, ...]
    findings: tuple[Finding, ...]
    work: Work | None = None


@dataclass(frozen=True, slots=True)
class CitePage:
    """The reference of a text or passage in one style, and where to have it in the others and in formats."""

    template: ClassVar[str] = "cite.html"
    text: TextRecord
    key: str
    words: str
    style: str
    reference: Reference


@dataclass(frozen=True, slots=True)
class FindingsPage:
    """What the checks found: how many of each code, and the places of those asked for."""

    template: ClassVar[str] = "findings.html"
    bars: tuple[Bar, ...]
    code: str
    path: str
    findings: tuple[Finding, ...]
    total: int
    pager: Pager
    explanation: str


@dataclass(frozen=True, slots=True)
class WorksPage:
    """The works that have several witnesses, a page of them at a time, and between which folders texts were copied."""

    template: ClassVar[str] = "works.html"
    works: tuple[WorkShown, ...]
    total: int
    pager: Pager
    flows: tuple[Flow, ...]
    compared: bool


@dataclass(frozen=True, slots=True)
class Help:
    """A page of help."""

    topic: str

    @property
    def template(self) -> str:
        """The page's own template."""
        return f"help/{self.topic}.html"


@dataclass(frozen=True, slots=True)
class Message:
    """A page that says what went wrong, and what may help."""

    template: ClassVar[str] = "message.html"
    status: int
    title: str
    message: str
    hint: str = ""
    near: tuple[tuple[str, str], ...] = ()


def home(archive: Archive) -> Home:
    """Return the entrance."""
    years = archive.years()
    oldest = _some(archive, [year for year, _ in years])
    newest = [t for t in _some(archive, [year for year, _ in reversed(years)], last=True) if t not in oldest]
    venues = archive.venues()
    counts = archive.counts()
    if archive.config.ignores:
        counts = counts._replace(findings=len(standing(archive)))
    return Home(
        counts, len(archive.authors()), len(venues), bars(every_year(years)),
        tuple(oldest), tuple(newest), archive.built,
    )  # fmt: skip


def _some(archive: Archive, years: Iterable[int], last: bool = False) -> list[TextRecord]:
    """Return the first texts of these years, or the last, as many as the entrance shows."""
    some: list[TextRecord] = []
    for year in years:
        texts = archive.texts(year=year)
        some += reversed(texts) if last else texts
        if len(some) >= SHOWN:
            break
    return some[:SHOWN]


def every_year(years: Sequence[tuple[int, int]]) -> list[tuple[str, int]]:
    """Fill the years between with nothing, so that a chart of them is a line of time."""
    known = dict(years)
    return [(str(year), known.get(year, 0)) for year in range(min(known), max(known) + 1)] if known else []


def browse(archive: Archive, by: str) -> Browse:
    """Return all values of one kind."""
    if by == "year":
        return Browse(by, bars(archive.years()), sum(not t.date_from for t in archive.texts()))
    if by == "folder":
        return Browse(by, bars(sorted(Counter(folder_of(t.path) for t in archive.texts(order="path")).items())))
    if by == "author":
        authors = sorted(archive.authors(), key=lambda author: inverted(author[0]).casefold())
        return Browse(by, bars(authors))
    return Browse(by, bars(archive.venues()))


def folder_of(path: str) -> str:
    """Return the folder a page lies in, two levels at most: where a site keeps an author's pages."""
    return "/".join(path.split("/")[:-1][:2]) or "."


def listing(archive: Archive, filters: dict[str, str], order: str, number: int) -> Listing:
    """Return a page of a list of texts."""
    year = int(filters["year"]) if filters.get("year", "").isdigit() else None
    texts = archive.texts(author=filters.get("author"), year=year, venue=filters.get("venue"), order=order)
    if folder := filters.get("folder"):
        texts = [t for t in texts if folder_of(t.path) == folder or t.path.startswith(f"{folder.rstrip('/')}/")]
    if field := filters.get("without"):
        ids = lacking(archive, field)
        texts = [t for t in texts if t.id in ids]
    if filters.get("year") == "unknown":
        texts = [t for t in texts if not t.date_from]
    shown, pager = leaf(texts, number, LISTED)
    return Listing(filters, order, tuple(shown), len(texts), pager)


def leaf(rows: Sequence[Any], number: int, size: int) -> tuple[Sequence[Any], Pager]:
    """Return one page of a long list, the nearest there is."""
    count = max(1, -(-len(rows) // size))
    number = min(max(1, number), count)
    return rows[(number - 1) * size : number * size], Pager(number, count)


def text_page(archive: Archive, homes: Homes, name: str, version: str = "") -> TextPage:
    """Return a text; raises UnknownName."""
    text = archive.text(name)
    page = archive.page_of(text)
    persons = tuple(archive.persons(text))
    stated = of_text(archive.stated(text), archive.stated(page))
    blocks = archive.blocks(page)
    findings = standing(archive, page.path)
    own = tuple(f for f in findings if concerns(f, text, blocks))
    before, after = neighbours(archive, text, persons)
    elsewhere = shared(archive, text)
    return TextPage(
        text, page, persons, tuple(t for t in archive.texts_of(page) if t.id != text.id), before, after,
        reading(text, blocks, archive.notes(page), findings, homes.links_of(page), beside(elsewhere.echoes)),
        origin(archive.origin(text), stated, findings, passages(archive, page, blocks), steps_above(archive, stated)), own,
        reference(text, persons, archive.title, archive.config.base_address), elsewhere, archive.work(text),
        "" if text.version.startswith(version.lower()) else version,
    )  # fmt: skip


def passages(archive: Archive, page: PageRecord, blocks: Sequence[BlockRecord]) -> Place:
    """Return what tells where the whole page, or the index page above it, shows the passage of a statement."""

    def place(stated: Stated) -> str:
        if stated.page:
            return words_url(archive, stated.page, stated.start)
        block = block_at(blocks, stated.start) if stated.start >= 0 else None
        return page_url(page.path, f"b{block.n}") if block else ""

    return place


def concerns(finding: Finding, text: TextRecord, blocks: Sequence[BlockRecord]) -> bool:
    """A finding concerns a text if its passage lies in it or in no other, or if it has no passage."""
    block = block_at(blocks, finding.start) if finding.start >= 0 else None
    return block is None or block.text_id in (text.id, None)


def neighbours(archive: Archive, text: TextRecord, persons: Iterable[Person]) -> tuple[TextRecord | None, TextRecord | None]:
    """Return the texts that come before and after this one among its author's, in order of date."""
    author = next((p.name for p in persons if p.role == "author"), None)
    texts = archive.texts(author=author) if author else []
    at = next((n for n, other in enumerate(texts) if other.id == text.id), None)
    if at is None:
        return None, None
    return texts[at - 1] if at else None, texts[at + 1] if at + 1 < len(texts) else None


def whole_page(archive: Archive, homes: Homes, path: str) -> WholePage:
    """Return a source page whole; raises UnknownName."""
    page = archive.page(path)
    findings = standing(archive, page.path)
    blocks = whole(archive.blocks(page), findings, homes.links_of(page))
    return WholePage(page, tuple(archive.texts_of(page)), tuple(blocks), tuple(findings), archive.work(page))


def works_page(archive: Archive, number: int) -> WorksPage:
    """Return the works of which the archive has several witnesses."""
    total, shown = all_works(archive, max(number, 1), WORKS)
    count = max(1, -(-total // WORKS))
    compared = bool(archive.rows("SELECT 1 FROM parallel LIMIT 1"))
    return WorksPage(tuple(shown), total, Pager(min(max(number, 1), count), count), tuple(flows(kinships(archive))), compared)


def cite_page(archive: Archive, name: str, key: str, style: str) -> CitePage:
    """Return the reference of a text or passage; raises UnknownName for a name, passage or style that is not there."""
    if style not in STYLES:
        raise UnknownName("citation style", style, tuple(STYLES))
    text = archive.text(name)
    words = archive.passage(f"{name}#{key}").words if key else ""
    record = record_of(archive, text, key, archive.config.base_address)
    return CitePage(text, key, words, style, styled(record, style, key, markup=True))


def findings_page(archive: Archive, code: str, path: str, number: int, explain: Callable[[str], str]) -> FindingsPage:
    """Return the findings, of a code or of a page or all."""
    everything = standing(archive, path or None)
    found = [f for f in everything if f.code.startswith(code)]
    shown, pager = leaf(found, number, FOUND)
    by_code = sorted(Counter(f.code for f in everything).items())
    return FindingsPage(bars(by_code), code, path, tuple(shown), len(found), pager, explain(code) if code else "")
