"""A leaf of a query → the words to ask the index for: spellings, prefixes, patterns and slips, by way of the index's vocabulary."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice, product
from typing import Any, NamedTuple

import regex
from rapidfuzz import process
from rapidfuzz.distance import OSA

from ..errors import QueryError
from .analyser import fold, foreign, variants
from .query import Exact, Fuzzy, Leaf, Near, Pattern, Words

Rows = Callable[..., list[tuple[Any, ...]]]
MOST_WORDS = 400  # that a pattern may stand for
MOST_PHRASES = 256  # that a phrase of such words may stand for
LONG_ENOUGH = 4  # letters of a beginning that may follow a hyphen: cooper* is co-oper* too, revol* is not re-vol*
PATIENCE = 0.5  # seconds for a regular expression over the vocabulary
#: A word of a query, hyphen compounds whole; `*` only at the end of those.
WORD = re.compile(r"\w+(?:[-\u2010\u2011]\w+)+\*?|[\w*]+")
HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


class Asked(NamedTuple):
    """What the index is asked for a leaf: the FTS5 expression, other spellings, words that must stand there as printed."""

    match: str
    spellings: tuple[str, ...] = ()
    printed: str = ""


class Vocabulary:
    """The words of the index with their counts, loaded when they are first needed."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self.words: list[str] = []
        self.counts: list[int] = []
        for word, count in rows("SELECT term, count FROM term"):
            self.words.append(word)
            self.counts.append(count)
        self.joined = "\n".join(self.words)

    def near(self, word: str, limit: int = 3) -> list[tuple[str, int]]:
        """Return words that differ little from a word, the commonest of the nearest first."""
        found = self._within(word, 2 if len(word) > 4 else 1)
        ranked = sorted(found, key=lambda f: (f[1], -self.counts[f[2]]))
        return [(str(match[0]), self.counts[match[2]]) for match in ranked[:limit]]

    def fuzzy(self, word: str) -> list[str]:
        """Return the words that differ from a word by one letter, or two in a word of more than five."""
        return [str(match[0]) for match in self._within(word, 2 if len(word) > 5 else 1)]

    def _within(self, word: str, distance: int) -> list[tuple[str, float, int]]:
        found = process.extract(word, self.words, scorer=OSA.distance, score_cutoff=distance, limit=None)
        return [match for match in found if match[0]]

    def matching(self, pattern: str) -> list[str]:
        """Return the words that match a regular expression from beginning to end; raises regex.error and TimeoutError."""
        found = regex.compile(rf"^(?:{pattern})$", regex.M).finditer(self.joined, timeout=PATIENCE)
        return [match[0] for match in found if match[0] and "\n" not in match[0]]


