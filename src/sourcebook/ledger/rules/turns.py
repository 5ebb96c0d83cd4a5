"""Positions left for others: what one sentence says of a turn, by a verb, a noun, a phrase."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from ..lexicon import pairs, words
from . import syntax
from .bonds import whom
from .endings import HELP_ENDS, endings, reflexive
from .passage import GROUPS, Passage, Proposal, a_group, clause, inside, lemma, trimmed

if TYPE_CHECKING:
    from spacy.tokens import Token

TO = ("to", "towards", "toward", "into", "before")
LEAVES, GOES_OVER, NOUNS = words("turns", "turn"), pairs("turns", "over"), words("turns", "turning_nouns")
TURNS, ELSEWHERE = words("turns", "turning"), frozenset({"over", "on", "out", "up", "round", "around", "down", "for"})
BODIES = frozenset("party organization movement league union church coalition ranks federation international".split())
OF_CAUSES, OF_BODIES, GOING = words("turns", "cause"), words("turns", "body"), words("turns", "going")
ONESELF, LETS_GO = words("turns", "oneself"), words("turns", "lets_go")
TOWARDS = words("turns", "towards")
ENDS, TREATIES, OF_WHAT = words("turns", "ended"), words("turns", "treaties"), words("turns", "of_what")
BREACHES = words("turns", "breaches")
BONDS, STRUGGLES, ASIDE = words("turns", "bonds"), words("turns", "struggles"), pairs("turns", "aside")
TURNED, SIDES = words("turns", "turned"), words("turns", "sides")
BEFORE_IT, FAITH = words("turns", "before_it"), words("turns", "faith")
HELD = words("turns", "held") | words("nouns", "heads", "causes") | words("nouns", "heads", "conduct")
JOINED, PLACES = frozenset({"party", "organisation", "group"}), frozenset({"place", "state"})
ABOUT = ("of", "to", "with", "for", "in", "against", "about", "towards", "toward", "from", "concerning", "regarding")
LEFT_BEHIND = tuple(words("turns", "left_behind"))
FORMER, FRIENDS, FOES = words("turns", "former"), words("turns", "friends"), words("turns", "foes")
#: One capitulates without having been against.
LEFT_ONLY = frozenset({"capitulation", "resignation", "withdrawal", "flight", "retreat", "betrayal", "breach"})
#: Verbs behind which what one does is done: "began to turn to", "was forced to break with".
DOES = words("turns", "does")
LONG, MOST = 26, 6  # tokens of a clause that carries a turn by a noun, and of a cause as printed


def turns(passage: Passage) -> Iterator[Proposal]:
    """Yield the reversals that single sentences state; those that stances side by side show are in shown.py."""
    for token in passage.doc:
        if token.pos_ in ("VERB", "NOUN"):
            yield from _ended(passage, token)
        if lemma(token) == "lose" or token.lower_ == "lost":
            yield from _loses_faith(passage, token)
        elif token.pos_ == "VERB":
            yield from _verb(passage, token)
            yield from _phrase(passage, token)
        elif token.pos_ == "NOUN" and lemma(token) in NOUNS | {token.lower_} & NOUNS:
            yield from _noun(passage, token)
        elif token.pos_ == "NOUN" and lemma(token) in FRIENDS | FOES:
            yield from _former(passage, token)


def _ended(passage: Passage, token: Token) -> Iterator[Proposal]:
    """Yield the turns that what ends or begins tells: "X stopped its aid to Y", "X has become the champion of Y"."""
    for turn in endings(passage, token):
        if token.pos_ == "NOUN" or turn.rule == "no longer needs" or not _is_none(token):
            targets = _sides(passage, turn.targets) or whom(passage, turn.targets)
            yield from _turns(passage, token, turn.holders, targets, turn.polarity, turn.rule)


def _verb(passage: Passage, verb: Token) -> Iterator[Proposal]:
    if _is_none(verb):
        return
    word, by = lemma(verb), syntax.is_passive(verb)
    holders = whom(passage, syntax.patients(verb) if by and word in TURNED else syntax.subjects(verb))
    particles = {c.lower_ for c in verb.children if c.dep_ in ("prt", "prep", "advmod", "agent")}
    if not by or word not in TURNED:
        yield from _turns(passage, verb, holders, _left(passage, verb), "against", "forsakes")
        yield from _of_a_bond(passage, verb, holders)
    if (by and word not in TURNED) or (word in ONESELF and not reflexive(verb)):
        return
    if word in TURNS and (by or not syntax.patients(verb)) and particles.isdisjoint(ELSEWHERE):
        yield from _turns(passage, verb, holders, _sides(passage, syntax.under(verb, *TO)), "for", "turns to")
        yield from _turns(passage, verb, holders, _sides(passage, syntax.under(verb, "against", "from")), "against", "turns from")
    elif word not in TURNS and not particles.isdisjoint(GOES_OVER.get(word, ())):
        yield from _turns(passage, verb, holders, _sides(passage, syntax.under(verb, *TO)), "for", "goes over to")
        yield from _turns(passage, verb, holders, _sides(passage, _from(verb)), "against", "breaks with")


def _from(verb: Token) -> list[Token]:
    """Return what stands behind "from" or "with": "broke with X", "broke away from X"."""
    beside = (c for c in verb.children if c.dep_ in ("advmod", "prt"))
    return [t for word in (verb, *beside) for t in syntax.under(word, *LEFT_BEHIND)]


def _of_a_bond(passage: Passage, verb: Token, holders: Sequence[str]) -> Iterator[Proposal]:
    """Yield "X renounced his support of Y", "X dropped his opposition to Y"."""
    if lemma(verb) not in LEAVES | OF_CAUSES | LETS_GO and not _aside(verb):
        return
    for thing in syntax.patients(verb):
        if lemma(thing) in BONDS | STRUGGLES and (lemma(thing) in BONDS or any(c.dep_ == "poss" for c in thing.children)):
            targets = _sides(passage, syntax.under(thing, *ABOUT))
            yield from _turns(passage, verb, holders, targets, "against" if lemma(thing) in BONDS else "for", "gives up a bond")


def _aside(verb: Token) -> bool:
    """Tell "gave up", "threw overboard"."""
    return any(c.lower_ in ASIDE.get(lemma(verb), ()) for c in verb.children)


def _is_none(verb: Token) -> bool:
    """Tell a turn that may be, is wished, intended, refused: "to break with him would be folly", "let us turn to Y"."""
    if syntax.unreal(verb) or syntax.denied(verb) or verb.head.lower_ == "let" or verb.sent[-1].text == "?":
        return True
    infinitive = verb.tag_ == "VB" and any(c.lower_ == "to" for c in verb.children)
    return infinitive and lemma(verb.head) not in DOES


def _left(passage: Passage, verb: Token) -> list[str]:
    """Return what a verb says was left: anything one can forsake, of a party what one belongs to, of a treaty what one signed."""
    word, objects = lemma(verb), syntax.patients(verb)
    if word in ENDS or (word in BREACHES and (word != "tear" or _aside(verb))):
        return _partners(passage, objects) or _sides(passage, _treaties(passage, objects))
    if word in LEAVES:
        return _sides(passage, [t for t in objects if lemma(t) not in BONDS | STRUGGLES])
    if word in OF_BODIES:
        return _sides(passage, [t for t in objects if lemma(t) in BODIES or passage.cast.kind(passage.name(t)) in JOINED])
    objects = [t for t in objects if lemma(t) not in BONDS | STRUGGLES]
    if word in OF_CAUSES or _aside(verb):
        return _sides(passage, [t for t in objects if _a_cause(passage, t)])
    return []


def _a_cause(passage: Passage, token: Token) -> bool:
    name = passage.name(token)
    return (lemma(token) in HELD or name.endswith("ism")) and not passage.acting(name)


def _treaties(passage: Passage, tokens: Sequence[Token]) -> list[Token]:
    return [t for t in tokens if lemma(t) in TREATIES or passage.cast.kind(passage.name(t)) == "treaty"]


def _partners(passage: Passage, objects: Sequence[Token]) -> list[str]:
    """Return with whom a treaty is that has no name: "the treaty of peace signed with Y"."""
    unnamed = [t for t in objects if lemma(t) in TREATIES and passage.cast.kind(passage.name(t)) != "treaty"]
    return [
        name for t in unnamed for w in t.subtree if w.lower_ == "with" for name in _sides(passage, syntax.under(w.head, "with"))
    ]


def _sides(passage: Passage, tokens: Sequence[Token]) -> list[str]:
    """Return what can be left or joined: whom words mean, or the cause they print, "the principles of Marxism"."""
    found = (_side(passage, t) for t in syntax.through(tokens))
    return list(dict.fromkeys(name for name in found if name))


def _side(passage: Passage, token: Token) -> str:
    of = next((passage.name(t) for t in syntax.under(token, "of") if passage.name(t)), "")
    if of and lemma(token) in BEFORE_IT and not passage.acting(of):
        return of
    if lemma(token) in TREATIES and passage.cast.kind(of) == "treaty":
        return of
    return passage.name(token) or _cause(passage, token)


def _cause(passage: Passage, token: Token) -> str:
    """Return a cause as printed, without article and owner; empty for what nobody holds to."""
    if token.pos_ != "NOUN" or lemma(token) not in HELD | GROUPS:
        return ""
    before = (t for t in passage.doc[token.left_edge.i : token.i + 1] if t == token or t.dep_ in ("amod", "compound", "nmod"))
    first = next(t.i for t in before)
    last = max([token.i, *(c.right_edge.i for c in token.rights if c.dep_ == "prep" and c.lower_ in ("of", "in", "with"))])
    return passage.text(first, last if last - first < MOST else token.i)


def _phrase(passage: Passage, verb: Token) -> Iterator[Proposal]:
    """Yield "X turned his back on Y", "X severed his connections with Y"."""
    if lemma(verb) not in _phrases() or _is_none(verb):
        return
    for thing in (c for c in verb.children if c.dep_ == "dobj"):
        for preposition in _phrases()[lemma(verb)].get(lemma(thing), ()):
            targets = _sides(passage, [*syntax.under(thing, preposition), *syntax.under(verb, preposition)])
            to = "for" if f"{lemma(verb)}:{lemma(thing)}:{preposition}" in TOWARDS else "against"
            yield from _turns(passage, verb, whom(passage, syntax.subjects(verb)), targets, to, "turns his back on")


@cache
def _phrases() -> dict[str, dict[str, tuple[str, ...]]]:
    """Return the phrases of a turn: prepositions by object by verb."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for phrase in words("turns", "phrases"):
        verb, thing, preposition = phrase.split(":")
        its = found.setdefault(verb, {})
        its[thing] = (*its.get(thing, ()), preposition)
    return found


