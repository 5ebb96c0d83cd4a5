"""Whom a word means: names, pronouns, "these gentlemen", "the French bourgeoisie"; by rules, since no model of coreference is free.

Every token that stands for somebody gets a name; where nobody is certain it gets none, and no entry is made of it.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import TYPE_CHECKING

from .actors import Cast, Mention
from .authority import fold
from .describing import described
from .lexicon import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

FIRST = frozenset("i me my mine myself we us our ours ourselves".split())
SECOND = frozenset("you your yours yourself yourselves".split())
HE, SHE = frozenset("he him his himself".split()), frozenset("she her hers herself".split())
IT, THEY = frozenset("it its itself".split()), frozenset("they them their theirs themselves these those".split())
RELATIVE = frozenset("who whom which that whose".split())
BODIES = frozenset("state organ party organisation paper group".split())
SUBJECTS, OTHERS = ("nsubj", "nsubjpass"), ("dobj", "pobj", "poss")
ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "dative", "pobj"})
MANY = ("NNS", "NNPS")
#: Verbs whose "it" means nobody: "it is possible that".
EMPTY = frozenset("be seem appear follow become remain".split())
#: So many sentences a pronoun may look back.
REACH = 4
LADIES, WOMEN = words("nouns", "ladies"), words("nouns", "women")
GENTLEMEN, CAUSES = words("nouns", "heads", "those"), words("nouns", "heads", "causes")
BANDS = frozenset("government party committee cabinet press police army council union ministry opposition bourgeoisie".split())
ANY = frozenset({"a", "an", "any", "another", "no"})
CABINETS = frozenset("government cabinet ministry".split())
OUR = frozenset({"our", "my"})
THIS, THESE = frozenset({"this", "that", "the", "same"}), frozenset({"these", "those", "same"})

#: What texts call bodies of a kind once they were named.
CALLED = {"party": ("party",), "paper": ("paper", "journal", "newspaper", "organ")}
AGAIN = words("nouns", "again")
DEFINITE = frozenset("the this that our its their your said".split())
PARENTHESES = re.compile(r"\s*\(.*?\)")
TREATIES = frozenset("pact treaty treatie alliance agreement convention deal".split())
NOT_IT = THEY | RELATIVE | HE | SHE | FIRST | SECOND
#: "mercenary", "donkey driver": one who is or does something.
EPITHET = re.compile(r"(?:er|or|ist|ary|eman|man|ian|ant|ite|gue|at|ard|ster|dent)$")
LONGEST = 6  # tokens of a treaty's name

Met = list[tuple[int, str]]


@dataclass(slots=True)
class Discourse:
    """Who was spoken of last in a text, by what pronoun can mean them; with the sentence's number."""

    author: str
    addressee: str = ""
    sentence: int = 0
    persons: Met = field(default_factory=list)
    bodies: Met = field(default_factory=list)
    many: Met = field(default_factory=list)
    acting: Met = field(default_factory=list)  # of the many those that were subjects
    topics: Met = field(default_factory=list)  # of the bodies those that were subjects
    leading: Met = field(default_factory=list)  # of the persons those that were subjects
    treaties: Met = field(default_factory=list)
    called: dict[str, str] = field(default_factory=dict)  # of each noun for a body who was last called by it in full
    offices: dict[str, str] = field(default_factory=dict)  # of each noun for a person who was last called so beside the name
    everybody: set[str] = field(default_factory=set)  # all persons met
    women: set[str] = field(default_factory=set)

    def note(self, name: str, kind: str, plural: bool) -> None:
        """Note that somebody was spoken of."""
        if kind == "person":
            self.everybody.add(name)
            self.persons.append((self.sentence, name))
        elif kind == "treaty":
            self.treaties.append((self.sentence, name))
        elif plural:
            self.many.append((self.sentence, name))
        elif kind in BODIES:
            self.bodies.append((self.sentence, name))

    def call(self, name: str, kind: str) -> None:
        """Note by which nouns a body may be called from here on: the last of its name, and its kind."""
        noun = PARENTHESES.sub("", name).split(" of ")[0].split()[-1].lower()
        for word in (noun, *CALLED.get(kind, ())):
            self.called[word] = name

    def topic(self) -> str:
        """Return the body that this sentence or the last is about."""
        found = self.topics[-1] if self.topics else (-REACH, "")
        return found[1] if self.sentence - found[0] <= 1 else ""

    def band(self) -> str:
        """Return the body of many that the last sentence was about: "The Cabinet fell. They …"."""
        found = self.topics[-1] if self.topics else (-REACH, "")
        acted = self.acting[-1][0] if self.acting else -REACH
        plural = found[1].split()[-1].lower() in BANDS if found[1] else False
        return found[1] if plural and acted < found[0] and self.sentence - found[0] <= 1 else ""

    def last(self, *lists: Met) -> str:
        """Return who was spoken of last in these lists, not too long ago."""
        found = max((met[-1] for met in lists if met), default=(-REACH - 1, ""), key=lambda met: met[0])
        return found[1] if self.sentence - found[0] <= REACH else ""

    def led(self, woman: bool, use: str, others: Container[str] = ()) -> str:
        """Return whom "he" means as a subject: the person who was the last sentence's subject."""
        found = self.leading[-1] if self.leading and use in SUBJECTS else (-REACH, "")
        fits = self.sentence - found[0] == 1 and (found[1] in self.women) == woman and found[1] not in others
        return found[1] if fits else ""

    def last_person(self, woman: bool, others: Container[str] = ()) -> str:
        """Return which woman, or which of the others, was spoken of last, not too long ago; none of those beside the pronoun."""
        near = takewhile(lambda met: self.sentence - met[0] <= REACH, reversed(self.persons))
        return next((name for _, name in near if (name in self.women) == woman and name not in others), "")


