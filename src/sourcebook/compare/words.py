"""A text as words with their places: what the collation aligns.

A word is known by its key: small letters and figures alone, without accents, hyphens and points, so that `Co-operation` and
`cooperation` are one word in two forms. Every key is given a character, and a text is the string of these: comparing, slicing
and edit distance over words are then done by native string code. Marks of punctuation belong to the word they stand at.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

#: What is no word of the text: marks that lead to a note ([12], [[3]], [*]), and markup that a plain text still has (<em>).
REFERENCE = r"\[+\s*(?:\d{1,3}[a-z]?|[*†‡§]{1,3})\s*\]+|</?(?:em|strong|sup|sub|br|[bip])\s*/?>"
#: Marks that open what follows; a reference mark in brackets; a word: initials with points, one Han or kana sign, or letters
#: and figures with apostrophes and hyphens between them, parted or not by a line end.
HAN = r"\u3040-\u30ff\u3400-\u9fff"
ACCENT = r"[\u0300-\u036f\u0590-\u05c7\u064b-\u0655\u0900-\u0e4e\u200b-\u200d]*"
LETTERS = rf"(?:[^\W_{HAN}]{ACCENT})+"
TOKEN = re.compile(
    rf"{REFERENCE}|(?P<open>(?<!\S)[(\[{{“‘\"'«„‹*_¡¿—–£$€#]+)?"
    rf"(?P<word>(?:[^\W\d_]\.){{2,}}(?:[^\W\d_](?!\w))?|[{HAN}]|{LETTERS}(?:(?:['’‘ʼ‐‑\u00ad-]|[-¬]\n[ \t]*){LETTERS})*)"
)
SENTENCE_END = re.compile(r"[.!?…:;]")
ACCENTS = re.compile(r"[\u0300-\u0305\u0307-\u036f]|(?<![иИ])\u0306")
SPELT_OUT = str.maketrans({"ß": "ss", "œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ſ": "s", "ı": "i"})
#: Characters there are for keys; beyond them two keys may share one, which their words tell apart again.
MOST_KEYS = 0x10FFFF
NEW_SENTENCE, NEW_BLOCK = 1, 2


def key_of(word: str) -> str:
    """Return what a word is known by, whatever its accents, capitals, hyphens and points."""
    small = word.lower()
    if not small.isascii():
        small = ACCENTS.sub("", unicodedata.normalize("NFKD", small.translate(SPELT_OUT)))
    if small.isalnum():
        return small
    return "".join(c for c in small if c.isalnum() or unicodedata.category(c) in {"Mn", "Mc"}) or small


class Vocabulary:
    """The keys of the words of a collation, a character each."""

    def __init__(self) -> None:
        self._keys = ["", ""]  # no key is "\0", which parts what must not be read together
        self._of_key: dict[str, str] = {}
        self._of_word: dict[str, str] = {}

    def __call__(self, word: str) -> str:
        """Return the character of a word as printed."""
        return self._of_word.get(word) or self._learn(word)

    def _learn(self, word: str) -> str:
        key = key_of(word)
        sign = self._of_key.get(key) or self._sign(key)
        self._of_key[key] = self._of_word[word] = sign
        return sign

    def _sign(self, key: str) -> str:
        if len(self._keys) < MOST_KEYS:
            self._keys.append(key)
            return chr(len(self._keys) - 1)
        return chr(2 + zlib.crc32(key.encode("utf-8", "replace")) % (MOST_KEYS - 2))

    def key(self, sign: str) -> str:
        """Return the key that a character stands for."""
        return self._keys[ord(sign)]


class Stretch(NamedTuple):
    """A run of a witness's text that is collated: a paragraph, with its key in the text and its line in the source."""

    start: int
    end: int
    key: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Witness:
    """A text that is collated: its words as signs of a vocabulary, and where each stands in `text`.

    A word reaches from `starts` to `ends`; with the marks that stand at it from `opens` to `closes`. `breaks` says of each word
    whether a sentence or a paragraph begins with it.
    """

    name: str
    title: str
    text: str
    stretches: tuple[Stretch, ...]
    signs: str
    opens: array[int]
    starts: array[int]
    ends: array[int]
    closes: array[int]
    breaks: bytes
    language: str = ""

    def __len__(self) -> int:
        return len(self.signs)

    def word(self, n: int) -> str:
        """Return a word as printed, without the marks at it."""
        return self.text[self.starts[n] : self.ends[n]]

    def printed(self, first: int, last: int) -> str:
        """Return the words from the first up to before the last as printed, line ends as spaces."""
        return " ".join(self.text[self.opens[first] : self.closes[last - 1]].split()) if first < last else ""

    def space_after(self, n: int) -> str:
        """Return the space after a word with its marks, "" where the next one follows at once."""
        end = self.closes[n]
        return "" if self.text[end - 1 : end].strip() and n + 1 < len(self) and self.opens[n + 1] == end else " "

    def stretch(self, n: int) -> Stretch:
        """Return the paragraph in which a word stands."""
        return self.stretches[bisect_right(self.stretches, self.starts[n], key=lambda s: s.start) - 1]


def witness(name: str, title: str, text: str, stretches: Iterable[Stretch], vocabulary: Vocabulary, language: str = "") -> Witness:
    """Return a text made ready to be collated with others of the same vocabulary."""
    kept = tuple(stretches)
    signs: list[str] = []
    opens, starts, ends, closes = (array("q") for _ in range(4))
    breaks = bytearray()
    for stretch in kept:
        first = len(signs)
        for opened, start, end in _words(text, stretch):
            if len(signs) > first:
                closes.append(opened)
            breaks.append(NEW_BLOCK if len(signs) == first else bool(SENTENCE_END.search(text, ends[-1], start)))
            signs.append(vocabulary(text[start:end]))
            opens.append(opened)
            starts.append(start)
            ends.append(end)
        if len(signs) > first:
            closes.append(stretch.end)
    return Witness(name, title, text, kept, "".join(signs), opens, starts, ends, closes, bytes(breaks), language)


def _words(text: str, stretch: Stretch) -> Iterator[tuple[int, int, int]]:
    for found in TOKEN.finditer(text, stretch.start, stretch.end):
        start, end = found.span("word")
        if end > start:
            yield found.start(), start, end
