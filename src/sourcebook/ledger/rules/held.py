"""A speaker's own stance as an entry: who holds it, whom it can be towards, its plainest words and how plain they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from ..lexicon import words
from . import syntax
from .forecasts import teller
from .passage import Passage, Proposal, a_group, clause, inside, is_verb, trimmed

if TYPE_CHECKING:
    from spacy.tokens import Token

AGAINST, FOR = "against", "for"
MODES: Mapping[str, str] = MappingProxyType({AGAINST: "hostility", FOR: "solidarity"})
CAUSES = words("nouns", "heads", "causes")
JUDGING = words("stances", "judging", "bad_adjectives") | words("stances", "judging", "good_adjectives") | {"how", "what", "which"}
#: Bodies said by one word that do not say which one: "the movement", "these groups".
VAGUE = frozenset("""
class classes men women nation nations states state powers power army troops police party parties union unions league government
governments cabinet ministry ministers minister president premier regime régime group groups circle circles elements friends comrades
congress conference committee council commission court majority minority leadership fraction faction wing movement organization opposition
bloc coalition front people masses press paper papers newspaper newspapers agents allies enemies gentlemen policy policies line slogan law
laws order system programme program theory doctrine tactic tactics rights right ideas teachings principles interests cause banner traditions
conquests alliance treaty pact bill strike reforms reform opponents supporters followers adherents critics editors writers delegates
delegation delegations deputies generals officers officials authorities apparatus machine crown international entente convention assembly
parliament tribunal science culture property planning taxes privileges rich poor students youth
""".split())
#: Those to whom wrong can be done: bodies of working people and of the weak, and the causes that are betrayed.
WEAK = re.compile(
    r"\b(?:\w*workers?|working (?:class|people)|peasants?|peasantry|proletariat|masses|peoples?|toilers|slaves|colonies|minorities|soldiers"
    r"|sailors|miners|dockers|railwaymen|strikers|unemployed|women|youth|nations?|class|movement|revolution|socialism|democracy|unions?"
    r"|republic|jews|negroes|natives|students|farmers|labou?rers|freedom|liberty|humanity|mankind|strike)$", re.I,
)  # fmt: skip
#: Rule → how plainly it tells a stance; with what is below CLEAR alone nobody is entered (plainness.py).
PLAIN: Mapping[str, float] = MappingProxyType({
    "declared": 1.3, "a cry": 1.2, "what must be": 1.0, "our own": 0.9,
    "said of somebody": 1.1, "plays the part of": 1.0, "shows a quality": 0.9, "said to be none": 1.0, "said to be a gain": 0.9,
    "a judging noun beside a name": 1.0, "a judging noun, for example": 1.0, "a judging noun with its owner": 0.9,
    "a judging adjective": 1.0, "a judging adjective of what is somebody's": 0.8,
    "does what is condemned": 0.8, "is wronged": 0.6, "errs": 0.6, "knows no better": 0.8, "serves those who suffer": 0.5, "how something is done": 0.7,
    "an evil of it": 0.7, "a merit of it": 0.5, "a wrong done to it": 0.6, "one who suffers": 0.7, "a word in scare quotes": 0.7,
})  # fmt: skip
FEW, MANY = 8, 28  # tokens: a phrase shorter than the one is told with its clause, if that is not longer than the other
BY_PHRASE = ("a judging adjective", "a judging noun", "an evil", "a merit", "a wrong", "one who", "a word in", "our own")


def held(passage: Passage, token: Token, target: str, polarity: str, rule: str) -> Iterator[Proposal]:
    """Yield the stance of whoever speaks at a token towards somebody."""
    holder, told = teller(passage, token)
    if not holder or target == holder or not answerable(passage, target):
        return
    kind = "actor" if passage.acting(target) else "cause or group"
    fields = {"holder": holder, "target": target, "polarity": polarity, "mode": MODES[polarity]}
    span = _stretch(passage, token, rule)
    label = f"judgement: {rule}{told}, {polarity}, {kind}"
    yield Proposal("stance", *span, fields, label, (token.text,), plain=_plainness(passage, token, target, rule, span))


def _plainness(passage: Passage, token: Token, target: str, rule: str, span: tuple[int, int]) -> float:
    """Return how plainly words tell a stance: by their construction; more in a main clause, less where a pronoun stands for the target."""
    verb = token if is_verb(token) else next(filter(is_verb, token.ancestors), None)
    main = verb is not None and verb.dep_ == "ROOT"
    called = any(passage.names.get(n) == target and passage.doc[n].pos_ != "PRON" for n in range(span[0], span[1] + 1))
    return PLAIN.get(rule, 0.5) + 0.1 * main - (0 if called else 0.2)


def answerable(passage: Passage, name: str) -> bool:
    """Tell whom or what one can judge: an actor, a body with something said of which one, a doctrine or cause; not any noun."""
    if name and (passage.cast.kind(name) or name.endswith("ism")):
        return True
    if not name or name.split()[0].lower() in JUDGING or not name[0].isalpha():
        return False
    one = " " not in name
    return name.lower() not in VAGUE and (a_group(name) or name.lower() in CAUSES) if one else a_group(name) or _a_cause(name)


def _a_cause(name: str) -> bool:
    return name.split()[-1].lower() in CAUSES


def suffers(passage: Passage, name: str) -> bool:
    """Tell whom wrong can be done to: the many, and what they strive for; not those in power."""
    return bool(name) and bool(WEAK.search(name)) and answerable(passage, name)


def _stretch(passage: Passage, token: Token, rule: str) -> tuple[int, int]:
    """Return the plainest words that carry a judgement: the phrase with the word in it, or the clause that says it of somebody."""
    verb = token if token.pos_ == "VERB" else next(filter(is_verb, token.ancestors), None)
    whole = trimmed(passage, token.sent.start, token.sent.end - 1)
    told = clause(passage, verb) if verb is not None else whole
    if rule.startswith(BY_PHRASE):
        within = _phrase(token.head if token.pos_ in ("ADJ", "ADV") else token)
        phrase = trimmed(passage, min(within), max(within))
        long_enough = phrase[1] - phrase[0] + 1 >= FEW or told[1] - told[0] >= MANY
        told = phrase if long_enough or not told[0] <= token.i <= told[1] else told
    return told if told[0] <= token.i <= told[1] else whole


def _phrase(head: Token) -> list[int]:
    """Return the tokens of a noun with what hangs on it, but for the relative clauses behind it."""
    out = {t.i for c in head.subtree if c.dep_ == "relcl" and c.i > head.i for t in c.subtree}
    return [t.i for t in head.subtree if t.i not in out or t == head]
