"""Score what Sourcebook reads against the labelled pages in ../shared, and compare with the floors in eval/floors.toml.

    python eval/run.py [NAME…]                 run all scorings, or those named; exit code 1 where a score is under its floor
    python eval/run.py --update                raise the floors to what is measured now, less a margin
    python eval/run.py --update --allow-regression   lower them too: say why in the changelog

A floor holds for the labels it was measured on: their digests are pinned beside the floors.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import subprocess
import sys
import tarfile
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import collation
import colophons
import ledger
import letters
import loss
import reuse
import slips

PROJECT = Path(__file__).parents[1]
SHARED = PROJECT.parent / "shared"
FLOORS = PROJECT / "eval" / "floors.toml"
PUBLIC, SCORER = "gold/describe/public.jsonl", "gold/score_describe.py"
LABELS = PROJECT / "tests" / "labels" / "pages.jsonl"
HEAD = """\
# Scores may not fall under these; `make eval ARGS=--update` raises them, and lowers none.
# They hold for the labels they were measured on, which are pinned by digest."""
#: A floor stands this much under what was measured, so that a change of one label is no alarm.
MARGIN = 0.005

Scores = Mapping[str, float]


class Scoring(NamedTuple):
    """A measurement: its name, the labels it stands on (below ../shared), and what yields the scores, 1 being perfect."""

    name: str
    labels: tuple[str, ...]
    measure: Callable[[], Scores]


def described(pages: Path, truth: Path) -> Scores:
    """Return the F1 of each field of the descriptions of pages whose truth is known, and their mean."""
    with tempfile.TemporaryDirectory() as folder:
        found = Path(folder) / "found.jsonl"
        with found.open("w", encoding="utf-8") as out:
            subprocess.run([sys.executable, "-m", "sourcebook", "describe", pages, "--json"], stdout=out, check=True)
        command = [sys.executable, SHARED / SCORER, truth, found, "--json"]
        rows = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return {field: row["f1"] for field, row in rows.items() if row["stated"]}


def lossless() -> Scores:
    """Return the share of all real pages of which every visible word is in a block, and of which no block has a word of its own."""
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(SHARED / "pages-all.tar.xz") as archive:
            archive.extractall(folder, filter="data")
        losses = loss.measure(loss.pages(Path(folder)))
    print(loss.table(losses))
    whole, true = (sum(not words for words in column) for column in zip(*((x.lost, x.added) for x in losses), strict=True))
    return {"pages without a lost word": whole / len(losses), "pages without an added word": true / len(losses)}


SCORINGS = (
    Scoring("describe", (PUBLIC, SCORER), lambda: described(SHARED / "pages" / "mia", SHARED / PUBLIC)),
    Scoring("labels", (SCORER,), lambda: described(SHARED / "pages", LABELS)),
    Scoring("examples", (SCORER,), lambda: described(PROJECT / "examples" / "sources", PROJECT / "examples" / "truth.jsonl")),
    Scoring("colophons", colophons.LABELS, lambda: colophons.measure(SHARED)),
    Scoring("frus", (letters.FRUS,), lambda: letters.frus(SHARED)),
    Scoring("wikirouge", (letters.WIKIROUGE,), lambda: letters.wikirouge(SHARED)),
    Scoring("slips", slips.LABELS, lambda: slips.measure(SHARED)),
    Scoring("ledger", ledger.LABELS, lambda: ledger.measure(SHARED)),
    Scoring("collation", collation.LABELS, lambda: collation.measure(SHARED)),
    Scoring("reuse", reuse.LABELS, lambda: reuse.measure(SHARED)),
    Scoring("works", (reuse.FAMILIES,), lambda: reuse.works(SHARED)),
    Scoring("loss", ("pages-all.tar.xz",), lossless),
)


def digest(label: str) -> str:
    """Return the digest of a file of labels."""
    return hashlib.sha256((SHARED / label).read_bytes()).hexdigest()


