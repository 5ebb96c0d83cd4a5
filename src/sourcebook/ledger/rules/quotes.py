"""Words given as somebody's own: between quotation marks or set off, with who said them, to whom, and where that can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from ..lexicon import words
from . import syntax
from .marks import Quote, quotes, within
from .passage import is_verb, lemma
from .sayers import A_TEXT, ASSERTING, BESIDE, FIRST, SAYINGS, TEXTS, speakers

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

#: Tokens: between the halves of a split quotation; behind one and before one where its verb may stand; what makes words assert.
BREATH, AFTER, BEFORE, BEFORE_COLON, CLAUSE, MANY = 14, 6, 12, 30, 4, 12
CALLED, UP = "called so by somebody", 6  # how few words that somebody calls something by are told; steps up to the verb
NEAR, BETWEEN, GOING_ON = 3, 4, 6  # tokens: from a noun of saying; between quotations of a list; of one that nobody brings in
SPLIT, BELOW, GOES_ON = "split by who says it", "announced by the paragraph before", "goes on from the paragraph before"
PLAINLY, NAMING = words("speech", "plain"), words("speech", "naming")
THOUGHT, CERTAIN, PASSES_OFF = words("speech", "thought"), words("speech", "certain"), words("speech", "pass_off")
ONE_OF = "one of several"
ANYBODY = FIRST | {"one", "you"}
PLACES = ("GPE", "LOC", "FAC", "DATE")
SIGNS = frozenset({"(", "[", "—", "-", "--"})
SHOWN = SAYINGS | THOUGHT | BESIDE
OUT = frozenset({"out", "down", "forth", "forward", "up"})  # "points out", "lays down"
REASONS = frozenset({"because", "since", "lest", "that", "as"})
JOINING = frozenset({"and", "or", "nor", "of", "etc", "etc.", "the", "a", "an", "as", "its", "his", "their", "again"})
CITED = re.compile(r"^[\s.,;:”\"]*[\(\[]([^()\[\]]{3,120})[\)\]]")
A_PLACE = re.compile(r"\b(?:p(?:p|age|ages)?|nos?)\.?\s*\d|\b(?:vol|chapter|ch|protocol|ibid|works|ed)\b|\b1[5-9]\d\d\b", re.I)
IN_PLACE = re.compile(
    r"\b(?:in|of|at|from)\s+((?:the\s+)?(?:issue|number|official|protocol|book|pamphlet|article|speech|meeting|congress|letter|session)\b[^,;:“\"]{3,100})",
    re.I,
)


class Before(NamedTuple):
    """Who spoke before a paragraph: left to speak by the paragraph before, quoted on without a closing mark, quoted lately."""

    announced: str = ""
    unclosed: str = ""
    spoke: tuple[str, ...] = ()  # the last one first


class Attributed(NamedTuple):
    """A quotation with who said it: its tokens, the speaker (empty: nobody), the cue, how it was found, who else says it."""

    quote: Quote
    first: int
    last: int  # exclusive
    speaker: str
    cue: Token | None
    rule: str
    others: tuple[str, ...] = ()


def attributed(doc: Doc, text: str, names: Mapping[int, str], before: Before) -> list[Attributed]:
    """Return the quotations of a paragraph with their speakers, those within others after them."""
    lately = before.announced or next(iter(before.spoke), "")
    if lately:  # "he" is who was quoted lately where nobody else is known to be
        names = {t.i: lately for t in doc if t.lower_ == "he"} | dict(names)
    found: list[Attributed] = []
    inner: list[Attributed] = []
    for quote in quotes(text):
        span = doc.char_span(quote.start, quote.end, alignment_mode="expand")
        if span is None or span.end <= span.start:
            continue
        found.append(_attributed(doc, quote, span.start, span.end, names, found, before))
        inner += _within(doc, text, found[-1], names)
    return sorted([*found, *inner], key=lambda each: (each.first, -each.last))


def _within(doc: Doc, text: str, outer: Attributed, names: Mapping[int, str]) -> Iterator[Attributed]:
    """Yield what somebody quoted quotes himself, where a word of saying of his own brings it in."""
    inner = within(text, outer.quote)
    if not inner:
        return
    own = {n: name for n, name in names.items() if doc[n].lower_ not in FIRST}
    own |= {t.i: outer.speaker for t in doc[outer.first : outer.last] if t.lower_ in FIRST and outer.speaker}
    for each in inner:
        span = doc.char_span(each.start, each.end, alignment_mode="expand")
        found = _brought(doc, each, span.start, span.end, own) if span is not None else None
        if found and found.cue is not None and outer.first <= found.cue.i < outer.last:
            yield found


def _attributed(
    doc: Doc, quote: Quote, first: int, last: int, names: Mapping[int, str], earlier: Sequence[Attributed], before: Before
) -> Attributed:
    brought = _brought(doc, quote, first, last, names, earlier)
    if brought:
        return brought
    whole = asserts(doc, first, last)
    last_one = earlier[-1] if earlier else None
    if last_one and last_one.speaker:
        rule = _with_last(doc, last_one, first, whole)
        if rule:
            return Attributed(quote, first, last, last_one.speaker, last_one.cue, rule, last_one.others)
    if first <= 2 and before.unclosed:
        return Attributed(quote, first, last, before.unclosed, None, GOES_ON)
    signed = _signed(doc, last, names) if whole else None
    if signed is not None and (signed.ent_type_ == "PERSON" or not before.announced):
        return Attributed(quote, first, last, names[signed.i], None, "named behind it")
    if first <= 2 and before.announced:
        return Attributed(quote, first, last, before.announced, None, BELOW)
    if whole and last - first >= GOING_ON and _finite(doc, first, last):
        spoke = [*(each.speaker for each in reversed(earlier) if each.speaker), *before.spoke]
        speaker = _of_those(doc, first, last, names, spoke)
        return Attributed(quote, first, last, speaker, None, "by who was quoted before" if speaker else "")
    return Attributed(quote, first, last, "", None, "")


def _signed(doc: Doc, last: int, names: Mapping[int, str]) -> Token | None:
    """Return the name behind a quotation, in brackets or after a dash: "“…” (Marx, Capital)", "“…” — G. J. Holyoake"."""
    behind = doc[last + 1 : last + 4]
    mark = next((t for t in behind if not t.is_space), None)
    if mark is None or mark.text not in SIGNS or mark.i + 1 >= len(doc):
        return None
    named = doc[mark.i + 1]
    return named if named.i in names and named.pos_ == "PROPN" and lemma(named) not in A_TEXT else None


def _of_those(doc: Doc, first: int, last: int, names: Mapping[int, str], spoke: Sequence[str]) -> str:
    """Return who of those quoted lately is quoted again: whom alone the sentence speaks of, or the only one if it names nobody."""
    ahead = doc[max(first - 3, 0)]
    begun = doc[first].sent.start if ahead.text in (".", "!", "?") else ahead.sent.start
    met = sorted(
        (t for t in doc[begun:first] if names.get(t.i) in spoke), key=lambda t: (t.pos_ == "PRON", t.dep_ not in syntax.SUBJECTS)
    )
    acting = names[met[0].i] if met and met[0].dep_ in syntax.SUBJECTS else ""
    others = (t for t in doc[begun:first] if t.pos_ == "PROPN" and t.ent_type_ not in PLACES)
    if acting or any(t.i in names and names[t.i] not in spoke for t in others):
        return acting
    root = doc[first].sent.root
    elsewhere = not first <= root.i < last and any(t.pos_ in ("NOUN", "PROPN") for t in syntax.subjects(root))
    return names[met[0].i] if met else "" if elsewhere or len(set(spoke)) > 1 else next(iter(spoke), "")


def _with_last(doc: Doc, last_one: Attributed, first: int, whole: bool) -> str:
    """Return how a quotation goes with the one before it: split by who says it, or one of several; empty where it does not."""
    if whole and last_one.cue is not None and last_one.last <= last_one.cue.i < first and first - last_one.last <= BREATH:
        return SPLIT
    if last_one.rule.startswith(CALLED) and last_one.cue is not None and doc[first].sent == last_one.cue.sent:
        return f"{CALLED}, {ONE_OF}"
    between = [t for t in doc[last_one.last : first] if not t.is_punct and not t.is_space]
    listed = len(between) <= BETWEEN and all(t.lower_ in JOINING for t in between)
    if listed and not any(t.text in (".", "!", "?") for t in doc[last_one.last : first]):
        return ONE_OF
    return ""


def _brought(
    doc: Doc, quote: Quote, first: int, last: int, names: Mapping[int, str], earlier: Sequence[Attributed] = ()
) -> Attributed | None:
    """Return a quotation that a word of saying brings in, None where none does."""
    whole = asserts(doc, first, last)
    for rule, cue in _cues(doc, first, last, whole, earlier):
        if (not whole and _only_names(cue, rule == CALLED)) or _would_say(cue):
            continue
        found = speakers(cue, names, first, last, pointed=rule == "a colon after a text", whole=whole)
        if found:
            return Attributed(quote, first, last, found[0], cue, rule, tuple(found[1:]))
    return None


def _cues(doc: Doc, first: int, last: int, whole: bool, earlier: Sequence[Attributed]) -> Iterator[tuple[str, Token]]:
    """Yield the verbs and nouns of saying a quotation can hang on, likeliest first."""
    root = _root(doc, first, last)
    if _purpose(doc, first, root):
        return
    for at in (root.head, root.head.head):
        if not first <= at.i < last and _says(at) and (whole or _given(doc, first, last, at)):
            yield "a verb of saying governs it", at
    if last - first > 1:
        above = list(root.ancestors)[:UP]
        yield from ((CALLED, at) for at in above if not first <= at.i < last and _passes_off(at, above))
    if whole:
        yield from (("as somebody says", at) for at in doc[max(first - BEFORE, doc[first].sent.start) : first] if _as_he_says(at))
    if whole or _given(doc, first, last, None):
        yield from (("a verb of saying after it", at) for at in _behind(doc, last))
        yield from _ahead(doc, first, whole)
    else:
        yield from (("a verb of saying after it", at) for at in _behind(doc, last) if _goes_on_after(at))
        yield from (("a verb of saying before it", at) for at in _parentheses(doc, first))
    yield from _by_nouns(doc, first, last, whole)
    if whole:
        yield from _in_brackets(doc, first)
        yield from _thinking(doc, first, root)
        yield from _sentence_before(doc, first, earlier)
        yield from _whatever_he_does(doc, first)


def _whatever_he_does(doc: Doc, first: int) -> Iterator[tuple[str, Token]]:
    """Yield the verb, whichever, of "The paper used to hammer home daily: “…”": what somebody does before a colon, he says."""
    if any(t.text == ":" for t in doc[max(first - 3, 0) : first]):
        near = reversed(doc[max(first - AFTER, 0) : first])
        yield from (("a verb before a colon", t) for t in near if t.pos_ == "VERB" and t.dep_ not in ("relcl", "acl"))


def _root(doc: Doc, first: int, last: int) -> Token:
    """Return the word of a stretch that all others hang on, the commas and full stops at its ends left out."""
    while first + 1 < last and doc[last - 1].is_punct:
        last -= 1
    while first + 1 < last and doc[first].is_punct:
        first += 1
    return doc[first:last].root


def _purpose(doc: Doc, first: int, root: Token) -> bool:
    """Tell "sealed the doors “to keep …”": what it was done for."""
    of_something = root.dep_ == "acl" and lemma(root.head) not in A_TEXT | ASSERTING
    return doc[first].lower_ == "to" and (root.dep_ == "advcl" or of_something)


def _says(token: Token) -> bool:
    if not is_verb(token):
        return False
    return lemma(token) in SAYINGS or (lemma(token) in BESIDE and any(c.dep_ == "prt" and c.lower_ in OUT for c in token.children))


def _only_names(cue: Token, called: bool) -> bool:
    """Tell "what we may call “…”", "would call “…”": nobody has said so."""
    if not is_verb(cue) or not (called or lemma(cue) in NAMING):
        return False
    own = any(t.lower_ in ANYBODY for t in syntax.subjects(cue))
    return own or syntax.modal(cue) in syntax.UNREAL


def _as_he_says(verb: Token) -> bool:
    """Tell "as Marx showed, …"."""
    return is_verb(verb) and lemma(verb) in SHOWN and any(c.lower_ == "as" and c.dep_ != "prep" for c in verb.lefts)


def _would_say(cue: Token) -> bool:
    """Tell "as Marx would say", "a colonel might say"."""
    modal = syntax.modal(cue) if _says(cue) else ""
    return modal == "might" or (modal in syntax.UNREAL and any(c.lower_ == "as" for c in cue.lefts))


def _behind(doc: Doc, last: int) -> Iterator[Token]:
    """Yield the verbs of saying right behind a quotation, unless it ends a sentence and another begins."""
    ended = doc[last - 1].text in (".", "!", "?") and not (last + 1 < len(doc) and doc[last + 1].text[:1].islower())
    for at in doc[last : min(last + AFTER, doc[last - 1].sent.end + 5, len(doc))]:
        if at.is_sent_start and at.i > last + 1 and not ended:
            return
        if ended and at.is_punct and at.i > last:
            return
        beside = at.i - last <= NEAR and not ended and is_verb(at) and lemma(at) in BESIDE
        inverted = at.i - last <= 1 and not ended and at.tag_[:2] == "NN" and lemma(at) in SAYINGS  # "cries Doe"
        if (_says(at) or beside or inverted or at.lower_ == "according") and (not ended or _closes(at)):
            yield at


def _goes_on_after(verb: Token) -> bool:
    """Tell "“The pact,” Laval said, “is dead”": the words go on right behind the verb."""
    return _says(verb) and any(t.text == '"' for t in verb.doc[verb.i + 1 : verb.i + AFTER])


def _closes(verb: Token) -> bool:
    """Tell the verb of "“…!” Marx exclaimed.", which says nothing of its own and brings no other quotation in."""
    following = verb.doc[verb.i + 1 : verb.i + 2]
    return verb.tag_ in ("VBD", "VBZ") and all(t.text in (".", ",", ";") for t in following)


def _ahead(doc: Doc, first: int, whole: bool) -> Iterator[tuple[str, Token]]:
    """Yield the verbs of saying before a quotation in its sentence, nearest first; before a colon the nouns of texts as well."""
    colon = any(t.text[:1] == ":" for t in doc[max(first - 3, 0) : first])
    close = max(first - 1 - NEAR, 0)
    for at in reversed(doc[max(first - (BEFORE_COLON if colon else BEFORE), 0) : first]):
        if at.text in (".", "!", "?") or (at.text == ";" and first - at.i > 2):
            return
        beside = whole and is_verb(at) and lemma(at) in BESIDE and (colon or at.i >= close)
        if _says(at) or beside or at.lower_ == "according":
            yield "a verb of saying before it", at
        elif colon and lemma(at) in TEXTS:
            yield "a colon after a text", at


def _parentheses(doc: Doc, first: int) -> Iterator[Token]:
    """Yield the verb of "then, said Mr. Poe, we are “…”"."""
    for at in doc[max(first - BEFORE, doc[first].sent.start + 1) : first]:
        if is_verb(at) and lemma(at) in PLAINLY and at.nbor(-1).text == "," and at.nbor().pos_ in ("PROPN", "DET", "PRON"):
            yield at


def _by_nouns(doc: Doc, first: int, last: int, whole: bool) -> Iterator[tuple[str, Token]]:
    """Yield the nouns of saying right before a quotation, and those it is said to be: "“…” was the cry of the Tories"."""
    for at in reversed(doc[max(first - 1 - AFTER, doc[first].sent.start) : first]):
        if first - at.i > NEAR + 1 and at.right_edge.i < first - 3:
            continue  # "in the words of Marx, “…”": near with what hangs on it
        called = any(lemma(t) in NAMING | PASSES_OFF for t in list(at.ancestors)[:2])
        if at.pos_ == "NOUN" and lemma(at) in ASSERTING and not called and (whole or at.i == first - 2):
            yield "a noun of saying before it", at
    if whole and last + 1 < len(doc):
        is_it = next((t for t in doc[last : last + NEAR] if t.lemma_ == "be"), None)
        nouns = (t for t in doc[is_it.i + 1 : is_it.i + 1 + AFTER] if lemma(t) in A_TEXT | ASSERTING) if is_it is not None else ()
        yield from (("said to be a text", t) for t in nouns if t.dep_ in ("attr", "nsubj"))


def _in_brackets(doc: Doc, first: int) -> Iterator[tuple[str, Token]]:
    """Yield the verb of "greeted the news with a cry of joy (“…”)"."""
    if first > 1 and doc[first - 2].text == "(":
        verbs = (t for t in reversed(doc[doc[first].sent.start : first - 2]) if t.pos_ == "VERB")
        yield from (("in brackets behind what somebody does", t) for t in islice(verbs, 1))


def _thinking(doc: Doc, first: int, root: Token) -> Iterator[tuple[str, Token]]:
    """Yield the verbs whose clause of thought a quotation is, and those it gives the reason for."""
    before = doc[max(first - 2, 0)]
    above = [t for t in list(root.ancestors)[:3] if t.i < first]
    for at in above:
        if is_verb(at) and any(t.lower_ in ANYBODY for t in syntax.subjects(at)):
            continue
        if (
            is_verb(at)
            and lemma(at) in THOUGHT
            and (before == at or before.lower_ in ("that", ":", ",") or before.tag_[:2] == "NN")
        ) or (at.lemma_ == "be" and any(c.dep_ == "acomp" and c.lower_ in CERTAIN for c in at.children)):
            yield "a verb of thinking governs it", at
        elif at.lower_ in CERTAIN and is_verb(at.head):
            yield "a verb of thinking governs it", at.head
        elif is_verb(at) and before.lower_ in REASONS and root.dep_ == "advcl" and root.head == at and not syntax.is_passive(at):
            yield "the reason somebody gives", at


def _sentence_before(doc: Doc, first: int, earlier: Sequence[Attributed]) -> Iterator[tuple[str, Token]]:
    """Yield the verb of the sentence before a quotation that begins one, where that sentence has no quotation: "He asks. “…?”"."""
    begun = doc[first].sent.start
    if first - begun > 1 or not begun or (earlier and earlier[-1].last > doc[begun - 1].sent.start):
        return
    main = doc[begun - 1].sent.root
    if _says(main) and not any(t.lower_ in ANYBODY for t in syntax.subjects(main)):
        yield "a verb of saying the sentence before", main
    texts = (
        t
        for t in main.children
        if t.dep_ in ("nsubj", "attr", "dobj") and lemma(t) in A_TEXT and any(True for _ in syntax.owners(t))
    )
    yield from (("a text the sentence before", t) for t in texts)


def _passes_off(verb: Token, above: Sequence[Token]) -> bool:
    """Tell "passes X off as “…”", "explained away as “…”": a few words somebody calls something by."""
    return verb.pos_ == "VERB" and lemma(verb) in PASSES_OFF and any(t.lower_ == "as" and t.head == verb for t in above)


def _given(doc: Doc, first: int, last: int, cue: Token | None) -> bool:
    """Tell a few words that are somebody's own from a scare quote: right behind the verb, "that" or a colon, or in what it says."""
    before = doc[max(first - 2, 0)]
    if cue is None:
        return before.text == ":"
    if doc[first].pos_ == "ADP" and cue == before:
        return False  # "wrote “in anger” that …"
    if before.lower_ in ("that", ":", "having", "being") or cue == before or (before.lower_ == "to" and doc[first].tag_ == "VB"):
        return True
    inside = [t for t in doc[first:last] if not t.is_punct]
    if cue == doc[max(first - 3, 0)]:
        return lemma(cue) not in NAMING or any(t.dep_ == "poss" for t in inside)
    within_it = any(c.dep_ in ("ccomp", "xcomp") and c.left_edge.i <= first <= c.right_edge.i for c in cue.children)
    return within_it and lemma(cue) in PLAINLY and len(inside) > 1


def asserts(doc: Doc, first: int, last: int) -> bool:
    """Tell words that assert or command from a name, a slogan's name, a scare quote: a finite verb, or many words."""
    cried = doc[last - 1].text in ("!", "?")
    return last - first >= (CLAUSE if cried or _finite(doc, first, last) else MANY)


def _finite(doc: Doc, first: int, last: int) -> bool:
    root = _root(doc, first, last)
    return any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") or (t.tag_ == "VB" and t == root) for t in doc[first:last])


def cited(text: str, quote: Quote, sentence: str) -> str | None:
    """Return the place a document names for a quotation: in brackets behind it, or in the sentence about it."""
    behind = CITED.match(text[quote.end + 1 :])
    if behind and A_PLACE.search(behind[1]):
        return behind[1].strip()
    named = IN_PLACE.search(sentence)
    return named[1].strip() if named else None
