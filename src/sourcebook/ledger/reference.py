"""Whom a word means: names, pronouns, "these gentlemen", "the French bourgeoisie"; by rules, since no model of coreference is free.

Every token that stands for somebody gets a name; where nobody is certain it gets none, and no entry is made of it.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .actors import Cast, Mention
from .lexicon import countries, words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

FIRST = frozenset("i me my mine myself we us our ours ourselves".split())
SECOND = frozenset("you your yours yourself yourselves".split())
HE, SHE = frozenset("he him his himself".split()), frozenset("she her hers herself".split())
IT, THEY = frozenset("it its itself".split()), frozenset("they them their theirs themselves these those".split())
RELATIVE = frozenset("who whom which that whose".split())
BODIES = frozenset("state organ party organisation paper group".split())
#: So many sentences a pronoun may look back.
REACH = 4
#: Nouns of many persons: "aggressors", "militants", "democracies" are bodies as well.
PERSONS = re.compile(r"(?:ists|ers|ors|ians|crats|ants|ocracies|ites|ionaries)$")
FOLLOWING = re.compile(r"^[A-ZÀ-Þa-z].*(?:ist|ite|evik)$")
LISTED = 6  # "of France, England and Italy": so many tokens belong to a name
EPITHET = re.compile(r"(?:er|or|ist|ary|eman|man|ian|ant|ite|gue|at|ard|ster)$")
TREATIES = frozenset("pact treaties treaty alliance agreement convention deal".split())
GENTLEMEN = frozenset("gentlemen calumniators calumnators scoundrels people men leaders persons ladies".split())


@dataclass(slots=True)
class Discourse:
    """Who was spoken of last in a text, by what pronoun can mean them; with the sentence's number."""

    author: str
    addressee: str = ""
    sentence: int = 0
    persons: list[tuple[int, str]] = field(default_factory=list)
    women: set[str] = field(default_factory=set)
    bodies: list[tuple[int, str]] = field(default_factory=list)
    many: list[tuple[int, str]] = field(default_factory=list)
    treaties: list[tuple[int, str]] = field(default_factory=list)
    acting: list[tuple[int, str]] = field(default_factory=list)  # of the many those that were subjects
    topics: list[tuple[int, str]] = field(default_factory=list)  # of the bodies those that were subjects

    def note(self, name: str, kind: str, plural: bool) -> None:
        """Note that somebody was spoken of."""
        if kind == "person":
            self.persons.append((self.sentence, name))
        elif kind == "treaty":
            self.treaties.append((self.sentence, name))
        elif plural:
            self.many.append((self.sentence, name))
        elif kind in BODIES or kind == "group":
            self.bodies.append((self.sentence, name))

    def last(self, *lists: Sequence[tuple[int, str]]) -> str:
        """Return who was spoken of last in these lists, not too long ago."""
        found = max((entries[-1] for entries in lists if entries), default=(-REACH - 1, ""), key=lambda e: e[0])
        return found[1] if self.sentence - found[0] <= REACH else ""


