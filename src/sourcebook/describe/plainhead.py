"""Heads of plain texts, where no size tells a title from a name: what the lines say and the order archives print them in decide.

Author, department of the magazine, title, subtitle, date; or title, then "by", then the author.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from . import cues, dates

INITIALS = re.compile(r"^(?:[A-ZÀ-Ý]\.\s?){2,4}$")
SHARED = re.compile(r"\s*(?:/|&|;|\band\b)\s*")
#: An editor's bracket about the name, and the year a house prints behind it.
BRACKETED = re.compile(r"^\[([^\]]+)\]$")
YEAR = re.compile(r"[.,]?\s+\(?1[5-9]\d\d(?:[-–]\d{1,4})?\)?$|[.,]?\s+\(?20\d\d\)?$")
DEPARTMENT = re.compile(r"^(?:In|From)\s+the\s+(?:\S+\s*){1,4}$")
BY_ALONE = re.compile(r"^\W*(?:by|von|par|por|di|af|av)\W*$", re.I)


def names_somebody(line: str, is_name: Callable[[str], bool]) -> bool:
    """Tell a line that names persons or a body and nothing else."""
    line = YEAR.sub("", BRACKETED.sub(r"\1", line.strip()))
    if "\n" in line or len(line) > 90 or line[-1:] in "!?" or cues.styles().sites.search(line):
        return False
    parts = [re.sub(r"\s*\([^()]*\)$", "", part) for part in SHARED.split(line)]
    return all(is_name(part) or INITIALS.match(part) for part in parts) or _signs_as_body(line)


def _signs_as_body(line: str) -> bool:
    """Tell the name of a body: capitalised words, one of which says what kind of body it is."""
    little = [word for word in re.findall(r"[^\W\d_][\w’'-]*", line) if word[0].islower()]
    return bool(cues.styles().groups.search(line)) and set(little) <= LITTLE and len(line.split()) < 12


LITTLE = frozenset("of the for and in de der des la le du del und et y".split())


def parted(line: str, is_name: Callable[[str], bool], opens: bool) -> tuple[str, str] | None:
    """Part what one line says of author and title, the name before the title only where it `opens` the head: "A. Quill, Justice, 27
    July 1889", "A. Quill: The Long Tide", "Seventh Letter by B. Lamp", a name and year over the congress.
    """
    first, _, rest = line.partition("\n")
    if rest and opens and is_name(YEAR.sub("", first)) and (YEAR.search(first) or cues.styles().offices.match(rest)):
        return first, rest
    lead = re.match(r"([^,:\n]{4,40})([,:])\s+(?=\S)", line) if opens else None
    if lead and is_name(lead[1]) and _leads(lead, line):
        return lead[1], line[lead.end() :]
    by = re.search(r"(?<!ed)\s+(by\s+(\S[^,;:]{3,40}))$", line)
    return (line[: by.start()], by[1]) if by and by.start() > 4 and is_name(by[2]) and not HAND.match(line) else None


def _leads(lead: re.Match[str], line: str) -> bool:
    """Tell a person's name before a colon, or before a periodical and its date, from a place's and a site's."""
    style = cues.styles()
    if style.sites.search(lead[1]) or style.places.fullmatch(lead[1]):
        return False
    return lead[2] == ":" or (bool(dates.read(line)) and re.match(r"[^,]*[A-Z][^,]*[a-z],", line[lead.end() :]) is not None)


#: What others than the author do, before "by".
HAND = re.compile(r"\W*(?:introduct\w+|preface|foreword|notes?|translat\w+|edit\w+|transcri\w+|review\w*)\b", re.I)


def department(words: str) -> bool:
    """Tell a line over the title that is none: a magazine's department ("In the …"), the office its author holds."""
    style = cues.styles()
    return bool(
        (style.offices.match(words) and " of " in words) or style.rubrics.fullmatch(words.strip()) or DEPARTMENT.match(words)
    )
