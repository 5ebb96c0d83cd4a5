"""The search: a query → concordance lines and honest counts.

Words, phrases and NEAR are found within a passage, by the index. AND, OR, NOT and the fields then join texts: what is found is
every passage that holds one of the words asked for, in the texts that fulfil the whole. A hit's id tells its text (see `schema`),
so sets of texts come from sets of hits without a look at any table.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import reduce
from heapq import nsmallest
from itertools import islice
from typing import NamedTuple

from ..errors import UnknownName
from .concordance import beginnings, lines, text_records
from .fields import Fields
from .query import Either, Every, Field, Leaf, Near, Node, Without, leaves, parse
from .records import Line, Options, Results
from .schema import FURNITURE, SHIFT
from .spellings import Asked, Rows, Spellings, Vocabulary

HITS = f"SELECT rowid FROM block_fts WHERE block_fts MATCH ? AND NOT rowid & {FURNITURE}"
#: The words are weighed only in the texts meant: that is a hundred times dearer than to find them.
RANKED = (
    f"SELECT bm25(block_fts), rowid FROM block_fts WHERE block_fts MATCH ? AND rowid >> {SHIFT} IN (SELECT value FROM json_each(?))"
)
#: With a look at the blocks: what is printed there, who speaks. The pages' furniture speaks with the voice of the site.
READ = (
    "SELECT f.rowid FROM block_fts f JOIN block b ON b.id = f.rowid WHERE block_fts MATCH ? AND instr(b.text, ?) "
    f"AND iif(f.rowid & {FURNITURE}, 'site', b.voice) IN (%s)"
)
#: So many passages are ranked or sorted by their context; a larger set comes by date, and says so.
MOST_RANKED = 5_000
MOST_SORTED = 20_000
SORTS = ("relevance", "date", "left", "right")
COUNTED = ("year", "author", "venue", "genre")
VOICES = ("author", "editor", "translator", "transcriber", "quoted")
SITE = "site"
TOGETHER = "Each part of the query is found, but no text has them together as asked."
MOST_TOLD = 12  # spellings named to the reader


class Hits(NamedTuple):
    """What a query finds: the texts, the passages in order of id, and what the index was asked for them."""

    texts: set[int]
    passages: list[int]
    asked: list[tuple[Leaf | Near, Asked]]


class Engine:
    """Answers queries over one archive; keeps the vocabulary and the descriptions once they were needed."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._kept: tuple[str, Vocabulary | None, Fields | None] = ("", None, None)

    def search(self, query: str, options: Options) -> Results:
        """Return the lines of a query."""
        if options.sort not in SORTS:
            raise UnknownName("order", options.sort, SORTS)
        node = parse(query)
        hits = self._hits(node, query)
        if not hits.asked:
            return self._texts_alone(hits, options, node)
        if not hits.passages:
            return Results((), 0, 0, options.sort, tuple(self._why(node, hits)))
        sort, found = self._lines(hits, options)
        shown = tuple(islice(found, options.offset, options.offset + options.limit))
        texts = len({i >> SHIFT for i in hits.passages})
        return Results(shown, texts, len(hits.passages), sort, tuple(_told(hits, sort, options.sort)))

    def counts_by(self, query: str, by: str) -> list[tuple[str, int, int]]:
        """Return (value, texts, passages) for what a query finds."""
        if by not in COUNTED:
            raise UnknownName("grouping", by, COUNTED)
        hits = self._hits(parse(query), query)
        passages = Counter(i >> SHIFT for i in hits.passages)
        return self._fields().grouped(by, passages if hits.asked else dict.fromkeys(hits.texts, 0))

    # the vocabulary and the descriptions, renewed after a build

    def _vocabulary(self) -> Vocabulary:
        built, vocabulary, fields = self._fresh()
        if vocabulary is None:
            vocabulary = Vocabulary(self._rows)
            self._kept = (built, vocabulary, fields)
        return vocabulary

    def _fields(self) -> Fields:
        built, vocabulary, fields = self._fresh()
        if fields is None:
            fields = Fields(self._rows)
            self._kept = (built, vocabulary, fields)
        return fields

    def _fresh(self) -> tuple[str, Vocabulary | None, Fields | None]:
        kept = self._kept
        built = str(self._rows("SELECT max(value) FROM meta WHERE key = 'build'")[0][0])
        return kept if kept[0] == built else (built, None, None)

    # sets of texts

    def _hits(self, node: Node, query: str) -> Hits:
        spellings = Spellings(self._rows, self._vocabulary, query)
        work = _Sets(self._rows, spellings, self._fields, query)
        texts = work.texts(node, VOICES)
        asked = [(leaf, work.asked(leaf)) for leaf in dict.fromkeys(leaves(node))]
        return Hits(texts, work.passages(texts), asked)

    # lines

    def _lines(self, hits: Hits, options: Options) -> tuple[str, Iterator[Line]]:
        match = " OR ".join(f"({asked.match})" for _, asked in hits.asked)
        printed = [asked.printed for _, asked in hits.asked] if all(asked.printed for _, asked in hits.asked) else []
        many = len(hits.passages)
        if options.sort in {"left", "right"} and many <= MOST_SORTED:
            every = lines(self._rows, match, hits.passages, options.width, printed)
            return options.sort, iter(sorted(every, key=_left if options.sort == "left" else _right))
        if options.sort == "relevance" and many <= MOST_RANKED:
            ids, sort = self._ranked(match, hits.passages, options.offset + options.limit), "relevance"
        else:
            ids, sort = self._by_date(hits.passages, options.offset + options.limit), "date"
        return sort, lines(self._rows, match, ids, options.width, printed)

    def _ranked(self, match: str, passages: Sequence[int], most: int) -> list[int]:
        wanted, texts = set(passages), json.dumps([*{i >> SHIFT for i in passages}])
        return [i for _, i in nsmallest(most, (row for row in self._rows(RANKED, (match, texts)) if row[1] in wanted))]

    def _by_date(self, passages: Sequence[int], most: int) -> list[int]:
        by_text: dict[int, list[int]] = {}
        for i in passages:
            by_text.setdefault(i >> SHIFT, []).append(i)
        in_order = (i for text in self._fields().by_date(by_text) for i in by_text[text])
        return list(islice(in_order, most))

    def _texts_alone(self, hits: Hits, options: Options, node: Node) -> Results:
        texts = self._fields().by_date(hits.texts)
        shown = texts[options.offset : options.offset + options.limit]
        records = text_records(self._rows, shown)
        found = tuple(beginnings(self._rows, [records[i] for i in shown], options.width))
        return Results(found, len(texts), 0, "date", tuple(self._empty_fields(node)) or (TOGETHER,) if not texts else ())

    # what to say when nothing was found

    def _why(self, node: Node, hits: Hits) -> Iterator[str]:
        asked_of = {leaf: asked.match for leaf, asked in hits.asked}
        missing = [leaf for leaf, asked in hits.asked if not self._rows(f"{HITS} LIMIT 1", (asked.match,))]
        for leaf in missing:
            yield f"No text has {_named(leaf)}{self._near(leaf)}."
            if aside := self._rows("SELECT count(*) FROM block_fts WHERE block_fts MATCH ?", (asked_of[leaf],))[0][0]:
                yield f"It stands {aside:,} times in the furniture of pages (navigation, colophons): voice:site looks there."
        empty = list(self._empty_fields(node))
        yield from empty
        if not missing and not empty:
            yield TOGETHER

    def _near(self, leaf: Leaf | Near) -> str:
        words = [w for part in (leaf.leaves if isinstance(leaf, Near) else (leaf,)) for w in str(part[0]).lower().split()]
        known = {w for (w,) in self._rows(f"SELECT term FROM term WHERE term IN ({','.join('?' * len(words))})", words)}
        near = [f"{word} ({count:,})" for w in words if w not in known for word, count in self._vocabulary().near(w)]
        return f"; near: {', '.join(near)}" if near else ""

    def _empty_fields(self, node: Node) -> Iterator[str]:
        for field in _fields_of(node):
            if field.name != "voice" and not self._fields().texts(field, ""):
                near = self._fields().near(field)
                yield f"No text has {field.name}:{field.value}{f'; near: {near}' if near else ''}."


