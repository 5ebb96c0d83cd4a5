"""Futures that are none: what a text announces of itself, what is asked, wished, so of anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..lexicon import words
from . import syntax
from .passage import Passage, is_verb, lemma
from .prospects import HABITS, THOUGHT

if TYPE_CHECKING:
    from spacy.tokens import Token

SELF, ANYBODY = frozenset({"i", "we"}), frozenset({"one", "you", "reader"})
ANNOUNCING, DEEDS, SAYS = words("outlook", "announcing"), words("outlook", "deeds"), words("speech", "say")
OF_ONESELF, IN_THE_TEXT, TEXTS = ANNOUNCING | DEEDS | THOUGHT, words("bonds", "in_the_text"), words("outlook", "texts")
IF = syntax.IF - {"whether"}  # "it depends whether it will"
PURPOSES = frozenset("object purpose aim goal task end".split())
WHOEVER = frozenset({"those", "he", "whoever", "anyone", "anybody"})
NOBODY = frozenset({"nobody", "anybody", "everybody", "anyone", "everyone", "one"})
TYPES, PLANS, SHOWING = words("outlook", "types"), words("outlook", "plans"), words("outlook", "showing")
THEORY, MANY, FEW = words("outlook", "theory"), 5, 3  # so many of its words in a paragraph, or so few in a sentence with figures
GLAD = frozenset("glad happy pleased sorry content grateful obliged delighted brief satisfied".split())


def idle_future(verb: Token, subject: str, modal: str, near: set[str]) -> bool:
    """Tell a "will" that expects nothing: announced, undertaken, habitual, a norm, so of anybody."""
    if subject in SELF and (lemma(verb) in OF_ONESELF or _next(verb)):
        return True
    if (
        (subject == "one" and not syntax.denied(verb))
        or (subject in ANYBODY and lemma(verb) in THOUGHT)
        or lemma(verb) == "suffice"
    ):
        return True
    if _of_the_text(verb) or _anybody(verb) or _wanted(verb) or _planned(verb):
        return True
    if lemma(verb) in ANNOUNCING and any(c.dep_ == "auxpass" for c in verb.children) and not syntax.agents(verb):
        return True
    if modal == "shall" and subject not in SELF and not any(c.lower_ == "never" for c in verb.children):
        return True  # a norm: "delegates shall be elected"
    if lemma(verb) in ANNOUNCING and any(t.lower_ in IN_THE_TEXT for t in verb.subtree if t.i > verb.i):
        return True  # "he will find in Chapter III"
    return bool(near & HABITS) or (lemma(verb) in SAYS and syntax.denied(verb))


def asked(verb: Token) -> bool:
    """Tell the verb of a question: its modal stands before its subject, or a question word leads it."""
    if verb.sent[-1].text != "?" or verb.dep_ not in ("ROOT", "conj", "ccomp"):
        return False
    modal = next((c.i for c in verb.children if c.tag_ == "MD"), verb.i)
    subject = next((c.i for c in verb.children if c.dep_ in syntax.SUBJECTS | syntax.PASSIVE), modal)
    return modal < subject or any(t.tag_ in ("WP", "WRB", "WDT") for t in verb.sent if t.i < modal and t.head in (verb, verb.head))


def named_only(verb: Token) -> bool:
    """Tell a clause that only names what comes: "what problems it would bring", "the object for which it will be used"."""
    if verb.dep_ == "relcl" and lemma(verb.head) in PURPOSES:
        return True
    first = verb.left_edge.lower_
    return (first == "what" and verb.dep_ != "csubj") or (first in ("which", "who") and verb.dep_ in ("ccomp", "pcomp"))


def on_condition(verb: Token) -> bool:
    """Tell a verb of a clause with "if"; with "whether" it is asked what comes."""
    return any(c.dep_ in ("mark", "advmod") and c.lower_ in IF for c in verb.children)


def _next(verb: Token) -> bool:
    """Tell what is only said of the text or politely: "we shall come back to it below", "I shall be glad to"."""
    glad = any(c.dep_ == "acomp" and c.lower_ in GLAD for c in verb.children)
    return glad or any(t.lower_ in IN_THE_TEXT for t in verb.subtree if t.i > verb.i)


def _of_the_text(verb: Token) -> bool:
    """Tell what is said of the text itself: "this book will try", "it will be easy to show"."""
    subject = own_subject(verb)
    if subject is None:
        return False
    if lemma(subject) in SHOWING and (lemma(verb) in THOUGHT or lemma(verb) in ANNOUNCING):
        return True
    this = any(c.lower_ in ("this", "the", "our", "my", "these") for c in subject.children)
    easy = subject.lower_ == "it" and any(c.dep_ == "acomp" and any(lemma(g) in THOUGHT for g in c.children) for c in verb.children)
    return (this and subject.lower_ in TEXTS) or easy


def _anybody(verb: Token) -> bool:
    """Tell what is so of anybody at any time: "those who serve will", "no one will call", "any argument that will hold"."""
    subject = own_subject(verb)
    if subject is None:
        return False
    if verb.dep_ == "relcl" and any(c.lower_ in ("any", "some", "every", "no") for c in verb.head.children):
        return True
    if subject.lower_ in WHOEVER and any(c.dep_ == "relcl" and not syntax.past(c) for c in subject.children):
        return True
    vague = subject.lower_ in NOBODY or any(c.lower_ in ("only", "any", "no") for c in subject.children)
    return vague and lemma(verb) in THOUGHT


def always_so(passage: Passage, verb: Token) -> bool:
    """Tell what is so of a kind at any time: "the labourer will", "no machine can"; all in a paragraph that only expounds."""
    subject = own_subject(verb)
    if subject is not None and subject.tag_ == "NN" and lemma(subject) in TYPES and not any(map(_this_one, subject.children)):
        return True
    used = {t.lower_ for t in passage.doc if t.lower_ in THEORY}
    told = {t.lower_ for t in verb.sent if t.lower_ in THEORY}
    nobody = not any(passage.acting(name) for name in passage.names.values())
    figures = any(t.like_num for t in verb.sent)
    return nobody and (len(used) >= MANY or len(told) >= FEW or (figures and len(told) > 1))


def _this_one(child: Token) -> bool:
    """Tell what makes one of a kind a particular one: "this", "our", a name, what is said of him beside."""
    return child.lower_ in ("this", "that", "our", "my", "your", "his") or child.ent_type_ != "" or child.dep_ == "appos"


def _planned(verb: Token) -> bool:
    """Tell a relative clause of what is planned to do so: "a programme that will appeal to"."""
    return verb.dep_ == "relcl" and lemma(verb.head) in PLANS


def _wanted(verb: Token) -> bool:
    """Tell a relative clause of what somebody must or should have: "a party that will fight is needed"."""
    above = next((a for a in verb.ancestors if is_verb(a)), None) if verb.dep_ == "relcl" else None
    return above is not None and syntax.modal(above) in ("must", "should", "ought")


def own_subject(verb: Token) -> Token | None:
    """Return the subject a verb has itself or shares with the verb it is joined to."""
    own = next((c for c in verb.children if c.dep_ in syntax.SUBJECTS | syntax.PASSIVE), None)
    return own if own is not None or verb.dep_ != "conj" else own_subject(verb.head)
