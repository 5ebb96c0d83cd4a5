"""What a text expects of the future as seen from its date, and what somebody in it expects. One function a construction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from ..lexicon import words
from ..model import collapsed
from . import syntax
from .foretelling import BELIEFS, expecting, teller, undertaken
from .passage import Passage, Proposal, clause, inside, is_verb, lemma, printed, trimmed
from .prospects import FOLLOWS, HABITS, Outlook, prospect

if TYPE_CHECKING:
    from spacy.tokens import Token

WILL = frozenset({"will", "shall", "'ll", "wo", "sha"})
MAY, CAN, WOULD = frozenset({"may", "might"}), frozenset({"can", "could", "ca"}), frozenset({"would", "'d"})
SELF, ANYBODY = frozenset({"i", "we"}), frozenset({"one", "you", "reader"})
PEOPLE = SELF | ANYBODY | {"he", "she", "who", "what", "which", "there"}
BESIDE = ("conj", "parataxis", "ccomp")
LEAST = 4  # tokens of a clause, less one, that is quoted alone
SHORT = 30  # tokens of a sentence that is quoted whole
NEAR = 12  # so many tokens behind a verb may say how certain it is
ANNOUNCING, DEEDS, TIMES = words("outlook", "announcing"), words("outlook", "deeds"), words("outlook", "times")
LIKELY, POSSIBLE, THOUGHT = words("outlook", "likely"), words("outlook", "possible"), words("outlook", "thought")
OF_ONESELF, IN_THE_TEXT, TEXTS = ANNOUNCING | DEEDS | THOUGHT, words("outlook", "in_the_text"), words("outlook", "texts")
AT_ONCE, FATES, RESULTS = words("outlook", "at_once"), words("outlook", "fates"), words("outlook", "results")
IF = syntax.IF - {"whether"}  # "it depends whether it will"
INEVITABLE = words("outlook", "inevitable")
COMING, PERIODS = words("outlook", "coming"), words("outlook", "periods")
SAYS = words("speech", "say")
PURPOSES = frozenset("object purpose aim goal task end".split())
STILL = frozenset({"well", "yet", "still", "easily"})
ON_WHICH = frozenset({"if", "unless", "once", "when", "until", "provided"})
INVERTED = frozenset({"should", "were", "had"})  # "should war come"
ASIDE = ("relcl", "advcl", "acl", "csubj", "parataxis", "pcomp")


def forecasts(passage: Passage) -> Iterator[Proposal]:
    """Yield the forecasts of a paragraph."""
    looking: dict[Token, Outlook] = {}
    for token in passage.doc:
        if is_verb(token):
            found = _joined(token, looking) or _outlook(passage, token)
            if found:
                looking[token] = found
        elif token.pos_ == "ADJ" and token.dep_ == "amod" and token.lower_ in COMING:
            yield from _coming(passage, token)
    yield from _told(passage, looking)
    yield from expecting(passage)


def _joined(verb: Token, looking: Mapping[Token, Outlook]) -> Outlook | None:
    """Return the outlook of a verb that shares subject and modal with one before it: "will fall and perish"."""
    head = looking.get(verb.head) if verb.dep_ == "conj" and verb.tag_ == "VB" else None
    bare = not any(c.dep_ in ("aux", "auxpass", *syntax.SUBJECTS, *syntax.PASSIVE) for c in verb.children)
    return Outlook(f"{head.rule.split(',')[0]}, joined", head.hedge, head.cue) if head and bare and lemma(verb) not in THOUGHT else None


def _told(passage: Passage, looking: Mapping[Token, Outlook]) -> Iterator[Proposal]:
    """Yield a proposal for each verb that looks ahead, of those whose forecaster is known."""
    sentences: dict[int, list[Token]] = {}
    for verb in looking:
        sentences.setdefault(verb.sent.start, []).append(verb)
    for verbs in sentences.values():
        for verb in verbs:
            forecaster, told = teller(passage, verb)
            if forecaster and not (told and undertaken(passage, verb, forecaster)):
                found = _forecast(passage, verb, looking[verb], (forecaster, told), [v for v in verbs if v != verb])
                if found.last - found.first >= LEAST or (found.first == verb.sent.start and found.last >= verb.sent.end - 2):
                    yield found


def _forecast(passage: Passage, verb: Token, found: Outlook, told: tuple[str, str], others: Sequence[Token]) -> Proposal:
    event = collapsed(passage.text(*trimmed(passage, *syntax.clause(verb)))).removeprefix("that ")
    event += "”" * (event.count("“") - event.count("”"))  # the parser hung the closing mark elsewhere
    fields = {"forecaster": told[0], "event": event, "condition": _condition(passage, verb), "hedge": found.hedge}
    return Proposal("forecast", *_stretch(passage, verb, others), fields, f"forecast: {found.rule}{told[1]}", (found.cue,))


def _stretch(passage: Passage, verb: Token, others: Sequence[Token]) -> tuple[int, int]:
    """Return the words that carry it: a short sentence whole, a noun with what is said of it, else the clause without those of others."""
    sentence = verb.sent
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
    """Return where a verb's clause begins behind a place: its subject, its helping verb, an adverb."""
    return min((c.left_edge.i for c in verb.children if c.left_edge.i > after and c.dep_ != "cc"), default=verb.i)


