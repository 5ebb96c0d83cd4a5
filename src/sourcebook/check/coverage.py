"""How many texts have each field, from which kind of evidence, in which folder; and which texts lack one.

A text has a field if a value is chosen for it and words carry that value: its own, or what its page says of all its texts. The
evidence counted is that of the first such value, so the kinds add up to the texts that have the field.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ..archive import Archive
from ..describe.why import OF_A_PIECE
from ..errors import UnknownName

#: The date a text is known by: when it was written, else when it was printed.
DATE = "date"
#: The fields counted, by what they are about.
GROUPS = (
    ("The text", ("title", "author", DATE, "written", "place", "recipient", "subtitle", "part_of", "genre")),
    ("Its printing", (
        "published", "venue", "series", "volume", "number", "whole_number", "pages", "publisher", "publication_place", "source",
    )),
    ("Its way here", ("translator", "transcriber", "markup", "proofreader", "editor", "carrier", "rights", "updated")),
)  # fmt: skip
FIELDS = tuple(field for _, fields in GROUPS for field in fields)
#: Those that nearly every text should have, for tables of folders.
CORE = ("title", "author", DATE, "venue", "transcriber", "rights")

_PIECE = ", ".join(f"'{field}'" for field in sorted(OF_A_PIECE))
#: What is stated of a text, with words: its own statements (0) and its page's (1).
_SAID = f"""
    text t JOIN stated s ON s.page_id = t.page_id AND s.chosen AND s.words <> ''
    AND (s.text_id = t.id OR s.text_id IS NULL AND s.field NOT IN ({_PIECE}))
"""
#: SQLite gives the kind of the row that has the least number: the text's own first statement, else its page's.
_FIRST = f"""
    SELECT t.id AS id, t.page_id AS page_id, s.field AS field, s.kind AS kind, min((s.text_id IS NULL) << 20 | s.n)
    FROM {_SAID} GROUP BY t.id, s.field
    UNION ALL
    SELECT t.id, t.page_id, '{DATE}', s.kind, min((s.field = 'published') << 21 | (s.text_id IS NULL) << 20 | s.n)
    FROM {_SAID} WHERE s.field IN ('written', 'published') GROUP BY t.id
"""
_FOLDER = "rtrim(p.path, replace(p.path, '/', ''))"  # all up to the last slash: what is left of it holds no other sign
_HAVING = f"SELECT {_FOLDER}, f.field, f.kind, count(*) FROM ({_FIRST}) f JOIN page p ON p.id = f.page_id GROUP BY 1, 2, 3"
_TEXTS = f"SELECT {_FOLDER}, count(*) FROM text t JOIN page p ON p.id = t.page_id GROUP BY 1 ORDER BY 1"
_LACKING = f"""
    SELECT t.id FROM text t WHERE NOT EXISTS (
        SELECT 1 FROM stated s WHERE s.page_id = t.page_id AND s.chosen AND s.words <> '' AND s.field IN (?, ?)
        AND (s.text_id = t.id OR s.text_id IS NULL AND s.field NOT IN ({_PIECE}))
    )
"""


class Share(NamedTuple):
    """How many texts of a folder have a field, and by which kinds of evidence, the most frequent first."""

    field: str
    texts: int
    kinds: tuple[tuple[str, int], ...]


class Folder(NamedTuple):
    """A folder ("" is the whole archive): its texts, the share of them that has each field."""

    path: str
    texts: int
    shares: tuple[Share, ...]

    def share(self, field: str) -> Share:
        """Return the share of a field."""
        return self.shares[FIELDS.index(field)]


class Coverage(NamedTuple):
    """A folder and the folders in it; texts that lie in none of those are counted under the folder itself."""

    whole: Folder
    parts: tuple[Folder, ...]


class Tally(NamedTuple):
    """What is counted once for a whole archive: texts by folder, and (folder, field, kind of evidence, texts)."""

    texts: tuple[tuple[str, int], ...]
    having: tuple[tuple[str, str, str, int], ...]


def tally(archive: Archive) -> Tally:
    """Count an archive: the one step that takes time, a second for ten thousand pages."""
    return Tally(tuple(archive.rows(_TEXTS)), tuple(archive.rows(_HAVING)))


def coverage(counted: Tally, folder: str = "", depth: int = 1) -> Coverage:
    """Return what the texts of a folder state, and those of the folders so many levels below where it first branches."""
    within = below(folder)
    texts = [(path, n) for path, n in counted.texts if path.startswith(within)]
    if within and not texts:
        raise UnknownName("folder with texts", folder.strip("/"))
    lead = _lead([path for path, _ in texts])
    part_of = {path: _part(path, lead, depth) for path, _ in texts}
    parts = (
        _folder(part, [t for t in texts if part_of[t[0]] == part], [h for h in counted.having if part_of.get(h[0]) == part])
        for part in sorted(set(part_of.values()))
    )
    return Coverage(_folder(within.rstrip("/"), texts, [h for h in counted.having if h[0] in part_of]), tuple(parts))


def below(folder: str) -> str:
    """Return what the paths below a folder begin with; nothing for the whole archive."""
    return f"{folder.strip('/')}/" if folder.strip("/") else ""


def _lead(paths: Sequence[str]) -> list[str]:
    """Return the folders that all paths begin with."""
    split = [path.split("/")[:-1] for path in paths]
    first, last = (min(split, default=[]), max(split, default=[]))
    same = next((n for n, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), min(len(first), len(last)))
    return first[:same]


def _part(path: str, lead: Sequence[str], depth: int) -> str:
    return "/".join(path.split("/")[:-1][: len(lead) + depth])


def _folder(path: str, texts: Iterable[tuple[str, int]], having: Iterable[tuple[str, str, str, int]]) -> Folder:
    kinds: dict[str, Counter[str]] = {field: Counter() for field in FIELDS}
    for _, field, kind, n in having:
        if field in kinds:
            kinds[field][kind] += n
    shares = (Share(field, counts.total(), tuple(counts.most_common())) for field, counts in kinds.items())
    return Folder(path, sum(n for _, n in texts), tuple(shares))


def lacking(archive: Archive, field: str) -> frozenset[int]:
    """Return the ids of the texts that lack a field; raises UnknownName for one that is not counted."""
    if field not in FIELDS:
        raise UnknownName("field", field, FIELDS)
    fields = ("written", "published") if field == DATE else (field, field)
    return frozenset(id_ for (id_,) in archive.rows(_LACKING, fields))


def tidy(found: Coverage) -> Iterator[tuple[str, str, str, int]]:
    """Yield (folder, field, evidence, texts) for the folders within; evidence "none" counts the texts without the field, so that
    the rows of a folder and field add up to its texts.
    """
    for folder in found.parts:
        for share in folder.shares:
            yield from ((folder.path, share.field, kind, n) for kind, n in share.kinds)
            if share.texts < folder.texts:
                yield folder.path, share.field, "none", folder.texts - share.texts


def percents(part: int, whole: int) -> str:
    """Return a share in per cent; 0 and 100 are said only of none and all."""
    if part in {0, whole}:
        return "100%" if part else "0%"
    return f"{min(99, max(1, round(100 * part / whole)))}%"
