"""A citation's words → tokens for its grammar: what locates a printed text, what names it, the little words between.

Locators (volume, number, pages, dates) are known by their shape; the stretches left between points and commas are names, told
apart by what the page's head names already, by how they are set, and by the house styles' words for publishers and places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz

from . import dates, house

ROMAN = r"[IVXLC]+"
NUM = r"(?:\d{1,3}(?:,\d{3})+|\d+(?:\s?[-–/]\s?\d+)?[a-z]?|" + ROMAN + r")(?![\w’'])"
LOCATORS = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        ("WHOLE_NUMBER", r"\(?\b(?:whole\s+(?:no|number|series)\.?|w\.?n\.?)\s*#?(\d+)\)?"),
        ("VOLUME", r"\b(?:volumes?|vols?\.?|jahrg(?:ang)?\.?|band|bd\.?|tome|tomo)\s*\.?\s*(" + NUM + r")"),
        ("VOLUME", r"\b(" + NUM + r"\.?\s+jahrg(?:ang)?\b)"),
        (
            "NUMBER",
            r"(?:\b(?:numbers?|nos?|nr|issues?|heft|n°|nº|núm|numero|número)\b\.?\s*|#\s?)("
            + NUM
            + r"(?:\s?(?:&|and)\s?\d+(?!\w))*)",
        ),
        (
            "PAGES",
            r"\b(?:pages?|pp?|pgs?|págs?|seiten?|(?-i:S)(?=\.\s?\d))\b[.:\s]*((?:\d+|[ivxlc]+)(?:\s?[-–—]\s?\d+[a-z]?)?(?:\s?[,&]\s?\d+(?:\s?[-–]\s?\d+)?)*)(?![\w])",
        ),
        ("NUMBER", r"(?<=[a-z])(?<!\bon)(?<!\bof)\s+(\d{1,4}),\s+(?=" + dates.MONTH_NAMES + r"\s+(?:1[5-9]|20)\d\d)"),
        ("SERIES", r"\b((?:new|old|first|second|third|1st|2nd|3rd)\s+series|n\.s\.|series\s+\d+)"),
    )
)
#: "International Socialism 2:74" is series and number, "(Series 2) 5:2" volume and number.
COLON = re.compile(r"\b(\d{1,2})\s?:\s?(\d{1,4})\b")
NOISE = re.compile(
    r"\(?(?:\b\d+(?:st|nd|rd|th)|\b(?:first|second|third|fourth|fifth|sixth|revised|new|english|reprint|popular)\b)(?:\s+\w+){0,2}"
    r"\s+(?:edition|printing|impression)\b\)?|\b(?:chapter|part|lecture)\s+(?:[ivxlc]+|\d+|one|two|three|four|five|six|seven|eight|nine|ten)\b"
    r"|\((?:\d[\d,]*\s+words|reviews?|letters?|extracts?|abridged|speech|interview|see note|editorial|report|obituary"
    r"|unverified)\)|\b\d[\d,]*\s+words\b|\bprice\s+\S+|\b\d+\s?pp\b(?!\.?\s*\d)|\[\d{1,3}\]|\[\*\]"
    r"|\b(?:(?:slightly\s+)?abridged|in\s+(?:abridged|full|part|russian|english|german|french|italian)\b[\s,]*)+(?:in\s+full\s+)?(?:for\s+the\s+first\s+time)?"
    r"|\bfor\s+the\s+first\s+time\b"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
    r"|https?://\S+|www\.\S+|(?<!\w)\S+\.(?:org|com|net)\b\S*",
    re.I,
)
SPLIT = re.compile(
    r"\s*(?:[;\n\[\]()]|\s(?=(?:in|for|from)\s+the\s+(?:journal|newspaper|magazine|weekly|daily|paper)\b)|,(?!\s*(?:Ltd|Limited|Inc|Jr|D\.\s?C|W\.C))|\.(?=\s|$)(?<![A-Z]\.)(?<!\bSt\.)|\s[–—-]\s)\s*"
)
MARKER = re.compile(
    r"^(?:(?P<AS>under\s+the\s+(?:title|name)(?:\s+of)?|(?:(?i:published|issued)\s+)?as(?:\s+an?\s+\w+)?|entitled|titled)"
    r"|(?P<BY>(?:and\s+)?(?:(?i:published|issued|printed)\s+)?by)"
    r"|(?P<IN>(?:in|on|at|from|for(?=\s+the\s+(?:jour|news|mag)))(?:\s+the\s+(?:(?-i:[a-z-]+)\s+){0,3}(?:journal|newspaper|magazine|weekly|daily|paper|pamphlet|book|periodical|collection)\b)?)"
    r"|(?P<TO>(?:Preface|Introduction|Foreword|Afterword|Postscript|Appendix)\s+to(?:\s+the)?)"
    r"|(?P<LEAD>(?i:originally|(?:re)?published|(?:re)?printed|appeared|first(?=\s+(?:published|printed|appeared|as|in)))"
    r"|[A-Z][a-z]+(?=\s+(?:as|under\s+the\s+title)\s)|journal|newspaper|magazine|pamphlet|issue|this|article|text|version|was|is|see|also"
    r"|the(?=\s+(?:journal|newspaper|magazine|pamphlet))))(?=\W|$)[\s:,]*"
)
HANGING = re.compile(r"\s+(?:in|by|on|at|of|and|from|the)$")
INITIALS = re.compile(r"^(?:[A-Z]\.[\s-]?){1,3}(?:(?:de|von|van|du|[A-Z][\w’'-]+)\s)?[A-Z][\w’'-]+$")
APPOSITION = re.compile(
    r"^(?:(?:the\s+)?(?:official|central|theoretical|weekly|monthly|daily|fortnightly)?\s*(?:organ|journal|paper|bulletin|supplement"
    r"|magazine|review)\s+(?:of|for)\b|(?:an?\s+)?(?:\w+\s+)*(?:special|monthly|weekly|discussion|anniversary)(?:\s+\w+)?\s+(?:supplement|issue|number|edition|section)"
    r"|(?:\w+\s+){0,3}(?:supplement|special)$|(?:edited|ed\.|eds\.|compiled)\s)",
    re.I,
)
NO_NAME = frozenset(
    {"the", "and", "vol", "no", "by", "editorial", "letter", "review", "article", "extract", "trans", "ed", "ff", "n.d"}
)


class Known(NamedTuple):
    """What the page's head names already: a citation that repeats it does not name its venue by that."""

    names: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()


