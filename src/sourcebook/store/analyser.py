"""One analyser, one door: every text that is indexed and every query passes through `fold`.

The index form has the length of the original, so an offset in one is an offset in the other. What cannot keep its length
(ligatures, hyphen compounds) is left as printed in the index; `variants` adds the other spellings on the side of the query.
Lower case, accents and the cutting into words are the tokeniser's part (FTS5 unicode61, remove_diacritics 2).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from types import MappingProxyType

#: Letters that stand for one other letter but are not taken apart by Unicode, and note marks of one character.
ONE_TO_ONE = MappingProxyType({
    "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ø": "o", "Ø": "O", "ħ": "h", "ŧ": "t", "ı": "i", "İ": "I", "ſ": "s",
    "ё": "е", "Ё": "Е", **dict.fromkeys("¹²³⁰⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", " "),
})  # fmt: skip
#: Letters printed as one sign for two; the query looks for both.
LIGATURES = (
    ("œ", "oe"),
    ("æ", "ae"),
    ("ß", "ss"),
    ("ﬁ", "fi"),
    ("ﬂ", "fl"),
    ("ﬀ", "ff"),
    ("ﬃ", "ffi"),
    ("ﬄ", "ffl"),
    ("ĳ", "ij"),
)
#: First parts that are written with a hyphen, apart, or closed up.
PREFIXES = (
    "anti co counter cross demi ex extra half inter micro mid mini multi neo non off out over para post pre pro proto pseudo "
    "quasi re self semi sub super trans ultra un under vice"
).split()
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
ASCII = bytes(range(128))

DOTTED = re.compile(r"\.(?=[A-Z](?![A-Za-z])| [A-Z]\.)")
ACRONYM = re.compile(r"[A-Z]{1,2}(?:\.[A-Z](?![A-Za-z]))+\.?|[A-Z]\.(?: ?[A-Z]\.)+")
LINE_END = re.compile(r"-(?<=[^\W\d_]-)[ \t]*\n[ \t]*(?=[^\W\d_])([^\W_A-Z]+)")  # begins with its sign: found by memchr
HYPHENS = "\u2010\u00ac"
BROKEN = re.compile(rf"[{INVISIBLE}]+(\w+(?:[{INVISIBLE}]+\w+)*)")
CUT = re.compile(rf"[{INVISIBLE}]+")
COMPOUND = re.compile(rf"({'|'.join(PREFIXES)})[-\u2010\u2011 ]?(\w{{3,}})", re.I)


def fold(text: str, strange: frozenset[str], marks: Iterable[tuple[int, int]] = ()) -> str:
    """Return the index form of a text, of equal length.

    `strange` are its `foreign` characters, `marks` the passages of note marks, which are no words.
    """
    folded = _replace(text, ((start, " " * (end - start)) for start, end in marks))
    if strange:
        folded = _fold_letters(folded, strange)
    folded = LINE_END.sub(_joined, folded)
    return _replace(folded, _acronyms(folded))


def _joined(end: re.Match[str]) -> str:
    return end[1].ljust(len(end[0]))


def foreign(text: str) -> frozenset[str]:
    """Return the characters of a text that are not ASCII; cheap on long texts."""
    if text.isascii():
        return frozenset()
    return frozenset(text.encode("utf-8", "replace").translate(None, ASCII).decode())


def _fold_letters(text: str, strange: frozenset[str]) -> str:
    for hyphen in strange.intersection(HYPHENS):
        text = text.replace(f"{hyphen}\n", "-\n")
    for letter in strange & ONE_TO_ONE.keys():
        text = text.replace(letter, ONE_TO_ONE[letter])
    if strange.isdisjoint(INVISIBLE):
        return text
    return BROKEN.sub(_closed_up, text)


def _closed_up(rest: re.Match[str]) -> str:
    """Return the rest of a word that invisible signs cut, moved up to the beginning of the word."""
    if not rest.start() or not rest.string[rest.start() - 1].isalnum():
        return rest[0]
    return CUT.sub("", rest[1]).ljust(len(rest[0]))


def _acronyms(text: str) -> Iterator[tuple[int, str]]:
    """Yield where letters with points stand for words, and the letters alone: U.S.S.R., U. S. S. R., and US.S.R. as misread."""
    after = 0
    for dot in DOTTED.finditer(text):
        start = dot.start() - 1
        if start < after or not "A" <= text[start] <= "Z":
            continue
        start -= start > after and "A" <= text[start - 1] <= "Z"
        if start and (text[start - 1].isalnum() or text[start - 1] in "'’"):
            continue
        if run := ACRONYM.match(text, start):
            after = run.end()
            yield start, run[0].replace(".", "").replace(" ", "").ljust(after - start)


def _replace(text: str, pieces: Iterable[tuple[int, str]]) -> str:
    """Return a text with pieces put over it, each at its offset, in order."""
    parts: list[str] = []
    at = 0
    for start, piece in pieces:
        parts += (text[at:start], piece)
        at = start + len(piece)
    return "".join((*parts, text[at:])) if parts else text


def variants(word: str) -> tuple[str, ...]:
    """Return the spellings under which a word of a query may stand in the index, its own first; some are of several words."""
    spellings = dict.fromkeys(chain([word], _ligatures(word), _compounds(word)))
    return tuple(spellings)


def _ligatures(word: str) -> Iterator[str]:
    for sign, letters in LIGATURES:
        if sign in word:
            yield word.replace(sign, letters)
        elif letters in word:
            yield word.replace(letters, sign)


def _compounds(word: str) -> Iterator[str]:
    if match := COMPOUND.fullmatch(word):
        yield f"{match[1]}{match[2]}"
        yield f"{match[1]} {match[2]}"
