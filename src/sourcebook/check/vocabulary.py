"""Slips found through the archive's vocabulary: words that no dictionary has, beside those they look like.

The index's list of terms is gone through once; what no dictionary has and what is rare is held against the archive's common words.
Only then is the passage looked up, and it counts only where the words around are English: a slip in a French title is for others.
After an edit only the new pages' words are judged, with the counts as they are now; the findings of the other pages stand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain
from typing import cast

from ..archive import Archive
from ..model import Finding
from ..store.schema import SHIFT
from .fresh import Fresh
from .letters import LONG, no_name, one_letter_off
from .lexicon import UNKNOWN, Known, Lexicon
from .lookalikes import RARE_TYPO, RATIO, Reading, Words
from .passages import FOREIGN, Printed, printed, word_places

#: A word the archive has more often is a word of its own, or a slip so common that it wants another remedy.
RARE = 100
#: Words of this rarity (centibels) or less are the hundred or so that every sentence has.
COMMONEST = 260
#: Below so many words, an archive's own counts say too little, and those of the language at large stand in for them.
SMALL = 1_000_000
#: How many of a large archive's words one of a small archive's stands for.
STANDS_FOR = 20
#: So often an archive that says enough has a word for a rare long one to be a slip of it.
OFTEN = 10
CODES = {"look-alike": "S010", "typo": "S011", "letter": "S011", "space": "S012", "figure": "S001"}
SAYS = {
    "S001": "Figures and letters are mixed in “{}”.",
    "S008": "“{}” seems to be one word, broken.",
    "S010": "“{}” is no known word, and looks like “{}”.",
    "S011": "“{}” is no known word, and is near to “{}”.",
    "S012": "“{}” seems to be two words.",
}
ON_PAGE = f"""
    SELECT 1 FROM block WHERE id >= ? << {SHIFT} AND id < (? + 1 + (SELECT count(*) FROM text WHERE page_id = ?)) << {SHIFT}
    AND instr(text, ?) LIMIT 1
"""


def misread_words(archive: Archive, fresh: Fresh, lexicon: Lexicon) -> Iterator[Finding]:
    """Yield the words of fresh pages that are none, each with what it seems to stand for."""
    counts = fresh.terms(RARE)
    rare = {word: counts[word] for word in lexicon.strange(counts) if word not in FOREIGN}
    words = Words(_remembered(lexicon, rare), common_words(archive, lexicon), lexicon.accented(), rare)
    found = dict(words.readings())
    rest = [word for word, count in rare.items() if count <= RARE_TYPO and word not in found and words.known(word) == UNKNOWN]
    for word, reading in chain(found.items(), _long(archive, lexicon, words, rest)):
        yield from _judge(archive, fresh, words, word, reading)


def _long(archive: Archive, lexicon: Lexicon, words: Words, unknown: Iterable[str]) -> Iterator[tuple[str, Reading]]:
    """Yield the long words nobody knows that are one letter off a single word."""
    for word, meant in one_letter_off(unknown, long_words(archive, lexicon), lambda near: words.known(near).dictionary):
        yield word, Reading(meant, "letter")


def _remembered(lexicon: Lexicon, words: Mapping[str, int]) -> Callable[[str], Known]:
    """Return what tells what is known of a word: of these words it is asked all at once, of others one by one."""
    at_once, later = lexicon.known(words), lru_cache(maxsize=None)(lexicon)
    return lambda word: at_once.get(word, UNKNOWN) if word in words else later(word)


def common_words(archive: Archive, lexicon: Lexicon) -> Mapping[str, int]:
    """Return the words that others may be slips of, with a count; a small archive borrows the language's."""
    rows = cast("list[tuple[str, int]]", archive.rows("SELECT term, count FROM term WHERE count >= ?", (RATIO,)))
    if not _small(archive):
        return dict(rows)
    own = dict(cast("list[tuple[str, int]]", archive.rows("SELECT term, count FROM term")))
    said = {word: max(RATIO, STANDS_FOR * own[word]) for word in lexicon.words(own)}
    frequent = lexicon.frequent()
    return said | {word: max(count, said.get(word, 0)) for word, count in frequent.items()}