def named(doc: Doc, found: Sequence[Mention], cast: Cast, discourse: Discourse) -> dict[int, str]:
    """Return the name each token of a paragraph stands for, by token; whom it speaks of is noted in the discourse."""
    names = _by_name(doc, [_of_state(mention, cast) for mention in found])
    for sentence in doc.sents:
        discourse.sentence += 1
        _Sentence(names, cast, discourse, _subject(sentence, names), _about(sentence)).read(sentence)
    return names


def _of_state(mention: Mention, cast: Cast) -> Mention:
    """Return the mention of a cabinet by who leads it as that of the text's own state: "the Wirth Government"."""
    *leader, noun = mention.name.split() or [""]
    whose = cast.surnames.get(fold(leader[-1])) or cast.known.forms.get(fold(" ".join(leader)), "") if leader else ""
    led = mention.how == "guessed" and noun.lower() in CABINETS and cast.known.kind(whose) == "person"
    return mention._replace(name=cast.home) if led and cast.home else mention


def _by_name(doc: Doc, found: Sequence[Mention]) -> dict[int, str]:
    names: dict[int, str] = {}
    for mention in found:
        span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
        if span is not None:
            names |= dict.fromkeys(range(span.start, span.end), mention.name)
    return names


def _subject(sentence: Span, names: Mapping[int, str]) -> Token | None:
    """Return the subject of a sentence's main verb, where it is named."""
    return next((t for t in sentence if t.dep_ in SUBJECTS and t.i in names and t.head.dep_ == "ROOT"), None)


def _about(sentence: Span) -> Token | None:
    """Return the subject of a sentence's main verb, named or not."""
    return next((t for t in sentence if t.dep_ in SUBJECTS and t.head.dep_ == "ROOT"), None)


