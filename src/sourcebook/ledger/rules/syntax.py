"""Questions to a parsed sentence that the rules share: who is the subject, what does a verb govern, is it denied, did it happen."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "csubj"})
PASSIVE = frozenset({"nsubjpass", "csubjpass"})
FUTURE = frozenset({"will", "shall", "'ll", "wo", "'d"})
UNREAL = frozenset({"would", "could", "might", "may", "should", "must", "ought", "can"})
IF = frozenset({"if", "unless", "lest", "until", "whether", "once", "provided"})
#: Verbs after whose object the infinitive is still their subject's: "X promised them to go".
SUBJECT_CONTROL = ("promise", "threaten")
SIDES = frozenset("side camp line ranks arms banner standpoint position path".split())
SHARING = ("conj", "xcomp", "advcl", "pcomp", "ccomp", "aux")
DENIES = frozenset({"no", "never", "not", "n't", "neither", "nor", "hardly", "scarcely", "without"})
#: So many verbs are gone up from one that shares its subject or modal with another.
STEPS = 8


def conjoined(token: Token) -> Iterator[Token]:
    """Yield a token and those joined to it: "Cachin, Thorez and Duclos"."""
    yield token
    for child in token.children:
        if child.dep_ == "conj":
            yield from conjoined(child)


def subjects(verb: Token) -> list[Token]:
    """Return who does what a verb says: its subject, that of the verb it is joined to or governed by, or its passive's agent."""
    at = verb
    for _ in range(STEPS):
        passive = is_passive(at)
        if passive and at == verb:
            return agents(at)
        own = [c for c in at.children if c.dep_ in (SUBJECTS if at == verb or not passive else PASSIVE | SUBJECTS)]
        if own:
            return [t for s in own for a in _called(s) for t in conjoined(a)]
        above = _above(at)
        if above is None:
            return []
        if above.pos_ in ("NOUN", "PROPN", "PRON"):
            return [above]
        at = above
    return []


def _called(noun: Token) -> list[Token]:
    """Return a noun, or the names beside it in its place: "the Minister, Albert Sarraut", "Messrs. patriots, Renaudel, …"."""
    names = [c for c in noun.children if c.dep_ == "appos" and c.pos_ == "PROPN"]
    return names if names and (noun.pos_ == "NOUN" or noun.tag_ == "NNPS" or noun.lower_ == "minister") else [noun]


def before(verb: Token, named: Container[int]) -> list[Token]:
    """Return the name that stands right before a verb, with helping verbs and adverbs between: for sentences the parser missed."""
    for at in range(verb.i - 1, max(verb.i - 5, verb.sent.start) - 1, -1):
        token = verb.doc[at]
        if at in named and token.pos_ in ("PROPN", "NOUN", "PRON") and token.dep_ not in ("pobj", "dobj", "poss"):
            return [token]
        if token.pos_ not in ("AUX", "ADV", "PART", "DET") and token.dep_ != "neg":
            return []
    return []


def nearest(verb: Token, named: Container[int]) -> list[Token]:
    """Return the subject a verb without one of its own most likely has: a named one of a verb above, else the name before it."""
    for above in verb.ancestors:
        if above.pos_ in ("VERB", "AUX"):
            found = [t for c in above.children if c.dep_ in SUBJECTS for t in conjoined(c) if t.i in named]
            if found:
                return found
    before = [t for t in verb.sent if t.i < verb.i and t.i in named and t.pos_ in ("PROPN", "NOUN", "PRON") and t.dep_ != "pobj"]
    return before[-1:]


def _above(verb: Token) -> Token | None:
    """Return the verb that shares its subject with this one, or the noun it is said of."""
    if verb.dep_ not in SHARING:
        return verb.head if verb.dep_ in ("acl", "relcl") else None
    if verb.dep_ == "ccomp" and any(c.dep_ == "mark" for c in verb.children):
        return None
    head = verb.head
    if verb.dep_ == "xcomp":
        objects = [c for c in head.children if c.dep_ == "dobj"]
        return objects[0] if objects and head.lemma_ not in SUBJECT_CONTROL else head
    if head.dep_ == "prep" or head.pos_ == "ADP":
        head = head.head
    return head if head != verb else None


def is_passive(verb: Token) -> bool:
    """Tell a verb in the passive, "was branded", or a participle after its noun, "decapitated by Stalin"."""
    if any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children):
        return True
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and not any(c.dep_ in SUBJECTS or c.dep_ == "aux" for c in verb.children):
        return is_passive(verb.head) and verb.head.pos_ == "VERB"
    if verb.dep_ == "acl" and verb.tag_ == "VBD":  # a participle that the parser takes for a past tense
        return any(c.dep_ == "agent" for c in verb.children)
    return verb.dep_ in ("acl", "amod") and verb.tag_ == "VBN"


def agents(verb: Token) -> list[Token]:
    """Return who did it, of a passive: "by the Kremlin"."""
    by = [c for c in verb.children if c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ == "by")]
    return [t for b in by for o in b.children if o.dep_ == "pobj" for t in conjoined(o)]


def patients(verb: Token) -> list[Token]:
    """Return what a verb is done to: its object, or the subject of its passive, or the noun it stands after."""
    if is_passive(verb):
        return _passive_subjects(verb)
    own = [t for c in verb.children if c.dep_ in ("dobj", "dative") for t in conjoined(c)]
    if not own and verb.dep_ == "relcl" and any(c.dep_ in SUBJECTS for c in verb.children):
        return [verb.head]
    return own


