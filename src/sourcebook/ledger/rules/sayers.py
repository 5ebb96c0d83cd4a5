"""Who speaks by a verb or noun of saying: its subject, whose a text is, somebody described; who is left to speak below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ..lexicon import words
from . import syntax
from .passage import is_verb, lemma

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SAYINGS, BESIDE = words("speech", "quote"), words("speech", "beside")
THOUGHT = words("speech", "thought")
TEXTS, ASSERTING = words("speech", "texts"), words("speech", "asserting")
A_TEXT = TEXTS | words("speech", "nouns")
WHICH, CAUSES = words("nouns", "heads", "which"), words("nouns", "heads", "causes")
FIRST = frozenset("i we me us my our".split())
RELATIVE = frozenset("who which that".split())
QUANTITIES = frozenset("some many several certain most few numerous other".split())
#: What is nobody who speaks, though it may be the subject of a verb of saying.
NOBODY = frozenset(
    "fact thing something nothing everything anything case truth point matter issue other one upshot result outcome "
    "effect way time day year word".split()
)
#: Sentences before that may say who sent what is quoted; steps up to a verb; tokens of a name's "of …".
EARLIER, UP, OF_MOST = 3, 5, 4
CLOSE = 8  # tokens from the end of a paragraph where a verb of many senses is one of saying
READING = frozenset(
    "quote cite read find see reproduce recall note mention learn hear notice give take discover print publish".split()
)
THAT = frozenset({"it", "what", "this", "that", "something", "nothing", "much", "little"})
QUOTING = frozenset({"quote", "cite", "paraphrase", "echo"})
POINTING = frozenset({"here", "its", "this", "following", "these"})
#: A paragraph ends so where somebody is left to speak below.
LEFT_OPEN = re.compile(r"(?::|:?\s*[—–-]{1,2})\s*$")
HIS, OF_A_TEXT = frozenset({"its", "this", "that"}), ("from", "by", "of", "in")


def speakers(cue: Token, names: Mapping[int, str], first: int, last: int, *, pointed: bool = True, whole: bool = True) -> list[str]:
    """Return who says what stands from `first` to `last`: the subjects of a verb, or whose a text is.

    A text only `pointed` to is of who was spoken of before; a few words are of him alone whose text is named.
    """
    if cue.lower_ == "according":
        return _according(cue, names)
    if not is_verb(cue) and lemma(cue) in SAYINGS and cue.i + 1 < len(cue.doc) and cue.nbor().i in names:
        return [names[cue.nbor().i]]  # "“…!” cries Doe", read as a noun
    if not is_verb(cue):
        named = (whose(cue, names, first, last) if whole else _sender(cue, names)) or (_busy(cue, names) if pointed else "")
        return [named] if named else []
    sayers = [t for t in _subjects(cue) if not first <= t.i < last and _beside(t, cue)]
    if lemma(cue) in QUOTING and all(t.lower_ in FIRST for t in sayers):
        read = [t for t in syntax.patients(cue) if t.i in names and not first <= t.i < last]
        return [name for t in read[:1] if (name := _sender(t, names) or names[t.i])]  # "to quote Marx: “…”"
    if lemma(cue) in READING and any(t.lower_ in FIRST for t in sayers):
        return []  # "there we read: “…”": the author reads, somebody else says
    for token in sayers[:1]:
        if lemma(token) in A_TEXT and (sender := _sender(token, names)):
            return [sender]
    if sayers and sayers[0].lower_ == "they" and (several := _several(sayers[0], names)):
        return several
    able = [t for t in sayers if t.i in names and t.lower_ not in CAUSES and not _empty(t)]
    named_all = list(dict.fromkeys(_so_many(t, names[t.i]) for t in able))
    if named_all:
        return named_all
    for token in sayers:
        if owner := next((names[t.i] for t in syntax.owners(token) if t.i in names and t.pos_ != "ADJ"), ""):
            return [owner]  # "the cynicism of the regime in passing it off as …"
    found = [as_said(cue, names) if not sayers or sayers[0].lower_ == "it" else ""]
    found += [described(token) for token in sayers if lemma(cue) in SAYINGS]
    return [name for name in found if name][:1]


def _beside(token: Token, cue: Token) -> bool:
    """Tell a word that stands in the same quotation as another, or both in none; a single word in marks stands where these do."""
    if [t.text for t in token.doc[max(token.i - 1, 0) : token.i + 2]] == ['"', token.text, '"']:
        return True
    between = token.doc[min(token.i, cue.i) : max(token.i, cue.i)]
    return sum(t.text == '"' for t in between) % 2 == 0


def _empty(token: Token) -> bool:
    """Tell the "it" of "it is foolish to say", which means nobody."""
    return token.lower_ == "it" and token.head.lemma_ == "be"


def _subjects(verb: Token) -> list[Token]:
    """Return the subjects of a verb; of "he finds it possible to say", "what he has to say", him."""
    found = syntax.subjects(verb)
    if found and found[0].lower_ in THAT and found[0].head != verb and is_verb(found[0].head):
        return [t for t in syntax.subjects(found[0].head) if t.lower_ not in THAT]
    return found


def _several(they: Token, names: Mapping[int, str]) -> list[str]:
    """Return the persons that the sentence before lists, where "they" can mean them: "Messrs. Roe, Doe and Poe … They said"."""
    begun = they.sent.start
    if not begun:
        return []
    for token in they.doc[begun - 1].sent:
        listed = [t for t in syntax.conjoined(token) if t.pos_ == "PROPN" and t.i in names]
        found = list(dict.fromkeys(names[t.i] for t in listed))
        if len(found) > 1 and all(t.ent_type_ == "PERSON" for t in listed):
            return found
    return []


def as_said(cue: Token, names: Mapping[int, str]) -> str:
    """Return who says so of "to say, as many comrades do": the first noun behind "as"."""
    behind = cue.doc[cue.i + 1 : cue.i + 7]
    at = next((t for t in behind if t.lower_ == "as" or not t.is_punct), None)
    if at is None or at.lower_ != "as":
        return ""
    noun = next((t for t in behind if t.i > at.i and t.pos_ in ("NOUN", "PROPN")), None)
    return (_so_many(noun, names.get(noun.i, "")) or described(noun)) if noun is not None else ""


def _so_many(noun: Token, name: str) -> str:
    """Return a name with "some" or "many" before a noun that says no more."""
    return next((f"{t.lower_} {name}" for t in noun.lefts if t.lower_ in QUANTITIES), name) if name == noun.text else name


def _according(cue: Token, names: Mapping[int, str]) -> list[str]:
    """Return whom "according to" names, or whose text."""
    below = [t for t in syntax.under(cue, "to") or [c for p in cue.rights for c in p.rights] if t.i > cue.i]
    return [name for t in below[:1] if (name := names.get(t.i) or _sender(t, names) or described(t))]


def described(token: Token) -> str:
    """Return somebody without a name as printed: "a Tory merchant", "some comrades"; what is said of him beside is left out."""
    if token.lower_ in RELATIVE and token.head.dep_ == "relcl":
        token = token.head.head
    if token.pos_ not in ("NOUN", "PROPN") or lemma(token) in NOBODY or not token.text[0].isalpha():
        return ""
    before = [t for t in token.lefts if t.dep_ in ("compound", "nmod") or (t.dep_ in ("amod", "det") and _says_which(t))]
    before = [t for t in before if t.text.isalpha()]
    if lemma(token) in A_TEXT | ASSERTING and not before:
        return ""  # some text, nobody knows whose
    of = next((p for p in token.rights if p.lower_ == "of" and p.i == token.i + 1), None)
    end = of.right_edge.i if of is not None and of.right_edge.i - of.i <= OF_MOST else token.i
    return " ".join([*(t.text for t in before), token.doc[token.i : end + 1].text])


def _says_which(adjective: Token) -> bool:
    return (adjective.text[0].isupper() and adjective.dep_ != "det") or adjective.lower_ in WHICH or adjective.lower_ in QUANTITIES


def whose(noun: Token, names: Mapping[int, str], first: int, last: int) -> str:
    """Return whose a text is, or who makes it: "Blum's article", "rests his plea on the claim that …"."""
    sender = _sender(noun, names) or next((described(t) for t in _makers(noun)), "")
    if sender:
        return sender
    verb = next((t for t in list(noun.ancestors)[:UP] if is_verb(t)), None)
    if verb is None or first <= verb.i < last or (verb.lemma_ == "be" and noun.dep_ != "pobj"):
        return ""
    acting = (t for t in syntax.subjects(verb) if t.i != noun.i and not first <= t.i < last and lemma(t) not in A_TEXT)
    return next((names.get(t.i) or described(t) for t in acting), "")


def _sender(token: Token, names: Mapping[int, str]) -> str:
    """Return whose a text is: "the letter from the Kremlin", "Blum's article", "a notice in the Times"."""
    senders = [*syntax.owners(token), *syntax.under(token, *OF_A_TEXT), *_makers(token)]
    return next((names[t.i] for t in senders if t.i in names and t.pos_ != "ADJ" and t.lower_ not in HIS | CAUSES), "")


def _makers(noun: Token) -> list[Token]:
    """Return by whom a text was made: "the phrase coined by the Tories"."""
    return [agent for c in noun.children if c.dep_ == "acl" for agent in syntax.agents(c)]


def _busy(cue: Token, names: Mapping[int, str]) -> str:
    """Return the subject of the sentences before: "He sent a note. Here is its text: …"."""
    if not any(t.lower_ in POINTING for t in cue.doc[cue.sent.start : cue.i]):
        return ""
    for sentence in reversed([s for s in cue.doc.sents if s.end <= cue.sent.start][-EARLIER:]):
        subjects = (t for t in sentence if t.dep_ == "nsubj" and t.head.dep_ == "ROOT" and t.pos_ in ("PROPN", "PRON"))
        name = next((names[t.i] for t in subjects if t.i in names), "")
        if name:
            return name
    return ""


def left_open(words_of: str) -> bool:
    """Tell a paragraph that leaves somebody to speak below: it ends in a colon or a dash."""
    return bool(LEFT_OPEN.search(words_of))


def announcing(doc: Doc, names: Mapping[int, str], text: str, off: bool = False) -> str:
    """Return who is left to speak by a paragraph that ends in a colon, or before one set off: "Mr. Poe writes:"."""
    if not (off or left_open(text)):
        return ""
    ending = next((s for s in reversed(list(doc.sents)) if sum(t.is_alpha for t in s) > 1), None)
    if ending is None:
        return ""
    for at in _cues(list(ending)):
        found = speakers(at, names, len(doc), len(doc))
        if found:
            return found[0]
    return ""


def about(doc: Doc, names: Mapping[int, str]) -> str:
    """Return whom the last sentence of a paragraph is about: who speaks, most likely, in what is set off below it."""
    ending = next((s for s in reversed(list(doc.sents)) if sum(t.is_alpha for t in s) > 1), None)
    acting = (
        [t for t in syntax.subjects(ending.root) if t.pos_ in ("PROPN", "PRON") or lemma(t) in A_TEXT] if ending is not None else []
    )
    return next((_sender(t, names) if lemma(t) in A_TEXT else names.get(t.i, "") for t in acting), "")


def _cues(sentence: list[Token]) -> Iterator[Token]:
    """Yield the words of saying of an announcing sentence, the last first."""
    yield from (t for t in reversed(sentence) if (is_verb(t) and lemma(t) in SAYINGS | THOUGHT) or lemma(t) in TEXTS)
    yield from (t for t in reversed(sentence[-CLOSE:]) if is_verb(t) and lemma(t) in BESIDE)
