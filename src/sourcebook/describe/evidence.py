"""Evidence → values: one preference order a field, the choice marked, rivals kept.

`PREFERENCE` is the whole of the policy: for each field the kinds of evidence, best first. Why a value was chosen is its kind's
place there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from ..model import Page, Stated
from . import bylines, dates, heads, values
from .citation import Citation, citation, joint
from .citing import Known, Marked
from .colophon import Statement
from .heads import Head
from .rights import rights_class

PREFERENCE = MappingProxyType({
    "title": ("label", "heading", "title", "body", "path"),
    "subtitle": ("label", "heading"),
    "part_of": ("label", "heading", "prose", "title", "path"),
    "author": ("label", "heading", "prose", "title", "meta", "signature", "path"),
    "written": ("label", "dateline", "prose", "signature", "heading", "title"),
    "rights": (),
    "place": ("dateline", "signature", "label"),
    "recipient": ("label", "heading", "salutation"),
    "published": ("label", "prose", "issue", "body", "heading", "title", "path"),
})  # fmt: skip
DEFAULT = ("label", "prose", "issue", "heading", "stamp", "body", "meta", "title", "path")
#: Fields that hold several values at once; of the others one is chosen.
MANY = frozenset({"author", "translator", "transcriber", "markup", "proofreader", "editor", "carrier"})
#: Labels and prose of a colophon have the same weight where several may share a work.
COLOPHON = frozenset({"label", "prose"})
PEOPLE = ("translator", "transcriber", "markup", "proofreader", "editor")
CITED = ("venue", "series", "volume", "number", "whole_number", "pages", "publisher")


def choose(stated: Iterable[Stated]) -> tuple[Stated, ...]:
    """Order the statements of each field by preference and mark the chosen ones; equal values are kept once a kind."""
    by_field: dict[str, list[Stated]] = {}
    for one in stated:
        if one.value:
            by_field.setdefault(one.field, []).append(one)
    return tuple(s for field, found in by_field.items() for s in _ranked(field, found))


def _ranked(field: str, found: list[Stated]) -> Iterator[Stated]:
    order = PREFERENCE.get(field, DEFAULT)
    if field == "author":
        found = _fuller(found)
    ranked = sorted(found, key=lambda s: order.index(s.kind) if s.kind in order else len(order))
    best, seen = ranked[0], set()
    if field == "written":  # a day that a coarser statement leaves open
        best = next((s for s in ranked if len(s.value) > len(best.value) and s.kind in FINER and _within(s, best)), best)
    for one in (best, *(s for s in ranked if s is not best)):
        key = (one.value, one.kind)
        if key in seen:
            continue
        seen.add(key)
        chosen = one is best or (field in MANY and (one.kind == best.kind or {one.kind, best.kind} <= COLOPHON))
        yield one if one.chosen is chosen else one._replace(chosen=chosen)


def _fuller(found: list[Stated]) -> list[Stated]:
    """A surname alone in the title element or the meta names gives way to the same name as it is signed."""
    signed = {s.value.split()[-1].casefold() for s in found if s.kind == "signature" and " " in s.value}
    return [s for s in found if s.kind not in {"title", "meta"} or " " in s.value or s.value.casefold() not in signed]


#: Where a finer date of writing is taken from than the label states, if it agrees.
FINER = frozenset({"label", "dateline", "signature"})


def _within(finer: Stated, coarser: Stated) -> bool:
    return "/" not in finer.value and dates.agrees(finer.value, coarser.value)


Cited = Mapping[Statement, Citation]


def citations(page: Page, found: list[Statement], known: Known) -> Cited:
    """Return the statements that cite a printed source, each with its citation taken apart."""
    return {s: citation(s.words, _marked(page, s), known) for s in found if _cites(s)}


def _cites(s: Statement) -> bool:
    """Tell whether a statement cites a printed text; the original title of a translation does so where a year follows it, and so
    does what a translation was printed in.
    """
    if "published" in s.fields or "source" in s.fields:
        return True
    if s.fields == ("translator",) and s.kind == "label" and not re.match(r"(?:by|por|par|von|di)\s", s.words, re.I):
        return any("-" in found.edtf for found in dates.dates(s.words))
    return s.fields == ("title",) and s.cue.lower() != "title" and dates.read(s.words) is not None


def known_names(page: Page, head: Head) -> Known:
    """Return the names and titles a citation may repeat: those of the head, and the page's meta author."""
    named = (name for line in head.lines if line.kind == "byline" for name in heads.authors_in(line, bylines.meta_authors(page)))
    return Known(
        (*named, *bylines.meta_authors(page)),
        tuple(words for line in head.lines if line.kind == "title" for words in (line.words, heads.clean(line.words))),
    )


