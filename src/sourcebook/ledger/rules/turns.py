"""Positions left for others: what one sentence says of a turn, and opposite stances of one holder at two times in a text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..lexicon import pairs, words
from . import syntax
from .passage import Passage, Proposal, clause, lemma, trimmed

if TYPE_CHECKING:
    from spacy.tokens import Token

TO = ("to", "towards", "toward", "into")
LEAVES, GOES_OVER, NOUNS = words("outlook", "turn"), pairs("outlook", "over"), words("outlook", "turning_nouns")
FAITH = frozenset({"faith", "confidence", "trust"})


def turns(passage: Passage) -> Iterator[Proposal]:
    """Yield the reversals that single sentences state."""
    for token in passage.doc:
        if token.pos_ == "VERB":
            yield from _verb(passage, token)
        elif token.pos_ == "NOUN" and token.lower_ in NOUNS:
            yield from _noun(passage, token)


def _verb(passage: Passage, verb: Token) -> Iterator[Proposal]:
    if syntax.unreal(verb) or syntax.denied(verb):
        return
    holders = passage.named(syntax.subjects(verb))
    particles = {c.lower_ for c in verb.children if c.dep_ in ("prt", "prep", "advmod")}
    lost = next((c for c in verb.children if c.dep_ == "dobj"), None)
    if lemma(verb) in LEAVES and not syntax.is_passive(verb):
        yield from _turns(passage, verb, holders, passage.named(syntax.patients(verb)), "against", "forsakes")
        yield from _turns(passage, verb, holders, passage.named(syntax.under(verb, *TO)), "for", "turns to")
    elif not particles.isdisjoint(GOES_OVER.get(lemma(verb), ())):
        yield from _turns(passage, verb, holders, passage.named(syntax.under(verb, *TO)), "for", "goes over to")
        yield from _turns(passage, verb, holders, passage.named(syntax.under(verb, "with", "from")), "against", "breaks with")
    elif lemma(verb) == "lose" and lost is not None and lost.lower_ in FAITH:
        yield from _turns(passage, verb, holders, passage.named(syntax.under(lost, "in")), "against", "loses faith in")


def _noun(passage: Passage, noun: Token) -> Iterator[Proposal]:
    own = [t for c in noun.children if c.dep_ == "poss" for t in syntax.conjoined(c)] or syntax.under(noun, "of", "by")
    holders = passage.named(own)
    yield from _turns(passage, noun, holders, passage.named(syntax.under(noun, *TO)), "for", "somebody's turn to")
    yield from _turns(passage, noun, holders, passage.named(syntax.under(noun, "from", "with")), "against", "somebody's break with")


def _turns(
    passage: Passage, cue: Token, holders: Sequence[str], targets: Sequence[str], polarity: str, rule: str
) -> Iterator[Proposal]:
    before = "for" if polarity == "against" else "against"
    for holder in holders:
        for target in (name for name in targets if name != holder):
            span = clause(passage, cue) if cue.pos_ == "VERB" else trimmed(passage, cue.sent.start, cue.sent.end - 1)
            fields = {"holder": holder, "target": target, "from": {"polarity": before}, "to": {"polarity": polarity}}
            past = cue.pos_ == "VERB" and syntax.past(cue)
            yield Proposal("reversal", *span, fields, f"reversal: {rule}", (cue.text,), past)
