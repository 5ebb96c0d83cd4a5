"""Who a text speaks of: names found by authority file, by what the text itself defines, and by the parser's own guesses; joined.

A name typed once counts everywhere in its text: who was called in full is meant by the surname alone afterwards.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import dropwhile, pairwise, takewhile
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz import fuzz

from .authority import Authority, by_first, fold, surname
from .defining import defined
from .lexicon import countries, word_names, words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

WORD = re.compile(r"[^\W_]+(?:[.'’][^\W_]+)*\.?")
POSSESSIVE = re.compile(r"['’]s?$")
#: What a text calls a body whose nation it need not say.
BARE = re.compile(
    r"\b(?:(?:communist|socialist|social[- ]democratic|radical|agrarian|peasant)(?: \W{1,5})? party|general staff"
    r"|imperialist war|people['’]s fronts?)\b",
    re.I,
)
#: The same by initials: "the C.P.", "the SP".
SHORT_OF = re.compile(r"\b(?:[CS]\. ?P\.|[CS]P\b)(?![\w.]| ?[A-Z]\.)")
#: What leads a party, whichever the text is about.
ORGAN = re.compile(
    r"\b(?:Central (?:Executive )?Committee|C\. ?C\.|Political Bureau|Politbureau|Politburo)(?! of (?!(?:the|our) [Pp]arty\b))"
)
#: What may stand beside such a name and only says the nation.
NATIONAL = frozenset("of the in usa great britain united states america sfio".split())
NATION = re.compile(r" of (.+)$|\((.+)\)$")
#: Nobody younger is spoken of; a name that needs its country in brackets goes out of use so many years after its end.
GROWN, FORGOTTEN = 15, 10
PARENTHESES = re.compile(r"\s*\(.*?\)")
AGAINST = re.compile(r"\b(?:anti|pro|non|un)[-—–]$", re.I)
HYPHENS = frozenset({"-", "—", "–"})
#: Letters of initials and names cut short; how alike two spellings of a first name are: "Rafael", "Raphael", not "Ralph", "Robert".
SHORTENED, ONE_NAME = 3, 60
YEAR = re.compile(r"\d{4}")
#: A state is a text's own that it names so often, and this part of all states.
OFTEN, MOSTLY = 3, 0.3
#: What the parser calls a name → what the ledger does.
GUESSED = {"PERSON": "person", "ORG": "organisation", "GPE": "state", "NORP": "group", "LAW": "treaty", "EVENT": "event"}
INITIALED = re.compile(r"(?:[A-ZÀ-Þ]\.\s?){1,3}[A-ZÀ-Þ][a-zà-ÿ’'-]+")  # "I. F. Doe": a person, whatever the parser takes it for
TITLES = words("nouns", "titles")
#: Where a capital is its government: as subject or owner, or after these.
ACTS = frozenset({"nsubj", "nsubjpass", "poss", "conj"})
TOWARDS = frozenset({"with", "by", "of", "against", "between", "towards", "toward"})
#: What the parser takes for a name and is none by itself.
NO_NAMES = frozenset({"company", "co", "messrs", "mr", "comrade", "state", "party", "government", "congress"})
ARTICLES = frozenset({"the", "a", "an"})
NOMINAL = frozenset({"NOUN", "PROPN", "ADJ"})
#: Where a name ends in which the parser went on.
ENDS = frozenset({"'s", "'", "(", ":", "[", "who", "whose", "which", "that"})
ELIDED = ("l’", "l'")  # "l’Humanité": a name may begin with a French article


class Mention(NamedTuple):
    """A place where somebody is named: characters of the paragraph, the name, how it was known."""

    start: int
    end: int
    name: str
    how: str  # authority | guessed | surname


class Word(NamedTuple):
    """A word of running text, folded, without a possessive's ending; and its characters."""

    folded: str
    start: int
    end: int


