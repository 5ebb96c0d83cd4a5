"""How much of what documents share is found: planted passages with known noise, families of one text from different houses.

The scorer is the benchmark's own (../shared/reuse/score.py): macro recall over passages, precision with everything outside the
truth counted as wrong, and the share found of the shortest passages with an error in every fifth to tenth letter. Works are held
against the families: pairs of one family are one work, unless they are parts of a collection or translations of each other.
"""

from __future__ import annotations

import gzip
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

from sourcebook.compare.documents import Document
from sourcebook.compare.engine import Embedded
from sourcebook.compare.reuse import reuse
from sourcebook.compare.works import kin, measured

BENCHES = ("b1000", "b10000", "b1000-boilerplate")
SCORER, FAMILIES = "reuse/score.py", "gold/witnesses/manifest.public.jsonl"
LABELS = (SCORER, *(f"reuse/{bench}/gold.jsonl" for bench in BENCHES))
#: Two texts of a family share at least so much, or are not of one text: parts of a collection, a translation back.
OF_ONE_TEXT = 0.3


def unpacked(shared: Path, bench: str, folder: Path) -> Path:
    """Copy a benchmark into a folder, its documents unpacked, and return where it is."""
    copy = Path(shutil.copytree(shared / "reuse" / bench, folder / bench))
    copy.chmod(0o755)
    with gzip.open(copy / "docs.jsonl.gz") as packed, (copy / "docs.jsonl").open("wb") as plain:
        shutil.copyfileobj(packed, plain)
    return copy


def found(bench: Path) -> Path:
    """Run the command on the documents of a benchmark and return the file of what it prints."""
    detections = bench / "found.jsonl"
    with detections.open("w", encoding="utf-8") as out:
        command = [sys.executable, "-m", "sourcebook", "reuse", "--documents", bench / "docs.jsonl", "--json"]
        subprocess.run(command, stdout=out, stderr=subprocess.DEVNULL, check=True)
    return detections


def scored(shared: Path, bench: Path, detections: Path) -> Mapping[str, float]:
    """Return recall, precision and the hits among short noisy passages, as the benchmark's scorer has them."""
    command = [sys.executable, shared / SCORER, bench, detections]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    whole = json.loads(printed.partition("\n")[0])
    (row,) = re.findall(r"^ +S (.*)$", printed, re.M)
    return {
        f"{bench.name}, recall": whole["recall_macro"],
        f"{bench.name}, precision": whole["prec_strict_macro"],
        f"{bench.name}, short and noisy": float(row.split()[4]),
    }


def measure(shared: Path) -> Mapping[str, float]:
    """Return the scores of all benchmarks."""
    scores: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        for bench in BENCHES:
            copy = unpacked(shared, bench, Path(folder))
            scores |= scored(shared, copy, found(copy))
    return scores


def families(shared: Path) -> Iterator[tuple[Document, Mapping[str, float]]]:
    """Yield the witnesses, each with how much it shares with the others of its family that are of the same text."""
    for line in (shared / FAMILIES).read_text("utf-8").splitlines():
        family = json.loads(line)
        shares: dict[str, dict[str, float]] = {}
        for pair in family["pairs"]:
            share = max(pair["containment_a_in_b"], pair["containment_b_in_a"])
            for one, other in ((pair["a"], pair["b"]), (pair["b"], pair["a"])):
                shares.setdefault(one, {})[f"{family['id']}/{other}"] = share
        for witness in family["witnesses"]:
            file = shared / "gold" / "witnesses" / witness["file"].removeprefix("witnesses/")
            yield Document(f"{family['id']}/{witness['name']}", "", file.read_text("utf-8")), shares[witness["name"]]


def works(shared: Path) -> Mapping[str, float]:
    """Return how many pairs of one text are found, and how many of those found are such."""
    documents, shares = zip(*families(shared), strict=True)
    witnesses = [(document, others.items()) for document, others in zip(documents, shares, strict=True)]
    truth = {frozenset((d.name, name)) for d, others in witnesses for name, share in others if share >= OF_ONE_TEXT}
    with closing(Embedded()) as engine:
        passages = reuse(documents, engine).passages
    pairs = kin(passages, lambda n: measured(documents[n].text))
    related = {frozenset((documents[one.a].name, documents[one.b].name)) for one in pairs}
    return {"works, recall": len(truth & related) / len(truth), "works, precision": len(truth & related) / len(related)}