def named(
    doc: Doc, found: Sequence[Mention], cast: Cast, discourse: Discourse, quoted: Sequence[tuple[int, int, str]]
) -> dict[int, str]:
    """Return the name each token of a paragraph stands for, by token; `quoted` are stretches of tokens and who speaks there."""
    names = _by_name(doc, found)
    for sentence in doc.sents:
        discourse.sentence += 1
        head = next((t for t in sentence if t.dep_ in ("nsubj", "nsubjpass") and t.head.dep_ == "ROOT"), None)
        subject = next((t for t in sentence if t.dep_ in ("nsubj", "nsubjpass") and t.i in names and t.head.dep_ == "ROOT"), None)
        for token in sentence:
            if token.i in names:
                if not (token.i and names.get(token.i - 1) == names[token.i]):
                    if _a_woman(token, names[token.i]):
                        discourse.women.add(names[token.i])
                    if cast.kind(names[token.i]) != "treaty" or _in_full(token, names):
                        discourse.note(names[token.i], cast.kind(names[token.i]), token.tag_ in ("NNS", "NNPS"))
                if head is not None and token == head:
                    _topic(head, names, cast, discourse)
                continue
            name = _pronoun(token, discourse, names, next((who for a, b, who in quoted if a <= token.i < b), None))
            if (
                subject is not None
                and token.i < subject.i
                and token.dep_ == "poss"
                and token.lower_ in HE | SHE
                and cast.kind(names[subject.i]) == "person"
            ):
                name = names[subject.i]  # "With his shift to Hitler's side Stalin …"
            if (
                not name
                and token.lower_ in ("lady", "gentleman")
                and any(c.lower_ in ("this", "that", "the", "same") for c in token.children)
            ):
                name = discourse.last(discourse.persons)
                if token.lower_ == "lady" and name:
                    discourse.women.add(name)
            if not name and token.tag_ == "NN" and any(c.lower_ == "same" for c in token.children) and EPITHET.search(token.lower_):
                name = discourse.last(discourse.persons)  # "the same mercenary"
            if not name and token.lower_ in TREATIES and any(c.lower_ in ("the", "this", "that") for c in token.children) and token.n_lefts < 3:
                name = discourse.last(discourse.treaties)
                if name:
                    discourse.note(name, "treaty", False)
            if not name and token.lower_ in GENTLEMEN and any(c.lower_ in ("these", "those", "same") for c in token.children):
                name = discourse.last(discourse.acting) or discourse.last(discourse.many, discourse.bodies)
            if not name and token.pos_ in ("NOUN", "PROPN", "ADJ"):
                name = described(token, names, [n for _, n in discourse.persons])
                if name and token.pos_ != "ADJ" and token.lemma_.lower() not in words("nouns", "heads", "causes"):
                    discourse.note(name, cast.kind(name) or "organisation", token.tag_ in ("NNS", "NNPS"))
            if name:
                names[token.i] = name
            if head is not None and token == head:
                _topic(head, names, cast, discourse)
        if subject is not None and subject.i in names:
            discourse.note(names[subject.i], cast.kind(names[subject.i]), subject.tag_ in ("NNS", "NNPS"))
        if subject is not None:
            _who_acts(subject, names, cast, discourse)
    return names


def _in_full(token: Token, names: Mapping[int, str]) -> bool:
    """Tell "the Locarno pact" from "Locarno", which may be the place."""
    run = [t for t in token.doc[token.i : token.i + 6] if names.get(t.i) == names[token.i]]
    return any(t.lower_ in TREATIES or t.lower_.rstrip("s") in TREATIES for t in run)


def _topic(subject: Token, names: Mapping[int, str], cast: Cast, discourse: Discourse) -> None:
    """Note the body a sentence is about: what "it" means in it and in the next."""
    name = names.get(subject.i, "")
    if name and subject.lower_ not in THEY | RELATIVE | HE | SHE | FIRST | SECOND and subject.tag_ not in ("NNS", "NNPS") and cast.kind(name) not in ("person", "treaty"):
        discourse.topics.append((discourse.sentence, name))


def _who_acts(subject: Token, names: Mapping[int, str], cast: Cast, discourse: Discourse) -> None:
    """Note whom "they" means in the next sentence: the many that acted in this one; a list of persons goes on standing for theirs."""
    if subject.tag_ in ("NNS", "NNPS") or subject.lower_ == "they":
        discourse.acting.append((discourse.sentence, names[subject.i]))
    elif discourse.acting and any(c.dep_ == "conj" for c in subject.children) and cast.kind(names[subject.i]) == "person":
        discourse.acting.append((discourse.sentence, discourse.acting[-1][1]))


def _a_woman(token: Token, name: str) -> bool:
    """Tell a woman by how she is addressed or by her first name."""
    titled = token.i > 0 and token.doc[token.i - 1].lower_.strip(".") in ("miss", "mrs", "madame", "mme", "frau", "fräulein")
    return titled or name.split()[0].lower() in words("nouns", "women")


def _by_name(doc: Doc, found: Sequence[Mention]) -> dict[int, str]:
    names: dict[int, str] = {}
    for mention in found:
        span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
        if span is not None:
            names |= {token.i: mention.name for token in span}
    return names