def _loses_faith(passage: Passage, verb: Token) -> Iterator[Proposal]:
    """Yield "X has lost faith in Y"; by the words in their order, since the parser takes "lost faith" for a noun."""
    lost = next((t for t in passage.doc[verb.i + 1 : verb.i + 4] if t.lower_ in FAITH), None)
    if lost is not None and not syntax.unreal(verb):
        holders = whom(passage, syntax.subjects(verb)) or passage.named(syntax.nearest(verb, passage.names))
        targets = _sides(passage, syntax.under(lost, "in") or syntax.under(verb, "in"))
        yield from _turns(passage, verb, holders, targets, "against", "loses faith in")


def _noun(passage: Passage, noun: Token) -> Iterator[Proposal]:
    """Yield "X's turn to Y", "the resignation of X from Y", "X's abandonment of Y"."""
    word = lemma(noun)
    if word in LEFT_ONLY and not passage.named(syntax.under(noun, "from", "with")):
        return
    own = [t for c in noun.children if c.dep_ == "poss" for t in syntax.conjoined(c)]
    if word in OF_WHAT | ENDS:
        what = syntax.under(noun, "of")
        left = _sides(passage, _treaties(passage, what) if word in ENDS else what)
        own = own or syntax.under(noun, "by") or [c for t in what for c in t.children if c.dep_ == "poss" and c.tag_ == "PRP$"]
        yield from _turns(passage, noun, whom(passage, own), left, "against", "somebody's abandonment of")
        return
    holders = whom(passage, own or syntax.under(noun, "of", "by") or _who_makes(noun))
    yield from _turns(passage, noun, holders, _sides(passage, syntax.under(noun, *TO)), "for", "somebody's turn to")
    yield from _turns(
        passage, noun, holders, _sides(passage, syntax.under(noun, "from", "with")), "against", "somebody's break with"
    )


