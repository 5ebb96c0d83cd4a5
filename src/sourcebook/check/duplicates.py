"""Pages that are the same."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from ..archive import Archive
from ..model import Finding

LEAST = 40  # words from which equal texts are no accident
SAME = f"""
    SELECT version, p.path, t.n FROM text t JOIN page p ON p.id = t.page_id WHERE t.words >= {LEAST} AND version IN
    (SELECT version FROM text WHERE words >= {LEAST} GROUP BY version HAVING count(DISTINCT page_id) > 1) ORDER BY version, p.path
"""


def duplicate_pages(archive: Archive) -> Iterator[Finding]:
    """No two pages have a text with the very same words."""
    for _, group in groupby(archive.rows(SAME), key=lambda row: row[0]):
        paths = list(dict.fromkeys(path for _, path, _ in group))
        for path in paths[1:]:
            yield Finding(
                "U001", path, -1, -1, f"The text is, word for word, that of {paths[0]}.", "Keep one, and let the other lead to it."
            )
