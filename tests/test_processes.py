"""Work in several processes: the same as in one, in order, and no fault of one process is more than a finding."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import sleep

import pytest

import pages
import sourcebook.processes as processes
from sourcebook.archive import open_archive
from sourcebook.build import Progress, build
from sourcebook.model import Described, Finding

FILES = 40


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """Return a folder of many made-up pages."""
    texts = {f"n{n:02}__letter": pages.LETTER.replace("lost", f"lost {n} times") for n in range(FILES)}
    return pages.write(tmp_path / "pages", **texts)


@pytest.fixture
def several(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let three processes work on whatever there is to do."""
    monkeypatch.setattr(processes, "MANY", 0)
    monkeypatch.setattr(processes, "processors", lambda: 3)
    monkeypatch.setattr("sourcebook.build.FILES_AT_ONCE", 2)


def all_rows(folder: Path) -> dict[str, list[str]]:
    """Return the rows of an archive, by table."""
    archive = open_archive(folder)
    tables = ("page", "text", "person", "block", "stated", "origin", "note", "link", "finding", "term")
    return {table: sorted(map(str, archive.rows(f"SELECT * FROM {table}"))) for table in tables}


def killing(described: Described) -> Iterator[Finding]:
    """End the process that comes to one of the pages, as the system does where memory runs out."""
    if described.page.source.path.startswith("n17"):
        os.kill(os.getpid(), signal.SIGKILL)
    yield Finding("X001", described.page.source.path, 0, 3, f"by {os.getpid()}")


def seen(described: Described) -> Iterator[Finding]:
    """Say which process is at work."""
    sleep(0.01)
    yield Finding("X001", described.page.source.path, 0, 3, f"by {os.getpid()}")


@pytest.mark.usefixtures("several")
def test_several_processes_make_the_same_rows(sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The ids, the names, the order: nothing tells how many processes made an archive."""
    build([sources], tmp_path / "together")
    monkeypatch.setattr(processes, "processors", lambda: 1)
    build([sources], tmp_path / "alone")
    assert all_rows(tmp_path / "together") == all_rows(tmp_path / "alone")


@pytest.mark.usefixtures("several")
def test_the_work_is_shared(sources: Path, tmp_path: Path) -> None:
    """More than one process works, and not the one that was called."""
    build([sources], tmp_path / "archive", page_checks=[seen])
    at_work = {finding.message for finding in open_archive(tmp_path / "archive").findings(codes=["X001"])}
    assert len(at_work) > 1
    assert f"by {os.getpid()}" not in at_work


def test_a_small_build_starts_no_process(sources: Path, tmp_path: Path) -> None:
    """A few pages are done sooner than a process begins."""
    build([sources], tmp_path / "archive", page_checks=[seen])
    assert {f.message for f in open_archive(tmp_path / "archive").findings(codes=["X001"])} == {f"by {os.getpid()}"}


@pytest.mark.usefixtures("several")
def test_a_page_that_ends_its_process_is_a_finding(sources: Path, tmp_path: Path) -> None:
    """The page at fault is named, all others are done, and the build goes on."""
    summary = build([sources], tmp_path / "archive", page_checks=[killing])
    assert list(summary.failed) == ["n17/letter.htm"]
    assert (summary.pages, summary.findings) == (FILES, {"R001": 1, "X001": FILES - 1})
    (finding,) = open_archive(tmp_path / "archive").findings("n17/letter.htm")
    assert "was ended" in finding.message


@pytest.mark.usefixtures("several")
def test_an_interrupted_build_leaves_no_process(sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stopped at the keyboard, the processes end too; the next build goes on from what was done."""
    monkeypatch.setattr("sourcebook.store.batches.BATCH", 1)

    def stopping(now: Progress) -> None:
        if now.done >= FILES // 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build([sources], tmp_path / "archive", progress=stopping)
    assert not processes.multiprocessing.active_children()
    summary = build([], tmp_path / "archive")
    assert summary.resumed
    assert (summary.pages, summary.redone + summary.kept) == (FILES, FILES)
    assert summary.kept > 0


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes in /proc")
def test_processes_end_with_the_one_that_was_called() -> None:
    """Killed without a word, the build leaves nobody behind who goes on working."""
    program = (
        "import os, time\n"
        "from sourcebook.processes import _pool\n"
        "pool = _pool(2)\n"
        "print(*{pool.submit(os.getpid).result() for _ in range(20)} | set(pool._processes), flush=True)\n"
        "time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as caller:
        assert caller.stdout
        others = [int(word) for word in caller.stdout.readline().split()]
        caller.kill()
    for _ in range(100):
        if not any(_lives(process) for process in others):
            break
        sleep(0.05)
    assert others
    assert not any(_lives(process) for process in others)


def _lives(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in {"Z", "X"}
