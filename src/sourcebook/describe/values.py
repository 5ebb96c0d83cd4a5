"""Values of statements: the printed words of a citation, of names, of a place, taken apart.

A citation is read by taking away what is recognised (volume, number, pages, dates); of the stretches left between points and
commas, the first that is neither the author nor the title is the venue, and publishers and places are told by their words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from . import cues, dates

ROMAN = r"[IVXLC]+"
NUM = r"(?:\d+(?:\s?[-–/]\s?\d+)?[a-z]?|" + ROMAN + r")(?![\w’'])"
PIECES = tuple(
    (field, re.compile(pattern, re.IGNORECASE if "(?-i" not in pattern else 0))
    for field, pattern in (
        ("whole_number", r"\(?\b(?:whole\s+(?:no|number|series)\.?|w\.?n\.?)\s*#?(\d+)\)?"),
        ("volume", r"\b(?:volumes?|vols?\.?|jahrg(?:ang)?\.?|band|bd\.?|tome)\s*\.?\s*(" + NUM + r")"),
        ("number", r"(?:\b(?:numbers?|nos?|nr|issues?|heft|n°|nº)\b\.?\s*|#\s?)(" + NUM + r"(?:\s?(?:&|and)\s?\d+(?!\w))*)"),
        (
            "pages",
            r"\b(?:pages?|pp?|pgs?)\b\.?\s*((?:\d+|[ivxlc]+)(?:\s?[-–—]\s?\d+[a-z]?)?(?:\s?[,&]\s?\d+(?:\s?[-–]\s?\d+)?)*)(?![\w])",
        ),
        ("series", r"\b((?:new|old|first|second|third|1st|2nd|3rd)\s+series|n\.s\.|series\s+\d+)"),
    )
)
#: "International Socialism 2:74": series and number; "Vol 5:2" volume and number.
COLON = re.compile(r"\b(\d{1,2}):(\d{1,4})\b")
EDITION = re.compile(r"\b(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|revised|new)\s+edition\b", re.I)
NOISE = re.compile(
    r"\((?:\d[\d,]*\s+words|review|letters?|extracts?|abridged|speech|interview|see note|editorial|report|obituary"
    r"|unverified)\)|\b\d[\d,]*\s+words\b|\bprice\s+\S+|\b\d+\s?pp\b",
    re.I,
)
LEAD = re.compile(
    r"^(?:(?:by|in|on|at|from|the\s+journal|as|of|originally|first|published|appeared|journal|newspaper|magazine"
    r"|pamphlet|issue|this|article|text|version|was|see|also|under\s+the\s+title)\b[\s:,]*)+",
    re.I,
)
SITE_URL = re.compile(r"https?://\S+|www\.\S+|\S+\.(?:org|com|net)\b\S*", re.I)


#: What a text was translated from, at the head of a translator's statement.
LANGUAGE = re.compile(
    r"^\s*(?:from\s+)?(?:the\s+)?(?:original\s+)?(?:French|German|Russian|Italian|Spanish|English|Dutch|Polish|Czech"
    r"|Hungarian|Greek|Yiddish|Chinese|Japanese"
    r"|Portuguese|Swedish|Danish|Norwegian|Finnish|Romanian|Serbian|Croatian|Serbo-Croat\w*|Bulgarian|Turkish|Arabic"
    r"|Hebrew|Latin|Esperanto|Ukrainian)\b"
    r"(?:\s+(?:original|edition|text|version|language))?\s*(?:by\b|[,:;.]|$)?\s*"
)


NO_NAME = frozenset({"the", "and", "vol", "no", "by", "editorial", "letter", "review", "article", "extract"})


class Citation(NamedTuple):
    """A citation taken apart; offsets are those of the whole value, fields are as printed."""

    venue: str = ""
    series: str = ""
    volume: str = ""
    number: str = ""
    whole_number: str = ""
    date: str = ""
    pages: str = ""
    publisher: str = ""
    place: str = ""
    left: str = ""  # what nobody understood


class Known(NamedTuple):
    """What the page's head names already: a citation that repeats it does not name its venue by that."""

    names: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()


