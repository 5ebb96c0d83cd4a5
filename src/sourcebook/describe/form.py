"""Described page → the manual's form: one JSON object a page, every value as a careful cataloguer would label it, and its
evidence.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..model import Described, Role, Stated, Text, Voice

PEOPLE = ("translators", "transcribers", "markup", "proofreaders", "editors")
FIELDS = ("translator", "transcriber", "markup", "proofreader", "editor")
PUBLICATION = ("venue", "series", "volume", "number", "whole_number", "published", "pages", "publisher", "publication_place")
NAMES = ("venue", "series", "volume", "number", "whole_number", "date", "pages", "publisher", "place")


def as_json(described: Described) -> dict[str, Any]:
    """Return the description of a page in the manual's form, with an `evidence` map beside the values."""
    chosen = [s for s in described.stated if s.chosen]
    publication = {name: _one(chosen, field) for name, field in zip(NAMES, PUBLICATION, strict=True)}
    rights_text = _one(chosen, "rights_text")
    return {
        "path": described.page.source.path,
        "language": described.language,
        "kind": described.kind,
        "texts": [_text(text) for text in described.texts],
        "publication": publication if any(publication.values()) else None,
        "source": _one(chosen, "source"),
        "carriers": _many(chosen, "carrier"),
        **{name: _many(chosen, field) for name, field in zip(PEOPLE, FIELDS, strict=True)},
        "rights": _one(chosen, "rights"),
        "rights_text": rights_text[:100] if rights_text else None,
        "updated": _one(chosen, "updated"),
        "notes": len(described.notes),
        "editorial": _editorial(described),
        "evidence": _evidence(described),
    }


def _text(text: Text) -> dict[str, Any]:
    return {
        "title": text.value("title"), "subtitle": text.value("subtitle"), "part_of": text.value("part_of"),
        "authors": text.values("author"),
        "genre": text.value("genre"), "written": text.value("written"), "place": text.value("place"),
        "recipient": text.value("recipient"),
        "starts": text.value("starts"), "ends": text.value("ends"),
    }  # fmt: skip


def _one(chosen: Iterable[Stated], field: str) -> str | None:
    return next((s.value for s in chosen if s.field == field), None)


def _many(chosen: Iterable[Stated], field: str) -> list[str]:
    return list(dict.fromkeys(s.value for s in chosen if s.field == field))


def _editorial(described: Described) -> int:
    """Count the passages in another voice: neighbouring blocks make one."""
    count, inside = 0, False
    for block in described.page.blocks:
        here = block.role is Role.EDITORIAL and block.voice is not Voice.AUTHOR
        count += here and not inside
        inside = here if block.end > block.start else inside
    return count


def _evidence(described: Described) -> dict[str, Any]:
    return {"page": _statements(described.stated), "texts": [_statements(text.stated) for text in described.texts]}


def _statements(stated: Iterable[Stated]) -> dict[str, list[dict[str, Any]]]:
    out: dict[str, list[dict[str, Any]]] = {}
    for s in stated:
        row = {"value": s.value, "kind": s.kind, "rule": s.rule, "words": s.words, "chosen": s.chosen}
        if s.start >= 0:
            row |= {"start": s.start, "end": s.end}
        if s.page:
            row["page"] = s.page
        out.setdefault(s.field, []).append(row)
    return out
