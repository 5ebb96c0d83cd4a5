"""The author's own stance, or a quoted speaker's: whom the words condemn or praise. One a target and text, with the plainest words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..lexicon import words
from . import syntax
from .forecasts import teller
from .passage import Passage, Proposal, clause, lemma, trimmed

if TYPE_CHECKING:
    from spacy.tokens import Token


def judgements(passage: Passage) -> Iterator[Proposal]:
    """Yield what the words of a paragraph show of its speaker's own stance."""
    yield from _called(passage)
    yield from _made_of(passage)
    for token in passage.doc:
        polarity = _judges(token)
        if polarity and not _denied_or_unreal(token):
            for target, rule in _judged(passage, token):
                yield from _held(passage, token, target, polarity, rule)
        if token.pos_ == "VERB" and lemma(token) in words("stances", "judging", "bad_deeds") and not syntax.unreal(token):
            for target in passage.named(syntax.subjects(token)):
                yield from _held(passage, token, target, "against", "does what is condemned")


def _called(passage: Passage) -> Iterator[Proposal]:
    """Yield "X depicts Y as the greatest victory", "X hails Y", "X regards Y as a crime": X's stance towards Y."""
    for verb in passage.doc:
        if verb.pos_ != "VERB" or lemma(verb) not in words("speech", "call") or syntax.denied(verb) or syntax.unreal(verb):
            continue
        said = [t for p in verb.subtree if p.lower_ == "as" and p.dep_ == "prep" for o in p.children for t in (o, *o.children)]
        said += [t for c in verb.children if c.dep_ in ("oprd", "xcomp") for t in (c, *c.children)]
        polarity = next((p for p in map(_judges_or_wins, said) if p), "")
        targets = [t for p in syntax.patients(verb) for t in _at_issue(p)]
        for holder in passage.named(syntax.subjects(verb)):
            for target in passage.named(targets) if polarity else []:
                if holder != target and _answerable(passage, target):
                    mode = "hostility" if polarity == "against" else "solidarity"
                    fields = {"holder": holder, "target": target, "polarity": polarity, "mode": mode}
                    yield Proposal(
                        "stance", *clause(passage, verb), fields, f"stance: calls somebody something, {polarity}", (verb.text,),
                        syntax.past(verb),
                    )  # fmt: skip


def _at_issue(noun: Token) -> list[Token]:
    """Return what is judged with a noun: itself, what is entered or signed in "the entry into X", "the signing of Y", else whose it is."""
    if noun.lower_ in ("entry", "admission", "entrance", "accession"):
        return syntax.under(noun, "into", "to")
    if noun.lower_ in ("signing", "signature", "ratification", "conclusion", "adoption", "approval"):
        return syntax.under(noun, "of")
    return [noun, *syntax.owners(noun)]


def _made_of(passage: Passage) -> Iterator[Proposal]:
    """Yield "The pact is a guarantee of peace" and "is not": what is said to be won or not by something."""
    for token in passage.doc:
        if token.dep_ == "attr" and token.head.lemma_ == "be" and lemma(token) in words("stances", "judging", "wins"):
            polarity = "against" if syntax.denied(token.head) else "for"
            if not syntax.unreal(token.head) and token.sent[-1].text != "?":
                for target in passage.named(syntax.subjects(token.head)):
                    yield from _held(
                        passage, token, target, polarity, "said to be a gain" if polarity == "for" else "said to be none"
                    )


def _judges_or_wins(token: Token) -> str:
    return "for" if lemma(token) in words("stances", "judging", "wins") else _judges(token)


def _judges(token: Token) -> str:
    """Return what a word says of what it is said of: against, for, or nothing."""
    word = lemma(token)
    if token.pos_ in ("NOUN", "PROPN") and token.text[:1].islower():
        return (
            "against"
            if word in words("stances", "judging", "bad_nouns")
            else "for"
            if word in words("stances", "judging", "good_nouns")
            else ""
        )
    if token.pos_ in ("ADJ", "ADV"):
        return (
            "against"
            if word in words("stances", "judging", "bad_adjectives")
            else "for"
            if word in words("stances", "judging", "good_adjectives")
            else ""
        )
    return ""