class Marked(NamedTuple):
    """A stretch printed in italics (SLANTED) or bold (BOLD)."""

    words: str
    kind: str


class Piece(NamedTuple):
    """A token of a citation: its kind in the grammar, its value, where it stands in the citation."""

    kind: str
    value: str
    start: int
    end: int


def tokens(words: str, marked: tuple[Marked, ...], known: Known) -> list[Piece]:
    """Return the tokens of a citation in order; those of the kind LEFT are words nobody understood."""
    clear = NOISE.sub(lambda m: ";" * len(m[0]), words)
    located = _locators(clear)
    found = list(located)
    for stretch in _set_off(clear, marked, located):
        found.append(_named(stretch, known))
    for start, end in _gaps(clear, found):
        found.extend(_segments(clear, start, end, known))
    return _settled(sorted(found, key=lambda piece: piece.start))


def is_citation(words: str) -> bool:
    """Tell a citation from a sentence that only has a date: it ends in what locates a printed text, right after a name, or nearly
    all of it is understood.
    """
    found = [p for p in tokens(words, (), Known()) if p.kind not in {"IN", "BY", "AS"}]
    named = [n for n, p in enumerate(found) if p.kind in NAMES | {"PUBLISHER", "PLACE", "AUTHOR"} and len(p.value) < 120]
    if not named or not any(p.kind in LOCATING for p in found):
        return False
    tail = found[named[-1] + 1 :]
    left = sum(p.end - p.start for p in found if p.kind == "LEFT" or len(p.value) >= 120)
    return (bool(tail) and all(p.kind in LOCATING for p in tail)) or 3 * left < len(words)


LOCATING = frozenset({"VOLUME", "NUMBER", "WHOLE_NUMBER", "SERIES", "DAY", "YEAR", "PAGES"})


def _locators(words: str) -> list[Piece]:
    found: list[Piece] = []
    for kind, pattern in LOCATORS:
        match = pattern.search(words)
        if match and not any(_meets(match.start(), match.end(), f) for f in found):
            found.append(Piece(kind, " ".join(match[1].split()), match.start(), match.end()))
    kinds = {f.kind for f in found}
    colon = None if kinds & {"NUMBER", "VOLUME"} else COLON.search(words)
    if colon:
        found.append(Piece("VOLUME" if "SERIES" in kinds else "SERIES", colon[1], colon.start(), colon.end(1)))
        found.append(Piece("NUMBER", colon[2], colon.start(2), colon.end()))
    return [*found, *_dates(words, found)]