def from_statements(page: Page, found: list[Statement], cited: Cited, known: Known) -> Iterator[Stated]:
    """Yield what a colophon's statements say, field by field."""
    printed = any("publisher" in s.fields for s in found) and not any(c.date for c in cited.values())
    for statement in found:
        for field in statement.fields:
            if field in PEOPLE:
                yield from _people(field, statement)
            elif field == "carrier":
                yield from _carrier(statement)
            elif field == "written" and statement.cue.lower() == "date" and printed:
                yield from _dated(statement, "published")
            elif field == "written":
                yield from _written(statement)
            elif field == "updated":
                yield from _dated(statement, "updated")
            elif field == "place" and (place := values.place_of(statement.words)):
                yield _one("place", place, statement)
            elif field == "dated":
                yield from (one._replace(field="heading_date", kind="heading") for one in _dated(statement, "updated"))
            elif field in {"title", "subtitle"} and statement.cue.lower() == field:
                yield _one(field, " ".join(statement.words.split()), statement)
            elif field == "author" and statement.kind == "label":
                yield from (_one("author", name, statement) for name in values.people(statement.words))
            elif field == "publisher" or (field == "published" and statement.words.lower().startswith("by ")):
                yield from _publisher(statement)
            elif field in {"source", "published"} and (edited := EDITED.search(statement.words)):
                yield _one("editor", edited[1], statement, "“ed.” behind the name")
            elif field == "rights" and statement.words:
                yield _one("rights_text", _whole(page, statement), statement)
    yield from _publication(page, cited, known)


EDITED = re.compile(r"(?<=[,;(] )((?:[A-ZÀ-Ý][\w’'.-]*\s+){1,3}[A-ZÀ-Ý][\w’'-]+),\s+\(?eds?\.")


def _one(field: str, value: str, s: Statement, rule: str = "") -> Stated:
    return Stated(field, value, s.kind, rule or (f"cue “{s.cue}”" if s.cue else "citation without a cue"), s.words, s.start, s.end)


def _people(field: str, s: Statement) -> Iterator[Stated]:
    if rights_class(s.words) in {"copyright", "permission"} or (field == "translator" and _cites(s)):
        return
    shares = [part for part in s.words.split("/") if part.strip()]
    together = len(shares) == len(s.fields) > 1  # "Transcription/Markup: A. Quill/B. Lamp": each did one
    for name in values.people(shares[s.fields.index(field)] if together else s.words):
        if not (field == "editor" and HOUSE.search(name)):
            yield _one(field, name, s)


#: What ends the name of a publishing house, which a citation prints behind its editor's.
HOUSE = re.compile(r"\b(?:press|publishers?|publishing|publications|books|verlag|[ée]ditions|editorial)\b\W*$", re.I)


def _carrier(s: Statement) -> Iterator[Stated]:
    if s.cue.lower() in {"thanks to", "with thanks"} and not NAMES_SITE.search(s.words):
        return  # people are thanked
    if host := site_address(s.words):
        yield _one("carrier", host, s)
        return
    words = re.sub(r"^(?:with thanks\s+)?(?:(?:from|in|by|at|to)\s+)?(?:the\s+)?(?=\w)", "", s.words.strip(" .:"), flags=re.I)
    at = re.search(r"(?:[’”'\"]|\w)\s+at\s+(?:the\s+)?([A-Z].+)$", words)
    if not re.match(r"https?:", words):
        words = at[1] if at else re.sub(r"\s*\(?https?://\S+", "", words)
        words = re.split(r"\.(?=[a-z])|,\s+(?:where|which|who)\b|;", words.strip(" .,"))[0]
    if re.match(r"https?:|www\.|(?!This\b)[^\d\[].*[A-ZÀ-Ý]\w|[A-ZÀ-Ý]\w", words):
        yield _one("carrier", words, s)


