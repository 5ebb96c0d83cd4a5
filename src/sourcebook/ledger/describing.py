"""What a body or cause is called that has no name of its own: "the French bourgeoisie", "agents of the Kremlin", "Trotskyists"."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from .lexicon import countries, words

if TYPE_CHECKING:
    from spacy.tokens import Token

MANY = ("NNS", "NNPS")
OWNED = 3  # words before an owner from which on it is somebody, not a kind
#: Nouns of many persons: "aggressors", "militants", "democracies" are bodies as well.
PERSONS = re.compile(r"(?:ists|ers|ors|ians|crats|ants|ocracies|ites|ionaries)$")
FOLLOWING = re.compile(r"^[A-ZÀ-Þa-z].*(?:ist|ite|evik)$")
PARTS = frozenset("circle branch section wing committee bureau local fraction majority minority press".split())  # of something
DOCTRINES = frozenset({"theory", "doctrine"})
OFFICES = frozenset("minister secretary commissar commissioner".split())
TIED = frozenset("anti pro non semi ultra counter pseudo neo pan ex".split())
LISTED = 6  # "of France, England and Italy": so many tokens belong to a name
STATE = words("nouns", "state")
TITLES = words("nouns", "titles")
LEADERS, CONDUCT, MASKS = words("nouns", "heads", "leaders"), words("nouns", "heads", "conduct"), words("nouns", "heads", "masks")
GROUPS, CAUSES, WHICH = words("nouns", "heads", "groups"), words("nouns", "heads", "causes"), words("nouns", "heads", "which")
SIDES = frozenset({"left", "right", "centre", "center"})
RULERS = words("nouns", "heads", "rulers")
THINGS = words("nouns", "heads", "things")
KINDS, RELATED = words("nouns", "heads", "kinds"), words("nouns", "heads", "related")


def following(adjective: str) -> str:
    """Return whose something is by its adjective: a state's, "Russian intrigues", or a following's, "the Trotskyist position"."""
    if adjective in countries():
        return countries()[adjective]
    if FOLLOWING.search(adjective) and adjective not in KINDS:
        return f"{adjective[0].upper()}{adjective[1:]}s"
    return ""


def described(token: Token, names: Mapping[int, str], bodied: Callable[[str], bool]) -> str:
    """Return how a body or cause is called that has no name of its own: its noun with what says which one it is."""
    head = token.lower_
    if token.pos_ == "ADJ" and head in GROUPS and any(c.dep_ == "det" for c in token.children):
        return token.text  # "the rich", "the unemployed"
    if head in SIDES and token.text[0].isupper() and token.pos_ in ("NOUN", "PROPN"):
        return _called(token, names)
    if token.pos_ == "ADJ":
        return following(head) if token.dep_ == "amod" and token.head.pos_ == "NOUN" else ""
    if head in RULERS and token.text[0].isupper():
        return token.text
    if head in LEADERS and (led := _led(token, names, bodied)):
        return led
    if head in LEADERS and token.tag_ in MANY and _kept(token):
        return _called(token, names)
    if head in CONDUCT:
        return _whose(token, names)
    if head in GROUPS or _a_cause(token) or (token.tag_ in MANY and PERSONS.search(head) and head not in THINGS):
        return _masked(token, names, bodied) or _state(token, names) or _called(token, names)
    return ""


def _a_cause(token: Token) -> bool:
    """Tell what one can be for or against: doctrines too that no list has, but no quality or thing that ends as they do."""
    word = token.lower_
    return (
        word in CAUSES or token.lemma_.lower() in CAUSES or (token.pos_ == "NOUN" and word.endswith("ism") and word not in THINGS)
    )


def _within(token: Token) -> list[Token]:
    """Return what stands after "of"."""
    return [c for p in token.children if p.dep_ == "prep" and p.lower_ == "of" for c in p.children if c.dep_ == "pobj"]


def _led(token: Token, names: Mapping[int, str], bodied: Callable[[str], bool]) -> str:
    """Return the body whose leaders are spoken of; one without a name may stand further on and not be known yet."""
    within = _within(token)
    return (names.get(within[0].i) or described(within[0], names, bodied)) if within else ""


def _whose(token: Token, names: Mapping[int, str]) -> str:
    """Return whose conduct is spoken of: "the Kremlin's policy", "the Trotskyist position"."""
    beside = [*token.lefts, *_within(token)]
    owned = (names[c.i] for c in beside if c.i in names and c.dep_ in ("poss", "pobj", "compound"))
    return next(owned, "") or next((following(c.lower_) for c in token.lefts if c.pos_ == "ADJ" and following(c.lower_)), "")


def _masked(token: Token, names: Mapping[int, str], bodied: Callable[[str], bool]) -> str:
    """Return the body a noun only puts another word to: "the Kremlin gang" is the Kremlin, "the Stalin clique" is not Stalin."""
    if token.lower_ not in MASKS:
        return ""
    beside = [names[c.i] for c in token.lefts if c.dep_ in ("compound", "nmod") and c.i in names]
    return beside[-1] if beside and bodied(beside[-1]) else ""


def _before(token: Token) -> list[Token]:
    return [c for c in token.lefts if c.dep_ in ("amod", "compound", "nmod", "poss") and c.pos_ != "PRON"]


def _state(token: Token, names: Mapping[int, str]) -> str:
    """Return the state that "the French government" and "the government of France" are."""
    if token.lower_ not in STATE:
        return ""
    of_country = [countries()[c.lower_] for c in _before(token) if c.lower_ in countries()]
    of_state = [names[c.i] for c in _within(token) if names.get(c.i) in countries().values()]
    return next(iter([*of_country, *of_state]), "")


def _called(token: Token, names: Mapping[int, str]) -> str:
    """Return a noun with what says which one it is, before it or after "of"."""
    kept = _kept(token)
    noun = token.lower_ if token.pos_ == "NOUN" and (token.is_sent_start or not kept) and token.text.istitle() else token.text
    name = " ".join([*_with_theirs(kept), noun]).replace(" - ", "-").replace(" ,", ",")
    within = _within(token)
    for_what = next((p for p in token.rights if p.lower_ == "for" and p.i == token.i + 1 and p.n_rights), None)
    if for_what is not None and token.lower_ in OFFICES and token.doc[for_what.i + 1].text[0].isupper():
        return f"{name} {token.doc[for_what.i : for_what.right_edge.i + 1].text}"
    if within and token.lower_ in RELATED:
        return f"{name} of {token.doc[within[0].left_edge.i : within[0].i + 1].text}"
    whole = token.lower_ in PARTS or token.lower_ in DOCTRINES or token.lower_ in GROUPS or token.tag_ in MANY
    if within and whole and (names.get(within[0].i) or within[0].pos_ == "PROPN"):
        inside = sorted(t.i for t in within[0].subtree)
        if len(inside) <= LISTED:
            return f"{name} of {token.doc[inside[0] : inside[-1] + 1].text}"
    return name


def _kept(token: Token) -> list[Token]:
    """Return the words before a noun that say which one it is: "trade union" leaders, the "miners'" leaders; not what judges it."""
    return [c for c in _before(token) if c.lower_.strip(".") not in TITLES and (_owned(c) if c.dep_ == "poss" else _says_which(c))]


def _owned(token: Token) -> bool:
    """Tell "the people's front", "the miners' leaders": of a kind, not of somebody."""
    return token.tag_ == "NNS" and token.n_lefts < OWNED


def _says_which(token: Token) -> bool:
    compound = token.dep_ == "compound" and token.pos_ in ("NOUN", "PROPN")
    return compound or token.text[0].isupper() or token.lower_ in WHICH or bool(FOLLOWING.search(token.text))


def _hyphened(word: Token) -> list[Token]:
    """Return what a hyphen ties to a word from before, where it hangs elsewhere: the "anti-" of "anti-clerical"."""
    before = list(word.doc[max(word.i - 2, 0) : word.i])
    tied = len(before) > 1 and before[1].text == "-" and not before[0].whitespace_ and not before[1].whitespace_
    return before if tied and before[0].lower_ in TIED else []


def _with_theirs(kept: Sequence[Token]) -> list[str]:
    """Return words with those that hang on them, in order: "petty - bourgeois", "miners'"."""
    out: list[str] = []
    for word in kept:
        both = any(c.lower_ == "and" for c in word.rights)
        joined = [c.i for c in word.rights if both and c.dep_ == "conj" and c.pos_ in ("ADJ", "PROPN") and c.i < word.head.i]
        own = [*(word.lefts if word.n_lefts else _hyphened(word)), *word.doc[word.i : max([word.i, *joined]) + 1]]
        out += [t.text for t in own if (not t.is_punct or t.text in "-,") and t.pos_ != "DET"]
        out[-1] += next((t.text for t in word.rights if t.dep_ == "case"), "")
        if word.i + 1 < len(word.doc) and word.nbor().text == "-" and not word.whitespace_:
            out.append("-")
    return out
