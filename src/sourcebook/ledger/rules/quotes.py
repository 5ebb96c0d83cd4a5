"""Words given as somebody's own: between quotation marks or set off, with who said them, to whom, and where that can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..lexicon import words
from . import syntax
from .passage import is_verb, lemma

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

#: Pairs of marks; single ones only where they cannot be apostrophes.
DOUBLE = {"“": "”", "„": "“”", "«": "»", "»": "«", "‹": "›", '"': '"'}
SINGLE = re.compile(r"(?<![\w’'])[‘'](?=\w)(.{12,4000}?)[’'](?!\w)", re.S)
#: A quotation nobody closes is taken to end with its paragraph; one longer than this is a mark gone astray.
LONGEST = 4000
#: Tokens: between the halves of a split quotation; behind one and before one where its verb may stand; what makes words assert.
BREATH, AFTER, BEFORE, BEFORE_COLON, CLAUSE, MANY = 14, 6, 12, 30, 4, 12
CALLED, UP = "called so by somebody", 6  # how few words that somebody calls something by are told; steps up to the verb
EARLIER = 3  # sentences before that may say who sent what is quoted
SAYINGS, TEXTS, PLAINLY = words("speech", "quote"), words("speech", "texts"), words("speech", "plain")
PASSES_OFF = words("speech", "pass_off")
A_TEXT = TEXTS | words("speech", "nouns")
CITED = re.compile(r"^[\s.,;:”\"]*[\(\[]([^()\[\]]{3,120})[\)\]]")
A_PLACE = re.compile(r"\bp(?:p|age|ages)?\.?\s*\d|\b(?:vol|no|chapter|ch|protocol|ibid|works|ed)\b|\b1[5-9]\d\d\b", re.I)
IN_PLACE = re.compile(
    r"\b(?:in|of|at|from)\s+((?:the\s+)?(?:issue|number|official|protocol|book|pamphlet|article|speech|meeting|congress|letter|session)\b[^,;:“\"]{3,100})",
    re.I,
)


class Quote(NamedTuple):
    """A stretch between marks, the marks left out: characters of the paragraph, and whether it was closed."""

    start: int
    end: int
    closed: bool


class Attributed(NamedTuple):
    """A quotation with who said it: its tokens, the speaker (empty where nobody says), the cue, how it was found."""

    quote: Quote
    first: int
    last: int  # exclusive
    speaker: str
    cue: Token | None
    rule: str


def quotes(text: str) -> list[Quote]:
    """Return what stands between quotation marks, outermost first; a mark that is never closed runs to the end."""
    found: list[Quote] = []
    n = 0
    while n < len(text):
        closing = DOUBLE.get(text[n])
        if closing is None or (text[n] == '"' and not _opens(text, n)):
            n += 1
            continue
        end = _closing(text, n, closing)
        if end is None:
            if text[n] == '"':  # astray, or behind the mark that closes: others may still be in pairs
                n += 1
                continue
            if text[n] in "“«„" and len(text) - n <= LONGEST:
                found.append(Quote(n + 1, len(text.rstrip()), False))
            break
        found.append(Quote(n + 1, end, True))
        n = end + 1
    taken = {k for q in found for k in range(q.start, q.end)}
    found += [Quote(m.start(1), m.end(1), True) for m in SINGLE.finditer(text) if m.start() not in taken]
    return sorted(found)


def _opens(text: str, n: int) -> bool:
    return n + 1 < len(text) and not text[n + 1].isspace() and (n == 0 or not text[n - 1].isalnum())


def _closing(text: str, n: int, closing: str) -> int | None:
    """Return where the mark at `n` is closed, marks within it counted."""
    depth = 1
    for at in range(n + 1, min(len(text), n + LONGEST)):
        if text[at] in closing:
            depth -= 1
            if not depth:
                return at
        elif text[at] == text[n]:
            depth += 1
    return None


def attributed(doc: Doc, text: str, names: Mapping[int, str], before: str) -> list[Attributed]:
    """Return the quotations of a paragraph with their speakers; `before` is who was left speaking by the paragraph before."""
    found: list[Attributed] = []
    for quote in quotes(text):
        span = doc.char_span(quote.start, quote.end, alignment_mode="expand")
        if span is None or span.end <= span.start:
            continue
        found.append(_attributed(doc, quote, span.start, span.end, names, found, before))
    return found


def _attributed(
    doc: Doc, quote: Quote, first: int, last: int, names: Mapping[int, str], earlier: Sequence[Attributed], before: str
) -> Attributed:
    whole = asserts(doc, first, last)
    for rule, cue in _cues(doc, first, last, whole):
        speaker = _speaker(cue, names, first, last)
        if speaker:
            return Attributed(quote, first, last, speaker, cue, rule)
    last_one = earlier[-1] if earlier else None
    if last_one and last_one.speaker and whole and _same_breath(last_one, first):
        return Attributed(quote, first, last, last_one.speaker, last_one.cue, "split by who says it")
    if last_one and last_one.rule.startswith(CALLED) and last_one.cue is not None and doc[first].sent == last_one.cue.sent:
        return Attributed(quote, first, last, last_one.speaker, last_one.cue, f"{CALLED}, one of several")
    if before and first <= 2:
        return Attributed(quote, first, last, before, None, "announced by the paragraph before")
    return Attributed(quote, first, last, "", None, "")


def _same_breath(earlier: Attributed, first: int) -> bool:
    """Tell "“…,” he said, “…”": the cue stands between, and the second half follows soon."""
    return earlier.cue is not None and earlier.last <= earlier.cue.i < first and first - earlier.last <= BREATH


def _cues(doc: Doc, first: int, last: int, whole: bool) -> Iterator[tuple[str, Token]]:
    """Yield the verbs and nouns of saying a quotation can hang on, likeliest first."""
    root = doc[first:last].root
    for at in (root.head, root.head.head):
        if not first <= at.i < last and _says(at) and (whole or _given(doc, first, at)):
            yield "a verb of saying governs it", at
    if not whole and last - first > 1:
        above = list(root.ancestors)[:UP]
        yield from ((CALLED, at) for at in above if not first <= at.i < last and _passes_off(at, above))
    if whole or _given(doc, first, None):
        yield from (("a verb of saying after it", at) for at in _behind(doc, last))
        yield from _ahead(doc, first)


def _says(token: Token) -> bool:
    return is_verb(token) and lemma(token) in SAYINGS


def _behind(doc: Doc, last: int) -> Iterator[Token]:
    """Yield the verbs of saying right behind a quotation, unless it ends a sentence and another begins."""
    if doc[last - 1].text in (".", "!", "?") and not (last + 1 < len(doc) and doc[last + 1].text[:1].islower()):
        return
    for at in doc[last : min(last + AFTER, doc[last - 1].sent.end + 5, len(doc))]:
        if at.is_sent_start and at.i > last + 1:
            return
        if _says(at):
            yield at


def _ahead(doc: Doc, first: int) -> Iterator[tuple[str, Token]]:
    """Yield the verbs of saying before a quotation in its sentence, nearest first; before a colon the nouns of texts as well."""
    colon = any(t.text == ":" for t in doc[max(first - 3, 0) : first])
    for at in reversed(doc[max(first - (BEFORE_COLON if colon else BEFORE), 0) : first]):
        if at.text in (".", "!", "?", ";") and first - at.i > 2:
            return
        if _says(at):
            yield "a verb of saying before it", at
        elif colon and lemma(at) in TEXTS:
            yield "a colon after a text", at


def _passes_off(verb: Token, above: Sequence[Token]) -> bool:
    """Tell "passes X off as “…”", "explained away as “…”": a few words somebody calls something by."""
    return verb.pos_ == "VERB" and lemma(verb) in PASSES_OFF and any(t.lower_ == "as" for t in above)


def _given(doc: Doc, first: int, cue: Token | None) -> bool:
    """Tell a few words that are somebody's own from a scare quote: right behind the verb, "that" or a colon, or in what it says."""
    before = doc[max(first - 2, 0)]
    if cue is None:
        return before.text == ":"
    if cue in (before, doc[max(first - 3, 0)]) or before.lower_ in ("that", ":"):
        return True
    within = any(c.dep_ == "ccomp" and c.left_edge.i <= first <= c.right_edge.i for c in cue.children)
    return within and cue.lemma_ in PLAINLY


