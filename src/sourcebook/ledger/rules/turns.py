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
LEAVES, GOES_OVER, NOUNS = words("turns", "turn"), pairs("turns", "over"), words("turns", "turning_nouns")
TURNS, ELSEWHERE = words("turns", "turning"), frozenset({"over", "on", "out", "up"})
FAITH = frozenset({"faith", "confidence", "trust", "belief"})
LEFT_ONLY = frozenset({"capitulation", "resignation"})  # one capitulates without having been against


def turns(passage: Passage) -> Iterator[Proposal]:
    """Yield the reversals that single sentences state."""
    for token in passage.doc:
        if lemma(token) == "lose" or token.lower_ == "lost":
            yield from _loses_faith(passage, token)
        elif token.pos_ == "VERB":
            yield from _verb(passage, token)
        elif token.pos_ == "NOUN" and token.lower_ in NOUNS:
            yield from _noun(passage, token)


def _verb(passage: Passage, verb: Token) -> Iterator[Proposal]:
    if syntax.unreal(verb) or syntax.denied(verb):
        return
    holders = passage.named(syntax.subjects(verb))
    particles = {c.lower_ for c in verb.children if c.dep_ in ("prt", "prep", "advmod")}
    if verb.head.lower_ == "let":
        return
    if lemma(verb) in LEAVES and not syntax.is_passive(verb):
        yield from _turns(passage, verb, holders, passage.named(syntax.patients(verb)), "against", "forsakes")
    elif lemma(verb) in TURNS and not syntax.patients(verb) and particles.isdisjoint(ELSEWHERE):
        yield from _turns(passage, verb, holders, passage.named(syntax.through(syntax.under(verb, *TO))), "for", "turns to")
    elif lemma(verb) not in TURNS and not particles.isdisjoint(GOES_OVER.get(lemma(verb), ())):
        yield from _turns(passage, verb, holders, passage.named(syntax.through(syntax.under(verb, *TO))), "for", "goes over to")
        yield from _turns(passage, verb, holders, passage.named(syntax.under(verb, "with", "from")), "against", "breaks with")


def _loses_faith(passage: Passage, verb: Token) -> Iterator[Proposal]:
    """Yield "X has lost faith in Y"; by the words in their order, since the parser takes "lost faith" for a noun."""
    lost = passage.doc[verb.i + 1] if verb.i + 1 < len(passage.doc) else verb
    if lost.lower_ in FAITH and not syntax.unreal(verb):
        holders = passage.named(syntax.subjects(verb)) or passage.named(syntax.nearest(verb, passage.names))
        targets = passage.named(syntax.under(lost, "in") or syntax.under(verb, "in"))
        yield from _turns(passage, verb, holders, targets, "against", "loses faith in")


def _noun(passage: Passage, noun: Token) -> Iterator[Proposal]:
    if lemma(noun) in LEFT_ONLY and not passage.named(syntax.under(noun, "from")):
        return
    own = [t for c in noun.children if c.dep_ == "poss" for t in syntax.conjoined(c)] or syntax.under(noun, "of", "by")
    holders = passage.named(own)
    yield from _turns(passage, noun, holders, passage.named(syntax.through(syntax.under(noun, *TO))), "for", "somebody's turn to")
    yield from _turns(passage, noun, holders, passage.named(syntax.under(noun, "from", "with")), "against", "somebody's break with")


def _a_side(passage: Passage, name: str) -> bool:
    """Tell what one can turn to or from: an actor, a doctrine, a body or cause of which it is said which one."""
    return passage.acting(name) or bool(passage.cast.kind(name)) or name.endswith("ism") or " " in name


def _turns(
    passage: Passage, cue: Token, holders: Sequence[str], targets: Sequence[str], polarity: str, rule: str
) -> Iterator[Proposal]:
    before = "for" if polarity == "against" else "against"
    for holder in holders:
        for target in (name for name in targets if name != holder and _a_side(passage, name)):
            clausal = cue.pos_ == "VERB" and cue.dep_ != "amod"
            span = clause(passage, cue) if clausal else trimmed(passage, cue.sent.start, cue.sent.end - 1)
            fields = {"holder": holder, "target": target, "from": {"polarity": before}, "to": {"polarity": polarity}}
            past = cue.pos_ == "VERB" and syntax.past(cue)
            yield Proposal("reversal", *span, fields, f"reversal: {rule}", (cue.text,), past)