@dataclass(slots=True)
class _Sentence:
    """A sentence on its way to being understood: names so far by token, its subject, and who was spoken of before."""

    names: dict[int, str]
    cast: Cast
    discourse: Discourse
    subject: Token | None
    about: Token | None

    def read(self, sentence: Span) -> None:
        """Give each token of the sentence its name, and note whom it speaks of."""
        for token in sentence:
            if token.i in self.names:
                self.names[token.i] = self._in_short(token) or self.names[token.i]
                self._met(token, self.names[token.i])
            elif name := self._meant(token):
                self.names[token.i] = name
            if token == self.about:
                self._topic(token)
        if self.subject is not None:
            name = self.names[self.subject.i]
            self._note(self.subject, name, self.cast.kind(name))
            self._acts(self.subject, name)
            if self.cast.kind(name) == "person":
                self.discourse.leading.append((self.discourse.sentence, name))

    def _in_short(self, token: Token) -> str:
        """Return the body that "the Alliance" means, which the parser takes for a name of its own."""
        if self.names[token.i] != token.text or token.lower_ not in AGAIN or not _bare(token):
            return ""
        return self.discourse.called.get(token.lower_, "")

    def _note(self, token: Token, name: str, kind: str) -> None:
        self.discourse.note(name, kind, token.tag_ in MANY)

    def _met(self, token: Token, name: str) -> None:
        if token.i and self.names.get(token.i - 1) == name:
            return  # a name's second word
        if _titled(token) or name.split()[0].lower() in WOMEN:
            self.discourse.women.add(name)
        kind = self.cast.kind(name)
        if kind == "person":
            self.discourse.offices |= dict.fromkeys(_offices(token), name)
        if kind != "treaty" or self._in_full(token, name):
            self._note(token, name, kind)
        if kind in ("party", "paper", "organ", "organisation"):
            self.discourse.call(name, kind)

    def _in_full(self, token: Token, name: str) -> bool:
        """Tell "the Locarno pact" from "Locarno", which may be the place."""
        run = [t for t in token.doc[token.i : token.i + LONGEST] if self.names.get(t.i) == name]
        return any(t.lower_.rstrip("s") in TREATIES for t in run)

    def _topic(self, subject: Token) -> None:
        """Note the body a sentence is about: what "it" means in it and in the next."""
        name = self.names.get(subject.i, "")
        if name and subject.lower_ not in NOT_IT and subject.tag_ not in MANY and self.cast.kind(name) not in ("person", "treaty"):
            self.discourse.topics.append((self.discourse.sentence, name))

    def _acts(self, subject: Token, name: str) -> None:
        """Note whom "they" means in the next sentence: the many that acted here; a list of persons goes on standing for theirs."""
        acting = self.discourse.acting
        if subject.tag_ in MANY or subject.lower_ == "they":
            acting.append((self.discourse.sentence, name))
        elif acting and self.cast.kind(name) == "person" and any(c.dep_ == "conj" for c in subject.children):
            acting.append((self.discourse.sentence, acting[-1][1]))

    def _meant(self, token: Token) -> str:
        """Return whom a word means that is no name; empty where nobody is certain."""
        return self._ahead(token) or self._pronoun(token) or self._gentlemen(token) or self._again(token) or self._described(token)

    def _ahead(self, token: Token) -> str:
        """Return whom "his" means before the subject comes: "With his shift to Hitler's side Stalin …"."""
        subject = self.subject
        if subject is None or token.i >= subject.i or token.dep_ != "poss" or token.lower_ not in HE | SHE:
            return ""
        name = self.names[subject.i]
        return name if self.cast.kind(name) == "person" else ""

    def _gentlemen(self, token: Token) -> str:
        """Return whom "that gentleman", "this lady", "these gentlemen" mean."""
        word = token.lower_
        if word in ("lady", "gentleman") and _has(token, THIS):
            return self._gentle(word == "lady")
        if word in GENTLEMEN and _has(token, THESE):
            parties = [met for met in self.discourse.bodies if self.cast.kind(met[1]) == "party"]
            found = self.discourse.last(self.discourse.acting) or self.discourse.last(parties)
            return found or self.discourse.last(self.discourse.many, self.discourse.bodies)
        return ""

    def _again(self, token: Token) -> str:
        """Return whom "the same mercenary", and which treaty "the pact" means."""
        if token.tag_ == "NN" and EPITHET.search(token.lower_) and _has(token, frozenset({"same"})):
            return self.discourse.last(self.discourse.leading)
        if token.lower_ in AGAIN and token.tag_ in ("NN", "NNP") and _bare(token):
            return self._body(token)
        if token.lower_ in self.discourse.offices and token.tag_ in ("NN", "NNP") and _bare(token):
            return self.discourse.offices[token.lower_]
        if token.lower_ not in TREATIES or not _has(token, THIS) or token.n_lefts > 2:
            return ""
        name = self.discourse.last(self.discourse.treaties)
        if name:
            self.discourse.note(name, "treaty", False)
        return name

    def _body(self, token: Token) -> str:
        """Return which body "the party", "our Committee", "this Government" means: who was called so in full."""
        ours = self.cast.party if token.lower_ == "party" and _has(token, OUR) else ""
        found = ours or self.discourse.called.get(token.lower_, "") or (self.cast.party if token.lower_ == "party" else "")
        if found:
            self._note(token, found, self.cast.kind(found) or "organisation")
        return found

    def _gentle(self, lady: bool) -> str:
        """Return the person spoken of last; where no woman was, the word "lady" tells that this is one."""
        name = self.discourse.last_person(lady) or self.discourse.last(self.discourse.persons)
        if lady and name:
            self.discourse.women.add(name)
        return name

    def _described(self, token: Token) -> str:
        if token.pos_ not in ("NOUN", "PROPN", "ADJ"):
            return ""
        name = self._cabinet(token) or self.cast.dated(described(token, self.names, self._bodied))
        if name and token.pos_ != "ADJ" and token.lemma_.lower() not in CAUSES:
            self._note(token, name, self.cast.kind(name) or "organisation")
        return name

    def _cabinet(self, token: Token) -> str:
        """Return the text's own state where its cabinet is called by who leads it: "the government of Daladier"."""
        if token.lower_ not in CABINETS or not self.cast.home or _has(token, ANY):
            return ""
        beside = [*token.lefts, *(c for p in token.rights if p.dep_ == "prep" for c in p.children)]
        return self.cast.home if any(self.cast.kind(self.names.get(c.i, "")) == "person" for c in beside) else ""

    def _bodied(self, name: str) -> bool:
        """Tell a body of the authority file: "the Kremlin gang" is the Kremlin, the "Stalin clique" or a town's regime is not."""
        return self.cast.known.kind(name) in BODIES

    def _pronoun(self, token: Token) -> str:
        word, met = token.lower_, self.discourse
        if word in FIRST:
            return met.author
        if word in SECOND:
            return met.addressee
        if word in RELATIVE and token.dep_ in (*SUBJECTS, *OTHERS):
            return _antecedent(token, self.names)
        if word in HE or word in SHE:
            others = _beside(token, self.names)
            return met.led(word in SHE, token.dep_, others) or met.last_person(word in SHE, others)
        if word in THEY and token.pos_ == "PRON" and not _of_those(token):
            return met.band() or (met.last(met.acting) if token.dep_ == "nsubj" else "") or met.last(met.many)
        if word in IT and token.dep_ in (*SUBJECTS, *OTHERS) and not _empty_it(token):
            return self._it(token)
        return ""

    def _it(self, token: Token) -> str:
        """Return whom "it" means: the subject of the clause it is joined to, else the body spoken of last."""
        if token.dep_ == "nsubj" and token.head.dep_ == "conj":
            subject = next((c for c in token.head.head.children if c.dep_ in SUBJECTS), None)
            if subject is not None and subject.pos_ != "PRON":
                return self.names.get(subject.i, "")  # "The pact binds the U.S.S.R., but it does not bind France"
        return (self.discourse.topic() if token.dep_ in (*SUBJECTS, "poss") else "") or self.discourse.last(self.discourse.bodies)


