"""Words that are none, and the word each may stand for: pure functions over a word list and an archive's own counts.

A scanner takes letters for others of like shape (`rn` for `m`, `c` for `e`), a typist leaves one out or turns two round.
Neither makes a finding by itself: the word read must be in the dictionary, common in the archive, and some hundred times as
frequent as the word printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from ..compare.shapes import CONFUSED
from .lexicon import Known

MISREAD = tuple((meant, printed) for printed, meant in CONFUSED)
#: From so many words on it is quicker to go through the common words than through them.
MANY = 3000
#: Words so frequent that a long word with one of them at its end or beginning has lost a space.
GLUE = frozenset("the of and that which from with was this have were their".split())
SHORT_WITH_FIGURE = {
    "0f": "of",
    "0n": "on",
    "1n": "in",
    "1t": "it",
    "1s": "is",
    "1he": "the",
    "0ur": "our",
    "0ld": "old",
    "n0t": "not",
}
RIGHT = frozenset("herefrom therefrom oftimes withall hrs".split())
FIGURES = str.maketrans("lio", "110")
SHILLINGS = re.compile(r"(?:l[0o1l]|1o|l)d")
NUMBER = re.compile(r"(?P<number>l[\dlo]*\d[\dlo]*|[1-9]\d*[lo]+\d[\dlo]*|[1-9]\d*o+|(?:1[5-9]|20)\dl)(?P<end>s|st|nd|rd|th)?")
FIGURE_WITHIN = re.compile(r"(?=.{4})(?:[01]?[a-z]+(?:[01]{1,2}[a-z]+)*|[a-z]+(?:[01]{1,2}[a-z]+)*[01])")

AMID = re.compile(r"[a-z]{2,}[01][a-z]{2,}")

#: How much more frequent the word read must be: in the archive, and in the list (centibels: 270 is a factor of 500).
RATIO, RARER = 100, 270
RARE_TYPO = 3  # a typist's slip is not made so often that the archive has it more than three times


class Reading(NamedTuple):
    """What a printed word may stand for, and the kind of slip: look-alike, accent, typo, figure, space."""

    word: str
    kind: str


class Words:
    """What rare words are judged by: the word list, and the archive's common words with their counts."""

    def __init__(
        self, known: Callable[[str], Known], common: Mapping[str, int], accented: Mapping[str, str], rare: Mapping[str, int]
    ) -> None:
        self.known = known
        self._common = common
        self._accented = accented  # folded words with the accents they are printed with
        self._rare = rare  # the words to be judged, with their counts: none of them in the dictionary
        self._shortened = {word[:at] + word[at + 1 :]: word for word in common if len(word) > 6 for at in range(1, len(word))}
        self._misread = _misread(chain(common, accented), rare) if len(rare) > MANY else None

    def readings(self) -> Iterator[tuple[str, Reading]]:
        """Yield the rare words that seem to stand for others, each with its reading."""
        for word, count in self._rare.items():
            if (
                word.isascii()
                and word not in RIGHT
                and (reading := self._letters(word, count) if word.isalpha() else self._figure(word))
            ):
                yield word, reading

    def _letters(self, word: str, count: int) -> Reading | None:
        alike = self._alike(word)
        if found := self._best([candidate for candidate in alike if candidate in self._common], "look-alike", word, count):
            return found
        if word not in self._accented and (accented := next((c for c in alike if c in self._accented), "")):
            return Reading(self._accented[accented], "accent")
        if count > RARE_TYPO or len(word) < 5 or self.known(word).rarity < 650:
            return None
        return self._spaced(word) or (self._best(self._typed(word), "typo", word, count) if len(word) > 6 else None)

    def _alike(self, word: str) -> list[str]:
        if self._misread is not None:
            return self._misread.get(word, [])
        return [candidate for candidate in exchanged(word) if candidate in self._common or candidate in self._accented]

    def _typed(self, word: str) -> list[str]:
        missing = self._shortened.get(word)
        return [candidate for candidate in typed(word) if candidate in self._common] + ([missing] if missing else [])

    def _best(self, candidates: list[str], kind: str, word: str, count: int) -> Reading | None:
        """Return the commonest candidate that is a word and far more frequent than what is printed."""
        limit = self.known(word).rarity - RARER if candidates else 0
        for candidate in sorted(candidates, key=self._common.__getitem__, reverse=True):
            there = self.known(candidate)
            if there.dictionary and there.rarity <= limit and self._common[candidate] >= RATIO * count:
                return Reading(candidate, kind)
        return None

    def _spaced(self, word: str) -> Reading | None:
        """Read two words run together, one of them among the commonest (`tothe`)."""
        for at in range(2, len(word) - 1):
            first, second = word[:at], word[at:]
            if (first in GLUE and self._usual(second)) or (second in GLUE and self._usual(first)):
                return Reading(f"{first} {second}", "space")
        return None

    def _usual(self, word: str) -> bool:
        there = self.known(word)
        return there.dictionary and there.rarity < (450 if len(word) > 3 else 320)

    def _figure(self, word: str) -> Reading | None:
        """Read a word with figures in it: figures for letters, or letters for figures."""
        if SHILLINGS.fullmatch(word):
            return Reading(word[:-1].translate(FIGURES) + "d", "figure")
        if number := NUMBER.fullmatch(word):
            return Reading(number["number"].translate(FIGURES) + (number["end"] or ""), "figure")
        if word in SHORT_WITH_FIGURE:
            return Reading(SHORT_WITH_FIGURE[word], "figure")
        if not FIGURE_WITHIN.fullmatch(word) or (word[-1].isdecimal() and self.known(word[:-1]).dictionary):
            return None
        unread = Reading("", "figure") if AMID.fullmatch(word) else None  # a name, or more than one slip: none the less one
        return self._spelt(tuple(dict.fromkeys(spelt(word)))) or unread

    def _spelt(self, readings: tuple[str, ...]) -> Reading | None:
        """Choose among the readings of a word's figures as letters: a word, nearly a word, or two words run together."""
        words = (
            there.printed or read for read in readings if (there := self.known(read)).rarity < (650 if there.dictionary else 620)
        )
        nearly = (near for read in readings if len(read) > 4 for near in exchanged(read) if self._usual(near))
        pairs = (
            f"{r[:at]} {r[at:]}" for r in readings for at in range(2, len(r) - 1) if self._usual(r[:at]) and self._usual(r[at:])
        )
        found = next(chain(words, nearly, pairs), "")
        return Reading(found, "figure") if found else None


