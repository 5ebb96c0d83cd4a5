"""The head of a letter or dispatch: who writes to whom, from where and when."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from . import dates, house
from .citing import fold

#: What a dispatch's dateline says besides place and day: the hour, when it came in.
HOUR = re.compile(r"\s*[-–—,]\s*(?:\d{1,2}(?:[:.]\d\d)?\s*(?:[ap]\.?\s?m\.?|o['’]clock)|noon|midnight)(?!\w)\.?", re.I)
RECEIVED = re.compile(r"\s*[\[(]\s*(?:received|rec['’]d|sent|translation|telegram|undated|via|by)\b[^\])]*[\])]\.?", re.I)
EDIT = re.compile(r"\s*\[edit[^\]]*\]", re.I)
NUMBER = re.compile(r"\n\s*(?:No|Nos|Nr)\.?\s*\d.*$", re.S)
IN_TITLE = re.compile(r"\b(?:to|from|letters?|speech|by|for|in|vol|volume|no|number)\b", re.I)
TO = re.compile(r"\s+to\s+", re.I)
#: Little words that may stand in the name of an office.
LITTLE = frozenset("ad interim of in the for at and on to a an near with de la du von van der temporarily".split())
BRACKETED = re.compile(r"[(\[]([^()\[\]]{2,60})[)\]]\s*[.,]?$")
TITLED = re.compile(
    r"^(?:Mr|Mrs|Miss|Dr|Sir|Lord|Count|Baron|Prince|President|Professor|Judge|Senator|General|Colonel|Captain)\b", re.I
)
CAPITALISED = re.compile(r"^(?:[^\W\d_a-z][\w’'.-]*\.?\s*){2,5}$")


class Parties(NamedTuple):
    """Who writes and to whom, as named in a heading."""

    sender: str
    recipient: str


def when(words: str) -> str:
    """Return a dateline's words without the hour, without when it was received and without the dispatch's number under it."""
    return HOUR.sub("", NUMBER.sub("", RECEIVED.sub("", EDIT.sub("", words)))).strip()


def dateline(words: str) -> bool:
    """Tell a line of place and date ("Coyoacan, D. F.\\nJune 17, 1940") from a sentence that holds a date."""
    if len(words) > 160 or not dates.read(words):
        return False
    words = when(words)
    line, _, address = words.partition("\n")
    if len(words) > 60 and address and not re.search(r"[.!?:]\s*$|[a-z]{4}\.\s", address):  # the house under place and day
        words = line
    found = dates.find(words)
    if len(words) > 90 or not found or not found[0].edtf:
        return False
    rest = words[: found[0].start] + words[found[-1].end :]
    little = len(re.findall(r"(?<![\w.])[a-zà-ÿ]\w*", rest))
    return len(rest) < 50 and little < 2 and "-" in found[0].edtf and found[0].edtf[5:7] < "13"


def yearless(words: str) -> bool:
    """Tell a line like "Rome, January 15", which leaves the year to the colophon."""
    return len(words) < 60 and DIGIT.search(words) is not None and YEARLESS.match(words) is not None


DIGIT = re.compile(r"\d")
YEARLESS = re.compile(
    r"\W*(?:(?:[A-ZÀ-Ý][\w’'-]*\.?\s?){1,3},\s*)?"
    rf"(?:(?:{dates.ENGLISH})\.?\s+[0-3]?\d|[0-3]?\d\s+(?:{dates.ENGLISH}))(?:st|nd|rd|th)?\W*$"
)


def greeting(words: str) -> bool:
    """Tell a line that greets somebody, whatever sign it ends with; quoted ones, too."""
    return bool(GREETING.match(words)) and (len(words) < 60 or bool(re.match(r"[^,;:.]{3,40}[,;:]\s*[-–—]", words)))


GREETING = re.compile(r"^\W*(?:my\s+)?(?:dear|respected|esteemed|honou?red)\b", re.I)


def address(words: str) -> bool:
    """Tell the lines of an address or a remark over a letter from a sentence."""
    return len(words) < 70 and not re.search(r"[a-z]{3}[.!?]\W*$", words) and bool(re.match(r"\W*[A-ZÀ-Ý\d]", words))


def headed(words: str) -> bool:
    """Tell a dateline among the lines of a head, where a title may hold a place and a date, too."""
    return not IN_TITLE.search(when(words)) and (dateline(words) or yearless(words))


def parties(heading: str, names: Collection[str]) -> Parties | None:
    """Return sender and recipient of a heading like "The Consul in Lissia (Quill) to the Secretary of State", "QUILL TO LAMP"; both
    hold an office or are named as persons are, or the sender is an author the page names.
    """
    if " to " not in heading.lower():
        return None
    words = re.sub(r"\[\d+\]", "", " ".join(heading.split()))
    dated = bool(dates.read(words))
    for found in reversed(dates.find(words)):
        words = (words[: found.start] + words[found.end :]).strip(" ,.")
    known = {fold(name).split()[-1] for name in names if fold(name)}
    for sender, recipient in _splits(words):
        writer = fold(sender) in known or any(fold(sender) == fold(name) for name in names)
        if KIND.search(sender):  # "An Answer to Mr. Quill" names nobody who answers
            continue
        if writer or (_party(sender) and _party(recipient) and (dated or _holds(sender) or _holds(recipient))):
            return Parties(_name(sender), _name(recipient))
    return None


KIND = re.compile(
    r"^(?:an?|my)\b|\b(?:answer|reply|replies|rejoinder|response|statement|letters?|appeal|message|address|speech|report|introduction"
    r"|preface|contribution|greetings?|protest|tribute|guide|note|notes|key|road|way)$",
    re.I,
)


def _splits(words: str) -> Iterator[tuple[str, str]]:
    """Yield the two sides of each "to", those before a "the" or a title first: "the Minister to Lissia to the Consul"."""
    both = [(words[: m.start()], words[m.end() :]) for m in TO.finditer(words)] if len(words) < 260 else []
    yield from sorted(both, key=lambda pair: not (pair[1][:4].lower() == "the " or TITLED.match(pair[1])))


def _party(words: str) -> bool:
    little = [word for word in re.findall(r"[^\W\d_][\w’'-]*", words) if word[0].islower()]
    if not words or set(little) - LITTLE or len(words) > 180:
        return False
    return _holds(words) or (not little and bool(CAPITALISED.match(words)))


def _holds(words: str) -> bool:
    """Tell words that name an office or a title."""
    return bool(house.styles().offices.search(words) or TITLED.match(words))


def _name(words: str) -> str:
    """Return the person an office's holder is named as, else the office, without its article."""
    named = BRACKETED.search(words)
    return (named[1] if named else re.sub(r"^the\s+", "", words, flags=re.I)).strip(" .,")
