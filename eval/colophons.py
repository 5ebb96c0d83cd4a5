"""Scores the description of pages as plain text against ../shared/gold/colophons, by the rules of the labels' own score.py.

The labels keep apart what Sourcebook states together with its evidence: a date written over a text (`date_display`) is our date
of writing when its evidence is a heading; of the printed sources the one a page calls "first published", or prints beside the site
it was copied from, is `first_published`, the other is `source`.
"""

from __future__ import annotations

import importlib.util
import json
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from fields import Count, scores, table
from sourcebook.describe import dates, describe
from sourcebook.describe.citation import Citation, citation
from sourcebook.describe.citing import Known
from sourcebook.describe.evidence import site_address
from sourcebook.model import Described, Page, Role, Step, Text
from sourcebook.read import read_source
from sourcebook.read.encoding import decode
from sourcebook.read.locate import locate

LABELS = ("gold/colophons/gold.public.jsonl", "gold/colophons/score.py")
MANY = {
    "translators": "translator", "transcribers": "transcriber", "markup": "markup", "proofreaders": "proofreader",
    "editors": "editor",
}  # fmt: skip
CITED = ("venue", "volume", "number", "date", "pages", "publisher", "place")
#: What a licence of the Creative Commons asks for, as the labels name it.
ASKED = (("nd", "no deriv"), ("nc", "noncommercial"), ("sa", "share"))
FURNITURE = frozenset({Role.HEADING, Role.TITLE, Role.SUBTITLE, Role.BYLINE, Role.SEPARATOR, Role.EDITORIAL, Role.CAPTION})
#: Who somebody really was is no statement of the page, and `best_date` is chosen from the other dates.
UNSCORED = frozenset({"real_author", "best_date", "best_date_basis"})


def measure(shared: Path) -> dict[str, float]:
    """Print the table of fields and return the F1 of each."""
    counts = {field: count for field, count in counted(shared).items() if count.stated > 1}
    print(table(counts))
    return scores(counts)


def counted(shared: Path) -> dict[str, Count]:
    """Return the counts of every field over all labelled pages."""
    score = _scorer(shared / LABELS[1])
    counts: dict[str, Count] = {}
    for row, found in rows(shared):
        for field, truth in row["gold"].items():
            if field not in UNSCORED:
                counts[field] = counts.get(field, Count()).and_one(*judged(score, field, truth, found.get(field)))
    return counts


def rows(shared: Path) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Yield each label with what was found on its page."""
    for line in (shared / LABELS[0]).read_text("utf-8").splitlines():
        row = json.loads(line)
        data = (shared / "gold" / row["page_file"]).read_bytes()
        page = read_source(f"{row['id']}.txt", data)
        yield row, as_label(describe(page), decode(data).text) if isinstance(page, Page) else {}


def _scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("colophons_score", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def judged(score: ModuleType, field: str, truth: Any, found: Any) -> tuple[bool, bool, bool]:
    """Return whether a field is stated, found, and found right, by the rules of the labels' scorer."""
    if field == "rights":
        stated = "" if truth["code"] == "none" else truth["code"]
        return bool(stated), bool(found), bool(stated) and found == stated
    if field == "last_updated":
        allowed = [*truth["any_of"], truth["value"]]
        return any(allowed), bool(found), bool(found) and found in allowed
    if field == "body_start":
        return True, found >= 0, abs(found - truth["offset"]) <= 80
    if field == "has_editorial_headnote":
        return truth, bool(found), truth and bool(found)
    kind = next((name for name, of in (("names", list), ("edition", dict)) if isinstance(truth, of)), "")
    same = getattr(score, kind or ("date" if field.startswith("date") else "close"))
    return bool(truth), bool(found), bool(truth) and bool(found) and same(found, truth)


def as_label(described: Described, raw: str) -> dict[str, Any]:
    """Return a description in the form of the labels."""
    text = described.texts[0] if described.texts else Text(0, described.stated)
    out: dict[str, Any] = _titles(text) | {"authors": text.values("author")}
    out |= _dates(described, text)
    page = Text(-1, described.stated)
    house = _house(described)
    out |= {"publisher": house.publisher, "publisher_place": house.place, "last_updated": page.value("updated")}
    out |= {name: page.values(field) for name, field in MANY.items()}
    out |= {"recipient": text.value("recipient"), "place_written": text.value("place")}
    out |= {"online_version": next((s.words for s in described.origin if s.kind == "online"), "")}
    out |= {"rights": _rights(page), "body_start": _start(described, text, raw)}
    starts = next((b.start for b in described.blocks_of(text) if b.role not in FURNITURE), 0)
    out |= {"has_editorial_headnote": any(b.role is Role.EDITORIAL and b.end <= starts for b in described.page.blocks)}
    return out | _printed(described, text)