def exchanged(word: str, pairs: Iterable[tuple[str, str]] = CONFUSED) -> Iterator[str]:
    """Yield a word with one of its letters or pairs exchanged for what it may stand for, once or throughout."""
    for printed, meant in pairs:
        at = word.find(printed)
        if at < 0:
            continue
        yield word.replace(printed, meant)
        while at >= 0:
            yield word[:at] + meant + word[at + len(printed) :]
            at = word.find(printed, at + 1)


def _misread(words: Iterable[str], rare: Container[str]) -> dict[str, list[str]]:
    """Return for rare words those they may stand for; the other way about, from the common words: there are fewer of them."""
    found: dict[str, list[str]] = {}
    for word in words:
        for printed in exchanged(word, MISREAD):
            if printed in rare:
                found.setdefault(printed, []).append(word)
    return found


def typed(word: str) -> Iterator[str]:
    """Yield the words from which a letter too many or two turned round lead here.

    The ends stay: an `s` or `e` too many at the end is mostly another form of the word.
    """
    last = len(word) - 1
    for at in range(1, last):
        yield word[:at] + word[at + 1 :]
        if at + 1 < last:
            yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def spelt(word: str) -> Iterator[str]:
    """Yield a word with its figures read as letters, 1 as l or i."""
    for figure, letter in (("0", "o"), ("1", "l"), ("1", "i")):
        if figure in word:
            rest = word.replace(figure, letter)
            yield from spelt(rest) if not rest.isalpha() else (rest,)
