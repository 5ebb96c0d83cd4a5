"""Bytes → page. One reader a file; each takes a decoded source and gives a page, or a sentence saying why not.

A new format is a new file and a line in `READERS`.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Callable
from pathlib import PurePosixPath
from types import MappingProxyType

from ..model import Declined, Page, Source
from .encoding import Decoded, decode
from .html import read_html
from .markdown import read_markdown
from .muse import read_muse
from .plain import read_plain

Reader = Callable[[Source, Decoded], Page | Declined]

READERS: MappingProxyType[str, Reader] = MappingProxyType({
    "text/html": read_html, "text/plain": read_plain, "text/markdown": read_markdown, "text/x-muse": read_muse,
})  # fmt: skip

SUFFIXES = MappingProxyType({
    ".htm": "text/html", ".html": "text/html", ".xhtml": "text/html", ".shtml": "text/html",
    ".txt": "text/plain", ".text": "text/plain", ".asc": "text/plain", "": "",
    ".md": "text/markdown", ".markdown": "text/markdown", ".muse": "text/x-muse",
})  # fmt: skip
#: How a text says at its head that it is marked up, whatever the file is called: front matter, a header of `#key value` lines.
HEADS = (
    ("text/markdown", re.compile(rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n[\w.-]+:")),
    ("text/x-muse", re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:#[A-Za-z][\w-]*(?:[ \t][^\n]*)?\n)*#(?:title|author)[ \t]+\S")),
)
MARKUP = re.compile(rb"<(?:!doctype html|html|head|body|p|h[1-6]|meta|title|div)\b", re.I)
#: Bytes that text is made of: all but the control characters, of which it has tabs, line ends, form feeds and the escape sign.
PRINTABLE = bytes(b for b in range(256) if b > 31 or b in b"\t\n\v\f\r\x1a\x1b")
#: First bytes of formats that hold no text of ours, whatever the file's name says.
MAGIC = (
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"%PDF",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"\xd0\xcf\x11\xe0",
    b"II*\x00",
    b"MM\x00*",
    b"RIFF",
)


def read_source(path: str, data: bytes) -> Page | Declined:
    """Read the bytes of a source; `path` is relative to its folder, with forward slashes."""
    digest = hashlib.sha256(data).hexdigest()
    kind = media_type(path, data)
    if kind not in READERS:
        source = Source(path, digest, len(data), kind, "", "")
        return Declined(source, f"It is {_article(kind)}, which no reader here reads.", "R006" if _claims_text(path) else "")
    if not data.strip():
        return Declined(Source(path, digest, len(data), kind, "ascii", "it is empty"), "The file is empty.", "R002")
    decoded = decode(data)
    return READERS[kind](Source(path, digest, len(data), kind, decoded.encoding, decoded.reason), decoded)


def may_be_read(path: str) -> bool:
    """Tell by its name whether a file may be one that some reader here reads."""
    return PurePosixPath(path).suffix.lower() in SUFFIXES


def media_type(path: str, data: bytes) -> str:
    """Return what a file is: by its bytes where they are clear, else by its name."""
    if data.startswith(MAGIC) or _is_binary(data[:8192]):
        return "application/octet-stream"
    suffix = PurePosixPath(path).suffix.lower()
    named = SUFFIXES.get(suffix, "application/octet-stream")
    if named == "text/plain" and MARKUP.search(data, 0, 2048) and data.lstrip()[:1] == b"<":
        return "text/html"
    if not named:
        named = "text/html" if MARKUP.search(data, 0, 2048) else "text/plain"
    if named == "text/plain":
        return next((kind for kind, head in HEADS if head.match(data)), named)
    return named


def _is_binary(head: bytes) -> bool:
    """Tell bytes that are no text in any encoding read here: control characters are more than an accident in them."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return False
    return len(head.translate(None, PRINTABLE)) * 50 > len(head)


def _claims_text(path: str) -> bool:
    return bool(SUFFIXES.get(PurePosixPath(path).suffix.lower()))


def _article(kind: str) -> str:
    return "a binary file" if kind == "application/octet-stream" else f"of type {kind}"