def _titles(text: Text) -> dict[str, str | None]:
    """Return title and subtitle; of a chapter the labels call the book's title the title."""
    title = next((s for s in text.stated if s.field == "title" and s.chosen), None)
    if title and (book := text.value("part_of")):
        return {"title": book, "subtitle": " ".join(title.words.split())}
    return {"title": title.value if title else None, "subtitle": text.value("subtitle")}


def _dates(described: Described, text: Text) -> dict[str, str]:
    """Return the date of writing and the one printed over the text: a bare year there is no date of writing to the labels."""
    written = next((s for s in text.stated if s.field == "written" and s.chosen), None)
    only_shown = written is not None and written.kind == "heading" and len(written.value) < 5
    day = written.value if written and not only_shown else ""
    shown = [s.value for s in described.stated if s.field == "heading_date" and s.value != day]
    start = next((b.start for b in described.blocks_of(text) if b.role not in {*FURNITURE, Role.DATELINE}), 0)
    over = [b for b in described.page.blocks if b.end < start and b.role in {Role.DATELINE, Role.BYLINE}]
    dated = [(b, value) for b in over if (value := dates.read(described.page.words(b)))]
    shown += [value for b, value in dated if b.text < 0 or len(value) < 8]
    return {"date_written": day, "date_display": next(iter(shown), "")}


def _rights(page: Text) -> str:
    code, words = page.value("rights") or "", " ".join(page.values("rights_text")).lower()
    if code == "cc":
        asked = [short for short, said in ASKED if said in words]
        return "-".join(["cc-by", *asked]) if asked else "cc-unspecified"
    return "fair-use" if code == "free" and "fair use" in words else code


def _start(described: Described, text: Text, raw: str) -> int:
    first = next((b.start for b in described.blocks_of(text) if b.role not in FURNITURE), -1)
    line, column = locate(raw, described.page, first)
    return sum(len(row) + 1 for row in raw.split("\n")[: line - 1]) + column - 1 if line else -1


def _house(described: Described) -> Citation:
    """Return publisher and place where the labels have them apart from the source: under a label of their own, or of an edition in
    volumes.
    """
    named = next((s for s in described.origin if s.kind == "published by" and _labelled(described, s)), None)
    edition = next(
        (c for s in described.origin if s.kind == "source" and (c := citation(s.words)).volume and not c.number), Citation()
    )
    return _publisher(named) if named else edition


def _publisher(step: Step) -> Citation:
    read: Citation = citation(step.words)
    return read._replace(publisher=re.sub(r",?\s*(?:Ltd|Limited|Inc)\.?$", "", read.publisher or read.venue))


def _printed(described: Described, text: Text) -> dict[str, Any]:
    """Return what was printed first and where it was taken from: beside the site it was copied from, a dated source is it."""
    known = Known(tuple(text.values("author")), tuple(text.values("title")))
    steps = {kind: [s for s in described.origin if s.kind == kind] for kind in ("published", "published by", "source", "copied")}
    sites = [s for s in steps["source"] if site_address(s.words)]
    paper = [s for s in steps["source"] if s not in sites]
    first = steps["published"] or ([s for s in paper if s.date and not _labelled(described, s)][:1] if sites else [])
    source = [s for s in paper if s not in first] or sites or ([] if first else steps["copied"])
    out = {"first_published": _cited(first[0], known) if first else {}, "source": _cited(source[0], known) if source else {}}
    house = next((s for s in steps["published by"] if s.date), None)
    if house and not first and not (paper and out["source"].get("date")):
        printed = out["source"] if paper else out["first_published"]
        printed |= {"date": house.date, "publisher": _publisher(house).publisher}
    return out


def _labelled(described: Described, step: Step) -> bool:
    return described.page.text[: step.start].rstrip().endswith(":")


def _cited(step: Step, known: Known) -> dict[str, str]:
    read: Citation = citation(step.words, (), known)
    values = {name: getattr(read, name) or "" for name in CITED} | {"date": step.date}
    house = read.publisher if step.kind == "copied" else ""
    values["venue"] = site_address(step.words) or step.where or read.venue or house or step.words.split("\n")[0].strip(" .;")
    return {name: value for name, value in values.items() if value}