def faults(scoring: Scoring, scores: Scores, floors: Mapping[str, float], pinned: Mapping[str, str]) -> Iterator[str]:
    """Yield what is wrong: labels that changed, scores that are missing or under their floor."""
    yield from (
        f"{label} is not what the floors were measured on" for label in scoring.labels if pinned.get(label) != digest(label)
    )
    for field, floor in floors.items():
        if field not in scores:
            yield f"{scoring.name}: {field} is not measured any more"
        elif scores[field] < floor:
            yield f"{scoring.name}: {field} is {scores[field]:.3f}, under its floor of {floor:.3f}"


def raised(scores: Scores, floors: Mapping[str, float], regression: bool) -> dict[str, float]:
    """Return the floors for what was measured: never lower than they were, unless a regression is allowed."""
    new = {field: 1.0 if score == 1 else max(math.floor((score - MARGIN) * 1000) / 1000, 0.0) for field, score in scores.items()}
    return new if regression else {field: max(floor, floors.get(field, 0.0)) for field, floor in new.items()} | {
        field: floor for field, floor in floors.items() if field not in new
    }  # fmt: skip


def table(name: str, scores: Scores, floors: Mapping[str, float]) -> str:
    """Return the scores beside their floors."""
    rows = (
        f"{field:32}{score:8.3f}{floors.get(field, 0):8.3f}{'  under' * (score < floors.get(field, 0))}"
        for field, score in scores.items()
    )
    return "\n".join((f"{name:32}{'score':>8}{'floor':>8}", *rows))


def written(pinned: Mapping[str, str], floors: Mapping[str, Mapping[str, float]]) -> str:
    """Return the floors file."""
    labels = [f'"{label}" = "{value}"' for label, value in sorted(pinned.items())]
    rows = [
        line
        for name, fields in floors.items()
        for line in ("", f"[floors.{name}]", *(f'"{field}" = {floor:.3f}' for field, floor in fields.items()))
    ]
    return "\n".join((HEAD, "", "[labels]", *labels, *rows, ""))


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"scorings to run: {', '.join(s.name for s in SCORINGS)} (all)")
    parser.add_argument("--update", action="store_true", help="raise the floors to what is measured")
    parser.add_argument("--allow-regression", action="store_true", help="with --update: lower them too")
    options = parser.parse_args()
    if unknown := set(options.names) - {scoring.name for scoring in SCORINGS}:
        parser.error(f"there is no scoring called {', '.join(sorted(unknown))}")
    return options


def main() -> None:
    """Run the scorings, show the tables, compare or renew the floors."""
    options = arguments()
    if not SHARED.is_dir():
        sys.exit("The labelled pages are not here: they are expected in ../shared, beside the project.")
    known = tomllib.loads(FLOORS.read_text("utf-8")) if FLOORS.is_file() else {}
    pinned, floors = dict(known.get("labels", {})), dict(known.get("floors", {}))
    wrong: list[str] = []
    for scoring in SCORINGS:
        if options.names and scoring.name not in options.names:
            continue
        begun = time.monotonic()
        scores, old = scoring.measure(), floors.get(scoring.name, {})
        print(table(scoring.name, scores, old), f"\n{time.monotonic() - begun:.0f} s\n", flush=True)
        changed = [label for label in scoring.labels if pinned.get(label, "") not in {"", digest(label)}]
        if options.update and changed and not options.allow_regression:
            sys.exit(f"{changed[0]} has changed: its floors can only be made anew, with --allow-regression.")
        wrong += faults(scoring, scores, old, pinned)
        floors[scoring.name] = raised(scores, old, options.allow_regression)
        pinned |= {label: digest(label) for label in scoring.labels}
    if options.update:
        FLOORS.write_text(written(pinned, floors), "utf-8")
    elif wrong:
        sys.exit("\n".join(wrong))


if __name__ == "__main__":
    main()
