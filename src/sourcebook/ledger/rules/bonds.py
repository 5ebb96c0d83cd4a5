"""What a pledge consists of: its duty, whom it benefits, on what it depends, the treaty or programme by which it binds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..describing import following
from ..lexicon import words
from ..model import collapsed
from . import syntax
from .passage import Passage, Proposal, clause, lemma, printed, trimmed

if TYPE_CHECKING:
    from spacy.tokens import Token

CONDITIONAL = frozenset("if unless provided once when".split())
EVENT = frozenset("event case condition provided basis".split())
INSTRUMENTS = words("bonds", "instruments")
SHARES = frozenset("part section portion majority minority half".split())
SELVES = ("self", "selves")


class Bond(NamedTuple):
    """Who is bound, by what construction, the word that says so, whom it benefits, whether it is denied, its span, its deed."""

    rule: str
    bound: Sequence[str]
    cue: str
    benefits: Sequence[str] = ()
    negated: bool | None = None
    span: tuple[int, int] | None = None
    does: Token | None = None


def whom(passage: Passage, tokens: Sequence[Token]) -> list[str]:
    """Return whom tokens mean; states by their people, "the English", and those nobody else calls so by their proper noun."""
    found = [passage.name(t) or following(t.lower_) or _properly(passage, t) for t in tokens]
    return list(dict.fromkeys(name for name in found if name))


def _properly(passage: Passage, token: Token) -> str:
    """Return a proper noun with what stands before it, "Lord Salisbury", or whose part it is; empty for other words."""
    whole = [t for t in syntax.under(token, "of") if passage.name(t)] if lemma(token) in SHARES else []
    if whole:
        return collapsed(passage.text(token.i, whole[0].i))
    return _with_its_adjectives(passage, token) if token.pos_ == "PROPN" and token.text[:1].isupper() else ""


def pledge(passage: Passage, word: Token, bond: Bond) -> Iterator[Proposal]:
    """Yield a pledge for each of those bound, as the verb or noun that says so tells it."""
    first, last = bond.span or clause(passage, word)
    complements = (c for c in word.children if c.dep_ in ("xcomp", "ccomp", "prep", "dobj", "acl") and c.i > word.i)
    complement = next((c for c in complements if not c.lower_.endswith(SELVES)), None)
    others = bond.benefits or _others(passage, complement if complement is not None else word, bond.bound)
    if bond.does is not None:
        duty = collapsed(passage.text(*trimmed(passage, bond.does.i, max(bond.does.i, bond.does.right_edge.i)))).rstrip(".")
    else:
        duty = _duty(passage, word, complement) if complement is not None else collapsed(passage.text(first, last))
    fields = {
        "beneficiary": others[0] if others else None,
        "duty": duty,
        "condition": _condition(passage, word),
        "instrument": instrument(passage, word),
        "negated": syntax.denied(word) if bond.negated is None else bond.negated,
    }
    past = word.pos_ in ("VERB", "AUX") and syntax.past(word)
    for name in filter(None, bond.bound):
        yield Proposal("pledge", first, last, {"bound": name, **fields}, f"pledge: {bond.rule}", (bond.cue,), past)


def _duty(passage: Passage, word: Token, complement: Token) -> str:
    """Return what is undertaken: the infinitive, or the verb with its object."""
    if complement.dep_ != "dobj":
        return printed(passage, complement)
    return collapsed(passage.text(*trimmed(passage, word.i, complement.right_edge.i)))


def _others(passage: Passage, token: Token, bound: Sequence[str]) -> list[str]:
    return [name for name in passage.named(list(token.subtree)) if name not in bound and passage.acting(name)]


def _condition(passage: Passage, word: Token) -> str | None:
    """Return the words on which a pledge depends: "if …"; of "only in the event that …" all that follows in the sentence."""
    token = next((token for token in word.subtree if _conditional(token)), None)
    if token is None or token.dep_ == "advcl":
        return None if token is None else printed(passage, token)
    first = token.i - 1 if token.i and passage.doc[token.i - 1].lower_ == "only" else token.i
    return collapsed(passage.text(*trimmed(passage, first, word.sent.end - 1))).rstrip(".")


def _conditional(token: Token) -> bool:
    opening = {"advcl": CONDITIONAL, "prep": EVENT}.get(token.dep_)
    return opening is not None and any(child.lower_ in opening for child in token.children)


def instrumental(passage: Passage, token: Token) -> bool:
    """Tell a treaty or programme, by its noun or by the name it has."""
    name = passage.name(token)
    last = name.split()[-1].lower() if name else ""
    return lemma(token) in INSTRUMENTS or last in INSTRUMENTS or passage.cast.kind(name) == "treaty"


def instrument(passage: Passage, word: Token) -> str | None:
    """Return the treaty or programme by which: one named in the sentence or last before it, else the noun that binds."""
    condition = next((t.i for t in word.subtree if t.dep_ == "prep" and _conditional(t)), word.sent.end)
    here = (t for t in word.sent if t.i < condition)
    told = [*here, *reversed(passage.doc[: word.sent.start])]
    named = (passage.name(t) for t in told if passage.cast.kind(passage.name(t)) == "treaty")
    nouns = (t for t in word.sent if t.pos_ in ("NOUN", "PROPN") and lemma(t) in INSTRUMENTS)
    return next(named, None) or next((_with_its_adjectives(passage, noun) for noun in nouns), None)


def _with_its_adjectives(passage: Passage, noun: Token) -> str:
    first = min([noun.i, *(c.i for c in noun.lefts if c.dep_ in ("compound", "amod"))])
    return collapsed(passage.text(first, noun.i))