@dataclass(slots=True)
class Cast:
    """The actors of one text: what is known before reading it, and what reading it adds."""

    known: Authority
    date: str = ""
    kinds: dict[str, str] = field(default_factory=dict)
    forms: dict[str, str] = field(default_factory=dict)
    surnames: dict[str, str] = field(default_factory=dict)
    firsts: dict[str, str] = field(default_factory=dict)  # "Sir Stafford" is whoever was met with that first name
    named: Counter[str] = field(default_factory=Counter)  # how often the text names each actor that is known
    home: str = ""  # the state it names most
    party: str = ""  # the party that brought it out

    def dated(self, name: str) -> str:
        """Return what a name stands for at the text's date: Russia is another state before 1917 and after."""
        place = self.known.place(name, self.date)
        return place.name if place and not place.acting else name

    def author(self, name: str) -> str:
        """Return a page's author by the name the authority file has, where it is spelt a little otherwise or no name of his own."""
        name = self.introduce(name, "person")
        if name in self.known.actors:
            return name
        near = self.known.misspelt(name, person=True)
        return self.introduce(near, "person") if near and self.living(near) else name

    def living(self, name: str) -> bool:
        """Tell whether an actor was there when the text was written, as far as dates are known."""
        actor, year = self.known.actors.get(name), YEAR.search(self.date)
        if actor is None or year is None:
            return True
        begun, ended = YEAR.match(actor.born), YEAR.match(actor.died)
        early = begun is not None and int(year[0]) < int(begun[0]) + (GROWN if actor.kind == "person" else 0)
        return not early and not ("(" in name and ended is not None and int(year[0]) > int(ended[0]) + FORGOTTEN)

    def own(self, bare: str) -> str:
        """Return which party "the Communist Party" of a text is: one it names with its nation, else that of its own state."""
        place = self.known.place(bare, self.date)
        if place:
            return place.name
        bare = fold(bare)
        named = [name for name in (self.party, *(name for name, _ in self.named.most_common())) if self._national(name, bare)]
        home = self.home or self._nation(self.party)
        adjectives = [word for word, state in countries().items() if state == home]
        called = (*(f"{word} {bare}" for word in adjectives), f"{bare} of {fold(home)}")
        return next(iter(named), "") or next((self.known.forms[form] for form in called if form in self.known.forms), "")

    def _nation(self, party: str) -> str:
        """Return a party's state: its name has it, "of Great Britain", "(US)", "French", or the authority file."""
        tail = next((part for found in NATION.findall(party) for part in found if part), "")
        state = next((countries()[word] for word in fold(party).split() if word in countries()), "")
        part = self.known.actors[party].part_of if party in self.known.actors else ""
        return self.known.forms.get(fold(tail), "") or state or (part if self.known.kind(part) == "state" else "")

    def _national(self, name: str, bare: str) -> bool:
        """Tell whether a name is a bare one with no more than a nation beside it."""
        actor = self.known.actors.get(name)
        forms = [fold(form) for form in (actor.name, *actor.aliases)] if actor and actor.kind in ("party", "organ") else []
        rests = [form.replace(bare, "").split() for form in forms if bare in form]
        return any(
            rest and all(word in NATIONAL or word in countries() or word in self.known.forms for word in rest) for rest in rests
        )

    def kind(self, name: str) -> str:
        """Return what an actor is; empty where nobody knows."""
        return self.known.kind(name) or self.kinds.get(name, "") or self.known.kind(self.known.forms.get(fold(name), ""))

    def introduce(self, name: str, kind: str) -> str:
        """Take an actor into the cast, and return the name it has: an earlier one where it is the same."""
        name = self.known.forms.get(fold(name)) or self.forms.get(fold(name)) or name
        if kind == "organisation" and name not in self.kinds and name not in self.known.actors:
            name = self.known.misspelt(name, person=False) or name
        self.kinds.setdefault(name, kind)
        if kind == "person":
            name = self._same_person(name)
            self.surnames.setdefault(surname(name), name)
            if " " in name:
                self.firsts.setdefault(fold(name).split()[0], name)
        return name

    def _same_person(self, name: str) -> str:
        """Return the person of that surname where first names agree or one has none."""
        met = self.surnames.get(surname(name)) or (self.firsts.get(fold(name)) if " " not in name else None)
        if met and (agree(name, met) or " " not in name):
            return met
        fitting = [other for other in self.known.families.get(surname(name), ()) if agree(name, other)]
        return fitting[0] if len(fitting) == 1 else name

    def define(self, name: str, short: str) -> None:
        """Note that the text calls an actor something else from here on."""
        name = self.introduce(name, self.known.kind(name) or "organisation")
        self.forms.setdefault(fold(short), name)


