"""The same work on Spark's local cluster, of two worker processes: equal results, and a worker that dies costs nothing."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

import pages
import sourcebook.mapping as mapping
from prose import prose, scanned
from sourcebook.archive import open_archive
from sourcebook.build import build
from sourcebook.check import PAGE_CHECKS
from sourcebook.compare.documents import Document
from sourcebook.compare.engine import Alone, Embedded
from sourcebook.compare.reuse import reuse
from sourcebook.compare.spark import Spark
from sourcebook.config import Engine
from sourcebook.errors import MachineError

PROJECT = Path(__file__).parents[1]
#: Java compiles for short runs: that halves the time here.
SHORT = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
SETTINGS = {
    "spark.executorEnv.PYTHONPATH": f"{PROJECT / 'src'}{os.pathsep}{PROJECT / 'tests'}",
    "spark.executor.memory": "600m",
    "spark.driver.host": "localhost",  # whatever this machine's name leads to
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.extraJavaOptions": SHORT,
    "spark.executor.extraJavaOptions": SHORT,
}
CLUSTER = Engine("spark", master="local-cluster[2,1,700]", partitions=2, settings=tuple(SETTINGS.items()))


def java() -> int:
    """Return the version of the Java that Spark would take, 0 where there is none."""
    home = os.environ.get("JAVA_HOME")
    program = f"{home}/bin/java" if home else shutil.which("java")
    if not program or not Path(program).is_file():
        return 0
    said = subprocess.run([program, "-version"], capture_output=True, text=True).stderr
    found = re.search(r'version "(\d+)', said)
    return int(found[1]) if found else 0


HERE = importlib.util.find_spec("pyspark") is not None and Path("/proc/self/stat").is_file() and java() >= 17
needs_spark = pytest.mark.skipif(not HERE, reason="needs Linux, Java 17 and `pip install 'sourcebook[spark]'`")


class Dying(Spark):
    """Spark of which one worker process is killed while it is at work on a table."""

    def __init__(self, settings: Engine) -> None:
        super().__init__(settings)
        self.killed: list[int] = []

    def grouped(self, name: str, source: str, keys: Sequence[str], function: Alone) -> None:
        """Make a table; while the chains are made a worker dies."""
        if name != "chains":
            super().grouped(name, source, keys, function)
            return
        killer = threading.Thread(target=self._kill_one)
        killer.start()
        super().grouped(name, source, keys, function)
        killer.join()

    def _kill_one(self) -> None:
        """Wait until a job is at work and kill a worker."""
        tracker = self.session.sparkContext.statusTracker()
        for _ in range(600):
            if tracker.getActiveStageIds() and (found := executors()):
                os.kill(found[0], signal.SIGKILL)
                self.killed.append(found[0])
                return
            time.sleep(0.01)


def executors() -> list[int]:
    """Return the worker processes that this process's Spark has started."""
    rows = dict(filter(None, map(_process, Path("/proc").glob("[0-9]*"))))
    return [pid for pid, (_, command) in rows.items() if "ExecutorBackend" in command and os.getpid() in _ancestors(pid, rows)]


def _process(folder: Path) -> tuple[int, tuple[int, str]] | None:
    try:
        parent = folder.joinpath("stat").read_text().rpartition(")")[2].split()[1]
        return int(folder.name), (int(parent), folder.joinpath("cmdline").read_text("utf-8", "replace"))
    except OSError:  # it has ended
        return None


def _ancestors(pid: int, rows: dict[int, tuple[int, str]]) -> Iterator[int]:
    while pid in rows:
        pid = rows[pid][0]
        yield pid


def documents() -> list[Document]:
    """Return documents of which a third quote one passage, and two are copies of another."""
    quoted = prose(60, 999)
    texts = [f"{prose(150, n)} {scanned(quoted, 0.05, n) if n % 3 == 0 else ''} {prose(100, n + 500)}" for n in range(40)]
    return [Document(str(n), "", text) for n, text in enumerate([*texts, texts[3], texts[3]])]


