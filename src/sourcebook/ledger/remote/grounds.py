"""Names, dates and paraphrases given by a model, held against the text: what has no ground in it does not get in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import edtf

from ..model import AUTHOR, EDITOR, Paragraph, Piece
from .finding import Finder
from .windows import Window

NAME = re.compile(r"[^\W_]+")
YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
#: Words that mean nobody by themselves: a name given for one of them must itself stand somewhere in the text.
NOBODY = frozenset(
    "a an and any both each he her hers him himself his i it its itself me my mine nobody none of one our ours ourselves she some"
    " that the their theirs them themselves these they this those us we who whom whose you your yours".split()
)
#: Names and paraphrases are short.
LONGEST = 300
#: Languages whose nouns are all capitalised: there a capital shows no name.
CAPITALS = ("de", "lb")


class Grounds:
    """What a window and its text offer to hold an answer against."""

    def __init__(self, piece: Piece, window: Window) -> None:
        self.piece = piece
        self.own = Finder(window.paragraphs)
        around = Paragraph(-1 - len(window.context), window.context, "", "")
        self.shown = Finder((around, *window.paragraphs)) if window.context else self.own
        self.known = {word for person in (piece.author, piece.addressee) for word in _words(person)}
        self._all: frozenset[str] = frozenset()

    def everywhere(self) -> frozenset[str]:
        """Return the words of the whole text."""
        if not self._all:
            self._all = frozenset(word for paragraph in self.piece.paragraphs for word in _words(paragraph.words))
        return self._all

    def names(self, name: str, words: Any) -> bool:
        """Tell whether somebody is named: as author or addressee, or by words that stand in the window or just before."""
        telling = [word for word in _words(name) if word not in NOBODY]
        if not telling or len(name) > LONGEST:
            return name == AUTHOR
        if set(telling) <= self.known or name in {AUTHOR, EDITOR}:
            return True
        if not isinstance(words, str) or not self.shown.holds(words):
            return self.shown.holds(name)
        if set(_words(words)) - NOBODY:
            return True
        return 2 * sum(word in self.everywhere() for word in telling) >= len(telling)

    def prints(self, name: str) -> bool:
        """Tell whether any telling word of a name stands in the text or its head; else the name is only the model's reading."""
        return any(word in self.known or word in self.everywhere() for word in _words(name) if word not in NOBODY)

    def date(self, given: Any, words: Any, otherwise: str | None) -> tuple[str | None, bool]:
        """Return the date of an entry and whether it is the one given: it must be EDTF, and the window have the words for it."""
        if given is None:
            return otherwise, True
        if self.piece.date and given in (self.piece.date, f"../{self.piece.date}"):
            return str(given), True
        stands = isinstance(words, str) and self.shown.holds(words) and _is_date(given)
        if stands and set(YEAR.findall(words)) <= set(YEAR.findall(given)):
            return str(given), True
        return otherwise, False

    def paraphrases(self, given: str, names: Iterable[str]) -> bool:
        """Tell whether a paraphrase brings in no name and no number that neither the window nor the entry's names have."""
        if not NAME.search(given) or len(given) > LONGEST:
            return False
        read = " ".join([*(run.text for run in self.shown.runs), self.piece.author, self.piece.addressee, *names])
        words, stems = set(_words(read)), {_stem(word) for word in _words(read)}
        capitals = not self.piece.language.startswith(CAPITALS)
        return all(word in words if word[0].isdigit() else _stem(word) in stems for word in _telling(given, capitals))


def _telling(given: str, capitals: bool) -> Iterator[str]:
    """Yield the numbers of a paraphrase, and its words with a capital but the first, whose capital says nothing."""
    for n, found in enumerate(NAME.finditer(given)):
        if found[0][0].isdigit() or (n and capitals and found[0][0].isupper()):
            yield found[0].casefold()


def _words(text: str) -> list[str]:
    return [word.casefold() for word in NAME.findall(text)]


def _stem(word: str) -> str:
    """Return what "Germany" and "Germans" have in common."""
    return word[:5]


def _is_date(given: Any) -> bool:
    if not isinstance(given, str) or len(given) > LONGEST:
        return False
    try:
        edtf.parse_edtf(given)
        return all(date.fromisoformat(day) for day in DAY.findall(given))
    except (edtf.EDTFParseException, ValueError):
        return False