def _dates(words: str, found: list[Piece]) -> Iterator[Piece]:
    for piece in found:  # "Vol. 13, May 1931" holds no thirteenth of May
        words = words[: piece.start] + ";" * (piece.end - piece.start) + words[piece.end :]
    for date in dates.dates(words):
        yield Piece("DAY" if re.search(r"\d-\d", date.edtf.partition("/")[0]) else "YEAR", date.edtf, date.start, date.end)


def _meets(start: int, end: int, piece: Piece) -> bool:
    return start < piece.end and piece.start < end


def _set_off(words: str, marked: tuple[Marked, ...], located: list[Piece]) -> list[Piece]:
    """Return the stretches that are one by how they are printed (in quotation marks, in italics, in bold), locators cut off."""
    taken: list[Piece] = []
    stretches = [Piece("QUOTED", m[1], m.start(), m.end()) for m in QUOTED.finditer(words)]
    for one in marked:
        at = words.find(one.words)
        if at >= 0:
            stretches.append(Piece(one.kind, one.words, at, at + len(one.words)))
    for piece in stretches:
        start, end = _inside(piece, located)
        value = ORGAN.split(words[start:end], maxsplit=1)[0].strip(TRIM)
        if len(re.findall(r"[^\W\d_]", value)) > 1 and not any(_meets(start, end, t) for t in taken):
            start = words.index(value, start)
            if words[max(0, start - 4) : start] == "The ":
                start, value = start - 4, f"The {value}"
            taken.append(Piece(piece.kind, value, start, start + len(value)))
    return taken


ORGAN = re.compile(r"\s[–—-]\s+(?=(?:the\s+)?(?:official|organ|journal|theoretical)\b)", re.I)


def _inside(piece: Piece, located: list[Piece]) -> tuple[int, int]:
    """Return what of a stretch is left when the locators in it are cut off."""
    start = max((f.end for f in located if f.start <= piece.start < f.end), default=piece.start)
    return start, min((f.start for f in located if start <= f.start < piece.end), default=piece.end)


QUOTED = re.compile(r"(?<!\w)[“\"‘«„](?=\S)([^“”\"«»\n]{4,160}?)[”\"’»](?!\w)")
TRIM = " .,:;–—-“”\"'‘’*()[]\n"


def _named(stretch: Piece, known: Known) -> Piece:
    """Name a stretch that is set off: it may repeat the head's title or author, or name a place."""
    return stretch._replace(kind=_known(stretch.value, known) or stretch.kind)


def _gaps(words: str, found: list[Piece]) -> Iterator[tuple[int, int]]:
    at = 0
    for piece in sorted(found, key=lambda piece: piece.start):
        if piece.start > at:
            yield at, piece.start
        at = max(at, piece.end)
    yield at, len(words)


def _segments(words: str, start: int, end: int, known: Known) -> Iterator[Piece]:
    at = start
    for stop in [*SPLIT.finditer(words, start, end), None]:
        until = stop.start() if stop else end
        yield from _segment(words, at, until, known)
        at = stop.end() if stop else end


def _segment(words: str, start: int, end: int, known: Known) -> Iterator[Piece]:
    """Yield the little words at the head of a segment, then the name it holds."""
    while start < end and words[start] in TRIM:
        start += 1
    while (found := MARKER.match(words[start:end])) and not _known(words[start:end].strip(TRIM), known):
        if found.lastgroup != "LEAD":
            yield Piece((found.lastgroup or "").replace("TO", "IN"), found[0], start, start + found.end())
        start += found.end()
    if words.startswith("the ", start) and words[start + 4 : start + 5].isupper():
        start += 4
    value = words[start:end].strip(TRIM)
    while hanging := HANGING.search(value):
        value = value[: hanging.start()].strip(TRIM)
    if re.search(r"[^\W\d_]{2}", value) and value.lower() not in NO_NAME:
        yield from _name(value, words.index(value, start), known)


def _name(value: str, start: int, known: Known) -> Iterator[Piece]:
    style = house.styles()
    kind = _known(value, known)
    parted = None if kind else _with_place(value, style)
    if parted is None:
        yield Piece(kind or _kind(value, style), value, start, start + len(value))
        return
    for part, kind in parted:
        at = start + value.index(part)
        yield Piece(kind or _known(part, known) or _kind(part, style), part, at, at + len(part))


def _known(value: str, known: Known) -> str | None:
    if all(house.styles().places.fullmatch(part) for part in PAIR.split(value)):
        return "PLACE"
    if names_author(value, known.names):
        return "AUTHOR"
    return "TITLE" if any(same_title(value, title) for title in known.titles) else None


PAIR = re.compile(r"\s*(?:[&/–-]|\band\b)\s*")


