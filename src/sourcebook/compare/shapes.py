"""Two words that stand for one another → what parts them: spelling, a slip of the scanner, or another word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from rapidfuzz.distance import OSA

from .words import REFERENCE

#: What is printed, and what it may stand for: seen in scanned books.
CONFUSED = tuple(
    (printed, meant)
    for printed, _, meant in (
        pair.partition(":")
        for pair in (
            "rn:m m:rn c:e e:c b:h h:b li:h h:li ii:n ii:u n:u u:n iii:m cl:d d:cl vv:w v:w t:f f:t i:l l:i n:ri ri:n q:g g:q "
            "y:v v:y e:o o:e o:c c:o s:a a:s in:m m:in ni:m m:ni j:i r:i i:r f:s s:f ti:n tl:d tli:th ll:h a:o o:a n:h h:n nn:m "
            "tt:n lc:k t:r r:t t:l l:t a:u u:a"
        ).split()
    )
)
#: Spellings of one word that both stand in dictionaries: what is put for what, in words of so many letters and up.
SPELLINGS = (
    (4, re.compile(r"our"), "or"),
    (4, re.compile(r"is(?=(?:e[drs]?|ing|ations?|able|ers?)$)"), "iz"),
    (4, re.compile(r"ys(?=(?:e[drs]?|ing)$)"), "yz"),
    (5, re.compile(r"re(?=s?$)"), "er"),
    (5, re.compile(r"ll"), "l"),
    (8, re.compile(r"(?<=i)tt(?=e)"), "t"),
    (6, re.compile(r"ae|oe"), "e"),
    (6, re.compile(r"xion"), "ction"),
    (5, re.compile(r"(?<=en)c(?=e)"), "s"),
    (5, re.compile(r"ogue"), "og"),
    (6, re.compile(r"dge(?=m)"), "dg"),
    (7, re.compile(r"mme$"), "m"),
    (4, re.compile(r"ph"), "f"),
    (4, re.compile(r"(?<=gr)e(?=y)"), "a"),
    (4, re.compile(r"y|ie(?!s?$)"), "i"),
    (4, re.compile(r"(?<=sh)e(?=w)"), "o"),
    (5, re.compile(r"tz|cz"), "ts"),
    (5, re.compile(r"qu"), "k"),
)
#: Letters from which on a word may differ by one, or by two, and still be the same one spelt otherwise.
ONE_OFF, TWO_OFF = 4, 8
PART = 4  # letters of the parts of a compound
FIGURES = str.maketrans("105", "ios")
#: Shapes of marks that say the same, by the plain one. Emphasis and invisible signs say nothing of the wording.
MARKS = str.maketrans({
    **dict.fromkeys("’‘ʼ`´‚‛", "'"), **dict.fromkeys("“”„‟«»", '"'), **dict.fromkeys("‐‑", "-"), **dict.fromkeys("–—―‒", "—"),
    **dict.fromkeys("*_^\u00ad\u200b\u200c\u200d\u2060\ufeff", None), "…": "...", "ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff",
    "ﬃ": "ffi", "ﬄ": "ffl",
})  # fmt: skip
LINE_END = re.compile(r"(?<=[^\W\d_])[-¬\u2010\u00ad]\n\s*(?=[^\W\d_])")
DASHES = re.compile(r"\s*(?:--+|—)\s*")
RULES = re.compile(r"(?<!\S)(?:-{3,}|[#|:]+)(?!\S)")  # what a plain text draws its lines and headings with
APPARATUS = re.compile(REFERENCE)
BEFORE_MARK = re.compile(r"\s+(?=[,.;:!?)\]])")
NO_LETTER = re.compile(r"[^\w\s]|_")


def plain(printed: str) -> str:
    """Return words as printed without what is no matter of the wording.

    That is: line ends, the shapes of quotation marks, dashes and ligatures, emphasis, ruled lines, marks that lead to notes.
    """
    if printed.isalpha() and printed.isascii():
        return printed
    words = RULES.sub("", APPARATUS.sub("", LINE_END.sub("", printed)))
    words = unicodedata.normalize("NFC", words).translate(MARKS)
    return " ".join(BEFORE_MARK.sub("", DASHES.sub("—", words)).replace("''", '"').split())


def same_words(one: str, other: str) -> str:
    """Return how two readings of the same words differ: "punctuation" if only in their marks, else "accidental"."""
    bare = [NO_LETTER.sub("", words.replace("-", "")).split() for words in (one, other)]
    return "punctuation" if bare[0] == bare[1] and _compounds(one) == _compounds(other) else "accidental"


def _compounds(words: str) -> list[str]:
    """Return the words that are written with a hyphen or an apostrophe."""
    return re.findall(r"\w+(?:['-]\w+)+", words)


def parted_by(one: str, other: str, is_word: Callable[[str], bool]) -> str:
    """Return what parts two words, given by their keys: slip, spelling or substitution."""
    if _misread_figure(one, other):
        return "slip"
    if _figures(one) != _figures(other) or not one or not other or one.endswith(other) or other.endswith(one):
        return "substitution"
    if spelling(one) == spelling(other):
        return "spelling"
    known = _known(one, is_word), _known(other, is_word)
    if all(known):
        return "substitution"
    if any(known) and min(len(one), len(other)) > 1 and _alike(one, other):
        return "slip"
    length, off = min(len(one), len(other)), OSA.distance(one, other)
    return "spelling" if (off == 1 and length >= ONE_OFF) or (off == 2 and length >= TWO_OFF) else "substitution"


def _figures(key: str) -> str:
    return "".join(c for c in key if c.isdigit())


def _known(key: str, is_word: Callable[[str], bool]) -> bool:
    """Is it a word, or two that are written as one?"""
    return is_word(key) or any(is_word(key[:at]) and is_word(key[at:]) for at in range(PART, len(key) - PART + 1))


def spelling(key: str) -> str:
    """Return what the spellings of a word have in common."""
    made = key
    for letters, pattern, instead in SPELLINGS:
        if len(key) >= letters:
            made = pattern.sub(instead, made)
    return made


def _misread_figure(one: str, other: str) -> bool:
    """Is one of them the other with a figure for a letter: `1` for `I`, `0f` for `of`?"""
    return (one.isdigit() != other.isdigit() and (one + other).isascii() and _lettered(one) == _lettered(other)) or (
        one.isalnum() and other.isalnum() and one.isalpha() != other.isalpha() and _lettered(one) == _lettered(other)
    )


def _lettered(key: str) -> str:
    return key.translate(FIGURES).replace("l", "i")


def _alike(one: str, other: str) -> bool:
    return any(other == one.replace(a, b) or _once(one, other, a, b) for a, b in CONFUSED)


def _once(one: str, other: str, printed: str, meant: str) -> bool:
    at = one.find(printed)
    while at >= 0:
        if one[:at] + meant + one[at + len(printed) :] == other:
            return True
        at = one.find(printed, at + 1)
    return False