def _outlook(passage: Passage, verb: Token) -> Outlook | None:
    modal = next((c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass") and c.tag_ == "MD"), "")
    if modal in WILL:
        return None if _what(verb) else _will(passage, verb, modal)
    if not modal:
        return prospect(verb) or (Outlook("should it come", "certain", "should") if _inverted(verb) and not syntax.past(verb) else None)
    if any(c.lower_ == "have" and c.dep_ == "aux" for c in verb.children) or _on_condition(verb) or _is_asked(verb) or _what(verb):
        return None
    if modal in WOULD:
        return _would(passage, verb, modal)
    if modal in MAY:
        return _may(verb, modal)
    if modal in CAN:
        return _can(passage, verb, modal)
    return _must(passage, verb) if modal == "must" else None


def _near(verb: Token) -> set[str]:
    """Return the words around a verb that may say when and how certainly."""
    return {t.lower_ for t in verb.subtree if t.i < verb.i + NEAR}


def _subject(verb: Token) -> str:
    return next((s.lower_ for s in syntax.subjects(verb) or syntax.patients(verb)), "")


def _own_subject(verb: Token) -> Token | None:
    """Return the subject a verb has itself or shares with the verb it is joined to."""
    own = next((c for c in verb.children if c.dep_ in syntax.SUBJECTS | syntax.PASSIVE), None)
    return own if own is not None or verb.dep_ != "conj" else _own_subject(verb.head)


def _will(passage: Passage, verb: Token, modal: str) -> Outlook | None:
    """Tell the future from what a text announces of itself and from what somebody undertakes."""
    subject = _subject(verb)
    announces = lemma(verb) in ANNOUNCING
    if (subject in SELF and (lemma(verb) in OF_ONESELF or _next(verb))) or _on_condition(verb) or _of_the_text(verb):
        return None
    if subject == "one" or (subject in ANYBODY and lemma(verb) in THOUGHT):
        return None
    if _is_asked(verb) or lemma(verb) == "suffice" or _anybody(verb) or _wanted(verb):
        return None
    if announces and any(c.dep_ == "auxpass" for c in verb.children):
        return None
    if modal == "shall" and subject not in SELF and verb.dep_ in ("ROOT", "conj", "ccomp") and not syntax.denied(verb):
        return None  # a norm: "delegates shall be elected"
    near = _near(verb)
    if near & HABITS or (lemma(verb) in SAYS and syntax.denied(verb)):
        return None
    hedge = "likely" if near & LIKELY else "possible" if near & POSSIBLE else "certain"
    return Outlook(f"will, {_setting(passage, verb, subject, near)}", hedge, modal)


def _what(verb: Token) -> bool:
    """Tell a clause that only names what comes: "what problems it would bring", "the object for which it will be used"."""
    if verb.dep_ == "relcl" and lemma(verb.head) in PURPOSES:
        return True
    return verb.dep_ in ("ccomp", "pcomp") and verb.left_edge.lower_ in ("what", "which", "who")


def _on_condition(verb: Token) -> bool:
    """Tell a verb of a clause with "if"; with "whether" it is asked what comes."""
    return any(c.dep_ in ("mark", "advmod") and c.lower_ in IF for c in verb.children)


def _next(verb: Token) -> bool:
    """Tell what comes later in the text: "we shall come back to it below"."""
    return any(t.lower_ in IN_THE_TEXT for t in verb.subtree if t.i > verb.i)


def _of_the_text(verb: Token) -> bool:
    """Tell what is said of the text itself: "this book will try", "it will be easy to show"."""
    subject = _own_subject(verb)
    if subject is None:
        return False
    this = any(c.lower_ in ("this", "the", "our", "my", "these") for c in subject.children)
    easy = subject.lower_ == "it" and any(c.dep_ == "acomp" and any(lemma(g) in THOUGHT for g in c.children) for c in verb.children)
    return (this and subject.lower_ in TEXTS) or easy


def _anybody(verb: Token) -> bool:
    """Tell what is so of anybody at any time: "those who serve will", "no one will call"."""
    subject = _own_subject(verb)
    if subject is None:
        return False
    whoever = subject.lower_ in ("those", "he", "whoever", "anyone", "anybody") and any(c.dep_ == "relcl" and not syntax.past(c) for c in subject.children)
    if verb.dep_ == "relcl" and any(c.lower_ in ("any", "some", "every", "no") for c in verb.head.children):
        return True
    nobody = subject.lower_ in ("nobody", "anybody", "everybody", "one") or any(c.lower_ in ("only", "any", "no") for c in subject.children)
    return whoever or (nobody and lemma(verb) in THOUGHT)


def _wanted(verb: Token) -> bool:
    """Tell a relative clause of what somebody must or should have: "a party that will fight is needed"."""
    above = next((a for a in verb.ancestors if is_verb(a)), None) if verb.dep_ == "relcl" else None
    return above is not None and syntax.modal(above) in ("must", "should", "ought")


def _is_asked(verb: Token) -> bool:
    """Tell the verb of a question: its modal stands before its subject, or a question word leads it."""
    if verb.sent[-1].text != "?" or verb.dep_ not in ("ROOT", "conj", "ccomp"):
        return False
    modal = next((c.i for c in verb.children if c.tag_ == "MD"), verb.i)
    subject = next((c.i for c in verb.children if c.dep_ in syntax.SUBJECTS | syntax.PASSIVE), modal)
    return modal < subject or any(t.tag_ in ("WP", "WRB", "WDT") for t in verb.sent if t.i < modal and t.head in (verb, verb.head))


def _setting(passage: Passage, verb: Token, subject: str, near: set[str]) -> str:
    """Return where a future stands: each is right more or less often."""
    said = passage.spoken(verb)
    if verb.sent[-1].text == "?":
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


def _would(passage: Passage, verb: Token, modal: str) -> Outlook | None:
    """Return what would come about, on a condition or by the nature of the thing; not what would have."""
    if lemma(verb) in THOUGHT or _judged(verb) or (verb.lemma_ == "have" and any(c.dep_ == "xcomp" for c in verb.children)):
        return None
    if _condition(passage, verb) or _supposed(verb):
        return Outlook("would, on a condition", "certain", modal)
    people = SELF | ANYBODY if verb.dep_ == "ccomp" else PEOPLE  # "he thought he would win"
    if _subject(verb) in people or verb.dep_ in ("relcl", "advcl", "csubj", "parataxis"):
        return None
    return Outlook("would", "certain", modal)


def _judged(verb: Token) -> bool:
    """Tell "it would be foolish to say", "it would not be amiss": what the writer finds of a deed."""
    it = any(c.dep_ in ("nsubj", "expl") and c.lower_ == "it" for c in verb.children)
    return it and lemma(verb) == "be" and any(c.dep_ in ("acomp", "attr", "prep") for c in verb.children)


def _supposed(verb: Token) -> bool:
    """Tell a "would" of what is supposed to happen: "the victory of X would", "it would at once"."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    at_once = any(c.lower_ in AT_ONCE for c in verb.children if c.i < verb.i)
    return at_once or (subject is not None and lemma(subject) in FATES)


def _may(verb: Token, modal: str) -> Outlook | None:
    """Return what may happen: an event, not what may be so or be said."""
    subject, near = _own_subject(verb), _near(verb)
    if lemma(verb) == "expect" and syntax.is_passive(verb):
        return Outlook("is expected to", "likely", modal)
    if near & HABITS or _subject(verb) in ANYBODY | SELF or subject is None or not _definite(subject):
        return None
    if lemma(verb) == "become" or near & TIMES:
        return Outlook("may", "possible", modal)
    aside = verb.dep_ in ASIDE and not (verb.dep_ == "acl" and lemma(verb.head) in BELIEFS)
    if aside or lemma(verb) in THOUGHT or verb.lemma_ in ("be", "have") or _subject(verb) in PEOPLE:
        return None
    return Outlook("may happen", "possible", modal)


def _can(passage: Passage, verb: Token, modal: str) -> Outlook | None:
    """Return what only this can bring, what can come on a condition; not what somebody is able to do or say."""
    if lemma(verb) in THOUGHT or any(c.dep_ == "expl" for c in verb.children):
        return None
    if modal == "could" and any(t.tag_ == "VBD" and t.dep_ in ("ROOT", "conj", "advcl") for t in verb.sent if t != verb.head):
        return None  # what could be then
    if _only(verb):
        return Outlook("only this can", "possible", "only")
    if _subject(verb) in PEOPLE or verb.dep_ in ("relcl", "advcl", "acl"):
        return None
    if _condition(passage, verb) or any(c.dep_ == "prep" and c.lower_ == "without" and c.i < verb.i for c in verb.children):
        return Outlook("can, on a condition", "possible", modal)
    if modal == "could" and not any(c.lower_ in STILL for c in verb.children):
        return None
    if verb.dep_ not in ("ROOT", "conj") or verb.lemma_ in ("be", "have"):
        return None
    subject = _own_subject(verb)
    idle = (syntax.is_passive(verb) and not syntax.agents(verb)) or subject is None or not _definite(subject)
    idle = idle or verb.doc[verb.i - 1].lower_ == "but" or any(c.lower_ == "longer" for c in verb.children)
    return None if idle else Outlook("can", "possible", modal)


def _definite(subject: Token) -> bool:
    """Tell something particular, "the workers", "our fight", or nothing at all, from what is so of a kind: "a historian can"."""
    particular = any(c.dep_ in ("det", "poss") and c.lower_ not in ("a", "an", "any", "some", "every") for c in subject.children)
    return particular or subject.pos_ in ("PROPN", "PRON")


def _only(verb: Token) -> bool:
    """Tell "only a victory can", "the workers only", "socialism alone can", "can only be won by"."""
    onlys = [t for t in verb.subtree if t.i <= verb.i and t.lower_ in ("only", "alone") and t.dep_ in ("advmod", "amod")]
    if any(t.head.dep_ in ("nsubj", "nsubjpass", "conj", "prep", "advmod") for t in onlys):
        return True
    return syntax.is_passive(verb) and any(t.head == verb for t in onlys)


def _must(passage: Passage, verb: Token) -> Outlook | None:
    """Return what must come of itself: "it must lead to war", "the result must be"; not what somebody ought to do."""
    subject = _own_subject(verb)
    if subject is None or subject.lower_ in PEOPLE - {"which", "there"} or verb.dep_ == "advcl":
        return None
    surely = _near(verb) & (INEVITABLE | TIMES) or _inverted(verb)
    follows = lemma(verb) in FOLLOWS and not passage.name(subject) and not syntax.is_passive(verb)
    return Outlook("must", "certain", "must") if surely or follows or lemma(subject) in RESULTS else None


def _inverted(verb: Token) -> bool:
    """Tell a verb with a condition that begins with its modal: "should war come"."""
    return any(c.dep_ in ("advcl", "ccomp") and c.left_edge.lower_ == "should" for c in verb.children)


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
