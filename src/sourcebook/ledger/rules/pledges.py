"""Who is bound to do what for whom, on what condition, by verbs: promises and undertakings. One function a construction."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from ..lexicon import words
from . import syntax
from .bonds import SELVES, Bond, instrument, instrumental, pledge, whom
from .passage import Passage, Proposal, a_group, is_verb, lemma
from .promises import promises

if TYPE_CHECKING:
    from spacy.tokens import Token

WILL = frozenset({"will", "shall", "'ll", "wo"})
PROMISED = WILL | {"would"}
POSSIBLE = frozenset({"would", "could", "might", "may", "must", "should"})
BINDS, BOUND, READY = words("bonds", "binds"), words("bonds", "bound"), words("bonds", "ready")
UNDERTAKES, WEAKLY, VAGUELY = words("bonds", "undertakes"), words("bonds", "weak"), words("bonds", "vague")
ASSURES = words("bonds", "assures")
TO_SOMETHING, DUTIES, TIES = words("bonds", "to_something"), words("bonds", "duties"), words("bonds", "ties")
DEEDS, ANNOUNCING = words("outlook", "deeds"), words("outlook", "announcing")
DECLARES, BEFALLS, IN_THE_TEXT = words("bonds", "declares"), words("bonds", "befalls"), words("bonds", "in_the_text")
SAYS, YOURS = words("speech", "say"), frozenset({"you", "your", "yours"})
OURS = frozenset({"i", "we"})
UNBOUND = frozenset({"commit", "pledge"})  # "pledges to", not "binds to"
#: One is obliged by much that is no promise.
COMPELS = frozenset({"oblige", "obliged"})
VIEWS = frozenset(
    "view opinion idea statement theory thesis belief proposition assertion notion doctrine flame memory paper".split()
)
RESOLVING, REFUSABLE = words("bonds", "resolving"), words("bonds", "refusable")
#: What is given or taken where consent, support, responsibility is; in "we cannot give our support".
GIVEN, CONSENT = frozenset({"give", "take", "assume", "accept", "bear", "offer", "lend", "grant"}), words("bonds", "consent")
DECIDES, CAN = frozenset({"resolve", "decide", "determine", "vote"}), frozenset({"can", "ca"})
RELIES = frozenset({"count", "rely", "depend", "reckon", "bank"})
#: Words for another time: "in the next issue", "some day".
OCCASIONS = frozenset("issue issues number article articles week month day time occasion letter part edition congress".split())
COMING = frozenset("next coming following some another future one later".split())
REFUSES = frozenset({"refuse", "decline", "fail", "hesitate"})
#: Words for who spoke last: in "he says that he will" both are one.
SAME = frozenset({"he", "she", "it", "they", "i", "we"})
#: Verbs whose object is who is bound; verbs that only a statement of fact makes an undertaking.
OF_ONESELF, OPENLY = (
    frozenset({"commit", "engage", "pledge", "bind", "oblige", "obligate"}),
    frozenset({"offer", "assure", "accept", "assume"}),
)


def pledges(passage: Passage) -> Iterator[Proposal]:
    """Yield the pledges of a paragraph."""
    for token in passage.doc:
        if is_verb(token) or token.pos_ == "ADJ" or _will(token):
            for bond in _bonds(passage, token):
                yield from pledge(passage, token, bond)
    yield from promises(passage)


def _bonds(passage: Passage, verb: Token) -> Iterator[Bond]:
    kinds = {child.dep_ for child in verb.children}
    passive = syntax.is_passive(verb)
    if lemma(verb) in BINDS and not passive and _by_instrument(passage, verb):
        yield Bond("an instrument binds", whom(passage, syntax.patients(verb) or _made_to(verb)), verb.text)
    if lemma(verb) in BOUND and (passive or verb.pos_ == "ADJ"):
        if _to_something(verb, kinds) and verb.head.lemma_ not in ("feel", "find") and _by_something(passage, verb):
            yield Bond("is bound to", whom(passage, syntax.patients(verb) or syntax.subjects(verb.head)), verb.text)
    elif verb.pos_ == "VERB" and _undertakes(passage, verb):
        yield _undertaking(passage, verb)
    if verb.pos_ == "ADJ" and verb.lower_ in READY and verb.dep_ == "acomp" and "xcomp" in kinds and _declared(verb):
        yield Bond("is ready to", whom(passage, syntax.subjects(verb.head)), verb.text)
    yield from _we_will(passage, verb)
    yield from _we_cannot(passage, verb)
    yield from _next_time(passage, verb)
    yield from _counted_on(passage, verb)
    yield from _says_he_will(passage, verb)


def _made_to(verb: Token) -> list[Token]:
    """Return who must act where the parser takes him for a subject: "forbade Germany to rearm"."""
    return [t for c in verb.children if c.dep_ == "ccomp" for t in syntax.subjects(c)]


def _declared(ready: Token) -> bool:
    """Tell readiness that is declared, "declares itself ready", or offered to somebody: "I am ready to answer your call"."""
    verb = ready.head
    offered = any(t.lower_ in YOURS for t in ready.subtree) and any(t.lower_ in OURS for t in syntax.subjects(verb))
    return offered or (verb.dep_ == "ccomp" and lemma(verb.head) in SAYS)


def _to_something(verb: Token, kinds: Collection[str]) -> bool:
    """Tell "committed to peace" from "crimes committed in its name"; one is bound by, with and in."""
    prepositions = {c.lower_ for c in verb.children if c.dep_ in ("prep", "agent")}
    return "xcomp" in kinds or ("to" in prepositions if lemma(verb) in ("commit", "committed") else bool(prepositions))


def _by_something(passage: Passage, verb: Token) -> bool:
    """Tell who is bound by something from what is bound to come: a treaty is near, or the word has no other sense."""
    if any(c.lower_ == "up" for c in verb.children):
        return False
    if lemma(verb) in COMPELS:
        return any(instrumental(passage, t) for t in verb.sent if t.pos_ in ("NOUN", "PROPN") and t not in verb.subtree)
    if lemma(verb) not in ("bind", "bound"):
        return True
    return instrument(passage, verb) is not None or any(lemma(agent) in TIES for agent in syntax.agents(verb))


def _by_instrument(passage: Passage, verb: Token) -> bool:
    return any(instrumental(passage, subject) for subject in syntax.subjects(verb))


def _undertakes(passage: Passage, verb: Token) -> bool:
    """Tell a verb by which its subject undertakes something; one that may mean other things needs a duty."""
    word = lemma(verb)
    if word in DECIDES and any(lemma(s) in RESOLVING for s in syntax.subjects(verb)):
        contents = ("xcomp", "ccomp") if word == "resolve" else ("ccomp",)  # what a congress decides to do it does
        return any(c.dep_ in contents for c in verb.children) and not syntax.modal(verb)
    if word not in UNDERTAKES or syntax.modal(verb) in POSSIBLE or syntax.in_condition(verb) or _by_instrument(passage, verb):
        return False
    if word in OF_ONESELF and not _binds_itself(verb) and not _pledges_something(passage, verb):
        return False
    if word in OF_ONESELF and any(lemma(t) in VIEWS for t in syntax.under(verb, "to")):
        return False  # "commits himself to the view that"
    if word in OPENLY and (syntax.modal(verb) or verb.sent[-1].text == "?"):
        return False
    if word in TO_SOMETHING:
        return any(c.dep_ == "xcomp" for c in verb.children) or any(t.pos_ != "PRON" for t in syntax.under(verb, "to"))
    if word == "promise" and any(c.dep_ == "xcomp" for c in verb.children) and not _somebody(passage, verb):
        return False  # "the invasion promised to bring peace"
    if word in ASSURES and any(c.dep_ == "ccomp" and c.i > verb.i and syntax.modal(c) in PROMISED for c in verb.children):
        return True
    if word in VAGUELY:
        return any(_is_duty(child) for child in verb.children)
    return any(child.dep_ in ("xcomp", "ccomp", "dobj") for child in verb.children)


def _somebody(passage: Passage, verb: Token) -> bool:
    names = whom(passage, syntax.subjects(verb))
    unknown = (t for t in syntax.subjects(verb) if t.pos_ == "PROPN" and not passage.cast.kind(passage.name(t)))
    proper = any(not t.text.endswith("ism") for t in unknown)
    return proper or any(passage.acting(name) or a_group(name) for name in names)


def _binds_itself(verb: Token) -> bool:
    """Tell "commits itself to", "pledges to" from "commits acts" and "pledges the movement to"."""
    objects = [c for c in verb.children if c.dep_ == "dobj"]
    if not objects:
        return lemma(verb) not in BOUND or lemma(verb) in UNBOUND
    return any(o.lower_.endswith(SELVES) for o in objects)


def _pledges_something(passage: Passage, verb: Token) -> bool:
    """Tell "pledged full employment" from "pledges the movement to"."""
    objects = [c for c in verb.children if c.dep_ == "dobj"]
    return lemma(verb) == "pledge" and not syntax.under(verb, "to") and not any(passage.acting(passage.name(o)) for o in objects)


def _is_duty(token: Token) -> bool:
    """Tell what makes a vague verb an undertaking: a deed, a duty."""
    if token.dep_ != "dobj":
        return token.dep_ == "xcomp"
    return any(t.lower_ in DUTIES or t.lemma_.lower() in DUTIES for t in syntax.conjoined(token))


def _undertaking(passage: Passage, verb: Token) -> Bond:
    to = [*(child for child in verb.children if child.dep_ == "dative"), *syntax.under(verb, "to")]
    weak = ", weak" if lemma(verb) in WEAKLY else ""
    refused = verb.dep_ == "xcomp" and lemma(verb.head) in REFUSES
    bound = whom(passage, syntax.subjects(verb)) or _afar(passage, verb)
    return Bond(f"a verb of undertaking{weak}", bound, verb.text, passage.named(to), refused or None)


def _afar(passage: Passage, verb: Token) -> list[str]:
    """Return who most likely acts where the parser lost the subject; weak verbs and passives need their own."""
    if syntax.is_passive(verb) or verb.tag_ == "VB" or (lemma(verb) in WEAKLY and verb.tag_ in ("VBN", "VBD")):
        return []
    return passage.named(syntax.nearest(verb, passage.names))


def _we_will(passage: Passage, verb: Token) -> Iterator[Bond]:
    """Yield what the speaker says "we will" of: deeds, not what only comes next in the text."""
    modal = _will(verb)
    if modal not in WILL or lemma(verb) not in DEEDS - ANNOUNCING or syntax.in_condition(verb):
        return
    if any(t.lower_ in IN_THE_TEXT for t in verb.subtree) or _asked(verb):
        return  # "which we shall give in another chapter", "a word on how we will vote"
    subject = next(iter(syntax.subjects(verb)), None)
    if subject is not None and (subject.lower_ in OURS or passage.name(subject) == passage.self_name(verb) != ""):
        rule = "we will not" if syntax.denied(verb) else "we will"
        yield Bond(rule, [passage.self_name(verb)], modal, passage.named(syntax.under(verb, "for", "with")))


def _we_cannot(passage: Passage, verb: Token) -> Iterator[Bond]:
    """Yield what the speaker refuses with "cannot": "we cannot support this war", "I cannot take the responsibility"."""
    if lemma(verb) not in REFUSABLE | GIVEN or syntax.modal(verb) not in CAN or not syntax.denied(verb):
        return
    if lemma(verb) in GIVEN and not any(lemma(t) in CONSENT for t in syntax.patients(verb)):
        return
    subject = next(iter(syntax.subjects(verb)), None)
    if subject is not None and subject.lower_ in OURS and not _asked(verb) and not syntax.in_condition(verb):
        yield Bond("we cannot", [passage.self_name(verb)], syntax.modal(verb), negated=True, does=verb)


def _next_time(passage: Passage, verb: Token) -> Iterator[Bond]:
    """Yield what an author promises to write or say another time: "in the next issue I shall answer him"."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if _will(verb) not in WILL or verb.dep_ not in ("ROOT", "conj") or subject is None or subject.lower_ not in OURS:
        return
    words_before = {t.lower_ for t in verb.subtree}
    if words_before & OCCASIONS and words_before & COMING:
        yield Bond("another time we will", [passage.self_name(verb)], _will(verb), does=verb)


