"""Who a text speaks of: names found by authority file, by what the text itself defines, and by the parser's own guesses; joined.

A name typed once counts everywhere in its text: who was called in full is meant by the surname alone afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from .authority import Authority, fold, surname

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

WORD = re.compile(r"[^\W_]+(?:[.'’][^\W_]+)*\.?")
POSSESSIVE = re.compile(r"['’]s?$")
#: "the Communist International (Comintern)": a name, and what the text will call it.
DEFINED = re.compile(
    r"((?:[A-ZÀ-Þ][\w'’-]+\s+(?:(?:of|the|for|and|in|de|la)\s+){0,2}){1,6}[A-ZÀ-Þ][\w'’-]+)\s+\([\"“]?([A-Z][\w.’']{1,14})[\"”]?\)"
)
#: What the parser calls a name → what the ledger does.
GUESSED = {"PERSON": "person", "ORG": "organisation", "GPE": "state", "NORP": "group", "LAW": "treaty", "EVENT": "event"}
TITLES = frozenset(
    "mr mrs miss dr messrs comrade comrades citizen m herr monsieur general marshal president premier chancellor senator sir lord "
    "king kaiser tsar czar minister professor prof captain colonel".split()
)
#: Where a capital is its government: as subject or owner, or after these.
ACTS = frozenset({"nsubj", "nsubjpass", "poss", "conj"})
TOWARDS = frozenset({"with", "by", "of", "against", "between", "towards", "toward"})
NO_NAMES = frozenset({"company", "co", "messrs", "mr", "comrade", "state", "party", "government", "congress"})
ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.I)
TAIL = re.compile(r"['’]s?$|^[\W_]+|[\s\W]+$")


class Mention(NamedTuple):
    """A place where somebody is named: characters of the paragraph, the name, how it was known."""

    start: int
    end: int
    name: str
    how: str  # authority | defined | guessed | surname


@dataclass(slots=True)
class Cast:
    """The actors of one text: what is known before reading it, and what reading it adds."""

    known: Authority
    date: str = ""
    kinds: dict[str, str] = field(default_factory=dict)
    forms: dict[str, str] = field(default_factory=dict)
    surnames: dict[str, str] = field(default_factory=dict)

    def kind(self, name: str) -> str:
        """Return what an actor is; empty where nobody knows."""
        return self.known.kind(name) or self.kinds.get(name, "")

    def introduce(self, name: str, kind: str) -> str:
        """Take an actor into the cast, and return the name it has: an earlier one where it is the same."""
        name = self.known.forms.get(fold(name)) or self.forms.get(fold(name)) or name
        self.kinds.setdefault(name, kind)
        if kind == "person":
            name = self._same_person(name)
            self.surnames.setdefault(surname(name), name)
        return name

    def _same_person(self, name: str) -> str:
        """Return the person of that surname where first names agree or one has none."""
        met = self.surnames.get(surname(name))
        if met and agree(name, met):
            return met
        fitting = [other for other in self.known.families.get(surname(name), ()) if agree(name, other)]
        return fitting[0] if len(fitting) == 1 else name

    def define(self, name: str, short: str) -> None:
        """Note that the text calls an actor something else from here on."""
        name = self.introduce(name, self.known.kind(name) or "organisation")
        self.forms.setdefault(fold(short), name)


def agree(one: str, other: str) -> bool:
    """Tell whether two names of a surname can be one person's: no first name on one side, or first letters alike."""
    firsts = [[w for w in fold(name).split()[:-1] if w not in TITLES] for name in (one, other)]
    return not all(firsts) or firsts[0][0][0] == firsts[1][0][0]


def defined(text: str) -> Iterator[tuple[str, str]]:
    """Yield the names a text gives with what it calls them: initials of the name, or a name for short."""
    for found in DEFINED.finditer(text):
        name, short = ARTICLE.sub("", found[1]), found[2]
        initials = "".join(w[0] for w in re.findall(r"[A-ZÀ-Þ][\w'’-]*", name)).casefold()
        letters = re.sub(r"\W", "", short).casefold()
        if letters == initials or (len(letters) > 5 and letters[:3] in name.casefold()):
            yield name, short


def known(text: str, cast: Cast) -> list[Mention]:
    """Return where a paragraph names actors that are known, the longest name first at each place."""
    table = _table(tuple({**cast.known.forms, **cast.forms}.items())) if cast.forms else _packaged_table(cast.known)
    words = [(fold(POSSESSIVE.sub("", m[0])), m.start(), m.start() + len(POSSESSIVE.sub("", m[0]))) for m in WORD.finditer(text)]
    found, n = [], 0
    while n < len(words):
        folded, start, _ = words[n]
        match = next((hit for hit in table.get(folded, ()) if _fits(words, n, hit[0], text)), None)
        if (match and text[start].isupper()) or (match and text[start : start + 2] in ("l’", "l'")):
            found.append(Mention(start, words[n + len(match[0]) - 1][2], match[1], "authority"))
            n += len(match[0])
        else:
            n += 1
    return found


