"""Names of authors as pages print them: in the meta names, the title element, bylines; parted, and compared."""

from __future__ import annotations

import re
from functools import lru_cache

from ..model import Page
from . import dates, house
from .citing import fold

NAME = re.compile(r"^(?:[A-ZÀ-Ý][\w’'.-]*\.?\s*){1,3}(?:(?:de|von|van|der|la|le|du|d’)\s+)?[A-ZÀ-Ý][\w’'-]+$")
FUNCTION = frozenset("the a an of in on to and for from with against what how why is are our we it at by".split())
SITE = re.compile(r"\b(?:internet archive|archive|\w+\.org|encyclopa?edia|library|website)\b", re.I)
ISSUE = re.compile(r"\b(?:vol(?:ume)?\.?\s*[\divxlc]+|no\.?\s*\d+|issue\s*\d+)\b", re.I)


def is_name(words: str) -> bool:
    """Tell words that have the shape of a person's name: capitalised, and no function word among them."""
    return bool(NAME.match(words)) and not FUNCTION & set(words.lower().split()) and not THING.search(words)


def undated(words: str) -> str:
    """Return words without the dates in them, and without the brackets those stood in."""
    for found in reversed(dates.find(words)):
        words = words[: found.start] + words[found.end :]
    words = words.strip(" ,\n:")
    words = words.replace("()", "").rstrip()
    return words.strip("()[] ") if words.count("(") != words.count(")") or words[:1] in "([" else words


#: Pages about a person, in that person's own folder: lives, obituaries, introductions.
LIFE = re.compile(r"(?:^|/)(?P<who>[^/]+)/(?:(?:bio\w*|obits?|obituar\w+)/[^/]+|(?:bio\w*|obit\w*|intro)\.\w+)$", re.I)


def is_about(path: str, name: str) -> bool:
    """Tell whether a page is about the person so named, going by where it lies: a life in the folder of whom it tells."""
    found, words = LIFE.search(path), fold(name).split()
    return found is not None and bool(words) and words[-1] in fold(found["who"].replace("-", "")).replace(" ", "")


def meta_authors(page: Page) -> tuple[str, ...]:
    """Return the names in the page's meta author, unless it names an archive."""
    return _meta_authors(next((content for name, content in page.meta if name == "author"), ""))


@lru_cache(maxsize=1024)
def _meta_authors(content: str) -> tuple[str, ...]:
    if not content or names_site(content) or NOBODY.fullmatch(content.strip()):
        return ()
    return tuple(name for name in split_names(re.sub(r"\s*\([^)]*\)", "", content)) if not THING.search(name))


NOBODY = re.compile(r"(?:author\s+)?(?:unknown|anonymous|various|unsigned)(?:\s+authors?)?", re.I)
#: Words for kinds of texts and pages, which stand in no name.
THING = re.compile(
    r"\b(?:appendix|chapter|part|vol(?:ume)?|biograph\w*|volunteers?|letters?|introduction|preface|contents|unknown)\b", re.I
)


def title_tag(page: Page) -> tuple[str, str]:
    """Return author and title of a `<title>` of the form "Author: Title (date)" or "Title by Author", "" for what it lacks."""
    return _title_tag(page.title.strip(), meta_authors(page), page.source.path.lower())


@lru_cache(maxsize=64)
def _title_tag(title: str, known: tuple[str, ...], path: str) -> tuple[str, str]:
    found = re.match(r"([^:]{3,60}):\s+(.+)$", title)
    if found and (full := next((name for name in known if fold(name).split()[-1:] == [fold(found[1])]), "")):
        return full, undated(found[2])  # the surname alone
    if found and LETTERS.fullmatch(found[1]):
        return found[1], undated(found[2])
    if found and _nameish(found[1]) and not ISSUE.search(found[1]) and _may_be_author(known, path, found[1]):
        return found[1].strip(), undated(found[2])
    by = re.match(r"(.+?),?\s+by\s+([^,(]{4,60})", title)
    if by and _nameish(undated(by[2])):
        return undated(by[2]), by[1].strip()
    return "", undated(title)


#: Initials that sign: "J.P.C."
LETTERS = re.compile(r"(?:[A-Z]\.\s?){2,4}")


def _may_be_author(known: tuple[str, ...], path: str, words: str) -> bool:
    """A title may have a colon of its own: what stands before it is the author if the page's meta author or its path agrees."""
    if known:
        return any(same_name(part, name) for part in split_names(words.replace("/", ",")) for name in known)
    return bool(NAME.match(words)) or fold(words).split()[-1] in path


def names_site(words: str) -> bool:
    """Tell the name of an archive from a person's."""
    return bool(SITE.search(words)) or house.styles().hands.search(words) is not None


def _nameish(words: str) -> bool:
    tokens = words.replace("/", " ").replace("&", " ").split()
    return (
        1 < len(tokens) < 9
        and not names_site(words)
        and not THING.search(words)
        and not FUNCTION - {"and"} & {t.lower() for t in tokens}
        and all(t[:1].isupper() or t in {"and", "von", "de", "van"} for t in tokens)
    )


@lru_cache(maxsize=4096)  # names come again all over an archive
def split_names(words: str) -> tuple[str, ...]:
    """Part joint names; "Eden and Cedar Paul" is printed as one and stays one."""
    words = HANGING.sub("", BLANKS.sub(" ", NO_PART.sub("", words)).strip(" ,:;"))
    words = words if INITIAL.search(words) else words.rstrip(".")
    parts = [part.strip(" ,") if INITIAL.search(part) else part.strip(" .,") for part in BETWEEN.split(words)]
    parts = [part for part in parts if part]
    whole = all(len(WORDS.findall(part)) > 1 for part in parts)
    return tuple(parts) if len(parts) > 1 and whole else (words,) if words else ()


#: A note's number, "et al.", what a person was made or elected: no part of a name.
NO_PART = re.compile(r"\s*\[[\d*]+\]|\s+et al\b\.?|,\s*(?:M\.\s?P|K\.\s?C|Q\.\s?C|J\.\s?P|M\.\s?D|Ph\.\s?D)\b\.?")
BLANKS = re.compile(r"\s+")
HANGING = re.compile(r"\s+(?:and|&)$")
INITIAL = re.compile(r"\b[A-Z]\.$")
BETWEEN = re.compile(r"\s*(?:,|/|;|&|\band\b|\bwith\b)\s*")
WORDS = re.compile(r"[^\s.]+")


def same_name(one: str, other: str) -> bool:
    """Tell whether two printed names can be one person's: the last word is the same, and no forename contradicts."""
    a, b = fold(one).split(), fold(other).split()
    if not a or not b:
        return False
    if "".join(a) == "".join(b):
        return True
    if FUNCTION & set(a) - set(b):  # "A Life of Ada Quill" is about her
        return False
    if len(a) > 1 and all(len(word) == 1 for word in a):  # "M.S."
        return a == [word[0] for word in b]
    if len(a) == 1 and len(a[0]) > 4 and a[0].endswith(b[-1]) and a[0][0] == b[0][0]:
        return len(a[0]) <= len(b[-1]) + 3  # "H.QUELCH"
    if a == b or set(b) <= set(a) or set(a) <= set(b):
        return len(set(a) & set(b)) >= min(2, len(a), len(b)) and len(a) <= len(b) + 2
    return a[-1] == b[-1] and len(a) < 6 and (a[0][0] == b[0][0])
