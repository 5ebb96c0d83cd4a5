"""The collation page: which texts to compare, and their words side by side, what differs marked by its class."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import groupby, pairwise
from threading import Lock
from typing import ClassVar, NamedTuple
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape
from rapidfuzz import fuzz, process, utils

from ..archive import Archive, TextRecord
from ..compare.collate import Collation, collate, siglum
from ..compare.table import NONE
from ..compare.variants import KINDS, PASSAGE, Variant
from ..compare.words import NEW_BLOCK, Vocabulary
from ..errors import UsageError
from ..publish.collation import counterparts
from ..publish.witnesses import of_text, words_of
from ..store.database import FOLDER
from .addresses import text_url
from .pages import Pager

#: Columns of the table on a page of the room: some ten printed pages.
PAGE = 4000
#: Columns of a row at most, where no paragraph of the base ends it.
ROW = 400
#: Words of all witnesses together that the room collates; more is for the command line.
MOST_WORDS = 1_500_000
MOST_WITNESSES = 12
ABREAST = 3  # of more witnesses, only those that have a passage are shown where the base lacks it
SUGGESTED = 10
KEPT = 4
LIKE = 80.0  # how much a title must be like another for its text to be offered, of 100
#: Where one begins.
FIRST = Pager(1, 1)
#: How much of another witness's words the title of a mark holds.
HINT = 160


class Cell(NamedTuple):
    """What one witness has in a row: its letter, the paragraph's key and address, the words with what differs marked."""

    siglum: str
    key: str
    url: str
    html: Markup


class Row(NamedTuple):
    """A paragraph of the base with what stands for it in the others."""

    cells: tuple[Cell, ...]
    differs: bool


class Choice(NamedTuple):
    """A text that is compared, or might be."""

    text: TextRecord
    siglum: str  # "" where it is only offered
    is_base: bool


class Kind(NamedTuple):
    """A class of variants: how many there are, whether they are shown."""

    name: str
    number: int
    shown: bool


class Head(NamedTuple):
    """A witness as the head of its column names it."""

    siglum: str
    title: str
    name: str
    url: str
    words: int
    agreement: float  # with the base, from 0 to 1
    likeness: str  # the same in words


class Asked(NamedTuple):
    """What a request asks for."""

    names: tuple[str, ...]
    base: str = ""
    kinds: frozenset[str] = frozenset(KINDS)
    only: bool = False  # only the paragraphs in which something differs
    leaf: int = 1
    find: str = ""  # words of the title of a text to be offered


@dataclass(frozen=True, slots=True)
class CollationPage:
    """Texts compared, or the form that asks which."""

    template: ClassVar[str] = "collate.html"
    asked: Asked
    choices: tuple[Choice, ...]
    heads: tuple[Head, ...] = ()
    kinds: tuple[Kind, ...] = ()
    rows: tuple[Row, ...] = ()
    pager: Pager = FIRST
    nothing: str = ""

    def leaf(self, number: int) -> str:
        """Return the address of another page of the same collation."""
        return collate_url(self.asked._replace(leaf=number))


