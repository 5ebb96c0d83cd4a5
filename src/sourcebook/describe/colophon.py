"""Colophon → statements: what it says of the text, cut at the cues, each with its passage.

Labelled blocks ("Written: June 10 1935") and prose ones ("From *Labor Action*, Vol. X No. 10, 11 March 1946, p. 3.
Transcribed by …") go through the same grammar: a colophon is lines of sentences, a sentence is a cue and its value,
perhaps with a further cue inside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from . import cues, dates, house
from .citing import is_citation

#: A sentence ends at a point before a capital, unless the point belongs to an abbreviation or an initial.
STOP = re.compile(r"(?:(?<=[.;])|(?<=\.[)\]]))\s+(?=[A-Z©(“\"])")
ABBREVIATION = re.compile(
    r"(?:^|[\s(/])(?:[A-Z]|[A-Z]\.[A-Z]|vols?|nos?|pp?|pgs?|st|dr|mr|mrs|ed|eds|trans|tr|jan|feb|mar|apr|aug|sept?"
    r"|oct|nov|dec|co|ltd|inc|cf|no|op|bd|jahrg|jg|nr|n\.s|whole no|mass)\.$",
    re.I,
)


PART = re.compile(r"\W*(?:pages?|pp?\.|vol|volume|no\.|issue)\s*\.?\s*[\divxlc]", re.I)
#: A colophon that opens by saying what was spoken where.
UPDATED = re.compile(r"\b(?:updated|modified)\b", re.I)
SPOKEN = re.compile(
    r"\W*(?:(?:speech|lecture|address|talk|report|interview|paper\s+(?:read|given|presented|delivered))\b"
    r"|(?:delivered|presented|read)\s+(?:to|at|before|in)\s)",
    re.I,
)
FROM = re.compile(r"\s+from\b", re.I)


class Statement(NamedTuple):
    """A statement of a colophon: the fields it speaks of, its value's passage and words, how it was recognised."""

    fields: tuple[str, ...]
    cue: str
    start: int
    end: int
    words: str
    kind: str  # label | prose
    typo: str = ""  # the label it was meant to be


def statements(text: str, base: int = 0) -> list[Statement]:
    """Return the statements in a colophon's text; `base` is added to their offsets. Words under no cue carry no fields."""
    return [s._replace(start=s.start + base, end=s.end + base) for s in parse(text)]


def parse(text: str) -> tuple[Statement, ...]:
    """Return the statements in a text; remembered, since a block is parsed to learn whether it is a colophon and again as one."""
    return _parsed(text, house.OWN.get())


@lru_cache(maxsize=256)
def _parsed(text: str, _: tuple[house.Own, ...]) -> tuple[Statement, ...]:
    found: list[Statement] = []
    for start, line in _lines(text):
        found.extend(_line(line, start))
    return tuple(_joined(_whole(text, _bare(found))))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield start, line
        start += len(line) + 1


def _line(line: str, base: int) -> Iterator[Statement]:
    style = house.styles()
    for start, sentence in _sentences(line):
        label = house.LABEL.match(sentence)
        if label:
            known = cues.fields(label[1], style)
            near = None if known else cues.guess(label[1], style)
            if known or near:
                fields = known or ((near[0],) if near else ())
                yield from _inside(sentence, label.end(), fields, label[1], base + start, "label", near[1] if near else "")
                continue
        head = style.head.match(sentence)
        if head is None and (slip := _slip(sentence, style)):
            yield from _inside(sentence, slip[1], slip[0].fields, slip[0].cue, base + start, "prose", slip[0].typo)
            continue
        if head and (head[2].strip() or _worthy(head[1], sentence[head.end() :])):
            fields = cues.fields(head[1], style)
            linker = head[2].strip(" :").lower()
            if linker == "from" and fields == ("written",):  # "Interview from Shore Review, No. 3"
                fields = ("source",)
            if linker == "as" and "published" not in fields:  # "This essay was written as a preface"
                fields = ()
            by = linker == "by" and fields == ("published",)
            at = head.start(2) if linker == "as" or (linker == "from" and "translator" in fields) else head.end()
            yield from _inside(sentence, at, ("publisher",) if by else fields, head[1], base + start, "prose")
        else:
            yield from _inside(sentence, 0, (), "", base + start, "prose")


#: A word or two and "by": "Traqnscribed by Ada Quill".
WORKED = re.compile(r"\W*([^\W\d_]{7,16}(?:\s+(?:&|and|up)\s+[^\W\d_]+)?)\s+by\b\s*:?")


def _slip(sentence: str, style: house.Style) -> tuple[Statement, int] | None:
    """Return what a mistyped verb at the head of a sentence was meant to be, and where its value begins."""
    found = WORKED.match(sentence)
    near = cues.guess(found[1], style) if found else None
    if found is None or near is None or near[0] not in DONE:
        return None
    return Statement((near[0],), found[1], 0, 0, "", "prose", near[1]), found.end()


DONE = frozenset({"transcriber", "markup", "proofreader", "translator", "editor"})


#: Cues that are everyday words: they count only at a sentence's head, with what leads on to a value.
LITTLE = frozenset("in by to date html series version thanks note notes title author editor".split())


def _worthy(cue: str, rest: str) -> bool:
    """Tell whether a cue with nothing between it and its value is one: a value follows, not the rest of an ordinary sentence."""
    if "rights" in cues.fields(cue, house.styles()):
        return True
    if cue.lower() in LITTLE:
        return False
    return bool(re.match(r"\s*[^\sa-z]", rest)) or not rest.strip()


