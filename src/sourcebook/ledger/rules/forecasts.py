"""What a text expects of the future as seen from its date, and what somebody in it expects. One function a construction."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from ..lexicon import words
from ..model import collapsed
from . import syntax
from .passage import Passage, Proposal, clause, inside, is_verb, lemma, printed, trimmed

if TYPE_CHECKING:
    from spacy.tokens import Token

WILL = frozenset({"will", "shall", "'ll", "wo", "sha"})
MAY = frozenset({"may", "might", "can", "could"})
SELF, ANYBODY = frozenset({"i", "we"}), frozenset({"one", "you", "reader"})
SHORT = 30  # tokens of a sentence that is quoted whole
NEAR = 12  # so many tokens behind a verb may say how certain it is
INSERTED = 3  # tokens at most before a verb of saying that is set in
ANNOUNCING, DEEDS, TIMES = words("outlook", "announcing"), words("outlook", "deeds"), words("outlook", "times")
LIKELY, POSSIBLE = words("outlook", "likely"), words("outlook", "possible")
AT_ONCE, FATES, DOOMED = words("outlook", "at_once"), words("outlook", "fates"), words("outlook", "doomed")
INEVITABLE, HABITS = words("outlook", "inevitable"), frozenset("often usually sometimes generally frequently".split())
COMING, PERIODS = words("outlook", "coming"), words("outlook", "periods")
SAYS = words("speech", "say")
EXPECTS = SAYS | words("outlook", "looks") | words("speech", "nouns")
ON_WHICH = frozenset({"if", "unless", "once", "when", "until", "provided"})
NOTHING = frozenset("this that it which what all there".split())  # subjects that say nothing
INVERTED = frozenset({"should", "were", "had"})  # "should war come"


class Outlook(NamedTuple):
    """How a verb looks ahead, how certainly, and the word that says so."""

    rule: str
    hedge: str
    cue: str


def forecasts(passage: Passage) -> Iterator[Proposal]:
    """Yield the forecasts of a paragraph."""
    for token in passage.doc:
        if is_verb(token):
            yield from _verb(passage, token)
        elif token.pos_ == "ADJ" and token.dep_ == "amod" and token.lower_ in COMING:
            yield from _coming(passage, token)


def _verb(passage: Passage, verb: Token) -> Iterator[Proposal]:
    found = _outlook(passage, verb)
    forecaster, told = teller(passage, verb) if found else ("", "")
    if not found or not forecaster:
        return
    event = collapsed(passage.text(*trimmed(passage, *syntax.clause(verb)))).removeprefix("that ")
    event += "”" * (event.count("“") - event.count("”"))  # the parser hung the closing mark elsewhere
    fields = {"forecaster": forecaster, "event": event, "condition": _condition(passage, verb), "hedge": found.hedge}
    yield Proposal("forecast", *_stretch(passage, verb), fields, f"forecast: {found.rule}{told}", (found.cue,))


def _stretch(passage: Passage, verb: Token) -> tuple[int, int]:
    """Return the words that carry it: a short sentence whole, a noun with what is said of it, else the clause."""
    sentence = verb.sent
    if sentence.end - sentence.start <= SHORT:
        return trimmed(passage, sentence.start, sentence.end - 1)
    return trimmed(passage, *inside(verb.head)) if verb.dep_ == "relcl" else clause(passage, verb)


def _outlook(passage: Passage, verb: Token) -> Outlook | None:
    modal = next((c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass") and c.tag_ == "MD"), "")
    if modal in WILL:
        return _will(passage, verb, modal)
    if modal in ("would", "'d"):
        return _would(passage, verb, modal)
    if modal in MAY:
        return _may(verb, modal)
    return None if modal else _bound(verb)


def _near(verb: Token) -> set[str]:
    """Return the words around a verb that may say when and how certainly."""
    return {t.lower_ for t in verb.subtree if t.i < verb.i + NEAR}


def _will(passage: Passage, verb: Token, modal: str) -> Outlook | None:
    """Tell the future from what a text announces of itself and from what somebody undertakes."""
    subject = next((s.lower_ for s in syntax.subjects(verb) or syntax.patients(verb)), "")
    announces = lemma(verb) in ANNOUNCING
    if (subject in SELF and (announces or lemma(verb) in DEEDS)) or subject in ANYBODY or syntax.in_condition(verb):
        return None
    if _asks(verb) and subject in ("who", "what"):
        return None
    if announces and any(c.dep_ == "auxpass" for c in verb.children):
        return None
    near = _near(verb)
    if near & HABITS or (lemma(verb) in SAYS and syntax.denied(verb)):
        return None
    hedge = "likely" if near & LIKELY else "possible" if near & POSSIBLE else "certain"
    return Outlook(f"will, {_setting(passage, verb, subject, near)}", hedge, modal)


def _setting(passage: Passage, verb: Token, subject: str, near: set[str]) -> str:
    """Return where a future stands: each is right more or less often."""
    said = passage.spoken(verb)
    if _asks(verb):
        return "in a question"
    if said and not said.speaker:
        return "in marks nobody speaks"
    if verb.dep_ == "relcl":
        return "in a relative clause"
    if _condition(passage, verb):
        return "on a condition"
    if near & TIMES:
        return "with a time"
    return "of oneself" if subject in SELF else "plain"


def _asks(verb: Token) -> bool:
    return verb.sent[-1].text == "?"


def _would(passage: Passage, verb: Token, modal: str) -> Outlook | None:
    """Return what would come about, on a condition or by the nature of the thing; not what would have."""
    unreal = syntax.in_condition(verb) or any(c.lower_ == "have" and c.dep_ == "aux" for c in verb.children)
    looks = not unreal and (_condition(passage, verb) or _supposed(verb))
    return Outlook("would, on a condition", "certain", modal) if looks else None


def _supposed(verb: Token) -> bool:
    """Tell a "would" of what is supposed to happen: "the victory of X would", "it would at once"."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    at_once = any(c.lower_ in AT_ONCE for c in verb.children if c.i < verb.i)
    return at_once or (subject is not None and lemma(subject) in FATES)


