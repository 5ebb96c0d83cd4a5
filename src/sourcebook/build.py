"""Building an archive: the stages in order.

    scan the sources → plan (new, changed, gone) → read, describe, check each page → rows → index → works → count → check the whole

Other processes read, describe and check the pages of a large build and make their rows, while SQLite, in a thread of this one and
without Python's lock, indexes the last ones: that keeps all cores busy. A build of many pages works on a database of its own,
commits every few seconds and puts it into place at the end; one of a few changes is a single transaction on the database itself.
Either way readers see the former state or the new one, and a build that was cut off goes on from its last commit.
"""

from __future__ import annotations

import gc
import hashlib
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from importlib.resources import files as package_files
from pathlib import Path
from typing import NamedTuple

from . import __version__
from .archive import Archive
from .config import Config, remember_sources
from .describe.house import Own, own_styles
from .errors import BusyArchive, DamagedArchive, MachineError, SourceError, UsageError
from .files import File, package_bytes, scan
from .making import Done, PageCheck, Task
from .mapping import made
from .model import Finding
from .names import Named, Registry, load_registry, save_registry
from .read import may_be_read
from .store import database, history, write
from .store.batches import Batches
from .store.rows import named
from .store.works import join_works

ArchiveCheck = Callable[[Archive], Iterable[Finding]]
#: Parts of the package a page passes through: when their code changes, every page is done again.
PIPELINE = ("model.py", "read", "describe", "works", "check", "store")
FILES_AT_ONCE, BYTES_AT_ONCE = 16, 1 << 19  # how much is worked on and put in together
FEW, FEW_PAGES = 0.02, 20  # of the pages, or so many: up to there a build is one transaction


class Progress(NamedTuple):
    """How far a build is: pages and bytes done, of how many."""

    done: int
    total: int
    bytes_done: int
    bytes_total: int


class Summary(NamedTuple):
    """What a build did."""

    pages: int
    texts: int
    words: int
    findings: Mapping[str, int]  # by code
    redone: int
    kept: int
    removed: int
    failed: Sequence[str]  # paths of pages that could not be processed
    seconds: float
    resumed: bool
    rebuilt: str = ""  # why all was made anew, where a former database could not be used


class Plan(NamedTuple):
    """What is to be done: files new or changed, the ids of the former pages of these; pages that go; how many stay."""

    todo: list[Task]
    former: Mapping[str, int]  # by path
    gone: list[int]
    kept: int


def build(
    sources: Sequence[Path],
    folder: Path,
    *,
    page_checks: Sequence[PageCheck] = (),
    archive_checks: Sequence[ArchiveCheck] = (),
    styles: Sequence[Path] = (),
    progress: Callable[[Progress], None] = lambda _: None,
) -> Summary:
    """Bring the archive in a folder up to date with its sources; these are remembered, and need be given only once.

    `styles` are files of house styles besides those that `sourcebook.toml` names.
    """
    started = time.perf_counter()
    for source in sources:
        if not source.exists():
            raise SourceError(f"There is no folder {source}.", "Give the folders that hold the pages.")
    if sources and not folder.exists():
        _files(Path(), [str(source) for source in sources])  # what cannot be used is refused before anything is made
    _make_folders(folder)
    with _alone(folder):
        config = _settings(sources, folder)
        files = _files(folder, config.sources)
        own = own_styles([*(folder / style for style in config.styles), *styles])
        stages = _Stages(folder, config, files, own, page_checks, archive_checks, progress)
        with _without_collector():
            return stages.run()._replace(seconds=time.perf_counter() - started)


def _files(folder: Path, sources: Sequence[str]) -> list[File]:
    """Return the files of the sources, among which there is a document."""
    files = scan(folder, sources)
    if not any(may_be_read(file.path) for file in files):
        message = f"None of the {len(files):,} files in {', '.join(sources)} is a document that can be read."
        raise SourceError(message, "Give a folder of HTML pages or plain texts (.htm, .html, .txt).")
    return files


def _make_folders(folder: Path) -> None:
    try:
        (folder / database.FOLDER).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise MachineError(f"The folder {folder} cannot be made: {error.strerror}.", "Give another with --archive.") from error


def _settings(sources: Sequence[Path], folder: Path) -> Config:
    config = remember_sources(folder, tuple(sources))
    if not config.sources:
        raise UsageError(
            "No sources are given, and sourcebook.toml names none.", "Run `sourcebook build SOURCES…` with the folder of the pages."
        )
    return config


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep other builds away; the lock is SQLite's, so it goes when the process goes, on every system."""
    path = folder / database.FOLDER / database.LOCK
    with database.translated(path), closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as lock:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            raise BusyArchive(f"Another build of {folder} is going on.", "Wait until it is done.") from error
        yield


