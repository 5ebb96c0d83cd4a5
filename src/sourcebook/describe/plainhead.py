"""Heads of plain texts, where no size tells a title from a name: what the lines say and the order archives print them in decide.

Author, department of the magazine, title, subtitle, date; or title, then "by", then the author.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from . import dates, house
from .citing import fold

INITIALS = re.compile(r"^(?:[A-ZÀ-Ý]\.\s?){2,4}$")
SHARED = re.compile(r"\s*(?:/|&|;|\band\b)\s*")
#: An editor's bracket about the name, and the year a house prints behind it.
BRACKETED = re.compile(r"^\[([^\]]+)\]$")
YEAR = re.compile(r"[.,]?\s+\(?1[5-9]\d\d(?:[-–]\d{1,4})?\)?$|[.,]?\s+\(?20\d\d\)?$")
DEPARTMENT = re.compile(r"^(?:In|From)\s+the\s+(?:\S+\s*){1,4}$")
BY_ALONE = re.compile(r"^\W*(?:by|von|par|por|di|af|av)\W*$", re.I)


def told(lines: Sequence[tuple[str, str, int]], is_name: Callable[[str], bool]) -> list[str]:
    """Return the kinds of a head's lines (kind, words, group) with author and department told from titles by their place."""
    kinds = [kind for kind, _, _ in lines]
    at = [n for n, kind in enumerate(kinds) if kind == "title"]
    signed = kinds.index("byline") if "byline" in kinds else len(kinds)
    if len(at) > 1 and at[0] < signed and names_somebody(lines[at[0]][1], is_name):
        kinds[at[0]] = "byline" if signed == len(kinds) else "other"
    bylines = {fold(words) for (_, words, _), kind in zip(lines, kinds, strict=True) if kind == "byline"}
    for n in at:
        if kinds[n] == "title" and fold(lines[n][1]) in bylines:
            kinds[n] = "other"
    for n, after in pairwise(at):
        if kinds[n] == "title" and lines[n][2] == lines[after][2] and department(lines[n][1]):
            kinds[n] = "other"
    return kinds


def after_by(kinds: list[str], words: Sequence[str]) -> list[str]:
    """A line that only says "by" makes the next one the byline."""
    by = {n for n, line in enumerate(words) if BY_ALONE.match(line)}
    return ["other" if n in by else "byline" if n - 1 in by else kind for n, kind in enumerate(kinds)]


def names_somebody(line: str, is_name: Callable[[str], bool]) -> bool:
    """Tell a line that names persons or a body and nothing else."""
    line = YEAR.sub("", BRACKETED.sub(r"\1", line.strip()))
    if "\n" in line or len(line) > 90 or line[-1:] in "!?" or house.styles().sites.search(line):
        return False
    parts = [re.sub(r"\s*\([^()]*\)$", "", part) for part in SHARED.split(line)]
    return all(is_name(part) or INITIALS.match(part) for part in parts) or _signs_as_body(line)


def _signs_as_body(line: str) -> bool:
    """Tell the name of a body: capitalised words, one of which says what kind of body it is."""
    little = [word for word in re.findall(r"[^\W\d_][\w’'-]*", line) if word[0].islower()]
    return bool(house.styles().groups.search(line)) and set(little) <= LITTLE and len(line.split()) < 12


LITTLE = frozenset("of the for and in de der des la le du del und et y".split())


def parted(line: str, is_name: Callable[[str], bool], opens: bool) -> tuple[str, str] | None:
    """Part what one line says of author and title, the name before the title only where it `opens` the head: "A. Quill, Justice, 27
    July 1889", "A. Quill: The Long Tide", "Seventh Letter by B. Lamp", a name and year over the congress.
    """
    first, _, rest = line.partition("\n")
    if rest and opens and is_name(YEAR.sub("", first)) and (YEAR.search(first) or house.styles().offices.match(rest)):
        return first, rest
    lead = re.match(r"([^,:\n]{4,40})([,:])\s+(?=\S)", line) if opens else None
    if lead and is_name(lead[1]) and _leads(lead, line):
        return lead[1], line[lead.end() :]
    by = re.search(r"(?<!ed)\s+(by\s+(\S[^,;:]{3,40}))$", line)
    return (line[: by.start()], by[1]) if by and by.start() > 4 and is_name(by[2]) and not HAND.match(line) else None


def _leads(lead: re.Match[str], line: str) -> bool:
    """Tell a person's name before a colon, or before a periodical and its date, from a place's and a site's."""
    style = house.styles()
    if style.sites.search(lead[1]) or style.places.fullmatch(lead[1]):
        return False
    return lead[2] == ":" or (bool(dates.read(line)) and re.match(r"[^,]*[A-Z][^,]*[a-z],", line[lead.end() :]) is not None)


#: What others than the author do, before "by".
HAND = re.compile(r"\W*(?:introduct\w+|preface|foreword|notes?|translat\w+|edit\w+|transcri\w+|review\w*)\b", re.I)


def department(words: str) -> bool:
    """Tell a line over the title that is none: a magazine's department ("In the …"), the office its author holds."""
    style = house.styles()
    return bool(
        (style.offices.match(words) and " of " in words) or style.rubrics.fullmatch(words.strip()) or DEPARTMENT.match(words)
    )
