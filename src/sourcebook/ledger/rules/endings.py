"""Turns by what ends or begins: aid stopped, posts laid down, "supported X until", "has become an ally"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..lexicon import words
from . import syntax
from .bonds import SELVES, whom
from .passage import Passage, lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

FRIENDS, FOES, FORMER = words("turns", "friends"), words("turns", "foes"), words("turns", "former")
HELP, STOPS, STOPPING = words("turns", "help"), words("turns", "stops"), words("turns", "stopping")
ATTACHED, POSTS, UNITES = words("turns", "attached"), words("turns", "posts"), words("turns", "unites")
BECOMES, LASTING = frozenset({"become", "grow", "turn", "change", "develop"}), words("turns", "lasting")
OVER, UNIONS, STRIFE = words("turns", "is_over"), words("turns", "unions"), words("turns", "strife")
#: Who was a foe a while ago: "his former enemy", "yesterday's opponents".
LATELY = FORMER | frozenset({"old", "recent", "late", "past", "bitter", "sworn", "own", "traditional", "ancient"})
MADE_KNOWN = frozenset("announce order decide proclaim declare demand effect begin threaten".split())
HELP_ENDS = "stops its aid to"
UNTIL, TIMES = frozenset({"until", "till"}), frozenset("time moment day eve year month week hour point outbreak end".split())


class Turn(NamedTuple):
    """Who turned for or against whom, by what construction."""

    holders: Sequence[str]
    targets: Sequence[Token]
    polarity: str
    rule: str


def endings(passage: Passage, token: Token) -> Iterator[Turn]:
    """Yield the turns that a verb or noun tells by saying that something ends or begins."""
    if token.pos_ == "NOUN":
        yield from _stopping(passage, token)
        return
    yield from _no_longer(passage, token)
    yield from _lays_down(passage, token)
    yield from _stops(passage, token)
    yield from _becomes(passage, token)
    yield from _unites(passage, token)
    yield from _is_over(passage, token)


def _no_longer(passage: Passage, verb: Token) -> Iterator[Turn]:
    """Yield "X no longer trusts Y", "X did not believe in Y any longer"."""
    if lemma(verb) in ATTACHED and not syntax.is_passive(verb) and any(_no_more(c) for c in verb.children):
        targets = [*syntax.patients(verb), *syntax.under(verb, "in", "to")]
        yield Turn(whom(passage, syntax.subjects(verb)), targets, "against", "no longer needs")


def _no_more(word: Token) -> bool:
    before = word.doc[word.i - 1].lower_ if word.i else ""
    return word.lower_ in ("longer", "more") and before in ("no", "any")


def _lays_down(passage: Passage, verb: Token) -> Iterator[Turn]:
    """Yield "X resigned as editor of Y", "X resigns from membership in Y", "X laid down his post on Y"."""
    resigns = lemma(verb) in ("resign", "retire", "withdraw")
    if resigns or (lemma(verb) in ("lay", "give", "vacate", "quit", "leave") and _posts(syntax.patients(verb))):
        of = [*_posts(syntax.under(verb, "as", "from")), *_posts(syntax.patients(verb))]
        targets = [t for post in of for t in syntax.under(post, "of", "in", "on", "to")]
        yield Turn(whom(passage, syntax.subjects(verb)), targets, "against", "lays down a post")


def _posts(nouns: Sequence[Token]) -> list[Token]:
    return [noun for noun in nouns if lemma(noun) in POSTS]


def _stops(passage: Passage, verb: Token) -> Iterator[Turn]:
    """Yield "X suspended its aid to Y", "the subsidies to Y were cut off by X"."""
    if lemma(verb) in STOPS:
        targets = [t for thing in syntax.patients(verb) for t in _helped(thing)]
        targets = targets or (syntax.under(verb, "to", "from") if _helps(syntax.patients(verb)) else [])
        yield Turn(whom(passage, syntax.subjects(verb)), targets, "against", HELP_ENDS)


def _stopping(passage: Passage, noun: Token) -> Iterator[Turn]:
    """Yield "X's withdrawal of its support from Y", "X announced the suspension of aid to Y"."""
    if lemma(noun) not in STOPPING:
        return
    own = [t for c in noun.children if c.dep_ == "poss" for t in syntax.conjoined(c)] or syntax.under(noun, "by")
    if not own and noun.dep_ == "dobj" and lemma(noun.head) in MADE_KNOWN and not syntax.unreal(noun.head):
        own = syntax.subjects(noun.head)
    things = [t for part in syntax.conjoined(noun) for t in syntax.under(part, "of")]
    targets = [t for thing in things for t in _helped(thing)]
    if not targets and _helps(things):
        about = (noun, noun.head) if noun.dep_ == "dobj" else (noun,)
        targets = [t for word in about for t in syntax.under(word, "from", "to")]
    yield Turn(whom(passage, own), targets, "against", HELP_ENDS)


def _helps(things: Sequence[Token]) -> bool:
    return any(lemma(t) in HELP for t in things)


def _helped(thing: Token) -> list[Token]:
    """Return to whom help goes: "aid to Y", "support of Y"."""
    return syntax.under(thing, "to", "for", "of", "from", "with") if lemma(thing) in HELP else []


def _becomes(passage: Passage, verb: Token) -> Iterator[Turn]:
    """Yield "X has become the champion of Y", "X became Y's enemy"."""
    if lemma(verb) not in BECOMES or verb.tag_ not in ("VBD", "VBN"):
        return  # "becomes" says what happens again and again
    become = [t for c in verb.children if c.dep_ in ("attr", "oprd", "acomp") for t in syntax.conjoined(c)]
    for noun in (*become, *syntax.under(verb, "into")):
        if lemma(noun) in FRIENDS | FOES:
            own = [t for c in noun.children if c.dep_ == "poss" for t in syntax.conjoined(c)] or syntax.under(noun, "of", "to")
            polarity = "for" if lemma(noun) in FRIENDS else "against"
            yield Turn(whom(passage, syntax.subjects(verb)), own, polarity, "becomes a friend or foe")


def _unites(passage: Passage, verb: Token) -> Iterator[Turn]:
    """Yield "X allied itself with its old enemies, Y", "X embraced his former opponent Y"."""
    if lemma(verb) not in UNITES:
        return
    others = syntax.under(verb, "with", "to", "alongside", "behind")
    others += [t for c in verb.children if c.dep_ == "dobj" for t in syntax.under(c, "with", "to")]
    for foe in (t for t in (*syntax.patients(verb), *others) if lemma(t) in FOES and _lately(t)):
        named = [c for c in foe.children if c.dep_ in ("appos", "compound", "amod", "nmod") and passage.name(c)]
        yield Turn(whom(passage, syntax.subjects(verb)), named or [foe], "for", "joins hands with a foe")


def _is_over(passage: Passage, verb: Token) -> Iterator[Turn]:
    """Yield "the friendship between X and Y has collapsed", "Y's alliance with X came to an end": each turns on the other."""
    if lemma(verb) not in OVER or verb.tag_ not in ("VBD", "VBN"):
        return
    if lemma(verb) in ("come", "be") and not any(lemma(t) in ("end", "close") for t in syntax.under(verb, "to", "at")):
        return
    for bond in (c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass") and lemma(c) in UNIONS | STRIFE):
        own = [t for c in bond.children if c.dep_ == "poss" for t in syntax.conjoined(c)]
        polarity = "against" if lemma(bond) in UNIONS else "for"
        parties = [*own, *syntax.under(bond, "between", "of", "with", "among")]
        for one in parties:
            yield Turn(whom(passage, [one]), [t for t in parties if t != one], polarity, "is over between")


def _lately(foe: Token) -> bool:
    """Tell somebody's own foe: "their enemies", "former opponents of theirs"."""
    return any(c.dep_ == "poss" or c.lower_ in LATELY for c in foe.children)


def ended(verb: Token) -> bool:
    """Tell a verb of what lasted until a time: "supported them until the war", "was opposed to it up to the time it came"."""
    for child in verb.children:
        beneath = {t.lemma_.lower() for t in child.subtree}
        if child.lower_ in UNTIL and beneath.isdisjoint(LASTING):
            return child.dep_ in ("prep", "mark")
        after = verb.doc[child.i + 1] if child.i + 1 < len(verb.doc) else child
        if child.lower_ == "up" and after.lower_ in ("to", "until", "till"):
            return any(t.lemma_.lower() in TIMES or t.like_num for t in verb.doc[after.i + 1 : after.i + 4])
        if child.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in UNTIL for c in child.children):
            return beneath.isdisjoint(LASTING)
    return False


def reflexive(verb: Token) -> bool:
    """Tell "detached itself from"."""
    return any(c.dep_ == "dobj" and c.lower_.endswith(SELVES) for c in verb.children)
