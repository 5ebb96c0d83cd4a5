"""What only shows when texts are compared: copies, dates that disagree, quotations that differ, slips of one witness.

These checks read what `sourcebook reuse` and `sourcebook works` have stored, and say nothing where nothing is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from ..archive import Archive, TextRecord
from ..dates import date_words
from ..echoes import Laid, laid, quotes
from ..kinship import Kinship, kinships
from ..model import Finding

#: Steps of a chain of origin that say where a text was taken from.
TAKEN = frozenset({"source", "copied", "reprinted", "published"})
PARALLELS = """
    SELECT a, a_start, a_end, b, b_start, b_end, similarity, earlier FROM parallel
    WHERE NOT boilerplate AND similarity >= ? ORDER BY similarity DESC, letters DESC
"""
SLIPS = "SELECT path, start, \"end\" FROM finding WHERE code GLOB 'S*' AND start >= 0 AND stage <> 'compared'"
#: A quotation may differ in so many words and is then still one; so much of a passage agrees where two witnesses are held together.
OTHER_WORDS, ALIKE = 4, 0.9
#: Two words so alike are one in two spellings; quotations whose middles are so near are one.
SPELLING, NEAR = 0.75, 40
WORD = re.compile(r"\w+(?:[’'-]\w+)*")


class Pair(NamedTuple):
    """A passage in two texts, as laid out, with the places in their pages."""

    a: Laid
    a_span: tuple[int, int]
    b: Laid
    b_span: tuple[int, int]
    earlier: str

    def turned(self) -> Pair:
        """Return it with the sides changed."""
        return Pair(self.b, self.b_span, self.a, self.a_span, {"a": "b", "b": "a"}.get(self.earlier, ""))


class Change(NamedTuple):
    """Words of one witness and those that stand in their place in the other; the place is in the first one's page."""

    start: int
    end: int
    words: str
    other: str


def copies_unsaid(archive: Archive) -> Iterator[Finding]:
    """A page with the text of another says where it has it from."""
    for one in _same(archive):
        if one.a.version != one.b.version:  # the very same words are U001's
            silent = [text for text in (one.a, one.b) if not any(step.kind in TAKEN for step in archive.origin(text))]
            for text in silent[-1:]:
                other = one.seen_from(text)[0]
                yield Finding(
                    "W001", text.path, -1, -1, f"The text is that of {other.name}; the page does not say where it has it from.",
                    "State the source, or that it was copied from there.",
                )  # fmt: skip


def two_dates(archive: Archive) -> Iterator[Finding]:
    """Witnesses of one text agree on when it was written."""
    for one in _same(archive):
        if one.a.written and one.b.written and not _overlap(one.a, one.b):
            for here, there in ((one.a, one.b), (one.b, one.a)):
                dated, elsewhere = date_words(here.written), date_words(there.written)
                dates = f"The text is dated {dated}; the same text is dated {elsewhere} in {there.name}."
                yield Finding("W002", here.path, -1, -1, dates, "One of the two is the date of another edition, or a mistake.")


def _overlap(one: TextRecord, other: TextRecord) -> bool:
    spans = [(t.written_from or 0, t.written_to or 99999999) for t in (one, other)]
    return max(start for start, _ in spans) <= min(end for _, end in spans)


def _same(archive: Archive) -> list[Kinship]:
    return [one for one in kinships(archive) if one.relation == "same text" and one.decision != "rejected"]


def differing_quotations(archive: Archive) -> Iterator[Finding]:
    """What is set off as a quotation has the words of its source; compared with the text that comes nearest."""
    same = {frozenset((one.a.id, one.b.id)) for one in kinships(archive)}
    seen: set[tuple[int, int]] = set()
    for pair in _pairs(archive, 0.75):
        quoting = pair if pair.earlier == "b" else pair.turned()
        place = quoting.a.record.id, sum(quoting.a_span) // 2 // NEAR
        if not pair.earlier or place in seen or not _is_quotation(quoting):
            continue
        if frozenset((pair.a.record.id, pair.b.record.id)) in same:
            continue
        seen.add(place)
        changes = _changes(quoting)
        if 0 < len(changes) <= OTHER_WORDS and not all(map(_is_spelling, changes)):
            said = "; ".join(f"“{c.words}” for “{c.other}”" for c in changes)
            yield Finding(
                "W003", quoting.a.record.path, changes[0].start, changes[-1].end,
                f"The quotation differs from {quoting.b.record.name}: {said}.",
                "Compare with the printed source, unless the author quotes from memory or another translation.",
            )  # fmt: skip


def _is_spelling(change: Change) -> bool:
    """Is it the same word in another spelling, or shortened?"""
    return Levenshtein.normalized_similarity(change.words.casefold(), change.other.casefold()) >= SPELLING


def _is_quotation(pair: Pair) -> bool:
    start, end = (at - pair.a.start for at in pair.a_span)
    return quotes(pair.a, start, end)


def slips_of_one_witness(archive: Archive) -> Iterator[Finding]:
    """A word that looks mistyped stands so in the other witnesses too."""
    slips: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for path, start, end in archive.rows(SLIPS):
        slips[path].append((start, end))
    seen: set[tuple[str, int]] = set()
    for pair in _pairs(archive, ALIKE):
        for side in (pair, pair.turned()):
            path, (first, last) = side.a.record.path, side.a_span
            if any(first <= start < last for start, _ in slips.get(path, ())):
                for change in _changes(side):
                    if (
                        (path, change.start) not in seen
                        and _alike(change)
                        and any(s < change.end and change.start < e for s, e in slips[path])
                    ):
                        seen.add((path, change.start))
                        yield _slip(side, change)


def _alike(change: Change) -> bool:
    """Is the one word the other with a letter or two mistaken? A short one may be a single letter."""
    return Levenshtein.distance(change.words, change.other) <= max(1, len(change.other) // 3)


def _slip(side: Pair, change: Change) -> Finding:
    message = f"“{change.words}”; {side.b.record.name} reads “{change.other}”."
    return Finding("W004", side.a.record.path, change.start, change.end, message, "Look at the printed source.", change.other)


def _pairs(archive: Archive, least: float) -> Iterator[Pair]:
    """Yield the stored passages that agree so much."""
    records = {record.id: record for record in archive.texts()}
    lay = lru_cache(200)(lambda number: laid(archive, records[number]))
    for a, a_start, a_end, b, b_start, b_end, _, earlier in archive.rows(PARALLELS, (least,)):
        yield Pair(lay(a), (a_start, a_end), lay(b), (b_start, b_end), earlier)


def _changes(pair: Pair) -> list[Change]:
    """Return the words that differ, as few as make the one passage the other; not those at its ends, where one may go on."""
    here, there = _words(pair.a, pair.a_span), _words(pair.b, pair.b_span)
    changes = Levenshtein.opcodes([w.group().casefold() for w in here], [w.group().casefold() for w in there])
    return [
        _change(pair.a.start, here[op.src_start : op.src_end], there[op.dest_start : op.dest_end])
        for op in changes
        if op.tag == "replace" and op.src_start > 0 and op.src_end < len(here)
    ]


def _words(text: Laid, span: tuple[int, int]) -> list[re.Match[str]]:
    return [*WORD.finditer(text.words, span[0] - text.start, span[1] - text.start)]


def _change(start: int, here: Sequence[re.Match[str]], there: Sequence[re.Match[str]]) -> Change:
    words, other = (" ".join(w.group() for w in side) for side in (here, there))
    return Change(start + here[0].start(), start + here[-1].end(), words, other)
