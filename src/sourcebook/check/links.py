"""Links that come to nothing. In a partial capture most targets are merely not here, so a missing page is a fault only where
nearly all
others are present: of the whole archive, or of its folder.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import unquote

from ..archive import Archive
from ..model import Described, Finding, Role
from .notes import is_reference

LINKS = """
    SELECT p.path, l.start, l.end, l.href, l.target, l.fragment, t.id, t.kind FROM link l JOIN page p ON p.id = l.page_id
    LEFT JOIN page t ON t.path = l.target ORDER BY p.path, l.start
"""
SKIP = re.compile(r"(?:jump|skip) to\b", re.I)  # a link for the keyboard, to a part of the site's frame that saving a page may drop
WHOLE = 0.85  # share of all linked pages that must be there before every missing one is a fault
COMPLETE = 0.8  # share of a folder's linked pages that must be there before a missing one is a fault
FEW = 4  # a folder with fewer linked pages says nothing of its completeness


def broken_links(archive: Archive) -> Iterator[Finding]:
    """A link within the sources comes to a page that is there."""
    links = archive.rows(LINKS)
    missing = _complete_folders(links)
    for path, start, end, href, target, *_, page, _ in links:
        outside = target in {"", "."} or target.startswith("..")
        if page is None and not outside and _fault(target, missing):
            yield Finding("L001", path, start, end, f"The link to {href} comes to no page: there is no {target}.")


def _fault(target: str, complete: set[str] | None) -> bool:
    """A missing page is a fault where all is there, or all of its folder but perhaps the contents page, which is captured apart."""
    folder, _, name = target.rpartition("/")
    return complete is None or (folder in complete and not name.startswith("index."))


def _complete_folders(links: list[tuple[str, int, int, str, str, str, int | None, str | None]]) -> set[str] | None:
    """Return the folders in which a missing page is a fault; None where the whole archive is complete and it always is."""
    targets = {(target, page is not None) for *_, target, _, page, _ in links}
    if sum(found for _, found in targets) >= WHOLE * len(targets):
        return None
    wanted = Counter(target.rpartition("/")[0] for target, _ in targets)
    there = Counter(target.rpartition("/")[0] for target, found in targets if found)
    return {folder for folder, count in wanted.items() if count >= FEW and there[folder] >= COMPLETE * count}


def broken_anchors(archive: Archive) -> Iterator[Finding]:
    """A link to a place on another page comes to a place that is there."""
    names: dict[str, frozenset[str]] = {}
    for path, start, end, href, target, fragment, page, kind in archive.rows(LINKS):
        if not fragment or fragment == "top" or page is None or kind not in {"text", "index"}:
            continue
        if target not in names:
            names[target] = archive.anchors(target)
        if not {fragment, unquote(fragment)} & names[target]:
            yield Finding("L002", path, start, end, f"The link to {href} comes to no place on that page.")


def broken_anchors_within(described: Described) -> Iterator[Finding]:
    """A link within a page comes to a place that is there; references to notes have a code of their own."""
    page = described.page
    names = {span.value for block in page.blocks for span in block.spans if span.kind == "anchor"}
    for block in page.blocks:
        for span in block.spans:
            if span.kind != "link" or span.value[:1] != "#" or span.value in {"#", "#top"}:
                continue
            if SKIP.match(page.text, span.start):
                continue
            if not {span.value[1:], unquote(span.value[1:])} & names and not is_reference(described, block, span):
                place = "text" if block.role is not Role.NOTE else "note"
                yield Finding(
                    "L002",
                    page.source.path,
                    span.start,
                    span.end,
                    f"The link in this {place} leads to {span.value}, which is not on the page.",
                )
