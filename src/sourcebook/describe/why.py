"""Why a field has its value: where it was read, what it won over, what says otherwise. One sentence a value, the same on the
command line and in the reading room.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from ..model import Stated
from . import dates
from .bylines import same_name
from .citing import fold
from .evidence import DEFAULT, PREFERENCE

#: Everything that can be stated of a text or a page, in the order in which one asks for it, and what it is called in a sentence.
FIELDS: Mapping[str, str] = MappingProxyType({
    "title": "title", "subtitle": "subtitle", "part_of": "work it is part of", "author": "author", "genre": "genre",
    "written": "date of writing", "place": "place of writing", "recipient": "recipient", "starts": "first words",
    "ends": "last words", "published": "date of printing", "venue": "journal or book", "series": "series", "volume": "volume",
    "number": "number", "whole_number": "whole number", "pages": "pages", "publisher": "publisher",
    "publication_place": "place of printing", "source": "printed source", "carrier": "site or magazine it was copied from",
    "translator": "translator", "transcriber": "transcriber", "markup": "marker-up", "proofreader": "proofreader",
    "editor": "editor", "rights": "rights", "rights_text": "licence", "updated": "last update",
})  # fmt: skip
#: Kinds of evidence, and what they are called in a sentence.
PLACES: Mapping[str, str] = MappingProxyType({
    "label": "a label of the colophon", "prose": "a sentence of the colophon", "heading": "the heading", "dateline": "the dateline",
    "signature": "the signature", "salutation": "the salutation", "issue": "the magazine’s own header", "stamp": "a stamp",
    "body": "the text itself", "title": "the page’s title element", "meta": "the page’s metadata", "path": "the file’s path",
    "index": "the work’s index page", "index page": "the work’s index page",
})  # fmt: skip
#: What is said of one piece. All else a page says, it says of every piece in it.
OF_A_PIECE = frozenset({"title", "subtitle", "part_of", "author", "genre", "written", "place", "recipient", "starts", "ends"})
DATES = frozenset({"written", "published", "updated"})
PEOPLE = frozenset({"author", "recipient", "translator", "transcriber", "markup", "proofreader", "editor"})
#: Kinds of evidence that are about the file and not printed in the text: they may differ from what is, but do not contradict it.
OF_THE_FILE = frozenset({"title", "meta", "path"})
#: So many characters of the printed words stand in a sentence.
QUOTED = 160


class Rival(NamedTuple):
    """A statement that was not chosen; where it `differs` it cannot be true along with the chosen ones."""

    stated: Stated
    differs: bool

    @property
    def conflict(self) -> bool:
        """Does the page contradict itself here, in what is printed on it?"""
        return self.differs and self.stated.kind not in OF_THE_FILE


class Why(NamedTuple):
    """A chosen value, the other places that say the same, what says otherwise (best first), and the reason in a sentence."""

    chosen: Stated
    also: tuple[Stated, ...]
    rivals: tuple[Rival, ...]
    sentence: str

    @property
    def disputed(self) -> bool:
        """Does anything contradict the value?"""
        return any(rival.conflict for rival in self.rivals)


def of_text(own: Iterable[Stated], of_page: Iterable[Stated]) -> list[Stated]:
    """Return what is said of a text: its own statements, and what its page says of all its texts where it says nothing itself."""
    said = list(own)
    fields = OF_A_PIECE | {s.field for s in said}
    return [*said, *(s for s in of_page if s.field not in fields)]


def why(field: str, stated: Iterable[Stated]) -> tuple[Why, ...]:
    """Return the reason for each chosen value of a field; `stated` is all that is said of one text, or of one page."""
    said = [s for s in stated if s.field == field]
    chosen = list({s.value: s for s in reversed(said) if s.chosen}.values())[::-1]
    rivals = tuple(Rival(s, _differs(s, chosen)) for s in _others(said, chosen))
    return tuple(_answer(one, said, rivals) for one in chosen)


def _others(said: Iterable[Stated], chosen: Sequence[Stated]) -> Iterator[Stated]:
    return (s for s in said if not s.chosen and not any(same(s.field, s.value, c.value) for c in chosen))


def _differs(rival: Stated, chosen: Iterable[Stated]) -> bool:
    return not any(agrees(rival.field, rival.value, one.value) for one in chosen)


def same(field: str, one: str, other: str) -> bool:
    """Tell whether two values are one, case and punctuation aside; of dates every sign counts."""
    return one == other or (field not in DATES and fold(one) == fold(other) != "")


def agrees(field: str, one: str, other: str) -> bool:
    """Tell whether two values can both be true: overlapping dates, forms of a name, a title and a longer form of it."""
    if field in DATES:
        return dates.agrees(one, other)
    if field in PEOPLE:
        return same_name(one, other)
    a, b = f" {fold(one)} ", f" {fold(other)} "
    return a in b or b in a


def _answer(one: Stated, said: Iterable[Stated], rivals: tuple[Rival, ...]) -> Why:
    also = tuple(s for s in said if s is not one and same(s.field, s.value, one.value) and s.kind != one.kind)
    return Why(one, also, rivals, "; ".join((read_in(one), *_reasons(one, also, rivals))) + ".")


def read_in(one: Stated) -> str:
    """Return where a statement was read and its words, without a full stop."""
    place = PLACES.get(one.kind, one.kind)
    rule = f" ({one.rule})" if one.rule and one.rule.removeprefix("the ") not in place else ""
    words = " ".join(one.words.split())
    if not words:
        return f"No words state it: {one.rule}"
    return f"Read in {place}{rule}, “{words if len(words) <= QUOTED else words[:QUOTED].rsplit(' ', 1)[0] + ' …'}”"


def _reasons(one: Stated, also: Sequence[Stated], rivals: Sequence[Rival]) -> Iterator[str]:
    if also:
        yield f"{_places(also)} {_says(also)} the same"
    elif one.words and not rivals:
        yield "nothing else states it"
    rank = _rank(one.field, one.kind)
    below = [r for r in rivals if _rank(one.field, r.stated.kind) > rank]
    if below:
        otherwise = "something else" if any(r.differs for r in below) else "it in another form"
        others = [r.stated for r in below]
        yield f"for the {FIELDS.get(one.field, one.field)} this counts before {_places(others)}, which {_says(others)} {otherwise}"
    if len(below) < len(rivals):
        alike = "of places that count alike the first is taken"
        yield "the most exact statement of rights counts" if one.field == "rights" else alike


def _rank(field: str, kind: str) -> int:
    order = PREFERENCE.get(field, DEFAULT)
    return order.index(kind) if kind in order else len(order)


def _places(stated: Iterable[Stated]) -> str:
    places = list(dict.fromkeys(PLACES.get(s.kind, s.kind) for s in stated))
    return " and ".join(filter(None, (", ".join(places[:-1]), places[-1])))


def _says(stated: Iterable[Stated]) -> str:
    return "says" if len({PLACES.get(s.kind, s.kind) for s in stated}) == 1 else "say"


def preferences() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the order of preference: a field and its kinds of evidence, best first; under no name that of all other fields."""
    yield from PREFERENCE.items()
    yield "", DEFAULT
