"""Encodings are decided by the bytes."""

from __future__ import annotations

import pytest

from sourcebook.read.encoding import decode


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (b"plain", "plain", "ascii"),
        ("Sûreté".encode(), "Sûreté", "utf-8"),
        ("Sûreté".encode("cp1252"), "Sûreté", "cp1252"),
        (b"\xef\xbb\xbfabc", "abc", "utf-8"),
        ("abc é".encode("utf-16"), "abc é", "utf-16"),
        (b'<meta charset="windows-1251">' + "Правда".encode("cp1251"), '<meta charset="windows-1251">Правда', "cp1251"),
        (b"\x93quoted\x94 \x81", "“quoted” \x81", "cp1252"),
        (b"a\r\nb\rc\x00", "a\nb\nc", "ascii"),
    ],
)
def test_bytes_decide(data: bytes, text: str, encoding: str) -> None:
    """A mark, then validity as UTF-8, then another script's declaration, then windows-1252."""
    decoded = decode(data)
    assert (decoded.text, decoded.encoding) == (text, encoding)
    assert decoded.reason


def test_declared_charset_that_lies_is_not_believed() -> None:
    """UTF-8 that declares ISO 8859-1 is UTF-8, and the declaration is kept."""
    decoded = decode('<meta charset="iso-8859-1">“é”'.encode())
    assert (decoded.encoding, decoded.declared) == ("utf-8", "iso8859-1")


def test_stray_bytes_in_utf8_are_kept() -> None:
    """A page of UTF-8 with one windows-1252 byte loses neither."""
    assert decode("é".encode() * 9 + b"\x97").text == "é" * 9 + "—"


@pytest.mark.parametrize("name", ["utf-16", "rtf-8", "iutf-8", "x-user-defined"])
def test_false_and_unknown_declarations_do_no_harm(name: str) -> None:
    """Charsets that do not exist or cannot be are passed over."""
    assert decode(f'<meta charset="{name}">caf\xe9'.encode("latin-1")).text.endswith("café")
