"""Answers kept on disk, a file each, by what was asked: nothing is paid for twice, and an interrupted run goes on where it was."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ...errors import MachineError
from ...files import write_atomically

#: Where an archive keeps its answers, below its derived folder.
FOLDER = "model"


class Cache:
    """The answers kept in a folder, `.sourcebook/model` in an archive; made when the first one comes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, key: str) -> list[Any] | None:
        """Return an answer; None where there is none, or its file is damaged."""
        try:
            kept = json.loads(self._path(key).read_text("utf-8"))
        except (OSError, ValueError):
            return None
        entries = kept.get("entries") if isinstance(kept, dict) else None
        return entries if isinstance(entries, list) else None

    def put(self, key: str, entries: list[Any], about: Mapping[str, Any]) -> None:
        """Keep an answer, with what a person who looks into the file would like to know."""
        path = self._path(key)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise MachineError(f"{path.parent} cannot be made: {error.strerror}.", "Look at the permissions.") from error
        write_atomically(path, json.dumps({**about, "entries": entries}, ensure_ascii=False, indent=1) + "\n")

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.json"