def _passive_subjects(verb: Token) -> list[Token]:
    at = verb
    for _ in range(STEPS):
        own = [c for c in at.children if c.dep_ in PASSIVE]
        if own:
            return [t for s in own for t in conjoined(s)]
        if at.dep_ in ("acl", "relcl"):
            return [at.head]
        if at.dep_ not in ("conj", "xcomp"):
            return []
        at = at.head
    return []


def under(token: Token, *prepositions: str) -> list[Token]:
    """Return what stands under one of these prepositions below a token: "with" → "alliance with Daladier, Herriot and Laval"."""
    found = []
    for child in token.children:
        if child.dep_ in ("prep", "agent", "dative") and child.lower_ in prepositions:
            found += [t for o in child.children if o.dep_ in ("pobj", "pcomp") for t in conjoined(o)]
            found += [t for o in child.children if o.dep_ == "prep" for p in o.children if p.dep_ == "pobj" for t in conjoined(p)]
    return found


def through(tokens: Sequence[Token]) -> list[Token]:
    """Return whom a side is: of "to Hitler's side", "into the camp of the aggressors" whose side and camp it is."""
    return [t for token in tokens for t in (_side_of(token) if token.lemma_.lower() in SIDES else [token])]


def _side_of(noun: Token) -> list[Token]:
    return [*(c for c in noun.children if c.dep_ == "compound"), *owners(noun)]


def owners(noun: Token) -> list[Token]:
    """Return whose a noun is: "Stalin's crime", "the crime of Stalin"."""
    own = [t for c in noun.children if c.dep_ == "poss" for t in conjoined(c)]
    own = own or [c for c in noun.children if c.dep_ == "amod" and c.pos_ == "ADJ"]
    return [*own, *under(noun, "of", "by")]


def denied(verb: Token) -> bool:
    """Tell a verb that is negated, by "not" or by its subject, object or adverb: "nobody", "no word", "never", "no longer"."""
    return any(_denies(child) or _is_none(child) for child in verb.children)


def _denies(child: Token) -> bool:
    """Tell "not", "never", "no more"; "not only" affirms."""
    if child.lower_ in ("longer", "more"):
        return any(g.lower_ == "no" for g in child.children)
    if child.dep_ != "neg" and not (child.dep_ in ("advmod", "preconj") and child.lower_ in DENIES):
        return False
    return child.i + 1 == len(child.doc) or child.doc[child.i + 1].lower_ != "only"


def _is_none(child: Token) -> bool:
    """Tell a subject or object that is nobody or nothing; "spares nobody" denies nothing."""
    if child.dep_ not in ("nsubj", "dobj", "nsubjpass"):
        return False
    if child.lower_ == "nobody":
        return child.dep_ != "dobj"
    return child.lower_ in ("none", "nothing") or any(g.lower_ == "no" and g.dep_ == "det" for g in child.children)


def modal(verb: Token) -> str:
    """Return the modal verb of a verb, or of the one it is joined to, in lower case; empty where there is none."""
    at = verb
    for _ in range(STEPS):
        for child in at.children:
            if child.dep_ in ("aux", "auxpass") and child.tag_ == "MD":
                return child.lower_
        if at.dep_ == "conj" and not any(c.dep_ in SUBJECTS | PASSIVE for c in at.children):
            at = at.head
        else:
            return ""
    return ""


def unreal(verb: Token) -> bool:
    """Tell a verb that says what may, would, should or will be, or stands in a condition: not what is."""
    if modal(verb) in UNREAL | FUTURE or in_condition(verb):
        return True
    return verb.dep_ in ("xcomp", "ccomp", "conj") and verb.head != verb and modal(verb.head) in UNREAL | FUTURE


def in_condition(verb: Token) -> bool:
    """Tell a verb of a clause that begins with "if" or the like; "who once supported him" begins with none."""
    opening = [c for c in verb.children if c.dep_ in ("mark", "advmod") and c.lower_ in IF]
    return any(c.lower_ != "once" or not any(s.dep_ in SUBJECTS and s.i < c.i for s in verb.children) for c in opening)


def past(verb: Token) -> bool:
    """Tell a verb in the past tense or the pluperfect; the perfect ("has concluded") is present."""
    helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if helpers:
        return any(c.tag_ == "VBD" for c in helpers) and not any(c.tag_ in ("VBZ", "VBP", "MD") for c in helpers)
    return verb.tag_ == "VBD"


def clause(verb: Token) -> tuple[int, int]:
    """Return the first and last token of the clause of a verb, without the clauses joined to it or hung on it by a full mark."""
    out = {
        t.i
        for child in verb.children
        if child.dep_ in ("conj", "parataxis") and any(c.dep_ in SUBJECTS | PASSIVE for c in child.children)
        for t in child.subtree
    }
    kept = sorted(t.i for t in verb.subtree if t.i not in out)
    first = last = kept.index(verb.i)
    while first > 0 and kept[first - 1] == kept[first] - 1:
        first -= 1
    while last + 1 < len(kept) and kept[last + 1] == kept[last] + 1:
        last += 1
    return kept[first], kept[last]
