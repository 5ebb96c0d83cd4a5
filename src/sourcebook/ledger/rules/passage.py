"""A paragraph as the rules see it: its tree, whom its words mean, who speaks where; and what a rule proposes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from ..actors import Cast
from ..authority import ACTING
from ..lexicon import words
from ..model import AUTHOR, EDITOR, Paragraph, Piece, collapsed
from . import syntax

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from .quotes import Attributed

GROUPS = words("nouns", "heads", "groups")
LONG = 22  # tokens of a clause from which on it ends before a relative clause at its end
LONE = 8  # tokens from which on words in quotation marks are not the author's even where nobody is said to speak
#: Ends of words that have "s" in all spellings of English: "promise", "exercise", "surprise".
NEVER_IZE = tuple(
    """promise compromise praise raise rise advise revise improvise supervise devise televise exercise excise incise surmise premise
    demise despise guise prise vertise chastise merchandise paradise poise noise franchise cruise bruise wise precise""".split()
)
EDITORS = ("↑",)  # how editors' notes begin
HOPING = frozenset({"hopes", "hoped", "hoping"})  # the parser takes them for forms of "hop"
OPENS, TRAILS = ('"', "("), (",", ";", ":", "—", "-", "(")


class Said(NamedTuple):
    """A stretch of tokens between quotation marks, or a paragraph set off as quoted, and who speaks; empty where nobody says."""

    first: int
    last: int  # exclusive
    speaker: str
    goes_on: bool = False  # from the paragraph before


class Proposal(NamedTuple):
    """What a rule found: the tokens that carry it, its fields, the words it went by, when it was (None: as the verb says)."""

    kind: str
    first: int
    last: int  # inclusive
    fields: Mapping[str, Any]
    rule: str
    cues: tuple[str, ...]
    past: bool = False
    voice: str = ""
    plain: float = 1.0  # how plainly a speaker's own stance is told


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, parsed, with the name each token stands for."""

    piece: Piece
    paragraph: Paragraph
    doc: Doc
    names: Mapping[int, str]
    cast: Cast
    said: Sequence[Said]
    marked: Sequence[Attributed] = ()

    def name(self, token: Token) -> str:
        """Return whom a token means; empty where nobody knows."""
        return self.names.get(token.i, "")

    def named(self, tokens: Sequence[Token]) -> list[str]:
        """Return whom tokens mean, each once, in order."""
        return list(dict.fromkeys(name for name in map(self.name, tokens) if name))

    def spoken(self, token: Token) -> Said | None:
        """Return the quotation a token stands in, the innermost; None outside."""
        inside = [s for s in self.said if s.first <= token.i < s.last]
        return min(inside, key=lambda s: s.last - s.first, default=None)

    def voice(self, token: Token) -> str:
        """Return who tells what a token tells: the block's voice, or who speaks in the quotation it stands in."""
        said = self.spoken(token)
        return said.speaker if said and said.speaker else str(self.paragraph.voice)

    def self_name(self, token: Token) -> str:
        """Return who holds what is said at a token without naming anybody: the quotation's speaker, else the author."""
        said = self.spoken(token)
        if said and not said.speaker and said.last - said.first >= LONE:
            return ""  # somebody's words, and nobody knows whose
        return said.speaker if said and said.speaker else self.piece.author or AUTHOR

    def text(self, first: int, last: int) -> str:
        """Return the words from one token to another, as printed."""
        return self.paragraph.words[self.doc[first].idx : self.doc[last].idx + len(self.doc[last])]

    @property
    def edited(self) -> bool:
        """Tell a note that an editor set: it tells of the text, not in it."""
        return self.paragraph.words.startswith(EDITORS) or self.paragraph.voice == EDITOR

    def acting(self, name: str) -> bool:
        """Tell somebody or some body from a cause or a thing."""
        return self.cast.kind(name) in ACTING


def trimmed(passage: Passage, first: int, last: int) -> tuple[int, int]:
    """Return a stretch of tokens without conjunctions, commas and unmatched quotation marks at its ends."""
    doc = passage.doc
    while first < last and _leads(doc[first]):
        first += 1
    while last > first and (doc[last].is_space or doc[last].text in TRAILS):
        last -= 1
    return first, last


def _leads(token: Token) -> bool:
    """Tell what only leads to a stretch: "and", a comma, a closing mark of the one before."""
    idle = token.is_punct or token.is_space or token.dep_ == "cc" or token.lower_ in ("and", "but")
    return idle and token.text not in OPENS


def clause(passage: Passage, verb: Token) -> tuple[int, int]:
    """Return the tokens that carry what a verb says: its clause, or the sentence where the clause is most of it."""
    first, last = syntax.clause(verb)
    if last - first > LONG:
        last = _without_more(verb, first, last)
    sentence = verb.sent
    if (last - first) * 10 >= (sentence.end - sentence.start) * 6:
        first, last = sentence.start, sentence.end - 1
    return trimmed(passage, first, last)


def _without_more(verb: Token, first: int, last: int) -> int:
    """Return where a clause ends if what is only said of its last noun is left out."""
    more = (t for t in verb.subtree if t.dep_ == "relcl" and t.left_edge.i > max(verb.i, first) and t.right_edge.i >= last - 1)
    return min((t.left_edge.i - 1 for t in more), default=last)


def lemma(token: Token) -> str:
    """Return a token's dictionary form, in lower case; British spellings as the lists have them."""
    word = token.lemma_.lower()
    if word == "hop" and token.lower_ in HOPING:
        return "hope"
    return f"{word[:-3]}ize" if word.endswith("ise") and not word.endswith(NEVER_IZE) else word


def inside(token: Token) -> tuple[int, int]:
    """Return the first and last token of what hangs on a token, itself with it."""
    return token.left_edge.i, token.right_edge.i


def printed(passage: Passage, token: Token) -> str:
    """Return a token with all that hangs on it, as printed, in one line."""
    return collapsed(passage.text(*trimmed(passage, *inside(token))))


def is_verb(token: Token) -> bool:
    """Tell verbs, helping ones too."""
    return token.pos_ in ("VERB", "AUX")


def a_group(name: str) -> bool:
    """Tell the name of a body or following by the noun it ends in: "the French bourgeoisie"."""
    return name.split()[-1].lower() in GROUPS