def long_words(archive: Archive, lexicon: Lexicon) -> frozenset[str]:
    """Return the long words that an archive has often; in a small one, all there are."""
    if _small(archive):
        return frozenset(lexicon.longer(LONG - 1))
    rows = archive.rows("SELECT term FROM term WHERE count >= ? AND length(term) >= ?", (OFTEN, LONG - 1))
    return frozenset(lexicon.words(term for (term,) in cast("list[tuple[str]]", rows)))


def _small(archive: Archive) -> bool:
    counted = cast("list[tuple[int]]", archive.rows("SELECT coalesce(sum(count), 0) FROM term WHERE count >= ?", (RATIO,)))
    return counted[0][0] <= SMALL


def _judge(archive: Archive, fresh: Fresh, words: Words, word: str, reading: Reading) -> Iterator[Finding]:
    places = word_places(word, parted=reading.kind != "figure")
    for place in printed(archive, f'"{word}"', places, fresh.first_block):
        yield from _slip(archive, words, place, reading)


def _slip(archive: Archive, words: Words, place: Printed, reading: Reading) -> Iterator[Finding]:
    if not place.among(lambda near: words.known(near).dictionary):
        return
    fluent = reading.kind == "look-alike" and words.known(reading.word).rarity < COMMONEST
    if not fluent and (whole := _broken(words, place)):
        yield _finding("S008", whole, whole.words, re.sub(r"[\s-]+", "", whole.words))
    elif reading.kind == "accent":
        if not place.words.isascii():
            yield _finding("S010", place, place.words, like(place.words, reading.word))
    elif _credible(archive, words, place, reading):
        yield _finding(CODES[reading.kind], place, place.words, like(place.words, reading.word))


def _broken(words: Words, place: Printed) -> Printed | None:
    """Join a fragment with the word before or after it, if that makes a usual word (`Decem ber`)."""
    before, after = re.search(r"[^\W\d_]+-? $", place.text[: place.start]), re.match(r"-? [^\W\d_]+", place.text[place.end :])
    for start, end in (
        (place.start - len(before[0]) if before else -1, place.end),
        (place.start, place.end + len(after[0]) if after else -1),
    ):
        there = words.known(re.sub(r"[\s-]+", "", place.text[start:end]).lower())
        whole = place.text[start:end]
        if (
            min(start, end) >= 0
            and there.dictionary
            and there.rarity < 550
            and (whole.islower() or whole.isupper() or whole[1:].islower())
        ):
            return place._replace(start=start, end=end)
    return None


def _credible(archive: Archive, words: Words, place: Printed, reading: Reading) -> bool:
    """Weed out names and abbreviations: capitals need the reading on the same page, in capitals too; short ones, that it could
    be nothing else.
    """
    if reading.kind == "figure":
        return True
    if not place.words.isascii() or (place.words.isupper() and len(place.words) < 6):
        return False
    if place.words.islower():
        return True
    if reading.kind == "letter":
        return no_name(place.words) and (place.words.isupper() or place.words[1:].islower())
    if len(place.words) < 5 or not place.words[1:].islower():
        return place.words[1:].islower() and place.opens_sentence() and words.known(reading.word).rarity < COMMONEST
    if len(place.words) > 8 and reading.kind != "space":
        return True
    return bool(archive.rows(ON_PAGE, (place.page, place.page, place.page, like(place.words, reading.word))))


def like(printed_word: str, reading: str) -> str:
    """Return a reading in the capitals of what is printed."""
    if not reading or (printed_word.isupper() and len(printed_word) > 1):
        return reading.upper()
    return reading[0].upper() + reading[1:] if printed_word[:1].isupper() else reading


def _finding(code: str, place: Printed, word: str, reading: str) -> Finding:
    start = place.base + place.start
    if not reading:
        return Finding(code, place.path, start, start + len(word), SAYS[code].format(word))
    return Finding(code, place.path, start, start + len(word), SAYS[code].format(word, reading), f"Read “{reading}”?", reading)
