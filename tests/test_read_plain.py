"""Plain text becomes blocks parted by blank lines."""

from __future__ import annotations

import pytest

from sourcebook.model import Page
from sourcebook.read import media_type, read_source


def test_blank_lines_part_blocks() -> None:
    """Lines are kept, blank lines part, form feeds too; each block knows its line."""
    page = read_source("a.txt", b"Title\r\n\r\n  First line\r\nsecond line\r\n \r\n\fNext page")
    assert isinstance(page, Page)
    assert [(b.line, page.words(b)) for b in page.blocks] == [(1, "Title"), (3, "First line\nsecond line"), (6, "Next page")]


@pytest.mark.parametrize(
    ("path", "data", "kind"),
    [
        ("a.txt", b"words", "text/plain"),
        ("a.txt", b"<html><body>words", "text/html"),
        ("README", b"words", "text/plain"),
        ("page", b"<!DOCTYPE html><p>x", "text/html"),
        ("a.css", b"p {}", "application/octet-stream"),
        ("a.htm", b"%PDF-1.4", "application/octet-stream"),
    ],
)
def test_media_type(path: str, data: bytes, kind: str) -> None:
    """A file is what its bytes say where they are clear, else what its name says."""
    assert media_type(path, data) == kind


def test_binary_bytes_are_no_text() -> None:
    """Bytes full of control characters are binary whatever the file is called; a stray one is not."""
    assert media_type("a.htm", bytes(range(256)) * 8) == "application/octet-stream"
    assert media_type("a.htm", b"<p>" + b"words " * 99 + b"\x0c\x1a\x07</p>") == "text/html"
    assert media_type("a.txt", "wörter".encode("utf-16")) == "text/plain"