def _sentences(line: str) -> Iterator[tuple[int, str]]:
    start = 0
    for stop in STOP.finditer(line):
        before = line[start : stop.start()]
        if not ABBREVIATION.search(before):
            yield start, before
            start = stop.end()
    yield start, line[start:]


def _inside(sentence: str, at: int, fields: tuple[str, ...], cue: str, base: int, kind: str, typo: str = "") -> Iterator[Statement]:
    """Yield a sentence's statement from `at`, parted at the cues met further on."""
    style = house.styles()
    for start, link in cues.inside(sentence, at, style):
        further = sentence[start : link.start()]
        known = cues.fields(further, style)
        loosely = link[0].strip().lower()[:2] in {"in", "on"} and not {"published", "written"} & set(known)
        by = link[0].strip(" :").lower() == "by"
        everyday = by and further.lower().rstrip(" ,") in {"in", "to"}  # "Sent in by": no source
        if not known or known == ("other",) or start - at < 2 or loosely or everyday or further.lower() == "by":
            continue
        if fields == ("carrier",) and "published" in known and by:  # of what it was reprinted in
            continue
        if fields == ("rights",) and link[0].strip() != ":":  # a licence speaks of works "published by" others
            continue
        if known == ("published",) and by:
            known = ("publisher",)
        yield _statement(sentence, at, _before(sentence, at, start), fields, cue, base, kind, typo)
        from_ = "translator" in known and FROM.match(link[0])
        at, fields, cue, typo = link.start() if from_ else link.end(), known, further, ""
        kind = "label" if link[0].rstrip()[-1:] == ":" else "prose"
    yield _statement(sentence, at, len(sentence), fields, cue, base, kind, typo)


def _before(sentence: str, at: int, end: int) -> int:
    """Leave out an "and" that leads to the next cue."""
    found = re.search(r"[\s,;&]+(?:and|&)?\s*$", sentence[at:end])
    return at + found.start() if found else end


def _statement(
    sentence: str, start: int, end: int, fields: tuple[str, ...], cue: str, base: int, kind: str, typo: str
) -> Statement:
    words = sentence[start:end]
    start += len(words) - len(words.lstrip())
    words = words.strip()
    return Statement(fields, cue, base + start, base + start + len(words), words, kind, typo)


def _bare(found: list[Statement]) -> list[Statement]:
    """A colophon that names its source by a citation under no cue ("Walter X, Once Again, Fourth Monthly, June 1940"): its first
    sentence, or one behind where the text was spoken.
    """
    out = list(found)
    if out and not out[0].fields and (spoken := SPOKEN.match(out[0].words)):
        out[0] = out[0]._replace(fields=("written",), cue=spoken[0])
        bare = 1 if not any({"source", "published"} & set(s.fields) for s in out) else 0
    else:
        bare = 0
    if bare < len(out) and not out[bare].fields and _cites(out[bare].words):
        out[bare] = out[bare]._replace(fields=("source",))
    return out


def _cites(words: str) -> bool:
    """Tell a citation from a sentence with a date, from a stamp, and from a numbered note that cites."""
    if len(words) >= 240 or UPDATED.search(words) or NOTE.match(words):
        return False
    return dates.read(words) is not None and is_citation(words)


NOTE = re.compile(r"\W*\d{1,3}\*?[.)\]]\s")


def _whole(text: str, found: list[Statement]) -> list[Statement]:
    """A single line of several sentences that is nothing but a citation ("Notes to the Harbour. No. 22, 27 September 1851")."""
    bare = len(found) > 1 and len(text) < 140 and "\n" not in text and not any(s.fields for s in found)
    if not bare or not _cites(text):
        return found
    words = text.strip()
    start = text.index(words)
    return [Statement(("source",), "", start, start + len(words), words, "prose")]


NUMBERED = re.compile(r"\W*\d{1,3}\*?[.)\]]\s")


def _adds(before: str, words: str) -> bool:
    """Tell whether words add a part that a citation lacks so far: its date, its volume and number, its pages."""
    known, new = list(dates.dates(before)), list(dates.dates(words))
    fuller = any(len(n.edtf) > len(k.edtf) and n.edtf[:4] == k.edtf[:4] for n in new for k in known) or (new and not known)
    return bool(fuller) or (bool(PART.match(words)) and len(words) < 60)


def _cited(found: list[Statement]) -> int | None:
    """Return which statement further words may go on with: the last if it cites, or the one before if that names an editor."""
    if found and {"source", "published"} & set(found[-1].fields[:1]):
        return len(found) - 1
    edited = (
        len(found) > 1
        and found[-1].fields[:1] == ("editor",)
        and found[-1].kind == "prose"
        and found[-1].start - found[-2].end < 40
    )
    return len(found) - 2 if edited and {"source", "published"} & set(found[-2].fields[:1]) else None


def _joined(found: list[Statement]) -> list[Statement]:
    """Give words under no cue to the statement before them where they go on with its citation (a date, a page, a place)."""
    out: list[Statement] = []
    for statement in found:
        at = None if statement.fields or len(statement.words) >= 160 else _cited(out)
        if at is not None and _adds(out[at].words, statement.words):
            out[at] = out[at]._replace(end=statement.end, words=f"{out[at].words}\n{statement.words}")
        elif statement.words or statement.fields:
            out.append(statement)
    return out