@contextmanager
def _without_collector() -> Iterator[None]:
    """Switch the cycle collector off: it would go over millions of live tuples for nothing. `_Stages` calls it once a batch."""
    was = gc.isenabled()
    gc.disable()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
        if was:
            gc.enable()


def pipeline(styles: Sequence[Own] = ()) -> str:
    """Return what identifies the code, and the house styles, by which rows are made of pages."""
    digest = hashlib.sha256()
    for style in styles:
        digest.update(style.sha256.encode())
    for part in PIPELINE:
        for raw in package_bytes(package_files(__package__) / part):
            digest.update(raw)
    return f"{__version__}/{digest.hexdigest()[:16]}"


class _Stages:
    """One build: what it works on and how far it has come."""

    def __init__(
        self, folder: Path, config: Config, files: list[File], styles: tuple[Own, ...], page_checks: Sequence[PageCheck],
        archive_checks: Sequence[ArchiveCheck], progress: Callable[[Progress], None],
    ) -> None:  # fmt: skip
        self.folder, self.config, self.files = folder, config, files
        self.page_checks, self.archive_checks, self.progress = page_checks, archive_checks, progress
        self.styles, self.pipeline = styles, pipeline(styles)
        self.present = frozenset(f.path for f in files)
        self.target = database.database(folder)
        self.building = self.target.with_name(database.BUILDING)
        self.failed: list[str] = []
        self.untouched: list[tuple[int, int]] = []  # (mtime_ns, page id) of files that were written again as they were
        self.rebuilt = ""  # why a former database was of no use

    def run(self) -> Summary:
        """Do the stages; where the former database is of no use all is made anew, and it stays until the new one is whole."""
        try:
            return self._run()
        except DamagedArchive as damage:
            self.building.unlink(missing_ok=True)
            if not self.target.is_file() or self.rebuilt:
                raise
            self.failed, self.untouched, self.rebuilt = [], [], damage.message
            return self._on_its_own(None, resumed=False)

    def _run(self) -> Summary:
        resumed = self._usable(self.building)
        former = self.building if resumed else self.target if self._usable(self.target) else None
        if former is None:
            return self._on_its_own(None, resumed=False)
        with closing(database.open_for_writing(former)) as connection, database.translated(former):
            plan = self._plan(connection)
            if not resumed and len(plan.todo) + len(plan.gone) <= max(FEW_PAGES, FEW * len(self.files)):
                return self._in_place(connection, plan)
        return self._on_its_own(None if resumed else former, resumed=resumed)

    def _usable(self, path: Path) -> bool:
        """Was this database made by the same code? If not, keep in mind why all is built again."""
        if not path.is_file():
            return False
        if database.met_damage(path):
            self.rebuilt = f"{path} is damaged."
            return False
        try:
            with closing(database.open_for_writing(path)) as connection, database.translated(path):
                found = connection.execute("SELECT value FROM meta WHERE key = 'pipeline'").fetchone()
        except DamagedArchive as damage:
            self.rebuilt = damage.message
            return False
        if found == (self.pipeline,):
            return True
        self.rebuilt = "Sourcebook itself has changed since."
        return False

    # the two ways to work

    def _in_place(self, connection: sqlite3.Connection, plan: Plan) -> Summary:
        if not plan.todo and not plan.gone:
            return self._summary(connection, plan)
        connection.execute("BEGIN IMMEDIATE")
        try:
            self._change(connection, plan, by_terms=True)
        except BaseException:
            connection.rollback()
            raise
        connection.commit()
        return self._summary(connection, plan)

    def _on_its_own(self, former: Path | None, *, resumed: bool) -> Summary:
        if former:
            shutil.copyfile(former, self.building)
        elif not resumed:
            self._begin()
        with closing(database.open_for_writing(self.building)) as connection, database.translated(self.building):
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("PRAGMA journal_mode = TRUNCATE")
            plan = self._plan(connection)
            connection.execute("BEGIN IMMEDIATE")
            try:
                self._change(connection, plan, by_terms=False)
            finally:
                connection.commit()
            summary = self._summary(connection, plan)
        self.building.replace(self.target)
        database.mended(self.target)
        return summary._replace(resumed=resumed, rebuilt="" if former or resumed else self.rebuilt)

    def _begin(self) -> None:
        self.building.unlink(missing_ok=True)
        with closing(database.create(self.building)) as connection, database.translated(self.building):
            write.put_meta(connection, {"pipeline": self.pipeline})
            for edit in history.load(self.folder):
                history.put(connection, edit)

    # the stages

    def _plan(self, connection: sqlite3.Connection) -> Plan:
        known = {row[0]: row[1:] for row in connection.execute("SELECT path, id, root, size, mtime_ns, sha256 FROM page")}
        todo: list[Task] = []
        of: dict[str, int] = {}
        for file in self.files:
            former = known.pop(file.path, None)
            if former is None:
                todo.append(Task(file, "", self.styles))
            elif former[1:4] != (file.root, file.size, file.mtime_ns):
                todo.append(Task(file, former[4] if former[1] == file.root else "", self.styles))
                of[file.path] = former[0]
        return Plan(todo, of, [former[0] for former in known.values()], len(self.files) - len(todo))

    def _change(self, connection: sqlite3.Connection, plan: Plan, *, by_terms: bool) -> None:
        registry = load_registry(self.folder)
        registry.seen(_texts(connection))
        batches = Batches(connection, by_terms, self.folder / history.FILE)
        changed = {task.file.path for task in plan.todo} | _paths(connection, plan.gone)
        for page_id in plan.gone:
            batches.take_out(page_id)
        try:
            self._pages(batches, plan, registry)
        finally:
            batches.settle()
            save_registry(self.folder, registry)
        join_works(connection, changed if by_terms else None)
        self._finish(connection, by_terms=by_terms)

    def _pages(self, batches: Batches, plan: Plan, registry: Registry) -> None:
        next_id = write.next_id(batches.connection)
        total, size, done, read = len(plan.todo), sum(task.file.size for task in plan.todo), 0, 0
        with closing(made(_stretches(plan.todo), self.page_checks, size, self.config.engine)) as results:
            for tasks, these in results:
                ids = sum(one.ids for one in these.done)
                if ids:
                    rows = named(these.rows, self._names(tasks, these.done, registry))
                    batches.put(rows, next_id, ids, _replaced(tasks, these.done, plan.former, next_id))
                next_id += ids
                self._note(tasks, these.done, plan.former)
                done, read = done + len(tasks), read + sum(task.file.size for task in tasks)
                self.progress(Progress(done, total, read, size))

    def _names(self, tasks: Sequence[Task], done: Sequence[Done], registry: Registry) -> list[str]:
        return [
            name
            for task, one in zip(tasks, done, strict=True)
            if one.versions
            for name in registry.names(task.file.path, one.sha256, one.versions, self.present)
        ]

    def _note(self, tasks: Sequence[Task], done: Sequence[Done], former: Mapping[str, int]) -> None:
        for task, one in zip(tasks, done, strict=True):
            if not one.ids:
                self.untouched.append((task.file.mtime_ns, former[task.file.path]))
            if one.failed:
                self.failed.append(task.file.path)

    def _finish(self, connection: sqlite3.Connection, *, by_terms: bool) -> None:
        connection.executemany("UPDATE page SET mtime_ns = ? WHERE id = ?", self.untouched)
        words = write.check_index(connection)
        if not by_terms:
            write.count_terms(connection)
        archive = Archive(self.folder, self.config, lambda: connection)
        write.renew_findings(connection, (finding for check in self.archive_checks for finding in check(archive)))
        built = datetime.now(UTC).isoformat(timespec="seconds")
        judged = str(write.next_id(connection) - 1)
        facts = {"title": self.config.title, "built": built, "build": str(time.time_ns()), "words": str(words), "judged": judged}
        write.put_meta(connection, facts)

    def _summary(self, connection: sqlite3.Connection, plan: Plan) -> Summary:
        (pages, words), (texts,) = (
            connection.execute("SELECT count(*), sum(words) FROM page").fetchone(),
            connection.execute("SELECT count(*) FROM text").fetchone(),
        )
        findings = dict(connection.execute("SELECT code, count(*) FROM finding GROUP BY code ORDER BY code"))
        same = len(self.untouched)
        return Summary(
            pages, texts, words or 0, findings, len(plan.todo) - same, plan.kept + same, len(plan.gone), self.failed, 0.0, False
        )