#: "on March 1st, 2009 from", before the address of a site, which may stand for its name.
RETRIEVED = re.compile(r"\W*(?:on\s+)?(?P<day>[^.]{6,24}?)\s*,?\s+from\s+(?:the\s+)?", re.I)
HOST = re.compile(r"(?:https?://)?((?:[\w-]+\.){1,4}(?:org|com|net|edu|info|gov|[a-z]{2}))(?=[/\s,;)]|\.?$|\.\s)", re.I)


def site_address(words: str) -> str:
    """Return the address of a site a text was retrieved from where that is all its source is named by, "" elsewhere."""
    day = RETRIEVED.match(words)
    dated = day is not None and dates.read(day["day"]) is not None
    found = HOST.match(words, day.end() if day and dated else 0)
    return found[1] if found and (dated or "//" not in found[0]) else ""


def _written(s: Statement) -> Iterator[Stated]:
    found = list(dates.dates(s.words))
    if found:
        value = joint(found, s.words)
        yield _one("written", f"{value}?" if UNSURE.search(s.words) and value[-1].isdigit() and "/" not in value else value, s)
        if place := values.place_of(s.words):
            yield _one("place", place, s)


#: What says that a date is not certain.
UNSURE = re.compile(r"\(\?\)|\b(?:probably|uncertain|not\s+certain|clarification\s+of\s+the\s+date|date\s+unknown)\b", re.I)


def _dated(s: Statement, field: str) -> Iterator[Stated]:
    value = dates.read(s.words)
    if field == "updated" and len(value or "") < 10:  # the check reports a malformed stamp (D005)
        value = dates.mistyped(s.words) or value
    if value:
        yield _one(field, value, s)


NAMES_SITE = re.compile(r"\b(?:archive|web|site|library|online|on-line|internet|www|http)", re.I)


def _publisher(s: Statement) -> Iterator[Stated]:
    """Yield the publisher a statement names, without the street of its office, and the place and date printed with it."""
    cited = citation(s.words)
    name = re.sub(r"^(?:[Bb]y\s+)?(?:the\s+)?", "", s.words)
    name = re.split(r"[;\n]|(?<=\w\w),(?!\s*(?:Ltd|Limited|Inc|and\b|&))|\bPrice\b|\s(?:in|on)\s", name)[0]
    for found in reversed(dates.find(name)):
        name = name[: found.start] + name[found.end :]
    name = name.strip(" .,")
    if cited.place and name.endswith(cited.place):
        name = name[: -len(cited.place)].strip(" ,")
    yield _one("publisher", name, s)
    if cited.place:
        yield _one("publication_place", cited.place, s)
    if cited.date:
        yield _one("published", cited.date, s)


def _whole(page: Page, s: Statement) -> str:
    line_start = page.text.rfind("\n", 0, s.start) + 1
    end = page.text.find("\n", s.start)
    return page.text[line_start : end if end >= 0 else len(page.text)].strip()


def _publication(page: Page, cited: Cited, known: Known) -> Iterator[Stated]:
    """Read the printed origin: first publication is preferred if it is dated, a separate source is kept as such."""
    sites = {s: name for s, c in cited.items() if (name := _linked_site(page, s, c))}
    yield from (_one("carrier", name, s, "a source that is nothing but a link to another site") for s, name in sites.items())
    read = [(s, c) for s, c in cited.items() if s not in sites]
    first = [(s, c) for s, c in read if "published" in s.fields and c.date]
    printed = [(s, c) for s, c in read if _printed(s, c)]
    online = [pair for pair in first if _site(pair[0].words)]
    first = [pair for pair in first if pair not in online]
    best = (first or printed or online or [(s, c) for s, c in read if (c.date or c.publisher) and not site_address(s.words)])[:1]
    for s, c in best:
        if not c.venue and (book := next((o for o in read if o[1].venue and o[1].venue in known.titles), None)):
            c = c._replace(venue=book[1].venue)
        for field in CITED:
            if value := getattr(c, field):
                yield _one(field, value, s)
        if c.date:
            yield _one("published", c.date, s)
        if c.place:
            yield _one("publication_place", c.place, s)
        if c.venue and PREFACE.match(s.words):
            yield _one("part_of", c.venue, s)
    for s, c in read:
        if _site(s.words) and not _printed(s, c):
            yield from _site_of(s, c)
        elif "source" in s.fields and best and s is not best[0][0] and (c.date or c.venue):
            yield _one("source", s.words.rstrip(), s)
        elif "source" in s.fields and not best and c.venue:
            yield _one("source", s.words.strip(" ."), s)


