"""A request to search → the words of one query, and the page of its results."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from ..archive import Archive, Options, Results
from ..errors import QueryError
from .bars import Bar, bars
from .pages import Pager, every_year

#: Concordance lines on a page, characters of context on each side.
LINES = 50
WIDTH = 90
#: What the form for narrowing asks for, all of them fields of the query language.
NARROWING = ("author", "title", "venue", "written", "published", "language", "genre", "voice")
SORTS = ("relevance", "date", "left", "right")
#: What a person copies from a citation: NAME@version, NAME@version#p12, NAME#p12.
ADDRESS = re.compile(r"[^\s@#\"]+(?:@[0-9a-f]{6,64}(?:#[pn]\d+)?|#[pn]\d+)")
#: Where one begins.
FIRST = Pager(1, 1)


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The concordance of a query, or what is wrong with the query."""

    template: ClassVar[str] = "search.html"
    query: str
    sort: str
    results: Results | None = None
    years: tuple[Bar, ...] = ()
    pager: Pager = FIRST
    fault: QueryError | None = None

    @property
    def first(self) -> int:
        """The number of the first line on this page."""
        return (self.pager.number - 1) * LINES + 1


def asked(parameters: Mapping[str, str]) -> str:
    """Return the one query that a request's words and narrowing fields make together."""
    query = parameters.get("q", "").strip()
    fields = [f"{name}:{_quoted(value)}" for name in NARROWING if (value := parameters.get(name, "").strip())]
    if fields and re.search(r"\bOR\b", query):
        query = f"({query})"
    return " ".join([*filter(None, [query]), *fields])


def _quoted(value: str) -> str:
    plain = re.sub(r"[\"“”„«»]", "", value)
    return plain if re.fullmatch(r"[\w.*-]+", plain) else f'"{plain}"'


def search_page(archive: Archive, query: str, sort: str, number: int) -> SearchPage:
    """Return a page of a concordance; a query that does not parse is shown with the spot, not raised."""
    if not query:
        return SearchPage("", sort)
    sort = sort if sort in SORTS else SORTS[0]
    number = max(1, number)
    try:
        results = archive.search(query, Options(LINES, (number - 1) * LINES, sort, WIDTH))
        by_year = archive.counts_by(query, "year") if results.passages else []
    except QueryError as fault:
        return SearchPage(query, sort, fault=fault)
    years = every_year([(int(year), passages) for year, _, passages in by_year if str(year).isdigit()])
    return SearchPage(query, sort, results, bars(years), Pager(number, max(1, -(-results.passages // LINES))))
