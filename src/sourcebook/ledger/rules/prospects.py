"""What looks ahead without a modal verb: "war is inevitable", "is bound to", "faces ruin", "the danger of a coup"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..lexicon import pairs, words
from . import syntax
from .passage import lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

NEAR = 12  # so many tokens behind a verb may say how certain it is
INEVITABLE, DOOMED = words("outlook", "inevitable"), words("outlook", "doomed")
FOREGONE, SET_TO, AHEAD = words("outlook", "foregone"), words("outlook", "set_to"), pairs("outlook", "ahead")
FACES, PERILS, NEARING = words("outlook", "faces"), words("outlook", "perils"), words("outlook", "nearing")
FOLLOWS, THOUGHT = words("outlook", "follows"), words("outlook", "thought")
PERSONS = frozenset({"he", "she", "they", "who"})
SEALED, GAINS = frozenset({"assure", "seal", "foredoom"}), frozenset("gain lose win profit benefit suffer".split())
SOUGHT = frozenset("seek find ascribe attribute acknowledge make look trace hear attain".split())  # "is to be sought in"
ASKED = frozenset({"where", "what", "how", "whether", "why", "who", "which"})
HABITS = frozenset("often usually sometimes generally frequently".split())
LIKELY_TO = frozenset({"likely", "unlikely", "liable", "apt"})
IS, TOWARDS = frozenset({"be", "seem", "appear", "become", "remain"}), ("towards", "toward", "to", "into", "for")


class Outlook(NamedTuple):
    """How a verb looks ahead, how certainly, and the word that says so."""

    rule: str
    hedge: str
    cue: str


def prospect(verb: Token) -> Outlook | None:
    """Return how a verb without a modal looks ahead."""
    if any(c.lower_ == "lest" for c in verb.children):
        return Outlook("afraid lest", "possible", "lest")
    if syntax.past(verb) or syntax.in_condition(verb) or verb.left_edge.lower_ in ASKED or verb.sent[-1].text == "?":
        return None
    if any(t.lower_ in HABITS for t in verb.subtree) or (verb.tag_ == "VBG" and syntax.past(verb.sent.root)):
        return None
    return _bound(verb) or _being(verb) or _nearing(verb)


def _bound(verb: Token) -> Outlook | None:
    """Return what is bound or threatens to come, what comes inevitably."""
    kinds = {c.dep_ for c in verb.children}
    if lemma(verb) == "threaten" and "xcomp" in kinds:
        return Outlook("threatens to", "possible", verb.text)
    if lemma(verb) in DOOMED and {"xcomp", "auxpass"} <= kinds and not syntax.denied(verb):
        return Outlook("is bound to", "certain", verb.text)
    if lemma(verb) in SEALED and any(c.dep_ == "nsubjpass" and c.pos_ != "PRON" for c in verb.children):
        return Outlook("is inevitable", "certain", verb.text)
    if verb.lemma_ == "stand" and any(c.dep_ == "xcomp" and c.lemma_ in GAINS for c in verb.children):
        return Outlook("stands to", "likely", verb.text)
    inevitably = any(c.dep_ == "advmod" and c.lower_ in INEVITABLE and c.i < verb.i + NEAR for c in verb.children)
    inevitably = inevitably and not syntax.denied(verb) and not any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)
    if inevitably and verb.dep_ in ("ROOT", "conj", "ccomp"):
        return Outlook("inevitably", "certain", "inevitably")
    return None


def _being(verb: Token) -> Outlook | None:
    """Return what is said to be near, certain or likely."""
    ours = any(c.dep_ == "nsubj" and c.lower_ in ("i", "we") for c in verb.children)
    if verb.lemma_ == "go" and verb.tag_ == "VBG" and _to(verb) and _helped(verb) and not ours:
        return Outlook("is going to", "certain", verb.text)
    if lemma(verb) == "expect" and syntax.is_passive(verb) and _to(verb):
        return Outlook("is expected to", "likely", verb.text)
    if lemma(verb) == "prepare" and verb.tag_ == "VBG" and _to(verb) and _helped(verb):
        return Outlook("is preparing to", "likely", verb.text)
    if verb.lemma_ not in IS:
        return None
    for child in verb.children:
        found = _said_to_be(verb, child)
        if found:
            return found
    return _is_to(verb)


def _said_to_be(verb: Token, child: Token) -> Outlook | None:
    word = child.lower_
    if child.dep_ in ("acomp", "attr", "oprd") and word in FOREGONE:
        return Outlook("is inevitable", "certain", child.text)
    if any(lemma(g) in THOUGHT for g in child.children if g.dep_ == "xcomp"):
        return None
    if (
        child.dep_ == "acomp"
        and word in SET_TO
        and child.doc[child.i + 1 : child.i + 2].text not in ("up", "by")
        and any(map(_to, (child, verb, *verb.rights)))
    ):
        return Outlook("is likely to", "likely" if word in LIKELY_TO else "certain", child.text)
    if child.dep_ == "acomp" and word == "possible" and verb.lemma_ == "be" and _only_then(verb):
        return Outlook("is possible only so", "possible", child.text)
    if child.dep_ == "prep" and any(o.lower_ in AHEAD and word in AHEAD[o.lower_] for o in _objects(child)):
        return Outlook("is at hand", "certain", child.text)
    return None


def _objects(preposition: Token) -> list[Token]:
    """Return what a preposition governs, with what "out of" governs, the other way round: prepositions by their noun."""
    return [o for c in (preposition, *preposition.children) for o in c.children if o.dep_ == "pobj"]


def _only_then(verb: Token) -> bool:
    """Tell what is possible on a condition only: "only when", "without"."""
    only = any(t.lower_ == "only" for t in verb.children) or any(c.lower_ == "only" for a in verb.children for c in a.children)
    return only and any(c.dep_ in ("advcl", "prep") for c in (*verb.children, *(g for a in verb.children for g in a.children)))


def _is_to(verb: Token) -> Outlook | None:
    """Return what is to happen: "a deputation is to be sent"; not what a task is, nor what is too weak to do so."""
    infinitive = next((c for c in verb.children if c.dep_ == "xcomp" and _has_to(c) and c.i > verb.i), None)
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if verb.lemma_ != "be" or infinitive is None or subject is None or any(c.dep_ in ("acomp", "attr") for c in verb.children):
        return None
    if not (syntax.is_passive(infinitive) or subject.lower_ in PERSONS) or syntax.denied(verb):
        return None
    if lemma(infinitive) in THOUGHT | SOUGHT or verb.dep_ in ("advcl", "pcomp"):
        return None
    return Outlook("is to", "certain", verb.text)


def _nearing(verb: Token) -> Outlook | None:
    """Return what something faces or moves towards."""
    had = any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)
    if had or verb.tag_ in ("VB", "VBN") or (verb.tag_ == "VBG" and not _helped(verb)):
        return None
    if lemma(verb) in FACES and any(_perilous(t) for t in syntax.patients(verb) + syntax.under(verb, "with")):
        return Outlook("faces", "likely", verb.text)
    if lemma(verb) in NEARING and any(_perilous(t) for t in syntax.patients(verb) + syntax.under(verb, *TOWARDS)):
        return Outlook("is nearing", "likely", verb.text)
    return None


def _perilous(noun: Token) -> bool:
    return noun.lower_ in PERILS or any(t.lower_ in PERILS for t in syntax.under(noun, "of"))


def _helped(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lemma_ == "be" for c in verb.children)


def _to(token: Token) -> bool:
    """Tell a word that has an infinitive."""
    return any(c.dep_ in ("xcomp", "ccomp", "advcl") and _has_to(c) for c in token.children)


def _has_to(verb: Token) -> bool:
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)