def _fits(words: Sequence[tuple[str, int, int]], n: int, form: tuple[str, ...], text: str) -> bool:
    part = words[n : n + len(form)]
    return tuple(w for w, _, _ in part) == form and all(b[1] - a[2] <= 2 for a, b in zip(part, part[1:], strict=False))


Table = dict[str, list[tuple[tuple[str, ...], str]]]


@cache
def _table(forms: tuple[tuple[str, str], ...]) -> Table:
    table: Table = {}
    for form, name in forms:
        words = tuple(form.split())
        if words:
            table.setdefault(words[0], []).append((words, name))
    return {first: sorted(rows, key=lambda row: -len(row[0])) for first, rows in table.items()}


def _packaged_table(authority: Authority) -> Table:
    return _table(tuple(authority.forms.items()))


def mentions(text: str, doc: Doc, cast: Cast) -> list[Mention]:
    """Return where a paragraph names actors, in order; what it adds to the cast is added."""
    for name, short in defined(text):
        cast.define(name, short)
    places = {
        n for m in WORD.finditer(text) if fold(POSSESSIVE.sub("", m[0])) in cast.known.places for n in range(m.start(), m.end())
    }
    found = [m for m in known(text, cast) if fold(text[m.start : m.end]) not in cast.known.places]
    taken = {n for m in found for n in range(m.start, m.end)}
    for span in doc.ents:
        if span.label_ in GUESSED and not (taken | places) & set(range(span.start_char, span.end_char)):
            mention = _guessed(span, cast)
            if mention:
                found.append(mention)
                taken |= set(range(mention.start, mention.end))
    found += list(_placed(doc, cast, taken))
    found += [m for m in _surnamed(doc, cast) if not taken & set(range(m.start, m.end))]
    return sorted(_widened(found, doc, cast))


def _placed(doc: Doc, cast: Cast, taken: set[int]) -> Iterator[Mention]:
    """Yield the capitals that act, and the names that mean one state before a date and another after it."""
    for token in doc:
        place = cast.known.place(token.text, cast.date) if token.text[:1].isupper() and token.idx not in taken else None
        if place and (not place.acting or token.dep_ in ACTS or (token.dep_ == "pobj" and token.head.lower_ in TOWARDS)):
            yield Mention(token.idx, token.idx + len(token), place.name, "authority")


def _guessed(span: Span, cast: Cast) -> Mention | None:
    """Return a name the parser found, cleaned of articles and titles; None for one that is no name."""
    tokens = list(span)
    while tokens and (tokens[0].lower_.strip(".") in TITLES | {"the", "a", "an"} or tokens[0].is_punct):
        tokens = tokens[1:]
    tokens = list(takewhile(lambda t: t.lower_ not in ("'s", "'", "(", ":"), tokens))
    if not tokens or not any(t.text[0].isupper() for t in tokens) or (span.label_ == "NORP" and tokens[-1].pos_ == "ADJ"):
        return None
    if span.label_ == "NORP" and len(tokens) == 1 and not tokens[0].lower_.endswith("s"):
        return None
    words = span.doc.text[tokens[0].idx : tokens[-1].idx + len(tokens[-1])].strip(" .,;:-\"'")
    if len(words) < 2 or words.casefold() in NO_NAMES or (span.label_ == "PERSON" and tokens[-1].pos_ not in ("PROPN", "NOUN")):
        return None
    name = cast.introduce(words, GUESSED[span.label_])
    return Mention(tokens[0].idx, tokens[0].idx + len(words), name, "guessed")


def _surnamed(doc: Doc, cast: Cast) -> Iterator[Mention]:
    """Yield the surnames that stand alone of persons met before, or of the only person of the authority file who has it."""
    for token in doc:
        if not token.text[:1].isupper() or token.pos_ not in ("PROPN", "NOUN", "ADJ", "X"):
            continue
        word = fold(POSSESSIVE.sub("", token.text))
        name = cast.surnames.get(word) or cast.forms.get(word)
        if not name and word in cast.known.surnames and (word not in word_names() or token.ent_type_ == "PERSON"):
            name = cast.known.surnames[word]
        if name and (word not in word_names() or not token.is_sent_start):
            yield Mention(token.idx, token.idx + len(POSSESSIVE.sub("", token.text)), name, "surname")


def _widened(found: Iterable[Mention], doc: Doc, cast: Cast) -> Iterator[Mention]:
    """Yield mentions with the first names before a surname taken in."""
    for mention in found:
        span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
        at = span.start if span is not None else 0
        if cast.kind(mention.name) == "person" and span is not None:
            while at > 0 and doc[at - 1].pos_ == "PROPN" and doc[at - 1].dep_ == "compound" and doc[at - 1].text[0].isupper():
                at -= 1
            mention = mention._replace(start=doc[at].idx)
        yield mention


@cache
def word_names() -> frozenset[str]:
    """Return surnames that are words of the language as well: "May", "Most"."""
    return frozenset((files("sourcebook.ledger") / "data" / "word-names.txt").read_text("utf-8").split())
