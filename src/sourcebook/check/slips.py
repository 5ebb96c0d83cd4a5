"""Slips of the whole archive: what only its vocabulary and its search index show. After an edit only the new pages are judged."""

from __future__ import annotations

from collections.abc import Iterator

from ..archive import Archive
from ..model import Finding
from .fresh import Fresh
from .lexicon import Lexicon
from .phrases import misplaced_words
from .vocabulary import misread_words

DERIVED = ".sourcebook"  # the archive's derived folder, where the word list is kept if need be


def slips(archive: Archive) -> Iterator[Finding]:
    """Words are words, and stand where they make sense."""
    fresh, lexicon = Fresh(archive), Lexicon(archive.folder / DERIVED)
    yield from fresh.findings("S")
    yield from misread_words(archive, fresh, lexicon)
    yield from misplaced_words(archive, fresh, lexicon)
