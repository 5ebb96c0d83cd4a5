"""Reading texts for statements, by whatever rules: the packaged ones, or others with the same two methods."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import import_module, metadata
from importlib.resources import files as package_files
from pathlib import Path
from typing import NamedTuple, Protocol

from ..errors import MachineError, SourcebookError
from ..files import package_bytes
from .model import Entry, Piece

LANGUAGE = "en"
NO_PARSER = "Install it with `pip install 'sourcebook[ledger]'`."


class Proposes(Protocol):
    """What reads a text and proposes entries."""

    def propose(self, piece: Piece) -> list[Entry]:
        """Return the entries of a text."""


class Rules(Protocol):
    """What makes such a reader, in each process anew: hashable, and fit to be sent to another process."""

    @property
    def version(self) -> str:
        """What identifies the rules: texts are read again when it changes."""

    def __hash__(self) -> int:
        """Return the same number for the same rules."""

    def __call__(self) -> Proposes:
        """Return a reader."""


class Offline(NamedTuple):
    """The packaged rules over a parser, with authority files of one's own and a pipeline other than the default."""

    authorities: tuple[Path, ...] = ()
    pipeline: str = ""

    @property
    def version(self) -> str:
        """A hash of the rules' code and data, the authority files and the versions of the parser."""
        digest = hashlib.sha256(f"{self.pipeline}/{'/'.join(_versions(self.pipeline))}".encode())
        for raw in package_bytes(package_files(__package__)):
            digest.update(raw)
        for path in self.authorities:
            digest.update(path.read_bytes())
        return digest.hexdigest()[:16]

    def __call__(self) -> Proposes:
        """Return a reader by these rules; it is loaded only when asked for, for the parser takes a second."""
        reader: Proposes = import_module(f"{__package__}.propose").Proposer(self.authorities, self.pipeline)
        return reader


class Read(NamedTuple):
    """What came of reading a text: its entries, or in `note` why there are none."""

    entries: tuple[Entry, ...]
    note: str = ""


def read_all(texts: Sequence[Sequence[Piece]], rules: Rules) -> list[Read]:
    """Read texts, each given as its pieces; whatever goes wrong with one is noted and keeps from none of the others."""
    return [_read(text, rules) for text in texts]


def lost(_: object) -> list[Read]:
    """Return what comes of a text at which the process at work on it was ended."""
    return [Read((), "failed: the process at work on it was ended, perhaps for want of memory")]


def _read(pieces: Sequence[Piece], rules: Rules) -> Read:
    if foreign := next((p.language for p in pieces if not may_be_read(p)), ""):
        return Read((), f"language {foreign}")
    try:
        return Read(tuple(entry for piece in pieces for entry in reader(rules).propose(piece)))
    except SourcebookError:
        raise
    except ImportError as fault:
        raise MachineError(f"Statements are found with spaCy, which is not installed ({fault.name}).", NO_PARSER) from fault
    except Exception as fault:  # whatever went wrong with one text must not keep us from the others
        if "[E050]" in str(fault):  # spaCy's word for a pipeline that is not there
            raise MachineError("The pipeline by which spaCy reads is not installed.", NO_PARSER) from fault
        return Read((), f"failed: {type(fault).__name__}: {fault}")


def may_be_read(piece: Piece) -> bool:
    """Tell whether a text is in a language the rules know."""
    return not piece.language or piece.language.partition("-")[0] == LANGUAGE


@cache
def reader(rules: Rules) -> Proposes:
    """Return the reader by some rules, made once in each process."""
    return rules()


def _versions(pipeline: str) -> Iterator[str]:
    for name in ("spacy", pipeline.replace("_", "-")):
        try:
            yield metadata.version(name) if name else ""
        except metadata.PackageNotFoundError:
            yield ""
