"""How many slips of transcription are found, and how many of those found are slips: against occurrences people have judged."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

from sourcebook.model import Page
from sourcebook.read import read_source

GOLD, SEEDS = "gold/slips/mia_slips_gold.public.jsonl", "gold/slips/seed-slips.jsonl"
LABELS = (GOLD, SEEDS)


class Judged(NamedTuple):
    """An occurrence that people have judged: where it stands in its page's text, what it should be, and whether it is a slip."""

    path: str
    start: int
    end: int
    meant: str
    slip: bool


class Found(NamedTuple):
    """A finding of a slip."""

    path: str
    start: int
    end: int
    reading: str


def measure(shared: Path) -> Mapping[str, float]:
    """Return precision and recall over the judged pages, how often the reading is right, and the recall over the two seeds."""
    pages, seeds = shared / "pages" / "mia", shared / "seeds"
    judged = occurrences(pages, rows(shared / GOLD), ("path", "context", "printed", "correct", "is_slip"))
    sure = [o for o in occurrences(seeds, rows(shared / SEEDS), ("doc", "quote", "printed", "meant", "sure")) if o.slip]
    return {**scores(judged, findings(pages, judged)), "recall, seeds": recall(sure, findings(seeds, sure))}


def scores(judged: list[Judged], found: list[Found]) -> dict[str, float]:
    """Return precision, recall, and how many of the slips found have the right reading."""
    hits = [(occurrence, finding) for occurrence in judged if (finding := over(occurrence, found))]
    right = [(occurrence, finding) for occurrence, finding in hits if occurrence.slip]
    return {
        "precision": len(right) / max(1, len(hits)),
        "recall": recall([occurrence for occurrence in judged if occurrence.slip], found),
        "reading": sum(squeezed(f.reading) in squeezed(o.meant) for o, f in right) / max(1, len(right)),
    }


def recall(slips: list[Judged], found: list[Found]) -> float:
    """Return the share of slips that are found."""
    return sum(over(slip, found) is not None for slip in slips) / len(slips)


def over(occurrence: Judged, found: Iterable[Found]) -> Found | None:
    """Return the finding that is about an occurrence."""
    return next((f for f in found if f.path == occurrence.path and f.start < occurrence.end and occurrence.start < f.end), None)


def rows(labels: Path) -> list[dict[str, Any]]:
    """Read a file of labels."""
    return [json.loads(line) for line in labels.read_text("utf-8").splitlines()]


def occurrences(folder: Path, labels: Iterable[Mapping[str, Any]], keys: Iterable[str]) -> list[Judged]:
    """Return where the labelled words stand; `keys` name path, context, printed, meant and judgement in a label."""
    placed = []
    for path, context, printed, meant, slip in map(itemgetter(*keys), labels):
        page = read_source(path, (folder / path).read_bytes()) if (folder / path).is_file() else None
        start = place(page.text, context, printed) if isinstance(page, Page) else -1
        if start >= 0:
            placed.append(Judged(path, start, start + len(printed), meant, slip))
    return placed


def place(text: str, context: str, printed: str) -> int:
    """Return where in a text the words stand that are printed in a context, which may be cut and laid out otherwise."""
    letters = [n for n, letter in enumerate(text) if not letter.isspace()]
    context, printed = squeezed(context.replace(" / ", " ")), squeezed(printed)
    at = squeezed(text).find(context)
    middle = min(
        (n for n in range(len(context)) if context.startswith(printed, n)), key=lambda n: abs(2 * n - len(context)), default=-1
    )
    return letters[at + middle] if min(at, middle) >= 0 else -1


def squeezed(words: str) -> str:
    """Return words without white space."""
    return "".join(words.split())


def findings(folder: Path, judged: Iterable[Judged]) -> list[Found]:
    """Return the slips that `sourcebook check` finds in the pages judged."""
    with tempfile.TemporaryDirectory() as copy:
        for path in {occurrence.path for occurrence in judged}:
            (Path(copy) / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(folder / path, Path(copy) / path)
        command = [sys.executable, "-m", "sourcebook", "check", "--select", "S", "--format", "json", copy]
        shown = subprocess.run(command, capture_output=True, check=False)
    return [Found(row["path"], row["start"], row["end"], row["reading"]) for row in json.loads(shown.stdout)]


if __name__ == "__main__":
    for name, score in measure(Path(__file__).parents[2] / "shared").items():
        print(f"{name:16}{score:.3f}")
