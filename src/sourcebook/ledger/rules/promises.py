"""Who is bound to do what, by nouns and instruments: "their promises of peace", "under the treaty X must", "is charged with"."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from ..lexicon import words
from . import syntax
from .bonds import Bond, instrumental, pledge, whom
from .passage import Passage, Proposal, clause, inside, lemma, trimmed

if TYPE_CHECKING:
    from spacy.tokens import Token

PROMISES, READINESS = words("bonds", "promises"), words("bonds", "readiness")
#: Nouns that bind whoever they belong to.
AGREED = PROMISES - {"word"} | words("bonds", "agreed")
GIVES, TELLS, SIGNS = words("bonds", "gives"), words("bonds", "tells"), words("bonds", "signs")
TASKS, OWED, BEFALLS = words("bonds", "tasks"), words("bonds", "owed"), words("bonds", "befalls")
ADOPTS, MOTIONS = words("bonds", "adopts"), words("bonds", "motions")
TREATIES, PROVIDES = words("bonds", "treaties"), words("bonds", "provides")
CHARGES, RESOLVING = words("bonds", "charges"), words("bonds", "resolving")
#: What a promise needs beside it to be one: what is promised.
CONTENTS = frozenset({"acl", "prep", "ccomp", "relcl"})
LAWFUL = words("bonds", "lawful")
MUST, SHALL = frozenset({"must", "shall", "will", "would", "should"}), frozenset({"shall"})
UNDER = frozenset({"under", "by", "according"})
SUPPOSED = frozenset({"would", "could", "might", "may", "should", "can"})
LONGEST = 24  # tokens of a noun with its complement from which on it is no more said alone


def promises(passage: Passage) -> Iterator[Proposal]:
    """Yield what nouns and instruments say somebody is bound to."""
    for token in passage.doc:
        if token.pos_ == "NOUN" and lemma(token) in PROMISES | READINESS:
            rules: tuple[Callable[[Passage, Token], Iterator[Bond]], ...] = (_noun,)
        elif token.pos_ in ("ADJ", "NOUN"):
            rules = (_unlawful,)
        else:
            rules = VERBS if token.pos_ in ("VERB", "AUX") else ()
        for bond in (bond for rule in rules for bond in rule(passage, token)):
            yield from pledge(passage, token, bond)


def _noun(passage: Passage, noun: Token) -> Iterator[Bond]:
    """Yield "X's promise to …", "X gave a guarantee to …", "X declared its readiness to …"."""
    if lemma(noun) in READINESS and not _to_do(noun):
        return
    verbs = GIVES if lemma(noun) in PROMISES else TELLS
    giving = noun.head if noun.dep_ == "dobj" and lemma(noun.head) in (verbs | {"have"} if lemma(noun) in OWED else verbs) else None
    contents = any(c.dep_ in CONTENTS for c in noun.children)
    if giving is not None and _given(giving) and (contents or lemma(noun) != "word"):
        span = clause(passage, giving)
        yield Bond("gives a promise", whom(passage, syntax.subjects(giving)), noun.text, (), _refused(giving), span)
    elif giving is None and contents and lemma(noun) in AGREED:
        own = [t for c in noun.children if c.dep_ == "poss" for t in syntax.conjoined(c)] or syntax.under(noun, "by")
        yield Bond("somebody's promise", whom(passage, own), noun.text, span=trimmed(passage, *_alone(noun)))


def _given(giving: Token) -> bool:
    """Tell a promise that is given or kept from one that might be."""
    return syntax.modal(giving) not in SUPPOSED and not syntax.in_condition(giving)


def _to_do(noun: Token) -> bool:
    """Tell a noun with a deed: "readiness to negotiate", "programme of nationalizing the mines"."""
    if any(c.dep_ == "acl" and c.tag_ == "VB" for c in noun.children):
        return True
    return any(t.dep_ == "pcomp" and t.tag_ == "VBG" for t in syntax.under(noun, "of", "for"))


def _refused(giving: Token) -> bool:
    return syntax.denied(giving) and lemma(giving) in ("give", "make", "offer")


def _alone(noun: Token) -> tuple[int, int]:
    first, last = inside(noun)
    return first, min(last, first + LONGEST)


def _under_instrument(passage: Passage, verb: Token) -> Iterator[Bond]:
    """Yield "under the treaty X must …", "according to which X is to …"."""
    if not _must(verb):
        return
    by = [c for c in verb.children if c.dep_ in ("prep", "advmod") and c.lower_ in UNDER | {"whereby", "wherein"}]
    if any(_leads_to_instrument(passage, preposition) for preposition in by):
        yield Bond("under an instrument", _those(passage, verb), by[0].text)


def _must(verb: Token) -> bool:
    """Tell "must", "shall", "is to", "has to"; not what befalls one."""
    if syntax.modal(verb) in MUST:
        return lemma(verb) not in BEFALLS or syntax.modal(verb) in ("must", "shall")
    return verb.lemma_ in ("be", "have") and any(c.dep_ == "xcomp" and c.tag_ == "VB" for c in verb.children)


def _leads_to_instrument(passage: Passage, preposition: Token) -> bool:
    objects = [t for t in preposition.subtree if t.dep_ == "pobj"][:3]
    if preposition.lower_ in ("whereby", "wherein") or any(o.lower_ == "which" for o in objects):
        before = passage.doc[preposition.sent.start : preposition.i]
        return any(t.pos_ == "NOUN" and instrumental(passage, t) for t in before)
    return any(instrumental(passage, o) for o in objects)


def _those(passage: Passage, verb: Token) -> list[str]:
    """Return who does what a verb says, or whose it is: "the French army must" binds France."""
    subjects = syntax.subjects(verb) or [c for c in verb.children if c.dep_ == "nsubjpass"]
    if not whom(passage, subjects):
        parties = (t for c in verb.children if c.dep_ == "prep" for t in c.subtree if instrumental(passage, t))
        subjects = subjects or [w for t in parties for w in syntax.under(t, "with")]
    return whom(passage, subjects) or whom(passage, [t for s in subjects for t in syntax.owners(s)])


def _provided(passage: Passage, verb: Token) -> Iterator[Bond]:
    """Yield "the treaty provides that X shall …", "every member shall …" of statutes."""
    saying = verb.head
    if verb.dep_ == "ccomp" and lemma(saying) in PROVIDES and _must(verb):
        if any(instrumental(passage, s) for s in syntax.subjects(saying)):
            yield Bond("an instrument provides", _those(passage, verb), saying.text)
    elif verb.dep_ in ("ROOT", "conj") and syntax.modal(verb) in SHALL:
        subjects = syntax.subjects(verb) or syntax.patients(verb)
        if subjects and subjects[0].tag_ != "PRP" and not syntax.in_condition(verb):
            yield Bond("somebody shall", whom(passage, subjects), "shall")


def _charged(passage: Passage, verb: Token) -> Iterator[Bond]:
    """Yield "the committee is charged with …", "the congress instructs the committee to …"."""
    if lemma(verb) not in CHARGES or syntax.modal(verb) in SUPPOSED:
        return
    task = any(t.lower_ in TASKS or t.lemma_.lower() in TASKS for t in syntax.under(verb, "with"))
    if not task and not any(c.dep_ in ("xcomp", "ccomp") for c in verb.children):
        return
    if syntax.is_passive(verb) and verb.dep_ not in ("amod",):
        yield Bond("is charged", whom(passage, syntax.patients(verb)), verb.text)
    elif any(lemma(s) in RESOLVING for s in syntax.subjects(verb)):
        objects = [c for c in verb.children if c.dep_ == "dobj"] or [
            s for c in verb.children if c.dep_ in ("ccomp", "xcomp") for s in c.children if s.dep_ == "nsubj"
        ]
        yield Bond("is charged by a body", whom(passage, objects), verb.text)


def _signed(passage: Passage, verb: Token) -> Iterator[Bond]:
    """Yield "X signed a pact with Y": both are bound; "X adopted a resolution to …"."""
    if syntax.unreal(verb) or syntax.denied(verb):
        return
    things = [t for thing in (*syntax.patients(verb), *syntax.under(verb, "into")) for t in _whole(thing)]
    if lemma(verb) in SIGNS and (signed := [t for t in things if lemma(t) in TREATIES]):
        others = [*(o for t in signed for o in syntax.under(t, "with", "between")), *syntax.under(verb, "with")]
        if others:
            parties = whom(passage, [*([] if verb.tag_ == "VBN" and verb.dep_ == "acl" else syntax.subjects(verb)), *others])
            yield Bond("signs a treaty", parties, verb.text, span=_with_noun(passage, verb, signed[0]))
    if lemma(verb) in ADOPTS and (adopted := [t for t in things if t.lemma_.lower() in MOTIONS]):
        span = _with_noun(passage, verb, adopted[0])
        yield Bond("adopts a resolution", whom(passage, syntax.subjects(verb)), verb.text, span=span)


def _whole(thing: Token) -> list[Token]:
    """Return a noun and the one whose "of" leads to it: of "treaty of peace signed with Y" the treaty."""
    above = thing.head.head if thing.dep_ == "pobj" and thing.head.lower_ == "of" else thing
    return [thing] if above == thing else [thing, above]


def _with_noun(passage: Passage, verb: Token, noun: Token) -> tuple[int, int] | None:
    """Return the noun with a participle that stands after it; None where the verb's clause carries the pledge."""
    return trimmed(passage, *_alone(noun)) if verb.dep_ in ("acl", "relcl") else None


def _unlawful(passage: Passage, word: Token) -> Iterator[Bond]:
    """Yield "the act makes it illegal for X to …", "it was made compulsory for X to …"."""
    if word.lower_ not in LAWFUL or not any(instrumental(passage, t) for t in word.sent if t.pos_ in ("NOUN", "PROPN")):
        return
    deeds = [c for c in word.children if c.dep_ in ("advcl", "xcomp", "ccomp")]
    those = [t for c in deeds for t in syntax.subjects(c) if t.head == c] or syntax.under(word, "for")
    yield Bond("the law forbids or orders", whom(passage, those), word.text, does=next(iter(deeds), None))


VERBS: tuple[Callable[[Passage, Token], Iterator[Bond]], ...] = (_under_instrument, _provided, _charged, _signed)
