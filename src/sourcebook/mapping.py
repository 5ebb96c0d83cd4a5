"""The describe stage on an engine: files as tables of paths and bytes, what becomes of each as a row.

`described` is a function of such a table and of nothing else, so it maps over any partition of the files: over the batches of the
embedded engine, over Spark's partitions, over any other engine that maps over Arrow tables. A build does so where its settings say
`kind = "spark"` and there is much to do; else the processes of this machine do the files without the detour of tables.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa

from . import processes
from .compare.engine import Engine
from .compare.spark import Spark
from .config import Engine as Settings
from .describe.house import Own
from .errors import MachineError
from .files import read_whole
from .making import Done, Made, PageCheck, Task, ended, make, of_bytes
from .store.rows import PageRows, Place

#: Files: the path in the archive and the bytes; the source folder and the time of change, which only the row of the page repeats.
FILES = pa.schema({"path": pa.string(), "root": pa.string(), "mtime_ns": pa.int64(), "bytes": pa.large_binary()})
#: What becomes of them: the hash of the bytes, the versions of the texts, whether it failed; and the rows of the tables of the
#: archive, as a JSON object of lists, ids counted from 0.
DESCRIBED = pa.schema(
    {"path": pa.string(), "sha256": pa.string(), "versions": pa.string(), "failed": pa.bool_(), "rows": pa.string()}
)
#: Bytes of files that go to the engine at a time.
AT_ONCE = 64 << 20

Stretches = Iterable[Sequence[Task]]
Becoming = Generator[tuple[Sequence[Task], Made], None, None]


def described(files: pa.Table, checks: Sequence[PageCheck] = (), styles: tuple[Own, ...] = ()) -> pa.Table:
    """Return what becomes of files, a row each, in order: read, described, checked, made rows of."""
    rows = [_row(file, checks, styles) for batch in files.to_batches() for file in _files(batch)]
    return pa.Table.from_pylist(rows, DESCRIBED)


def _files(batch: pa.RecordBatch) -> Iterator[dict[str, Any]]:
    yield from (batch.slice(n, 1).select(FILES.names).to_pylist()[0] for n in range(batch.num_rows))


def _row(file: Mapping[str, Any], checks: Sequence[PageCheck], styles: tuple[Own, ...]) -> dict[str, str | bool]:
    done, rows = of_bytes(Place(0, file["root"], file["path"], file["mtime_ns"]), file["bytes"], styles, checks)
    return {
        "path": file["path"], "sha256": done.sha256, "versions": json.dumps(done.versions), "failed": done.failed,
        "rows": json.dumps(rows._asdict()),
    }  # fmt: skip


def made(stretches: Stretches, checks: Sequence[PageCheck], size: int, settings: Settings) -> Becoming:
    """Yield what becomes of stretches of files, in order, as the settings say: done by this machine's processes or on a cluster."""
    if settings.kind != "spark" or size < processes.MANY:
        yield from processes.made(stretches, checks, size)
        return
    with closing(Spark(settings)) as engine:
        for tasks in _at_once(stretches):
            yield from _on(engine, tasks, checks)


def _at_once(stretches: Stretches) -> Iterator[list[Task]]:
    held: list[Task] = []
    for stretch in stretches:
        held += stretch
        if sum(task.file.size for task in held) >= AT_ONCE:
            yield held
            held = []
    if held:
        yield held


def _on(engine: Engine, tasks: Sequence[Task], checks: Sequence[PageCheck]) -> Becoming:
    """Yield what becomes of files; those that cannot be read or are as they were are done here, as are all where it gives up."""
    files = pa.Table.from_pylist([row for task in tasks if (row := _file(task))], FILES)
    try:
        (rows,) = engine.mapped([files], partial(described, checks=checks, styles=tasks[0].styles))
    except MachineError:
        yield from processes.one_by_one(tasks, partial(make, checks=checks), ended)
        return
    found = {row["path"]: row for row in rows.to_pylist()}
    for task in tasks:
        row = found.get(task.file.path)
        yield [task], _made(row) if row else make([task], checks)


def _file(task: Task) -> dict[str, Any] | None:
    """Return a file as a row, None where it cannot be read or is as it was."""
    file = task.file
    try:
        data = read_whole(Path(file.where))
    except OSError:
        return None
    unchanged = task.sha256 and hashlib.sha256(data).hexdigest() == task.sha256
    return None if unchanged else {"path": file.path, "root": file.root, "mtime_ns": file.mtime_ns, "bytes": data}


def _made(row: dict[str, Any]) -> Made:
    versions, tables = json.loads(row["versions"]), json.loads(row["rows"])
    rows = PageRows(**{table: [tuple(one) for one in these] for table, these in tables.items()})
    return Made([Done(row["sha256"], versions, 1 + len(versions), row["failed"])], rows)
