"""How well statements are found: against hand-labelled documents, shared ones and ours; and whether the scores keep their word.

    python eval/ledger.py             the scores, and how far the scores of entries are from the share that is right
    python eval/ledger.py --fit       renew src/sourcebook/ledger/data/scores.json: right and seen, for each rule

Ours (tests/ledger) hold places in the pages and no words of theirs: the words are cut out of the page here.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from sourcebook.describe import describe
from sourcebook.ledger.authority import fold
from sourcebook.ledger.model import KINDS, collapsed
from sourcebook.ledger.naming import names_beside, names_of
from sourcebook.ledger.pieces import pieces
from sourcebook.ledger.propose import Proposer
from sourcebook.ledger.scoring import counted, expected, traits
from sourcebook.ledger.showing import THRESHOLDS
from sourcebook.model import Page
from sourcebook.read import read_source

PROJECT = Path(__file__).parents[1]
SHARED = PROJECT.parent / "shared"
OWN = PROJECT / "tests" / "ledger"
READ, UNSEEN = OWN / "read", OWN / "unseen"  # labels that rules were written with, and those nobody who wrote one had read
SCORES = PROJECT / "src" / "sourcebook" / "ledger" / "data" / "scores.json"
FOLDER, SCORER, ENTITIES = "gold/ledger", "gold/score_ledger.py", "gold/ledger/seed-entities.jsonl"
GOLD = ("rakovsky-1927-statement", "sedova-1951-resignation", "shachtman-1939-corner", "seed-004")
LABELS = (SCORER, ENTITIES, *(f"{FOLDER}/{name}.jsonl" for name in GOLD))

Row = dict[str, Any]


class Scored(NamedTuple):
    """An entry's kind, its score and whether it is right."""

    kind: str
    score: float
    right: bool


class Labelled(NamedTuple):
    """A document with what people found in it and what the rules propose, in the manual's form."""

    doc: str
    gold: Sequence[Row]
    found: Sequence[Row]


@cache
def scorer(shared: Path) -> ModuleType:
    """Return the shared scorer as a module."""
    spec = importlib.util.spec_from_file_location("score_ledger", shared / SCORER)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def aliases(shared: Path) -> Mapping[str, str]:
    """Return the surface forms of actors that count as their names."""
    score, names = scorer(shared), {}
    for entity in _rows(shared / ENTITIES):
        for form in (entity["name"], *entity["surface"]):
            names.setdefault(score.plain(form), score.plain(entity["name"]))
    return names


def _rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def public(shared: Path, proposer: Proposer) -> Iterator[Labelled]:
    """Yield the shared documents."""
    for name in GOLD:
        gold = _rows(shared / FOLDER / f"{name}.jsonl")
        doc = gold[0]["doc"]
        path = shared / FOLDER / "docs" / doc
        yield Labelled(doc, gold, _found(path if path.is_file() else shared / "seeds" / doc, doc, proposer))


def own(shared: Path, proposer: Proposer, folder: Path = OWN) -> Iterator[Labelled]:
    """Yield our documents of a folder, of which the page is there and has the words labelled."""
    for labels in sorted(folder.glob("*.jsonl")):
        rows = _rows(labels)
        path = shared / rows[0]["doc"]
        page = read_source(path.name, path.read_bytes())
        assert isinstance(page, Page)
        text = collapsed(page.text)
        gold = [row | {"quote": text[row["start"] : row["end"]]} for row in rows]
        moved = [row for row in gold if digest(row["quote"]) != row["digest"]]
        if moved:
            print(f"{labels.name}: the words of {len(moved)} labels have moved in {rows[0]['doc']}", file=sys.stderr)
        yield Labelled(rows[0]["doc"], [row for row in gold if row not in moved], _found(path, rows[0]["doc"], proposer))


def digest(words: str) -> str:
    """Return by what the words of a label are known again."""
    return hashlib.sha256(words.encode()).hexdigest()[:8]


def _found(path: Path, doc: str, proposer: Proposer) -> list[Row]:
    page = read_source(path.name, path.read_bytes())
    assert isinstance(page, Page)
    known = proposer.authority.kind
    return [
        entry.row() | {"doc": doc, "traits": traits(entry.kind, entry.fields, entry.quote, entry.voice, speaker, known)}
        for piece in pieces(describe(page))
        for speaker in [proposer.speaker(piece)]
        for entry in proposer.propose(piece)
    ]


def rated(shared: Path, documents: Sequence[Labelled]) -> dict[str, dict[str, float]]:
    """Return for each kind precision, recall and F1 of entries that are right."""
    score, names, table = scorer(shared), aliases(shared), {}
    for kind in KINDS:
        gold = found = right = 0
        for document in documents:
            ours = [row for row in document.found if row["kind"] == kind]
            theirs = [row for row in document.gold if row["kind"] == kind]
            gold, found = gold + len(theirs), found + len(ours)
            right += len(score.match(theirs, ours, lambda g, f: score.agrees(g, f, names)))
        table[kind] = {"gold": gold, "found": found, **score.rates(right, found, gold)}
    return table


def judged(shared: Path, document: Labelled) -> Iterator[tuple[Row, bool]]:
    """Yield the entries proposed for a document, and whether each is right."""
    score, names = scorer(shared), aliases(shared)
    for kind in KINDS:
        ours = [row for row in document.found if row["kind"] == kind]
        theirs = [row for row in document.gold if row["kind"] == kind]
        right = {j for _, j in score.match(theirs, ours, lambda g, f: score.agrees(g, f, names))}
        yield from ((row, j in right) for j, row in enumerate(ours))


