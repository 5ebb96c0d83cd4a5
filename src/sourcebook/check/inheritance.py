"""A chapter and the index page of its work that contradict each other: what the chapter states is kept, and said to differ."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from ..archive import Archive
from ..model import Finding
from ..works.inherit import APART, byline, share_one
from ..works.parts import DATED

#: The persons a chapter states in a role, none of whom its index page states in the same words, and its line in the contents.
PERSONS = """
    SELECT p.path, w.path, e.words, min(s.start), max(s."end"), json_group_array(s.value), (
        SELECT json_group_array(i.value) FROM stated i WHERE i.page_id = w.id AND i.field = s.field AND i.chosen AND i.page = '')
    FROM part r JOIN page w ON w.path = r.work JOIN page p ON p.id = r.page_id JOIN stated s ON s.page_id = p.id
    JOIN entry e ON e.page_id = w.id AND e.n = r.n
    WHERE s.field = ? AND s.chosen AND s.page = '' AND s.kind IN ('label', 'heading', 'prose')
    AND NOT EXISTS (SELECT 1 FROM stated i WHERE i.page_id = w.id AND i.field = s.field AND i.value = s.value)
    GROUP BY p.id ORDER BY p.path
"""
ROLES = ("author", "translator")
INTRODUCTION = re.compile(r"\bintroduct", re.I)


def other_persons(archive: Archive) -> Iterator[Finding]:
    """A chapter's author and translator are those of its work, unless its line in the contents tells of another hand."""
    for role in ROLES:
        for path, work, words, start, end, here, there in archive.rows(PERSONS, (role,)):
            own, theirs = json.loads(here), json.loads(there)
            if theirs and not _of_another_hand(words) and not share_one(own, theirs):
                message = f"The {role} is {', '.join(own)} here, and {', '.join(theirs)} on the index page of the work, {work}."
                yield Finding("O006", path, start, end, message, "Mend one of them, or name the other hand in the contents.")


def _of_another_hand(words: str) -> bool:
    line = " ".join(words.split())
    return bool(APART.search(line) or INTRODUCTION.search(line) or DATED.search(line) or any(byline(line)))
