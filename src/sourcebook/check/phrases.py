"""Slips that only the words around them give away: known words in another's place, figures for letters, words set twice.

Each is a query of the search index and a pattern for the words as printed; what the pattern calls `slip` is what should be
read otherwise.
All were tried on 6,183 archive pages, and those kept whose hits are nearly all slips.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from ..archive import Archive
from ..model import Finding
from .fresh import Fresh
from .lexicon import Lexicon
from .passages import Printed, pattern_places, printed
from .vocabulary import like


class Phrase(NamedTuple):
    """What to ask the index for, the pattern that tells a slip from a right use, what to read, and the finding's code."""

    query: str
    pattern: re.Pattern[str]
    reading: str
    code: str = "S013"


def _phrase(query: str, pattern: str, reading: str) -> Phrase:
    return Phrase(query, re.compile(pattern), reading)


FIRST_PERSON = "am have do shall believe think know say mean hope feel want wish see cannot should could would will must may can had did saw".split()
#: Verbs that do not follow a number: after the others, a comma before the 1 leaves it open.
ONLY_FIRST_PERSON = "am|have|do|shall|believe|think|know|hope|feel|want|wish|mean|see"
JOINS = "and|but|that|as|if|when|which|what|than|because|so|though|while|where|since|then|nor|how|before|after|until|whom|or|for"
NUMBERED = (
    r"(?<!\b[Nn]o\. )(?<!\b[Nn]os\. )(?<!\b[Vv]ol\. )(?<!\b[Pp]\. )(?<!\b[Cc]h\. )(?<!\b[Aa]rt\. )(?<!\b[Ss]ec\. )(?<!\b[Ff]ig\. )"
)
LETTER_I = tuple(
    Phrase(
        f'"{sign} {verb}"',
        re.compile(
            rf"(?:(?:^|[.!?:;—–] |[“‘\"(] ?|\b(?:{JOINS}) ){NUMBERED}(?P<slip>{sign}) {verb}\b"
            rf"|, (?P<also>{sign}) (?={ONLY_FIRST_PERSON}\b){verb}\b)",
            re.M,
        ),
        "I",
        "S002",
    )
    for sign in ("1", "l")
    for verb in [*FIRST_PERSON, "was"]
)
DOUBLED = tuple(
    Phrase(f'"{word} {word}"', re.compile(rf"(?<![\w’'-])(?P<slip>{word}\s{word})(?![\w’'-])"), word, "S009")
    for word in "the of and to a with which an their his its they he be would this we who".split()
)
#: What follows `he` where it is the right word, after a preposition or a particle (`from then on he …`, `of he knows not what`).
HIS_DOING = "is was has had does did can could will would may might shall should must said says knows knew who himself even ever never always also that which and"
NOT_HE = rf"(?!(?:{HIS_DOING.replace(' ', '|')})\b)(?=[a-z])"
LOST_T = tuple(
    _phrase(f'"{word} he"', rf"(?<![\w-])(?i:{word}) (?P<slip>he) {NOT_HE}", "the")
    for word in "of from in against among during".split()
)
LOOK_ALIKES = (
    _phrase("modem", r"\b(?P<slip>[Mm]odem)\b(?!s| computer)", "modern"),
    _phrase("arid", r"(?<!\b(?:is|as|an|of|or|in|so) )(?<!\b(?:the|and|was|are|its) )(?<!\b(?:most|more|very|were|than|this|that) )(?<=[a-z,;] )(?P<slip>arid)"
                    r" (?=(?:the|a|an|to|that|this|these|those|not|its|his|her|their|our|we|they|he|she|it|I|is|was|are|all|other|in|for|by|on|with|of)\b)", "and"),
    _phrase("arid", r"\b[a-z]{3,}s (?P<slip>arid) (?=[a-z]{3,}s\b)", "and"),
    *(_phrase(f'"iii {word}"', rf"(?<![.,)] )(?<!\bii )\b(?P<slip>iii) (?={word}\b)", "in") for word in "the a this which his their its order our".split()),
    _phrase("tile", r"\b(?:of|in|to|by|on|from|with|that|at|for) (?P<slip>tile) (?=[a-z])(?!factor|work|mak|roof|floor|manufactur|and|or)", "the"),
    _phrase("die", r"\b(?:of|by|in|with|from|on) (?P<slip>die) (?=[a-z]{3})(?!cast|mak|work|sink)", "the"),
    _phrase('"hi the"', r"\b(?P<slip>hi) the\b", "in"),
    _phrase('"m the"', r"(?<![’'.\w])(?P<slip>m) the\b", "in"),
    _phrase('"tor the"', r"\b(?P<slip>tor) the\b", "for"),
    _phrase('"bad been"', r"\b(?P<slip>bad) been\b", "had"),
    _phrase('"hag been"', r"\b(?P<slip>hag) been\b", "has"),
    _phrase('"other band"', r"\b[Oo]n the other (?P<slip>band)\b(?! of)", "hand"),
    _phrase("ail", r"\b(?P<slip>[Aa]il) (?=the|this|these|those|of|their|his|our)", "all"),
    _phrase("arc", r"\b(?:they|we|you|there|these|those|which|who|what) (?P<slip>arc)\b", "are"),
    _phrase("ease", r"\b(?:this|any|each|every|either|another|latter|former) (?P<slip>ease)\b(?! of)", "case"),
    _phrase("docs", r"\b(?:(?:it|he|she|which|who|that) (?P<slip>docs)\b|(?P<also>docs) not\b)", "does"),
    _phrase("hut", r"[,;] (?P<slip>hut) (?=(?:the|it|in|not|this|that|they|we|he|I|also|only|when|if|a|to|for|as|there|what)\b)", "but"),
    _phrase("bat", r"[,;] (?P<slip>bat) (?=(?:the|it|in|not|this|that|they|we|he|I|also|only|when|if|a|to|for|as|there|what)\b)", "but"),
    _phrase("lie", r"\b(?:as|if|when|but|which|because) (?P<slip>lie) (?=(?:was|is|had|has|could|would|should|will|did|does|said)\b)", "he"),
    _phrase("ho", r"\b(?P<slip>ho) (?=(?:was|had|has|is|would|could|did|said)\b)", "he"),
    _phrase("bo", r"\b(?:to|will|can|not|must|may|would|should) (?P<slip>bo)\b", "be"),
    _phrase('"to he"', rf"\bto (?P<slip>he) {NOT_HE}", "be"),
    _phrase("nave", r"\b(?:to|we|they|you|I|would|should|could|must|may|will|who|which) (?P<slip>nave)\b", "have"),
    _phrase("thai", r"\b(?P<slip>thai) (?=(?:the|it|is|they|he|we|this)\b)", "that"),
    _phrase("lime", r"\b(?:(?:at|for|until|by) (?:the|that|this) (?:same |first |last |present )?|(?:long|short) )(?P<slip>lime)\b(?! of| and)", "time"),
    _phrase("limes", r"\b(?:two|three|four|five|ten|many|several|war|our|modern|at) (?P<slip>limes)\b", "times"),
    _phrase("clays", r"\b(?:few|two|three|four|five|ten|many|several|these|those|last) (?P<slip>clays)\b", "days"),
    _phrase("corning", r"\b(?P<slip>corning)\b", "coming"),
    _phrase("com", r"(?<![.])\b(?P<slip>[Cc]om) (?=(?:[Ll]aws?|fields|prices)\b)", "corn"),
    _phrase("maimer", r"\b(?P<slip>maimer)\b", "manner"),
    _phrase("yon", r"\b(?P<slip>yon) (?=(?:are|have|will|can|must|should|may|know|see|do|were|would)\b)", "you"),
    _phrase("sonic", r"\b(?P<slip>sonic) (?=(?:of|time|extent|people|other|years)\b)", "some"),
    _phrase("mast", r"\b(?:we|they|it|he|you|I|one) (?P<slip>mast) (?=[a-z])", "must"),
    _phrase("stales", r"\bUnited (?P<slip>Stales)\b", "states"),
    _phrase("stale", r"\b(?P<slip>[Ss]tale) (?=(?:power|apparatus|machine|capitalism)\b)", "state"),
    _phrase("patty", r"\b(?:Communist|Labou?r|Socialist|Bolshevik|Workers[’']?) (?P<slip>Patty)\b", "party"),
    _phrase("lt", r"\b(?P<slip>lt) (?=(?:is|was|has|would|will|may|must|can|does|seems)\b)", "It"),
    _phrase("ln", r"(?:^|[.!?] )(?P<slip>ln) (?=(?:the|this|a|order|fact)\b)", "In"),
    *(_phrase(f'"{wrong}"', rf"\b(?P<slip>{wrong})\b", right) for wrong, right in (("int he", "in the"), ("tot he", "to the"), ("ont he", "on the"))),
)  # fmt: skip
PHRASES = (*LETTER_I, *DOUBLED, *LOST_T, *LOOK_ALIKES)
SAYS = {
    "S002": "“{}” stands where “{}” is meant.",
    "S009": "“{}” is set twice.",
    "S013": "“{}” stands where “{}” seems to be meant.",
}


def misplaced_words(archive: Archive, fresh: Fresh, lexicon: Lexicon) -> Iterator[Finding]:
    """Yield the known words of fresh pages that stand where only another makes sense."""
    for phrase in PHRASES:
        for place in printed(archive, phrase.query, pattern_places(phrase.pattern), fresh.first_block):
            yield from _slip(phrase, place, lambda word: lexicon(word).dictionary)


def _slip(phrase: Phrase, place: Printed, known: Callable[[str], bool]) -> Iterator[Finding]:
    found = phrase.pattern.search(place.text, place.start)
    if not found or not place.among(known):
        return
    group = "slip" if found["slip"] else "also"
    words, start = found[group], place.base + found.start(group)
    reading = like(words, phrase.reading)
    message = SAYS[phrase.code].format(" ".join(words.split()), reading)
    yield Finding(phrase.code, place.path, start, start + len(words), message, f"Read “{reading}”?", reading)
