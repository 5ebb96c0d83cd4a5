"""Files: which there are below a folder, reading them whole while others write, writing them all at once."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import BinaryIO, NamedTuple

from .errors import MachineError, SourceError


class File(NamedTuple):
    """A file of the sources: its source folder as given, its path in the archive, where it lies, its size and time of change."""

    root: str
    path: str
    where: str
    size: int
    mtime_ns: int


class ChangingFile(OSError):
    """A file that somebody writes to while we read it."""


def scan(folder: Path, sources: Sequence[str]) -> list[File]:
    """Return the files of the sources in order of path; hidden ones, the archive's own, and links out of a source are left out."""
    files: list[File] = []
    tops = [folder / source for source in sources]
    for source, top, prefix in zip(sources, tops, prefixes(tops), strict=True):
        if not top.exists():
            raise SourceError(
                f"There is no folder {top}.", "Give the folders that hold the pages, or put them right in sourcebook.toml."
            )
        files += _file_of(source, top) if top.is_file() else _walk(source, prefix, top, folder.resolve())
    if not files:
        raise SourceError(
            f"There are no files in {', '.join(str(folder / s) for s in sources)}.", "Give the folder that holds the pages."
        )
    if len({f.path for f in files}) < len(files):
        raise SourceError("Two of the sources have files of the same name.", "Give the folders they lie in.")
    return sorted(files, key=lambda f: f.path)


def prefixes(tops: Sequence[Path]) -> list[str]:
    """Return what leads the paths of each source: nothing where there is one, else the folder's name, numbered if two are alike."""
    if len(tops) == 1:
        return [""]
    seen: dict[str, int] = {}
    return [f"{_numbered(top.resolve().name, seen)}/" for top in tops]


def _numbered(name: str, seen: dict[str, int]) -> str:
    seen[name] = seen.get(name, 0) + 1
    return name if seen[name] == 1 else f"{name}-{seen[name]}"


def _file_of(source: str, top: Path) -> list[File]:
    stat = top.stat()
    return [File(source, top.name, str(top), stat.st_size, stat.st_mtime_ns)]


def _walk(source: str, prefix: str, top: Path, archive: Path) -> Iterator[File]:
    bounds = os.path.realpath(top)
    pending = [(str(top), prefix)]
    while pending:
        folder, lead = pending.pop()
        for entry in _entries(folder):
            if entry.name.startswith("."):
                continue
            if entry.is_symlink() and not os.path.realpath(entry.path).startswith(bounds + os.sep):
                continue
            if entry.is_dir(follow_symlinks=False):
                if entry.name != archive.name or os.path.realpath(entry.path) != str(archive):
                    pending.append((entry.path, f"{lead}{entry.name}/"))
            elif entry.is_file():
                stat = entry.stat()
                yield File(source, _legible(lead + entry.name), entry.path, stat.st_size, stat.st_mtime_ns)


def _entries(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except FileNotFoundError:
        return []
    except PermissionError as error:
        raise SourceError(f"The folder {folder} may not be read.", "Look at its permissions.") from error


def _legible(path: str) -> str:
    """Return a path without the stand-ins Python has for bytes that are not UTF-8."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def read_whole(where: Path) -> bytes:
    """Read a file; raises ChangingFile if it changes meanwhile, three times over."""
    for _ in range(3):
        with where.open("rb") as file:
            before = os.fstat(file.fileno())
            data = file.read()
            after = where.stat()
        if (before.st_mtime_ns, before.st_size, before.st_ino) == (after.st_mtime_ns, len(data), after.st_ino):
            return data
    raise ChangingFile("it changes while it is read")


def write_atomically(path: Path, text: str) -> None:
    """Write a text file so that nobody ever sees half of it."""
    with whole_file(path) as file:
        file.write(text.encode("utf-8"))


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write bytes to, which takes its place only when all is written; a fault on the way leaves what was there."""
    beside = path.with_name(f"{path.name}.new")
    try:
        with beside.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        raise MachineError(
            f"{path} cannot be written: {error.strerror}.", "Look at the permissions and the room on the disk."
        ) from error
    finally:
        beside.unlink(missing_ok=True)


def append_lines(path: Path, lines: Sequence[str]) -> None:
    """Add lines to a file of records, all or none."""
    if not lines:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    former = path.read_text("utf-8") if path.is_file() else ""
    if former and not former.endswith("\n"):
        former += "\n"
    write_atomically(path, former + "\n".join(lines) + "\n")


def package_bytes(part: Traversable) -> Iterator[bytes]:
    """Yield the contents of a part of a package, file by file in order of name; what the compiler left is passed over."""
    if part.is_file():
        yield part.read_bytes()
    elif part.is_dir():
        for below in sorted(part.iterdir(), key=lambda p: p.name):
            if below.name != "__pycache__":
                yield from package_bytes(below)
