"""Quotations over several paragraphs made one, and those that only echo words quoted before left out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .model import Entry
from .rules.quotes import GOES_ON

#: So many characters may stand between two paragraphs of a quotation; so many words only echo; so many quotations are looked back.
GAP, ECHO, BACK = 12, 12, 40


def joined(found: Sequence[Entry]) -> list[Entry]:
    """Return entries with the paragraphs of a quotation that runs on as one, and without echoes."""
    out: list[Entry] = []
    spoken: list[int] = []
    for entry in found:
        if entry.kind != "quotation":
            out.append(entry)
            continue
        before = out[spoken[-1]] if spoken else None
        if before and GOES_ON in entry.rule and _follows(before, entry):
            out[spoken[-1]] = _one(before, entry)
        elif not _echoes(entry, [out[n] for n in spoken[-BACK:]]):
            spoken.append(len(out))
            out.append(entry)
    return out


def _follows(before: Entry, entry: Entry) -> bool:
    return before.fields["speaker"] == entry.fields["speaker"] and 0 <= entry.start - before.end <= GAP


def _one(before: Entry, entry: Entry) -> Entry:
    said = f"{before.fields['words']} {entry.fields['words']}"
    quote = f"{before.quote} {entry.quote}"
    return before._replace(end=entry.end, quote=quote, fields={**before.fields, "words": said, "cited": entry.fields["cited"]})


def _echoes(entry: Entry, earlier: Sequence[Entry]) -> bool:
    """Tell a few words that were quoted before within others."""
    said = _bare(str(entry.fields["words"]))
    within = (_bare(str(each.fields["words"])) for each in earlier if each.end <= entry.start)
    return said.count(" ") < ECHO and any(f" {said} " in f" {words} " for words in within)


def _bare(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))
