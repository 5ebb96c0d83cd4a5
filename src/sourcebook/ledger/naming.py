"""The names a paragraph uses, each with the actor it goes under: of the words an actor is meant by those that name it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from ..model import Described
from .authority import Authority, fold
from .lexicon import words
from .rules.passage import Passage

if TYPE_CHECKING:
    from spacy.tokens import Token

#: What a page says of itself that is somebody's name, a place, a paper, a work.
STATED = frozenset(
    "author translator transcriber markup proofreader editor place publication_place venue carrier title subtitle publisher".split()
)
#: "Marxists Internet Archive", "GNU Free Documentation License": houses and licences by what they are.
HOUSE = re.compile(
    r"(?:[A-ZÀ-Þ][\w’'.-]*,? (?:of |and |& |for )?){1,6}"
    r"(?:Archives?|Licen[cs]e|Press|Publishers|Publications|Publishing|Library|Foundation|Institute|Books)\b"
)
LABEL = re.compile(r"^(?:the|copyleft|copyright|source|version|online|publisher|printed|published|by|from|in)\W+", re.I)
#: What somebody does or how a body is put down stands behind its name and is no part of it.
BEHIND = words("nouns", "heads", "conduct") | words("nouns", "heads", "masks")
#: What nobody names a body by: "Marxism", "French democracy"; imperialism is said of a power.
DOCTRINE = re.compile(r"(?<!imperial)ism$|democracy$", re.I)
#: Followings and bodies, named in small letters as well.
FOLLOWING = re.compile(r"(?:crats|ocracies)$")
KINDS, WHICH = words("nouns", "heads", "kinds"), words("nouns", "heads", "which")
#: What is a body with a name, though written small: "people's fronts", "fascist leagues", "social patriots".
BANDED = frozenset(
    "front fronts league leagues bloc blocs guard guards police brigades squads patriots chauvinists aggressors".split()
)
TITLES = words("nouns", "titles")
#: What the parser calls places.
PLACES = frozenset({"GPE", "LOC", "FAC"})
RELATIVE = frozenset({"who", "whom", "whose", "which", "that"})
ARTICLES = frozenset({"the", "a", "an"})


class Name(NamedTuple):
    """A form by which somebody or some place is named: characters of the paragraph, the words, the name it goes under."""

    start: int
    end: int
    form: str
    name: str


def names_beside(described: Described, known: Authority) -> list[Name]:
    """Return the names that stand beside a page's texts: who wrote, transcribed, printed them, and where; houses, licences."""
    page = described.page
    stated = [*described.stated, *(s for text in described.texts for s in text.stated)]
    found = [(s.start, s.value) for s in stated if s.field in STATED and s.value]
    lines = [(b.start, page.words(b)) for b in page.blocks if b.text == -1]
    found += [(start + m.start(), LABEL.sub("", m[0])) for start, words in lines for m in HOUSE.finditer(words)]
    return [Name(start, start + len(form), form, _joined(form, known)) for start, form in dict.fromkeys(found)]


def _joined(form: str, known: Authority) -> str:
    """Return the name a form goes under; of a place with its country the place."""
    return known.forms.get(fold(form)) or known.forms.get(fold(form.split(",")[0]), form)


def names_of(passage: Passage) -> list[Name]:
    """Return the names of a paragraph in order of place: of actors, of bodies written large, of places; no pronouns."""
    runs = ((name, list(run)) for name, run in groupby(passage.doc, key=passage.name) if name)
    found = [_name(passage, run, name) for name, run in runs if len(run) > 1 or run[0].pos_ != "ADJ"]
    taken = {n for one in found if one for n in range(one.start, one.end)}
    return sorted([*(one for one in found if one), *(p for p in _places(passage) if p.start not in taken)])


def _name(passage: Passage, tokens: list[Token], name: str) -> Name | None:
    """Return the words of a name with those that say which one it is, "French" before "workers"; None for a pronoun."""
    tokens = [t for t in tokens if t.pos_ != "PRON" and t.lower_ not in RELATIVE and (not t.is_punct or t.text in "-—.'’")]
    while len(tokens) > 1 and tokens[0].lower_.strip(".") in TITLES:
        tokens.pop(0)
    if not tokens:
        return None
    while len(tokens) > 1 and tokens[-1].lower_ in BEHIND and not name.lower().endswith(tokens[-1].lower_):
        tokens.pop()
    if len(tokens) == 1 and tokens[0].pos_ == "ADJ":
        return None
    first, last = tokens[0].i, tokens[-1].i
    while first > 0 and passage.doc[first - 1].pos_ != "PRON" and _belongs(passage.doc[first - 1], name):
        first -= 1
    while first < last and passage.doc[first].lower_ in ARTICLES:
        first += 1
    end = passage.doc[last].right_edge.i if " of " in name and tokens[-1].n_rights else last
    last = end if passage.text(first, end).casefold().endswith(name.split()[-1].casefold()) else last
    start = passage.doc[first].idx
    form = passage.text(first, last).strip(" .,;")
    large = not name[:1].islower() if form[:1].isupper() else _small(passage, form, name)
    if DOCTRINE.search(name) or not large:
        return None
    return Name(start, start + len(form), form, name)


def _small(passage: Passage, form: str, name: str) -> bool:
    """Tell who is named in small letters, "reformists", "the imperialist war", "people's fronts", from any noun."""
    first, *more = form.replace("’", "'").split()
    if not more:
        return bool(FOLLOWING.search(form)) and form[:-1] not in KINDS
    return name in passage.cast.known.actors or (more[-1] in BANDED and (first in WHICH or first.endswith("'s")))


def _belongs(token: Token, name: str) -> bool:
    return token.text == "-" or token.lower_ in name.casefold().split() or (token.pos_ in ("ADJ", "PROPN") and token.text in name)


def _places(passage: Passage) -> Iterator[Name]:
    for span in passage.doc.ents:
        if span.label_ in PLACES and not any(t.i in passage.names for t in span if t.pos_ != "ADJ"):
            form = span.text.strip(" .,")
            form = form[4:] if form.lower().startswith("the ") else form
            start = span.start_char + span.text.find(form)
            yield Name(start, start + len(form), form, form)