def _counted_on(passage: Passage, verb: Token) -> Iterator[Bond]:
    """Yield "you can count on me to help", "they may depend upon us"."""
    if lemma(verb) not in RELIES or syntax.modal(verb) not in ("can", "may") or syntax.denied(verb):
        return
    if any(t.lower_ in ("me", "us", "ourselves") for t in syntax.under(verb, "on", "upon")):
        does = next((c for c in verb.children if c.dep_ in ("xcomp", "advcl") and c.i > verb.i), None)
        yield Bond("can count on us", [passage.self_name(verb)], verb.text, does=does)


def _says_he_will(passage: Passage, verb: Token) -> Iterator[Bond]:
    """Yield "X declares that he will …": what one says of oneself with "will" is undertaken."""
    modal = syntax.modal(verb)
    if modal not in PROMISED or lemma(verb) in BEFALLS or verb.pos_ != "VERB" or syntax.in_condition(verb):
        return
    saying = verb.head
    if verb.dep_ == "conj" and saying.dep_ == "ccomp":
        saying = saying.head
    elif verb.dep_ != "ccomp":
        return
    own, speakers = syntax.subjects(verb), syntax.subjects(saying)
    if lemma(saying) in DECLARES and own and speakers and own[0].lower_ in SAME and own[0].head != saying:
        same = own[0].tag_ == "PRP" and _one(passage, own[0], speakers)
        if same and not _asked(verb):
            yield Bond("says that he will", whom(passage, speakers), modal)