def _who_makes(noun: Token) -> list[Token]:
    """Return who makes a turn: "Stalin made a sharp turn to the right", "X announced his break with Y"."""
    verb = noun.head
    made = noun.dep_ == "dobj" and lemma(verb) in ("make", "execute", "perform", "effect", "announce", "take", "complete", "begin")
    return syntax.subjects(verb) if made and not syntax.unreal(verb) else []


def _former(passage: Passage, noun: Token) -> Iterator[Proposal]:
    """Yield "X, once a critic of Y", "X, his former ally": what somebody was he is no more."""
    if not _once(noun):
        return
    own = [t for c in noun.children if c.dep_ == "poss" for t in syntax.conjoined(c)] or _of_each(noun)
    holders = _of_whom(passage, noun)
    polarity = "against" if lemma(noun) in FRIENDS else "for"
    yield from _turns(passage, noun, holders, _sides(passage, own), polarity, "a former friend or foe")


def _once(noun: Token) -> bool:
    """Tell who is one no more: "a former critic", "hitherto one of the critics", "was once a critic"."""
    one = noun.head.head if noun.dep_ == "pobj" and noun.head.head.lower_ in ("one", "some", "many", "most") else noun
    was = one.dep_ == "attr" and any(c.dep_ == "advmod" and c.lower_ in FORMER for c in one.head.children)
    return was or any(c.lower_ in FORMER for c in (*noun.lefts, *one.lefts))