def agree(one: str, other: str) -> bool:
    """Tell whether two names of a surname can be one person's: first names are missing, alike in their initials, or in spelling."""
    firsts = [[w for w in fold(name).split()[:-1] if w not in TITLES] for name in (one, other)]
    if not all(firsts):
        return True
    a, b = firsts[0][0], firsts[1][0]
    return a[0] == b[0] and (min(len(a), len(b)) <= SHORTENED or fuzz.ratio(a, b) >= ONE_NAME)


def foresee(texts: Iterable[str], cast: Cast) -> None:
    """Take into the cast whom a text names in full anywhere, and which state it names most: it may begin with a surname."""
    states: Counter[str] = Counter()
    for text in texts:
        running = _words(text)
        large = (word for word in running if text[word.start].isupper() and text[word.start : word.end] != "Us")
        states.update(countries()[word.folded] for word in large if word.folded in countries())
        for mention in _known(text, running, cast):
            kind = cast.known.kind(mention.name)
            cast.named[mention.name] += 1
            states.update([mention.name] if kind == "state" else [])
            if kind == "person" and " " in text[mention.start : mention.end]:
                cast.introduce(mention.name, kind)
    state, count = states.most_common(1)[0] if states else ("", 0)
    cast.home = state if count >= OFTEN and count >= MOSTLY * states.total() else ""


def known(text: str, cast: Cast) -> list[Mention]:
    """Return where a paragraph names actors that are known, the longest name first at each place."""
    return _known(text, _words(text), cast)


def _words(text: str) -> list[Word]:
    bare = ((m.start(), POSSESSIVE.sub("", m[0])) for m in WORD.finditer(text))
    return [Word(fold(word), start, start + len(word)) for start, word in bare]


def _known(text: str, running: Sequence[Word], cast: Cast) -> list[Mention]:
    own = by_first(cast.forms)
    found, n = [], 0
    while n < len(running):
        start = running[n].start
        large = text[start].isupper() or text.startswith(ELIDED, start)
        hit = _longest(running, n, cast, own) if large and not _turned(text, start) else None
        hit = hit if hit and cast.living(hit[1]) and not _halved(text, running, n, hit) else None
        if hit:
            found.append(Mention(start, running[n + len(hit[0]) - 1].end, hit[1], "authority"))
        n += len(hit[0]) if hit else 1
    return found


Form = tuple[tuple[str, ...], str]


def _halved(text: str, running: Sequence[Word], n: int, hit: Form) -> bool:
    """Tell the first half of "Franco-Soviet" from Franco."""
    after = n + len(hit[0])
    leads_on = after < len(running) and text[running[after - 1].end : running[after].start] in HYPHENS
    return leads_on and running[after].folded in countries() and running[n].folded not in countries()


def _longest(running: Sequence[Word], n: int, cast: Cast, own: dict[str, list[Form]]) -> Form | None:
    """Return the longest form that begins at a word; what the text itself defines goes before the authority file."""
    first = running[n].folded
    forms = (*own.get(first, ()), *cast.known.starts.get(first, ()))
    return max((form for form in forms if _fits(running, n, form[0])), key=lambda form: len(form[0]), default=None)


def _fits(running: Sequence[Word], n: int, form: tuple[str, ...]) -> bool:
    part = running[n : n + len(form)]
    return tuple(word.folded for word in part) == form and all(b.start - a.end <= 2 for a, b in pairwise(part))