def _may(verb: Token, modal: str) -> Outlook | None:
    if lemma(verb) == "become" or _near(verb) & TIMES:
        return Outlook("may", "possible", modal)
    return Outlook("only this can", "possible", "only") if modal == "can" and _only(verb) else None


def _only(verb: Token) -> bool:
    """Tell "only a victory can", "the workers only"."""
    onlys = (t for t in verb.subtree if t.i <= verb.i and t.lower_ == "only" and t.dep_ in ("advmod", "amod"))
    return any(t.head.dep_ in ("nsubj", "nsubjpass", "conj") for t in onlys)


def _bound(verb: Token) -> Outlook | None:
    """Return what is bound or threatens to come, what somebody is afraid of, what comes inevitably."""
    kinds = {c.dep_ for c in verb.children}
    if lemma(verb) == "threaten" and "xcomp" in kinds and not syntax.past(verb):
        return Outlook("threatens to", "possible", verb.text)
    if lemma(verb) in DOOMED and {"xcomp", "auxpass"} <= kinds:
        return Outlook("is bound to", "certain", verb.text)
    if any(c.lower_ == "lest" for c in verb.children):
        return Outlook("afraid lest", "possible", "lest")
    inevitably = any(c.dep_ == "advmod" and c.lower_ in INEVITABLE and c.i < verb.i + NEAR for c in verb.children)
    inevitably = inevitably and not any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)
    if inevitably and verb.dep_ in ("ROOT", "conj", "ccomp") and not syntax.past(verb):
        return Outlook("inevitably", "certain", "inevitably")
    return None


def teller(passage: Passage, token: Token) -> tuple[str, str]:
    """Return whose words a token is, and whether they are reported; nobody where the reporter is not known."""
    for at in (token, *token.ancestors):
        told = _telling(passage, at)
        if told is not None:
            who, how = told
            named = passage.named(who)
            if named or any(t.lower_ not in NOTHING for t in who):  # "this means that …" is still the speaker's
                return (named[0], how) if named else ("", "")
    return passage.self_name(token), ""


def _telling(passage: Passage, at: Token) -> tuple[list[Token], str] | None:
    """Return who tells or fears what a clause says, where anybody does."""
    set_in = next((c for c in at.children if c.dep_ in ("parataxis", "ccomp") and lemma(c) in SAYS and _between_commas(c)), None)
    if set_in is not None:
        return syntax.subjects(set_in), ", reported"
    if any(c.lower_ == "lest" for c in at.children):
        return syntax.subjects(at.head) or syntax.nearest(at, passage.names), ""
    if at.dep_ in ("ccomp", "acl") and lemma(at.head) in EXPECTS:
        above = at.head.head if at.head.dep_ in ("acomp", "attr") else at.head
        if is_verb(above):
            return syntax.subjects(above), ", reported"
        return syntax.owners(above) or next((syntax.subjects(a) for a in above.ancestors if is_verb(a)), []), ", reported"
    return None


def _between_commas(verb: Token) -> bool:
    """Tell "…, he said, …": who speaks, set into what is said."""
    after = verb.doc[verb.i + 1] if verb.i + 1 < len(verb.doc) else None
    return after is not None and after.text in (",", ".", ";") and verb.i - verb.left_edge.i <= INSERTED


def _condition(passage: Passage, verb: Token) -> str | None:
    """Return the words on which it depends."""
    return next(
        (printed(passage, child) for child in verb.children if child.dep_ in ("advcl", "prep") and _conditional(child)), None
    )


def _conditional(clause: Token) -> bool:
    if clause.dep_ == "prep":
        return clause.lower_ == "in" and any(c.lower_ in ("case", "event") for c in clause.children)
    return clause.left_edge.lower_ in INVERTED or any(c.lower_ in ON_WHICH for c in clause.children)


def _coming(passage: Passage, adjective: Token) -> Iterator[Proposal]:
    """Yield "the coming war", "the inevitable blow": what is expected, said in passing."""
    noun = adjective.head
    if noun.pos_ != "NOUN" or noun.lower_ in PERIODS:
        return
    hedge = "possible" if adjective.lower_ in ("impending", "future") else "certain"
    fields = {"forecaster": passage.self_name(noun), "event": printed(passage, noun), "condition": None, "hedge": hedge}
    yield Proposal("forecast", *trimmed(passage, *inside(noun)), fields, "forecast: what is coming", (adjective.text,))
