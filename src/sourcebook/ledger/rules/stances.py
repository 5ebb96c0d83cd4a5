"""Who stands for or against whom, as the text shows it: one function a construction, the words in data/stances.toml."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from ..lexicon import words
from . import syntax
from .passage import Passage, Proposal, clause, lemma, pairs, trimmed

if TYPE_CHECKING:
    from spacy.tokens import Token

Way = tuple[str, str]  # polarity, mode

AGAINST, FOR, PRACTICAL = ("against", "hostility"), ("for", "solidarity"), ("for", "practical")
JOINED, LEFT = ("for", "membership"), ("against", "membership")


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
    """Return the verbs or nouns that take whom they are for or against after a preposition."""
    lists = {
        "verbs": (
            (AGAINST, ("verbs", "against", "prepositions")), (FOR, ("verbs", "for", "prepositions")),
            (PRACTICAL, ("verbs", "for", "practical")), (JOINED, ("verbs", "membership", "in")),
            (LEFT, ("verbs", "membership", "out")),
        ),
        "nouns": (
            (AGAINST, ("nouns", "against", "hostility")), (FOR, ("nouns", "for", "solidarity")),
            (PRACTICAL, ("nouns", "for", "practical")), (JOINED, ("nouns", "membership", "for")),
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
        if token.pos_ in ("VERB", "AUX"):
            yield from _verb(passage, token)
        elif token.pos_ == "NOUN":
            yield from _noun(passage, token)
        elif token.lower_ == "against" and token.dep_ == "prep":
            yield from _against(passage, token)
        if token.lower_ in _under("adjectives"):
            yield from _adjective(passage, token)


def _verb(passage: Passage, verb: Token) -> Iterator[Proposal]:
    """Yield "X denounces Y", "Y is oppressed by X", "X fights against Y"."""
    if _not_happening(verb):
        return
    holders, far = passage.named(syntax.subjects(verb)), ""
    if not holders and not syntax.is_passive(verb):
        holders, far = passage.named(syntax.before(verb, passage.names)), " of a name before"
    if not holders and not syntax.is_passive(verb):
        holders, far = passage.named(syntax.nearest(verb, passage.names)), " of a subject afar"
    way = _objects().get(lemma(verb))
    if way:
        rule = f"stance: {'passive' if syntax.is_passive(verb) else 'verb and object'}{far}, {way[0]}"
        yield from _pairs(passage, verb, verb, holders, passage.named(syntax.patients(verb)), way, rule)
    for preposition, other in _under("verbs").get(lemma(verb), {}).items():
        targets = passage.named(syntax.through(syntax.under(verb, preposition)))
        yield from _pairs(passage, verb, verb, holders, targets, other, f"stance: verb and preposition{far}, {other[0]}")


def _noun(passage: Passage, noun: Token) -> Iterator[Proposal]:
    """Yield "X's hatred of Y", "the struggle of X against Y", "X is an agent of Y", "X concluded an alliance with Y"."""
    ways = _under("nouns").get(noun.lower_) or _under("nouns").get(lemma(noun)) or {}
    for preposition, way in ways.items():
        targets = passage.named(syntax.under(noun, preposition))
        if not targets:
            continue
        holders, rule, verb = _noun_holders(passage, noun, preposition)
        if holders and not (verb is not None and _not_happening(verb)):
            denied = verb is not None and syntax.denied(verb)
            yield from _pairs(
                passage,
                verb if verb is not None else noun,
                noun,
                holders,
                targets,
                _turned(way) if denied else way,
                f"stance: {rule}, {way[0]}",
            )


def _noun_holders(passage: Passage, noun: Token, preposition: str) -> tuple[list[str], str, Token | None]:
    """Return whose a noun is: its owner, whom it is said of, who does what the noun is the object of."""
    own = [t for c in noun.children if c.dep_ == "poss" for t in syntax.conjoined(c)]
    own = own or (syntax.under(noun, "of", "by", "between") if preposition not in ("of",) else syntax.under(noun, "by"))
    if passage.named(own):
        return passage.named(own), "noun with its owner", None
    head = noun.head
    if noun.dep_ in ("attr", "oprd", "conj") and head.pos_ in ("AUX", "VERB") and head.lemma_ in ("be", "become", "remain", "make"):
        return passage.named(syntax.subjects(head)), "said of somebody", head
    if noun.dep_ == "appos" and passage.name(head):
        return [passage.name(head)], "beside a name", None
    if noun.dep_ == "pobj" and head.lower_ in ("as", "in", "into", "of", "for") and head.head.pos_ in ("VERB", "AUX"):
        return passage.named(syntax.subjects(head.head)), "under a verb", head.head
    if noun.dep_ == "dobj" and head.pos_ == "VERB":
        return passage.named(syntax.subjects(head)), "object of a verb", head
    if noun.dep_ in ("nsubj", "dobj", "pobj", "conj", "attr") and preposition in ("against", "of", "for", "to", "with"):
        return [passage.self_name(noun)], "noun of nobody", None
    return [], "", None


def _against(passage: Passage, preposition: Token) -> Iterator[Proposal]:
    """Yield whatever somebody does "against X", where no list has the word it hangs on."""
    head = preposition.head
    if "against" in _under("nouns").get(head.lower_, {}) or "against" in _under("verbs").get(lemma(head), {}):
        return
    verb = head if head.pos_ in ("VERB", "AUX") else next((a for a in head.ancestors if a.pos_ in ("VERB", "AUX")), None)
    if verb is None or _not_happening(verb):
        return
    own = passage.named(syntax.owners(head)) if head.pos_ == "NOUN" else []
    holders = own or passage.named(syntax.subjects(verb) or syntax.nearest(verb, passage.names))
    targets = passage.named([t for o in preposition.children if o.dep_ == "pobj" for t in syntax.conjoined(o)])
    yield from _pairs(passage, verb, preposition, holders, targets, AGAINST, "stance: whatever is done against")


def _adjective(passage: Passage, adjective: Token) -> Iterator[Proposal]:
    """Yield "X is hostile to Y", "hostile to Y" beside a noun."""
    for preposition, way in _under("adjectives").get(adjective.lower_, {}).items():
        targets = passage.named(syntax.under(adjective, preposition))
        head = adjective.head
        verb = head if head.pos_ in ("AUX", "VERB") else None
        holders = passage.named(syntax.subjects(head)) if verb is not None else passage.named([head])
        if verb is None or not _not_happening(verb):
            way = _turned(way) if verb is not None and syntax.denied(verb) else way
            yield from _pairs(passage, head, adjective, holders, targets, way, f"stance: adjective, {way[0]}")


def _pairs(
    passage: Passage, verb: Token, cue: Token, holders: Sequence[str], targets: Sequence[str], way: Way, rule: str
) -> Iterator[Proposal]:
    """Yield a stance for each holder and target; a denied support is one refused, a denied attack is none."""
    if verb.pos_ in ("VERB", "AUX") and syntax.denied(verb) and cue == verb:
        if way[0] == "against":
            return
        way, rule = _turned(way), rule.replace(", for", ", refused")
    for holder in holders:
        for target in targets:
            if holder != target and (passage.acting(holder) or _group(holder)):
                span = clause(passage, verb) if verb.pos_ in ("VERB", "AUX") else _around(passage, cue)
                fields = {"holder": holder, "target": target, "polarity": way[0], "mode": way[1]}
                kind = "actor" if passage.acting(target) else "group" if _group(target) else "cause"
                if holder == passage.self_name(cue):
                    kind += ", of oneself"
                yield Proposal("stance", *span, fields, f"{rule}, {kind}", (cue.text,), verb.pos_ == "VERB" and syntax.past(verb))


def _turned(way: Way) -> Way:
    return ("against", way[1]) if way[0] == "for" else way


def _group(name: str) -> bool:
    return name.split()[0].lower() in words("nouns", "heads", "groups") or name.split()[-1].lower() in words(
        "nouns", "heads", "groups"
    )


def _around(passage: Passage, noun: Token) -> tuple[int, int]:
    """Return the tokens of a noun with all that hangs on it."""
    inside = sorted(t.i for t in noun.subtree)
    return trimmed(passage, inside[0], inside[-1])


def _not_happening(verb: Token) -> bool:
    """Tell what is only wished, feared, expected, forbidden or supposed."""
    if syntax.unreal(verb):
        return True
    infinitive = verb.tag_ == "VB" and any(c.lower_ == "to" for c in verb.children)
    return infinitive and verb.dep_ in ("acl", "relcl", "csubj", "ROOT")
