"""Where a word or phrase of an archive is printed: found through its search index, with the words around it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, cast

from ..archive import Archive
from ..model import Role
from ..store.analyser import foreign

Places = Callable[[str], Iterable[tuple[int, int]]]

#: Blocks in which slips are looked for: everything a person wrote for readers.
UNREAD = frozenset({Role.NAVIGATION, Role.STAMP, Role.LICENCE})
ENGLISH = "(p.language = '' OR p.language = 'en' OR p.language LIKE 'en-%')"
FOUND = f"""
    SELECT p.id, p.path, b.role, b.start, b.text FROM block_fts f JOIN block b ON b.id = f.rowid JOIN page p ON p.id = b.page_id
    WHERE block_fts MATCH ? AND f.rowid >= ? AND {ENGLISH} ORDER BY f.rowid
"""
WORD = re.compile(r"[^\W\d_]+(?:[’'][a-z]+)?")
SENTENCE_END = re.compile(r"(?:^|[.!?:…]|[“‘\"(\[•*])[\s“‘\"'(\[—–-]*$")
#: Words of other languages that an English dictionary has, too: next to one of them a word is not English.
FOREIGN = frozenset(
    "de la le les des du et un une en el los las del y di da della il e der das und van von den homo hoc partes ad".split()
)
#: What stands on either side of a word that stands by itself: no part of a compound, an address, a name with points.
BEFORE = re.compile(r"(?<![\w@/\\'’])(?<!\w[.-])")
AFTER_ALL = re.compile(r"(?![\w@/\\]|[’'](?!s\b)\w|\.\w)", re.I)
AFTER = re.compile(rf"{AFTER_ALL.pattern}(?![-‑]\w)", re.I)
NEAR = 70  # characters on either side in which neighbours are looked for


class Printed(NamedTuple):
    """A stretch of a page's text as printed: where it stands, and its block's text."""

    page: int
    path: str
    base: int  # offset of the block in its page
    text: str  # of the block
    start: int  # in the block
    end: int

    @property
    def words(self) -> str:
        """The words as printed."""
        return self.text[self.start : self.end]

    def left(self) -> list[str]:
        """Return up to three words before, the nearest last."""
        return WORD.findall(self.text, max(0, self.start - NEAR), self.start)[-3:]

    def right(self) -> list[str]:
        """Return up to three words after."""
        return WORD.findall(self.text, self.end, self.end + NEAR)[:3]

    def opens_sentence(self) -> bool:
        """Tell whether a sentence begins here, so that a capital says nothing."""
        return bool(SENTENCE_END.search(self.text[max(0, self.start - 8) : self.start]))

    def among(self, known: Callable[[str], bool]) -> bool:
        """Tell whether the words around are mostly known: then it is not a quotation from another language."""
        left, right = self.left(), self.right()
        if FOREIGN.intersection((*left[-1:], *right[:1])):
            return False
        near = left + right
        english = [word for word in near if known(word.lower().partition("’")[0].partition("'")[0])]
        return len(english) >= min(3, len(near) or 3) and 4 * len(english) >= 3 * len(near)


def printed(archive: Archive, query: str, places: Places, since: int) -> Iterator[Printed]:
    """Yield the places in the English passages that a query of the index finds, from a block id on."""
    for page, path, role, base, text in cast("list[tuple[int, str, str, int, str]]", archive.rows(FOUND, (query, since))):
        if role not in UNREAD:
            for start, end in places(plain(text)):
                yield Printed(page, path, base, text, start, end)


def plain(text: str) -> str:
    """Return a text of equal length, letters without their accents."""
    for letter in foreign(text):
        bare = unicodedata.normalize("NFD", letter)[0]
        if bare != letter:
            text = text.replace(letter, bare)
    return text


def word_places(word: str, parted: bool) -> Places:
    """Return what yields the places of a word in plain text, in whatever capitals; `parted`: a hyphen parts it from other words."""
    after = AFTER if parted else AFTER_ALL

    def places(text: str) -> Iterator[tuple[int, int]]:
        low = text.lower()
        at = low.find(word) if len(low) == len(text) else -1
        while at >= 0:
            end = at + len(word)
            if BEFORE.match(text, at) and after.match(text, end):
                yield at, end
            at = low.find(word, at + 1)

    return places


def pattern_places(pattern: re.Pattern[str]) -> Places:
    """Return what yields the places of a pattern in a text."""
    return lambda text: (found.span() for found in pattern.finditer(text))
