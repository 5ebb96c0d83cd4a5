"""What a text expects of the future as seen from its date, and what somebody in it expects: which words carry it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from ..lexicon import words
from ..model import collapsed
from . import syntax
from .foretelling import expecting, teller, undertaken
from .modals import condition, outlook
from .passage import Passage, Proposal, clause, inside, is_verb, lemma, printed, trimmed
from .prospects import THOUGHT, Outlook

if TYPE_CHECKING:
    from spacy.tokens import Token

BESIDE = ("conj", "parataxis", "ccomp")
LEAST = 4  # tokens, less one, of a dependent clause that is quoted alone
SHORT = 30  # tokens of a sentence that is quoted whole
COMING, PERIODS = words("outlook", "coming"), words("outlook", "periods")
PERILS, SURE = words("outlook", "perils"), frozenset({"inevitable", "unavoidable", "inescapable"})  # "an unavoidable delay" is none


def forecasts(passage: Passage) -> Iterator[Proposal]:
    """Yield the forecasts of a paragraph; a note that an editor set has none."""
    if passage.edited:
        return
    looking: dict[Token, Outlook] = {}
    for token in passage.doc:
        if is_verb(token):
            if found := _joined(token, looking) or outlook(passage, token):
                looking[token] = found
        elif token.pos_ == "ADJ" and token.dep_ == "amod" and _comes(token):
            yield from _coming(passage, token)
    yield from _told(passage, looking)
    yield from expecting(passage)


def _joined(verb: Token, looking: Mapping[Token, Outlook]) -> Outlook | None:
    """Return the outlook of a verb that shares subject and modal with one before it: "will fall and perish"."""
    head = looking.get(verb.head) if verb.dep_ == "conj" and verb.tag_ == "VB" and lemma(verb) not in THOUGHT else None
    if head is None or any(c.dep_ in ("aux", "auxpass", *syntax.SUBJECTS, *syntax.PASSIVE) for c in verb.children):
        return None
    return Outlook(f"{head.rule.split(',')[0]}, joined", head.hedge, head.cue)


def _told(passage: Passage, looking: Mapping[Token, Outlook]) -> Iterator[Proposal]:
    """Yield a proposal for each verb that looks ahead, of those whose forecaster is known."""
    sentences: dict[int, list[Token]] = {}
    for verb in looking:
        sentences.setdefault(verb.sent.start, []).append(verb)
    for verbs in sentences.values():
        yield from _once(_of_sentence(passage, verbs, looking))


def _of_sentence(passage: Passage, verbs: Sequence[Token], looking: Mapping[Token, Outlook]) -> Iterator[Proposal]:
    for verb in verbs:
        forecaster, told = teller(passage, verb)
        if looking[verb].rule.split(",")[0] == "would" and not told and "condition" not in looking[verb].rule:
            continue  # unless somebody says so it tells of what came later, or is only imagined
        if forecaster and not (told and undertaken(passage, verb, forecaster)):
            found = _forecast(passage, verb, looking[verb], (forecaster, told), [v for v in verbs if v != verb])
            if verb.dep_ in ("ROOT", "conj") or found.last - found.first >= LEAST:
                yield found


def _once(found: Iterator[Proposal]) -> Iterator[Proposal]:
    """Yield the proposals of a sentence but for those whose words another of the same forecaster has."""
    kept: list[Proposal] = []
    for one in sorted(found, key=lambda p: p.first - p.last):
        told = one.fields["forecaster"]
        if not any(k.first <= one.first and one.last <= k.last and k.fields["forecaster"] == told for k in kept):
            kept.append(one)
    yield from sorted(kept, key=lambda p: p.first)


def _forecast(passage: Passage, verb: Token, found: Outlook, told: tuple[str, str], others: Sequence[Token]) -> Proposal:
    event = collapsed(passage.text(*trimmed(passage, *syntax.clause(verb)))).removeprefix("that ")
    event += "”" * (event.count("“") - event.count("”"))  # the parser hung the closing mark elsewhere
    fields = {"forecaster": told[0], "event": event, "condition": condition(passage, verb), "hedge": found.hedge}
    return Proposal("forecast", *_stretch(passage, verb, others), fields, f"forecast: {found.rule}{told[1]}", (found.cue,))


def _stretch(passage: Passage, verb: Token, others: Sequence[Token]) -> tuple[int, int]:
    """Return the words that carry it: a short sentence whole, a noun with what is said of it, else the clause by itself."""
    sentence = verb.sent
    if verb.dep_ == "relcl" and others:
        return trimmed(passage, *inside(verb.head))
    if sentence.end - sentence.start <= SHORT and not any(map(_apart, (verb, *others))):
        return trimmed(passage, sentence.start, sentence.end - 1)
    if verb.dep_ == "relcl":
        return trimmed(passage, *inside(verb.head))
    return _without(passage, verb, clause(passage, verb), others) if others else clause(passage, verb)


def _apart(verb: Token) -> bool:
    """Tell a clause that stands beside another with a subject of its own."""
    return verb.dep_ in ("conj", "parataxis") and any(c.dep_ in syntax.SUBJECTS | syntax.PASSIVE for c in verb.children)


def _without(passage: Passage, verb: Token, whole: tuple[int, int], others: Sequence[Token]) -> tuple[int, int]:
    """Return a stretch up to the clauses of other verbs that look ahead, before and behind, which are not part of its own."""
    first, last = whole
    for other in others:
        top = next((t for t in (other, *other.ancestors) if t.head == verb), None)
        if top is not None and top.dep_ not in BESIDE:
            continue
        if other.i > verb.i:
            last = min(last, _begins(other, verb.i) - 1)
        elif syntax.clause(other)[1] < verb.i:
            first = max(first, syntax.clause(other)[1] + 1)
    return trimmed(passage, first, max(first, last))


def _begins(verb: Token, after: int) -> int:
    """Return where a verb's clause begins behind a place: its conjunction, its subject, its helping verb, an adverb."""
    first = min((c.left_edge.i for c in verb.children if c.left_edge.i > after), default=verb.i)
    return first - 1 if verb.doc[first - 1].dep_ == "cc" else first


def _comes(adjective: Token) -> bool:
    return adjective.lower_ in COMING or (adjective.lower_ in SURE and adjective.head.lower_ in PERILS)


def _coming(passage: Passage, adjective: Token) -> Iterator[Proposal]:
    """Yield "the coming war", "the inevitable blow": what is expected, said in passing."""
    noun = adjective.head
    if noun.pos_ != "NOUN" or noun.lower_ in PERIODS:
        return
    hedge = "possible" if adjective.lower_ in ("impending", "future") else "certain"
    fields = {"forecaster": passage.self_name(noun), "event": printed(passage, noun), "condition": None, "hedge": hedge}
    yield Proposal("forecast", *trimmed(passage, *inside(noun)), fields, "forecast: what is coming", (adjective.text,))
