"""Text as reuse compares it: its letters alone, each a number from 1 to 31, with the way back to the characters they stand for.

Case, accents, points, spaces, figures and line ends go; what scanning and printing change most goes with them. Latin letters are
1 to 26; those of other scripts share the 31 numbers, for twelve in a row of one script fall on twelve of another by no accident.
The way back costs one bit a character: which characters of the text are letters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint8]
ALPHABET = 31
PLANE = 0x10000  # beyond it letters are so rare that their number is the remainder of their code point
SINGLE = {"ł": "l", "đ": "d", "ø": "o", "ß": "s", "œ": "o", "æ": "a", "ſ": "s", "ı": "i", "þ": "t", "ð": "d"}


class Letters(NamedTuple):
    """The letters of a text, one byte each, and a bit for each character of the text: is it a letter?"""

    codes: bytes
    marks: bytes


def letters(texts: Sequence[str]) -> list[Letters]:
    """Return the letters of texts, many at once: numpy goes over short texts slowly, over long ones fast."""
    whole = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
    codes = _table()[np.minimum(whole, PLANE - 1)]
    beyond = whole >= PLANE
    if beyond.any():
        codes = np.where(beyond, whole % ALPHABET + 1, codes).astype(np.uint8)
    ends = np.cumsum([len(text) for text in texts])
    return [_letters(part) for part in np.split(codes, ends[:-1])] if texts else []


def _letters(codes: Codes) -> Letters:
    marked = codes > 0
    return Letters(codes[marked].tobytes(), np.packbits(marked).tobytes())


@cache
def _table() -> Codes:
    """Return the number of each character of the first plane, 0 for what is no letter."""
    table = np.zeros(PLANE, np.uint8)
    for point in range(PLANE):
        if chr(point).isalpha():
            table[point] = _number(chr(point))
    return table


def _number(letter: str) -> int:
    folded = SINGLE.get(letter.casefold()[:1], letter.casefold()[:1])
    base = unicodedata.normalize("NFKD", folded)[:1].casefold()[:1]
    return ord(base) - 96 if "a" <= base <= "z" else ord(base or letter) % ALPHABET + 1


def characters(marks: bytes) -> NDArray[np.int64]:
    """Return the place of each letter among the characters of its text."""
    return np.flatnonzero(np.unpackbits(np.frombuffer(marks, np.uint8)))
