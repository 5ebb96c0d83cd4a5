"""What a text expects of the future as seen from its date, and what somebody in it expects. One function a construction."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..lexicon import words
from ..model import collapsed
from . import syntax
from .passage import Passage, Proposal, clause, lemma, trimmed

if TYPE_CHECKING:
    from spacy.tokens import Token

WILL = frozenset({"will", "shall", "'ll", "wo", "sha"})
SELF = frozenset({"i", "we"})
NOTHING = frozenset("this that it which what all there".split())  # subjects that say nothing: "this means that …"
SHORT = 30  # tokens of a sentence that is quoted whole
AT_ONCE = frozenset("immediately then thereby inevitably once soon certainly only".split())
FATES = frozenset("victory defeat triumph collapse overthrow fall success failure war revolution".split())


def forecasts(passage: Passage) -> Iterator[Proposal]:
    """Yield the forecasts of a paragraph."""
    for token in passage.doc:
        if token.pos_ in ("VERB", "AUX"):
            yield from _verb(passage, token)
        elif token.pos_ == "ADJ" and token.dep_ == "amod" and token.lower_ in words("outlook", "coming"):
            yield from _coming(passage, token)


def _verb(passage: Passage, verb: Token) -> Iterator[Proposal]:
    found = _construction(passage, verb)
    if not found:
        return
    rule, hedge, cue = found
    forecaster, told = teller(passage, verb)
    if not forecaster:
        return
    first, last = _stretch(passage, verb)
    condition = _condition(passage, verb)
    event = collapsed(passage.text(*trimmed(passage, *syntax.clause(verb))))
    fields = {"forecaster": forecaster, "event": event, "condition": condition, "hedge": hedge}
    yield Proposal("forecast", first, last, fields, f"forecast: {rule}{told}", (cue,))


def _stretch(passage: Passage, verb: Token) -> tuple[int, int]:
    """Return the words that carry it: a short sentence whole, a noun with what is said of it, else the clause."""
    sentence = verb.sent
    if sentence.end - sentence.start <= SHORT:
        return trimmed(passage, sentence.start, sentence.end - 1)
    if verb.dep_ == "relcl":
        inside = sorted(t.i for t in verb.head.subtree)
        return trimmed(passage, inside[0], inside[-1])
    return clause(passage, verb)


def _construction(passage: Passage, verb: Token) -> tuple[str, str, str] | None:
    """Return how a verb looks ahead, how certainly, and the word that says so."""
    modal, word = _own_modal(verb), lemma(verb)
    near = {t.lower_ for t in verb.subtree if t.i < verb.i + 12}
    if modal in WILL:
        return _will(passage, verb, modal, near)
    if modal in ("would", "'d") and (_condition(passage, verb) or _supposed(verb)):
        if any(c.lower_ == "have" and c.dep_ == "aux" for c in verb.children) or syntax.in_condition(verb):
            return None
        return "would, on a condition", "certain", modal
    if modal in ("may", "might", "can", "could") and (near & words("outlook", "times") or word == "become"):
        return "may", "possible", modal
    if modal == "can" and any(
        t.lower_ == "only" and t.dep_ in ("advmod", "amod") and t.head.dep_ in ("nsubj", "nsubjpass", "conj")
        for t in verb.subtree
        if t.i <= verb.i
    ):
        return "only this can", "possible", "only"
    if word == "threaten" and not syntax.past(verb) and any(c.dep_ == "xcomp" for c in verb.children):
        return "threatens to", "possible", verb.text
    if (
        word in ("bind", "doom", "destine")
        and any(c.dep_ == "xcomp" for c in verb.children)
        and any(c.dep_ == "auxpass" for c in verb.children)
    ):
        return "is bound to", "certain", verb.text
    if any(c.lower_ == "lest" for c in verb.children):
        return "afraid lest", "possible", "lest"
    if near & words("outlook", "certain") and not syntax.past(verb) and not modal and verb.dep_ in ("ROOT", "conj", "ccomp"):
        if any(c.dep_ == "advmod" and c.lower_ in words("outlook", "certain") for c in verb.children):
            return "inevitably", "certain", "inevitably"
    return None


def _supposed(verb: Token) -> bool:
    """Tell a "would" of what is supposed to happen: "the victory of X would", "it would at once"."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    return (subject is not None and lemma(subject) in FATES) or any(
        c.lower_ in AT_ONCE or c.lower_ == "at" for c in verb.children if c.i < verb.i
    )