def held_out(shared: Path, documents: Sequence[Labelled]) -> list[Scored]:
    """Return each entry's kind, its score by what was seen in all other documents, and the truth."""
    known = [list(told(shared, document)) for document in documents]
    found = []
    for n, rows in enumerate(known):
        seen = counted([row for m, others in enumerate(known) if m != n for row in others])
        found += [Scored(kind, expected(rule, kind, traits, seen), right) for rule, kind, traits, right in rows]
    return found


def told(shared: Path, document: Labelled) -> Iterator[tuple[str, str, Sequence[str], bool]]:
    """Yield of the entries proposed for a document what they are scored by, and whether each is right."""
    yield from ((row["rule"], row["kind"], row["traits"], right) for row, right in judged(shared, document))


def miscalibrated(scored: Sequence[Scored], bins: int = 5) -> float:
    """Return the expected calibration error: how far the mean score of equal bins is from the share that is right."""
    ranked, size = sorted((s.score, s.right) for s in scored), max(1, len(scored) // bins)
    parts = [ranked[n : n + size] for n in range(0, len(ranked), size)]
    return sum(abs(sum(s for s, _ in part) - sum(r for _, r in part)) for part in parts) / max(1, len(ranked))


def shown(scored: Sequence[Scored]) -> dict[str, dict[str, float]]:
    """Return for each kind how many entries are shown unasked, and the share of them that is right."""
    table = {}
    for kind in KINDS:
        ours = [s for s in scored if s.kind == kind and s.score >= THRESHOLDS[kind]]
        table[kind] = {"found": len(ours), "precision": sum(s.right for s in ours) / max(1, len(ours))}
    return table


def entities(shared: Path, proposer: Proposer) -> float:
    """Return the F1 of names found and joined on the two seeds: a form counts where it is found and goes under the right name."""
    gold = {(row["doc"], row["name"], form) for row in _rows(shared / ENTITIES) for form in row["surface"]}
    right = found = 0
    for doc in {doc for doc, _, _ in gold}:
        data = (shared / "seeds" / doc).read_bytes()
        named = _named(doc, data, proposer)
        wanted = {(fold(form).removeprefix("the "), fold(name).removeprefix("the ")) for d, name, form in gold if d == doc}
        found += len(named)
        right += sum(any(form == f and _same(name, n) for f, n in wanted) for form, name in named)
    precision, recall = right / max(1, found), right / max(1, len(gold))
    return 2 * precision * recall / max(precision + recall, 1e-9)


def _same(one: str, other: str) -> bool:
    a, b = one.split(), other.split()
    return one == other or (bool(a and b) and a[-1] == b[-1] and 1 in (len(a), len(b)))


def _named(doc: str, data: bytes, proposer: Proposer) -> set[tuple[str, str]]:
    """Return the forms by which actors are named in a document, each with the name it goes under."""
    page = read_source(doc, data)
    assert isinstance(page, Page)
    described = describe(page)
    found = names_beside(described, proposer.authority)
    found += [name for piece in pieces(described) for passage in proposer.passages(piece) for name in names_of(passage)]
    return {(fold(name.form).removeprefix("the "), fold(name.name).removeprefix("the ")) for name in found}


def measure(shared: Path) -> dict[str, float]:
    """Return F1 by kind on the shared documents and on ours, calibration and the joining of names, 1 being perfect."""
    proposer = Proposer()
    groups = dict(grouped(shared, proposer))
    tables = {where: rated(shared, documents) for where, documents in groups.items()}
    scored = held_out(shared, [document for documents in groups.values() for document in documents])
    unasked = shown(scored)
    print(report(tables))
    print("\n".join(f"shown unasked: {kind:12} {row['found']:4} {row['precision']:6.2f}" for kind, row in unasked.items()))
    return {
        **{f"{where}{kind}": row["f1"] for where, table in tables.items() for kind, row in table.items()},
        **{f"shown, {kind}": row["precision"] for kind, row in unasked.items() if row["found"]},
        "calibration": 1 - miscalibrated(scored),
        "names": entities(shared, proposer),
    }


def grouped(shared: Path, proposer: Proposer) -> Iterator[tuple[str, list[Labelled]]]:
    """Yield the labelled documents: the shared ones, our first six, those read with the rules, those no rule was written with."""
    yield "", list(public(shared, proposer))
    for where, folder in (("own, ", OWN), ("read, ", READ), ("unseen, ", UNSEEN)):
        yield where, list(own(shared, proposer, folder))


def report(tables: Mapping[str, Mapping[str, Mapping[str, float]]]) -> str:
    """Return the rates as a table."""
    lines = [f"{'':28}{'gold':>6}{'found':>7}{'P':>7}{'R':>7}{'F1':>7}"]
    for where, table in tables.items():
        for kind, row in table.items():
            rates = "".join(f"{row[k]:7.2f}" for k in ("precision", "recall", "f1"))
            lines.append(f"{where + kind:28}{row['gold']:6}{row['found']:7}{rates}")
    return "\n".join(lines)


def main() -> None:
    """Print the scores, or renew the table by which entries are scored."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fit", action="store_true", help="renew the table of scores")
    if parser.parse_args().fit:
        proposer = Proposer()
        counts = counted([row for _, documents in grouped(SHARED, proposer) for one in documents for row in told(SHARED, one)])
        lines = ",\n".join(f"{json.dumps(rule, ensure_ascii=False)}: [{right}, {seen}]" for rule, (right, seen) in counts.items())
        SCORES.write_text(f"{{\n{lines}\n}}\n", "utf-8")
    for name, value in measure(SHARED).items():
        print(f"{name:28}{value:8.3f}")


if __name__ == "__main__":
    main()
