"""What looks ahead by its modal verb: will, shall, would, may, can, must. One function a verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..lexicon import words
from . import syntax
from .asides import ANYBODY, NOBODY, SELF, always_so, asked, idle_future, named_only, on_condition, own_subject
from .foretelling import BELIEFS
from .passage import Passage, lemma, printed
from .prospects import FOLLOWS, HABITS, INEVITABLE, THOUGHT, Outlook, prospect

if TYPE_CHECKING:
    from spacy.tokens import Token

WILL = frozenset({"will", "shall", "'ll", "wo", "sha"})
MAY, CAN, WOULD = frozenset({"may", "might"}), frozenset({"can", "could", "ca"}), frozenset({"would", "'d"})
PEOPLE = SELF | ANYBODY | {"he", "she", "who", "what", "which", "there"}
NEAR = 12  # so many tokens behind a verb may say how certain it is
LIKELY, POSSIBLE, TIMES = words("outlook", "likely"), words("outlook", "possible"), words("outlook", "times")
AT_ONCE, FATES, RESULTS = words("outlook", "at_once"), words("outlook", "fates"), words("outlook", "results")
BY = frozenset("through by with under on to when after".split())
ESCAPES = frozenset("fail escape avoid evade help last endure survive prevent stop".split())
STILL = frozenset({"well", "yet", "still", "easily"})
ON_WHICH = frozenset({"if", "unless", "once", "when", "until", "provided"})
INVERTED = frozenset({"should", "were", "had"})  # "should war come"
ASIDE = ("relcl", "advcl", "acl", "csubj", "parataxis", "pcomp")


def outlook(passage: Passage, verb: Token) -> Outlook | None:
    """Return what the verb phrase of a verb expects; None where it expects nothing."""
    finite = verb.tag_ in ("VBD", "VBZ")  # what the parser took for a modal is a noun: "men of good will were"
    modal = "" if finite else next((c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass") and c.tag_ == "MD"), "")
    if not modal:
        return prospect(verb) or _should(verb)
    if on_condition(verb) or asked(verb) or named_only(verb) or always_so(passage, verb):
        return None
    if modal in WILL:
        return _will(passage, verb, modal)
    if any(c.lower_ == "have" and c.dep_ == "aux" for c in verb.children):
        return None  # "would have come"
    if modal in WOULD:
        return _would(passage, verb, modal)
    if modal in MAY:
        return _may(passage, verb, modal)
    if modal in CAN:
        return _can(passage, verb, modal)
    return _must(passage, verb) if modal == "must" else None


def _near(verb: Token) -> set[str]:
    """Return the words around a verb that may say when and how certainly."""
    return {t.lower_ for t in verb.subtree if t.i < verb.i + NEAR}


def _subject(verb: Token) -> str:
    return next((s.lower_ for s in syntax.subjects(verb) or syntax.patients(verb)), "")


def _will(passage: Passage, verb: Token, modal: str) -> Outlook | None:
    """Tell the future from what a text announces of itself and from what somebody undertakes."""
    subject, near = _subject(verb), _near(verb)
    if idle_future(verb, subject, modal, near):
        return None
    if subject in SELF and not (verb.dep_ == "ccomp" or syntax.is_passive(verb)):
        return None  # what speakers will do they promise
    hedge = "likely" if near & LIKELY else "possible" if near & POSSIBLE else "certain"
    return Outlook(f"will, {_setting(passage, verb, subject, near)}", hedge, modal)


def _setting(passage: Passage, verb: Token, subject: str, near: set[str]) -> str:
    """Return where a future stands: each is right more or less often."""
    said = passage.spoken(verb)
    if verb.sent[-1].text == "?":
        return "in a question"
    if said and not said.speaker:
        return "in marks nobody speaks"
    if verb.dep_ == "relcl":
        return "in a relative clause"
    if condition(passage, verb):
        return "on a condition"
    if near & TIMES:
        return "with a time"
    return "of oneself" if subject in SELF else "plain"


def _would(passage: Passage, verb: Token, modal: str) -> Outlook | None:
    """Return what would come about, on a condition or by the nature of the thing; not what would have."""
    if lemma(verb) in THOUGHT or _judged(verb) or (verb.lemma_ == "have" and any(c.dep_ == "xcomp" for c in verb.children)):
        return None
    if condition(passage, verb) or _supposed(verb):
        judged = lemma(verb) == "be" and verb.dep_ != "ccomp"  # "it would be no novelty": what it is, not what comes
        return None if judged or _happened(verb) else Outlook("would, on a condition", "certain", modal)
    if any(c.dep_ == "csubj" for c in verb.children):
        return None  # "to expel them would be to lose them": a judgement
    told = verb.dep_ in ("ccomp", "acl")  # alone it tells of what came later, or what was used to happen, or what is imagined
    return Outlook("would", "certain", modal) if told and _subject(verb) not in SELF | ANYBODY else None


def _happened(verb: Token) -> bool:
    """Tell what would be so if something had been otherwise."""
    clauses = (c for c in verb.children if c.dep_ == "advcl")
    return any(any(g.lower_ in ("had", "'d") and g.dep_ == "aux" for g in c.children) for c in clauses)


def _judged(verb: Token) -> bool:
    """Tell "it would be foolish to say", "it would not be amiss": what the writer finds of a deed."""
    it = any(c.dep_ in ("nsubj", "expl") and c.lower_ == "it" for c in verb.children)
    return it and lemma(verb) == "be" and any(c.dep_ in ("acomp", "attr", "prep") for c in verb.children)


def _supposed(verb: Token) -> bool:
    """Tell a "would" of what is supposed to happen: "the victory of X would", "it would at once"."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    at_once = any(c.lower_ in AT_ONCE for c in verb.children if c.i < verb.i)
    return at_once or (subject is not None and lemma(subject) in FATES)


