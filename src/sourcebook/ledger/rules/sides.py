"""Who acts above a word of being for or against, who or what is meant below it, and the stance the two make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..describing import PERSONS
from ..lexicon import words
from . import syntax
from .passage import GROUPS, Passage, Proposal, a_group, clause, inside, is_verb, lemma, trimmed

if TYPE_CHECKING:
    from spacy.tokens import Token


class Way(NamedTuple):
    """How somebody stands to somebody."""

    polarity: str
    mode: str

    def turned(self) -> Way:
        """Return what it is if it is refused: no support is against somebody."""
        return Way("against" if self.polarity == "for" else "for", self.mode)


AGAINST, FOR, PRACTICAL = Way("against", "hostility"), Way("for", "solidarity"), Way("for", "practical")
JOINED, LEFT = Way("for", "membership"), Way("against", "membership")
#: So many nouns are gone down from one that names nobody, and so many words up from one to who acts.
DEPTH, HEIGHT = 3, 5
NAMES_BEFORE = ("compound", "amod", "nmod", "poss")
#: So many tokens of a clause before the first and after the last of holder, cue and target still belong to them.
AROUND = 8
SUFFERS, REFUSES = words("stances", "verbs", "turning", "suffering"), words("stances", "verbs", "turning", "refusing")
#: What is done to somebody: who is against it is not against him.
HARMS = words("stances", "nouns", "against", "deeds")
#: Who is with somebody's enemies is not with him.
ENEMIES = words("stances", "nouns", "against", "roles")
CAUSES = words("nouns", "heads", "causes")
#: Whose passive says what its subject does: "is engaged in a war with".
ENGAGED = frozenset("engage involve lock entangle embroil enmesh".split())
BODIES = frozenset("party organisation organ paper group".split())
#: What names a body that has members.
JOINABLE = words("stances", "nouns", "membership", "bodies")
#: Who is nobody in particular.
VAGUE = frozenset("others other some many all most those these".split()) | words("stances", "nouns", "hollow")
#: Whom these stand for is too often mistaken to build on.
UNSURE = frozenset("it its itself they them themselves".split())


class Doing(NamedTuple):
    """Who does something, how that is known, the verb that says it, and whether it is refused."""

    who: list[Token]
    how: str
    verb: Token | None = None
    refused: bool = False


def meant(passage: Passage, tokens: Iterable[Token], depth: int = DEPTH) -> list[Token]:
    """Return the tokens that name who is meant; for a noun that names nobody, whose it is: "the pillage of the people"."""
    found: list[Token] = []
    for token in tokens:
        if known(passage, token):
            found.append(token)
        elif depth and token.pos_ in ("NOUN", "PROPN", "VERB") and token.lower_ not in HARMS | ENEMIES:
            found += meant(passage, _below(token), depth - 1)
    return found


def known(passage: Passage, token: Token) -> bool:
    """Tell a token that names somebody or something of which one can tell which it is."""
    name = passage.name(token)
    return bool(name) and name.lower() not in VAGUE and token.lower_ not in UNSURE


def _below(token: Token) -> list[Token]:
    """Return what says whose a noun is, or of what: its owner, what stands after "of", an adjective of a country."""
    if token.pos_ == "VERB":
        return syntax.patients(token) if token.tag_ == "VBG" else []
    within = syntax.under(token, "of")
    return within or [t for c in token.children if c.dep_ in NAMES_BEFORE for t in syntax.conjoined(c)]


def everyone(tokens: Iterable[Token]) -> list[Token]:
    """Return tokens with the names beside them, if there are several: "the patriots, Adler, Bauer and Renner"."""
    found: list[Token] = []
    for token in tokens:
        beside = [c for c in token.children if c.dep_ == "appos" and c.pos_ == "PROPN"]
        found += [token, *(t for c in beside for t in _listed(c))] if token.pos_ != "PROPN" else [token]
    return found


def _listed(token: Token) -> Iterator[Token]:
    yield token
    for child in token.children:
        if child.dep_ in ("conj", "appos", "npadvmod") and child.pos_ == "PROPN":
            yield from _listed(child)


def owning(passage: Passage, noun: Token, *prepositions: str) -> list[Token]:
    """Return whose a noun is: its owner, whom it is by or made by, or the name before it, "the British attack"."""
    own = [t for c in noun.children if c.dep_ == "poss" for t in syntax.conjoined(c)]
    own = own or syntax.under(noun, *prepositions)
    own = own or [t for c in noun.children if c.dep_ == "acl" and c.tag_ == "VBN" for t in syntax.agents(c)]
    own = own or [t for c in noun.children if c.dep_ in ("compound", "amod", "nmod") for t in syntax.conjoined(c)]
    return meant(passage, own, 1)


def doing(passage: Passage, word: Token) -> Doing:
    """Return who acts by a noun or adjective, going up from it: the subject of its verb, the noun its clause is said of."""
    at, refused = word, False
    for _ in range(HEIGHT):
        head = at.head
        if head == at or not _goes_up(at, head):
            return Doing([], "")
        if is_verb(head):
            refused = refused or lemma(head) in REFUSES
            engaged = lemma(head) in ENGAGED and syntax.is_passive(head)
            who = meant(passage, syntax.patients(head), 2) if engaged else acting(passage, head)
            return Doing(who, "under a verb", head, refused)
        if (at.dep_ == "appos" and passage.name(head)) or (at.dep_ not in ("pobj", "conj") and owning(passage, head, "of", "by")):
            return Doing([], "")  # the owner of another thing need not be who does this
        at = head
    return Doing([], "")


def _goes_up(at: Token, head: Token) -> bool:
    """Tell a way up that leads to who acts; a subject, and what is suffered, lead to others."""
    if at.dep_ in ("nsubj", "nsubjpass", "poss", "compound", "agent"):
        return False
    return not (is_verb(head) and lemma(head) in SUFFERS)


def acting(passage: Passage, verb: Token) -> list[Token]:
    """Return who does what a verb says, from its subject or that of a verb above; of a subject without a name whose it is."""
    found = meant(passage, everyone(syntax.subjects(verb)), 2)
    at = verb
    while not found and at.dep_ in ("xcomp", "advcl", "acl", "pcomp", "conj", "relcl") and at.head != at:
        at = at.head
        if is_verb(at):
            found = meant(passage, syntax.subjects(at), 2)
        elif at.pos_ in ("NOUN", "PROPN"):
            found = meant(passage, [at], 0) or owning(passage, at, "of", "by") or doing(passage, at).who
    return found


def paired(
    passage: Passage, verb: Token, cue: Token, holders: Sequence[Token], targets: Sequence[Token], way: Way, rule: str
) -> Iterator[Proposal]:
    """Yield a stance for each holder and target, with the words that carry it: the verb's clause, or what hangs on the cue."""
    past = verb.pos_ == "VERB" and syntax.past(verb)
    seen: set[tuple[str, str]] = set()
    for who in holders:
        for whom in targets:
            holder, target = passage.name(who), passage.name(whom)
            if not (holder and target) or holder == target or (holder, target) in seen or not holds(passage, holder):
                continue  # "our" in words that nobody is said to speak is nobody's
            if way.mode == "membership" and not joinable(passage, target):
                continue
            seen.add((holder, target))
            fields = {"holder": holder, "target": target, "polarity": way.polarity, "mode": way.mode}
            kind = f"{rule}, {way.polarity}, {_kind(passage, cue, holder, target)}"
            yield Proposal("stance", *_span(passage, verb, cue, who, whom), fields, f"stance: {kind}", (cue.text,), past)