def all_rows(folder: Path) -> dict[str, list[str]]:
    """Return the rows of an archive, by table."""
    archive = open_archive(folder)
    tables = ("page", "text", "person", "block", "stated", "origin", "note", "link", "entry", "finding", "term")
    return {table: [str(row) for row in archive.rows(f"SELECT * FROM {table} ORDER BY 1, 2, 3")] for table in tables}


@needs_spark
@pytest.mark.filterwarnings("ignore")
def test_equal_on_both_engines_and_after_a_worker_died(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spark finds what DuckDB finds, though one of its two workers is killed midway."""
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    with closing(Embedded()) as engine:
        here = reuse(documents(), engine)
    with closing(Dying(CLUSTER)) as engine:
        there = reuse(documents(), engine)
    assert here.passages
    assert there == here
    assert len(engine.killed) == 1


@needs_spark
@pytest.mark.filterwarnings("ignore")
def test_pages_are_described_on_both_engines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An archive whose settings name Spark has the same rows, in the same order, as one that this machine made."""
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    monkeypatch.setattr("sourcebook.processes.MANY", 1)
    monkeypatch.setattr(mapping, "AT_ONCE", 10_000)  # several tables
    texts = {f"n{n:02}__letter": pages.LETTER.replace("lost", f"lost {n} times") for n in range(30)}
    sources = pages.write(tmp_path / "pages", **texts)
    (sources / "empty.htm").write_bytes(b"\x00\xff")
    build([sources], tmp_path / "here", page_checks=PAGE_CHECKS)
    (tmp_path / "there").mkdir()
    settings = "\n".join(f'"{key}" = "{value}"' for key, value in SETTINGS.items())
    engine = f'[engine]\nkind = "spark"\nmaster = "{CLUSTER.master}"\npartitions = 2\n[engine.settings]\n{settings}\n'
    (tmp_path / "there" / "sourcebook.toml").write_text(f'sources = ["{sources}"]\n{engine}', "utf-8")
    started = []
    monkeypatch.setattr(mapping, "Spark", lambda settings: started.append(settings) or Spark(settings))
    build([], tmp_path / "there", page_checks=PAGE_CHECKS)
    here, there = all_rows(tmp_path / "here"), all_rows(tmp_path / "there")
    assert {table: len(rows) for table, rows in there.items()} == {table: len(rows) for table, rows in here.items()}
    assert len(started) == 1
    assert there == {table: [row.replace("../pages", str(sources)) for row in rows] for table, rows in here.items()}


def test_a_stage_is_a_function_of_tables(tmp_path: Path) -> None:
    """The describing of files is a function of Arrow tables: in one piece or in several, the rows are the same."""
    sources = pages.write(tmp_path, a__letter=pages.LETTER, b__letter=pages.LETTER.replace("lost", "found"))
    rows = [{"path": p.name, "root": "", "mtime_ns": 0, "bytes": p.read_bytes()} for p in sorted(sources.rglob("*.htm"))]
    whole = mapping.pa.Table.from_pylist(rows, mapping.FILES)
    with closing(Embedded()) as engine:
        parts = engine.mapped([whole.slice(0, 1), whole.slice(1)], mapping.described)
        assert mapping.pa.concat_tables(parts) == mapping.described(whole)
    assert mapping.described(whole.slice(0, 0)).schema == mapping.DESCRIBED


def test_without_spark(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Spark is not installed the engine says how to install it."""
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(MachineError, match="not installed"):
        Spark(CLUSTER)


@needs_spark
def test_without_java(tmp_path: Path) -> None:
    """Where Java is missing, that is said in a sentence."""
    program = "import sourcebook.compare.spark as s, sourcebook.config as c; s.Spark(c.Engine('spark'))"
    away = os.environ | {"JAVA_HOME": str(tmp_path)}
    run = subprocess.run([sys.executable, "-c", program], env=away, cwd=PROJECT / "src", capture_output=True, text=True)
    assert "MachineError: Spark gave up at its start" in run.stderr