def _beside(token: Token, names: Mapping[int, str]) -> set[str]:
    """Return whom a pronoun cannot mean: of "he told Blum" and "Blum told him" Blum."""
    verb = token.head.head if token.dep_ == "pobj" else token.head
    if token.dep_ not in (*SUBJECTS, "dobj", "dative", "pobj") or verb.pos_ not in ("VERB", "AUX"):
        return set()
    places = [*verb.children, *(c for p in verb.children if p.dep_ in ("prep", "dative", "agent") for c in p.children)]
    return {names[c.i] for c in places if c.i in names and c.i != token.i and c.dep_ in ARGUMENTS and not c.text.endswith("self")}


def _offices(token: Token) -> list[str]:
    """Return by what nouns a person is called beside the name: "Doe, the editor of …", "the lecturer, Mr. Doe", "President Doe"."""
    last = token if token.dep_ != "compound" else token.head
    beside = [c for c in last.children if c.dep_ in ("appos", "compound")] + ([last.head] if last.dep_ == "appos" else [])
    nouns = (t for t in beside if (t.pos_ == "NOUN" or t.dep_ == "compound") and t.i != token.i)
    return [t.lower_ for t in nouns if EPITHET.search(t.lower_) and not (t.text[0].isupper() and t.text.endswith(("ist", "ite")))]


def _of_those(token: Token) -> bool:
    """Tell the "those" of "those who denounce it": they were not met before."""
    return token.lower_ in ("those", "these") and any(c.dep_ in ("relcl", "acl", "prep") for c in token.rights)


def _bare(token: Token) -> bool:
    """Tell "the party" and "our Party" from "a party", "the new party", "the party of order"."""
    before = [c for c in token.lefts if not c.is_punct]
    alone = len(before) == 1 and before[0].lower_ in DEFINITE
    return alone and not any(c.dep_ == "prep" and c.lower_ == "of" for c in token.rights)


def _titled(token: Token) -> bool:
    """Tell a woman by how she is addressed."""
    return token.i > 0 and token.doc[token.i - 1].lower_.strip(".") in LADIES


def _has(token: Token, determiners: frozenset[str]) -> bool:
    return any(child.lower_ in determiners for child in token.children)


def _empty_it(token: Token) -> bool:
    """Tell the "it" of "it is possible that", which means nobody."""
    return token.lower_ == "it" and token.dep_ == "nsubj" and token.head.lemma_ in EMPTY


def _antecedent(token: Token, names: Mapping[int, str]) -> str:
    """Return whom "who" or "which" means: the noun its clause hangs on."""
    verb = next((verb for verb in _upwards(token.head) if verb.dep_ in ("relcl", "ROOT")), None)
    return names.get(verb.head.i, "") if verb is not None and verb.dep_ == "relcl" else ""


def _upwards(token: Token) -> Iterator[Token]:
    yield token
    yield from token.ancestors
