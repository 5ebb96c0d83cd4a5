"""References in the formats of reference managers: CSL-JSON, BibTeX, RIS."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from .reference import Record

Pairs = Iterator[tuple[str, str]]

#: Entry types of BibTeX and RIS for the types of CSL; what is not here is `misc` and `GEN`.
BIBTEX_TYPES: Mapping[str, str] = MappingProxyType({
    "article-journal": "article", "article-newspaper": "article", "chapter": "incollection",
})  # fmt: skip
RIS_TYPES: Mapping[str, str] = MappingProxyType({
    "article-journal": "JOUR", "article-newspaper": "NEWS", "chapter": "CHAP", "personal_communication": "PCOMM", "speech": "GEN",
})  # fmt: skip
#: Characters that mean something to TeX.
TEX: Mapping[str, str] = MappingProxyType(
    {char: "\\" + char for char in "&%$#_{}"} | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)
SEASONS = ("spring", "summer", "autumn", "winter")


def csl_json(record: Record) -> str:
    """Return the record as CSL-JSON: a list of one."""
    return json.dumps([record], ensure_ascii=False, indent=2)


def bibtex(record: Record) -> str:
    """Return the record as a BibTeX entry (BibLaTeX reads it too)."""
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in _bibtex_fields(record))
    return f"@{BIBTEX_TYPES.get(record['type'], 'misc')}{{{_key(record['id'])},\n{fields}}}"


def ris(record: Record) -> str:
    """Return the record in RIS, as Zotero, EndNote and the catalogues read it."""
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in _ris_fields(record)]
    return "\n".join([f"TY  - {RIS_TYPES.get(record['type'], 'GEN')}", *lines, "ER  - "])


#: Formats by name.
FORMATS: Mapping[str, Callable[[Record], str]] = MappingProxyType({"csl-json": csl_json, "bibtex": bibtex, "ris": ris})


def _key(name: str) -> str:
    return re.sub(r"[^\w:.+/-]", "-", name)


def _bibtex_fields(record: Record) -> Pairs:
    for variable in ("author", "editor", "translator"):
        if record.get(variable):
            yield variable, " and ".join(_tex_name(name) for name in record[variable])
    container = "booktitle" if record["type"] == "chapter" else "journal"
    names = {"title": "title", "container-title": container, "volume": "volume", "issue": "number", "page": "pages",
             "publisher": "publisher", "publisher-place": "address"}  # fmt: skip
    for variable, field in names.items():
        if record.get(variable):
            value = _tex(record[variable])
            yield field, re.sub(r"(?<=\d)\s*[-–]\s*(?=\d)", "--", value) if field == "pages" else value
    yield from _bibtex_date(record)
    if record.get("URL"):
        yield "url", record["URL"]
    yield "note", _tex(f"{record['archive']}, {record['archive_location']}")


def _bibtex_date(record: Record) -> Pairs:
    """BibTeX has a year and a month; a span gives the year it begins with, in words where it has another end."""
    issued = record.get("issued") or {}
    first, last = (issued.get("date-parts") or [[]])[0], (issued.get("date-parts") or [[]])[-1]
    if "literal" in issued:
        yield "year", _tex(issued["literal"])
    if first:
        yield "date", "/".join("-".join(f"{part:02}" for part in parts) for parts in issued["date-parts"]) + _doubt(issued)
        yield "year", f"{first[0]}" if first[0] == last[0] else f"{first[0]}--{last[0]}"
    if len(first) > 1 and first[:2] == last[:2]:
        yield "month", str(first[1])


def _doubt(issued: Mapping[str, object]) -> str:
    return "~" if issued.get("circa") else ""


def _tex(value: str) -> str:
    return "".join(TEX.get(char, char) for char in value)


def _tex_name(name: Mapping[str, str]) -> str:
    """The name of a body stands in braces, so that TeX does not look for a surname in it."""
    if "literal" in name:
        return "{" + _tex(name["literal"]) + "}"
    return ", ".join(_tex(name[part]) for part in ("family", "suffix", "given") if name.get(part))


def _ris_fields(record: Record) -> Pairs:
    for variable, tag in {"author": "AU", "editor": "ED", "translator": "A4"}.items():
        for name in record.get(variable, ()):
            yield tag, ", ".join(name[part] for part in ("literal", "family", "given", "suffix") if part in name)
    names = {"title": "TI", "container-title": "T2", "volume": "VL", "issue": "IS", "publisher": "PB", "publisher-place": "CY",
             "language": "LA"}  # fmt: skip
    for variable, tag in names.items():
        if record.get(variable):
            yield tag, record[variable]
    yield from _ris_pages(record)
    yield from _ris_date(record)
    if record.get("URL"):
        yield "UR", record["URL"]
    yield "DP", record["archive"]
    yield "AN", record["archive_location"]


def _ris_pages(record: Record) -> Pairs:
    first, dash, last = re.sub(r"\s*[-–]\s*", "–", record.get("page", "")).partition("–")
    if first:
        yield "SP", first
    if dash and last:
        yield "EP", last


def _ris_date(record: Record) -> Pairs:
    """RIS has YYYY/MM/DD/other: other holds the season, the end of a span, the doubt."""
    issued = record.get("issued") or {}
    if "literal" in issued:
        yield "DA", f"///{issued['literal']}"
    for parts in issued.get("date-parts", [])[:1]:
        yield "PY", str(parts[0])
        padded = [f"{part:02}" for part in parts] + [""] * (3 - len(parts))
        yield "DA", "/".join([*padded, _ris_other(issued)])


def _ris_other(issued: Mapping[str, object]) -> str:
    parts = issued.get("date-parts")
    spans = f"to {'-'.join(f'{part:02}' for part in parts[-1])}" if isinstance(parts, list) and len(parts) > 1 else ""
    season = SEASONS[issued["season"] - 1] if isinstance(issued.get("season"), int) else ""  # type: ignore[operator]
    return ", ".join(filter(None, (season, spans, "circa" if issued.get("circa") else "")))
