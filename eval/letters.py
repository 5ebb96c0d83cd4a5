"""Scores the description of dispatches and letters as plain text against what their editors stated in structured form.

`frus`: 3,170 diplomatic documents; who writes to whom stands in the heading, place and date in the line under it. A document that
states no date is not asked for one; a heading that names nobody must yield nobody. `wikirouge`: letters and articles whose pages
open with author and date of writing; the printed origin counts as right where venue and date both stand in the archive's own
publication line.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from fields import Count, scores, table
from sourcebook.describe import dates, describe
from sourcebook.describe.citing import fold
from sourcebook.model import Described, Page, Text
from sourcebook.read import read_source

FRUS = "gold/frus/frus_1914_1944.public.jsonl.gz"
WIKIROUGE = "gold/wikirouge/wikirouge_marx_engels.public.jsonl.gz"


def frus(shared: Path, step: int = 1) -> dict[str, float]:
    """Print the table of fields over the diplomatic documents, all or each so manieth, and return the F1 of each."""
    return _scored(_dispatch(row, describe_text(row["id"], row["text"])) for row in rows(shared / FRUS, step))


def wikirouge(shared: Path, step: int = 1) -> dict[str, float]:
    """Print the table of fields over the texts of a wiki archive and return the F1 of each."""
    return _scored(_letter(row, describe_text(row["id"], row["page_text"])) for row in rows(shared / WIKIROUGE, step))


def rows(path: Path, step: int) -> Iterator[dict[str, Any]]:
    """Yield every so manieth label of a file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for n, line in enumerate(lines) if n % step == 0)


def describe_text(name: str, words: str) -> Described | None:
    """Describe a plain text."""
    page = read_source(f"{name}.txt", words.encode())
    return describe(page) if isinstance(page, Page) else None


Judged = dict[str, tuple[bool, bool, bool]]


def _scored(judged: Iterable[Judged]) -> dict[str, float]:
    counts: dict[str, Count] = {}
    for one in judged:
        for field, verdict in one.items():
            counts[field] = counts.get(field, Count()).and_one(*verdict)
    print(table(counts))
    return scores(counts)


def _first(described: Described | None) -> Text:
    return described.texts[0] if described and described.texts else Text(0, ())


def _dispatch(row: dict[str, Any], described: Described | None) -> Judged:
    text = _first(described)
    out: Judged = {}
    if row["date"] and dates.read(row["text"]):
        out["date"] = _one(row["date"], text.value("written"), lambda a, b: a == b)
    if row["place"]:
        out["place"] = _one(row["place"], text.value("place"), _same)
    headed = [s.value for s in text.stated if s.field == "author" and s.chosen and s.kind == "heading"]
    out["sender"] = _people([one["name"] for one in row["sender"]], headed)
    out["recipient"] = _people([one["name"] for one in row["recipients"]], text.values("recipient"))
    return out


def _letter(row: dict[str, Any], described: Described | None) -> Judged:
    text = _first(described)
    out: Judged = {"author": _people(row["authors"], text.values("author"))}
    if row["date"]:
        out["date"] = _one(row["date"], text.value("written"), lambda a, b: a == b)
    out["recipient"] = _people([row["recipient"]] if row["recipient"] else [], text.values("recipient"))
    if row["place_auto"]:
        out["place"] = _one(row["place_auto"], text.value("place"), _same)
    if row["publication"]:
        out["publication"] = _publication(row["publication"], described)
    return out


def _one(truth: str, found: str | None, same: Any) -> tuple[bool, bool, bool]:
    return bool(truth), bool(found), bool(truth and found) and same(truth, found)


def _same(truth: str, found: str) -> bool:
    return fold(truth) == fold(found)


def _people(truth: list[str], found: list[str]) -> tuple[bool, bool, bool]:
    """A name is right where it is the label's, or ends in it: "President Wilson" names Wilson."""
    right = len(truth) == len(found) and all(any(_named(name, other) for other in found) for name in truth)
    return bool(truth), bool(found), bool(truth) and right


def _named(truth: str, found: str) -> bool:
    return f" {fold(found)}".endswith(f" {fold(truth)}")


def _publication(line: str, described: Described | None) -> tuple[bool, bool, bool]:
    stated = {s.field: s.value for s in described.stated if s.chosen} if described else {}
    venue, date = stated.get("venue", ""), stated.get("published", "")
    dated = not re.search(r"1[89]\d\d", line) or date in {found.edtf for found in dates.dates(line)}
    return True, bool(venue), bool(venue) and fold(venue) in fold(line) and dated
