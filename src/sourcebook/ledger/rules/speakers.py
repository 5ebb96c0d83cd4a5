"""Who speaks in a report: by name, or as the text describes them: "some comrades", "the Dublin papers", "most of the delegates"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..describing import PERSONS
from ..lexicon import words
from . import syntax
from .passage import Passage, a_group
from .sayers import A_TEXT

if TYPE_CHECKING:
    from spacy.tokens import Token

#: Subjects who say nothing to anybody in particular.
VAGUE = frozenset("others other some many all most both each one any none neither either several few".split())
NOBODY = VAGUE | frozenset(
    "it there this that which what who everybody everyone nobody anybody anyone somebody someone those".split()
)
#: Nouns that only count those who speak: "large numbers of workers".
COUNTED = frozenset(
    "number numbers handful rest remainder majority minority part section sections lot crowd dozen hundreds thousands bulk".split()
)
RELATIVE = frozenset("who whom which that whose".split())
#: How many tokens of what stands behind "of" belong to what somebody is called.
OF_NEAR = 4
CAUSES = words("nouns", "heads", "causes")
THINGS = words("reporting", "things")
DESCRIBED = words("reporting", "persons") | words("reporting", "bodies") | words("reporting", "tellers")
#: How nouns for persons end that no list has: "a Bristol captain", "two priests".
PERSONAL = re.compile(
    r"(?:ist|er|or|ian|crat|ant|ent|ite|man|men|ee|eur|ary|ain|gue|ard|ster|iot|est|chief|king|queen|people|folk|one|few|many|some)s?$"
)
#: What can be quoted, and what cannot, though it may be spoken of as if it acted.
UTTERING = DESCRIBED | A_TEXT | words("nouns", "heads", "groups") | words("nouns", "heads", "leaders")
MUTE = words("reporting", "mute")


def speakers(passage: Passage, tokens: Sequence[Token]) -> list[str]:
    """Return who speaks by the tokens of subjects or owners, each once, in order; things and causes do not."""
    named = (_who(passage, token) for each in tokens for token in _counted(each))
    return [name for name in dict.fromkeys(named) if name and speaks(passage, name)]


def speaks(passage: Passage, name: str) -> bool:
    """Tell somebody who can speak from a cause or a thing; a name nobody knows may be somebody's."""
    if name.lower() in CAUSES or (name.split()[-1].lower() in THINGS and not a_group(name.split(" for ")[0])):
        return False
    if passage.acting(name) or a_group(name) or name == passage.piece.author:
        return True
    return not passage.cast.kind(name) and name.split()[-1].lower() not in CAUSES


def utters(name: str) -> bool:
    """Tell who can be quoted from a thing: "the interest rate" says nothing, a resolution and a committee do."""
    head = (name.split(" (")[0].split(" of ")[0].split() or [""])[-1]
    if head[:1].isupper() or head in UTTERING:
        return bool(head)
    return bool(PERSONAL.search(head)) and head not in THINGS | MUTE and head not in CAUSES


def _counted(token: Token) -> Iterator[Token]:
    """Yield those who are counted: of "most of the delegates" the delegates."""
    within = syntax.under(token, "of") if token.lower_ in VAGUE or token.lower_ in COUNTED else []
    yield from within or (token,)


def _who(passage: Passage, token: Token) -> str:
    """Return whom a token names or describes as speaking; empty where it is nobody in particular."""
    name = "" if token.lower_ in NOBODY - RELATIVE else passage.name(token)
    if name:
        return name
    if token.lower_ in RELATIVE:
        verb = next((v for v in (token.head, *token.head.ancestors) if v.dep_ == "relcl"), None)
        return _described(passage, verb.head) if verb is not None else ""
    return _described(passage, token)


def _described(passage: Passage, noun: Token) -> str:
    """Return how somebody without a name is called: the noun with what stands close before and behind it."""
    name = passage.name(noun)
    if name:
        return name
    if noun.pos_ == "PROPN" and noun.text[:1].isupper():
        return " ".join(t.text for t in (*_beside(noun), noun))
    if noun.pos_ != "NOUN" or not (noun.lower_ in DESCRIBED or (noun.tag_ == "NNS" and PERSONS.search(noun.lower_))):
        return ""
    called = " ".join([*(t.text for t in _beside(noun)), noun.text])
    within = next((c for c in noun.rights if c.dep_ == "prep" and c.lower_ == "of" and c.i == noun.i + 1), None)
    if within is not None and within.right_edge.i - within.i <= OF_NEAR:
        called += passage.doc[within.i : within.right_edge.i + 1].text.join((" ", ""))
    return called


def _beside(noun: Token) -> list[Token]:
    """Return the words that say which one a noun is: adjectives and names right before it."""
    return [c for c in noun.lefts if c.dep_ in ("amod", "compound", "nmod") and c.is_alpha]