def _stretches(tasks: Sequence[Task]) -> Iterator[list[Task]]:
    """Part the files into stretches that are worked on and put in together: a few files, or a large one."""
    stretch: list[Task] = []
    size = 0
    for task in tasks:
        stretch.append(task)
        size += task.file.size
        if len(stretch) >= FILES_AT_ONCE or size >= BYTES_AT_ONCE:
            yield stretch
            stretch, size = [], 0
    if stretch:
        yield stretch


def _replaced(tasks: Sequence[Task], done: Sequence[Done], former: Mapping[str, int], page_id: int) -> Iterator[tuple[int, int]]:
    """Yield the ids of pages done anew, each with that of the page it stands for."""
    for task, one in zip(tasks, done, strict=True):
        if one.ids and task.file.path in former:
            yield page_id, former[task.file.path]
        page_id += one.ids


def _paths(connection: sqlite3.Connection, pages: Iterable[int]) -> set[str]:
    found = (connection.execute("SELECT path FROM page WHERE id = ?", (page,)).fetchone() for page in pages)
    return {path for (path,) in found}


def _texts(connection: sqlite3.Connection) -> list[Named]:
    rows = connection.execute("SELECT t.name, p.path, t.n, p.sha256, t.version FROM text t JOIN page p ON p.id = t.page_id")
    return [Named(*row) for row in rows]
