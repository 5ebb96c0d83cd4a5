"""Slips in signs: apostrophes, points of abbreviations, dashes, quotation marks, hyphens at line ends.

They run over every page of a build, so each first asks in the quickest way whether its sign is there at all: a regular expression over
all 132 million characters of the archive pages costs two seconds, looking for a sign a twentieth of that.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import chain

from ..model import Block, Described, Finding, Role

READ = frozenset(Role) - {Role.NAVIGATION, Role.STAMP, Role.LICENCE}
ELISION = re.compile(r"\bI(?P<apostrophe>[’'])(?=[AEIOUYHÉÈÊÂÎÔÛaeiouyhéèêâîôû])(?!(?:[Aa]m|ave|ad|ow|i|a|o)\b)[^\W\d_]{2,}")

DOTTED = re.compile(r"\.(?<=[A-Z]\.)(?=[A-Z])")  # begins with its sign: found by memchr
ABBREVIATION = re.compile(r"[A-Z]{1,3}(?:\.[A-Z]{1,2})+\.?(?![a-z])")
FOLLOWED = re.compile(r"\.|[’']?[a-z]")  # a plural or a possessive, where the point is often left out
ALWAYS_KNOWN = "U.S.S.R."

PREFIXES = frozenset(
    "social anti pseudo semi neo counter ultra self anglo franco russo sino austro germano judeo italo greco afro indo hispano brigadier".split()
)
FUNCTION_WORDS = frozenset(
    "it them him her us you this that these those which are was is were has have and or but not as at by for from if in of on so the to with "
    "who what when where while a an".split()
)
FIRST = re.compile(r"[^\W\d_]+$")
NAME_BEFORE = re.compile(r"(?:\b(?:of|the|by|to|with|and|between)|,) $")
NAME_AFTER = re.compile(r" [a-z]|,|’s")
SECOND = re.compile(r"[^\W\d_]{3,}")

QUOTES = re.compile("[“”]")
LINE_END = re.compile(r"(?<![\w-])(?P<first>[^\W\d_]{2,})-\n(?P<second>[a-zà-ÿ]{2,})")


def _finding(code: str, described: Described, start: int, end: int, message: str, reading: str) -> Finding:
    words = " ".join(described.page.text[start:end].split())
    return Finding(code, described.page.source.path, start, end, message.format(words), f"Read “{reading}”?", reading)


def _places(text: str, sign: str) -> Iterator[int]:
    """Yield where a sign stands."""
    at = text.find(sign)
    while at >= 0:
        yield at
        at = text.find(sign, at + len(sign))


def capital_i_for_l(described: Described) -> Iterator[Finding]:
    """Yield French words after `I’`, which only `l’` can elide."""
    text = described.page.text
    for at in _places(text, "I’" if "’" in text else "I'"):
        found = ELISION.match(text, at)
        if found and _elided(found[0]) and (at == 0 or not text[at - 1].isalnum()):
            yield _finding(
                "S003", described, at, found.end(), "“{}” begins with a capital i where an l is meant.", "l" + found[0][1:]
            )


def _elided(words: str) -> bool:
    """Tell a French word by its capital or accent; what follows the English `I’` is short and small."""
    rest = words[2:]
    return (rest[0].isupper() and not rest.isupper()) or not rest.isascii() or len(rest) > 4


def broken_abbreviations(described: Described) -> Iterator[Finding]:
    """Yield abbreviations that lack a point the same letters have elsewhere on the page (`US.S.R.`)."""
    text = described.page.text
    after = 0
    for dot in DOTTED.finditer(text):
        at = dot.start() - 1
        at -= at > after and "A" <= text[at - 1] <= "Z"
        if at < after or (at and (text[at - 1] == "." or text[at - 1].isalnum())):
            continue
        if found := ABBREVIATION.match(text, at):
            after = found.end()
            yield from _abbreviation(described, found)


def _abbreviation(described: Described, found: re.Match[str]) -> Iterator[Finding]:
    text, printed = described.page.text, found[0]
    meant = "".join(f"{letter}." for letter in printed if letter != ".")
    if printed == meant or len(meant) < 6 or not (meant in text or meant == ALWAYS_KNOWN):
        return
    if printed == meant[:-1] and (FOLLOWED.match(text, found.end()) or 3 * text.count(meant) < 2 * text.count(printed)):
        return
    yield _finding("S004", described, found.start(), found.end(), "“{}” lacks a point.", meant)


def dashes_for_hyphens(described: Described) -> Iterator[Finding]:
    """Yield compounds joined by a dash: after a prefix, or where the page has the same two words with a hyphen."""
    text = described.page.text
    for at in _places(text, "—"):
        before, after = FIRST.search(text, max(0, at - 20), at), SECOND.match(text, at + 1)
        if before and after and _compound(text, before, after):
            reading = f"{before[0]}-{after[0]}"
            yield _finding(
                "S005", described, before.start(), after.end(), "“{}” is joined by a dash where a hyphen is meant.", reading
            )


def _compound(text: str, before: re.Match[str], after: re.Match[str]) -> bool:
    """Tell two words joined from a sentence broken off: a prefix, names hyphened elsewhere, or names that the page has only
    here.
    """
    first, second = before[0], after[0]
    if first.lower() in PREFIXES and second not in FUNCTION_WORDS:
        return True
    if not (first.istitle() and second.istitle()):
        return False
    if any(f"{first}{hyphen}{second}" in text for hyphen in "-–‑"):
        return True
    alone = (
        text.count(first) == 1
        and text.count(second) == 1
        and "—" not in text[before.start() - 80 : before.start()] + text[after.end() : after.end() + 80]
    )
    return alone and bool(
        NAME_BEFORE.search(text, max(0, before.start() - 12), before.start()) and NAME_AFTER.match(text, after.end())
    )


def misplaced_points(described: Described) -> Iterator[Finding]:
    """Yield a point before a comma after a word that is never abbreviated."""
    text = described.page.text
    for at in _places(text, "., "):
        word = FIRST.search(text, max(0, at - 12), at)
        if word and word[0] in FUNCTION_WORDS and text[at + 3 : at + 4].islower():
            yield _finding("S014", described, word.start(), at + 2, "“{}” has a point too many.", f"{word[0]},")


def broken_lines(described: Described) -> Iterator[Finding]:
    """Yield words cut by a hyphen at the end of a line."""
    text = described.page.text
    if described.page.source.media_type == "text/plain" and "-\n" in text:  # in HTML it is a table's narrow column
        for found in LINE_END.finditer(text):
            whole = found["first"] + found["second"]
            yield _finding("S008", described, found.start(), found.end(), "“{}” is cut at the end of a line.", whole)


def stray_single_quotes(described: Described) -> Iterator[Finding]:
    """Yield a closing single quotation mark after a comma where none was opened."""
    page = described.page
    for at in _places(page.text, ",’"):
        start = max((b.start for b in page.blocks if b.start <= at), default=0)
        if not re.search("[‘'`]", page.text[start:at]) and page.text[at + 2 : at + 3] in {" ", "\n"} and "‘" not in page.text:
            first = page.text.rfind(" ", start, at) + 1
            yield _finding(
                "S006", described, first, at + 2, "“{}” closes a quotation that nothing opens.", page.text[first : at + 1]
            )


def unpaired_quotes(described: Described) -> Iterator[Finding]:
    """Yield quotation marks set twice or without their partner, in pages that otherwise set them in pairs."""
    page = described.page
    opened, closed = page.text.count("“"), page.text.count("”")
    if opened == closed or "„" in page.text:
        return
    twice = sorted(chain(_places(page.text, "““"), _places(page.text, "””")))
    for at in twice:
        mark, message = page.text[at], f"A quotation mark is set twice: {page.text[at : at + 2]}"
        yield Finding("S006", page.source.path, at, at + 2, message, f"Set one {mark} only.", mark)
    if abs(opened - closed) <= 3 and not twice:
        blocks = [b for b in page.blocks if b.role in READ and b.end > b.start]
        starts = [b.start for b in blocks]
        quoting = {bisect_right(starts, at) - 1 for at in chain(_places(page.text, "“"), _places(page.text, "”"))}
        for n in sorted(quoting - {-1}):
            yield from _unpaired(described, blocks[n], blocks[n - 1 : n] if n else [], blocks[n + 1 : n + 2])


def _unpaired(described: Described, block: Block, before: list[Block], after: list[Block]) -> Iterator[Finding]:
    page = described.page
    depth: list[int] = []
    for mark in QUOTES.finditer(page.text, block.start, block.end):
        if mark[0] == "“":
            depth.append(mark.start())
        elif depth:
            depth.pop()
        elif not (before and page.text.startswith("“", before[0].start)):
            yield _quote(described, block, mark.start(), "closes a quotation that nothing opens")
    goes_on = after and page.text.startswith("“", after[0].start)
    if len(depth) == 1 and not (goes_on and depth[0] == block.start) and depth[0] != block.start:
        yield _quote(described, block, depth[0], "opens a quotation that nothing closes")


def _quote(described: Described, block: Block, at: int, says: str) -> Finding:
    page = described.page
    start, end = (max(block.start, at - 25), at + 1) if page.text[at] == "”" else (at, min(block.end, at + 25))
    words = " ".join(page.text[start:end].split())
    return Finding(
        "S007", page.source.path, at, at + 1, f"The mark in “{words}” {says}.", "Is its partner missing, or is it one too many?"
    )


PUNCTUATION_CHECKS = (
    capital_i_for_l, broken_abbreviations, dashes_for_hyphens, misplaced_points, broken_lines, stray_single_quotes, unpaired_quotes,
)  # fmt: skip