def _judged(passage: Passage, token: Token) -> Iterator[tuple[str, str]]:
    """Yield whom a judging word is said of."""
    head = token.head
    if token.pos_ in ("ADJ", "ADV") and token.dep_ in ("amod", "advmod"):
        if passage.name(head):
            yield passage.name(head), "a judging adjective"
        for owner in passage.named(syntax.owners(head)):
            yield owner, "a judging adjective of what is somebody's"
    if token.pos_ == "NOUN":
        for owner in passage.named(syntax.owners(token)):
            yield owner, "a judging noun with its owner"
        for example in passage.named(syntax.under(token, "like")):
            yield example, "a judging noun, for example"
        if token.dep_ == "appos" and passage.name(head):
            yield passage.name(head), "a judging noun beside a name"
        for child in token.children:
            if child.dep_ == "appos" and passage.name(child):
                yield passage.name(child), "a judging noun beside a name"
    verb = (
        head
        if token.dep_ in ("attr", "acomp", "oprd")
        else head.head
        if head.dep_ in ("attr", "acomp") and token.dep_ == "amod"
        else None
    )
    if verb is not None and verb.lemma_ in ("be", "become", "remain", "prove", "seem"):
        for subject in passage.named(syntax.subjects(verb)):
            yield subject, "said of somebody"
    if token.dep_ == "pobj" and head.lower_ in ("as", "of") and head.head.pos_ == "VERB":
        for subject in passage.named(syntax.subjects(head.head)):
            yield subject, "plays the part of"


def _held(passage: Passage, token: Token, target: str, polarity: str, rule: str) -> Iterator[Proposal]:
    holder, told = teller(passage, token)
    if not holder or target == holder or not _answerable(passage, target):
        return
    first, last = _words(passage, token, rule)
    mode = "hostility" if polarity == "against" else "solidarity"
    kind = "actor" if passage.acting(target) else "cause or group"
    fields = {"holder": holder, "target": target, "polarity": polarity, "mode": mode}
    yield Proposal("stance", first, last, fields, f"judgement: {rule}{told}, {polarity}, {kind}", (token.text,))


def _answerable(passage: Passage, name: str) -> bool:
    """Tell whom or what one can judge: an actor, a body with something said of which one, a doctrine; not any noun."""
    last = name.split()[-1].lower()
    return bool(passage.cast.kind(name)) or name.endswith("ism") or (" " in name and last in words("nouns", "heads", "groups"))


def _words(passage: Passage, token: Token, rule: str) -> tuple[int, int]:
    """Return the plainest words that carry a judgement: the phrase with the word in it, or the clause that says it of somebody."""
    verb = token if token.pos_ == "VERB" else next((a for a in token.ancestors if a.pos_ in ("VERB", "AUX")), None)
    if rule.startswith(("a judging adjective", "a judging noun")):
        head = token.head if token.pos_ in ("ADJ", "ADV") else token
        inside = [
            t.i
            for t in head.subtree
            if not any(a.dep_ == "relcl" for a in [t, *t.ancestors] if a.i > head.i and head in a.ancestors)
        ]
        first, last = min(inside), max(inside)
    elif verb is not None:
        first, last = clause(passage, verb)
    else:
        first, last = token.sent.start, token.sent.end - 1
    return trimmed(passage, first, last) if first <= token.i <= last else trimmed(passage, token.sent.start, token.sent.end - 1)


def _denied_or_unreal(token: Token) -> bool:
    verb = next((a for a in token.ancestors if a.pos_ in ("VERB", "AUX")), None)
    return verb is not None and (
        (syntax.denied(verb) and token.dep_ in ("attr", "acomp", "dobj", "amod")) or syntax.in_condition(verb)
    )
