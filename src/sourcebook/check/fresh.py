"""Which pages have come into an archive since it was last judged: a rebuild after an edit judges only those."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from typing import cast

from ..archive import Archive
from ..model import Finding
from ..store.schema import SHIFT

#: Name, in the table `meta`, of the last page id that a build has judged; without it every page is fresh.
JUDGED = "judged"


class Fresh:
    """The pages above the last judged one: page ids only grow, and a page that changed gets a new one."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        rows = archive.rows("SELECT value FROM meta WHERE key = ?", (JUDGED,))
        self.judged = int(cast("str", rows[0][0])) if rows else 0
        self.first_block = (self.judged + 1) << SHIFT

    def findings(self, codes: str) -> list[Finding]:
        """Return the former findings whose codes begin so, of pages that stand as they were judged."""
        columns = "code, path, start, end, message, hint, reading"
        sql = f"SELECT {columns} FROM finding WHERE stage = 'archive' AND code LIKE ? AND page_id <= ?"
        return [Finding(*row) for row in self._archive.rows(sql, (f"{codes}%", self.judged))]

    def terms(self, most: int) -> Mapping[str, int]:
        """Return the index terms of the fresh pages that the archive has no more often than so, with their counts."""
        if not self.judged:
            return self._counts("SELECT term, count FROM term WHERE count <= ?", most)
        texts = cast(
            "list[tuple[str]]", self._archive.rows("SELECT coalesce(folded, text) FROM block WHERE id >= ?", (self.first_block,))
        )
        words = {word for (text,) in texts for word in terms(text)}
        sql = "SELECT term, count FROM term WHERE count <= ? AND term IN (SELECT value FROM json_each(?))"
        return self._counts(sql, most, json.dumps(sorted(words)))

    def _counts(self, sql: str, *parameters: object) -> Mapping[str, int]:
        return dict(cast("list[tuple[str, int]]", self._archive.rows(sql, parameters)))


def terms(text: str) -> list[str]:
    """Return the words of a text in the form the index has them: lower case, without accents."""
    plain = text.lower()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))
    return re.findall(r"[^\W_]+", plain)
