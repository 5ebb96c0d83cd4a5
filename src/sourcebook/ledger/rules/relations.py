"""What somebody is to somebody, does or feels towards somebody, as nouns say it: one function a construction."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from ..lexicon import words
from . import syntax
from .passage import Passage, Proposal, is_verb, lemma
from .sides import AGAINST, FOR, JOINED, LEFT, PRACTICAL, REFUSES, SUFFERS, Way, acting, doing, meant, owning, paired, supposed

if TYPE_CHECKING:
    from spacy.tokens import Token

#: What leads to whom an act is against or for, and to whom a feeling is.
ACTS = {"against": ("against", "at", "on", "upon"), "for": ("for", "to", "toward", "towards")}
FELT = {
    "against": ("about", "against", "for", "at", "to", "toward", "towards", "with"),
    "for": ("about", "for", "in", "to", "with", "toward", "towards"),
}
OURS = frozenset({"our", "my"})
#: Who is this to somebody has him for the same.
BOTH = words("stances", "nouns", "for", "both")
#: So many sides has what is between two; a treaty of many is not each one's with each.
BETWEEN = 2
#: "Is in favour of X" is for him; what is forsaken or paid in favour of X tells nothing of the sort.
FAVOR, DECLARES = frozenset({"favour", "favor"}), frozenset("be come declare vote speak argue pronounce plead decide".split())
SAYS_OF = frozenset({"be", "become", "remain", "make"})


class Sense(NamedTuple):
    """What a noun says: how somebody stands, and which construction it takes."""

    way: Way
    sort: str  # deeds | acts | feelings | roles | victims | mutual | stands | entries


@cache
def _senses() -> dict[str, list[Sense]]:
    """Return what each noun of the lists says."""
    sorts = {"against": ("deeds", "acts", "feelings", "roles", "victims", "mutual"),
             "for": ("deeds", "acts", "feelings", "roles", "mutual", "stands")}  # fmt: skip
    lists = [(way, way.polarity, sort, sort) for way in (AGAINST, FOR) for sort in sorts[way.polarity]]
    lists += [(PRACTICAL, "for", "practical", "mutual"), (JOINED, "membership", "for", "roles")]
    lists += [(JOINED, "membership", "entries", "entries"), (LEFT, "membership", "exits", "entries")]
    found: dict[str, list[Sense]] = {}
    for way, part, key, sort in lists:
        for word in words("stances", "nouns", part, key):
            found.setdefault(word, []).append(Sense(way, sort))
    return found


def relations(passage: Passage, noun: Token) -> Iterator[Proposal]:
    """Yield what a noun of the lists shows of who stands for or against whom."""
    senses = _senses().get(noun.lower_) or _senses().get(lemma(noun)) or []
    for sense in senses:
        if sense.sort == "deeds":
            yield from _deed(passage, noun, sense.way)
        elif sense.sort in ("acts", "feelings"):
            yield from _act(passage, noun, sense)
        elif sense.sort == "entries":
            yield from _entry(passage, noun, sense.way)
        elif sense.sort == "stands":
            yield from _standing(passage, noun, sense.way)
        elif sense.sort == "mutual":
            yield from _mutual(passage, noun, sense.way)
        else:
            yield from _role(passage, noun, sense)


def _deed(passage: Passage, noun: Token, way: Way) -> Iterator[Proposal]:
    """Yield "the suppression of Y by X", "X's suppression of Y", "Y's expulsion by X"."""
    targets, by = meant(passage, syntax.under(noun, "of", "from")), meant(passage, syntax.under(noun, "by", "through"), 1)
    owners = owning(passage, noun, "by")
    if not targets:
        targets, owners = (owners, by) if by else ([], [])
    yield from _told(passage, noun, by or owners, targets, way, "deed")


def _act(passage: Passage, noun: Token, sense: Sense) -> Iterator[Proposal]:
    """Yield "X's attack on Y", "the attack of X on Y", "X launched an attack on Y"."""
    leading = (ACTS if sense.sort == "acts" else FELT)[sense.way.polarity]
    below = syntax.under(noun, *leading)
    owned = any(c.dep_ == "poss" for c in noun.children)
    felt = not below and owned and sense.sort == "feelings"
    targets = meant(passage, below or (syntax.under(noun, "of") if felt else []))
    owners = owning(passage, noun, *(() if felt else ("of",)), "by", "from")
    yield from _told(passage, noun, owners, targets, sense.way, sense.sort)
    if not targets:
        yield from _suffered(passage, noun, sense.way)


def _entry(passage: Passage, noun: Token, way: Way) -> Iterator[Proposal]:
    """Yield "the entry of X into Y", "X's affiliation to Y", "the withdrawal of X from Y"."""
    leading = ("from",) if way == LEFT else ("to", "into", "with", "in")
    targets = meant(passage, syntax.under(noun, *leading), 1)
    yield from paired(passage, noun, noun, owning(passage, noun, "of", "by"), targets, way, "entry with its owner")


def _suffered(passage: Passage, noun: Token, way: Way) -> Iterator[Proposal]:
    """Yield "Y faces the attacks of X", "Y sought the support of X", "Y met with hatred from X": X for or against Y."""
    under = noun.dep_ == "pobj" and noun.head.lower_ in ("with", "from", "under", "to")
    verb = noun.head if noun.dep_ == "dobj" else noun.head.head if under else noun
    if not is_verb(verb) or lemma(verb) not in SUFFERS or supposed(verb) or syntax.denied(verb):
        return
    owners = owning(passage, noun, "of", "by", "from") or meant(passage, syntax.under(verb, "from", "by"), 1)
    yield from paired(passage, verb, noun, owners, acting(passage, verb), way, "suffered or won")


def _standing(passage: Passage, noun: Token, way: Way) -> Iterator[Proposal]:
    """Yield "X is in favour of Y", "X goes over to the camp of Y", "stands on the side of Y"."""
    if noun.dep_ != "pobj" or noun.head.lower_ not in ("in", "on", "at", "to", "into"):
        return
    if noun.lower_ in FAVOR and lemma(noun.head.head) not in DECLARES:
        return
    yield from _done(passage, noun, meant(passage, syntax.under(noun, "of")) or owning(passage, noun), way, "standing")


def _told(passage: Passage, noun: Token, owners: list[Token], targets: list[Token], way: Way, sort: str) -> Iterator[Proposal]:
    """Yield the stances of whose something is, or of who acts with it."""
    if not targets:
        return
    if owners := _others(passage, owners, targets):
        refused = noun.dep_ == "dobj" and lemma(noun.head) in REFUSES and not _others(passage, owners, acting(passage, noun.head))
        if not (refused and way.polarity == "against"):
            yield from paired(passage, noun, noun, owners, targets, way.turned() if refused else way, f"{sort} with its owner")
    else:
        yield from _done(passage, noun, targets, way, sort)


def _done(passage: Passage, noun: Token, targets: list[Token], way: Way, sort: str) -> Iterator[Proposal]:
    """Yield the stances of who acts with something; support denied or refused is against somebody, an attack denied is none."""
    done = doing(passage, noun)
    denied = done.refused
    if done.verb is not None:
        if supposed(done.verb):
            return
        denied = denied or syntax.denied(done.verb)
    if not (denied and way.polarity == "against"):
        meaning = way.turned() if denied else way
        yield from paired(passage, done.verb or noun, noun, done.who, targets, meaning, f"{sort} {done.how}")


def _mutual(passage: Passage, noun: Token, way: Way) -> Iterator[Proposal]:
    """Yield "the war between X and Y", "X's alliance with Y" both ways, "X concluded an alliance with Y"."""
    other = meant(passage, syntax.under(noun, "with"), 1)
    sides = [] if other else meant(passage, syntax.under(noun, "between"), 1)
    if len(sides) == BETWEEN:
        yield from paired(passage, noun, noun, sides, sides, way, "mutual between")
    if not other:
        return
    if owners := owning(passage, noun, "of", "between", "by"):
        yield from paired(passage, noun, noun, owners, other, way, "mutual with its owner")
        yield from paired(passage, noun, noun, other, owners, way, "mutual with its owner, other way")
    else:
        yield from _done(passage, noun, other, way, "mutual")


def _role(passage: Passage, noun: Token, sense: Sense) -> Iterator[Proposal]:
    """Yield "X is an agent of Y", "X, Y's agent", "the Y leader X"."""
    if ours := _ours(noun):
        if sense.way == FOR:
            yield from _our_own(passage, noun, ours)
        return
    others = meant(passage, syntax.under(noun, "of", "to", "for"), 1) or owning(passage, noun)
    if not others:
        return
    for names, verb, how in _playing(passage, noun):
        if verb is not None and (supposed(verb) or (syntax.denied(verb) and sense.way.polarity == "against")):
            continue
        way = sense.way.turned() if verb is not None and syntax.denied(verb) else sense.way
        names = _others(passage, names, others)
        holders, targets = (others, names) if sense.sort == "victims" else (names, others)
        mode = "member" if way.mode == "membership" else sense.sort
        yield from paired(passage, noun if verb is None else verb, noun, holders, targets, way, f"{mode} {how}")
        if noun.lower_ in BOTH and way == FOR:
            yield from paired(passage, noun if verb is None else verb, noun, targets, holders, way, f"{mode} {how}, other way")


def _ours(noun: Token) -> list[Token]:
    """Return the "our" of "our comrades", "our comrade X"."""
    titled = list(noun.head.children) if noun.dep_ in ("compound", "nmod") else []
    return [c for c in (*noun.children, *titled) if c.dep_ == "poss" and c.lower_ in OURS]


def _our_own(passage: Passage, noun: Token, ours: list[Token]) -> Iterator[Proposal]:
    """Yield "our comrade X", "our comrades of the League": whom the speaker calls his own."""
    beside = [noun.head] if noun.dep_ in ("compound", "nmod", "appos") else [c for c in noun.children if c.dep_ == "appos"]
    beside += [t for t in noun.doc[noun.i + 1 : noun.i + 2] if t.pos_ == "PROPN"]
    named = meant(passage, [*beside, *syntax.under(noun, "of", "in")], 0) or ([noun] if passage.name(noun) else [])
    yield from paired(passage, noun, noun, ours, named, FOR, "our own")


def _playing(passage: Passage, noun: Token) -> Iterator[tuple[list[Token], Token | None, str]]:
    """Yield who is what a noun says, the verb that says it, and how that is known."""
    head = noun.head
    if noun.dep_ == "pobj" and head.lower_ in ("of", "among") and head.head.lower_ in ("one", "some", "among", "be", "count"):
        noun = head.head
        head = noun.head
    if noun.dep_ == "conj" and head.dep_ == "appos":
        noun, head = head, head.head
    if noun.dep_ in ("attr", "oprd") and head.lemma_ in SAYS_OF:
        yield acting(passage, head), head, "said of somebody"
    elif noun.dep_ == "conj" and head.dep_ == "attr" and head.head.lemma_ in SAYS_OF:
        yield acting(passage, head.head), head.head, "said of somebody"
    elif noun.dep_ == "pobj" and head.lower_ in ("as", "into"):
        verb = head.head
        objects = meant(passage, syntax.patients(verb), 1)
        yield objects or acting(passage, verb), verb, "said of somebody with as"
    elif noun.dep_ == "appos":
        yield meant(passage, [head], 0), head, "beside a name"
    elif noun.dep_ in ("compound", "nmod"):
        yield meant(passage, [head], 0), head, "before a name"
    named = [c for c in noun.children if c.dep_ == "appos"]
    yield meant(passage, [t for c in named for t in syntax.conjoined(c)], 0), None, "before a name"


def prefixed(passage: Passage, token: Token) -> Iterator[Proposal]:
    """Yield "the anti-Soviet campaign of X"."""
    doc = token.doc
    if token.lower_ not in ("pro", "anti") or token.i + 2 >= len(doc) or doc[token.i + 1].text != "-":
        return
    word = doc[token.i + 2]
    noun = word.head
    holders = _others(passage, owning(passage, noun, "of", "by"), [word])
    way = FOR if token.lower_ == "pro" else AGAINST
    if passage.name(word):
        yield from paired(passage, noun, token, holders, [word], way, f"{token.lower_}-somebody")


def _others(passage: Passage, some: list[Token], those: list[Token]) -> list[Token]:
    """Return those of some who are none of those."""
    names = {passage.name(token) for token in those}
    return [token for token in some if passage.name(token) not in names]