def mentions(text: str, doc: Doc, cast: Cast) -> list[Mention]:
    """Return where a paragraph names actors, in order; what it adds to the cast is added."""
    for name, short in defined(text):
        cast.define(name, short)
    running = _words(text)
    places = {n for word in running if word.folded in cast.known.places for n in range(word.start, word.end)}
    found = [m._replace(name=cast.dated(m.name)) for m in _known(text, running, cast) if not _a_place(text[m.start : m.end], cast)]
    taken = {n for m in found for n in range(m.start, m.end)}
    found += [m for m in (*_bare(text, cast), *_organs(text, cast)) if taken.isdisjoint(range(m.start, m.end))]
    for met in found:
        if cast.kind(met.name) == "person" and " " in met.name:
            cast.firsts.setdefault(fold(met.name).split()[0], met.name)
    taken = {n for m in found for n in range(m.start, m.end)}
    for span in doc.ents:
        if span.label_ in GUESSED and (taken | places).isdisjoint(range(span.start_char, span.end_char)):
            mention = _guessed(span, cast)
            if mention:
                found.append(mention)
                taken.update(range(mention.start, mention.end))
    found += list(_placed(doc, cast, taken))
    found += [m for m in _surnamed(doc, cast) if taken.isdisjoint(range(m.start, m.end))]
    found = [mention._replace(name=cast.dated(mention.name)) for mention in found]
    return sorted(_whole(mention, doc, cast.kind(mention.name)) for mention in found)


def _a_place(form: str, cast: Cast) -> bool:
    """Tell a name of one word that may be no more than a place."""
    return " " not in form and fold(form) in cast.known.places


def _bare(text: str, cast: Cast) -> Iterator[Mention]:
    """Yield the bodies a text names without their nation, in capitals or not."""
    for found in SHORT_OF.finditer(text):
        party = "Communist Party" if found[0].startswith("C") else "Socialist Party"
        yield Mention(found.start(), found.end(), cast.own(party) or party, "bare")
    for found in BARE.finditer(text):
        if found[0].startswith("people"):
            yield Mention(found.start(), found.end(), found[0].replace("’", "'"), "bare")
            continue
        name = cast.own(re.sub(r"[^\w\s]+ ?", " ", found[0]).replace("  ", " "))
        if name:
            yield Mention(found.start(), found.end(), name, "bare")


def _organs(text: str, cast: Cast) -> Iterator[Mention]:
    """Yield the committees that lead the party whose text it is, or that it names most."""
    named = next((name for name, _ in cast.named.most_common() if cast.known.kind(name) == "party"), "")
    party = cast.party or named or cast.own("Communist Party")
    for found in ORGAN.finditer(text) if party else ():
        organ = "Central Committee" if found[0].startswith("C.") else found[0]
        yield Mention(found.start(), found.end(), f"{organ} of the {PARENTHESES.sub('', party)}", "bare")


def _placed(doc: Doc, cast: Cast, taken: Container[int]) -> Iterator[Mention]:
    """Yield the capitals that act, and the names that mean one before a date and another after it: a state's, a surname."""
    for token in doc:
        free = token.text[:1].isupper() and token.idx not in taken and fold(token.text) not in cast.surnames
        place = cast.known.place(token.text, cast.date) if free else None
        if place and (not place.acting or token.dep_ in ACTS or (token.dep_ == "pobj" and token.head.lower_ in TOWARDS)):
            yield Mention(token.idx, token.idx + len(token), place.name, "authority")


