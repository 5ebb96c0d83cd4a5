"""Opening the archive database, and its faults as errors of ours."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from ..config import FILE as CONFIG
from ..errors import ArchiveError, BusyArchive, DamagedArchive, MachineError, NewerArchive, NoArchive
from .schema import SCHEMA_VERSION, TABLES

FOLDER = ".sourcebook"
FILE = "archive.sqlite"
BUILDING = "archive.sqlite.building"
DAMAGED = "damaged"  # there where a reader met damage: the next build makes everything anew
LOCK = "lock"  # held while a build is going on
FTS_SETTINGS = (("automerge", 0), ("crisismerge", 60), ("hashsize", 256 << 20))
AGAIN = "Run `sourcebook build` to make it again; nothing of yours is in it."


def database(folder: Path) -> Path:
    """Return where the database of an archive folder lies."""
    return folder / FOLDER / FILE


def create(path: Path) -> sqlite3.Connection:
    """Make an empty archive database."""
    with translated(path):
        connection = _connect(path, "rwc")
        connection.execute("PRAGMA page_size = 8192")
        connection.executescript(TABLES)
        for name, value in FTS_SETTINGS:
            connection.execute("INSERT INTO block_fts(block_fts, rank) VALUES (?, ?)", (name, value))
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        return connection


def open_for_writing(path: Path) -> sqlite3.Connection:
    """Open an archive database to change it; one connection, handed from thread to thread, never used by two at a time."""
    with translated(path):
        connection = _connect(path, "rw")
        _check_version(connection, path)
        return connection


def open_for_reading(path: Path) -> sqlite3.Connection:
    """Open an archive database to read it; opened for writing where possible, so that a killed build is rolled back."""
    if not path.is_file():
        if _is_locked(path.with_name(LOCK)):
            raise BusyArchive(f"The archive in {path.parent.parent} is being built for the first time.", "Wait until it is done.")
        raise _none(path.parent.parent)
    with translated(path):
        connection = _connect(path, "rw")
        connection.execute("PRAGMA query_only = 1")
        connection.execute("PRAGMA mmap_size = 1073741824")
        _check_version(connection, path)
        return connection


def _none(folder: Path) -> NoArchive:
    """Return what is said where no database is: one that was deleted is made again from what the settings say."""
    if (folder / CONFIG).is_file():
        return NoArchive(f"The archive in {folder} is not built.", f"Build it: sourcebook build --archive {folder}")
    return NoArchive(f"There is no archive in {folder}.", "Make one with `sourcebook build SOURCES… --archive DIR`.")


def _is_locked(path: Path) -> bool:
    """Tell whether a build holds a lock; one that is dead holds none."""
    if not path.is_file():
        return False
    with closing(sqlite3.connect(path, timeout=0)) as lock:
        try:
            lock.execute("SELECT count(*) FROM sqlite_master")
        except sqlite3.OperationalError:
            return True
    return False


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    connection = sqlite3.connect(uri, uri=True, timeout=10, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA cache_size = -65536")
    connection.execute("PRAGMA temp_store = MEMORY")
    return connection


def _check_version(connection: sqlite3.Connection, path: Path) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > SCHEMA_VERSION:
        raise NewerArchive(
            f"A later version of Sourcebook made {path}.", "Bring this Sourcebook up to date, or build the archive again elsewhere."
        )
    if version < SCHEMA_VERSION:
        raise DamagedArchive(f"{path} is not of this version's form.", AGAIN)


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Raise SQLite's errors as ours, with the file they are about."""
    try:
        yield
    except sqlite3.Error as error:
        ours = _ours(error, path)
        if isinstance(ours, DamagedArchive) and path.name == FILE:
            with suppress(OSError):  # of a folder that may only be read
                path.with_name(DAMAGED).touch()
        raise ours from error


def met_damage(path: Path) -> bool:
    """Tell whether a reader has met damage in a database: a build that only adds what changed would leave it there."""
    return path.name == FILE and path.with_name(DAMAGED).exists()


def mended(path: Path) -> None:
    """Forget the damage of a database that was made anew."""
    path.with_name(DAMAGED).unlink(missing_ok=True)


def _ours(error: sqlite3.Error, path: Path) -> Exception:
    words = str(error)
    if "full" in words or "disk I/O" in words:
        return MachineError(
            f"The disk would not take more of {path}: {words}.", "Make room and run the build again: it goes on from where it was."
        )
    if "locked" in words or "busy" in words:
        return BusyArchive(f"Another build holds {path}.", "Wait until it is done.")
    if "readonly" in words or "unable to open" in words or "not authorized" in words:
        return MachineError(f"{path} cannot be opened: {words}.", "Look at the permissions of the file and its folder.")
    if "malformed" in words or "not a database" in words or "no such table" in words or "corrupt" in words or "vtable" in words:
        return DamagedArchive(f"{path} is damaged: {words}.", AGAIN)
    return ArchiveError(f"{path}: {words}.") if isinstance(error, sqlite3.OperationalError) else error
