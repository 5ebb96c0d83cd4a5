"""What a chapter takes from the index page of its work: what it does not state itself, marked as inherited.

`GROUPS` is the whole policy. Fields that belong together are taken together or not at all: a chapter that names its own printed
source takes nothing of the work's. Nothing is taken over what the chapter states, and what only the work as a whole has (pages,
place, last update) is never taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from enum import IntEnum
from typing import NamedTuple

from ..describe import bylines, heads, house
from ..describe.citing import fold
from ..model import Stated
from .parts import Listing, Part, is_dated

KIND = "index page"
PRINT = frozenset({"venue", "series", "volume", "number", "whole_number", "published", "publisher", "publication_place"})
PERSONS = frozenset({"translator", "editor", "transcriber", "markup", "proofreader"})
CREDITS = frozenset({"transcriber", "markup", "proofreader"})
RIGHTS = frozenset({"rights", "rights_text"})


class Bond(IntEnum):
    """How closely a part belongs to the work: another's foreword only stands beside it, a preface was printed with it but
    written at another time, a chapter is of one piece with it.
    """

    BESIDE = 1
    PRINTED = 2
    CHAPTER = 3


class Group(NamedTuple):
    """Fields that are inherited together, those that keep them out where the chapter states one, and the bond that is needed."""

    fields: frozenset[str]
    kept_out_by: frozenset[str]
    bond: Bond


def _group(fields: Iterable[str], also: Iterable[str] = (), bond: Bond = Bond.BESIDE) -> Group:
    return Group(frozenset(fields), frozenset({*fields, *also}), bond)


GROUPS = (
    _group({"author"}, bond=Bond.PRINTED),
    _group({"translator"}, bond=Bond.PRINTED),
    _group({"written"}, {"published"}, bond=Bond.CHAPTER),
    _group(PRINT, {"source"}, bond=Bond.PRINTED),
    _group({"source"}, PRINT, bond=Bond.PRINTED),
    _group({"editor"}),
    _group(CREDITS),
    _group(RIGHTS),
)
#: What stands before and after a work, often in another hand, by its words in the contents.
APART = re.compile(
    r"\b(?:prefaces?|forewords?|introductory note|introduction (?:to|by|of)|afterword|postscript|append(?:ix|ices)|glossary"
    r"|chronology|bibliograph\w*|biograph\w*|abbreviations|obituary|notes? (?:on|by|to)|about the author|life of|further reading"
    r"|acknowledge?ments|dedication|(?:author|editor|translator|publisher|transcriber)s?['’]s?"
    r"|vorwort|nachwort|anhang|préface|avant-propos|postface|annexe|prólogo|prefacio|epílogo|apéndice|prefazione|appendice)\b",
    re.I,
)
OWN_PREFACE = re.compile(r"\bauthor['’]s\b", re.I)
BY = re.compile(
    r"(?:^|[\s,(])(?i:by|par|von|por|di)\s+"
    r"(?P<names>[A-ZÀ-Ý][^\W\d_]*\.?(?:[\s.,&-]+(?:(?:and|et|und|y|e|de|von)\s+)?[A-ZÀ-Ý][\w’'-]*\.?)+)\W*$"
)
#: "Andrew Rothstein (main text), A. Fineberg (preface)": a statement that holds of some of the parts is passed to none.
OF_SOME = re.compile(r"\([^()]*\b(?:text|prefaces?|foreword|appendi(?:x|ces)|chapters?|parts?|introduction|notes?)\b", re.I)
YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")


def inherited(own: Sequence[Stated], line: Sequence[Part], listings: Mapping[str, Listing]) -> list[Stated]:
    """Return what a text takes from the index pages above it; `own` is what its page states of it, `line` is from `line_of`.

    Of several index pages the nearest that says something of a group gives all of it; the work is called what the topmost says.
    """
    said = {s.field for s in own if s.chosen}
    out = _of_contents(line, said)
    said |= {s.field for s in out}
    bonds = [bond(part, own, listings[part.work]) for part in line]
    for group in GROUPS:
        if not said & group.kept_out_by:
            out += _of_group(group, own, line, bonds, listings)
    return out


def _of_contents(line: Sequence[Part], said: AbstractSet[str]) -> list[Stated]:
    """Return what the lines of contents say, and what the work is called."""
    out = []
    if "part_of" not in said:
        out.append(_passed(line[-1].title._replace(field="part_of"), line[-1].work))
    if "title" not in said and re.search(r"[^\W\d_]{3}", line[0].entry.words):
        out.append(_title(line[0]))
    return out if "author" in said else out + _authors(line[0])


def _of_group(
    group: Group, own: Sequence[Stated], line: Sequence[Part], bonds: Sequence[Bond], listings: Mapping[str, Listing]
) -> list[Stated]:
    for part, tie in zip(line, bonds, strict=True):
        index = listings[part.work]
        if group.bond > tie or ("published" in group.fields and _later(own, index)):
            return []
        if found := [s for s in index.stated if s.chosen and s.field in group.fields]:
            return [_passed(s, part.work) for s in found if not OF_SOME.search(s.words) and not _doubtful(s)]
    return []


def _doubtful(s: Stated) -> bool:
    """Is a value likely misread? It would be wrong once for each chapter: a person of one word or named like a place, a journal or
    book named like a publisher or cut out of a sentence.
    """
    style = house.styles()
    if s.field in PERSONS:
        return " " not in s.value or style.places.fullmatch(s.value) is not None
    return s.field == "venue" and (s.value[:1].islower() or style.publishers.search(s.value) is not None)


def _passed(s: Stated, index: str) -> Stated:
    return s._replace(kind=KIND, chosen=True, page=index)


def _title(part: Part) -> Stated:
    words = " ".join(part.entry.words.split())
    by = BY.search(words)
    return _listed("title", heads.clean(words[: by.start()].rstrip(" ,(") if by else words), part)


def _authors(part: Part) -> list[Stated]:
    return [_listed("author", name, part) for name in byline(" ".join(part.entry.words.split()))]


def _listed(field: str, value: str, part: Part) -> Stated:
    entry = part.entry
    return Stated(field, value, KIND, "its line in the contents of its work", entry.words, entry.start, entry.end, page=part.work)


def bond(part: Part, own: Iterable[Stated], index: Listing) -> Bond:
    """Return how closely a part belongs to the work, by its line in the contents and by its author."""
    if is_dated(part.entry):
        return Bond.BESIDE
    words = " ".join(part.entry.words.split())
    theirs = index.values("author")
    authors = [s.value for s in own if s.field == "author" and s.chosen] or list(byline(words))
    if theirs and authors and not share_one(authors, theirs):
        return Bond.BESIDE
    if APART.search(words) or APART.search(part.entry.target.rpartition("/")[2].replace("-", " ")):
        return Bond.PRINTED if authors or OWN_PREFACE.search(words) else Bond.BESIDE
    return Bond.CHAPTER


def byline(words: str) -> Iterator[str]:
    """Yield the authors a line of contents names after "by"."""
    if by := BY.search(words):
        yield from bylines.split_names(by["names"])


def share_one(names: Iterable[str], others: Iterable[str]) -> bool:
    """May one person be among both? The same surname will do: "Khristian Rakovsky" and "Christian Rakovsky", "Cliff/Barker"."""
    plain = [re.sub(r"\s*[(\[][^)\]]*[)\]]", "", name) for name in names]
    whole = list(others)
    words = {word for other in whole for word in fold(other).split()}
    surnames = {word for name in plain for word in fold(name).split()[-1:]}
    return bool(surnames & words) or any(bylines.same_name(name, other) for name in plain for other in whole)


def _later(own: Iterable[Stated], index: Listing) -> bool:
    """Was the chapter written after the work came out? Then the work's printing is not its own."""
    written = [year for s in own if s.field == "written" and s.chosen for year in YEAR.findall(s.value)]
    printed = [year for value in index.values("published") for year in YEAR.findall(value)]
    return bool(written and printed) and min(written) > max(printed)
