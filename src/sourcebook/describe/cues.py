"""Cues: the words by which a colophon says what follows ("First Published:", "Transcribed & marked up by"), read from the
house styles.

A cue is one role word or several joined ("Transcription/HTML Markup"); labelled and prose statements share them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein


class Style(NamedTuple):
    """What the house styles say, put together."""

    cues: Mapping[str, str]  # cue word, lower case, single blanks → field
    header: Mapping[str, str]  # label of a header's row, lower case → field, where it means something else than in a colophon
    first: frozenset[str]  # the first words of cues, and the words that may stand before them
    head: re.Pattern[str]  # a cue at the head of a sentence
    label: re.Pattern[str]  # a label at the head of a line, known or not
    line: re.Pattern[str]  # a label at the head of a line, its value behind it without a colon
    lines: Mapping[str, str]  # such a label, lower case → field
    furniture: frozenset[str]  # what a house prints on every page, lower case
    rubrics: re.Pattern[str]  # headings of a magazine's department, over a text's own
    groups: re.Pattern[str]  # words of bodies that sign as authors
    offices: re.Pattern[str]
    roles: Mapping[str, str]  # class name → role
    publishers: re.Pattern[str]
    places: re.Pattern[str]
    sites: re.Pattern[str]
    folders: Mapping[str, str]  # folder → language of what lies in it


LABEL = re.compile(r"[ \t]*([^\W\d_][^:\n.;,“]{1,48}?)[ \t]*:(?!//)")
LEADING = frozenset({"and", "also", "this"})
SEPARATOR = r"\s*(?:[/\\&,+]|\band\b|\bet\b)\s*"
JOINT = re.compile(SEPARATOR + "$")


@cache
def styles() -> Style:
    """Return the packaged house styles, read once."""
    folder = files("sourcebook.describe") / "styles"
    tables = [tomllib.loads(path.read_text("utf-8")) for path in sorted(folder.iterdir(), key=str) if path.name.endswith(".toml")]
    cues, header, lines = (_turned(tables, key) for key in ("cue", "header", "line"))
    words = {key: [w for t in tables for w in t.get("words", {}).get(key, ())] for key in WORDS}
    return Style(
        cues, header, frozenset({word.split()[0] for word in cues} | LEADING), _head(cues), LABEL,
        re.compile(rf"\s*({_alternatives(set(lines))})\s*:?\s+(?=\S)", re.IGNORECASE), lines, frozenset(words["furniture"]),
        _any(words["rubric"]), _any(words["group"]), _any(words["office"], 0), _turned(tables, "role"),
        _any(words["publisher"]), _any(words["place"], 0), re.compile("|".join(map(re.escape, words["site"])), re.IGNORECASE),
        MappingProxyType({name: code for table in tables for code, names in table.get("language", {}).items() for name in names}),
    )  # fmt: skip


WORDS = ("publisher", "place", "site", "furniture", "rubric", "group", "office")


def _turned(tables: list[dict[str, dict[str, list[str]]]], key: str) -> Mapping[str, str]:
    """Return a table of the house styles by its words: word → what it stands under."""
    return MappingProxyType({word: field for table in tables for field, words in table.get(key, {}).items() for word in words})


def _head(cues: Mapping[str, str]) -> re.Pattern[str]:
    word = f"(?:{_alternatives(set(cues))})(?!\\w)"
    joined = f"{word}(?:{SEPARATOR}{word})*"
    start = r"[\s(\[*–—-]*(?:and\s+|also\s+|this\s+\w+\s+was\s+)?"
    return re.compile(rf"{start}({joined})(\s*:(?!//)|\s+(?:by|from|for|in|on|at|as)\b\s*:?|)", re.IGNORECASE)


#: What leads from a cue within a sentence to its value: "by", "from", a colon, "in" a name or year, "on" a day.
LINK = re.compile(r"\s*:(?!//)|\s+(?:by|from)\b|\s+in\s+(?:the\s+)?(?=(?-i:[A-Z“\d]))|\s+on\s+(?=(?:[a-z]+\s+)?\d)", re.IGNORECASE)
WORD = re.compile(r"[^\s/\\&,+:;()\[\]–—]+")
REACH = 60  # characters before a link within which its cue begins
LONGEST = 5  # words of a cue


def inside(sentence: str, at: int, style: Style) -> Iterator[tuple[int, re.Match[str]]]:
    """Yield where the cues within a sentence begin, each with the words that lead from it to its value.

    Looked for backwards from those words: to try every cue at every letter would cost more than all the rest of a colophon.
    """
    for link in LINK.finditer(sentence, at):
        start = end = link.start()
        while end > at and (begin := _cue_before(sentence, max(at, end - REACH), end, style)) is not None:
            start = begin
            joint = JOINT.search(sentence, max(at, begin - 8), begin)
            end = joint.start() if joint else at
        if start < link.start():
            yield start, link


def _cue_before(sentence: str, low: int, end: int, style: Style) -> int | None:
    """Return where the longest cue that ends at a place begins."""
    words = list(WORD.finditer(sentence, low, end))[-LONGEST:]
    if not words or words[-1].end() != end:
        return None
    for word in words:
        key = " ".join(sentence[word.start() : end].lower().replace("-", " ").split())
        if key in style.cues and (word.start() == 0 or sentence[word.start() - 1] != "-"):
            return word.start()
    return None


def _alternatives(words: Iterator[str] | list[str] | set[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"[-\s]+") for w in sorted(words, key=len, reverse=True))


def _any(words: list[str], flags: int = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + _alternatives(words) + r")(?!\w)", flags)


LEADS_ON = re.compile(r"\s(?:in|by|on|at|as|from)$")
PARTS = re.compile(SEPARATOR + r"|\s+by\b")


def fields(words: str, style: Style) -> tuple[str, ...]:
    """Return the fields a cue's words speak of, in order, each once."""
    whole = style.cues.get(_plain(words)) or style.cues.get(_key(words))
    parts = [] if whole else PARTS.split(words.lower().strip(" :"))
    found = [whole] if whole else [style.cues.get(_key(part)) for part in parts]
    return tuple(dict.fromkeys(field for field in found if field))


def _plain(words: str) -> str:
    return re.sub(r"[-\s]+", " ", words.lower().removesuffix("(s)")).strip(" :.")


def _key(words: str) -> str:
    plain = _plain(words)
    return LEADS_ON.sub("", plain) or plain


def guess(label: str, style: Style) -> tuple[str, str] | None:
    """Return the field and the word an unknown label was meant to be, if it is a slip or two away from a known one."""
    key = _key(label)
    if len(key) < 6:
        return None
    near = process.extractOne(key, style.cues.keys(), scorer=DamerauLevenshtein.distance, score_cutoff=2)
    if not near or near[0][0] != key[0] or abs(len(near[0]) - len(key)) > 1:
        return None
    return style.cues[near[0]], near[0]