def _guessed(span: Span, cast: Cast) -> Mention | None:
    """Return a name the parser found, cleaned of articles and titles; None for one that is no name."""
    tokens = list(dropwhile(lambda t: t.is_punct or t.lower_ in ARTICLES or t.lower_.strip(".") in TITLES, span))
    tokens = list(takewhile(lambda t: t.lower_ not in ENDS, tokens))
    if len(tokens) > 1 and _turned(span.doc.text, tokens[0].idx):
        tokens.pop(0)
    tokens = list(dropwhile(lambda t: t.text[0].islower() and t.pos_ not in NOMINAL, tokens))
    if not tokens or not any(t.text[0].isupper() for t in tokens) or (span.label_ == "NORP" and not _a_group(tokens)):
        return None
    if span.label_ == "PERSON" and tokens[0].i and tokens[0].nbor(-1).lower_ in ("at", "near"):
        return None  # "a speech at Hove": a place
    called = span.doc.text[tokens[0].idx : tokens[-1].idx + len(tokens[-1])].strip(" .,;:-\"'")
    kind = "person" if INITIALED.fullmatch(called) else GUESSED[span.label_]
    if len(called) < 2 or called.casefold() in NO_NAMES or (span.label_ == "PERSON" and tokens[-1].pos_ not in ("PROPN", "NOUN")):
        return None
    return Mention(tokens[0].idx, tokens[0].idx + len(called), cast.introduce(called, kind), "guessed")


def _a_group(tokens: Sequence[Token]) -> bool:
    """Tell "Social Democrats" from "French": the many, not only a word for where they belong."""
    return tokens[-1].pos_ != "ADJ" and (len(tokens) > 1 or tokens[0].lower_.endswith("s"))


def _surnamed(doc: Doc, cast: Cast) -> Iterator[Mention]:
    """Yield the surnames that stand alone of persons met before, or of the only person of the authority file who has it."""
    text = doc.text  # which is put together anew each time it is asked for
    for token in doc:
        if token.text[:1].isupper() and token.pos_ in NOMINAL | {"X"} and not (_leads_on(token) or _turned(text, token.idx)):
            bare = POSSESSIVE.sub("", token.text)
            name = _whose(token, fold(bare), cast)
            if name:
                yield Mention(token.idx, token.idx + len(bare), name, "surname")


def _turned(text: str, start: int) -> bool:
    """Tell the second half of "anti-Labour": it names nobody."""
    return bool(AGAINST.search(text[max(start - 6, 0) : start]))


def _leads_on(token: Token) -> bool:
    """Tell the first half of a compound: the "Franco" of "Franco-Soviet" is nobody."""
    return token.i + 1 < len(token.doc) and token.nbor().text in HYPHENS and not token.whitespace_


def _whose(token: Token, word: str, cast: Cast) -> str:
    """Return whose surname a word is; one that is also a word of the language is none where a sentence begins."""
    also_a_word = word in word_names()
    if also_a_word and token.is_sent_start:
        return ""
    name = cast.surnames.get(word) or cast.forms.get(word) or ""
    if not name and (not also_a_word or token.ent_type_ == "PERSON"):
        name = cast.known.surnames.get(word, "")
    return name


def _whole(mention: Mention, doc: Doc, kind: str) -> Mention:
    """Return a mention with what belongs to the name before it."""
    if kind == "person":
        return _widened(mention, doc)
    return _nationals(mention, doc) if kind == "group" and mention.name.endswith("s") else mention


def _nationals(mention: Mention, doc: Doc) -> Mention:
    """Return the mention of a following with its nation: the "Belgian Stalinists"."""
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    before = doc[span.start - 1] if span is not None and span.start else None
    if before is None or before.lower_ not in countries() or not before.text[0].isupper() or before.text in mention.name:
        return mention
    return mention._replace(start=before.idx, name=f"{before.text} {mention.name}")


def _widened(mention: Mention, doc: Doc) -> Mention:
    """Return the mention of a person with the first names before the surname taken in."""
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    if span is None:
        return mention
    at = span.start
    while at > 0 and doc[at - 1].pos_ == "PROPN" and doc[at - 1].dep_ == "compound" and _forename(doc[at - 1]):
        at -= 1
    return mention._replace(start=doc[at].idx)


def _forename(token: Token) -> bool:
    """Tell a first name from "the Fascist" before a surname."""
    return token.text[0].isupper() and token.ent_type_ != "NORP" and not token.text.endswith(("ist", "ite"))
