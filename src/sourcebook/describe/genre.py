"""The genre of a text: what its title, its series, its file's name, the colophon, a headnote or its own blocks call it.

The evidence is asked in that order, which is the order of how seldom it is wrong.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from types import MappingProxyType
from typing import NamedTuple

from ..model import Block, Page, Role, Stated
from . import heads, house

#: What titles call a text.
TITLES = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("other", r"^(?:minutes|theses|thesis|guidelines|programme|program|rules|statutes|chronology|bibliography|memoirs?"
                  r"|memories)\b|^(?:short\s+)?biogra(?:ph|f)\w*\b|\bdraft\b"),
        ("letter", r"\b(?:open )?letters?\b(?! [–—-])|\bmessage\b|\blettera\b|\bcarta\b|\blettre\b|\bbrief an\b"),
        ("interview", r"\binterview\b"),
        ("speech", r"\bspeech\b|\baddress (?:to|at|delivered)|\bspoken\b|\blecture\b|\bdiscurso\b|\bdiscours\b|\bdiscorso\b"
                   r"|\brede\b"),
        ("review", r"\breview of\b|\bbook reviews?\b|\(review\)|^reviews?\b"),
        ("preface", r"^(?:\w+['’]s\s+)?(?:preface|foreword|introduction|introductory|afterword)\b"),
        ("resolution", r"\bresolution\b"),
        ("statement", r"\bstatement\b|\bdeclaration\b|\bmanifesto\b|\bappeals?\b|\bannouncement\b"),
    )
)  # fmt: skip
#: Genres whose word in a chapter's title is its subject rather than what it is.
SUBJECTS = frozenset({"letter", "resolution", "statement", "speech", "review", "other"})
CHAPTER_FILE = re.compile(r"/[a-z]*(?:ch(?:ap)?|pt|part)[-_]?\d+\w*\.[a-z]+$", re.I)
LAST_NUMBER = re.compile(r"[a-z]\d{1,3}\w?\.[a-z]+$", re.I)
FILE = re.compile(r"/[^/]*?(interview|letter|speech|review|preface|appeal)[^/]*$|/(pamphlet)s?/|/(biog)[^/]*", re.I)
#: "(review)" after a citation, "Speech to the …" at a colophon's head.
COLOPHON = re.compile(
    r"\((reviews?|letters?|speech|interview)\)|^\W*(speech|letter|interview|lecture|preface|report)\b"
    r"|\ba (speech) (?:presented|delivered|given)\b|\b(letter) to\b",
    re.I,
)
HEADNOTE = re.compile(
    r"\b(?:following|this|above|below|excerpts? (?:of|from)|text of)\s+(?:\w+\s+){0,3}?"
    r"(letter|interview|speech|review|resolution|statement)\b"
    r"|\b(interview)ed\b",
    re.I,
)
#: The head of a book's review: its title, author, publisher and price or pages, each on a line or after a comma.
BOOK = re.compile(r"\b\d+s\.|\b\d+/\d*-?(?!\w)|[£$]\s?\d|\b\d+\s?pp\b|\b\d+p\.?$|\bpp?\.\s?\d+$|\b\d+ pages\b")
#: A speaker's name or sign before what is said; the sign after it is looked for first, for few paragraphs have one so near.
ASKED = re.compile(r"^(?=[^:.]*[:.])\W*(?:Q(?:uestion)?|[A-Z]{2,4}|[A-Z][\w .’-]{2,30})\s*[:.]\s+\S")
SAME = MappingProxyType({"lecture": "speech", "report": "speech", "appeal": "statement", "pamphlet": "other", "biog": "other"})


class Seen(NamedTuple):
    """What a genre is judged by: title and subtitle, the larger work, the colophon's and the headnotes' words."""

    title: str
    part_of: str | None
    colophon: str
    headnote: str
    heading: str  # the title as printed, with its number


def genre(page: Page, seen: Seen, blocks: list[Block]) -> Stated:
    """Return the genre of a text with its evidence; an article where nothing says otherwise."""
    for one in (_titled(seen), _chapter(page, seen), _filed(page), _told(seen), _shown(page, blocks)):
        if one is not None:
            return one
    return Stated("genre", "article", "body", "nothing says otherwise", "")


def _titled(seen: Seen) -> Stated | None:
    for name, pattern in TITLES:
        if pattern.search(seen.title) and not (seen.part_of and name in SUBJECTS):
            return Stated("genre", name, "heading", "the title says so", seen.title)
    return None


def _chapter(page: Page, seen: Seen) -> Stated | None:
    path = page.source.path
    if (told := COLOPHON.match(seen.colophon)) and told[2] and told[2].lower() == "preface":
        return Stated("genre", "preface", "prose", "the colophon says so", told[0])
    numbered = LAST_NUMBER.search(path) and heads.NUMBERED.match(seen.heading)
    if seen.part_of or numbered or CHAPTER_FILE.search(path):
        return Stated("genre", "chapter", "heading", "the page is a part of a larger work", seen.part_of or path)
    return None


def _filed(page: Page) -> Stated | None:
    found = FILE.search(f"/{page.source.path}")
    if found is None:
        return None
    word = next(group for group in found.groups() if group).lower()
    return Stated("genre", SAME.get(word, word), "path", "the path says so", page.source.path)


def _told(seen: Seen) -> Stated | None:
    for where, pattern, words in (("the colophon", COLOPHON, seen.colophon), ("the headnote", HEADNOTE, seen.headnote)):
        if found := pattern.search(words):
            word = next(group for group in found.groups() if group).lower().rstrip("s")
            return Stated("genre", SAME.get(word, word), "prose", f"{where} says so", found[0])
    return None


def _shown(page: Page, blocks: list[Block]) -> Stated | None:
    roles = [b.role for b in blocks]
    if Role.SALUTATION in roles[:4]:
        return Stated("genre", "letter", "body", "it opens with a salutation", "")
    if roles.count(Role.VERSE) * 2 > len(roles):
        return Stated("genre", "poem", "body", "most of it is verse", "")
    first = next((page.words(b) for b in blocks if b.role in {Role.PARAGRAPH, Role.QUOTATION, Role.VERSE, Role.HEADING}), "")
    lines = first.split("\n")
    printed = len(lines) > 2 and house.styles().publishers.search(lines[-1])
    if len(first) < 260 and (printed or BOOK.search(first)):
        return Stated("genre", "review", "body", "it opens with a book's title, publisher and price", first)
    if sum(asked for asked in _turns(page, blocks)) > 5:
        return Stated("genre", "interview", "body", "its paragraphs are turns of two speakers", "")
    return None


def _turns(page: Page, blocks: list[Block]) -> Iterator[bool]:
    """Yield for each paragraph whether it begins with a speaker's name or sign, of which there are few."""
    found = [match[0] for b in blocks if b.role is Role.PARAGRAPH and (match := ASKED.match(page.text[b.start : b.start + 40]))]
    often = {words for words, times in Counter(words[:6] for words in found).items() if times > 2}
    yield from (words[:6] in often for words in found)
