"""Where the paragraphs of a former version are in the next one, so that an old address is found again.

Every edit of a text leaves one line in `decisions/passages.jsonl`: which passages moved, which have gone and how they began. The
database's table `passage_history` is made from it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz, process

from ..errors import ArchiveError
from .rows import Row

FILE = Path("decisions") / "passages.jsonl"
#: As alike as two paragraphs must be to count as one that was edited.
ALIKE = 60.0
BEGINNING = 80  # characters kept of a passage that has gone
FOLLOWED = (
    "SELECT version, after, key, now, words FROM passage_history "
    "WHERE name = ? AND version >= ? AND version < ? AND key IN ('', ?) ORDER BY key"
)
Keyed = Sequence[tuple[str, str]]  # (key, words) of passages, in order


class Edit(NamedTuple):
    """What became of the passages between a version and the one after it; those not named kept their keys."""

    name: str
    version: str
    after: str
    moved: Mapping[str, str]
    gone: Mapping[str, str]


def compare(name: str, version: str, after: str, old: Keyed, new: Keyed) -> Edit:
    """Find each old passage among the new: the same words first, then, between those, what is alike, in order."""
    pairs = dict(_pairs([words for _, words in old], [words for _, words in new]))
    moved = {old[i][0]: new[j][0] for i, j in pairs.items() if old[i][0] != new[j][0]}
    gone = {key: words[:BEGINNING] for i, (key, words) in enumerate(old) if i not in pairs}
    return Edit(name, version, after, moved, gone)


def _pairs(old: list[str], new: list[str]) -> Iterator[tuple[int, int]]:
    for tag, i, i_end, j, j_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from zip(range(i, i_end), range(j, j_end), strict=True)
        elif tag == "replace":
            yield from _alike(old, new, (i, i_end), (j, j_end))


def _alike(old: list[str], new: list[str], here: tuple[int, int], there: tuple[int, int]) -> Iterator[tuple[int, int]]:
    start = there[0]
    for i in range(*here):
        best = process.extractOne(old[i], new[start : there[1]], scorer=fuzz.ratio, score_cutoff=ALIKE)
        if best:
            yield i, start + best[2]
            start += best[2] + 1


def edits(old: Sequence[Row], new: Sequence[Row]) -> Iterator[Edit]:
    """Compare the texts of a page before and after, given as (name, version, key, words) of their passages."""
    before, after = _by_text(old), _by_text(new)
    now = dict(after.keys())
    for (name, version), passages in before.items():
        if name in now and now[name] != version:
            yield compare(name, version, now[name], passages, after[name, now[name]])


def _by_text(rows: Sequence[Row]) -> dict[tuple[str, str], list[tuple[str, str]]]:
    texts: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for name, version, key, words in rows:
        texts.setdefault((name, version), []).append((key, words))
    return texts


def put(connection: sqlite3.Connection, edit: Edit) -> None:
    """Write an edit into the database, in place of an earlier one from the same version."""
    connection.execute("DELETE FROM passage_history WHERE name = ? AND version = ?", (edit.name, edit.version))
    rows: list[tuple[str, str | None, str]] = [("", None, "")]
    rows += [(key, now, "") for key, now in edit.moved.items()]
    rows += [(key, None, words) for key, words in edit.gone.items()]
    connection.executemany("INSERT INTO passage_history VALUES (?, ?, ?, ?, ?, ?)", [(*edit[:3], *row) for row in rows])


def line(edit: Edit) -> str:
    """Return the line of the file that says so."""
    return json.dumps(edit._asdict(), ensure_ascii=False)


def load(folder: Path) -> list[Edit]:
    """Read all edits of an archive folder, in order."""
    path = folder / FILE
    if not path.is_file():
        return []
    return [_read(path, n, raw) for n, raw in enumerate(path.read_text("utf-8").splitlines(), 1) if raw.strip()]


def _read(path: Path, number: int, raw: str) -> Edit:
    try:
        return Edit(**json.loads(raw))
    except (ValueError, TypeError) as error:
        raise ArchiveError(f"{path}:{number}: this line is no record of an edit.", "Bring it back from git.") from error


class Gone(NamedTuple):
    """A passage that is no longer there: how it began, and the version in which it was first missing."""

    words: str
    after: str


def follow(connection: sqlite3.Connection, name: str, version: str, key: str, present: str) -> str | Gone | None:
    """Return the key a passage of a former version has now, or that it has gone; None where the version is not known."""
    for _ in range(10_000):  # a text may come back to a version it had: then the way ends there
        if present.startswith(version):
            return key
        rows = connection.execute(
            FOLLOWED,
            (name, version, version + "g", key),
        ).fetchall()
        if not rows:
            return None
        _, version, found, now, words = rows[-1]
        if found and now is None:
            return Gone(words, version)
        key = now or key
    return None
