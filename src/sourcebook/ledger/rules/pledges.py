"""Who is bound to do what for whom, on what condition: treaties, promises, undertakings. One function a construction."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..lexicon import words
from ..model import collapsed
from . import syntax
from .passage import Passage, Proposal, clause, lemma, trimmed

if TYPE_CHECKING:
    from spacy.tokens import Token

CONDITIONAL = frozenset("if unless provided once when".split())
EVENT = frozenset("event case condition provided basis".split())


def pledges(passage: Passage) -> Iterator[Proposal]:
    """Yield the pledges of a paragraph."""
    for token in passage.doc:
        if token.pos_ not in ("VERB", "AUX", "ADJ"):
            continue
        for rule, bound, cue, benefits in _constructions(passage, token):
            yield from _pledge(passage, token, rule, bound, cue, benefits)


def _constructions(passage: Passage, verb: Token) -> Iterator[tuple[str, list[str], str, list[str]]]:
    """Yield (rule, who is bound, cue, whom it benefits)."""
    word = lemma(verb)
    if word in words("outlook", "binds"):
        instruments = [s for s in syntax.subjects(verb) if _instrumental(passage, s)]
        if instruments and not syntax.is_passive(verb):
            yield "an instrument binds", passage.named(syntax.patients(verb)), verb.text, []
    if word in words("outlook", "bound") | {"bind", "oblige", "obligate", "commit", "pledge"} and (
        syntax.is_passive(verb) or verb.pos_ == "ADJ"
    ):
        if any(c.dep_ in ("xcomp", "prep") for c in verb.children) and verb.head.lemma_ not in ("feel", "find"):
            yield "is bound to", passage.named(syntax.patients(verb) or syntax.subjects(verb.head)), verb.text, []
    elif (
        word in words("outlook", "pledge")
        and verb.pos_ == "VERB"
        and not _only_possible(verb)
        and not any(_instrumental(passage, s) for s in syntax.subjects(verb))
    ):
        if any(c.dep_ in ("xcomp", "ccomp", "dobj") for c in verb.children):
            if word in ("commit", "engage", "pledge", "bind") and not _binds_itself(verb):
                return
            if word in ("offer", "assure", "accept", "assume") and (syntax.modal(verb) or verb.sent[-1].text == "?"):
                return
            if word in ("assure", "assume", "accept", "guarantee", "guaranty") and not any(_is_duty(c) for c in verb.children):
                return
            yield (
                f"a verb of undertaking{', weak' if word in ('assure', 'assume', 'accept', 'engage', 'stipulate', 'offer') else ''}",
                passage.named(syntax.subjects(verb)),
                verb.text,
                passage.named([t for c in verb.children if c.dep_ == "dative" for t in [c]] + syntax.under(verb, "to")),
            )
    if (
        verb.pos_ == "ADJ"
        and verb.lower_ in words("outlook", "ready")
        and verb.dep_ == "acomp"
        and any(c.dep_ == "xcomp" for c in verb.children)
    ):
        yield "is ready to", passage.named(syntax.subjects(verb.head)), verb.text, []
    modal = next((c.lower_ for c in verb.children if c.dep_ == "aux" and c.tag_ == "MD"), "")
    subject = next(iter(syntax.subjects(verb)), None)
    if (
        modal in ("will", "shall", "'ll", "wo")
        and subject is not None
        and subject.lower_ in ("we", "i")
        and not syntax.in_condition(verb)
    ):
        if word in words("outlook", "deeds") and word not in words("outlook", "announcing"):
            yield (
                f"we will{' not' if syntax.denied(verb) else ''}",
                [passage.self_name(verb)],
                modal,
                passage.named(syntax.under(verb, "for", "with")),
            )


def _binds_itself(verb: Token) -> bool:
    """Tell "commits itself to", "pledges to", "pledges aid" from "commits acts" and "pledges the movement to"."""
    objects = [c for c in verb.children if c.dep_ == "dobj"]
    return not objects or any(o.lower_.endswith(("self", "selves")) for o in objects)


def _instrumental(passage: Passage, token: Token) -> bool:
    """Tell a treaty or programme, by its noun or by the name it has."""
    name = passage.name(token)
    return (
        bool({lemma(token), name.split()[-1].lower() if name else ""} & words("outlook", "instruments"))
        or passage.cast.kind(name) == "treaty"
    )


def _only_possible(verb: Token) -> bool:
    return syntax.modal(verb) in ("would", "could", "might", "may", "must", "should") or syntax.in_condition(verb)


def _is_duty(token: Token) -> bool:
    return token.dep_ in ("xcomp",) or token.lemma_.lower() in (
        "obligation",
        "duty",
        "commitment",
        "responsibility",
        "independence",
        "freedom",
        "hand",
        "aid",
        "support",
    )


def _pledge(passage: Passage, verb: Token, rule: str, bound: list[str], cue: str, benefits: list[str]) -> Iterator[Proposal]:
    first, last = clause(passage, verb)
    complement = next((c for c in verb.children if c.dep_ in ("xcomp", "ccomp", "prep", "dobj") and c.i > verb.i), verb)
    inside = sorted(t.i for t in complement.subtree)
    duty = (
        collapsed(passage.text(*trimmed(passage, inside[0], inside[-1])))
        if complement != verb
        else collapsed(passage.text(first, last))
    )
    fields = {
        "duty": duty,
        "condition": _condition(passage, verb),
        "instrument": _instrument(passage, verb),
        "negated": syntax.denied(verb),
    }
    beneficiary = benefits[0] if benefits else next(iter(_others(passage, complement, bound)), None)
    for name in bound:
        yield Proposal(
            "pledge",
            first,
            last,
            {"bound": name, "beneficiary": beneficiary, **fields},
            f"pledge: {rule}",
            (cue,),
            syntax.past(verb),
        )


def _others(passage: Passage, token: Token, bound: list[str]) -> list[str]:
    return [n for n in passage.named(sorted(token.subtree, key=lambda t: t.i)) if n not in bound and passage.acting(n)]


def _condition(passage: Passage, verb: Token) -> str | None:
    """Return the words on which a pledge depends: "if …", "only in the event that …"; of the latter all that follows in the sentence."""
    for token in verb.subtree:
        if token.dep_ == "advcl" and any(c.lower_ in CONDITIONAL for c in token.children):
            inside = sorted(t.i for t in token.subtree)
            return collapsed(passage.text(*trimmed(passage, inside[0], inside[-1])))
        if token.dep_ == "prep" and any(c.lower_ in EVENT for c in token.children):
            first = token.i - 1 if token.i and passage.doc[token.i - 1].lower_ == "only" else token.i
            return collapsed(passage.text(*trimmed(passage, first, verb.sent.end - 1))).rstrip(".")
    return None


def _in_condition(token: Token) -> bool:
    """Tell a name that stands in what a pledge depends on."""
    return any(
        a.lower_ in EVENT or (a.dep_ == "advcl" and any(c.lower_ in CONDITIONAL for c in a.children)) for a in token.ancestors
    )


def _instrument(passage: Passage, verb: Token) -> str | None:
    """Return the treaty or programme by which: one named in the sentence, else the noun that binds."""
    named = [passage.name(t) for t in verb.sent if passage.cast.kind(passage.name(t)) == "treaty" and not _in_condition(t)]
    if named:
        return named[0]
    before = [passage.name(t) for t in passage.doc[: verb.sent.start] if passage.cast.kind(passage.name(t)) == "treaty"]
    if before:
        return before[-1]
    nouns = [t for t in verb.sent if t.pos_ in ("NOUN", "PROPN") and lemma(t) in words("outlook", "instruments")]
    return next(
        (collapsed(passage.text(min(c.i for c in [*n.lefts, n] if c.dep_ in ("compound", "amod") or c == n), n.i)) for n in nouns),
        None,
    )
