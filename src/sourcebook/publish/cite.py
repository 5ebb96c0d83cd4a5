"""A text or passage → its reference, in a citation style or in the format of a reference manager."""

from __future__ import annotations

from typing import NamedTuple

from ..archive import Archive, TextRecord
from .formats import FORMATS
from .reference import Record, reference
from .styles import STYLES, Rendered, find_style, render

DEFAULT = "chicago"


class Reference(NamedTuple):
    """A rendered reference: the note or brackets for the running text, the bibliography's entry, the archive, the address."""

    citation: str
    entry: str
    archive: str
    address: str

    def __str__(self) -> str:
        lines = (self.citation, self.entry, f"{self.archive}, {self.address}")
        return "\n".join(dict.fromkeys(filter(None, lines)))


def styles() -> tuple[str, ...]:
    """Return the names of the styles and formats that are offered, styles first."""
    return (*STYLES, *FORMATS)


def parted(address: str) -> tuple[str, str]:
    """Part NAME, NAME@version and NAME#p12 into the text's name and the passage's key."""
    name, _, key = address.partition("#")
    return name.partition("@")[0], key


def record_of(archive: Archive, text: TextRecord, key: str = "", base: str = "") -> Record:
    """Return the CSL-JSON record of a text."""
    return reference(text, archive.persons(text), archive.title, base, key)


def cite(archive: Archive, address: str, style: str = DEFAULT, base: str = "") -> str:
    """Return the reference of a text or passage as text; UnknownName for a name, passage or style that is not there."""
    text, key = locate(archive, address)
    record = record_of(archive, text, key, base)
    if style in FORMATS:
        return FORMATS[style](record)
    return str(styled(record, style, key))


def locate(archive: Archive, address: str) -> tuple[TextRecord, str]:
    """Return the text and the present key of the passage at an address; a passage of a former version is followed."""
    name, key = parted(address)
    if not key:
        return archive.text(name), ""
    passage = archive.passage(address)
    return archive.text(passage.name), passage.key


def styled(record: Record, style: str, key: str = "", markup: bool = False) -> Reference:
    """Return a record rendered in a style, with the passage's number as locator."""
    rendered: Rendered = render(record, find_style(style), locator(key), markup)
    return Reference(rendered.citation, rendered.entry, record["archive"], record["archive_location"])


def locator(key: str) -> str:
    """Return what a citation names of a passage key: the paragraph's number; a note has none."""
    return key[1:] if key.startswith("p") else ""
