"""Quotations checked against the archive: the place they cite, matched to its text, and their words compared with it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from ..archive import Archive, TextRecord
from ..compare.collate import collate
from ..compare.words import Stretch, Vocabulary, key_of, witness
from ..ledger.names import alike, folded
from ..ledger.statement import Statement
from ..store.days import days
from ..store.schema import SHIFT
from .forecasts import WORD
from .places import key_at, keys_of, words_of

VERBATIM, VARIANT, NOT_FOUND = "verbatim", "variant", "not found there"
NO_PLACE, UNCITED = "the place cited is not in the archive", "no place is cited, and no text here has the words"
ALIKE = 88.0  # how near a passage must come to be the quotation in other words, of 100
TITLE_ALIKE = 90.0
AROUND = 40  # characters beside a near passage in which its first and last word are looked for
BY_WORDS = "it has the words"
LONG = 4  # words a quotation must have to be looked for all over the archive
RUN = 6  # words at either end by which it is looked for
MOST_CITED = 40  # texts that may be the place cited: all issues of a year of a paper
YEAR = re.compile(r"\b1[5-9]\d\d\b|\b20\d\d\b")
PHRASE = f"SELECT DISTINCT rowid >> {SHIFT} FROM block_fts WHERE block_fts MATCH ? LIMIT 20"


class Difference(NamedTuple):
    """Where a quotation and its source differ: the words there, the words here, what kind of difference it is."""

    source: str
    quoted: str
    kind: str


class Checked(NamedTuple):
    """A quotation and what came of looking for it: the text, why it is taken for the place, the verdict, the passage there."""

    statement: Statement
    text: TextRecord | None
    why: str
    verdict: str
    key: str = ""
    words: str = ""  # of the source
    differences: tuple[Difference, ...] = ()

    @property
    def address(self) -> str:
        """The passage of the source, as people cite it; empty where there is none."""
        return f"{self.text.address}{f'#{self.key}' if self.key else ''}" if self.text else ""

    def row(self) -> dict[str, Any]:
        """Return the quotation as one JSON object."""
        source = {"address": self.address, "why": self.why, "verdict": self.verdict, "words": self.words or None}
        return self.statement.row() | {"source": source, "differences": [d._asdict() for d in self.differences]}


def check_quotations(archive: Archive, statements: Iterable[Statement]) -> Iterator[Checked]:
    """Yield the quotations among some statements, each with what the archive has of the place it comes from."""
    shelf = _Shelf(archive)
    for statement in statements:
        if statement.kind == "quotation" and statement.fields.get("words"):
            yield _checked(shelf, statement)


class _Shelf:
    """The texts of an archive, by the words that a citation would have of them."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.records = {record.name: record for record in archive.texts()}
        self.words = lru_cache(64)(lambda text_id: words_of(archive, text_id))
        self._by_word: dict[str, list[TextRecord]] = defaultdict(list)
        for record in self.records.values():
            for word in {max(folded(name).split(), key=len, default="") for name in (record.title, record.venue) if name} - {""}:
                self._by_word[word].append(record)

    def cited(self, statement: Statement) -> list[tuple[TextRecord, list[str]]]:
        """Return the texts that a quotation may cite, each with what speaks for it, the likeliest first."""
        words = set(folded(str(statement.fields.get("cited") or "")).split())
        near = {record.name: record for word in words for record in self._by_word.get(word, ())}
        found = [(r, why) for name, r in sorted(near.items()) if name != statement.name and (why := _matches(statement, r))]
        return sorted(found, key=lambda pair: -len(pair[1]))[:MOST_CITED]


def _checked(shelf: _Shelf, statement: Statement) -> Checked:
    quoted = _trimmed(str(statement.fields["words"]))
    best = Checked(statement, None, "", NO_PLACE if statement.fields.get("cited") else UNCITED)
    for record, why in (*shelf.cited(statement), *_with_words(shelf, statement, quoted)):
        found = _compared(shelf, statement, record, ", ".join(why), quoted)
        if found.verdict == VERBATIM:
            return found
        if best.text is None or (best.verdict == NOT_FOUND and found.verdict == VARIANT):
            best = found if why != [BY_WORDS] or found.verdict == VARIANT else best
    return best


def _trimmed(words: str) -> str:
    return words.strip(" \t\n\"“”‘’«»„'.,;:!?…-–—")


