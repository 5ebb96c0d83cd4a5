"""The independent count agrees with the search index to the word."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest

from sourcebook.model import Page
from sourcebook.read import read_source
from sourcebook.store.analyser import foreign
from sourcebook.store.tokens import WordCount
from sourcebook.store.write import varints


@pytest.fixture
def index() -> sqlite3.Connection:
    """Return an index of one text, as the archive has it."""
    connection = sqlite3.connect(":memory:")
    connection.execute('CREATE VIRTUAL TABLE t USING fts5(words, tokenize="unicode61 remove_diacritics 2")')
    return connection


def indexed(index: sqlite3.Connection, text: str) -> int:
    """Return how many words the index makes of a text."""
    index.execute("DELETE FROM t")
    index.execute("INSERT INTO t VALUES (?)", (text,))
    return sum(varints(index.execute("SELECT sz FROM t_docsize").fetchone()[0]))


def test_every_kind_of_character(index: sqlite3.Connection) -> None:
    """Letters of all planes, accents, signs, and characters no Unicode knows: alone, between letters, at the edges."""
    count = WordCount()
    dice = random.Random(1935)
    points = [*range(1, 0x600), *dice.sample(range(0x600, 0xD800), 1500), *dice.sample(range(0xE000, 0x20000), 1500)]
    for at in range(0, len(points), 50):
        text = " ".join(f"a{chr(p)}a {chr(p)} {chr(p)}a" for p in points[at : at + 50])
        assert count(text, foreign(text)) == indexed(index, text)


def test_real_pages(index: sqlite3.Connection, shared: Path) -> None:
    """Real pages with wrong encodings, typographic signs and other scripts come to the same number."""
    count = WordCount()
    for path in sorted((shared / "pages").rglob("*.htm*"))[::60]:
        page = read_source(path.name, path.read_bytes())
        if isinstance(page, Page):
            assert count(page.text, foreign(page.text)) == indexed(index, page.text), path
