"""How many words a text has, counted without the search index, which must come to the same number.

The count knows nothing of the tokeniser but its definition: a word is a run of letters, digits and private-use characters, and
accents belong to the letter before them. Characters that came into Unicode after version 3.2, and accents, are looked up in the
engine's own table one by one, since every SQLite has the table of some Unicode version of its own.
"""

from __future__ import annotations

import sqlite3
import unicodedata

WORD = b"a"
#: Each byte as part of a word or not; bytes beyond ASCII belong to letters, for all other characters are taken out before.
CLASSES = bytes(97 if byte > 127 or chr(byte).isalnum() else 32 for byte in range(256))
OLD = unicodedata.ucd_3_2_0


class WordCount:
    """Counts words; remembers what it learnt of characters."""

    def __init__(self) -> None:
        self._instead: dict[str, str | None] = {}  # what to put for a character, None where it may stay
        self._engine = sqlite3.connect(":memory:", check_same_thread=False)
        self._engine.execute('CREATE VIRTUAL TABLE probe USING fts5(words, tokenize="unicode61 remove_diacritics 2")')
        self._engine.execute("CREATE VIRTUAL TABLE words USING fts5vocab(probe, 'row')")

    def __call__(self, text: str, strange: frozenset[str]) -> int:
        """Return the number of words of a text; `strange` holds at least all its `foreign` characters."""
        for letter in strange:
            instead = self._of(letter)
            if instead is not None:
                text = text.replace(letter, instead)
        classes = text.encode("utf-8", "replace").translate(CLASSES)
        return classes.count(b" a") + classes.startswith(WORD)

    def _of(self, letter: str) -> str | None:
        if letter not in self._instead:
            self._instead[letter] = self._learn(letter)
        return self._instead[letter]

    def _learn(self, letter: str) -> str | None:
        category, former = unicodedata.category(letter), OLD.category(letter)
        if category == former and category[0] != "M" and category != "Cn":
            return None if category[0] in "LN" or category == "Co" else " "
        if self._words_of(letter):
            return None
        return "" if self._words_of(f"a{letter}a") == 1 else " "

    def _words_of(self, text: str) -> int:
        self._engine.execute("INSERT INTO probe(rowid, words) VALUES (1, ?)", (text,))
        (count,) = self._engine.execute("SELECT coalesce(sum(cnt), 0) FROM words").fetchone()
        self._engine.execute("DELETE FROM probe")
        return int(count)
