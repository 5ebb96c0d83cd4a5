"""Made-up prose for tests of comparing: words of syllables, the same for the same seed; and noise as scanning makes it."""

from __future__ import annotations

import random

SYLLABLES = (
    "ba be bo da de do fa fe ga go ka ke ko la le li lo ma me mo na ne no pa pe ra re ri ro sa se so ta te ti to va ve wa".split()
)
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def prose(words: int, seed: int) -> str:
    """Return so many made-up words in sentences of a few lines."""
    rnd = random.Random(seed)
    made = ["".join(rnd.choices(SYLLABLES, k=rnd.choice((1, 2, 2, 3)))) for _ in range(words)]
    return " ".join(word.capitalize() if n % 9 == 0 else word + "." * (n % 9 == 8) for n, word in enumerate(made))


def scanned(text: str, share: float, seed: int) -> str:
    """Return a text in which so many characters of a hundred are wrong, missing or doubled."""
    rnd = random.Random(seed)
    return "".join(_scanned(char, rnd) if rnd.random() < share else char for char in text)


def _scanned(char: str, rnd: random.Random) -> str:
    return rnd.choice((rnd.choice(LETTERS), rnd.choice(LETTERS), "", char + rnd.choice(LETTERS)))