def _one(passage: Passage, pronoun: Token, speakers: list[Token]) -> bool:
    """Tell a pronoun that can mean who speaks: the same one, or "they" of many, "he" and "it" of one."""
    speaker = speakers[0]
    if pronoun.lower_ in OURS or speaker.lower_ in OURS:
        return pronoun.lower_ == speaker.lower_
    many = speaker.tag_ in ("NNS", "NNPS") or len(speakers) > 1 or speaker.lower_ == "they"
    if many or pronoun.lower_ not in ("he", "she"):
        person = passage.cast.kind(passage.name(speaker)) == "person" or speaker.lower_ in ("he", "she")
        return pronoun.lower_ == "they" if many else not person and pronoun.lower_ in ("it", "they")
    return speaker.lower_ in ("he", "she") or _a_person(passage, speaker)


def _a_person(passage: Passage, speaker: Token) -> bool:
    """Tell a person's name, or a proper noun that may be one: "Lord Salisbury"; no state's and no body's."""
    kind = passage.cast.kind(passage.name(speaker))
    body = lemma(speaker) in RESOLVING or a_group(passage.name(speaker) or speaker.text)
    return kind == "person" or (speaker.tag_ == "NNP" and kind in ("", "organisation") and not body)


def _will(verb: Token) -> str:
    return next((c.lower_ for c in verb.children if c.dep_ == "aux" and c.tag_ == "MD"), "")


def _asked(verb: Token) -> bool:
    """Tell a question, put or reported: "will we fight?", "how we will vote"."""
    return any(t.text == "?" for t in verb.sent[-2:]) or any(c.tag_ == "WRB" for c in verb.children)
