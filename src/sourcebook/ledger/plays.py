"""Who speaks in a play or a record of a debate: "HAMLET. To be …"; what a character says is not its author's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from .model import Paragraph

#: A name in capitals, a point or colon, words; a direction in brackets may stand between.
OPENING = re.compile(
    r"(?P<name>[A-ZÀ-Þ][A-ZÀ-Þ'’.-]*(?: [A-ZÀ-Þ][A-ZÀ-Þ'’.-]*){0,3})\s?(?:[\[(][^)\]]{1,80}[\])]\s?)?"
    r"[.:]\s?[—–-]?\s*(?=[\w“\"'‘(\[])"
)
#: So many speeches, and a speaker who comes back: one line in capitals makes no play.
LEAST, SPEAKERS = 4, 2


def speakers(paragraphs: Sequence[Paragraph]) -> list[str]:
    """Return who speaks each paragraph of a play, empty for the others; of a text that is none nobody speaks anything."""
    found = [OPENING.match(p.words) for p in paragraphs]
    names = Counter(m["name"] for m in found if m)
    if names.total() < LEAST or len(names) < SPEAKERS or max(names.values()) < SPEAKERS:
        return [""] * len(paragraphs)
    return [_plain(m["name"]) if m else "" for m in found]


def _plain(name: str) -> str:
    """Return a name in capitals as one writes it in a sentence."""
    return " ".join(word.capitalize() for word in name.rstrip(".").split())