class Spellings:
    """Makes what the index understands of what a person asked."""

    def __init__(self, rows: Rows, vocabulary: Callable[[], Vocabulary], query: str) -> None:
        self._rows, self._vocabulary, self._query = rows, vocabulary, query

    def ask(self, leaf: Leaf | Near) -> Asked:
        """Return what to ask the index for a leaf."""
        phrases, spellings = self._phrases_near(leaf) if isinstance(leaf, Near) else self._phrases(leaf)
        printed = " ".join(leaf.words.split()) if isinstance(leaf, Exact) else ""
        return Asked(" OR ".join(phrases), tuple(spellings), printed)

    def _phrases_near(self, near: Near) -> tuple[list[str], list[str]]:
        asked = [self._phrases(leaf) for leaf in near.leaves]
        together = self._few(product(*(phrases for phrases, _ in asked)), near.position)
        return [f"NEAR({' '.join(parts)}, {near.distance})" for parts in together], [s for _, spellings in asked for s in spellings]

    def _phrases(self, leaf: Leaf) -> tuple[list[str], list[str]]:
        match leaf:
            case Fuzzy(word, position):
                words = self._checked(self._vocabulary().fuzzy(_plain(word)), position) or [_plain(word)]
                return [_quoted(w) for w in words], words
            case Pattern(pattern, position):
                words = self._checked(self._by_pattern(pattern, position), position)
                return [_quoted(w) for w in words] or ['""'], words
            case Exact(words, _):
                return [_quoted(_folded(words))], []
            case Words(words, position):
                return self._spelt(_folded(words), position)

    def _spelt(self, words: str, position: int) -> tuple[list[str], list[str]]:
        """Spell each word in its ways, `*` at the very end left to the index."""
        cut = WORD.findall(words)
        if not any(w.strip("*") for w in cut):
            raise QueryError("There is no letter or digit in this to look for.", self._query, position)
        tail = cut[-1].endswith("*") and "*" not in cut[-1][:-1] and len(cut[-1]) > 1
        if tail:
            cut[-1] = cut[-1][:-1]
            self._long_enough(cut[-1], position)
        ways = [self._ways(w, position, is_prefix=tail and n == len(cut) - 1) for n, w in enumerate(cut)]
        phrases = [" ".join(parts) for parts in self._few(product(*ways), position)]
        return [_quoted(p) + " *" * tail for p in phrases], phrases[1:]

    def _ways(self, word: str, position: int, *, is_prefix: bool) -> Sequence[str]:
        if "*" in word:
            letters = ".*".join(regex.escape(part) for part in _plain(word.replace("*", "\n")).split("\n"))
            return self._checked(self._vocabulary().matching(letters), position) or [word.replace("*", "")]
        if HAN.search(word):
            return self._checked(self._vocabulary().matching(f".*{word}.*"), position) or [word]
        others = variants(word)[1:]
        return (word, *(other for other in others if self._stand(other.split(), is_prefix=is_prefix)))

    def _stand(self, words: list[str], *, is_prefix: bool) -> bool:
        """Are there such words at all?"""
        if is_prefix and len(words) > 1 and len(words[-1]) < LONG_ENOUGH:
            return False
        ends = [_plain(w) for w in words]
        if is_prefix:
            ends[-1] += "\U0010ffff"
        return all(
            self._rows("SELECT 1 FROM term WHERE term BETWEEN ? AND ? LIMIT 1", (_plain(w), e))
            for w, e in zip(words, ends, strict=True)
        )

    def _by_pattern(self, pattern: str, position: int) -> list[str]:
        try:
            return self._vocabulary().matching(pattern.lower() if not regex.search(r"\\[A-Z]", pattern) else pattern)
        except regex.error as error:
            at = position + 1 + (getattr(error, "pos", None) or 0) - len("^(?:")
            spot = min(max(at, position), len(self._query))
            raise QueryError(
                f"The regular expression does not parse: {str(error).partition(' at ')[0]}.", self._query, spot
            ) from error
        except TimeoutError as error:
            raise QueryError(
                "The regular expression takes too long.", self._query, position, "Make it simpler: fewer stars one in another."
            ) from error

    def _checked(self, words: list[str], position: int) -> list[str]:
        if len(words) > MOST_WORDS:
            raise QueryError(
                f"This stands for {len(words):,} words; {MOST_WORDS} are the most.", self._query, position, "Give more of the word."
            )
        return words

    def _few(self, combinations: Iterable[tuple[str, ...]], position: int) -> Iterator[tuple[str, ...]]:
        few = list(islice(combinations, MOST_PHRASES + 1))
        if len(few) > MOST_PHRASES:
            raise QueryError("This stands for too many phrases.", self._query, position, "Give more of the words.")
        return iter(few)

    def _long_enough(self, word: str, position: int) -> None:
        if len(word) < 2:
            raise QueryError(
                "A beginning of one letter stands for too many words.",
                self._query,
                position,
                "Give two letters or more before the *.",
            )


def _plain(word: str) -> str:
    """Return a word as the vocabulary has it: small letters without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", _folded(word).lower()) if not unicodedata.combining(c)).strip()


def _folded(words: str) -> str:
    composed = unicodedata.normalize("NFC", words)
    return fold(composed, foreign(composed))


def _quoted(words: str) -> str:
    return f'"{words.replace(chr(34), " ")}"'
