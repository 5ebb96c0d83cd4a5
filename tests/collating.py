"""Witnesses made of a line or two, and what a collation of them says."""

from __future__ import annotations

import re

from sourcebook.compare.collate import Collation, collate
from sourcebook.compare.words import Stretch, Vocabulary, Witness, witness

ENGLISH = frozenset(
    "the a of and to in is was he it his were i war began people worker workers honour honor labor labour grey spoke well "
    "then they rope quay harbour ship ships old great stood by wall with burn bum their there party held hold modern".split()
)


def paragraphs(text: str) -> list[Stretch]:
    """Return the paragraphs of a text, as a reader of plain text has them."""
    found = re.finditer(r"\S(?:.|\n(?!\n))*", text)
    return [Stretch(m.start(), m.end(), f"p{n}", text.count("\n", 0, m.start()) + 1) for n, m in enumerate(found, 1)]


def made(*texts: str) -> tuple[list[Witness], Vocabulary]:
    """Return texts as witnesses A, B and so on, in English, with their vocabulary."""
    vocabulary = Vocabulary()
    return [witness(f"w{n}", f"Title {n}", text, paragraphs(text), vocabulary, "en") for n, text in enumerate(texts)], vocabulary


def collated(*texts: str) -> Collation:
    """Return the collation of texts, the first as base, their language English."""
    witnesses, vocabulary = made(*texts)
    return collate(witnesses, vocabulary, ENGLISH.__contains__)


def readings(collation: Collation) -> list[list[tuple[str, str, str]]]:
    """Return each place as its readings: the witnesses, the words, the class."""
    return [
        [("".join(collation.sigla[v] for v in sorted(r.spans)), r.words, r.kind) for r in variant.readings]
        for variant in collation.variants
    ]


def table(collation: Collation) -> list[tuple[str, ...]]:
    """Return the columns of the table as words, "" where a witness has none."""
    rows = zip(collation.witnesses, collation.cells.rows, strict=True)
    return list(zip(*([w.word(n) if n >= 0 else "" for n in row] for w, row in rows), strict=True))
