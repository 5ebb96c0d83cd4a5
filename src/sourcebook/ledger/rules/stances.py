"""Who stands for or against whom, as the text shows it: one function a construction, the words in data/stances.toml."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from ..lexicon import pairs, words
from . import syntax
from .passage import Passage, Proposal, is_verb, lemma
from .relations import prefixed, relations
from .sides import AGAINST, FOR, JOINED, LEFT, PRACTICAL, REFUSES, Way, acting, doing, everyone, holds, meant, paired, supposed

if TYPE_CHECKING:
    from spacy.tokens import Token

OUT = words("stances", "verbs", "against", "out")
#: Whose object is for something only if it is a cause: "wants peace", but "urges the workers to".
WISHES = words("stances", "verbs", "for", "wishes")
RELATIVE = ("WDT", "WP")
#: What a verb has that needs no object of another.
ELSEWHERE = frozenset({"prep", "ccomp", "xcomp"})


@cache
def _objects() -> dict[str, Way]:
    """Return the verbs whose object the subject is for or against."""
    lists = ((AGAINST, ("verbs", "against", "hostility")), (FOR, ("verbs", "for", "solidarity")))
    return {word: way for way, keys in lists for word in words("stances", *keys)} | {
        **dict.fromkeys(words("stances", "verbs", "membership", "for"), JOINED),
        **dict.fromkeys(words("stances", "verbs", "membership", "against"), LEFT),
    }


@cache
def _under(part: str) -> dict[str, dict[str, Way]]:
    """Return the verbs or adjectives that take whom they are for or against after a preposition."""
    lists = {
        "verbs": (
            (AGAINST, ("verbs", "against", "prepositions")), (FOR, ("verbs", "for", "prepositions")),
            (PRACTICAL, ("verbs", "for", "practical")), (JOINED, ("verbs", "membership", "in")),
            (LEFT, ("verbs", "membership", "out")),
        ),
        "adjectives": ((AGAINST, ("adjectives", "against")), (FOR, ("adjectives", "for"))),
    }[part]  # fmt: skip
    found: dict[str, dict[str, Way]] = {}
    for way, keys in lists:
        for word, prepositions in pairs("stances", *keys).items():
            found.setdefault(word, {}).update(dict.fromkeys(prepositions, way))
    return found


def stances(passage: Passage) -> Iterator[Proposal]:
    """Yield what a paragraph shows of who stands for or against whom; the author's own judgements are in judgements.py."""
    for token in passage.doc:
        if is_verb(token):
            yield from _verb(passage, token)
        elif token.pos_ == "NOUN":
            yield from relations(passage, token)
        elif token.lower_ == "against" and token.dep_ == "prep":
            yield from _against(passage, token)
        if token.lower_ in _under("adjectives"):
            yield from _adjective(passage, token)
        yield from prefixed(passage, token)


def _verb(passage: Passage, verb: Token) -> Iterator[Proposal]:
    """Yield "X denounces Y", "Y is oppressed by X", "X fights against Y"."""
    if supposed(verb):
        return
    passive = syntax.is_passive(verb)
    holders, tail = _holders(passage, verb)
    way = _objects().get(lemma(verb))
    if way:
        rule = f"{'passive' if passive else 'verb and object'}{tail}"
        yield from _said(passage, verb, holders, meant(passage, _done_to(verb)), way, rule)
    if lemma(verb) in WISHES:
        causes = [t for t in meant(passage, _done_to(verb)) if not holds(passage, passage.name(t))]
        yield from _said(passage, verb, holders, causes, FOR, f"wishes{tail}")
    if passive and lemma(verb) in OUT and not holders:
        targets = meant(passage, _done_to(verb))
        yield from _said(passage, verb, meant(passage, syntax.under(verb, "from")), targets, AGAINST, f"driven out{tail}")
    for preposition, other in _under("verbs").get(lemma(verb), {}).items():
        targets = meant(passage, syntax.through(syntax.under(verb, preposition)))
        yield from _said(passage, verb, holders, targets, other, f"verb and preposition{tail}")


def _done_to(verb: Token) -> list[Token]:
    """Return what a verb is done to; of "delude and mislead the masses" both verbs have the object of the second."""
    own = syntax.patients(verb)
    joined = next((c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB"), None)
    if own or joined is None or any(c.dep_ in ELSEWHERE for c in verb.children):
        return own
    return [] if any(c.dep_ in syntax.SUBJECTS for c in joined.children) else syntax.patients(joined)


def _holders(passage: Passage, verb: Token) -> tuple[list[Token], str]:
    """Return who does what a verb says, and how far off it stands."""
    if own := meant(passage, everyone(syntax.subjects(verb)), 2):
        return own, ""
    if syntax.is_passive(verb):
        return meant(passage, syntax.agents(verb), 1), " of an owner"
    if any(c.dep_ in syntax.SUBJECTS and c.tag_ not in RELATIVE for c in verb.children):
        return [], ""  # nobody knows whom its subject means
    if above := acting(passage, verb):
        return above, " of a subject above"
    higher = (v for v in verb.ancestors if is_verb(v)) if verb.tag_ != "VB" else ()
    return next((found for v in higher if (found := acting(passage, v))), []), " of a subject afar"


def _said(passage: Passage, verb: Token, holders: list[Token], targets: list[Token], way: Way, rule: str) -> Iterator[Proposal]:
    """Yield the stances of a verb; a denied or refused support is against somebody, a denied attack is none."""
    if syntax.denied(verb) or (verb.dep_ == "xcomp" and lemma(verb.head) in REFUSES):
        if way.polarity == "against":
            return
        way, rule = way.turned(), f"{rule}, refused"
    yield from paired(passage, verb, verb, holders, targets, way, rule)


def _against(passage: Passage, preposition: Token) -> Iterator[Proposal]:
    """Yield whatever somebody does "against X", where no list has the word it hangs on."""
    head = preposition.head
    if "against" in _under("verbs").get(lemma(head), {}):
        return
    targets = meant(passage, [t for o in preposition.children if o.dep_ == "pobj" for t in syntax.conjoined(o)])
    verb = next(filter(is_verb, (head, *head.ancestors)), None)
    if verb is None or supposed(verb):
        return
    of_somebody = head.dep_ == "pobj" and head.head.lower_ in ("of", "by") and passage.name(head)
    own = [head] if of_somebody else meant(passage, syntax.owners(head), 0) if head.pos_ == "NOUN" else []
    holders = own or acting(passage, verb)
    yield from paired(passage, verb, preposition, holders, targets, AGAINST, "whatever is done against")


def _adjective(passage: Passage, adjective: Token) -> Iterator[Proposal]:
    """Yield "X is hostile to Y", "hostile to Y" beside a noun."""
    for preposition, way in _under("adjectives").get(adjective.lower_, {}).items():
        targets = meant(passage, syntax.under(adjective, preposition))
        head = adjective.head
        if is_verb(adjective) and syntax.is_passive(adjective):
            if supposed(adjective):
                continue
            holders = meant(passage, syntax.patients(adjective), 1)
            if syntax.denied(adjective):
                way = way.turned()
        elif is_verb(head):
            if supposed(head):
                continue
            holders = acting(passage, head)
            if syntax.denied(head):
                way = way.turned()
        else:
            holders = meant(passage, [head], 1) or doing(passage, adjective).who
        yield from paired(passage, head, adjective, holders, targets, way, "adjective")
