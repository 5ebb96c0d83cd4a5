"""The search: a query → concordance lines and honest counts.

Words, phrases and NEAR are found within a passage, by the index. AND, OR, NOT and the fields then join texts: what is found is
every passage that holds one of the words asked for, in the texts that fulfil the whole. A hit's id tells its text (see `schema`),
so sets of texts come from sets of hits without a look at any table.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from heapq import nsmallest
from itertools import islice
from typing import NamedTuple

from ..errors import UnknownName
from .concordance import beginnings, lines, text_records
from .fields import Fields
from .query import Either, Every, Field, Leaf, Near, Node, leaves, parse
from .records import Line, Options, Results
from .schema import SHIFT
from .sets import HITS, MOST_RANKED, VOICES, Sets
from .spellings import Asked, Rows, Spellings, Vocabulary

#: The words are weighed only in the texts meant: that is a hundred times dearer than to find them.
RANKED = (
    f"SELECT bm25(block_fts), rowid FROM block_fts WHERE block_fts MATCH ? AND rowid >> {SHIFT} IN (SELECT value FROM json_each(?))"
)
#: So many passages are sorted by their context; a larger set comes by date, and says so.
MOST_SORTED = 20_000
SORTS = ("relevance", "date", "left", "right")
COUNTED = ("year", "author", "venue", "genre")
TOGETHER = "Each part of the query is found, but no text has them together as asked."
MOST_TOLD = 12  # spellings named to the reader


class Hits(NamedTuple):
    """What a query finds: texts, passages in order of id, what the index was asked for them, their weights if it gave any."""

    texts: set[int]
    passages: list[int]
    asked: list[tuple[Leaf | Near, Asked]]
    weights: Mapping[int, float] | None

    def in_texts(self) -> int:
        """Return how many texts the passages stand in."""
        return len({i >> SHIFT for i in self.passages})


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
        return Results(shown, hits.in_texts(), len(hits.passages), sort, tuple(_told(hits, sort, options.sort)))

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
        sets = Sets(self._rows, spellings, self._fields, query)
        texts = sets.texts(node, VOICES)
        asked = [(leaf, sets.asked(leaf)) for leaf in dict.fromkeys(leaves(node))]
        return Hits(texts, sets.passages(texts), asked, sets.weights)

    # lines

    def _lines(self, hits: Hits, options: Options) -> tuple[str, Iterator[Line]]:
        match = " OR ".join(f"({asked.match})" for _, asked in hits.asked)
        printed = [asked.printed for _, asked in hits.asked] if all(asked.printed for _, asked in hits.asked) else []
        distances = [leaf.distance for leaf, _ in hits.asked if isinstance(leaf, Near)]
        within = max(distances) if len(distances) == len(hits.asked) else None
        many = len(hits.passages)
        if options.sort in {"left", "right"} and many <= MOST_SORTED:
            every = lines(self._rows, match, hits.passages, options.width, printed, within)
            return options.sort, iter(sorted(every, key=_left if options.sort == "left" else _right))
        if options.sort == "relevance" and many <= MOST_RANKED:
            ids, sort = self._ranked(match, hits, options.offset + options.limit), "relevance"
        else:
            ids, sort = self._by_date(hits.passages, options.offset + options.limit), "date"
        return sort, lines(self._rows, match, ids, options.width, printed, within)

    def _ranked(self, match: str, hits: Hits, most: int) -> list[int]:
        weights = hits.weights
        if weights is None:
            texts = json.dumps([*{i >> SHIFT for i in hits.passages}])
            weights = {i: weight for weight, i in self._rows(RANKED, (match, texts))}
        return nsmallest(most, hits.passages, key=lambda i: (weights.get(i, 0.0), i))

    def _by_date(self, passages: list[int], most: int) -> list[int]:
        """Return the first passages by the dates of their texts; those of a text stand together in the order of ids."""
        found: list[int] = []
        for text in self._fields().by_date({i >> SHIFT for i in passages}):
            if len(found) >= most:
                break
            found += passages[bisect_left(passages, text << SHIFT) : bisect_left(passages, text + 1 << SHIFT)]
        return found[:most]

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
                yield f"It stands in {aside:,} blocks of page furniture (navigation, colophons): voice:site looks there."
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
    others = [s for leaf, a in hits.asked for s in a.spellings if _letters(s) != _letters(str(leaf[0]))]
    if others:
        more = f" and {len(others) - MOST_TOLD} more" if len(others) > MOST_TOLD else ""
        yield f"Looked for as: {', '.join(others[:MOST_TOLD])}{more}."
    if sort != asked:
        yield f"Too many passages to sort by {asked}: they come by {sort}."


def _letters(words: str) -> str:
    """Return the letters of some words: a hyphen or blank more or less is no other spelling worth telling."""
    return "".join(c for c in words.casefold() if c.isalnum())


def _left(line: Line) -> tuple[list[str], str]:
    return line.left.casefold().split()[::-1], line.match.casefold()


def _right(line: Line) -> tuple[list[str], str]:
    return line.right.casefold().split(), line.match.casefold()
