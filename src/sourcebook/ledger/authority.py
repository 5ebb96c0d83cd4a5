"""Authority files: who is who. A packaged one of the labour movement and diplomacy 1840–1960, and those an archive brings.

CSV with a head: name, kind, sort, wikidata, from, to, aliases, part_of, note; aliases are separated by "|". A row of an archive's
own file stands in the place of the packaged one of that name.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from rapidfuzz import fuzz

from ..errors import UsageError

KINDS = frozenset("person organisation party state organ paper treaty event work group place".split())
DATE = re.compile(r"\d{4}(?:-\d\d){0,2}")
PARTED, DROPPED = re.compile(r"[^\w]+"), re.compile(r"[.'’‘`*]")
NUMERAL = re.compile(r"[ivx]+")  # of princes, folded
#: What people follow that has a name of its own.
BODIES = frozenset({"party", "organisation"})
#: How alike two spellings of a following's name are.
SPELLING = 88
#: How alike a slip of spelling is to the name it stands for.
MISSPELT = 92
#: "Lovestoneites", "Poumists", "Nazis": a party's following as texts call it, which they keep apart from the party.
FOLLOWING = re.compile(r"(?:[A-Z][\w-]* (?!Communists|Socialists))?[A-Za-z][\w-]*(?:ists|ites)|Nazis|Fabians|Fenians")
#: "J. R.", "J.R.": initials, which texts part or do not.
PARTED_INITIALS, CLOSE_INITIALS = re.compile(r"\b([A-ZÀ-Þ]\.) (?=[A-ZÀ-Þ]\.)"), re.compile(r"\b([A-ZÀ-Þ]\.)(?=[A-ZÀ-Þ]\.)")
COLUMNS = ("name", "kind", "sort", "wikidata", "from", "to", "aliases", "part_of", "note")
PACKAGED, PLACES = "actors.csv", "places.csv"
#: Kinds that can speak, hold, be bound.
ACTING = frozenset("person organisation party state organ paper group".split())


class Actor(NamedTuple):
    """Somebody or something that texts speak of, by the name an index has; dates are EDTF, `wikidata` is a Q-number."""

    name: str
    kind: str
    sort: str = ""
    wikidata: str = ""
    born: str = ""
    died: str = ""
    aliases: tuple[str, ...] = ()
    part_of: str = ""
    note: str = ""


class Place(NamedTuple):
    """A name that stands for a state at some time: a capital that acts ("Washington protests"), Russia before and after 1917."""

    name: str
    acting: bool  # only where it does something or something is done to it: else it is a place
    first: str
    last: str

    def fits(self, when: str) -> bool:
        """Tell whether it stands for that state at a date, as far as the date is known: October 1917 has its thirtieth in it."""
        found = DATE.search(when)
        day = found[0] if found else ""
        return not day or (self.first <= day and (not self.last or day[: len(self.last)] <= self.last))


#: First word → the forms that begin with it, as words, and whom each means.
Starts = Mapping[str, Sequence[tuple[tuple[str, ...], str]]]


@dataclass(frozen=True, slots=True)
class Authority:
    """The actors known by name: `forms` leads from a folded name or alias to the actor's name."""

    actors: Mapping[str, Actor]
    forms: Mapping[str, str]
    surnames: Mapping[str, str]  # of persons, where no other person of the file has it
    places: Mapping[str, tuple[Place, ...]]
    families: Mapping[str, tuple[str, ...]]  # all persons of a surname
    starts: Starts  # the forms by their first word, as they are looked up in running text

    def place(self, form: str, when: str) -> Place | None:
        """Return what a place's name stands for at a date (EDTF, empty: whenever)."""
        return next((place for place in self.places.get(fold(form), ()) if place.fits(when)), None)

    def misspelt(self, name: str, person: bool) -> str:
        """Return the only person, or other actor, whose full name a slip can have made this; else nothing."""
        told, near = fold(name), set()
        for form, actor in self.forms.items():
            alike = " " in form and form[:1] == told[:1] and fuzz.ratio(form, told, score_cutoff=MISSPELT)
            if alike and (self.actors[actor].kind == "person") == person:
                near.add(actor)
        return near.pop() if len(near) == 1 and " " in told else ""

    def kind(self, name: str) -> str:
        """Return what an actor is; empty where nobody of that name is known."""
        return self.actors[name].kind if name in self.actors else ""


@lru_cache(1 << 16)  # words come again and again
def fold(name: str) -> str:
    """Return a name for comparing: no accents, points, apostrophes or hyphens, ligatures and case undone."""
    letters = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return PARTED.sub(" ", DROPPED.sub("", letters)).strip().casefold()


