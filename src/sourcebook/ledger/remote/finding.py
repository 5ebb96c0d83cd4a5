"""Words given by a model, found in the text again: exactly but for white space and typography, else nearly."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from rapidfuzz import fuzz

from ..model import Paragraph, collapsed

#: Marks that printers, typists and models set differently.
MARKS: Mapping[int, str] = {
    **dict.fromkeys(map(ord, "“”„‟«»″❝❞"), '"'), **dict.fromkeys(map(ord, "‘’‚‛‹›′`´ʼ"), "'"),
    **dict.fromkeys(map(ord, "‐‑‒–—―−"), "-"), **dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"), ""),
}  # fmt: skip
#: A near quote has at least this likeness: invented sentences about the same matter score about 60, paraphrases 70, slips over 90.
NEAR = 88
#: Shorter words are alike too easily: "the pact" and "the part".
LEAST_NEAR = 20
#: What models put around the words they copy.
AROUND = " \"'.…,;:-"
#: Blocks of a page have white space between them, and a block has a character: so gaps of two hold no other block.
GAP = 2


class Place(NamedTuple):
    """Where words stand: offsets in the page's text, the source's own words with white space collapsed, whether they differ."""

    start: int
    end: int
    words: str
    near: bool = False


def plain(text: str) -> tuple[str, list[int]]:
    """Return words as they are compared, and for each of their characters the place of the one it was made from."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        for made in MARKS.get(ord(letter), letter if letter.isascii() else unicodedata.normalize("NFKD", letter)):
            if not made.isspace():
                letters.append(made)
                places.append(place)
            elif letters and letters[-1] != " ":
                letters.append(" ")
                places.append(place)
    return "".join(letters), places


class Run:
    """Neighbouring paragraphs, as one text to look in."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self.start = paragraphs[0].start
        text = ""
        for paragraph in paragraphs:  # the gaps are white space, which any white space may stand for
            text += " " * (paragraph.start - self.start - len(text)) + paragraph.words
        self.text = text

    @cached_property
    def plain(self) -> tuple[str, list[int]]:
        """Its words as they are compared."""
        return plain(self.text)

    def exact(self, wanted: str) -> Iterator[Place]:
        """Yield where words stand in it, from the first place on."""
        text, _ = self.plain
        at = text.find(wanted)
        while at >= 0:
            if _whole(text, at, at + len(wanted)):
                yield self._place(at, at + len(wanted))
            at = text.find(wanted, at + 1)

    def near(self, wanted: str) -> tuple[float, Place] | None:
        """Return where it has words most like these, and how like they are; None where nothing is alike enough."""
        text, _ = self.plain
        if not LEAST_NEAR <= len(wanted) <= len(text):
            return None
        found = fuzz.partial_ratio_alignment(wanted, text, score_cutoff=NEAR)
        if not found or found.dest_end <= found.dest_start:
            return None
        start, end = found.dest_start, found.dest_end
        while _inside(text, start):
            start -= 1
        while _inside(text, end):
            end += 1
        start += len(text[start:end]) - len(text[start:end].lstrip(AROUND))
        end -= len(text[start:end]) - len(text[start:end].rstrip(AROUND))
        return found.score, self._place(start, end)._replace(near=True)

    def _place(self, start: int, end: int) -> Place:
        _, places = self.plain
        first, last = places[start], places[end - 1] + 1
        return Place(self.start + first, self.start + last, collapsed(self.text[first:last]))


def _whole(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch begins and ends where words do."""
    return not _inside(text, start) and not _inside(text, end)


def _inside(text: str, at: int) -> bool:
    return 0 < at < len(text) and _letters(text[at - 1]) and _letters(text[at])


def _letters(letter: str) -> bool:
    return letter.isalnum() or unicodedata.combining(letter) > 0


class Finder:
    """Looks for words in the paragraphs of a window."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self.paragraphs = paragraphs
        self.runs = [Run(run) for run in _runs(paragraphs)]

    def find(self, words: str, beside: Place | None = None) -> Place | None:
        """Return where words stand, exactly if they do (nearest to `beside`), else nearly; None where they do not."""
        given, _ = plain(words)
        for wanted in dict.fromkeys((given.strip(), given.strip(AROUND))):
            places = [place for run in self.runs for place in run.exact(wanted)] if wanted else []
            if places:
                return min(places, key=lambda place: _distance(place, beside)) if beside else places[0]
        near = [found for run in self.runs if (found := run.near(given.strip(AROUND)))]
        return max(near, key=lambda found: found[0])[1] if near else None

    def holds(self, words: str) -> bool:
        """Tell whether words stand in the window exactly but for their case."""
        wanted, _ = plain(words.casefold())
        wanted = wanted.strip(AROUND)
        return any(_holds(run.plain[0].casefold(), wanted) for run in self.runs) if wanted else False

    def voice(self, place: Place) -> str:
        """Return the voice of the paragraph in which words begin."""
        return next((p.voice for p in reversed(self.paragraphs) if p.start <= place.start), "")


def _holds(text: str, wanted: str) -> bool:
    at = text.find(wanted)
    while at >= 0 and not _whole(text, at, at + len(wanted)):
        at = text.find(wanted, at + 1)
    return at >= 0


def _distance(place: Place, beside: Place) -> int:
    return max(place.start - beside.end, beside.start - place.end, 0)


def _runs(paragraphs: Sequence[Paragraph]) -> Iterator[list[Paragraph]]:
    run: list[Paragraph] = []
    for paragraph in paragraphs:
        if run and not 0 <= paragraph.start - run[-1].start - len(run[-1].words) <= GAP:
            yield run
            run = []
        run.append(paragraph)
    if run:
        yield run
