"""The table of witnesses → the places where they differ, each reading with its witnesses, its class and its place in the source."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from .moves import Move
from .shapes import parted_by, plain, same_words
from .table import NONE, Cells
from .words import Vocabulary, Witness

#: The classes, from the slightest to the gravest.
KINDS = ("punctuation", "accidental", "slip", "spelling", "substitution", "addition", "omission", "transposition")
#: Columns from which on what a witness lacks is a passage: it is told once, and its absence is no variant of every word in it.
PASSAGE = 25


class Span(NamedTuple):
    """Where a reading stands in a witness: its first word and the one after its last; as characters, its start and end."""

    first: int
    last: int
    start: int
    end: int


class Reading(NamedTuple):
    """What some witnesses have at a place: the words ("" for none), the class against the lemma, where it is in each witness."""

    words: str
    kind: str
    spans: Mapping[int, Span]
    move: int = NONE  # the moved passage, of which this is one of the two places


class Variant(NamedTuple):
    """A place where witnesses differ: its columns, the readings, the lemma first; the witnesses that lack the whole passage."""

    first: int
    last: int
    readings: tuple[Reading, ...]
    lacking: frozenset[int] = frozenset()

    @property
    def kinds(self) -> list[str]:
        """The classes of its readings."""
        return list(dict.fromkeys(r.kind for r in self.readings if r.kind))


class _Level(NamedTuple):
    """What a column is part of: columns of one level that follow one another are one place."""

    depth: int  # 0 equal, 1 the same word in another form, 2 more than that
    alone: int  # tells the column from its neighbours where it stands for itself
    lacking: frozenset[int]
    moved: tuple[int, ...]


class Judge:
    """Finds and classes the places where the witnesses of a table differ."""

    def __init__(self, cells: Cells, moved: Sequence[Move], vocabulary: Vocabulary, is_word: Callable[[str], bool]) -> None:
        self._cells, self._is_word, self._key = cells, is_word, vocabulary.key
        self._moved: list[dict[int, int]] = [{} for _ in cells.rows]
        for number, move in enumerate(moved):
            for base, own in move.pairs:
                self._moved[0].setdefault(base, number)
                self._moved[move.witness][own] = number
        self._columns = [array("q", (column for column, n in enumerate(row) if n != NONE)) for row in cells.rows]
        self._lacks = [_passages(row) for row in cells.rows]

    def variants(self) -> Iterator[Variant]:
        """Yield the places in order of columns; a passage that witnesses lack stands before the variants within it."""
        found = [*self._passages(), *self._within()]
        yield from sorted(found, key=lambda v: (v.first, -v.last))

    # passages that some witness lacks

    def _passages(self) -> Iterator[Variant]:
        """Yield a variant for each passage that witnesses lack, up to where another begins to lack or has its words again."""
        at = 0
        for without, columns in groupby(self._lacking()):
            last = at + sum(1 for _ in columns)
            if without:
                for start, end, move in self._by_move(at, last, without):
                    yield self._passage(start, end, without, move)
            at = last

    def _by_move(self, first: int, last: int, without: frozenset[int]) -> Iterator[tuple[int, int, int]]:
        """Yield the parts of a passage: what stands elsewhere, and what does not."""
        row = next(v for v in range(len(self._cells.rows)) if v not in without)
        source = 0 if 0 not in without else row
        tokens = self._cells.rows[source]
        moved = self._moved[source]
        for move, columns in groupby(range(first, last), key=lambda c: moved.get(tokens[c], NONE) if tokens[c] != NONE else NONE):
            inside = list(columns)
            yield inside[0], inside[-1] + 1, move

    def _passage(self, first: int, last: int, without: frozenset[int], move: int) -> Variant:
        kind = "transposition" if move != NONE else "addition" if 0 in without else "omission"
        there = {v: self._span(v, first, last) for v in range(len(self._cells.rows)) if v not in without}
        there = {v: span for v, span in there.items() if span.last > span.first}
        having = Reading(self._words(there), kind if 0 in without else "", there, move)
        missing = Reading("", "" if 0 in without else kind, {v: self._span(v, first, last) for v in sorted(without)}, move)
        return Variant(first, last, (missing, having) if 0 in without else (having, missing))

    def _words(self, there: Mapping[int, Span]) -> str:
        v, span = next(iter(there.items()))
        return self._cells.witnesses[v].printed(span.first, span.last)

    # variants of words

    def _within(self) -> Iterator[Variant]:
        """Yield the variants of the witnesses that have a passage."""
        at = 0
        for level, columns in groupby(self._joined(list(self._levels()))):
            length = sum(1 for _ in columns)
            if level.depth:
                yield from self._variant(at, at + length, level)
            at += length

    def _levels(self) -> Iterator[_Level]:
        equal = _Level(0, 0, frozenset(), ())
        lacking = self._lacking()
        rows = [(v, w, w.signs, row) for v, (w, row) in enumerate(zip(self._cells.witnesses, self._cells.rows, strict=True))]
        for column in range(self._cells.width):
            without = next(lacking)
            there = [(v, w, row[column]) for v, w, _, row in rows if v not in without]
            signs_there = {signs[row[column]] if row[column] >= 0 else "" for v, _, signs, row in rows if v not in without}
            if len(there) < 2:
                yield equal
            elif len(signs_there) > 1:
                yield self._differing(column, [(v, n) for v, _, n in there], signs_there, without)
            else:
                forms = {w.text[w.opens[n] : w.closes[n]] for _, w, n in there}
                if len(forms) > 1 and len({plain(form) for form in forms}) > 1:
                    yield _Level(1, column + 1, without, ())
                else:
                    yield equal

    def _joined(self, levels: list[_Level]) -> list[_Level]:
        """Put columns together where one witness has as one word what another has as two."""
        for column in range(len(levels) - 1):
            one, two = levels[column], levels[column + 1]
            alike = one.lacking == two.lacking and not one.moved + two.moved
            if one.depth and two.depth and one.depth + two.depth > 2 and alike and self._one_word(column):
                beside = _Level(2, 0, one.lacking, ())
                more = beside in (levels[max(0, column - 1)], *levels[column + 2 : column + 3])
                levels[column] = levels[column + 1] = beside if more else beside._replace(alone=column + 1)
        return levels

    def _one_word(self, column: int) -> bool:
        """Tell whether some witness has in two columns the letters of the base, but not in the same two words."""
        pairs = [tuple(self._letters(v, c) for c in (column, column + 1)) for v in range(len(self._cells.rows))]
        return any(pair != pairs[0] and "".join(pair) == "".join(pairs[0]) != "" for pair in pairs[1:])

    def _letters(self, v: int, column: int) -> str:
        n = self._cells.rows[v][column]
        return self._key(self._cells.witnesses[v].signs[n]) if n != NONE else ""

    def _differing(self, column: int, there: list[tuple[int, int]], signs: set[str], without: frozenset[int]) -> _Level:
        moved = tuple(self._moved[v].get(n, NONE) for v, n in there if n != NONE)
        if any(m != NONE for m in moved):
            return _Level(2, 0, without, (max(moved),))
        if "" not in signs and all(self._parted(one, other) != "substitution" for one in signs for other in signs if one < other):
            return _Level(1, column + 1, without, ())
        return _Level(2, 0, without, ())

    def _parted(self, one: str, other: str) -> str:
        return parted_by(self._key(one), self._key(other), self._is_word)

    def _lacking(self) -> Iterator[frozenset[int]]:
        """Yield for each column which witnesses lack the passage it is in."""
        turns: dict[int, list[int]] = {}
        for v, lacks in enumerate(self._lacks):
            for first, last in lacks:
                turns.setdefault(first, []).append(v)
                turns.setdefault(last, []).append(v)
        now: frozenset[int] = frozenset()
        for column in range(self._cells.width):
            if column in turns:
                now = now.symmetric_difference(turns[column])
            yield now

    def _variant(self, first: int, last: int, level: _Level) -> Iterator[Variant]:
        """Yield a place with its readings; witnesses whose words are the same but for their type share one."""
        spans = {v: self._span(v, first, last) for v in range(len(self._cells.rows)) if v not in level.lacking}
        forms: dict[str, dict[int, Span]] = {}
        for v, span in spans.items():
            forms.setdefault(plain(self._raw(v, span)), {})[v] = span
        if len(forms) < 2:
            return
        move = level.moved[0] if level.moved else NONE
        (lemma, of_lemma), *others = forms.items()
        readings = [Reading(self._words(of_lemma), "", of_lemma, move)]
        for words, own in others:
            kind = "transposition" if level.moved and not (lemma and words) else self._kind(lemma, of_lemma, words, own)
            readings.append(Reading(self._words(own), kind, own, move))
        yield Variant(first, last, tuple(readings), level.lacking)

    def _raw(self, v: int, span: Span) -> str:
        w = self._cells.witnesses[v]
        return w.text[w.opens[span.first] : w.closes[span.last - 1]] if span.last > span.first else ""

    def _kind(self, lemma: str, of_lemma: Mapping[int, Span], words: str, own: Mapping[int, Span]) -> str:
        if not lemma or not words:
            return "omission" if lemma else "addition"
        keys, other = self._keys(of_lemma), self._keys(own)
        if "".join(keys) == "".join(other):
            return same_words(lemma, words) if len(keys) == len(other) else "accidental"
        if len(keys) == len(other) == 1:
            return parted_by(keys[0], other[0], self._is_word)
        if len(other) < len(keys) and _within_order(other, keys):
            return "omission"
        if len(keys) < len(other) and _within_order(keys, other):
            return "addition"
        return "substitution"

    def _keys(self, there: Mapping[int, Span]) -> list[str]:
        v, span = next(iter(there.items()))
        return [self._key(sign) for sign in self._cells.witnesses[v].signs[span.first : span.last]]

    def _span(self, v: int, first: int, last: int) -> Span:
        """Return where a witness stands in some columns; where it has no word, the point between its words."""
        w, row = self._cells.witnesses[v], self._cells.rows[v]
        words = [n for n in row[first:last] if n != NONE]
        if words:
            return Span(words[0], words[-1] + 1, w.opens[words[0]], _end(w, words[-1]))
        after = bisect_left(self._columns[v], last)
        at = _end(w, after - 1) if after else (w.opens[0] if len(w) else 0)
        return Span(after, after, at, at)


def _within_order(few: Sequence[str], many: Sequence[str]) -> bool:
    rest = iter(many)
    return all(key in rest for key in few)


def _end(w: Witness, n: int) -> int:
    """Return where a word with its marks ends, the white space after it left out."""
    start, end = w.ends[n], w.closes[n]
    return start + len(w.text[start:end].rstrip())


def _passages(row: Sequence[int]) -> list[tuple[int, int]]:
    """Return the columns, from and to, in which a witness lacks a whole passage."""
    found, start = [], 0
    for column, n in enumerate((*row, 0)):
        if n != NONE:
            if column - start >= PASSAGE:
                found.append((start, column))
            start = column + 1
    return found