class _Sets:
    """Works out which texts a query means, and gathers the passages on the way."""

    def __init__(self, rows: Rows, spellings: Spellings, fields: Callable[[], Fields], query: str) -> None:
        self._rows, self._spellings, self._fields, self._query = rows, spellings, fields, query
        self._asked: dict[Leaf | Near, Asked] = {}
        self._found: list[list[int]] = []

    def asked(self, leaf: Leaf | Near) -> Asked:
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
            return [i for (i,) in self._rows(HITS, (asked.match,))]
        found = self._rows(READ % ",".join("?" * len(voices)), (asked.match, asked.printed, *voices))
        return [i for (i,) in found]


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


def _fields_of(node: Node) -> Iterator[Field]:
    if isinstance(node, Field):
        yield node
    elif isinstance(node, Every | Either):
        for part in node.parts:
            yield from _fields_of(part)


def _named(leaf: Leaf | Near) -> str:
    if isinstance(leaf, Near):
        return f"{' near '.join(_named(part) for part in leaf.leaves)} within {leaf.distance} words"
    return f"‘{leaf[0]}’"


def _told(hits: Hits, sort: str, asked: str) -> Iterator[str]:
    others = [s for _, a in hits.asked for s in a.spellings]
    if others:
        more = f" and {len(others) - MOST_TOLD} more" if len(others) > MOST_TOLD else ""
        yield f"Looked for as: {', '.join(others[:MOST_TOLD])}{more}."
    if sort != asked:
        yield f"Too many passages to sort by {asked}: they come by {sort}."


def _left(line: Line) -> tuple[list[str], str]:
    return line.left.casefold().split()[::-1], line.match.casefold()


def _right(line: Line) -> tuple[list[str], str]:
    return line.right.casefold().split(), line.match.casefold()