def _own_modal(verb: Token) -> str:
    return next((c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass") and c.tag_ == "MD"), "")


def _will(passage: Passage, verb: Token, modal: str, near: set[str]) -> tuple[str, str, str] | None:
    """Tell the future from what a text announces of itself and from what somebody undertakes."""
    subject = next((s.lower_ for s in syntax.subjects(verb) or syntax.patients(verb)), "")
    if subject in SELF and (lemma(verb) in words("outlook", "announcing") or lemma(verb) in words("outlook", "deeds")):
        return None
    if subject in ("one", "you", "reader") or (verb.sent[-1].text == "?" and subject in ("who", "what")):
        return None
    if lemma(verb) in words("outlook", "announcing") and any(c.dep_ == "auxpass" for c in verb.children):
        return None
    hedge = (
        "likely"
        if near & words("outlook", "likely")
        else "possible"
        if near & {"perhaps", "possible", "possibly", "may"}
        else "certain"
    )
    place = (
        "on a condition"
        if _condition(passage, verb)
        else "with a time"
        if near & words("outlook", "times")
        else "of oneself"
        if subject in SELF
        else "plain"
    )
    if verb.dep_ == "relcl":
        place = "in a relative clause"
    if syntax.in_condition(verb):
        return None
    if passage.spoken(verb) and not passage.spoken(verb).speaker:  # type: ignore[union-attr]
        place = "in marks nobody speaks"
    if verb.sent[-1].text == "?":
        place = "in a question"
    return f"will, {place}", hedge, modal


def teller(passage: Passage, verb: Token) -> tuple[str, str]:
    """Return who expects it: who is reported to, else who speaks here."""
    for at in (verb, *verb.ancestors):
        owners = _reporter(passage, at)
        if owners is None:
            continue
        named = passage.named(owners)
        if named or any(o.lower_ not in NOTHING for o in owners):
            return (named[0], ", reported") if named else ("", "")
    return passage.self_name(verb), ""


def _reporter(passage: Passage, at: Token) -> list[Token] | None:
    """Return who is said to say what a verb says: "…, he said, …", "afraid lest …", "X writes that …"; None where nobody is."""
    for child in at.children:
        if child.dep_ in ("parataxis", "ccomp") and lemma(child) in words("speech", "say") and _between_commas(child):
            return syntax.subjects(child)
    if any(c.lower_ == "lest" for c in at.children):
        return syntax.subjects(at.head) or syntax.nearest(at, passage.names)
    told = words("speech", "say") | words("outlook", "looks") | words("speech", "nouns")
    if at.dep_ not in ("ccomp", "acl") or lemma(at.head) not in told:
        return None
    above = at.head.head if at.head.dep_ in ("acomp", "attr") else at.head
    if above.pos_ in ("VERB", "AUX"):
        return syntax.subjects(above)
    return syntax.owners(above) or next((syntax.subjects(a) for a in above.ancestors if a.pos_ in ("VERB", "AUX")), [])


def _between_commas(verb: Token) -> bool:
    """Tell "…, he said, …": who speaks, set into what is said."""
    after = verb.doc[verb.i + 1] if verb.i + 1 < len(verb.doc) else None
    return after is not None and after.text in (",", ".", ";") and verb.i - verb.left_edge.i <= 3


def _condition(passage: Passage, verb: Token) -> str | None:
    """Return the words on which it depends."""
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ == "in" and any(c.lower_ in ("case", "event") for c in child.children):
            inside = sorted(t.i for t in child.subtree)
            return collapsed(passage.text(*trimmed(passage, inside[0], inside[-1])))
        if child.dep_ == "advcl" and (
            any(c.lower_ in ("if", "unless", "once", "when", "until", "provided") for c in child.children)
            or child.left_edge.lower_ in ("should", "were", "had")
        ):
            inside = sorted(t.i for t in child.subtree)
            return collapsed(passage.text(*trimmed(passage, inside[0], inside[-1])))
    return None


def _coming(passage: Passage, adjective: Token) -> Iterator[Proposal]:
    """Yield "the coming war", "the inevitable blow": what is expected, said in passing."""
    noun = adjective.head
    if noun.pos_ != "NOUN" or noun.lower_ in (
        "year",
        "week",
        "month",
        "day",
        "days",
        "weeks",
        "years",
        "generation",
        "generations",
        "issue",
        "period",
        "step",
        "time",
        "result",
        "consequence",
        "number",
        "chapter",
    ):
        return
    inside = sorted(t.i for t in noun.subtree)
    first, last = trimmed(passage, inside[0], inside[-1])
    fields = {
        "forecaster": passage.self_name(noun), "event": collapsed(passage.text(first, last)), "condition": None,
        "hedge": "possible" if adjective.lower_ in ("impending", "future") else "certain",
    }  # fmt: skip
    yield Proposal("forecast", first, last, fields, "forecast: what is coming", (adjective.text,))
