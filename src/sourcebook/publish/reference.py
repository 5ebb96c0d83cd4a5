"""A text of the archive → one CSL-JSON record, made from what is stated; what is not stated is left out.

Every citation style and format is made from this record. Dates keep their precision, names are split only where they look like
a person's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from ..archive import Person, TextRecord
from ..dates import csl_date
from .names import csl_name

Record = dict[str, Any]

#: What kind of document each genre is where nothing is said of a printed source.
TYPES: Mapping[str, str] = MappingProxyType({
    "letter": "personal_communication", "speech": "speech", "interview": "interview", "chapter": "chapter", "review": "review",
})  # fmt: skip
NAMES = ("author", "translator", "editor", "recipient")
FIELDS: Mapping[str, str] = MappingProxyType({
    "title": "title", "volume": "volume", "number": "issue", "pages": "page", "publisher": "publisher", "place": "publisher-place",
    "language": "language",
})  # fmt: skip


def reference(text: TextRecord, persons: Iterable[Person], archive: str, base: str = "", key: str = "") -> Record:
    """Return the CSL-JSON record of a text; `archive` is the archive's title, `base` the web address of its reading room."""
    address = text.address + (f"#{key}" if key else "")
    place = {"archive": archive, "archive_location": address}
    where = {"URL": base.rstrip("/") + "/text/" + address} if base else {}
    record = {"id": text.name, "type": _type(text), **_fields(text), **_names(persons), **_dates(text), **place, **where}
    return {name: value for name, value in record.items() if value}


def _type(text: TextRecord) -> str:
    if text.part_of and not (text.volume or text.number):
        return "chapter"
    if text.venue:
        return "article-newspaper" if _is_daily(text) else "article-journal"
    return TYPES.get(text.genre or "", "document")


def _is_daily(text: TextRecord) -> bool:
    """A paper dated to the day and without volume is cited by its day."""
    return not text.volume and bool(re.fullmatch(r"\d{4}-\d\d-\d\d", text.published or ""))


def _fields(text: TextRecord) -> Record:
    fields: Record = {variable: getattr(text, column) for column, variable in FIELDS.items()}
    if not text.publisher:
        del fields["publisher-place"]  # the place of the dateline
    container = text.venue or text.part_of
    if text.part_of and text.venue and _type(text) == "chapter":
        container = text.part_of
    return fields | {"container-title": container if container != text.title else None}


def _names(persons: Iterable[Person]) -> Record:
    names: dict[str, list[dict[str, str]]] = {}
    for person in persons:
        name = csl_name(person.name)
        if person.role in NAMES and name not in names.setdefault(person.role, []):
            names[person.role].append(name)
    return names


def _dates(text: TextRecord) -> Record:
    """The date of publication, else of writing; where both are stated and differ, the writing is the original date."""
    issued = csl_date(text.published or text.written)
    original = csl_date(text.written) if text.published and text.written != text.published else None
    return {"issued": issued, "original-date": original}
