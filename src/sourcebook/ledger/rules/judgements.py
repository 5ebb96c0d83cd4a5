"""What a speaker's words show of his own stance: whom they condemn or praise. The speaker is the author, or somebody quoted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..lexicon import words
from . import syntax
from .foretelling import teller
from .passage import Passage, Proposal, a_group, clause, is_verb, lemma, trimmed

if TYPE_CHECKING:
    from spacy.tokens import Token

DEEDS = words("stances", "judging", "bad_deeds")
#: Part of speech → the words of it that judge, and how.
JUDGING = {
    "noun": (
        ("against", words("stances", "judging", "bad_nouns")), ("for", words("stances", "judging", "good_nouns")),
    ),
    "adjective": (
        ("against", words("stances", "judging", "bad_adjectives")), ("for", words("stances", "judging", "good_adjectives")),
    ),
}  # fmt: skip
CALLS, WINS = words("speech", "call"), words("stances", "judging", "wins")
ENTERING = frozenset({"entry", "admission", "entrance", "accession"})
SIGNING = frozenset({"signing", "signature", "ratification", "conclusion", "adoption", "approval"})
MODES = {"against": "hostility", "for": "solidarity"}
POSES = frozenset({"act", "serve", "behave", "appear", "pose", "function", "emerge", "stand", "go"})
SAID_OF = frozenset({"be", "become", "remain", "prove", "seem"})


def judgements(passage: Passage) -> Iterator[Proposal]:
    """Yield what the words of a paragraph show of its speaker's own stance."""
    for token in passage.doc:
        yield from _made_of(passage, token)
        if token.pos_ == "VERB" and lemma(token) in CALLS:
            yield from _called(passage, token)
        polarity = _judges(token)
        if polarity and not _denied_or_unreal(token):
            for target, rule in _judged(passage, token):
                yield from _held(passage, token, target, polarity, rule)
        if token.pos_ == "VERB" and lemma(token) in DEEDS and not syntax.unreal(token):
            for target in passage.named(syntax.subjects(token)):
                yield from _held(passage, token, target, "against", "does what is condemned")


def _called(passage: Passage, verb: Token) -> Iterator[Proposal]:
    """Yield "X depicts Y as the greatest victory", "X regards Y as a crime": X's stance towards Y."""
    if syntax.denied(verb) or syntax.unreal(verb):
        return
    as_what = [o for p in verb.subtree if p.lower_ == "as" and p.dep_ == "prep" for o in p.children]
    said = [t for o in (*as_what, *(c for c in verb.children if c.dep_ in ("oprd", "xcomp"))) for t in (o, *o.children)]
    polarity = next((p for p in (("for" if lemma(t) in WINS else _judges(t)) for t in said) if p), "")
    targets = passage.named([t for p in syntax.patients(verb) for t in _at_issue(p)]) if polarity else []
    for holder in passage.named(syntax.subjects(verb)):
        for target in (name for name in targets if name != holder and _answerable(passage, name)):
            fields = {"holder": holder, "target": target, "polarity": polarity, "mode": MODES[polarity]}
            rule = f"stance: calls somebody something, {polarity}"
            yield Proposal("stance", *clause(passage, verb), fields, rule, (verb.text,), syntax.past(verb))


def _at_issue(noun: Token) -> list[Token]:
    """Return what is judged with a noun: what is entered or signed in "the entry into X", else itself and whose it is."""
    if noun.lower_ in ENTERING:
        return syntax.under(noun, "into", "to")
    return syntax.under(noun, "of") if noun.lower_ in SIGNING else [noun, *syntax.owners(noun)]


def _made_of(passage: Passage, token: Token) -> Iterator[Proposal]:
    """Yield "The pact is a guarantee of peace" and "is not": what is said to be won or not by something."""
    verb = token.head
    if token.dep_ != "attr" or verb.lemma_ != "be" or lemma(token) not in WINS or syntax.unreal(verb) or token.sent[-1].text == "?":
        return
    polarity, rule = ("against", "said to be none") if syntax.denied(verb) else ("for", "said to be a gain")
    for target in passage.named(syntax.subjects(verb)):
        yield from _held(passage, token, target, polarity, rule)


def _judges(token: Token) -> str:
    """Return what a word says of what it is said of: against, for, or nothing."""
    if token.pos_ in ("NOUN", "PROPN"):
        lists = JUDGING["noun"] if token.text[:1].islower() else ()
    else:
        lists = JUDGING["adjective"] if token.pos_ in ("ADJ", "ADV") else ()
    word = lemma(token) if lists else ""
    return next((polarity for polarity, its in lists if word in its), "")


