"""The addresses of the reading room: where each page of it is, and which links of a source lead to which."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, urlencode

from ..archive import Archive, PageRecord, TextRecord
from ..errors import UnknownName
from ..model import Span
from .inline import Target, anchor_id


def text_url(name: str, key: str | None = "") -> str:
    """Return the address of a text or of a passage of it; `name` may carry a version."""
    return f"/text/{quote(name, safe='/@')}" + (f"#{key}" if key else "")


def page_url(path: str, fragment: str = "") -> str:
    """Return the address of a whole source page."""
    return f"/page/{quote(path)}" + (f"#{quote(fragment)}" if fragment else "")


def source_url(path: str) -> str:
    """Return the address of a source file as captured."""
    return f"/source/{quote(path)}"


def cite_url(name: str, key: str | None = "", style: str = "") -> str:
    """Return the address of the page that cites a text or passage."""
    asked = {name: value for name, value in (("passage", key), ("style", style)) if value}
    return f"/cite/{quote(name)}" + (f"?{urlencode(asked)}" if asked else "")


def listing_url(**filters: object) -> str:
    """Return the address of a list of texts, or of search results: `to` names the page, the rest narrows it."""
    to = filters.pop("to", "texts")
    asked = {name: value for name, value in filters.items() if value not in (None, "")}
    return f"/{to}" + (f"?{urlencode(asked)}" if asked else "")


def home_of(archive: Archive, path: str, fragment: str = "") -> str:
    """Return where a page of the archive is best read: at its text if it has just one, else the whole page; "" if there is no such page."""
    try:
        page = archive.page(path)
    except UnknownName:
        return ""
    texts = archive.texts_of(page)
    if len(texts) == 1 and page.kind == "text":
        return text_url(texts[0].name) + (f"#{quote(anchor_id(fragment))}" if fragment else "")
    return page_url(path, anchor_id(fragment))


def linker(archive: Archive, page: PageRecord) -> Target:
    """Return the function that tells where a link of this page leads within the archive."""
    targets: Mapping[tuple[int, int], tuple[str, str]] = {
        (link.start, link.end): (link.target, link.fragment) for link in archive.links(page.path)
    }
    found: dict[tuple[str, str], str] = {}

    def target(span: Span) -> str:
        if span.value.startswith("#"):
            return f"#{quote(anchor_id(span.value))}" if anchor_id(span.value) else ""
        place = targets.get((span.start, span.end))
        if place is None:
            return ""
        if place not in found:
            found[place] = home_of(archive, *place)
        return found[place]

    return target


def permanent(text: TextRecord, key: str | None = "") -> str:
    """Return the address a person copies: NAME@VERSION8#p12."""
    return text.address + (f"#{key}" if key else "")
