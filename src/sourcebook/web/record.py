"""A text → one JSON object: what is stated of it with the words that carry it, its origin, its notes, its passages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..archive import BlockRecord
from .pages import TextPage


def text_record(page: TextPage, blocks: Iterable[BlockRecord]) -> dict[str, Any]:
    """Return a text as JSON; `blocks` are its own."""
    text = page.text
    values = ((f.name, v) for f in page.origin.fields for v in f.values)
    return {
        "name": text.name, "version": text.version, "address": text.address, "path": text.path,
        "reference": page.record,
        "stated": [{"field": name, **v._asdict(), "rivals": [rival._asdict() for rival in v.rivals]} for name, v in values],
        "origin": [step._asdict() for step in page.origin.steps],
        "passages": [_some(block, "key", "role", "voice", "start", "end", "text") for block in blocks if block.key],
        "findings": [_some(finding, "code", "start", "end", "message", "reading") for finding in page.findings],
    }  # fmt: skip


def _some(record: object, *fields: str) -> dict[str, Any]:
    return {field: getattr(record, field) for field in fields}