class Collations:
    """The last few collations, so that turning a page does not collate again. Made once a build."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._lock = Lock()
        self._made = lru_cache(maxsize=KEPT)(self._make)

    def of(self, texts: Sequence[TextRecord]) -> Collation:
        """Return the collation of texts, the first as base; raises UsageError where they are too long for a page."""
        words = sum(text.words for text in texts)
        if words > MOST_WORDS or len(texts) > MOST_WITNESSES:
            raise UsageError(
                f"{len(texts)} texts of {words:,} words together are too much for a page.",
                "Leave some out, or use `sourcebook collate` in a terminal.",
            )
        with self._lock:
            return self._made(self._archive.built, tuple(text.name for text in texts))

    def _make(self, built: str, names: tuple[str, ...]) -> Collation:  # noqa: ARG002 - what the cache goes by
        vocabulary = Vocabulary()
        witnesses = [of_text(self._archive, self._archive.text(name), vocabulary) for name in names]
        return collate(witnesses, vocabulary, words_of(witnesses, self._archive.folder / FOLDER))


def collate_url(asked: Asked) -> str:
    """Return the address of a collation."""
    fields = [("w", name) for name in asked.names]
    fields += [("base", asked.base)] if asked.base else []
    fields += [("kind", kind) for kind in KINDS if kind in asked.kinds] if asked.kinds != frozenset(KINDS) else []
    fields += [("only", "1")] if asked.only else []
    fields += [("leaf", str(asked.leaf))] if asked.leaf > 1 else []
    return "/collate" + (f"?{urlencode(fields)}" if fields else "")


def collation_page(archive: Archive, collations: Collations, asked: Asked) -> CollationPage:
    """Return the page of a collation; raises UnknownName for a text that is not there."""
    texts = [archive.text(name) for name in dict.fromkeys(asked.names)]
    base = next((text for text in texts if text.name == asked.base), texts[0] if texts else None)
    texts.sort(key=lambda text: text is not base)
    offered = _offered(archive, texts, asked.find)
    choices = (*(Choice(t, siglum(n), t is base) for n, t in enumerate(texts)), *(Choice(t, "", False) for t in offered))
    if len(texts) < 2:
        return CollationPage(asked, choices, nothing=_why_nothing(texts, offered, asked.find))
    collation = collations.of(texts)
    shown = _Shown(collation, asked.kinds)
    rows, pager = _leaf(shown, asked)
    return CollationPage(asked, choices, tuple(_heads(collation, texts)), _kinds(collation, asked.kinds), rows, pager)


def _why_nothing(texts: Sequence[TextRecord], offered: Sequence[TextRecord], find: str) -> str:
    if find and not offered:
        return f"No other text has a title like “{find}”."
    if texts and not offered:
        return "No other text here has a title like this one’s. Look for one by words of its title."
    return "Choose the texts to compare." if texts else "Look for a text by words of its title, then choose which to compare."


def _offered(archive: Archive, texts: Sequence[TextRecord], find: str) -> list[TextRecord]:
    """Return texts that may be other witnesses: of a title like the words asked for, else like the titles of those chosen."""
    wanted = find or (texts[0].title or "" if texts else "")
    if not wanted:
        return []
    taken = {text.name for text in texts}
    others = [text for text in archive.texts() if text.name not in taken and (text.title or find in text.name)]
    titles = [f"{text.title or ''} {text.name if find else ''}" for text in others]
    scorer = fuzz.token_set_ratio if find else fuzz.token_sort_ratio
    found = process.extract(wanted, titles, scorer=scorer, processor=utils.default_process, limit=SUGGESTED, score_cutoff=LIKE)
    return [others[match[2]] for match in found]


def _heads(collation: Collation, texts: Sequence[TextRecord]) -> Iterator[Head]:
    for n, text in enumerate(texts):
        title, url = text.title or text.name, text_url(text.name)
        yield Head(
            collation.sigla[n], title, text.name, url, len(collation.witnesses[n]), collation.agreement[n], collation.likeness(n)
        )


def _kinds(collation: Collation, shown: Collection[str]) -> tuple[Kind, ...]:
    numbers = Counter(kind for variant in collation.variants for kind in variant.kinds)
    return tuple(Kind(kind, numbers[kind], kind in shown) for kind in KINDS)


class _Shown:
    """A collation with its variants at hand by column; of those one in another only the innermost is shown."""

    def __init__(self, collation: Collation, kinds: Collection[str]) -> None:
        self.collation = collation
        self._others = counterparts(collation)
        self._kinds = kinds
        self._at: list[int] = [NONE] * collation.cells.width
        for n, variant in enumerate(collation.variants):
            if any(kind in kinds for kind in variant.kinds):
                self._at[variant.first : variant.last] = [n] * (variant.last - variant.first)
        self._starts = [[s.start for s in w.stretches] for w in collation.witnesses]

    def bounds(self) -> list[int]:
        """Return the columns with which rows begin: paragraphs of the base, and of others where the base has nothing for long."""
        bounds = [0]
        for column in range(1, self.collation.cells.width):
            if self._row_begins(column, column - bounds[-1]):
                bounds.append(column)
        return [*bounds, self.collation.cells.width]

    def _row_begins(self, column: int, length: int) -> bool:
        """Tell whether a row begins with a column, the one before having so many."""
        alone = self.collation.cells.rows[0][column] == NONE
        return self._begins(0, column) or length >= ROW or (alone and length >= ROW // 4 and self._other_begins(column))

    def _begins(self, v: int, column: int) -> bool:
        n = self.collation.cells.rows[v][column]
        return n != NONE and self.collation.witnesses[v].breaks[n] == NEW_BLOCK

    def _other_begins(self, column: int) -> bool:
        return any(self._begins(v, column) for v in range(1, len(self.collation.witnesses)))

    def differs(self, first: int, last: int) -> bool:
        """Tell whether something shown differs between two columns."""
        return any(n != NONE for n in self._at[first:last])

    def row(self, first: int, last: int, linked: bool = True) -> Row:
        """Return the columns from first up to last as a row."""
        rows = self.collation.cells.rows
        there = [v for v, row in enumerate(rows) if any(n != NONE for n in row[first:last])]
        shown = there if len(rows) > ABREAST and 0 not in there else range(len(rows))
        return Row(tuple(self._cell(v, first, last, linked) for v in shown), self.differs(first, last))

    def _cell(self, v: int, first: int, last: int, linked: bool) -> Cell:
        pieces: list[str] = []
        nothing = False
        for n, columns in groupby(range(first, last), key=self._at.__getitem__):
            inside = list(columns)
            was, nothing = nothing, not self._has(v, inside[0], inside[-1] + 1)
            if not (was and nothing):  # one mark is enough where several passages in a row are lacking
                pieces += (self._piece(v, n, inside[0], inside[-1] + 1), self._space(v, inside[0], inside[-1] + 1, n != NONE))
        w, row = self.collation.witnesses[v], self.collation.cells.rows[v]
        word = next((n for n in row[first:last] if n != NONE), NONE)
        key = w.stretches[bisect_right(self._starts[v], w.starts[word]) - 1].key if word != NONE else ""
        url = text_url(w.name.partition("@")[0], key) if linked and key else ""
        return Cell(self.collation.sigla[v], key, url, Markup().join(pieces).strip())

    def _has(self, v: int, first: int, last: int) -> bool:
        return any(word != NONE for word in self.collation.cells.rows[v][first:last])

    def _space(self, v: int, first: int, last: int, marked: bool) -> str:
        """Return the space after what a witness has in columns; a mark where it has nothing is set apart too."""
        word = next((n for n in reversed(self.collation.cells.rows[v][first:last]) if n != NONE), NONE)
        return self.collation.witnesses[v].space_after(word) if word != NONE else " " * marked

    def _piece(self, v: int, n: int, first: int, last: int) -> Markup:
        """Return the words of a witness in columns of one variant, marked; or of none."""
        words = self._words(v, first, last)
        if n == NONE:
            return words
        variant = self.collation.variants[n]
        own = next((r for r in variant.readings if v in r.spans), None)
        if own is None or (own.kind and own.kind not in self._kinds):
            return words
        kind = own.kind or next(k for k in variant.kinds if k in self._kinds)
        place = Markup(' id="v{}{}"').format(n + 1, self.collation.sigla[v]) if first == variant.first else ""
        how = (
            "reading" if own.kind else "lemma",
            kind,
            *(["nothing"] if not words else []),
            *(["passage"] if _is_long(variant) else []),
        )
        title = f"{kind.capitalize()}. {self._hint(variant, v)}"
        inside = words or Markup('<span aria-label="nothing">‸</span>')
        mark = Markup('<mark{} class="{}" title="{}">{}</mark>').format(place, " ".join(how), title, inside)
        other = self._others.get(n + 1)
        if kind != "transposition" or other is None or not words:
            return mark
        return mark + self._to_other(other)

    def _to_other(self, other: int) -> Markup:
        """Return the link from one place of a moved passage to the other, if it is on the same page."""
        having = next((v for r in self.collation.variants[other - 1].readings if r.words for v in r.spans), 0)
        place = f"v{other}{self.collation.sigla[having]}"
        return Markup('<a class="moved" href="#{}" title="Stands elsewhere: go there">⇄</a>').format(place)

    def _hint(self, variant: Variant, v: int) -> str:
        parts = []
        for reading in variant.readings:
            if v not in reading.spans:
                words = reading.words if len(reading.words) <= HINT else f"{reading.words[:HINT]}…"
                sigla = " ".join(self.collation.sigla[w] for w in sorted(reading.spans))
                parts.append(f"{sigla}: {words or 'nothing'}")
        return " | ".join(parts)

    def _words(self, v: int, first: int, last: int) -> Markup:
        """Return the words of a witness in columns, with a sign where a paragraph of its own begins among them."""
        w = self.collation.witnesses[v]
        words = [n for n in self.collation.cells.rows[v][first:last] if n != NONE]
        starts = [k for k in range(1, len(words)) if w.breaks[words[k]] == NEW_BLOCK]
        parts = [w.printed(words[a], words[b - 1] + 1) for a, b in zip((0, *starts), (*starts, len(words)), strict=True) if b > a]
        return Markup(' <span class="pilcrow" title="A paragraph begins">¶</span> ').join(escape(part) for part in parts)


def _is_long(variant: Variant) -> bool:
    return variant.last - variant.first >= PASSAGE


def _leaf(shown: _Shown, asked: Asked) -> tuple[tuple[Row, ...], Pager]:
    """Return the rows of the page asked for: so many paragraphs as make some ten printed pages."""
    bounds = shown.bounds()
    pairs = [(a, b) for a, b in pairwise(bounds) if not asked.only or shown.differs(a, b)]
    leaves: list[list[tuple[int, int]]] = [[]]
    columns = 0
    for first, last in pairs:
        if columns + last - first > PAGE and leaves[-1]:
            leaves.append([])
            columns = 0
        leaves[-1].append((first, last))
        columns += last - first
    number = min(max(1, asked.leaf), len(leaves))
    return tuple(shown.row(first, last) for first, last in leaves[number - 1] if last > first), Pager(number, len(leaves))


def standalone(collation: Collation) -> str:
    """Return a collation as one HTML page that needs nothing else."""
    shown = _Shown(collation, frozenset(KINDS))
    bounds = shown.bounds()
    rows = [shown.row(a, b, linked=False) for a, b in pairwise(bounds) if b > a]
    heads = [
        Head(collation.sigla[n], w.title, w.name, "", len(w), collation.agreement[n], collation.likeness(n))
        for n, w in enumerate(collation.witnesses)
    ]
    made = Environment(
        loader=PackageLoader("sourcebook.web"), autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )
    made.filters["count"] = "{:,}".format
    static = files("sourcebook.web") / "static"
    styles = Markup("\n".join((static / name).read_text("utf-8") for name in ("page.css", "collate.css")))
    kinds = _kinds(collation, frozenset(KINDS))
    return made.get_template("collated.html").render(heads=heads, rows=rows, kinds=kinds, styles=styles)
