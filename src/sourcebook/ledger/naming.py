"""The names a paragraph uses, each with the actor it goes under: of the words an actor is meant by those that name it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from .rules.passage import Passage

if TYPE_CHECKING:
    from spacy.tokens import Token

#: What the parser calls places.
PLACES = frozenset({"GPE", "LOC", "FAC"})
ARTICLES = frozenset({"the", "a", "an"})


class Name(NamedTuple):
    """A form by which somebody or some place is named: characters of the paragraph, the words, the name it goes under."""

    start: int
    end: int
    form: str
    name: str


def names_of(passage: Passage) -> list[Name]:
    """Return the names of a paragraph in order of place: of actors, of bodies written large, of places; no pronouns."""
    runs = ((name, list(run)) for name, run in groupby(passage.doc, key=passage.name) if name)
    found = [_name(passage, run, name) for name, run in runs if len(run) > 1 or run[0].pos_ != "ADJ"]
    taken = {n for one in found if one for n in range(one.start, one.end)}
    return sorted([*(one for one in found if one), *(p for p in _places(passage) if p.start not in taken)])


def _name(passage: Passage, tokens: list[Token], name: str) -> Name | None:
    """Return the words of a name with those that say which one it is, "French" before "workers"; None for a pronoun."""
    tokens = [t for t in tokens if t.pos_ != "PRON" and (not t.is_punct or t.text in "-—.'’")]
    if not tokens:
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
    if not form[:1].isupper():
        return None
    return Name(start, start + len(form), form, name)


def _belongs(token: Token, name: str) -> bool:
    return token.text == "-" or token.lower_ in name.casefold().split() or (token.pos_ in ("ADJ", "PROPN") and token.text in name)


def _places(passage: Passage) -> Iterator[Name]:
    for span in passage.doc.ents:
        if span.label_ in PLACES and not any(t.i in passage.names for t in span if t.pos_ != "ADJ"):
            form = span.text.strip(" .,")
            form = form[4:] if form.lower().startswith("the ") else form
            start = span.start_char + span.text.find(form)
            yield Name(start, start + len(form), form, form)
