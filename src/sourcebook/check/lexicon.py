"""The words of English: which are in a dictionary, and how frequent each is.

Two published lists are laid together. pyspellchecker's (160,000 words, its junk weeded out) says what is a word; wordfreq's
(321,000, with the junk of the web and of scanned books) says how frequent. Neither suffices alone on 46,000 archive terms
unknown to a dictionary: without frequencies, foreign words and names drown the slips; without a dictionary, rare words are
taken for slips of frequent ones. They are read straight from the packages' data (0.2 s; importing both packages and asking them
takes 0.5 s) and kept as a small database, where a word is found in 10 µs: a rebuild after an edit asks for few. Making it takes
most of a second, and it depends on nothing but the two packages, so there is one for all archives, in the user's cache folder;
where that cannot be written to, one in the archive's derived folder.
"""

from __future__ import annotations

import gzip
import json
import os
import sqlite3
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import msgpack

from ..errors import MachineError

FORM = 1  # raised whenever the form of the table changes
#: Centibels below one in one: a word's frequency is 10 ** (-centibels / 100). What stands in no list has this.
UNSEEN = 800

#: Words of the frequency list rarer than this are left out: they tell a name from a slip no better than their absence does.
RAREST = 735


class Known(NamedTuple):
    """What the lists say of a word: how rare it is (centibels), whether a dictionary has it, how it is printed with accents."""

    rarity: int
    dictionary: bool
    printed: str


UNKNOWN = Known(UNSEEN, False, "")


class Lexicon:
    """English words by their folded form (lower case, no accents), read-only."""

    def __init__(self, derived: Path) -> None:
        path = _kept(derived)
        self._words = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)

    def __call__(self, word: str) -> Known:
        """Return what is known of a word."""
        row = self._words.execute("SELECT rarity, dictionary, printed FROM word WHERE word = ?", (word,)).fetchone()
        return Known(*row) if row else UNKNOWN

    def frequent(self) -> dict[str, int]:
        """Return the commonest words of the dictionary and how often a million words of English have each."""
        rows = self._words.execute("SELECT word, rarity FROM word WHERE rarity <= 400 AND dictionary")
        return {word: int(10 ** (6 - rarity / 100)) for word, rarity in rows}

    def longer(self, letters: int) -> list[str]:
        """Return the words of the dictionary that have so many letters or more, and letters only."""
        rows = self._words.execute(
            "SELECT word FROM word WHERE dictionary AND length(word) >= ? AND word NOT GLOB '*[^a-z]*'", (letters,)
        )
        return [word for (word,) in rows]

    def accented(self) -> dict[str, str]:
        """Return the words that are mostly printed with accents, by their folded form."""
        return dict(self._words.execute("SELECT word, printed FROM word WHERE printed <> '' AND NOT dictionary"))

    def known(self, words: Iterable[str]) -> dict[str, Known]:
        """Return what is known of many words, those left out of which nothing is."""
        asked = json.dumps(list(words))
        rows = self._words.execute("SELECT w.* FROM json_each(?) JOIN word w ON w.word = value", (asked,))
        return {word: Known(*row) for word, *row in rows}

    def strange(self, words: Iterable[str]) -> list[str]:
        """Return those of many words that the dictionary does not have."""
        rows = self._words.execute(
            "SELECT value FROM json_each(?) WHERE NOT EXISTS (SELECT 1 FROM word WHERE word = value AND dictionary)",
            (json.dumps(list(words)),),
        )
        return [word for (word,) in rows]

    def words(self, words: Iterable[str]) -> list[str]:
        """Return those of many words that the dictionary has."""
        asked = list(words)
        return sorted(set(asked) - set(self.strange(asked)))


def _kept(derived: Path) -> Path:
    """Return where the database is, made if need be."""
    name = f"words-en-{FORM}-{version('wordfreq')}-{version('pyspellchecker')}.db"
    for folder in (*_cache(), derived):
        with suppress(OSError, sqlite3.OperationalError):
            if not (folder / name).exists():
                _write(folder / name)
            return folder / name
    raise MachineError(f"The list of words cannot be kept in {derived}.", "Look at the permissions and the room on the disk.")


def _cache() -> tuple[Path, ...]:
    """Return the user's cache folder, if there is such a user."""
    named = os.environ.get("XDG_CACHE_HOME", "")
    try:
        folder = Path(named) if named else Path.home() / ".cache"
    except RuntimeError:  # it is not known where that user is at home
        return ()
    return (folder / "sourcebook",) if folder.is_absolute() else ()


def _write(path: Path) -> None:
    """Make the database beside its place and move it there, so that nobody opens half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    fresh.unlink(missing_ok=True)
    database = sqlite3.connect(fresh)
    database.execute("PRAGMA journal_mode = OFF")
    database.execute("CREATE TABLE word (word TEXT PRIMARY KEY, rarity INTEGER, dictionary INTEGER, printed TEXT) WITHOUT ROWID")
    database.executemany("INSERT INTO word VALUES (?, ?, ?, ?)", _gather())
    database.commit()
    database.close()
    fresh.replace(path)


def _gather() -> list[tuple[str, int, bool, str]]:
    """Return the words of both lists, in order; `printed` only where it differs."""
    dictionary = json.loads(gzip.decompress(_data("spellchecker", "resources/en.json.gz")))
    words = {word: (word, UNSEEN, True, "") for word in dictionary}
    for rarity, bucket in enumerate(_frequencies()):
        for word in bucket:
            folded = word if word.isascii() else _fold(word)
            if folded not in words or rarity < words[folded][1]:
                words[folded] = (folded, rarity, folded in dictionary, "" if folded == word else word)
    return sorted(words.values())


def _frequencies() -> list[list[str]]:
    """Return wordfreq's words, the n-th list those of n centibels; the rarest, half of them names and misprints, are left out."""
    lists: list[list[str]] = msgpack.unpackb(gzip.decompress(_data("wordfreq", "data/large_en.msgpack.gz")))[1:]
    return lists[:RAREST]


def _data(package: str, name: str) -> bytes:
    spec = find_spec(package)
    assert spec and spec.origin, f"{package} is a dependency"
    return (Path(spec.origin).parent / name).read_bytes()


def _fold(word: str) -> str:
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