def _judged(passage: Passage, token: Token) -> Iterator[tuple[str, str]]:
    """Yield whom a judging word is said of, and how."""
    if token.pos_ in ("ADJ", "ADV") and token.dep_ in ("amod", "advmod"):
        yield from _by_adjective(passage, token.head)
    if token.pos_ == "NOUN":
        yield from _by_noun(passage, token)
    verb = _saying_of(token)
    if verb is not None:
        yield from ((subject, "said of somebody") for subject in passage.named(syntax.subjects(verb)))
    if token.dep_ == "pobj" and (part := _playing(token.head)) is not None:
        yield from ((subject, "plays the part of") for subject in passage.named(syntax.subjects(part)))


def _playing(preposition: Token) -> Token | None:
    """Return the verb of "acts as a provocateur", "plays the role of a provocateur"."""
    above = preposition.head
    if preposition.lower_ == "of" and above.lower_ in ("role", "part") and above.head.pos_ == "VERB":
        return above.head
    return above if preposition.lower_ == "as" and above.pos_ == "VERB" and lemma(above) in POSES else None


def _by_adjective(passage: Passage, noun: Token) -> Iterator[tuple[str, str]]:
    if name := passage.name(noun):
        yield name, "a judging adjective"
    for owner in passage.named(syntax.owners(noun)):
        yield owner, "a judging adjective of what is somebody's"


def _by_noun(passage: Passage, noun: Token) -> Iterator[tuple[str, str]]:
    for owner in passage.named(syntax.owners(noun)):
        yield owner, "a judging noun with its owner"
    for example in passage.named(syntax.under(noun, "like")):
        yield example, "a judging noun, for example"
    beside = [noun.head] if noun.dep_ == "appos" else []
    for token in (*beside, *(child for child in noun.children if child.dep_ == "appos")):
        if name := passage.name(token):
            yield name, "a judging noun beside a name"


def _saying_of(token: Token) -> Token | None:
    """Return the verb of "X is a coward", "X is a wretched coward"."""
    at = token.head if token.dep_ == "amod" and token.head.dep_ in ("attr", "acomp") else token
    fits = at.dep_ in ("attr", "acomp") or token.dep_ == "oprd"
    return at.head if fits and at.head.lemma_ in SAID_OF else None


def _held(passage: Passage, token: Token, target: str, polarity: str, rule: str) -> Iterator[Proposal]:
    holder, told = teller(passage, token)
    if not holder or target == holder or not _answerable(passage, target):
        return
    kind = "actor" if passage.acting(target) else "cause or group"
    fields = {"holder": holder, "target": target, "polarity": polarity, "mode": MODES[polarity]}
    yield Proposal("stance", *_stretch(passage, token, rule), fields, f"judgement: {rule}{told}, {polarity}, {kind}", (token.text,))


def _answerable(passage: Passage, name: str) -> bool:
    """Tell whom or what one can judge: an actor, a body with something said of which one, a doctrine; not any noun."""
    return bool(passage.cast.kind(name)) or name.endswith("ism") or (" " in name and a_group(name))


def _stretch(passage: Passage, token: Token, rule: str) -> tuple[int, int]:
    """Return the plainest words that carry a judgement: the phrase with the word in it, or the clause that says it of somebody."""
    verb = token if token.pos_ == "VERB" else next(filter(is_verb, token.ancestors), None)
    first, last = token.sent.start, token.sent.end - 1
    if rule.startswith(("a judging adjective", "a judging noun")):
        inside = _phrase(token.head if token.pos_ in ("ADJ", "ADV") else token)
        first, last = min(inside), max(inside)
    elif verb is not None:
        first, last = clause(passage, verb)
    return trimmed(passage, first, last) if first <= token.i <= last else trimmed(passage, token.sent.start, token.sent.end - 1)


def _phrase(head: Token) -> list[int]:
    """Return the tokens of a noun with what hangs on it, but for the relative clauses behind it."""
    out = {t.i for c in head.subtree if c.dep_ == "relcl" and c.i > head.i for t in c.subtree}
    return [t.i for t in head.subtree if t.i not in out or t == head]


def _denied_or_unreal(token: Token) -> bool:
    verb = next(filter(is_verb, token.ancestors), None)
    if verb is None:
        return False
    return syntax.in_condition(verb) or (token.dep_ in ("attr", "acomp", "dobj", "amod") and syntax.denied(verb))
