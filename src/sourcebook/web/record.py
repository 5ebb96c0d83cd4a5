"""A text → one JSON object: what is stated of it with the words that carry it, its origin, its notes, its passages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..archive import BlockRecord
from .pages import TextPage


def text_record(page: TextPage, blocks: Iterable[BlockRecord]) -> dict[str, Any]:
    """Return a text as JSON; `blocks` are its own."""
    text = page.text
    return {
        "name": text.name, "version": text.version, "address": text.address, "path": text.path,
        "reference": page.record,
        "stated": [{"field": f.name, "value": v.value, "chosen": v.chosen, "evidence": [e._asdict() for e in v.evidence]} for f in page.origin.fields for v in f.values],
        "origin": [step._asdict() for step in page.origin.steps],
        "passages": [{"key": b.key, "role": b.role, "voice": b.voice, "start": b.start, "end": b.end, "text": b.text} for b in blocks if b.key],
        "findings": [{"code": f.code, "start": f.start, "end": f.end, "message": f.message, "reading": f.reading} for f in page.findings],
    }  # fmt: skip
