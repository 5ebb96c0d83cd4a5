"""Values of statements that are no citation: the names in them, the places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from . import dates

#: What a text was translated from, at the head of a translator's statement.
LANGUAGE = re.compile(
    r"^\s*(?:from\s+)?(?:the\s+)?(?:original\s+)?[A-ZÀ-Ý][\w-]+(?:\s+(?:original|edition|text|version|language))?\s+by\s+"
)
#: Whom it was made for, before who made it; a name may be given as an address.
FOR = re.compile(r"^\s*for\s+(?:the\s+)?[^,;:\n]{3,60}?\s+by\s+(?=[A-ZÀ-Ý])", re.I)
#: "A. Quill for the Library & B. Lamp for the Archive": a further name with whom it was done for.
EACH_FOR = re.compile(r"\s*(?:&|\band\b)\s+(?=(?:[A-ZÀ-Ý][\w’'.-]*\s+){2,4}for\s)")
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
FROM = re.compile(r"^\s*the\s+\w+\W*$|^\s*from\b(?:(?!\bby\b|:).)*(?:\bby\b|:|$)", re.I | re.S)


@lru_cache(maxsize=4096)  # the same few people transcribed most of an archive
def people(words: str) -> tuple[str, ...]:
    """Return the names in a value, as printed: "A. Quill and B. Lamp for the Archive (2003)" holds two."""
    if address := ADDRESS.match(words):
        return (address[0],)
    if len(several := EACH_FOR.split(words)) > 1:
        return tuple(name for part in several for name in people(part))
    text = FOR.sub("", FROM.sub("", LANGUAGE.sub("", re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", words))))
    text = re.split(r"\s+(?:for|at|from|in|on|under|using|with|to)\s+(?:the\s+|an?\s+)?|\(|copyright|©", " " + text, maxsplit=1)[0]
    for found in reversed(dates.find(text)):
        text = text[: found.start] + "," + text[found.end :]
    parts = re.split(r"\s*(?:,|;|/|&|\n|\b(?:and|y|et|und|ja|kaj|og|och)\b|\+|\|)\s*", text)
    names = (
        re.sub(r"^(?:by|with|the|por|par|von|di|af|av)\s+", "", p.strip(" .:–—-*“”\"'()[]"), flags=re.I).strip() for p in parts
    )
    return tuple(_initials(n) for n in names if _is_name(n))


def _is_name(name: str) -> bool:
    return (
        bool(re.match(r"[^\W\d_a-z]|[a-z]{1,3}\s+[A-Z]|[a-z]+$", name))
        and 1 < len(name) < 60
        and len(name.split()) < 7
        and not name.islower() | name.isdigit()
    )


def _initials(name: str) -> str:
    return re.sub(r"\s+", " ", name)


def places(words: str) -> Iterator[str]:
    """Yield what remains of a date line when its dates are taken away."""
    rest = words
    for found in reversed(dates.find(words)):
        rest = rest[: found.start] + ";" + rest[found.end :]
    for part in re.split(r"[;\n]", rest):
        part = part.strip(" ,.:–—-()[]")
        if re.search(r"[^\W\d_]{2}", part):
            yield part


def place_beside(words: str) -> str:
    """Return the place in a dateline or signature: on the date's own line, or on the line before it."""
    words = WEEKDAY.sub("", words)
    lines = [re.sub(r",?\s+(?:the|on)$", "", line.strip(" ,.:–—-()[]")) for line in words.split("\n")]
    dated = next((n for n, line in enumerate(lines) if dates.read(line)), None)
    if dated is None:
        return ""
    beside = re.sub(r",?\s+(?:the|on|about)$", "", next(places(lines[dated]), ""))
    near = [beside, *lines[max(0, dated - 1) : dated], *lines[dated + 1 : dated + 2]]
    return next((line for line in near if re.search(r"[^\W\d_]{2}", line) and not NO_PLACE.search(line)), "")


def place_of(words: str) -> str:
    """Return the place a statement of writing names beside its date ("Speech at the congress, in Port Lissia, 3 May 1911"); places
    that only follow the date are all meant.
    """
    rest, follows = _dateless(words)
    if follows and (bracketed := re.match(r"\W*\(([^()]+)\)\W*$", rest)):
        rest, follows = bracketed[1].split(",")[0], False
    parts = [re.sub(r"^(?:in|at|from)\s+", "", part.strip(" ,.:–—-()[]")) for part in SPLIT.split(rest)]
    named = [part for part in parts if len(part) < 50 and re.match(r"[A-ZÀ-Ý]\w{2}", part) and not NO_PLACE.search(part)]
    if not named:
        return ""
    return ", ".join(named) if follows and len(named) == len([part for part in parts if part]) else named[-1]


def _dateless(words: str) -> tuple[str, bool]:
    """Return the stretch before the first date, or where that holds nothing the one after it, and whether it is that one."""
    found = list(dates.dates(words))
    before, after = (words[: found[0].start], words[found[0].end :]) if found else (words, "")
    return (before, False) if re.search(r"[^\W\d_]{3}", before) else (after, True)


WEEKDAY = re.compile(r"[,;\s]*\b(?:mon|tues|wednes|thurs|fri|satur|sun)day(?:\s+(?:morning|evening|night|afternoon))?\b[,;]?", re.I)
SPLIT = re.compile(r"[;\n]|,\s|\s(?=(?:in|at)\s+[A-ZÀ-Ý])")
NO_PLACE = re.compile(
    r"\b(?:first|published|written|translated|signed|earlier|later|before|after|or|by|for|as|the|speech|delivered|of|on|to|vol|volume|no|review)\b|[()]",
    re.I,
)
