"""How does the cost of comparing grow? The benchmark's documents repeated with noise, from 1,000 to 50,000, stage by stage.

    python eval/growth.py [N …] [--spark]      a row a size: CPU seconds and peak memory; of each stage CPU seconds and rows

A fifth of the documents are drawn from b10000, the others are four copies of each with an error in every twelfth letter or so, as
scanning makes them: the same kind of corpus at every size. Each size runs in a process of its own, so its memory is its own.
With --spark the stages run on Spark in one process, and what each writes into shuffles is read from Spark's event log.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from sourcebook.compare.documents import Document, read_documents
from sourcebook.compare.engine import Embedded
from sourcebook.compare.reuse import reuse
from sourcebook.compare.spark import Spark
from sourcebook.config import Engine

SHARED = Path(__file__).parents[2] / "shared"
SIZES = (1000, 5000, 10_000, 50_000)
COPIES, NOISE, SEED = 4, 0.08, 1
LETTERS = "abcdefghijklmnopqrstuvwxyz"
#: The calls of an engine that make a table.
MAKING = ("hold", "each", "relate", "beside", "grouped", "put", "rows")


def documents(size: int, shared: Path = SHARED) -> Iterator[Document]:
    """Yield so many documents: some of the benchmark's, and noisy copies of each, no two of one series."""
    with gzip.open(shared / "reuse" / "b10000" / "docs.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    rnd = random.Random(SEED)
    drawn = rnd.sample(texts, size // (COPIES + 1))
    for n, text in enumerate(drawn):
        yield Document(f"{n}", "", text)
        for copy in range(COPIES):
            yield Document(f"{n}-{copy}", "", noisy(text, rnd))


def noisy(text: str, rnd: random.Random) -> str:
    """Return a text with errors: letters taken for others, left out, doubled."""
    out, at = [], 0
    while (here := at + int(rnd.expovariate(NOISE)) + 1) < len(text):
        out += [text[at:here], rnd.choice((rnd.choice(LETTERS), "", text[here] + rnd.choice(LETTERS)))]
        at = here + 1
    return "".join([*out, text[at:]])


class Timed:
    """An engine that notes what each of its calls takes."""

    def __init__(self, engine: Any) -> None:
        self._engine = engine
        self.cpu: Counter[str] = Counter()
        self.counts: dict[str, int] = {}

    def __getattr__(self, name: str) -> Any:
        """Return the engine's own, its calls that make tables timed."""
        found = getattr(self._engine, name)
        return self._timed(name, found) if name in MAKING else found

    def _timed(self, verb: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*arguments: Any, **named: Any) -> Any:
            began = time.process_time()
            made = call(*arguments, **named)
            stage = "documents" if verb == "hold" else str(arguments[0])
            self.cpu[stage] += time.process_time() - began
            if verb in {"each", "relate", "beside", "grouped"} and isinstance(self._engine, Embedded):
                self.counts[stage] = self.counts.get(stage, 0) + counted(self._engine, stage)
            return made

        return timed


def counted(engine: Embedded, name: str) -> int:
    """Return how many rows a table has."""
    return int(engine._connection.sql(f"SELECT count(*) FROM {name}").fetchall()[0][0])


def one(path: Path) -> Mapping[str, Any]:
    """Compare the documents of a file here, as the command does, and return what it took."""
    began = time.process_time()
    with closing(Embedded()) as engine:
        timed = Timed(engine)
        found = reuse(read_documents(path), timed)
    cpu = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    stages = {**timed.cpu, "clusters and the rest": cpu - sum(timed.cpu.values())}
    return {"documents": len(found.names), "bytes": path.stat().st_size, "cpu": cpu, "memory": peak / 1024,
            "pairs": len(found.passages), "stages": stages, "rows": timed.counts}  # fmt: skip


def on_spark(path: Path) -> Mapping[str, Any]:
    """Compare the documents of a file on Spark and return the MiB that each stage writes into shuffles."""
    with tempfile.TemporaryDirectory() as folder:
        logged = {"enabled": "true", "dir": f"file://{folder}", "rolling.enabled": "false", "compress": "false"}
        own = [("spark.driver.memory", "3g"), *((f"spark.eventLog.{key}", value) for key, value in logged.items())]
        began = tree_cpu()
        with closing(Spark(Engine("spark", master="local[2]", settings=tuple(own)))) as engine:
            found = reuse(read_documents(path), engine)
            cpu = tree_cpu() - began
        (log,) = Path(folder).iterdir()
        shuffled, written = volumes(log.read_text("utf-8").splitlines())
    return {"documents": len(found.names), "pairs": len(found.passages), "cpu": cpu, "shuffle": shuffled, "tables": written}


def volumes(log: Iterable[str]) -> tuple[Mapping[str, float], Mapping[str, float]]:
    """Return the MiB written into shuffles, and into tables, under each description of a job."""
    of: dict[int, str] = {}
    shuffled: Counter[str] = Counter()
    written: Counter[str] = Counter()
    for event in map(json.loads, log):
        if event["Event"] == "SparkListenerJobStart":
            name = event["Properties"].get("spark.job.description", "")
            of |= {stage: name for stage in event["Stage IDs"] if stage not in of}
        elif event["Event"] == "SparkListenerTaskEnd" and event.get("Task Metrics"):
            name, metrics = of.get(event["Stage ID"], ""), event["Task Metrics"]
            shuffled[name] += metrics["Shuffle Write Metrics"]["Shuffle Bytes Written"] / (1 << 20)
            written[name] += metrics["Output Metrics"]["Bytes Written"] / (1 << 20)
    return shuffled, written


def tree_cpu() -> float:
    """Return the CPU seconds of this process and all below it, as Linux counts them."""
    ticks, parent = {}, {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            words = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        pid = int(stat.parent.name)
        parent[pid], ticks[pid] = int(words[1]), sum(map(int, words[11:15]))
    return sum(ticks[pid] for pid in ticks if _below(pid, parent)) / os.sysconf("SC_CLK_TCK")


def _below(pid: int, parent: Mapping[int, int]) -> bool:
    while pid in parent and pid != os.getpid():
        pid = parent[pid]
    return pid == os.getpid()


def apart(size: int, *, spark: bool = False) -> Mapping[str, Any]:
    """Measure a size in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "docs.jsonl"
        with path.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps({"id": d.name, "series": d.series, "text": d.text}) + "\n" for d in documents(size))
        command = [sys.executable, __file__, "--file", str(path), *(["--spark"] if spark else [])]
        found: Mapping[str, Any] = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
    return found


def lines(found: Mapping[str, Any]) -> Iterator[str]:
    """Yield what was measured at a size as one reads it."""
    memory = f", {found['memory']:,.0f} MiB" if "memory" in found else ""
    yield f"{found['documents']:,} documents: {found['cpu']:.1f} s CPU{memory}, {found['pairs']:,} pairs"
    for stage, seconds in found.get("stages", {}).items():
        yield f"    {stage:<24}{seconds:>9.2f} s{found['rows'].get(stage, 0):>14,} rows"
    for stage, size in found.get("shuffle", {}).items():
        yield f"    {stage:<24}{size:>9.2f} MiB shuffled{found['tables'][stage]:>12.2f} MiB kept"


def main(words: Sequence[str] | None = None) -> int:
    """Measure the sizes asked for and show them."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("sizes", nargs="*", type=int, default=SIZES)
    arguments.add_argument("--spark", action="store_true")
    arguments.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    given = arguments.parse_args(words)
    if given.file:
        print(json.dumps((on_spark if given.spark else one)(given.file)))
        return 0
    for size in given.sizes:
        print("\n".join(lines(apart(size, spark=given.spark))), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
