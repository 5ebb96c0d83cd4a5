"""The entries in what a model wrote, which may be JSON, JSON among other words, or half of it."""

from __future__ import annotations

import json
import re
from typing import Any

#: What some models think aloud before they answer.
THOUGHT = re.compile(r"<think(?:ing)?>.*?</think(?:ing)?>", re.S)
#: Braces tried before giving up: enough for words around an answer, and no more for pages of braces.
TRIALS = 50


def entries_in(text: str) -> list[Any] | None:
    """Return the list of entries in an answer; None where there is no whole one."""
    text = THOUGHT.sub("", text)
    decoder = json.JSONDecoder()
    at = text.find("{")
    for _ in range(TRIALS):
        if at < 0:
            break
        value, end = _decoded(decoder, text, at)
        entries = value.get("entries") if isinstance(value, dict) else None
        if isinstance(entries, list):
            return entries
        at = text.find("{", end)
    return _bare(text)


def _decoded(decoder: json.JSONDecoder, text: str, at: int) -> tuple[Any, int]:
    """Return the value that begins at a brace and where it ends; None where there is none."""
    try:
        return decoder.raw_decode(text, at)
    except (ValueError, RecursionError):
        return None, at + 1


def _bare(text: str) -> list[Any] | None:
    """Return the list that an answer is as a whole, where the object around it was forgotten."""
    try:
        value = json.loads(text.strip().removeprefix("```json").strip("`\n "))
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, list) else None
