"""Roles and voices inside the body: headings, quotations, verse, separators, salutations, signatures, editors' remarks."""

from __future__ import annotations

import re

from ..model import Block, Page, Role, Voice
from . import house
from .layout import SALUTATION
from .letterhead import dateline, yearless

SEPARATOR = re.compile(r"^[\s*•·.—–_=~#-]*[*•·—–_=~#-][\s*•·.—–_=~#-]*$")
EDITOR = re.compile(
    r"(?:[-–—]\s*|\(|\[|\b)(?:eds?|editors?|editorial board|note by (?:the )?\w+|trans"
    r"|translator|transcriber)\b"
    r"[.\s’'s]*[\])]*\s*$",
    re.I,
)
SIGNED = re.compile(r"[-–—]\s*(?P<who>[A-Z][\w’'. -]{2,40})[\])]\s*$")
REMARK = re.compile(r"^\s*[\[(].*[\])]\s*\.?\s*$", re.S)
PIECE = (
    "articles?|letters?|statement|text|speech|document|essay|piece|interview|chapter|communication|resolution|appeal"
    "|declaration|manifesto|report|theses|correspondence|introduction"
)
ABOUT = re.compile(
    rf"\b(?:{PIECE})\s+(?:below|here|that follows|which follows|printed|reproduced)\b"
    rf"|\b(?:following|above|below|this|present)\s+(?:{PIECE}|is|was)\b"
    r"|\bwas (?:issued|written|delivered|published|found)\b|\bwe (?:discovered|reprint|publish|print)\b",
    re.I,
)
CLOSING = re.compile(
    r"^\W*(?:with|yours?|fraternally|comradely|sincerely|faithfully|respectfully|cordially|greetings|long live|hoping"
    r"|revolutionary greetings)\b.{0,80}$",
    re.I,
)
NAME = re.compile(r"^[-–—\s(\[]*(?:[A-Z][\w’'-]*\.?,?\s*|of\s+|the\s+|and\s+|for\s+|de\s+|von\s+|van\s+){1,8}[)\]]?\s*$")


def role(page: Page, block: Block, given: Role | None) -> Role:
    """Return the role of a block of the body."""
    words = page.words(block)
    if (
        given is None
        and block.shape == "p"
        and len(words) > 200
        and "@" not in block.classes
        and "\n" not in words
        and words[0] not in "[("
    ):
        return Role.PARAGRAPH  # what most blocks of an archive are
    if len(words) < 120 and SEPARATOR.match(words):
        return Role.SEPARATOR
    if given is not None and given not in {Role.CONTENTS}:
        return given
    if block.shape[0] == "h":
        return Role.HEADING
    if remark(words):
        return Role.EDITORIAL
    if len(words) < 70 and CONTINUED.fullmatch(words):
        return Role.NAVIGATION
    if block.shape in {"td", "th", "tr"} and "@table" in block.classes:
        return Role.TABLE if len(words) < 200 else Role.PARAGRAPH
    if block.shape in {"li", "dd", "dt"}:
        return Role.LIST
    if "@blockquote" in block.classes or block.shape == "blockquote":
        return Role.VERSE if _verse(words) else Role.QUOTATION
    if _verse(words):
        return Role.VERSE
    found = _by_words(block, words)
    plain = found is Role.PARAGRAPH and len(words) < 80 and page.source.media_type == "text/plain"
    return Role.HEADING if plain and LINE.fullmatch(words) else found


#: How magazines part a text: "(To be continued)", "[Concluded in the next issue]".
CONTINUED = re.compile(
    r"[\W_]*(?:to\s+be\s+(?:continued|concluded|cont(?:in)?[’'.]?d)|(?<=[\[(])(?:continued|concluded))\b[^.\n]{0,40}[\W_]*", re.I
)
#: A line by itself in a plain text that is no sentence: capitalised or numbered, no point or comma at its end.
LINE = re.compile(r"[“\"‘(]?(?:[^\W_a-z]|\d)[^\n]*[^\s.,;:!?…–—-]")


#: "(Signed) Ada Quill"; "Fraternally, Ada Quill" set apart.
SIGNS = re.compile(r"^\W*signed\b\W*[A-Z]", re.I)


def _by_words(block: Block, words: str) -> Role:
    if len(words) < 100:
        if SIGNS.match(words) or ({"@right", "@table"} & set(block.classes.split()) and CLOSING.match(words) and "," in words):
            return Role.SIGNATURE
        if SALUTATION.match(words) and words.rstrip()[-1] in ":,!":
            return Role.SALUTATION
        if "\n" in words and CLOSING.match(words.split("\n")[0]) and len(words.split("\n")[0]) < 60:
            return Role.SIGNATURE
        if dateline(words) or yearless(words):
            return Role.DATELINE
        if "@center" in block.classes and (words.isupper() or not re.search(r"[.,;]\s*$", words)):
            return Role.HEADING
        if CLOSING.match(words) and len(words) < 60 and words.rstrip()[-1] in ",.!":
            return Role.CLOSING
    return Role.PARAGRAPH


def remark(words: str) -> bool:
    """Tell an editor's remark: a bracketed block of a sentence or more that is signed, or speaks of the text."""
    if len(words) < 40 or words[0] not in "[(" or not REMARK.match(words):
        return False
    return bool(signed_by_editor(words) or SIGNED.search(words) or (ABOUT.search(words) and words.count(" ") > 6))


def _by_house(words: str) -> bool:
    """Tell whether words end in the name by which a house signs what it adds."""
    found = list(house.styles().hands.finditer(words))
    return bool(found) and not re.search(r"[a-z]", words[found[-1].end() :])


def signed_by_editor(words: str) -> bool:
    """Tell whether words end as editors, translators, transcribers or the house sign."""
    return bool(EDITOR.search(words)) or _by_house(words[-40:])


def hand(words: str) -> Voice:
    """Return whose hand a remark or note is, by how it is signed."""
    tail = words[-60:].lower()
    if re.search(r"\btrans(?:lator|\.|lated)?\b[^a-z]*$|translator’s|þýð", tail):
        return Voice.TRANSLATOR
    if re.search(r"\btranscriber\b", tail) or _by_house(tail):
        return Voice.TRANSCRIBER
    return Voice.EDITOR


def _verse(words: str) -> bool:
    """Short lines of which most begin with a capital and end without a full stop."""
    if "\n" not in words:
        return False
    lines = [line for line in words.split("\n") if line.strip()]
    if lines and CLOSING.match(lines[0]):
        return False
    if len(lines) < 3 or max(map(len, lines)) > 75:
        return False
    capitals = sum(line.lstrip("“‘\"' ")[:1].isupper() for line in lines)
    return capitals * 4 >= len(lines) * 3 and sum(line.rstrip()[-1] in ",;:!.?—–”" for line in lines) * 2 >= len(lines)
