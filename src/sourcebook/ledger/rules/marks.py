"""Where quotation marks open and close: typographic, straight and single ones, and those within others."""

from __future__ import annotations

import re
from typing import NamedTuple

#: Pairs of marks; single ones only where they cannot be apostrophes.
DOUBLE = {"“": '”"', "„": "“”", "«": "»", "»": "«", "‹": "›", '"': '"”'}
OPENING = re.compile(r"(?<![\w’'])[‘'](?=\w)")
CLOSING = re.compile(r"(?<=[^\s‘'])[’'](?!\w)")
#: "the workers’ cause": more likely whose the cause is than an end.
OWNING = re.compile(r"(?<=[^s]s)[’'] +[a-z]")
#: A quotation nobody closes is taken to end with its paragraph; one longer than this is a mark gone astray.
LONGEST = 4000
#: Single marks around fewer characters are scare quotes.
LEAST = 12
#: A word or two in single marks that end in s are no owner.
OWNED = 3


class Quote(NamedTuple):
    """A stretch between marks, the marks left out: characters of the paragraph, and whether it was closed."""

    start: int
    end: int
    closed: bool


def quotes(text: str) -> list[Quote]:
    """Return what stands between quotation marks, outermost first; a mark that is never closed runs to the end."""
    found: list[Quote] = []
    n = 0
    while n < len(text):
        closing = DOUBLE.get(text[n])
        if closing is None or (text[n] == '"' and not _opens(text, n)):
            n += 1
            continue
        end = _closing(text, n, closing)
        if end is None:
            if text[n] == '"':  # astray, or behind the mark that closes: others may still be in pairs
                n += 1
                continue
            if text[n] in "“«„" and len(text) - n <= LONGEST:
                found.append(Quote(n + 1, len(text.rstrip()), False))
            break
        found.append(Quote(n + 1, end, True))
        n = end + 1
    taken = {k for q in found for k in range(q.start, q.end)}
    found += [q for q in _single(text) if q.start - 1 not in taken]
    return sorted(found)


def within(text: str, quote: Quote) -> list[Quote]:
    """Return the quotations that a quotation itself has."""
    inner = quotes(text[quote.start : quote.end])
    return [Quote(quote.start + q.start, quote.start + q.end, q.closed) for q in inner if q.end - q.start < quote.end - quote.start]


def _single(text: str) -> list[Quote]:
    """Return what stands between single marks: to the first that closes, owners' apostrophes passed over."""
    opened = [m.start() for m in OPENING.finditer(text)]
    closed = [m.start() for m in CLOSING.finditer(text)] if opened else []
    owning = {m.start() for m in OWNING.finditer(text)} if opened else set()
    found, done, at = [], -1, 0
    for n, start in enumerate(opened):
        if start < done:
            continue
        until = min(opened[n + 1] if n + 1 < len(opened) else len(text), start + LONGEST)
        while at < len(closed) and closed[at] <= start:
            at += 1
        fitting = [end for end in closed[at : at + 20] if end < until] or closed[at : at + 1]
        if fitting and text.count(" ", start, fitting[0]) >= OWNED:
            fitting = [end for end in fitting if end not in owning] or fitting
        end = fitting[0] if fitting else None
        if end is None or end - start > LONGEST:
            continue
        done = end
        if end - start > LEAST:
            found.append(Quote(start + 1, end, True))
    return found


def _opens(text: str, n: int) -> bool:
    return n + 1 < len(text) and not text[n + 1].isspace() and (n == 0 or not text[n - 1].isalnum())


def _closing(text: str, n: int, closing: str) -> int | None:
    """Return where the mark at `n` is closed, marks within it counted."""
    depth, straight = 1, text[n] == '"'
    for at in range(n + 1, min(len(text), n + LONGEST)):
        if text[at] in closing and (text[at] != '"' or not _opens(text, at)):
            depth -= 1
            if not depth:
                return at
        elif straight and text[at] == "“":
            return None  # astray
        elif text[at] == text[n]:
            depth += 1
    return None