def _span(passage: Passage, verb: Token, cue: Token, who: Token, whom: Token) -> tuple[int, int]:
    """Return the words that carry a stance: from who holds it to whom it is for, and the clause around if it is not much longer."""
    first, last = clause(passage, verb) if is_verb(verb) else trimmed(passage, *inside(verb))
    holder = _antecedent(who)
    start, end = min(holder.i, whom.i, cue.i), max(holder.i, whom.i, cue.i)
    if start - first > AROUND or first > start:
        first = holder.left_edge.i if start == holder.i else start
    if last - end > AROUND or last < end:
        last = end
    return trimmed(passage, first, last)


def _antecedent(who: Token) -> Token:
    """Return the noun that "who" or "which" stands for."""
    if who.lower_ in ("who", "which", "that") and who.dep_ in ("nsubj", "nsubjpass"):
        at = next((v for v in who.ancestors if v.dep_ == "relcl"), None)
        return at.head if at is not None else who
    return who


def holds(passage: Passage, name: str) -> bool:
    """Tell who can be for or against: an actor, a body, a movement."""
    if passage.acting(name) or group(name) or name.lower().endswith("ism"):
        return True
    if passage.cast.kind(name) or name.lower() in VAGUE:
        return False
    last = name.split()[-1]
    return bool(PERSONS.search(last)) if last.islower() else last.lower() not in CAUSES


def _kind(passage: Passage, cue: Token, holder: str, target: str) -> str:
    """Return what it is directed at, and whether the speaker says it of himself: each is right more or less often."""
    kind = "actor" if passage.acting(target) else "group" if group(target) else "cause"
    return f"{kind}, of oneself" if holder == passage.self_name(cue) else kind


def joinable(passage: Passage, name: str) -> bool:
    """Tell what one belongs to as a member: a party, a league, a movement, no state, office, place or war."""
    kind = passage.cast.kind(name)
    return kind in BODIES or (not kind and name[:1].isupper()) or any(word.lower() in JOINABLE for word in name.split())


def group(name: str) -> bool:
    """Tell a body by its noun, which may come first: "enemies of the people"."""
    return name.split()[0].lower() in GROUPS or a_group(name)


def supposed(verb: Token) -> bool:
    """Tell what is only wished, feared, expected, forbidden or supposed."""
    if syntax.unreal(verb):
        return True
    infinitive = verb.tag_ == "VB" and any(c.lower_ == "to" for c in verb.children)
    return infinitive and verb.dep_ in ("acl", "relcl", "csubj", "ROOT")
