"""Where a link leads."""

from __future__ import annotations

from posixpath import join, normpath
from urllib.parse import unquote


def resolve(folder: str, href: str) -> tuple[str, str]:
    """Return the path and fragment a link in a page of that folder leads to; an empty path where it leads out of the sources."""
    address, _, fragment = href.partition("#")
    address = address.partition("?")[0].strip()
    if not address or ":" in address.partition("/")[0] or address.startswith("//"):
        return "", fragment
    if "%" in address:
        address = unquote(address)
    target = normpath(address.lstrip("/") if address[0] == "/" else join(folder, address))
    return ("" if target.startswith("..") else target), fragment
