"""The registry of names: `decisions/names.jsonl`, one line for each time a text was named or its page moved.

A text's name is given once: made from its page's path, kept when the page is edited or the file renamed, never given to another
text. The file is plain text for git; a line is never changed, the last one about a name holds.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from posixpath import splitext
from typing import NamedTuple

from .errors import ArchiveError
from .files import append_lines

FILE = Path("decisions") / "names.jsonl"
UNSAFE = re.compile(r"[^\w./-]+")


class Named(NamedTuple):
    """A text as it was when it was named, or last moved or seen: its page's path and hash, its place in the page, its version."""

    name: str
    path: str
    n: int
    sha256: str
    version: str


class Registry:
    """The names given so far, and the giving of new ones."""

    def __init__(self, given: Iterable[Named]) -> None:
        self._by_name = {named.name: named for named in given}
        self._by_path: dict[str, set[str]] = {}
        self._by_hash: dict[str, set[str]] = {}
        self._fresh: list[Named] = []
        for named in self._by_name.values():
            self._note(named)

    def _note(self, named: Named) -> None:
        self._by_path.setdefault(named.path, set()).add(named.name)
        for known in (named.sha256, named.version):
            self._by_hash.setdefault(known, set()).add(named.name)

    def seen(self, present: Iterable[Named]) -> None:
        """Take in how the texts were at the last build: a page may have been edited since it was named."""
        for named in present:
            if named.name not in self._by_name:
                self._fresh.append(named)
            self._by_name[named.name] = named
            self._note(named)

    @property
    def fresh(self) -> Sequence[Named]:
        """What is to be written into the file."""
        return self._fresh

    def names(self, path: str, sha256: str, versions: Sequence[str], present: AbstractSet[str]) -> list[str]:
        """Return the names of the texts of a page, given or found again; `present` are the paths that there are."""
        known = [self._by_name[n] for n in sorted(self._by_path.get(path, ())) if self._by_name[n].path == path]
        free = known or self._moved_here(sha256, versions, present)
        found = _match(free, versions) if free else {}
        return [
            self._keep(found[n], path, n, sha256, v) if n in found else self._give(path, n, sha256, v)
            for n, v in enumerate(versions)
        ]

    def _moved_here(self, sha256: str, versions: Sequence[str], present: AbstractSet[str]) -> list[Named]:
        """Return the texts of a page that has gone and had the same bytes, or else the same words."""
        for known in ([sha256], versions):
            texts = [self._by_name[name] for v in known for name in sorted(self._by_hash.get(v, ()))]
            if gone := [t for t in texts if t.path not in present]:
                return gone
        return []

    def _keep(self, named: Named, path: str, n: int, sha256: str, version: str) -> str:
        now = Named(named.name, path, n, sha256, version)
        if named.path != path:
            self._fresh.append(now)
        self._by_name[named.name] = now
        self._note(now)
        return named.name

    def _give(self, path: str, n: int, sha256: str, version: str) -> str:
        base = slug(path)
        tries = (base if k == 1 else f"{base}-{k}" for k in range(n + 1, n + 3 + len(self._by_name)))
        named = Named(next(t for t in tries if t not in self._by_name), path, n, sha256, version)
        self._by_name[named.name] = named
        self._note(named)
        self._fresh.append(named)
        return named.name


def _match(free: Iterable[Named], versions: Sequence[str]) -> dict[int, Named]:
    """Find the known text for each place in a page: the same words first, then the same place."""
    left = {named.name: named for named in free}
    found: dict[int, Named] = {}
    for same_words, same_place in ((True, True), (True, False), (False, True)):
        for n, version in enumerate(versions):
            fits = (t for t in left.values() if (t.version == version or not same_words) and (t.n == n or not same_place))
            match = None if n in found else next(fits, None)
            if match:
                found[n] = left.pop(match.name)
    return found


def slug(path: str) -> str:
    """Return the name a path gives: without its extension, and without signs that an address needs for itself."""
    return UNSAFE.sub("-", splitext(path)[0]).strip("-/") or "page"


def load_registry(folder: Path) -> Registry:
    """Read the registry of an archive folder."""
    path = folder / FILE
    if not path.is_file():
        return Registry(())
    return Registry([_read(path, n, line) for n, line in enumerate(path.read_text("utf-8").splitlines(), 1) if line.strip()])


def _read(path: Path, number: int, line: str) -> Named:
    try:
        values = json.loads(line)
        return Named(str(values["name"]), str(values["path"]), int(values["n"]), str(values["sha256"]), str(values["version"]))
    except (ValueError, KeyError, TypeError) as error:
        raise ArchiveError(
            f"{path}:{number}: this line is no record of a name.", "Bring it back from git; names must not get lost."
        ) from error


def save_registry(folder: Path, registry: Registry) -> None:
    """Add the new names to the file."""
    append_lines(folder / FILE, [json.dumps(named._asdict(), ensure_ascii=False) for named in registry.fresh])
