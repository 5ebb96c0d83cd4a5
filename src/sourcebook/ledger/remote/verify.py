"""An answer held against the text it is about: what stands there becomes entries, the rest is dropped, and told why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ..model import AUTHOR, EDITOR, FIELDS, KINDS, Entry, Piece, collapsed
from .finding import Place
from .form import CHOICES, OPTIONAL, SHAPES, Shape
from .grounds import Grounds
from .windows import Window

#: The score of an entry while nobody has counted how many such entries are right: a toss of a coin.
UNKNOWN = 0.5
#: A quote has more than a word, or it would be found anywhere.
LEAST_WORDS = 2
#: Whose paragraphs are told by the editor, whatever a model says.
HANDS = frozenset({EDITOR, "translator", "transcriber", "site"})


class Dropped(NamedTuple):
    """What did not get in, and why: an entry, or where `field` is named only that field of an entry that stands."""

    reason: str
    kind: str
    words: str
    field: str = ""


class Checked(NamedTuple):
    """What is left of an answer."""

    entries: tuple[Entry, ...]
    dropped: tuple[Dropped, ...]


class _Unfit(Exception):
    """Why an entry is dropped."""


def check(
    answer: Sequence[Any], piece: Piece, window: Window, rule: str, scores: Mapping[str, float] | None = None
) -> Checked:  # fmt: skip
    """Return the entries of an answer that stand in their window; `scores` are the shares found right, by kind."""
    grounds = Grounds(piece, window)
    entries: dict[tuple[str, int], Entry] = {}
    dropped: list[Dropped] = []
    for given in answer:
        kind = given.get("kind") if isinstance(given, dict) else None
        reading = _Reading(grounds, given if isinstance(given, dict) else {})
        try:
            entry = reading.entry(rule)
        except _Unfit as reason:
            dropped.append(Dropped(str(reason), _brief(kind), _brief(reading.given.get("quote"))))
            continue
        entries.setdefault((entry.id, entry.start), entry._replace(score=(scores or {}).get(entry.kind, UNKNOWN)))
        dropped += reading.emptied
    return Checked(tuple(entries.values()), tuple(dropped))


def _brief(value: Any) -> str:
    return collapsed(value)[:200] if isinstance(value, str) else ""


class _Reading:
    """One entry of an answer, read field by field; `emptied` tells of fields that had no ground and could be left out."""

    def __init__(self, grounds: Grounds, given: Mapping[str, Any]) -> None:
        self.grounds, self.given = grounds, given
        self.emptied: list[Dropped] = []
        self.found: dict[str, Any] = {}

    def entry(self, rule: str) -> Entry:
        """Return it as an entry of the ledger; raises _Unfit where it is none."""
        kind = self.given.get("kind")
        if kind not in KINDS:
            raise _Unfit("no such kind of entry")
        place = self._quote()
        for field in sorted(FIELDS[kind], key=lambda field: SHAPES[field] is Shape.PARAPHRASE):  # names before what mentions them
            self._field(field, place)
        when = self._reversed() if kind == "reversal" else self._when(self.given, "when", self.grounds.piece.date or None)
        voice, cues = self._voice(place), self._cues(place)
        fields = {field: self.found[field] for field in FIELDS[kind]} | self.found
        piece = self.grounds.piece
        return Entry(piece.doc, piece.name, kind, place.start, place.end, place.words, voice, when, fields, rule, cues)

    def _quote(self) -> Place:
        words = self.given.get("quote")
        if not isinstance(words, str) or len(words.split()) < LEAST_WORDS:
            raise _Unfit("the quote is missing or too short")
        place = self.grounds.own.find(words)
        if place is None:
            raise _Unfit("the quote does not stand in the passage")
        if place.near:
            self.found["variant"] = collapsed(words)
        return place

    def _field(self, field: str, place: Place) -> None:
        given = self.given.get(field)
        if given is None and field in OPTIONAL:
            self.found[field] = None
            return
        value = READERS[SHAPES[field]](self, field, given, place)
        if value is None and field not in OPTIONAL:
            raise _Unfit(REASONS[SHAPES[field]].format(field=field))
        if value is None:
            self._empty(field, given)
        self.found[field] = value

    def _actor(self, field: str, given: Any, _place: Place) -> str | None:
        if not isinstance(given, str) or not self.grounds.names(collapsed(given), self.given.get(f"{field}_text")):
            return None
        name = self.grounds.piece.author or AUTHOR if collapsed(given) == AUTHOR else collapsed(given)
        self._read_in(field, name)
        return name

    def _read_in(self, field: str, name: str) -> None:
        """Mark a name that the text does not print: whom its words mean is what the model believes."""
        if name not in (AUTHOR, EDITOR) and not self.grounds.prints(name):
            self.found["inferred"] = sorted({*self.found.get("inferred", ()), field})

    def _actors(self, field: str, given: Any, _place: Place) -> list[str] | None:
        if not isinstance(given, list):
            return None
        names = []
        for one in given:
            name, text = (one.get("name"), one.get("text")) if isinstance(one, dict) else (one, None)
            if isinstance(name, str) and self.grounds.names(collapsed(name), text):
                names.append(collapsed(name))
                self._read_in(field, names[-1])
            else:
                self._empty(field, name)
        return list(dict.fromkeys(names))

    def _copied(self, field: str, given: Any, place: Place) -> str | None:
        found = self.grounds.own.find(given, place) if isinstance(given, str) else None
        if found and found.near:
            self.found[f"{field}_variant"] = collapsed(given)
        return found.words if found else None

    def _paraphrase(self, _field: str, given: Any, _place: Place) -> str | None:
        names = [value for field, value in self.found.items() if SHAPES.get(field) is Shape.ACTOR and value]
        return collapsed(given) if isinstance(given, str) and self.grounds.paraphrases(given, names) else None

    def _flag(self, field: str, given: Any, _place: Place) -> bool | None:
        given = False if field not in self.given else given
        return given if isinstance(given, bool) else None

    def _choice(self, field: str, given: Any, _place: Place) -> str | None:
        return given if isinstance(given, str) and given in CHOICES[field] else None

    def _side(self, field: str, given: Any, _place: Place) -> dict[str, Any] | None:
        if not isinstance(given, dict) or given.get("polarity") not in CHOICES["polarity"]:
            return None
        day = self.grounds.piece.date
        otherwise = (f"../{day}" if field == "from" else day) if day else None
        return {"polarity": given["polarity"], "when": self._when(given, f"{field}.when", otherwise)}

    def _reversed(self) -> str | None:
        before, after = self.found["from"], self.found["to"]
        if before["polarity"] == after["polarity"]:
            raise _Unfit("both sides of a reversal are the same")
        when: str | None = after["when"]
        return when

    def _when(self, given: Mapping[str, Any], field: str, otherwise: str | None) -> str | None:
        when, stands = self.grounds.date(given.get("when"), given.get("when_text"), otherwise)
        if not stands:
            self._empty(field, given.get("when"))
        return when

    def _voice(self, place: Place) -> str:
        if self.grounds.own.voice(place) in HANDS:
            return EDITOR
        given = self.given.get("voice") or AUTHOR
        if not isinstance(given, str) or not self.grounds.names(collapsed(given), self.given.get("voice_text")):
            raise _Unfit("the voice is not named in the passage")
        self._read_in("voice", collapsed(given))
        return AUTHOR if collapsed(given) == self.grounds.piece.author else collapsed(given)

    def _cues(self, place: Place) -> tuple[str, ...]:
        cue = self.given.get("cue")
        if not isinstance(cue, str) or not cue.strip():
            return ()
        found = self.grounds.own.find(cue, place)
        if found is None or found.near:
            self._empty("cue", cue)
            return ()
        return (found.words,)

    def _empty(self, field: str, given: Any) -> None:
        reason = f"{field} has no ground in the passage and is left out"
        self.emptied.append(Dropped(reason, _brief(self.given.get("kind")), _brief(given), field))


READERS = {
    Shape.ACTOR: _Reading._actor, Shape.ACTORS: _Reading._actors, Shape.COPIED: _Reading._copied,
    Shape.PARAPHRASE: _Reading._paraphrase, Shape.FLAG: _Reading._flag, Shape.CHOICE: _Reading._choice, Shape.SIDE: _Reading._side,
}  # fmt: skip
REASONS: Mapping[Shape, str] = {
    Shape.ACTOR: "{field} is missing or not named in the passage",
    Shape.ACTORS: "{field} is no list",
    Shape.COPIED: "{field} do not stand in the passage",
    Shape.PARAPHRASE: "{field} is missing or brings in what the passage does not have",
    Shape.FLAG: "{field} is neither true nor false",
    Shape.CHOICE: "{field} has no such value",
    Shape.SIDE: "{field} is no side of a reversal",
}


def told(dropped: Sequence[Dropped]) -> Iterator[tuple[str, int]]:
    """Yield each reason with how often it was met, the most frequent first."""
    counts: dict[str, int] = {}
    for one in dropped:
        counts[one.reason] = counts.get(one.reason, 0) + 1
    yield from sorted(counts.items(), key=lambda item: -item[1])
