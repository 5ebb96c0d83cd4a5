"""A collation as a table of readings and as objects for other programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator, Mapping

from ..compare.collate import Collation
from ..compare.percent import rounded
from ..compare.table import NONE
from ..compare.variants import Reading, Span, Variant

#: How many words stand before a place where the base has none.
BEFORE = 3


def chosen(collation: Collation, kinds: Collection[str]) -> Iterator[tuple[int, Variant]]:
    """Yield the variants with readings of some classes, or all, with their numbers."""
    numbered = enumerate(collation.variants, 1)
    return ((n, v) for n, v in numbered if not kinds or any(kind in kinds for kind in v.kinds))


def address(collation: Collation, v: int, span: Span) -> str:
    """Return the address of the paragraph where a reading stands in a witness."""
    w = collation.witnesses[v]
    if not len(w):
        return w.name
    key = w.stretch(min(span.first, len(w) - 1)).key
    return f"{w.name}#{key}" if key else w.name


def before(collation: Collation, variant: Variant) -> str:
    """Return the words of the lemma's witness that stand before a place."""
    v, span = next(iter(variant.readings[0].spans.items()))
    return collation.witnesses[v].printed(max(0, span.first - BEFORE), span.first)


def counterparts(collation: Collation) -> Mapping[int, int]:
    """Tell for the number of each variant that is one place of a moved passage, the number of the other place."""
    places: dict[int, list[int]] = {}
    for n, variant in enumerate(collation.variants, 1):
        for move in {r.move for r in variant.readings if r.move != NONE}:
            places.setdefault(move, []).append(n)
    return {n: found[-1] if n == found[0] else found[0] for found in places.values() if len(found) > 1 for n in found}


def as_json(collation: Collation, kinds: Collection[str] = ()) -> dict[str, object]:
    """Return a collation as JSON has it: the witnesses, then each place with its readings."""
    sigla, other = collation.sigla, counterparts(collation)
    witnesses = [
        {"siglum": s, "name": w.name, "title": w.title, "words": len(w), "agreement": rounded(a, 4)}
        for s, w, a in zip(sigla, collation.witnesses, collation.agreement, strict=True)
    ]
    variants = [
        {
            "n": n,
            "before": before(collation, v),
            "lacking": [sigla[w] for w in sorted(v.lacking)],
            "moved": other.get(n),
            "readings": [_reading(collation, r) for r in v.readings],
        }
        for n, v in chosen(collation, kinds)
    ]
    return {"base": sigla[0], "witnesses": witnesses, "variants": variants}


def _reading(collation: Collation, reading: Reading) -> dict[str, object]:
    places = {
        collation.sigla[v]: {"address": address(collation, v, span), "start": span.start, "end": span.end}
        for v, span in reading.spans.items()
    }
    return {"words": reading.words, "class": reading.kind or None, "witnesses": places}


def as_csv(collation: Collation, kinds: Collection[str] = ()) -> str:
    """Return a collation as a table: a row a place, for each witness its words, its class, its address and its offsets."""
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    columns = ("words", "class", "address", "start", "end")
    writer.writerow(["n", "before", "lacking", *(f"{s} {column}" for s in collation.sigla for column in columns)])
    for n, variant in chosen(collation, kinds):
        lacking = " ".join(collation.sigla[v] for v in sorted(variant.lacking))
        writer.writerow([n, before(collation, variant), lacking, *_cells(collation, variant)])
    return lines.getvalue()


def _cells(collation: Collation, variant: Variant) -> Iterator[object]:
    of = {v: (reading, span) for reading in variant.readings for v, span in reading.spans.items()}
    for v in range(len(collation.witnesses)):
        if v not in of:
            yield from ("",) * 5
            continue
        reading, span = of[v]
        words = collation.witnesses[v].printed(span.first, span.last)
        yield from (words, reading.kind, address(collation, v, span), span.start, span.end)


def sigla_of(collation: Collation, witnesses: Collection[int]) -> str:
    """Return the letters of some witnesses, blank separated."""
    return " ".join(collation.sigla[v] for v in sorted(witnesses))