def _may(passage: Passage, verb: Token, modal: str) -> Outlook | None:
    """Return what may happen: an event, not what may be so or be said."""
    subject, near = own_subject(verb), _near(verb)
    if lemma(verb) == "expect" and syntax.is_passive(verb):
        return Outlook("is expected to", "likely", modal)
    if near & HABITS or _subject(verb) in ANYBODY | SELF or subject is None or not _definite(subject):
        return None
    if lemma(verb) == "become" or near & TIMES:
        return Outlook("may", "possible", modal)
    if verb.dep_ != "ccomp" and not near & STILL and not passage.acting(passage.name(subject)):
        return None
    aside = verb.dep_ in ASIDE and not (verb.dep_ == "acl" and lemma(verb.head) in BELIEFS)
    if aside or lemma(verb) in THOUGHT or verb.lemma_ in ("be", "have") or _subject(verb) in PEOPLE:
        return None
    return Outlook("may happen", "possible", modal)


def _can(passage: Passage, verb: Token, modal: str) -> Outlook | None:
    """Return what only this can bring, what can come on a condition; not what somebody is able to do or say."""
    if lemma(verb) in THOUGHT or any(c.dep_ == "expl" for c in verb.children) or _subject(verb) in SELF:
        return None
    if modal == "could" and _narrated(verb):
        return None
    if _only(verb):
        return Outlook("only this can", "possible", "only")
    if _subject(verb) in PEOPLE or verb.dep_ in ("relcl", "advcl", "acl"):
        return None
    if condition(passage, verb) or any(c.dep_ == "prep" and c.lower_ == "without" and c.i < verb.i for c in verb.children):
        return Outlook("can, on a condition", "possible", modal)
    if modal == "could" and not any(c.lower_ in STILL for c in verb.children):
        return None
    if verb.dep_ not in ("ROOT", "conj") or verb.lemma_ in ("be", "have"):
        return None
    subject = own_subject(verb)
    led = any(c.dep_ in ("prep", "advcl") and c.i < verb.i for c in verb.children)  # "by this they can", "uniting they can"
    if not led and not (syntax.denied(verb) and lemma(verb) in ESCAPES) and not _near(verb) & TIMES:
        return None  # "they cannot control it": what somebody is able to do
    idle = (syntax.is_passive(verb) and not syntax.agents(verb)) or subject is None or not _definite(subject)
    idle = idle or verb.doc[verb.i - 1].lower_ == "but" or any(c.lower_ == "longer" for c in verb.children)
    return None if idle else Outlook("can", "possible", modal)


def _narrated(verb: Token) -> bool:
    """Tell what could be then: in a sentence of the past, unless somebody said it."""
    past = (t for t in verb.sent if t.dep_ in ("ROOT", "conj", "advcl") and syntax.past(t))
    return any(t != verb.head or verb.dep_ != "ccomp" for t in past)


def _definite(subject: Token) -> bool:
    """Tell something particular, "the workers", "our fight", or nothing at all, from what is so of a kind: "a historian can"."""
    particular = any(c.dep_ in ("det", "poss") and c.lower_ not in ("a", "an", "any", "some", "every") for c in subject.children)
    return particular or (subject.pos_ in ("PROPN", "PRON") and subject.lower_ not in NOBODY)


def _only(verb: Token) -> bool:
    """Tell "only a victory can", "the workers only", "socialism alone can", "can only be won by"."""
    onlys = [t for t in verb.subtree if t.i <= verb.i and t.lower_ in ("only", "alone") and t.dep_ in ("advmod", "amod")]
    if any(t.head.dep_ in ("nsubj", "nsubjpass", "conj", "prep", "advmod") for t in onlys):
        return True
    by = bool(syntax.agents(verb)) or any(c.dep_ == "advcl" or (c.dep_ == "prep" and c.lower_ in BY) for c in verb.children)
    return by and verb.dep_ != "relcl" and any(t.head == verb for t in onlys)


def _must(passage: Passage, verb: Token) -> Outlook | None:
    """Return what must come of itself: "it must lead to war", "the result must be"; not what somebody ought to do."""
    subject = own_subject(verb)
    if subject is None or subject.lower_ in PEOPLE - {"which", "there"} or verb.dep_ == "advcl":
        return None
    surely = _near(verb) & (INEVITABLE | TIMES) or _inverted(verb)
    leads = verb.lemma_ != "lead" or any(c.dep_ == "prep" for c in verb.children)
    follows = lemma(verb) in FOLLOWS and leads and not passage.name(subject) and not syntax.is_passive(verb)
    return Outlook("must", "certain", "must") if surely or follows or lemma(subject) in RESULTS else None


def _should(verb: Token) -> Outlook | None:
    """Return what is so "should war come"."""
    return Outlook("should it come", "certain", "should") if _inverted(verb) and not syntax.past(verb) else None


def _inverted(verb: Token) -> bool:
    """Tell a verb with a condition that begins with its modal: "should war come"."""
    return any(c.dep_ in ("advcl", "ccomp") and c.left_edge.lower_ == "should" for c in verb.children)


def condition(passage: Passage, verb: Token) -> str | None:
    """Return the words on which it depends."""
    return next(
        (printed(passage, child) for child in verb.children if child.dep_ in ("advcl", "prep") and _conditional(child)), None
    )


def _conditional(clause: Token) -> bool:
    if clause.dep_ == "prep":
        return clause.lower_ == "in" and any(c.lower_ in ("case", "event") for c in clause.children)
    return clause.left_edge.lower_ in INVERTED or any(c.lower_ in ON_WHICH for c in clause.children)