def _of_each(noun: Token) -> list[Token]:
    """Return what stands behind each "of": "a critic of the loan, of the tax and of the levy"."""
    ofs = [p for c in noun.children if c.dep_ == "prep" and c.lower_ == "of" for p in syntax.conjoined(c)]
    return [t for of in ofs for o in of.children if o.dep_ == "pobj" for t in syntax.conjoined(o)]


def _of_whom(passage: Passage, noun: Token) -> list[str]:
    """Return of whom a noun is said: the name beside it or its verb's subject; "former" beside "now" speaks of its own noun."""
    beside = [noun.head] if noun.dep_ == "appos" else [c for c in noun.children if c.dep_ == "appos"]
    beside = beside or [c for c in noun.lefts if c.dep_ == "compound" and c.pos_ == "PROPN"]
    if not beside and noun.dep_ == "attr":
        beside = syntax.subjects(noun.head)
    if not beside and noun.dep_ == "nsubj" and any(c.lower_ == "the" for c in noun.lefts):
        before = (t for t in reversed(passage.doc[: noun.left_edge.i]) if passage.cast.kind(passage.name(t)) == "person")
        beside = [t for t in (next(before, None),) if t is not None]
    return passage.named(beside)


def _a_side(passage: Passage, name: str) -> bool:
    """Tell what one can turn to or from: an actor, a doctrine, a body or cause of which it is said which one."""
    return passage.acting(name) or bool(passage.cast.kind(name)) or name.endswith("ism") or " " in name or name in SIDES


def _somebody(passage: Passage, name: str) -> bool:
    return passage.acting(name) or name.endswith("ism") or a_group(name) or name.lower() in SIDES


def _turns(
    passage: Passage, cue: Token, holders: Sequence[str], targets: Sequence[str], polarity: str, rule: str
) -> Iterator[Proposal]:
    before = "for" if polarity == "against" else "against"
    for holder in holders:
        for target in (name for name in targets if name != holder and _a_side(passage, name)):
            if (
                lemma(cue) in GOING
                and rule != HELP_ENDS
                and (passage.cast.kind(target) in PLACES or not _somebody(passage, target))
            ):
                continue
            clausal = cue.pos_ == "VERB" and cue.dep_ != "amod"
            span = _clause(passage, cue) if clausal else _carrying(passage, cue)
            fields = {"holder": holder, "target": target, "from": {"polarity": before}, "to": {"polarity": polarity}}
            past = cue.pos_ == "VERB" and syntax.past(cue)
            yield Proposal("reversal", *span, fields, f"reversal: {rule}", (cue.text,), past)


def _clause(passage: Passage, verb: Token) -> tuple[int, int]:
    """Return a verb's clause, where it is long without the clauses that tell why, when and to what end."""
    first, last = clause(passage, verb)
    if last - first <= LONG:
        return first, last
    first, last = syntax.clause(verb)
    why = [c.left_edge.i - 1 for c in verb.children if c.dep_ == "advcl" and c.i > verb.i]
    return trimmed(passage, first, min([last, *why]))


def _carrying(passage: Passage, noun: Token) -> tuple[int, int]:
    """Return what carries a turn by a noun: its sentence, or the noun with what hangs on it where that is long."""
    first, last = noun.sent.start, noun.sent.end - 1
    return trimmed(passage, *((first, last) if last - first <= LONG else inside(noun)))
