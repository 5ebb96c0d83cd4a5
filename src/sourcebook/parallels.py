"""What the texts of an archive share: compared and stored.

The comparison is `compare`'s and knows nothing of archives. Here texts become documents and their offsets places in pages, dates
and typography say which text had a passage first, and the rows go into the archive's database.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from .archive import Archive, TextRecord
from .compare.documents import Document
from .compare.engine import Engine
from .compare.passages import Passage
from .compare.reuse import reuse
from .dates import date_words
from .echoes import Laid, formulas_of, laid, quotes
from .store import database, write

WORD, LONGEST = re.compile(r"\w+"), 40
HELD = 200  # texts kept laid out: those that share with one come together


class Side(NamedTuple):
    """A passage of a text; offsets count characters of its page."""

    text: TextRecord
    start: int
    end: int
    words: str


class Parallel(NamedTuple):
    """A passage that stands in two texts; `earlier` is a or b where something says which had it first, and `evidence` what."""

    a: Side
    b: Side
    letters: int
    similarity: float
    cluster: int
    boilerplate: bool
    earlier: str
    evidence: str


def parallels(archive: Archive, engine: Engine, against: Archive | None = None) -> list[Parallel]:
    """Return the passages that texts of an archive share with each other, or with those of another archive."""
    texts = _Texts(archive, against)
    found = reuse(texts.documents(), engine)
    numbers = found.cluster_of()
    return [texts.parallel(p, numbers[n], n in found.boilerplate) for n, p in enumerate(found.passages)]


class _Texts:
    """The texts being compared, by the number they have as documents."""

    def __init__(self, archive: Archive, against: Archive | None) -> None:
        self._sides = [(archive, record) for record in archive.texts(order="path")]
        self._series = [""] * len(self._sides)
        if against is not None:
            theirs = [(against, record) for record in against.texts(order="path")]
            self._series = ["ours"] * len(self._sides) + ["theirs"] * len(theirs)
            self._sides += theirs
        formulas = {each: formulas_of(each) for each in {archive, against or archive}}
        self._laid = lru_cache(HELD)(lambda n: laid(*self._sides[n], formulas[self._sides[n][0]]))

    def documents(self) -> Iterator[Document]:
        """Yield the texts as documents."""
        for n, (_, record) in enumerate(self._sides):
            yield Document(record.name, self._series[n], self._laid(n).words)

    def parallel(self, passage: Passage, cluster: int, boilerplate: bool) -> Parallel:
        """Return a passage as it stands in the pages."""
        a, b = self._laid(passage.a), self._laid(passage.b)
        spans = (
            (a, *whole_words(a.words, passage.a_start, passage.a_end)),
            (b, *whole_words(b.words, passage.b_start, passage.b_end)),
        )
        earlier, evidence = direction(*spans)
        one, other = (Side(text.record, text.start + at, text.start + end, text.words[at:end]) for text, at, end in spans)
        return Parallel(one, other, passage.letters, passage.similarity, cluster, boilerplate, earlier, evidence)


def whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a span with its first and last word whole: added to where most of it is inside, left out where little is."""
    first = next((m for m in WORD.finditer(text, max(start - LONGEST, 0), start + LONGEST) if m.end() > start), None)
    if first and first.start() < start:
        start = first.start() if 2 * (first.end() - start) >= len(first.group()) else first.end() + 1
    last = next((m for m in WORD.finditer(text, max(end - LONGEST, start), end + LONGEST) if m.end() >= end), None)
    if last and last.start() < end < last.end():
        end = last.end() if 2 * (end - last.start()) >= len(last.group()) else last.start()
    return start, len(text[:end].rstrip())


def direction(a: tuple[Laid, int, int], b: tuple[Laid, int, int]) -> tuple[str, str]:
    """Return which of two texts had a passage first, `a` or `b`, and what says so; empty where nothing does."""
    one, other = a[0].record, b[0].record
    if one.date_to and other.date_from and one.date_to < other.date_from:
        return "a", f"{date_words(one.date)} comes before {date_words(other.date)}"
    if one.date_from and other.date_to and other.date_to < one.date_from:
        return "b", f"{date_words(other.date)} comes before {date_words(one.date)}"
    quoted = quotes(*a), quotes(*b)
    if quoted[0] != quoted[1]:
        return ("b" if quoted[0] else "a"), "the other sets it off as a quotation or between quotation marks"
    return "", ""


def keep(archive: Archive, found: Iterable[Parallel]) -> None:
    """Put the parallels of an archive in the place of the former ones."""
    rows = [
        (p.a.text.id, p.a.start, p.a.end, p.b.text.id, p.b.start, p.b.end, *p[2:5], int(p.boilerplate), p.earlier, p.evidence)
        for p in found
    ]
    write.renew(database.database(archive.folder), "parallel", rows)