def _speaker(cue: Token, names: Mapping[int, str], first: int, last: int) -> str:
    """Return who says it: the subject of a verb, the sender of a letter, whose a text is, who was busy just before."""
    sayers = syntax.subjects(cue) if is_verb(cue) else [cue]
    for token in (t for t in sayers if not first <= t.i < last):
        if lemma(token) in A_TEXT:
            sender = _sender(token, names)
            if sender or not is_verb(cue):
                return sender or _busy(cue, names)
        if token.i in names:
            return names[token.i]
        if owner := next((names[t.i] for t in syntax.owners(token) if t.i in names and t.pos_ != "ADJ"), ""):
            return owner  # "the cynicism of the regime in passing it off as …"
    return ""


def _sender(token: Token, names: Mapping[int, str]) -> str:
    """Return whose a text is: "the letter from the Kremlin", "Blum's article"."""
    senders = [*syntax.owners(token), *syntax.under(token, "from", "by", "of")]
    return next((names[t.i] for t in senders if t.i in names and t.pos_ != "ADJ" and t.lower_ not in ("its", "this")), "")


def announcing(doc: Doc, names: Mapping[int, str]) -> str:
    """Return who is left to speak by a paragraph that ends in a colon: "Mr. Lundberg writes:", "Here is the motion:"."""
    last = next((t for t in reversed(doc) if not t.is_space), None)
    if last is None or last.text != ":":
        return ""
    for at in reversed(list(last.sent)):
        speaker = _speaker(at, names, len(doc), len(doc)) if _says(at) or lemma(at) in TEXTS else ""
        if speaker:
            return speaker
    return ""


def _busy(cue: Token, names: Mapping[int, str]) -> str:
    """Return the subject of the sentences before: "He sent a note. Here is its text: …"."""
    for sentence in reversed([s for s in cue.doc.sents if s.end <= cue.sent.start][-EARLIER:]):
        subjects = (t for t in sentence if t.dep_ == "nsubj" and t.head.dep_ == "ROOT" and t.pos_ in ("PROPN", "PRON"))
        name = next((names[t.i] for t in subjects if t.i in names), "")
        if name:
            return name
    return ""


def asserts(doc: Doc, first: int, last: int) -> bool:
    """Tell words that assert or command from a name, a slogan's name, a scare quote: a finite verb, or many words."""
    inside = doc[first:last]
    finite = any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") or (t.tag_ == "VB" and t.i == inside.root.i) for t in inside)
    return last - first >= (CLAUSE if finite else MANY)


def cited(text: str, quote: Quote, sentence: str) -> str | None:
    """Return the place a document names for a quotation: in brackets behind it, or in the sentence that brings it."""
    behind = CITED.match(text[quote.end + 1 :])
    if behind and A_PLACE.search(behind[1]):
        return behind[1].strip()
    named = IN_PLACE.search(sentence)
    return named[1].strip() if named else None