def _pronoun(token: Token, discourse: Discourse, names: dict[int, str], speaker: str | None) -> str:
    """Return whom a pronoun means; `speaker` is who speaks, None outside quotations."""
    word = token.lower_
    if word in FIRST:
        return discourse.author if speaker is None else speaker
    if word in SECOND:
        return discourse.addressee if speaker is None else ""
    if word in RELATIVE and token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "poss"):
        return _antecedent(token, names)
    if word in HE | SHE:
        return discourse.last([p for p in discourse.persons if (p[1] in discourse.women) == (word in SHE)])
    if word in THEY and token.pos_ == "PRON":
        return (discourse.last(discourse.acting) if token.dep_ == "nsubj" else "") or discourse.last(discourse.many)
    if word in IT and token.dep_ == "nsubj" and token.head.dep_ == "conj" and not _empty_it(token):
        subject = next((c for c in token.head.head.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        if subject is not None and subject.pos_ != "PRON":
            return names.get(subject.i, "")  # "The pact binds the U.S.S.R., but it does not bind France"
    if word in IT and token.dep_ in ("nsubj", "nsubjpass", "poss", "dobj", "pobj") and not _empty_it(token):
        topic = discourse.topics[-1] if discourse.topics else (-REACH, "")
        recent = topic[1] if discourse.sentence - topic[0] <= 1 and token.dep_ in ("nsubj", "nsubjpass", "poss") else ""
        return recent or discourse.last(discourse.bodies)
    return ""


def _empty_it(token: Token) -> bool:
    """Tell the "it" of "it is possible that", which means nobody."""
    return (
        token.lower_ == "it"
        and token.head.lemma_ in ("be", "seem", "appear", "follow", "become", "remain")
        and token.dep_ == "nsubj"
    )


def _antecedent(token: Token, names: dict[int, str]) -> str:
    verb = token.head
    while verb.dep_ not in ("relcl", "ROOT") and verb.head != verb:
        verb = verb.head
    return names.get(verb.head.i, "") if verb.dep_ == "relcl" else ""


def following(adjective: str) -> str:
    """Return whose something is by its adjective: a state's, "Russian intrigues", or a following's, "the Trotskyist position"."""
    if adjective in countries():
        return countries()[adjective]
    if FOLLOWING.search(adjective) and adjective not in words("nouns", "heads", "kinds"):
        return f"{adjective[0].upper()}{adjective[1:]}s"
    return ""


def described(token: Token, names: dict[int, str], persons: Container[str] = ()) -> str:
    """Return how a body or cause is called that has no name of its own: its noun with what says which one it is."""
    head = token.lower_
    if token.pos_ == "ADJ":
        return following(head) if token.dep_ == "amod" and token.head.pos_ == "NOUN" else ""
    within = [c for p in token.children if p.dep_ == "prep" and p.lower_ == "of" for c in p.children if c.dep_ == "pobj"]
    if head in words("nouns", "heads", "leaders") and within and within[0].i in names:
        return names[within[0].i]
    if head in words("nouns", "heads", "conduct"):
        owned = [names[c.i] for c in [*token.lefts, *within] if c.i in names and c.dep_ in ("poss", "pobj", "compound")]
        owned = owned or [following(c.lower_) for c in token.lefts if c.pos_ == "ADJ" and following(c.lower_)]
        return owned[0] if owned else ""
    if head not in words("nouns", "heads", "groups") | words("nouns", "heads", "causes") and not (
        token.tag_ == "NNS" and PERSONS.search(head)
    ):
        return ""
    bodied = [names[c.i] for c in token.lefts if c.dep_ in ("compound", "nmod") and c.i in names]
    if bodied and head in words("nouns", "heads", "masks") and bodied[-1] not in persons:
        return bodied[-1]
    before = [c for c in token.lefts if c.dep_ in ("amod", "compound", "nmod", "poss") and c.pos_ != "PRON"]
    if head in words("nouns", "state"):
        state = next((countries()[c.lower_] for c in before if c.lower_ in countries()), "")
        if state:
            return state
    kept = [c for c in before if c.dep_ != "poss" and (c.text[0].isupper() or c.lower_ in words("nouns", "heads", "which"))]
    called = [t for c in kept for t in sorted([*c.lefts, c], key=lambda t: t.i) if not t.is_punct or t.text == "-"]
    name = " ".join([*(t.text for t in called), token.text]).replace(" - ", "-")
    if within and head in ("agents", "enemies", "allies", "friends", "supporters", "dictatorship", "party"):
        return f"{name} of {token.doc[within[0].left_edge.i : within[0].i + 1].text}"
    if within and not kept and head in words("nouns", "heads", "groups") | {"theory", "doctrine"} and names.get(within[0].i):
        inside = sorted(within[0].subtree, key=lambda t: t.i)
        if len(inside) <= LISTED:
            return f"{name} of {token.doc[inside[0].i : inside[-1].i + 1].text}"
    return name
