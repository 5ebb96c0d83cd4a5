"""Faults of the call or of the machine, one tree, drawn here; faults of the data are `model.Finding`.

SourcebookError                 3   anything below, when no class fits better
├── UsageError                  2   the call's words are off
│   ├── QueryError              2   a search query that does not parse: says where
│   ├── UnknownName             2   no text, field or code of that name: says what comes near
│   └── GonePassage             2   a passage of a former version whose words are no longer there
├── SourceError                 4   a folder or file of sources cannot be used
├── ArchiveError                5   the archive folder cannot be used
│   ├── NoArchive               5   there is none
│   ├── DamagedArchive          5   its database is damaged or does not add up
│   ├── NewerArchive            5   a later Sourcebook made it
│   └── BusyArchive             5   another build holds it
├── NoParser                    3   the parser of the ledger, or its pipeline, is not installed
└── MachineError                6   disk full, port in use, no permission
    └── ModelError              6   a language model's endpoint is out of reach, or refuses

The number is the exit code: 0 is clean, 1 means findings.
"""

from __future__ import annotations


class SourcebookError(Exception):
    """A fault with one sentence for the user and, where there is one, a hint of what to do."""

    exit_code = 3

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(SourcebookError):
    """The call's words are off."""

    exit_code = 2


class QueryError(UsageError):
    """A query that does not parse; `position` is the 0-based character where it went wrong."""

    def __init__(self, message: str, query: str, position: int, hint: str = "") -> None:
        super().__init__(message, hint)
        self.query = query
        self.position = position

    def pointer(self) -> str:
        """Return the query with a caret under the spot, two lines."""
        return f"{self.query}\n{' ' * self.position}^"


class UnknownName(UsageError):
    """No text, passage, field or code of that name; `near` holds what comes close."""

    def __init__(self, what: str, name: str, near: tuple[str, ...] = ()) -> None:
        hint = f"Did you mean {' or '.join(near)}?" if near else ""
        super().__init__(f"There is no {what} called {name!r}.", hint)
        self.near = near


class GonePassage(UsageError):
    """A passage of a former version of a text whose words are no longer there."""


class SourceError(SourcebookError):
    """A folder or file of sources cannot be used."""

    exit_code = 4


class ArchiveError(SourcebookError):
    """The archive folder cannot be used."""

    exit_code = 5


class NoArchive(ArchiveError):
    """There is no archive at that place."""


class DamagedArchive(ArchiveError):
    """The archive's database is damaged or does not add up."""


class NewerArchive(ArchiveError):
    """A later version of Sourcebook made the archive."""


class BusyArchive(ArchiveError):
    """Another build holds the archive."""


class MachineError(SourcebookError):
    """The machine refuses: disk full, port in use, no permission."""

    exit_code = 6


class NoParser(SourcebookError):
    """The parser of the ledger, or the pipeline it should use, is not installed."""


class ModelError(MachineError):
    """A language model's endpoint is out of reach, or refuses."""
