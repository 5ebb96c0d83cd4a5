"""The documented tables: every query of the docs runs, every table is named, and the pieces fit."""

from __future__ import annotations

import re
import sqlite3
from itertools import pairwise
from pathlib import Path

from sourcebook.archive import open_archive
from sourcebook.store.database import database

DOCS = (Path(__file__).parents[1] / "docs" / "database.md").read_text("utf-8")


def test_the_queries_of_the_docs_run(example_archive: Path) -> None:
    """Each SQL statement of docs/database.md is valid on an archive."""
    connection = sqlite3.connect(database(example_archive))
    statements = [s for block in re.findall(r"```sql\n(.*?)```", DOCS, re.DOTALL) for s in block.split(";") if s.strip()]
    assert len(statements) >= 3
    for statement in statements:
        connection.execute(statement).fetchall()


def test_every_table_is_documented(example_archive: Path) -> None:
    """docs/database.md names every table that is not SQLite's or the index's own."""
    tables = open_archive(example_archive).rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
    names = {str(name) for (name,) in tables if not str(name).startswith("block_fts")}
    assert names <= set(re.findall(r"`(\w+)`", DOCS))


def test_blocks_tile_and_ids_agree(example_archive: Path) -> None:
    """A block's id says whose it is, and the words of a page are those of its blocks in order."""
    archive = open_archive(example_archive)
    for page in archive.pages():
        blocks = archive.blocks(page)
        assert [b.n for b in blocks] == list(range(len(blocks)))
        assert all(b.id >> 20 == (b.text_id or page.id) for b in blocks)
        assert all(one.end <= next_.start for one, next_ in pairwise(blocks))
        assert all(len(b.text) == b.end - b.start for b in blocks)
