"""Cues: the words by which a colophon says what follows ("First Published:", "Transcribed & marked up by"), read from the
house styles.

A cue is one role word or several joined ("Transcription/HTML Markup"); labelled and prose statements share them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from .house import JOINT, SEPARATOR, Style

#: What leads from a cue within a sentence to its value: "by", "from", a colon, "in" a name or year, "on" a day.
LINK = re.compile(
    r":(?!//)|\s+(?::(?!//)|by\b(?:\s*:(?!//))?|from\b|in\s+(?:the\s+)?(?=(?-i:[A-Z“\d]))|on\s+(?=(?:[a-z]+\s+)?\d))", re.IGNORECASE
)
WORD = re.compile(r"[^\s/\\&,+:;()\[\]–—]+")
REACH = 60  # characters before a link within which its cue begins
LONGEST = 5  # words of a cue


def inside(sentence: str, at: int, style: Style) -> Iterator[tuple[int, re.Match[str]]]:
    """Yield where the cues within a sentence begin, each with the words that lead from it to its value.

    Looked for backwards from those words: to try every cue at every letter would cost more than all the rest of a colophon.
    """
    for link in LINK.finditer(sentence, at):
        start = end = link.start()
        while end > at and (begin := _cue_before(sentence, max(at, end - REACH), end, style)) is not None:
            start = begin
            joint = JOINT.search(sentence, max(at, begin - 8), begin)
            end = joint.start() if joint else at
        if start < link.start():
            yield start, link


def _cue_before(sentence: str, low: int, end: int, style: Style) -> int | None:
    """Return where the longest cue that ends at a place begins."""
    words = list(WORD.finditer(sentence, low, end))[-LONGEST:]
    if not words or words[-1].end() != end:
        return None
    for word in words:
        key = " ".join(sentence[word.start() : end].lower().replace("-", " ").split())
        if key in style.cues and (word.start() == 0 or sentence[word.start() - 1] != "-"):
            return word.start()
    return None


LEADS_ON = re.compile(r"\s(?:in|by|on|at|as|from)$")
PARTS = re.compile(SEPARATOR + r"|\s+by\b")


def fields(words: str, style: Style) -> tuple[str, ...]:
    """Return the fields a cue's words speak of, in order, each once."""
    whole = style.cues.get(_plain(words)) or style.cues.get(_key(words))
    parts = [] if whole else PARTS.split(words.lower().strip(" :"))
    found = [whole] if whole else [style.cues.get(_key(part)) for part in parts]
    return tuple(dict.fromkeys(field for field in found if field))


@lru_cache(maxsize=4096)  # an archive has few cues, each many times
def _plain(words: str) -> str:
    return re.sub(r"[-\s]+", " ", words.lower().removesuffix("(s)")).strip(" :.")


def _key(words: str) -> str:
    plain = _plain(words)
    return LEADS_ON.sub("", plain) or plain


def guess(label: str, style: Style) -> tuple[str, str] | None:
    """Return the field and the word an unknown label was meant to be, if it is a slip or two away from a known one."""
    key = _key(label)
    if len(key) < 6:
        return None
    near = process.extractOne(key, style.cues.keys(), scorer=DamerauLevenshtein.distance, score_cutoff=2)
    if not near or near[0][0] != key[0] or abs(len(near[0]) - len(key)) > 1:
        return None
    return style.cues[near[0]], near[0]