def citation(words: str, marked: Iterable[str] = (), known: Known = Known()) -> Citation:  # noqa: B008 (immutable)
    """Take a citation apart; `marked` are stretches printed in italics or bold, `known` the author and title."""
    style = cues.styles()
    taken: dict[str, str] = {}
    rest = EDITION.sub(" ; ", _pieces(NOISE.sub(" ; ", SITE_URL.sub(" ; ", words)), taken))
    found = list(dates.dates(rest))
    if found:
        taken["date"] = joint(found, rest)
    for one in reversed(dates.find(rest)):
        rest = f"{rest[: one.start]} ; {rest[one.end :]}"
    titles = {fold(form): k for k in known.titles if k for form in (k, LEAD.sub("", k))}
    repeated = any(_names(s, known.names) or fold(s) in titles for s in _segments(rest))
    if repeated and (before := _before(rest, known, titles)):
        marked = (before, *marked)
    segments = [s for s in _segments(rest) if not _names(s, known.names)]
    fresh = [s for s in segments if fold(s) not in titles]
    bare = [_pieces(m, {}).strip(" ;,") for m in marked]
    _venue(fresh, [m for m in bare if m and fold(m) not in titles and not _names(m, known.names)], style, taken)
    book = next((titles[fold(s)] for s in segments if fold(s) in titles), None)
    return Citation(**_book(book, taken) if book else taken)


def _before(rest: str, known: Known, titles: dict[str, str]) -> str:
    """In "Author, Title, Journal, date" the journal is what stands last before the first date or number."""
    style = cues.styles()
    fresh = [s for s in _segments(rest.split(" ; ", 1)[0]) if not _names(s, known.names) and fold(s) not in titles]
    fresh = [s for s in fresh if not style.places.fullmatch(s) and not _is_publisher(s, style)]
    return fresh[-1] if len(fresh) > 1 else ""


def _names(segment: str, names: tuple[str, ...]) -> bool:
    """Tell whether a stretch of a citation only names its authors, in whatever form of their names."""
    folded = fold(segment).split()
    surnames = {fold(name).split()[-1] for name in names if fold(name)}
    return bool(folded) and len(folded) < 8 and folded[-1] in surnames and not {"the", "of", "on"} & set(folded)


def _book(title: str, taken: dict[str, str]) -> dict[str, str]:
    """A citation that repeats the title and names no journal is of the book itself; what else it names is the publisher."""
    if {"volume", "number", "pages"} & taken.keys():
        return taken
    other = taken.pop("venue", "")
    if other and "publisher" not in taken:
        taken["publisher"] = other
    elif other:
        return {**taken, "venue": other}
    return {**taken, "venue": title}


def joint(found: list[dates.Found], words: str) -> str:
    """Several dates: one that says more than a year wins over a bare year; two joined by "and" or "&" make an interval."""
    if (
        len(found) > 1
        and re.fullmatch(r"\s*(?:[-–—/&]|and|to)\s*", words[found[0].end : found[1].start])
        and found[0].edtf < found[1].edtf
    ):
        return f"{found[0].edtf}/{found[1].edtf}"
    fuller = [f.edtf for f in found if len(f.edtf) > 5]
    return (fuller or [found[0].edtf])[0]


def _pieces(rest: str, taken: dict[str, str]) -> str:
    for field, pattern in PIECES:
        match = pattern.search(rest)
        if match and field not in taken:
            taken[field] = re.sub(r"\s+", " ", match[1]).strip()
            rest = f"{rest[: match.start()]} ; {rest[match.end() :]}"
    colon = COLON.search(rest)
    if colon and "number" not in taken and "volume" not in taken:
        taken["volume" if "series" in taken else "series"], taken["number"] = colon[1], colon[2]
        rest = f"{rest[: colon.start()]} ; {rest[colon.end() :]}"
    return rest