def _matches(statement: Statement, record: TextRecord) -> list[str]:
    """Return why a text may be the place that a quotation cites; nothing where it is not."""
    cited = str(statement.fields.get("cited") or "")
    form = f" {folded(cited)} "
    why = []
    if record.title and len(record.title) >= LONG and fuzz.partial_ratio(folded(record.title), form) >= TITLE_ALIKE:
        why.append(f"cited by its title, {record.title}")
    if record.venue and f" {folded(record.venue)} " in form:
        why.append(f"cited by where it was printed, {record.venue}")
    by_author = bool(record.author and statement.holder and alike(statement.holder, record.author))
    dated = _dated(cited, record)
    if by_author and (why or dated):
        why.append(f"by {record.author}")
    if dated and why:
        why.append(f"of {record.date}")
    if why and record.pages and any(page in form.split() for page in WORD.findall(record.pages)):
        why.append(f"its pages {record.pages}")
    by_place_alone = why and why[0].startswith("cited by where") and not dated and not by_author
    return [] if by_place_alone else why


def _dated(cited: str, record: TextRecord) -> bool:
    """Tell whether what is cited names a year of a text."""
    first, last = days(record.date)
    years = [int(year) * 10000 for year in YEAR.findall(cited)]
    return any(first is not None and last is not None and first <= year + 1231 and last >= year + 101 for year in years)


def _with_words(shelf: _Shelf, statement: Statement, quoted: str) -> Iterator[tuple[TextRecord, list[str]]]:
    """Yield the texts that are not later and have the first or the last words of a quotation, the earliest first."""
    said = WORD.findall(quoted)
    if len(said) < LONG:
        return
    runs = {" ".join(said[:RUN]), " ".join(said[-RUN:])}
    match = " OR ".join(f'"{run}"' for run in sorted(runs))
    ids = [number for (number,) in shelf.archive.rows(PHRASE, (match,))]
    own = shelf.records.get(statement.name)
    latest = (own.date_to if own else None) or 99999999
    for record in sorted(shelf.archive.texts_with(ids), key=lambda r: (r.date_from or 99999999, r.name)):
        if record.name != statement.name and (record.date_from or 0) <= latest:
            yield record, [BY_WORDS]


def _compared(shelf: _Shelf, statement: Statement, record: TextRecord, why: str, quoted: str) -> Checked:
    """Return a quotation compared with a text; but for capitals and punctuation verbatim is verbatim."""
    text = shelf.words(record.id)
    exact = _exact(quoted, text)
    place = exact or _near(quoted, text)
    if place is None:
        return Checked(statement, record, why, NOT_FOUND)
    start, end = place
    key = key_at(keys_of(shelf.archive, record.id), start)
    source = " ".join(text[start:end].split())
    return Checked(statement, record, why, VERBATIM if exact else VARIANT, key, source, tuple(_differences(source, quoted)))


def _exact(quoted: str, text: str) -> tuple[int, int] | None:
    """Return where the words stand in this order, whatever stands between them."""
    words = WORD.findall(quoted)
    found = re.search(r"\b" + r"\W+".join(map(re.escape, words)) + r"\b", text, re.I) if words else None
    return found.span() if found else None


def _near(quoted: str, text: str) -> tuple[int, int] | None:
    """Return where nearly these words stand, whole words of the text; None where nothing comes near."""
    small = text.lower()
    found = fuzz.partial_ratio_alignment(quoted.lower(), small, score_cutoff=ALIKE) if len(small) == len(text) else None
    if not found:
        return None
    around = [*WORD.finditer(text, max(found.dest_start - AROUND, 0), found.dest_end + AROUND)]
    here, there = [key_of(m.group()) for m in around], [key_of(word) for word in WORD.findall(quoted)]
    kept = [op for op in Levenshtein.opcodes(here, there) if op.tag != "insert"]
    first = kept[0].src_end if kept[0].tag == "delete" else 0
    last = kept[-1].src_start if kept[-1].tag == "delete" else len(around)
    return (around[first].start(), around[last - 1].end()) if first < last else None


def _differences(source: str, quoted: str) -> Iterator[Difference]:
    """Yield the places where two passages differ, word by word."""
    vocabulary = Vocabulary()
    sides = [witness(name, name, words, [Stretch(0, len(words))], vocabulary) for name, words in (("A", source), ("B", quoted))]
    for variant in collate(sides, vocabulary).variants:
        source_words, *others = (reading.words for reading in variant.readings)
        yield Difference(source_words, next(iter(others), ""), "; ".join(variant.kinds))
