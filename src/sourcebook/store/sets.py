"""Which texts a query means, and the passages that are found on the way.

A hit's id tells its text, so AND, OR, NOT and the fields are sets of whole numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import reduce

from .fields import Fields
from .query import Either, Every, Field, Leaf, Near, Node, Without
from .schema import FURNITURE, SHIFT
from .spellings import Asked, Rows, Spellings

#: So many passages are ranked; more come by date, and the result says so.
MOST_RANKED = 5_000
HITS = f"SELECT rowid FROM block_fts WHERE block_fts MATCH ? AND NOT rowid & {FURNITURE}"
#: Weighing costs as much as finding again; for a single word that is little, for a phrase it is done in one go.
WEIGHED = (
    f"SELECT rowid, bm25(block_fts) FROM block_fts WHERE block_fts MATCH ? AND NOT rowid & {FURNITURE} "
    f"ORDER BY rowid LIMIT {MOST_RANKED}"
)
#: With a look at the blocks: what is printed there, who speaks. The pages' furniture speaks with the voice of the site.
READ = (
    "SELECT f.rowid FROM block_fts f JOIN block b ON b.id = f.rowid WHERE block_fts MATCH ? AND instr(b.text, ?) "
    f"AND iif(f.rowid & {FURNITURE}, 'site', b.voice) IN (%s)"
)
VOICES = ("author", "editor", "translator", "transcriber", "quoted")
SITE = "site"


class Sets:
    """Works out which texts a query means, and gathers the passages on the way."""

    def __init__(self, rows: Rows, spellings: Spellings, fields: Callable[[], Fields], query: str) -> None:
        self._rows, self._spellings, self._fields, self._query = rows, spellings, fields, query
        self._asked: dict[Leaf | Near, Asked] = {}
        self._found: list[list[int]] = []
        self.weights: dict[int, float] | None = {}  # how well passages fit, None if there were too many to weigh

    def asked(self, leaf: Leaf | Near) -> Asked:
        """Return what the index is asked for a leaf."""
        if leaf not in self._asked:
            self._asked[leaf] = self._spellings.ask(leaf)
        return self._asked[leaf]

    def passages(self, texts: set[int]) -> list[int]:
        """Return the passages found in these texts."""
        if len(self._found) == 1:
            return [i for i in self._found[0] if i >> SHIFT in texts]
        return sorted({i for found in self._found for i in found if i >> SHIFT in texts})

    def texts(self, node: Node, voices: Sequence[str]) -> set[int]:
        """Return the texts a part of the query means, looking among passages in these voices."""
        if isinstance(node, Either):
            return set().union(*(self.texts(part, voices) for part in node.parts))
        if isinstance(node, Every):
            return self._every(node, voices)
        if isinstance(node, Field):
            return self._fields().texts(node, self._query)
        if isinstance(node, Without):
            return self._fields().all() - self._quietly(node.part, voices)
        found = self._passages(node, voices)
        self._found.append(found)
        return {i >> SHIFT for i in found}

    def _every(self, node: Every, voices: Sequence[str]) -> set[int]:
        voices = _heard(node.parts, voices)
        parts = [p for p in node.parts if not _is_voice(p) and not (isinstance(p, Without) and _is_voice(p.part))]
        wanted = [self.texts(p, voices) for p in parts if not isinstance(p, Without)]
        texts = reduce(set.intersection, wanted) if wanted else self._fields().all()
        return texts.difference(*(self._quietly(p.part, voices) for p in parts if isinstance(p, Without)))

    def _quietly(self, node: Node, voices: Sequence[str]) -> set[int]:
        """Return the texts of a part whose passages are not to be shown."""
        shown, self._found = self._found, []
        texts = self.texts(node, voices)
        self._found = shown
        return texts

    def _passages(self, leaf: Leaf | Near, voices: Sequence[str]) -> list[int]:
        asked = self.asked(leaf)
        if not asked.printed and tuple(voices) == VOICES:
            return self._weighed(asked.match) if isinstance(leaf, Near) or " " in leaf[0] else self._found_at(HITS, asked.match)
        return self._found_at(READ % ",".join("?" * len(voices)), asked.match, asked.printed, *voices)

    def _found_at(self, sql: str, *parameters: object) -> list[int]:
        self.weights = None
        return [i for (i,) in self._rows(sql, parameters)]

    def _weighed(self, match: str) -> list[int]:
        """Return the passages that have a phrase, in order, and weigh them on the way as long as they are few."""
        first = self._rows(WEIGHED, (match,))
        found = [i for i, _ in first]
        if len(first) < MOST_RANKED:
            weights = {} if self.weights is None else self.weights
            weights.update((i, weights.get(i, 0.0) + weight) for i, weight in first)
            return found
        return found + self._found_at(f"{HITS} AND rowid > ?", match, found[-1])


def _is_voice(node: Node) -> bool:
    return isinstance(node, Field) and node.name == "voice"


def _heard(parts: Iterable[Node], voices: Sequence[str]) -> Sequence[str]:
    """Return the voices that `voice:` among these parts leaves."""
    for part in parts:
        if isinstance(part, Field) and _is_voice(part):
            voices = [v for v in (*voices, SITE) if v == part.value]
        elif isinstance(part, Without) and isinstance(part.part, Field) and _is_voice(part.part):
            silent = part.part.value
            voices = [v for v in voices if v != silent]
    return voices
