"""A text's reference as search engines and Zotero look for it: Highwire and Dublin Core meta elements, a COinS."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from ..publish.reference import Record

Pairs = Iterator[tuple[str, str]]
HIGHWIRE = {"title": "citation_title", "volume": "citation_volume", "issue": "citation_issue", "language": "citation_language"}
DUBLIN = {"title": "DC.title", "publisher": "DC.publisher", "language": "DC.language", "container-title": "DC.relation.ispartof"}


def meta(record: Record) -> Pairs:
    """Yield the name and content of each meta element."""
    yield from ((name, record[variable]) for variable, name in HIGHWIRE.items() if variable in record)
    for author in record.get("author", ()):
        yield "citation_author", _inverted(author)
        yield "DC.creator", _natural(author)
    if "container-title" in record:
        journal = record["type"].startswith("article")
        yield ("citation_journal_title" if journal else "citation_inbook_title"), record["container-title"]
    first, last = pages(record)
    if first:
        yield "citation_firstpage", first
    if last:
        yield "citation_lastpage", last
    if day := date(record):
        yield "citation_publication_date", day.replace("-", "/")
        yield "DC.date", day
    yield from ((name, record[variable]) for variable, name in DUBLIN.items() if variable in record)
    yield "DC.type", "Text"
    yield "DC.identifier", record["archive_location"]
    yield "DC.source", record["archive"]


def coins(record: Record) -> str:
    """Return the title attribute of a COinS: the reference in OpenURL form."""
    journal = record["type"].startswith("article")
    first, last = pages(record)
    names = [_natural(author) for author in record.get("author", ())]
    fields = [
        ("ctx_ver", "Z39.88-2004"), ("rft_val_fmt", f"info:ofi/fmt:kev:mtx:{'journal' if journal else 'book'}"),
        ("rft.genre", "article" if journal else "bookitem" if record["type"] == "chapter" else "document"),
        ("rft.atitle" if journal or record["type"] == "chapter" else "rft.title", record.get("title", "")),
        ("rft.jtitle" if journal else "rft.btitle", record.get("container-title", "")),
        *(("rft.au", name) for name in names),
        ("rft.date", date(record)), ("rft.volume", record.get("volume", "")), ("rft.issue", record.get("issue", "")),
        ("rft.spage", first), ("rft.epage", last), ("rft.pub", record.get("publisher", "")),
        ("rft.place", record.get("publisher-place", "")), ("rft.language", record.get("language", "")),
        ("rfr_id", "info:sid/sourcebook"),
    ]  # fmt: skip
    return urlencode([(name, value) for name, value in fields if value])


def pages(record: Record) -> tuple[str, str]:
    """Return the first and the last page."""
    first, _, last = record.get("page", "").replace("–", "-").partition("-")
    return first.strip(), last.strip()


def date(record: Record) -> str:
    """Return the date, as much of it as is known: 1935, 1935-06, 1935-06-10."""
    parts = (record.get("issued") or {}).get("date-parts") or [[]]
    return "-".join(f"{part:02}" for part in parts[0])


def _natural(name: dict[str, str]) -> str:
    return name.get("literal") or " ".join(filter(None, (name.get("given"), name.get("family"), name.get("suffix"))))


def _inverted(name: dict[str, str]) -> str:
    return name.get("literal") or ", ".join(filter(None, (name.get("family"), name.get("given"))))
