"""A citation taken apart by a grammar (`citation.lark`) over its tokens: venue, series, volume, number, date, pages, publisher,
place, and the words nobody understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import NamedTuple

from lark import Lark, Token, Tree
from lark.lexer import Lexer

from . import dates
from .citing import Known, Marked, Piece, tokens


class Citation(NamedTuple):
    """A citation taken apart; fields are as printed, dates EDTF."""

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


class _Tokens(Lexer):
    """Hands the grammar tokens that are cut already."""

    def __init__(self, conf: object) -> None:
        """Take lark's settings, of which none is needed."""

    def lex(self, pieces: Iterable[Piece]) -> Iterable[Token]:  # type: ignore[override]
        """Yield a token a piece; its value is the piece's."""
        for piece in pieces:
            yield Token(piece.kind, piece.value, start_pos=piece.start, end_pos=piece.end)


@cache  # the grammar is a constant, read once
def _parser() -> Lark:
    return Lark((files(__package__) / "citation.lark").read_text("utf-8"), parser="lalr", lexer=_Tokens, maybe_placeholders=False)


def citation(words: str, marked: tuple[Marked, ...] = (), known: Known = Known()) -> Citation:  # noqa: B008 (immutable)
    """Take a citation apart; `marked` are stretches printed in italics or bold, `known` the page's author and title."""
    pieces = tokens(words, marked, known)
    left = "; ".join(p.value for p in pieces if p.kind == "LEFT")
    tree: Tree[Token] = _parser().parse([p for p in pieces if p.kind != "LEFT"])
    return _read(tree, words)._replace(left=left)


class _Part(NamedTuple):
    """A part of a citation: the little words before it, its names, what locates it, whether that is a periodical's."""

    markers: tuple[str, ...]
    names: list[Token]
    tail: list[Token]
    issue: bool


def _read(tree: Tree[Token], words: str) -> Citation:
    parts = [_part(child) for child in tree.children if isinstance(child, Tree)]
    found = {FIELD[t.type]: str(t) for part in reversed(parts) for t in reversed(part.tail) if t.type in FIELD}
    if "place" in found:
        found["place"] = POSTAL.sub("", found["place"])
    tails = [part.tail for part in parts if any(t.type in {"PLACE", "PUBLISHER"} for t in part.tail)]
    imprint = [t for tail in tails for t in tail if t.type == "YEAR"]  # "The Strike of 1926, Pier Press, London 1986"
    days = any(t.type == "DAY" for part in parts for t in part.tail)
    told = imprint if imprint and not days else [t for part in parts for t in part.tail if t.type in {"DAY", "YEAR"}]
    dated = [dates.Found(t.start_pos or 0, t.end_pos or 0, str(t)) for t in told]
    if dated:
        found["date"] = joint(sorted(dated), words)
    for part in parts:
        if part.names and part.markers[-1:] == ("BY",):
            found.setdefault("publisher", str(part.names[0]))
    _name(found, [part for part in parts if part.markers[-1:] != ("BY",)])
    return Citation(**found)


FIELD = MappingProxyType({
    "VOLUME": "volume", "NUMBER": "number", "WHOLE_NUMBER": "whole_number", "SERIES": "series", "PAGES": "pages",
    "PLACE": "place", "PUBLISHER": "publisher",
})  # fmt: skip


#: The postal district behind a town.
POSTAL = re.compile(r",?\s+[NSEW]{1,2}\.?(?:\s?C\.?)?\s?\d{0,2}$")


def _part(tree: Tree[Token]) -> _Part:
    """Flatten a part of the parsed citation."""
    out = _Part((), [], [], issue=False)
    if tree.data in {"book", "issue"}:
        return out._replace(tail=_leaves(tree), issue=tree.data == "issue")
    for child in tree.children:
        assert isinstance(child, Tree)
        if child.data == "markers":
            out = out._replace(markers=tuple(t.type for t in _leaves(child)))
        elif child.data == "works":
            out = out._replace(names=_leaves(child))
        elif child.data in {"book", "issue"}:
            out = out._replace(tail=_leaves(child), issue=child.data == "issue")
        elif child.data in {"by_author", "unsigned", "only_author"}:
            out = _part(child)._replace(markers=out.markers)
    return out


def _leaves(tree: Tree[Token]) -> list[Token]:
    return list(tree.scan_values(lambda leaf: isinstance(leaf, Token)))


def _name(found: dict[str, str], parts: list[_Part]) -> None:
    """Choose the venue among the names: a periodical's comes last before its number, a book's first, or where it is set off."""
    named = [part for part in parts if part.names]
    ranked = [*(p for p in named if p.issue), *(p for p in named if "IN" in p.markers), *named]
    part = next(iter(ranked), None)
    if part is None:
        if "publisher" in found and any(p.issue for p in parts):
            found["venue"] = found.pop("publisher")
        return
    fresh = [name for name in part.names if name.type not in {"TITLE", "QUOTED"}]
    titles = [name for p in named for name in p.names if name.type == "TITLE"]
    if "AS" in part.markers and len(fresh) > 1:
        fresh = fresh[1:]
    if part.issue:
        best = _set_off(fresh) or next(iter(fresh[-1:] or titles), None)
    else:
        best = next(iter(titles or [_set_off(fresh) or next(iter(fresh or part.names))]))
        last = part.names[-1]
        house = best.type == "TITLE" or re.search(r"&|\band\b", last)  # else it may be a place nobody has listed
        if last is not best and last in fresh and part.tail and house and "publisher" not in found:
            found["publisher"] = str(last)
    if best is not None:
        found["venue"] = str(best)


def _set_off(names: list[Token]) -> Token | None:
    """Return the last name in bold, else the last in italics: so journals and books are printed."""
    return next((name for kind in ("BOLD", "SLANTED") for name in reversed(names) if name.type == kind), None)


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
