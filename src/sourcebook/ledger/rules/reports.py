"""Indirect speech: somebody says, claims, demands, regards as, keeps silent about. One function a construction."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..lexicon import words
from . import syntax
from .passage import Passage, Proposal, clause, lemma, pairs, trimmed
from .quotes import asserts

if TYPE_CHECKING:
    from spacy.tokens import Token

#: Subjects who say nothing to anybody in particular.
NOBODY = frozenset(
    "one it there this that which what who everybody everyone nobody anybody anyone others other some many all most".split()
)


def reports(passage: Passage) -> Iterator[Proposal]:
    """Yield the reports of a paragraph."""
    for token in passage.doc:
        if token.pos_ in ("VERB", "AUX"):
            yield from _verb(passage, token)
        elif token.pos_ == "NOUN":
            yield from _noun(passage, token)


def _verb(passage: Passage, verb: Token) -> Iterator[Proposal]:
    rule = _construction(passage, verb)
    if not rule or syntax.in_condition(verb) or _only_possible(verb) or _frames(passage, verb):
        return
    speakers = passage.named([s for s in syntax.subjects(verb) if s.lower_ not in NOBODY])
    if not speakers and not syntax.is_passive(verb):
        speakers, rule = passage.named(syntax.before(verb, passage.names)), f"{rule}, a name before"
    for speaker in speakers:
        if not _speaks(passage, speaker):
            continue
        first, last = _stretch(passage, verb)
        about = [name for name in _about(passage, verb, first, last) if name != speaker]
        fields = {"speaker": speaker, "about": about, "negated": syntax.denied(verb) or None}
        self_said = speaker == passage.self_name(verb)
        if self_said and rule.startswith("thinks"):
            continue
        yield Proposal(
            "report", first, last, fields, f"report: {rule}{', of oneself' if self_said else ''}", (verb.text,), syntax.past(verb)
        )


def _frames(passage: Passage, verb: Token) -> bool:
    """Tell a verb that only brings a quotation in: that is the quotation's, and no report beside it."""
    return any(
        q.cue is not None and q.cue.i == verb.i and q.speaker and asserts(passage.doc, q.first, q.last) for q in passage.marked
    )


def _construction(passage: Passage, verb: Token) -> str:
    """Return how a verb reports; empty where it does not."""
    word, kids = lemma(verb), list(verb.children)
    clauses = [c for c in kids if c.dep_ in ("ccomp", "xcomp") and c.i > verb.i] or _that(verb)
    kids += [g for c in kids if c.dep_ == "dobj" for g in c.children if g.dep_ == "prep" and g.lower_ == "as"]
    weak = word in words("speech", "think")
    if word in words("speech", "silent") or any(
        c.dep_ in ("acomp", "attr", "dobj", "oprd") and c.lower_ in words("speech", "silent") for c in kids
    ):
        return "keeps silent"
    if word in words("speech", "call") and any(
        (c.dep_ == "prep" and c.lower_ in ("as", "of", "for")) or c.dep_ in ("oprd", "xcomp", "ccomp") for c in kids
    ):
        return "calls or regards somebody as something" if word not in ("accuse", "blame", "condemn") else "accuses"
    if word in words("speech", "say") and clauses:
        if weak and all(c.dep_ == "xcomp" and c.tag_ != "VB" for c in clauses):
            return ""
        return "thinks that" if weak else "says that"
    if word in words("speech", "object") and any(c.dep_ == "dobj" for c in kids):
        return "denies, demands, denounces something"
    if any(c.dep_ in ("prep", "prt") and c.lower_ in pairs("speech", "about").get(word, ()) for c in kids):
        return "speaks of something"
    if word in words("speech", "say") and not weak and verb.dep_ in ("parataxis", "ROOT", "ccomp", "advcl") and _inserted(verb):
        return "says, set in"
    return ""


def _that(verb: Token) -> list[Token]:
    """Return the "that" that opens what is said, where the parser hung it elsewhere: a few words behind the verb."""
    near = verb.doc[verb.i + 1 : min(verb.i + 7, verb.sent.end)]
    return [t for t in near if t.lower_ == "that" and t.dep_ in ("mark", "advmod", "nsubj", "det")][:1]


def _inserted(verb: Token) -> bool:
    """Tell "…, he said, …" and "as some wags put it" from a verb that goes on without saying what was said."""
    return any(c.dep_ == "ccomp" for c in verb.children) or verb.dep_ == "parataxis"


def _only_possible(verb: Token) -> bool:
    """Tell what nobody has said but may, should or would say."""
    return (
        syntax.modal(verb) in {"should", "would", "could", "might", "will", "shall", "'ll", "must", "may", "need"}
        or verb.head.lower_ == "let"
        or (verb.tag_ == "VB" and any(c.lower_ == "to" for c in verb.children) and verb.dep_ in ("advcl", "acl", "relcl"))
    )


def _speaks(passage: Passage, name: str) -> bool:
    """Tell somebody who can speak from a cause or a thing."""
    kind = passage.cast.kind(name)
    last = name.split()[-1].lower()
    return (
        kind in ("person", "organisation", "party", "state", "organ", "paper", "group")
        or last in words("nouns", "heads", "groups")
        or (name == passage.piece.author or (not kind and last not in words("nouns", "heads", "causes")))
    )


def _stretch(passage: Passage, verb: Token) -> tuple[int, int]:
    """Return the tokens of a report: its clause with all that is said in it, from its subject on."""
    first, last = clause(passage, verb)
    return (first, last) if last - first > 2 else trimmed(passage, verb.sent.start, verb.sent.end - 1)


def _about(passage: Passage, verb: Token, first: int, last: int) -> list[str]:
    inside = [t for t in verb.subtree if first <= t.i <= last and t.dep_ not in ("nsubj", "nsubjpass")] + [
        t for t in verb.subtree if t.dep_ in ("nsubj", "nsubjpass") and t.head != verb
    ]
    return [name for name in passage.named(sorted(inside, key=lambda t: t.i)) if passage.acting(name)][:6]


def _noun(passage: Passage, noun: Token) -> Iterator[Proposal]:
    """Yield "X's declaration of …", "the argument of X that …"; a bare mention of a speech is none."""
    if noun.lower_ not in words("speech", "nouns") or any(
        c.dep_ == "poss" and c.lower_ in ("his", "her", "its", "their", "our", "my") for c in noun.children
    ):
        return
    said = [
        c
        for c in noun.children
        if (c.dep_ == "acl" and any(m.lower_ == "that" for m in c.children))
        or (c.dep_ == "prep" and c.lower_ in ("about", "against", "of", "on", "that") and c.i > noun.i)
    ]
    for owner in [t for c in noun.children if c.dep_ == "poss" for t in syntax.conjoined(c)]:
        if said and passage.name(owner) and _speaks(passage, passage.name(owner)):
            inside = sorted(noun.subtree, key=lambda t: t.i)
            first, last = trimmed(passage, inside[0].i, inside[-1].i)
            about = [n for n in passage.named(inside) if n != passage.name(owner) and passage.acting(n)]
            yield Proposal(
                "report",
                first,
                last,
                {"speaker": passage.name(owner), "about": about, "negated": None},
                "report: somebody's statement",
                (noun.text,),
                True,
            )