def _site_of(s: Statement, c: Citation) -> Iterator[Stated]:
    """Yield the site a text was taken from: its name, else its address."""
    address = re.search(r"(?:https?://|www\.)\S+", s.words)
    if name := site_address(s.words) or c.venue or (address[0].rstrip(".,;)") if address else ""):
        yield _one("carrier", name, s)


def _linked_site(page: Page, s: Statement, c: Citation) -> str:
    """Return the name of a site that a source names and links to without saying when, where or on what page it was printed."""
    if "source" not in s.fields or c.date or c.volume or c.number or c.pages or c.publisher:
        return ""
    inside = (span for block in page.blocks if block.start <= s.start < block.end for span in block.spans)
    link = next((sp for sp in inside if sp.kind == "link" and sp.value[:4] == "http" and s.start <= sp.start < s.end), None)
    words = page.text[link.start : min(link.end, s.end)].strip(" .;,") if link else ""
    return "" if len(words) * 3 < len(s.words) or re.match(r"https?:|www\.", words) or " by " in words else words


PREFACE = re.compile(r"\W*(?:preface|introduction|foreword|afterword|postscript)\s+to\b", re.I)


def of_book(stated: list[Stated], book: Stated | None) -> list[Stated]:
    """A book's chapter or contents page that states publisher or date but no venue names the book itself."""
    fields = {s.field for s in stated}
    if book is None or "preface" in book.rule or "venue" in fields or not {"published", "publisher"} & fields:
        return []
    return [book._replace(field="venue", rule="the book the page belongs to")]


def from_issue(issue: list[Statement], stated: list[Stated]) -> Iterator[Stated]:
    """Yield what a magazine's header says: where the page states another printed origin the magazine carries a reprint, else
    it is the origin.
    """
    for s in issue:
        cited = citation(s.words)
        if any(one.field in {"published", "venue"} for one in stated):
            yield Stated("carrier", cited.venue, "issue", "the magazine's header", s.words, s.start, s.end)
            continue
        for field in (*CITED, "date"):
            if value := getattr(cited, field):
                yield Stated(
                    "published" if field == "date" else field, value, "issue", "the magazine's header", s.words, s.start, s.end
                )


def _printed(s: Statement, c: Citation) -> bool:
    words = ADDED.sub("", s.words) if c.pages else s.words  # a book with its pages, and where to buy it
    return bool((c.date or c.volume or c.number or c.pages) and not _site(words))


ADDED = re.compile(r"\(https?://[^)]*\)")


def _site(words: str) -> bool:
    return bool(site_address(words)) or bool(
        re.search(r"https?://|www\.|\b(?:website|internet archive|database|on-?line)\b", words, re.I)
    )


def _marked(page: Page, s: Statement) -> tuple[Marked, ...]:
    """Return the stretches of a statement printed in italics or bold: journals and books are."""
    for block in page.blocks:
        if block.start <= s.start < max(block.end, block.start + 1):
            inside = [sp for sp in block.spans if sp.kind in MARKS and sp.start < s.end and sp.end > s.start]
            inside.sort(key=lambda sp: (sp.kind != "strong", sp.start))
            return tuple(
                Marked(page.text[max(sp.start, s.start) : min(sp.end, s.end)], MARKS[sp.kind])
                for sp in inside
                if sp.end - sp.start > 2
            )
    return ()


MARKS = MappingProxyType({"em": "SLANTED", "strong": "BOLD"})
