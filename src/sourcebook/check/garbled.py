"""Characters garbled by a wrong encoding on the way: UTF-8 that was once read as windows-1252 ("fÃªte")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Described, Finding

#: What the first byte of a UTF-8 sequence looks like in windows-1252, and what may follow it.
GARBLED = re.compile("(?:[ÃÂ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â[€‚„†‰][\u0080-\u00bf‘’“”•–—˜™š›œžŸ¢¦¡œ])+")
WORD = re.compile(r"[\w’'-]*")


def garbled_characters(described: Described) -> Iterator[Finding]:
    """No word holds the traces of a wrong encoding."""
    text = described.page.text
    if text.isascii() or not any(sign in text for sign in ("Ã", "Â", "â€")):
        return
    for found in GARBLED.finditer(text):
        meant = _mended(found[0])
        if meant is not None:
            start, end = _word(text, found.start(), found.end())
            reading = text[start : found.start()] + meant + text[found.end() : end]
            yield Finding("R007", described.page.source.path, start, end, f"“{text[start:end]}” is garbled.", reading=reading)


def _mended(garbled: str) -> str | None:
    try:
        return garbled.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return None


def _word(text: str, start: int, end: int) -> tuple[int, int]:
    while start and (text[start - 1].isalpha()):
        start -= 1
    after = WORD.match(text, end)
    return start, after.end() if after else end