def same_title(value: str, title: str) -> bool:
    """Tell whether a citation's words are a title the page has, a slip or another sign aside."""
    one, other = fold(value), fold(title)
    return bool(one) and (one == other or (min(len(one), len(other)) > 14 and fuzz.ratio(one, other) > 88))


def names_author(value: str, names: tuple[str, ...]) -> bool:
    """Tell whether words only name a known author, in whatever form of the name."""
    folded = fold(value).split()
    surnames = {fold(name).split()[-1] for name in names if fold(name)}
    return bool(folded) and len(folded) < 8 and folded[-1] in surnames and not {"the", "of", "on"} & set(folded)


def _kind(value: str, style: house.Style) -> str:
    if APPOSITION.match(value) or SENTENCE.search(value) or value.lower() in dates.MONTHS or _site(value, style):
        return "LEFT"
    if re.fullmatch(ROMAN, value):
        return "VOLUME"
    found = style.publishers.search(value)
    if found and found.start() > 0 and value[:1].isupper() and len(value) < 80:
        return "PUBLISHER"
    if all(INITIALS.match(part) for part in PAIR.split(value)):
        return "PERSON"
    return "PHRASE" if re.match(r"[^\W\d_a-z]|\d+(?:st|nd|rd|th)\b|[“\"‘«„]", value) else "LEFT"


def _site(value: str, style: house.Style) -> bool:
    return bool(style.sites.search(value)) and "library" not in value.lower()


SENTENCE = re.compile(r"\s(?:was|were|is|are|has|have|had)\s")


def _with_place(value: str, style: house.Style) -> tuple[tuple[str, str], ...] | None:
    """Part a publisher from the place printed with it: "Pier Press London", "State Publishing House in Moscow", "London: Allen"."""
    one, colon, other = value.partition(":")
    if colon and style.places.fullmatch(one) and other.strip():
        return (one, "PLACE"), (other.strip(), "PUBLISHER")
    if colon and style.places.fullmatch(other.strip()):
        return (one, "PUBLISHER"), (other.strip(), "PLACE")
    place = next((m for m in style.places.finditer(value) if m.end() == len(value)), None)
    before = JOINING.sub("", value[: place.start()]) if place else ""
    publisher = style.publishers.search(before)
    return ((before, "PUBLISHER"), (place[0], "PLACE")) if place and publisher and publisher.start() else None


JOINING = re.compile(r"(?:\s+(?:in|at|and)|,)?\s*$")


def _settled(pieces: list[Piece]) -> list[Piece]:
    """Settle what only neighbours tell: whose name a person's is, and which names are a publisher's or a place's."""
    out = list(pieces)
    worded = [n for n, piece in enumerate(out) if piece.kind != "LEFT"]
    for at, n in enumerate(worded):
        before = out[worded[at - 1]].kind if at else ""
        after = out[worded[at + 1]].kind if at + 1 < len(worded) else ""
        out[n] = out[n]._replace(kind=_settle(out[n], before, after))
        if (before, out[n].kind, after) == ("PHRASE", "PHRASE", "DAY") and _printed_at(out[n].value, out[n + 2 :]):
            out[n] = out[n]._replace(kind="PLACE")
    while out and out[-1].kind in {"IN", "BY", "AS"}:
        out.pop()
    return out


def _printed_at(value: str, later: list[Piece]) -> bool:
    """Tell a periodical's place by its standing between the name and a date that the volume follows."""
    return len(value.split()) < 3 and not value.startswith("The ") and any(p.kind in {"VOLUME", "NUMBER"} for p in later)


def _settle(piece: Piece, before: str, after: str) -> str:
    if piece.kind == "PERSON":
        return "AUTHOR" if after in NAMES else "PHRASE"
    if piece.kind != "PHRASE":
        return piece.kind
    if not before and after in {"SLANTED", "BOLD"} and PERSON.match(piece.value) and not piece.value.startswith("The "):
        return "AUTHOR"
    if before == "PUBLISHER" and after in {"YEAR", ""}:
        return "PLACE"
    return "PUBLISHER" if before == "PLACE" and after in {"YEAR", "DAY"} else "PHRASE"


NAMES = frozenset({"TITLE", "QUOTED", "SLANTED", "BOLD", "PHRASE"})
PERSON = re.compile(r"^(?:[A-ZÀ-Ý][\w’'.-]*\.?\s+){1,3}[A-ZÀ-Ý][\w’'-]+$")


@lru_cache(maxsize=8192)
def fold(words: str) -> str:
    """Return words in lower case without signs, for comparing."""
    return SIGNS.sub(" ", words).strip().lower()


SIGNS = re.compile(r"\W+")