def authority(paths: Sequence[Path] = ()) -> Authority:
    """Return the packaged actors and those of an archive's own files; raises UsageError for a row that is none."""
    rows = {actor.name: actor for actor in _packaged()}
    for path in paths:
        rows |= {actor.name: actor for actor in _read(path.read_text("utf-8-sig"), str(path))}
    return _joined(rows.values())


@cache
def _places() -> Mapping[str, tuple[Place, ...]]:
    found: dict[str, tuple[Place, ...]] = {}
    for row in csv.DictReader(io.StringIO((files("sourcebook.ledger") / "data" / PLACES).read_text("utf-8"))):
        place = Place(row["name"], row["use"] == "acting", row["from"], row["to"])
        found[fold(row["alias"])] = (*found.get(fold(row["alias"]), ()), place)
    return MappingProxyType(found)


@cache
def _packaged() -> tuple[Actor, ...]:
    return tuple(_read((files("sourcebook.ledger") / "data" / PACKAGED).read_text("utf-8"), PACKAGED))


def _read(text: str, path: str) -> list[Actor]:
    table = csv.DictReader(io.StringIO(text))
    if not table.fieldnames or not {"name", "kind"} <= set(table.fieldnames):
        raise UsageError(f"{path}:1: an authority file begins with the line {','.join(COLUMNS)}.", "`name` and `kind` are needed.")
    return [
        _actor(row, f"{path}:{table.line_num}") for row in table if any((value or "").strip() for value in row.values() if value)
    ]


def _actor(row: Mapping[str, str | None], where: str) -> Actor:
    name, kind, sort, number, born, died, aliases, part, note = ((row.get(column) or "").strip() for column in COLUMNS)
    if not name or kind not in KINDS:
        fault = "has no name" if not name else f"has the kind {kind!r}"
        raise UsageError(f"{where}: the row {fault}.", f"The kinds are {', '.join(sorted(KINDS))}.")
    return Actor(name, kind, sort, number, born, died, tuple(a.strip() for a in aliases.split("|") if a.strip()), part, note)


def _joined(actors: Iterable[Actor]) -> Authority:
    actors = [part for actor in actors for part in _parted(actor)]
    forms = {fold(form): actor.name for actor in actors for form in (*_forms(actor), actor.name)}
    last = Counter(surname(actor.name) for actor in actors if actor.kind == "person")
    alone = [
        a
        for a in actors
        if a.kind == "person" and last[surname(a.name)] == 1 and not any(map(NUMERAL.fullmatch, fold(a.name).split()))
    ]
    surnames = {surname(a.name): a.name for a in alone}
    return Authority(
        {a.name: a for a in actors},
        forms,
        {s: n for s, n in surnames.items() if s and s not in forms},
        _places(),
        _families(actors),
        MappingProxyType(by_first(forms)),
    )


def by_first(forms: Mapping[str, str]) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Return forms as words, under the first of them."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for form, name in forms.items():
        if parts := tuple(form.split()):
            found.setdefault(parts[0], []).append((parts, name))
    return found


def _families(actors: Iterable[Actor]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for actor in actors:
        if actor.kind == "person":
            found[surname(actor.name)] = (*found.get(surname(actor.name), ()), actor.name)
    return MappingProxyType(found)


def _parted(actor: Actor) -> list[Actor]:
    """Return an actor and those who follow it, who are a group of their own."""
    called = [a for a in actor.aliases if actor.kind in BODIES and FOLLOWING.fullmatch(a)]
    if not called:
        return [actor]
    body = actor._replace(aliases=tuple(a for a in actor.aliases if a not in called))
    apart = [a for n, a in enumerate(called) if not any(_spelt(a, b) for b in called[:n])]
    spellings = {a: tuple(b for b in called if b != a and _spelt(a, b)) for a in apart}
    return [body, *(Actor(a, "group", aliases=spellings[a], part_of=actor.name) for a in apart)]


def _spelt(one: str, other: str) -> bool:
    return fuzz.ratio(fold(one), fold(other)) >= SPELLING


def _forms(actor: Actor) -> list[str]:
    """Return the aliases that join; of a following only its spellings: texts keep "the Stalinist clique" and "Stalinists" apart."""
    if actor.kind == "person":
        return [form for a in (*actor.aliases, actor.name) for form in (a, *_initials(a))]
    return [a for a in actor.aliases if actor.kind != "group" or _spelt(a, actor.name)]


def _initials(name: str) -> tuple[str, str]:
    """Return a name with its initials close together, and with them parted."""
    return PARTED_INITIALS.sub(r"\1", name), CLOSE_INITIALS.sub(r"\1 ", name)


def surname(name: str) -> str:
    """Return the last word of a person's name, folded; of a prince's the name he reigns by."""
    words = [word for word in fold(name).split(" of ")[0].split() if word not in ("jr", "sr") and not NUMERAL.fullmatch(word)]
    return words[-1] if words else ""