def _segments(rest: str) -> list[str]:
    rest = re.sub(r"[\[\]()]", " ; ", rest)
    parts = re.split(
        r"\s*(?:[;\n]|,(?!\s*(?:Ltd|Limited|Inc|Jr|D\.\s?C|W\.C))|\.(?=\s|$)(?<![A-Z]\.)(?<!\bSt\.)|\s[–—-]\s)\s*", rest
    )
    cleaned = (LEAD.sub("", p).strip(" .,:–—-“”\"'‘’*") for p in parts)
    return [p for p in cleaned if re.search(r"[^\W\d_]{2}", p) and p.lower() not in NO_NAME]


def _venue(segments: list[str], marked: list[str], style: cues.Style, taken: dict[str, str]) -> None:
    left: list[str] = []
    journal = {"volume", "number", "pages", "whole_number"} & taken.keys()
    for segment in segments:
        if style.places.fullmatch(segment):
            taken.setdefault("place", segment)
        elif not journal and "publisher" not in taken and _is_publisher(segment, style) and segment not in marked:
            publisher, place = _cut_place(segment, style)
            taken["publisher"] = publisher
            if place:
                taken.setdefault("place", place)
        else:
            left.append(segment)
    best = next((m.strip(' .,:“”"‘’') for m in marked if any(m.strip(' .,:“”"‘’') in s or s in m for s in left)), None)
    if best and left and best not in left[0] and left[0] not in best and "strong" not in marked:
        best = left[0] if re.match(r"[A-Z“‘]", left[0]) and not journal else best
    if not best and left:
        best = left[0]
    if best:
        best = re.split(r"\s[–—-]\s+(?=[Oo]fficial|[Oo]rgan|[Jj]ournal|[Tt]he)", best)[0]
        taken["venue"] = re.sub(r"^the (?=[A-Z])", "", LEAD.sub("", best)).strip()
        taken["left"] = "; ".join(s for s in left if s not in best and best not in s)


def _is_publisher(segment: str, style: cues.Style) -> bool:
    found = style.publishers.search(segment)
    return bool(found and found.start() > 0 and segment[:1].isupper() and len(segment) < 80)


def _cut_place(segment: str, style: cues.Style) -> tuple[str, str]:
    for match in style.places.finditer(segment):
        if match.end() == len(segment) and match.start():
            return segment[: match.start()].strip(" ,:"), match[0]
    return segment, ""


def people(words: str) -> list[str]:
    """Return the names in a value, as printed: "A. Quill and B. Lamp for the Archive (2003)" holds two."""
    text = LANGUAGE.sub("", re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", words))
    text = re.split(r"\s+(?:for|at|from|in|on|under|using|with|to)\s+(?:the\s+|an?\s+)?|\(|copyright|©", " " + text, maxsplit=1)[0]
    for found in reversed(dates.find(text)):
        text = text[: found.start] + "," + text[found.end :]
    parts = re.split(r"\s*(?:,|;|/|&|\n|\band\b|\by\b|\+|\|)\s*", text)
    names = (re.sub(r"^(?:by|with|the)\s+", "", p.strip(" .:–—-*“”\"'()[]"), flags=re.I).strip() for p in parts)
    return [_initials(n) for n in names if _is_name(n)]


def _is_name(name: str) -> bool:
    return (
        bool(re.match(r"[^\W\d_a-z]|[a-z]{1,3}\s+[A-Z]|[a-z]+$", name))
        and 1 < len(name) < 60
        and len(name.split()) < 7
        and not name.islower() | name.isdigit()
    )


def _initials(name: str) -> str:
    return re.sub(r"\s+", " ", name)


def fold(words: str) -> str:
    """Return words in lower case without signs, for comparing."""
    return re.sub(r"\W+", " ", words).strip().lower()


def places(words: str) -> Iterator[str]:
    """Yield what remains of a date line when its dates are taken away."""
    rest = words
    for found in reversed(dates.find(words)):
        rest = rest[: found.start] + ";" + rest[found.end :]
    for part in re.split(r"[;\n]", rest):
        part = part.strip(" ,.:–—-()[]")
        if re.search(r"[^\W\d_]{2}", part):
            yield part
