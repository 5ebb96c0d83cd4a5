"""A speaker's own stance as an entry: who holds it, whom it can be towards, its plainest words and how plain they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from ..lexicon import words
from .foretelling import teller
from .passage import Passage, Proposal, a_group, clause, is_verb, trimmed

if TYPE_CHECKING:
    from spacy.tokens import Token

AGAINST, FOR = "against", "for"
MODES: Mapping[str, str] = MappingProxyType({AGAINST: "hostility", FOR: "solidarity"})
CAUSES = words("nouns", "heads", "causes")
JUDGING = words("judging", "bad_adjectives") | {"how", "what", "which", "great", "so-called"}
CONDEMNS = words("judging", "bad_nouns")
#: Bodies said by one word that do not say which one: "the movement", "these groups".
VAGUE = words("judging", "vague")
#: Those to whom wrong can be done: bodies of working people and of the weak, and the causes that are betrayed.
WEAK = re.compile(
    r"\b(?:\w*workers?|working (?:class|people)|peasants?|peasantry|proletariat|masses|peoples?|toilers|slaves|colonies|minorities"
    r"|soldiers|sailors|miners|dockers|railwaymen|strikers|unemployed|women|youth|nations?|class|movement|revolution|socialism"
    r"|communism|democracy|unions?|republic|struggle|cause|peace|jews|negroes|natives|students|farmers|labou?rers|freedom|liberty"
    r"|humanity|mankind|strike)$", re.I,
)  # fmt: skip
STRONG = re.compile(
    r"\b(?:ruling|capitalist|imperialist|bourgeois|upper|middle|master|possessing|propertied|landed|fascist|great)\b", re.I
)
#: Rule → how plainly it tells a stance; with what is below CLEAR alone nobody is entered (plainness.py).
PLAIN: Mapping[str, float] = MappingProxyType({
    "declared": 1.3, "a cry": 1.2, "what must be": 1.0, "our own": 0.9,
    "said of somebody": 1.1, "plays the part of": 1.0, "shows a quality": 0.9, "said to be none": 1.0, "said to be a gain": 0.9,
    "a judging noun beside a name": 1.0, "a judging noun, for example": 1.0, "a judging noun with its owner": 0.9,
    "a judging adjective": 1.0, "a judging adjective of what is somebody's": 0.8,
    "does what is condemned": 0.5, "errs": 0.3, "knows no better": 0.8, "named as a class": 0.5, "a doctrine named": 0.5,
    "a name that condemns": 0.7, "named with company": 0.7, "called upon": 0.9, "brings evil": 0.8, "has to admit": 0.5,
    "would have us believe": 0.9, "what it must do": 0.4,
    "an evil of it": 0.7, "a merit of it": 0.5, "a word in scare quotes": 0.7,
})  # fmt: skip
FACTS = words("judging", "facts")
#: Tokens: a phrase shorter than FEW is told with its clause, if that is shorter than MANY; shorter than SCANT, with what is around.
SCANT, FEW, MANY = 5, 8, 28
PAUSES = frozenset({",", ";", ":", "–", "—", "-", "(", ")"})
#: Rules whose words are a phrase, not a clause.
BY_PHRASE = (
    "a judging adjective",
    "a judging noun",
    "an evil",
    "a merit",
    "a word in",
    "our own",
    "a name",
    "named",
)


#: Rules whose words are told of whoever says them; a judging word in what others say is the teller's as often as theirs.
AVOWED = ("declared", "what must be", "a cry", "said of")


def verbs(name: str) -> Mapping[str, tuple[str, ...]]:
    """Return a list of verbs with the prepositions or particles under which their object stands; "" for the bare object."""
    found: dict[str, tuple[str, ...]] = {}
    for entry in words("judging", name):
        verb, _, preposition = entry.partition(":")
        found[verb] = (*found.get(verb, ()), preposition)
    return found


def held(passage: Passage, token: Token, target: str, polarity: str, rule: str) -> Iterator[Proposal]:
    """Yield the stance of whoever speaks at a token towards somebody."""
    holder, told = (passage.self_name(token), "") if _known(token) else teller(passage, token)
    if not holder or target == holder or not answerable(passage, target):
        return
    if told and holder != passage.self_name(token) and not rule.startswith(AVOWED):
        return
    kind = "actor" if passage.acting(target) else "cause or group"
    fields = {"holder": holder, "target": target, "polarity": polarity, "mode": MODES[polarity]}
    span = _stretch(passage, token, target, rule)
    label = f"judgement: {rule}{told}, {polarity}, {kind}"
    yield Proposal("stance", *span, fields, label, (token.text,), plain=_plainness(passage, token, target, rule, span))


def _known(token: Token) -> bool:
    """Tell what is only said to be known, seen or shown by somebody: then the speaker holds it himself."""
    return any(at.dep_ in ("ccomp", "acl") and at.head.lemma_.lower() in FACTS for at in (token, *token.ancestors))


def _plainness(passage: Passage, token: Token, target: str, rule: str, span: tuple[int, int]) -> float:
    """Return how plainly words tell a stance: by their construction, more in a main clause, less of a pronoun."""
    verb = token if is_verb(token) else next(filter(is_verb, token.ancestors), None)
    main = verb is not None and verb.dep_ == "ROOT"
    called = any(passage.names.get(n) == target and passage.doc[n].pos_ != "PRON" for n in range(span[0], span[1] + 1))
    merely = rule == "an evil of it" and passage.acting(target)  # "agents of X" may only be told
    return PLAIN.get(rule, 0.5) + 0.1 * (main - merely) - 0.2 * (not called)


def answerable(passage: Passage, name: str) -> bool:
    """Tell whom or what one can judge: an actor, a body with something said of which one, a doctrine or cause; not any noun."""
    if not name or passage.cast.kind(name):
        return bool(name)
    if name.lower() in VAGUE:
        return False
    if name.endswith("ism"):
        return True
    if name.split()[0].lower() in JUDGING or not name[0].isalpha() or name in CONDEMNS:
        return False
    return a_group(name) or name.split()[-1].lower() in CAUSES


def suffers(passage: Passage, name: str) -> bool:
    """Tell whom wrong can be done to: the many, and what they strive for; not those in power."""
    return bool(name) and bool(WEAK.search(name)) and not STRONG.search(name) and answerable(passage, name)


def _stretch(passage: Passage, token: Token, target: str, rule: str) -> tuple[int, int]:
    """Return the plainest words that carry a judgement: the phrase with the word in it, or the clause that says it of somebody."""
    spoken = (at for at in (token, *token.ancestors) if is_verb(at) and at.dep_ != "amod")
    tellings = (told for told in (clause(passage, verb) for verb in spoken) if told[1] - told[0] >= SCANT)
    told = next(tellings, (token.sent.start, token.sent.end - 1))
    if not told[0] <= token.i <= told[1]:
        told = token.sent.start, token.sent.end - 1
    if rule.startswith(BY_PHRASE):
        within = _phrase(token.head if token.pos_ in ("ADJ", "ADV") or token.dep_ == "amod" else token)
        phrase = trimmed(passage, min(within), max(within))
        if phrase[1] - phrase[0] + 1 >= FEW or (told[1] - told[0] >= MANY and phrase[1] - phrase[0] + 1 >= SCANT):
            return phrase
    return trimmed(passage, *(_part(passage, token, target, told) if told[1] - told[0] >= MANY else told))


def _part(passage: Passage, token: Token, target: str, told: tuple[int, int]) -> tuple[int, int]:
    """Return the part of a long clause, from mark to mark, that has both whom it is said of and the word that says it."""
    doc = passage.doc
    named = (n for n in range(told[0], told[1] + 1) if passage.names.get(n) == target)
    near = min(named, key=lambda n: abs(n - token.i), default=token.i)
    first, last = min(near, token.i), max(near, token.i)
    while first > told[0] and doc[first - 1].text not in PAUSES:
        first -= 1
    while last < told[1] and (doc[last + 1].text not in PAUSES or last - first < FEW):
        last += 1
    return first, last


def _phrase(head: Token) -> list[int]:
    """Return the tokens of a noun with what hangs on it, but for the relative clauses behind it."""
    out = {t.i for c in head.subtree if c.dep_ == "relcl" and c.i > head.i for t in c.subtree}
    return [t.i for t in head.subtree if t.i not in out or t == head]
