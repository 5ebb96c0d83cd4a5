"""The addresses of the reading room: where each page of it is, and which links of a source lead to which."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import lru_cache
from urllib.parse import quote, unquote, urlencode

from ..archive import Archive, PageRecord
from ..model import Span
from .inline import Target, anchor_id

#: Makes a page's links, knowing which of its anchors are shown and which it has.
Linker = Callable[[Collection[str], Collection[str]], Target]


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
    return f"/{to}" + (f"?{urlencode(asked, doseq=True)}" if asked else "")


class Homes:
    """Where each page of the archive is best read: at its text if it has just one, else whole. Made once a build."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._names = lru_cache(maxsize=1)(self._made)

    def _made(self, built: str) -> Mapping[str, str]:  # noqa: ARG002 - what the cache goes by
        """Map the path of each page to the name of its one text, "" where it has none or several."""
        texts: dict[str, str] = {}
        for text in self._archive.texts(order="path"):
            texts[text.path] = "" if text.path in texts else text.name
        return {page.path: texts.get(page.path, "") for page in self._archive.pages()}

    def of(self, path: str, fragment: str = "") -> str:
        """Return the address of a page, "" if the archive has no such page."""
        name = self._names(self._archive.built).get(path)
        if name is None:
            return ""
        anchor = anchor_id(fragment)
        return text_url(name, quote(anchor)) if name else page_url(path, anchor)

    def links_of(self, page: PageRecord) -> Linker:
        """Return what makes, of the anchors shown and those of the whole page, the function that tells where its links lead."""
        targets = {(link.start, link.end): (link.target, link.fragment) for link in self._archive.links(page.path)}

        def among(shown: Collection[str], known: Collection[str]) -> Target:
            def target(span: Span) -> str:
                if not span.value.startswith("#"):
                    return self.of(*targets.get((span.start, span.end), ("", "")))
                anchor = unquote(span.value[1:])
                if anchor in shown:
                    return f"#{quote(anchor_id(anchor))}"
                return page_url(page.path, anchor_id(anchor)) if anchor in known else ""

            return target

        return among
