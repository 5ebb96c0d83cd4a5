"""The same comparison on Spark's local cluster, of two worker processes: equal results, and a worker that dies costs nothing."""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from prose import prose, scanned
from sourcebook.compare.documents import Document
from sourcebook.compare.engine import Embedded
from sourcebook.compare.reuse import reuse
from sourcebook.compare.spark import Spark
from sourcebook.errors import MachineError

PROJECT = Path(__file__).parents[1]
WORKERS = {
    "spark.executorEnv.PYTHONPATH": f"{PROJECT / 'src'}{os.pathsep}{PROJECT / 'tests'}",
    "spark.executor.memory": "600m",
}
HERE = importlib.util.find_spec("pyspark") is not None and shutil.which("java") is not None


def documents() -> list[Document]:
    """Return documents of which a third quote one passage, and two are copies of another."""
    quoted = prose(60, 999)
    texts = [f"{prose(150, n)} {scanned(quoted, 0.05, n) if n % 3 == 0 else ''} {prose(100, n + 500)}" for n in range(40)]
    return [Document(str(n), "", text) for n, text in enumerate([*texts, texts[3], texts[3]])]


def executors() -> list[int]:
    """Return the worker processes that this process's Spark has started."""
    listed = subprocess.run(["ps", "-eww", "-o", "pid=,ppid=,args="], capture_output=True, text=True, check=True).stdout
    rows = {int(words[0]): (int(words[1]), words[2]) for line in listed.splitlines() if len(words := line.split(None, 2)) == 3}
    return [pid for pid, (_, command) in rows.items() if "ExecutorBackend" in command and os.getpid() in _ancestors(pid, rows)]


def _ancestors(pid: int, rows: dict[int, tuple[int, str]]) -> Iterator[int]:
    while pid in rows:
        pid = rows[pid][0]
        yield pid


def kill_one(killed: list[int]) -> None:
    """Wait for the workers and kill one in the middle of its work."""
    for _ in range(600):
        if len(found := executors()) == 2:
            time.sleep(3)
            os.kill(found[0], signal.SIGKILL)
            killed.append(found[0])
            return
        time.sleep(0.1)


@pytest.mark.skipif(not HERE, reason="needs Java 17 and `pip install 'sourcebook[spark]'`")
@pytest.mark.filterwarnings("ignore")
def test_equal_on_both_engines_and_after_a_worker_died() -> None:
    """Spark finds what DuckDB finds, though one of its two workers is killed midway."""
    killed: list[int] = []
    killer = threading.Thread(target=kill_one, args=(killed,), daemon=True)
    killer.start()
    with closing(Embedded()) as engine:
        here = reuse(documents(), engine)
    with closing(Spark("local-cluster[2,1,700]", partitions=4, settings=WORKERS)) as engine:
        there = reuse(documents(), engine)
    assert here.passages
    assert there == here
    assert len(killed) == 1


@pytest.mark.skipif(importlib.util.find_spec("pyspark") is not None, reason="Spark is installed here")
def test_without_spark() -> None:
    """Where Spark is not installed the engine says how to install it."""
    with pytest.raises(MachineError, match="not installed"):
        Spark()
