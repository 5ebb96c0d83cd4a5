"""Who "we" is in a text: its author, or the body in whose name it is signed, or what several signatories call themselves."""

from __future__ import annotations

import re
from collections import Counter

from ..model import Role
from .actors import Cast, known
from .authority import fold
from .model import Piece

WE, ME = re.compile(r"\b(?:we|us|our|ours|ourselves)\b", re.I), re.compile(r"\b(?:I|me|my|mine|myself)\b")
#: So many times as often "we" as "I": a body speaks.
OFTEN = 4
#: "I. Smilga, N. Muralov, C. Rakovsky": a line of names.
NAMES = re.compile(r"(?:(?:[A-ZÀ-Þ]\.\s?)+[A-ZÀ-Þ][\w’'-]+|[A-ZÀ-Þ][\w’'-]+\s+[A-ZÀ-Þ][\w’'-]+)")
#: What several who sign call themselves.
OURSELVES = re.compile(
    r"\b(?:the|our)\s+((?:[A-Z]\w+\s+)?(?:opposition|faction|fraction|delegation|minority|majority|tendency|group))\b", re.I
)
#: What lines that sign may be taken for: several short ones look like verse.
SIGNING = frozenset({Role.SIGNATURE, Role.CLOSING, Role.HEADING, Role.VERSE})
SIGNED = 5  # paragraphs at the end that can be a signature
SHORT = 200


def speaking(piece: Piece, cast: Cast) -> str:
    """Return the name of who says "I" and "we" in a text; empty where nobody is known."""
    author = cast.dated(cast.author(piece.author)) if piece.author else ""
    text = "\n".join(p.words for p in piece.paragraphs)
    if len(WE.findall(text)) <= OFTEN * len(ME.findall(text)):
        return author
    return _body(piece, cast) or _signatories(piece, text) or author


def party(piece: Piece, cast: Cast) -> str:
    """Return the party that brought a text out, itself or in its paper: what "our Party" is in it; empty where none is known."""
    forms = cast.known.forms
    houses = [forms.get(fold(house)) or forms.get(fold(f"{house} (paper)"), "") for house in piece.house]
    parties = (cast.known.actors[house].part_of if cast.kind(house) == "paper" else house for house in houses if house)
    return next((name for name in parties if cast.kind(name) == "party" and cast.living(name)), "")


def _endings(piece: Piece) -> list[str]:
    return [p.words for p in piece.paragraphs[-SIGNED:] if len(p.words) < SHORT and p.role in SIGNING]


def _body(piece: Piece, cast: Cast) -> str:
    """Return the body in whose name a text is signed."""
    bodies = (m.name for words in _endings(piece) for m in known(words, cast))
    return next((name for name in bodies if cast.kind(name) in ("organisation", "party")), "")


def _signatories(piece: Piece, text: str) -> str:
    """Return what several who sign together call themselves."""
    if not any(len(NAMES.findall(words)) > 1 for words in _endings(piece)):
        return ""
    called = Counter(word.lower() for word in OURSELVES.findall(text))
    best, count = called.most_common(1)[0] if called else ("", 0)
    return best if count > 1 else ""
