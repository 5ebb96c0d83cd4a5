"""Long words that are none and become one by a letter more or less: pure functions over a word list.

A short word has many neighbours; one of nine letters has mostly none, so that a single one says something even where it is rare.
What is no slip is told by its form: endings of other languages, spellings that come and go, words made from known ones.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator

LONG = 9  # letters of a printed word that is judged
END = 3  # letters at the end that must be right: there a letter more or less is mostly another form, or another language
#: What may end a word made from a known one.
ENDINGS = "s es ed d ing er ers ly ness ist ists ism isms like less able".split()
OPENINGS = "un re non anti pre over under counter inter super sub out fore mis dis pseudo semi neo ultra multi self co".split()
#: Letters that come and go in words spelt either way: `mediaeval`, `colour`, `removeable`; and doubled ones, as in `rivetter`.
UNSETTLED = re.compile(r"[ao]e|ou(?=r)|h|e(?=abl[ey]|abil|ment|ing|ring$)")
SETTLED = {"ae": "e", "oe": "e", "ou": "o"}
DOUBLING = re.compile(r"([a-z])\1(?=(?:ing|ed|er|or|ist|ism|able|ment|ship)[a-z]{0,2}$)")
#: Endings of words that are no names, by which a capital is told from that of a name.
NO_NAME = re.compile(r"(?:tion|ator|ist|ism|ment|ical)s?$|(?:ness|ity|ities|acy|acies)$")


def one_letter_off(strange: Iterable[str], dictionary: Collection[str], known: Callable[[str], bool]) -> Iterator[tuple[str, str]]:
    """Yield the long ones of some words that are none, each with the only word of a dictionary that it is a letter off."""
    asked = {word for word in strange if len(word) >= LONG and word.isascii() and word.isalpha()}
    near = {word: {shorter for shorter in _shorter_by_one(word) if shorter in dictionary} for word in sorted(asked)}
    ends = {_ends(word) for word in asked}  # they stay, so that few of the dictionary's words need to be gone through
    for word in (word for word in dictionary if _ends(word) in ends):
        for printed in asked.intersection(_shorter_by_one(word)):
            near[printed].add(word)
    for printed, words in near.items():
        if len(words) == 1 and _slipped(printed, meant := next(iter(words)), known):
            yield printed, meant


def _shorter_by_one(word: str) -> Iterator[str]:
    return (word[:at] + word[at + 1 :] for at in range(1, len(word) - END))


def _ends(word: str) -> str:
    return word[0] + word[-END:]


def no_name(word: str) -> bool:
    """Tell by its ending that a word in capitals is no name."""
    return bool(NO_NAME.search(word.lower()))


def _slipped(printed: str, meant: str, known: Callable[[str], bool]) -> bool:
    """Tell a slip from a spelling of its own, and from a word made of known ones."""
    return _settled(printed) != _settled(meant) and not _made(printed, known)


def _settled(word: str) -> str:
    return UNSETTLED.sub(lambda found: SETTLED.get(found[0], ""), DOUBLING.sub(r"\1", word))


def _made(word: str, known: Callable[[str], bool]) -> bool:
    roots = [word.removesuffix(end) for end in ENDINGS if word.endswith(end)]
    roots += [word.removeprefix(start) for start in OPENINGS if word.startswith(start)]
    parts = ((word[:at], word[at:]) for at in range(4, len(word) - 3))
    return any(known(root) or known(f"{root}e") for root in roots) or any(known(first) and known(second) for first, second in parts)
