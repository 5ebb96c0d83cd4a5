"""Texts of an archive, or files, made ready for collation; and the words of their language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

from ..archive import Archive, TextRecord
from ..check.lexicon import Lexicon
from ..compare.words import Stretch, Vocabulary, Witness, witness
from ..describe import describe
from ..errors import MachineError, SourceError
from ..files import read_whole
from ..model import READING, Block, Declined, Described
from ..read import read_source

IsWord = Callable[[str], bool]


def of_text(archive: Archive, text: TextRecord, vocabulary: Vocabulary) -> Witness:
    """Return a text of an archive as a witness: the paragraphs of its reading text, at their places in the page."""
    blocks = [b for b in archive.blocks(text) if b.key and b.key[0] == "p"]
    pieces: list[str] = []
    at = 0
    for block in blocks:
        pieces += ("\n" * (block.start - at), block.text)
        at = block.end
    stretches = (Stretch(b.start, b.end, b.key or "", b.line) for b in blocks)
    language = text.language or archive.page_of(text).language
    return witness(text.address, text.title or text.name, "".join(pieces), stretches, vocabulary, language)


def of_file(path: Path, vocabulary: Vocabulary) -> Witness:
    """Return a file as a witness: of a plain text everything, of an HTML page the paragraphs of its texts.

    Raises SourceError where there is nothing to read.
    """
    if not path.is_file():
        raise SourceError(f"There is no file {path}.", "Give files, or names of texts in an archive.")
    page = read_source(path.as_posix(), read_whole(path))
    if isinstance(page, Declined) and page.code == "R002":  # empty: a witness without words
        return witness(path.as_posix(), path.name, "", (), vocabulary)
    if isinstance(page, Declined):
        raise SourceError(f"{path} cannot be collated: {page.reason[0].lower()}{page.reason[1:]}")
    described = describe(page)
    plain = page.source.media_type == "text/plain"
    stretches = _stretches(page.blocks if plain else _reading(described))
    title = next((t.value("title") for t in described.texts if t.value("title")), None) or path.name
    return witness(path.as_posix(), title, page.text, stretches, vocabulary, described.language)


def _reading(described: Described) -> Iterator[Block]:
    """Yield the blocks of a page's reading text, or all of them where it seems to have none."""
    blocks = [b for b in described.page.blocks if b.text >= 0 and b.role in READING]
    yield from blocks or described.page.blocks


def _stretches(blocks: Iterable[Block]) -> Iterator[Stretch]:
    filled = (block for block in blocks if block.end > block.start)
    return (Stretch(b.start, b.end, f"p{n}", b.line) for n, b in enumerate(filled, 1))


def words_of(witnesses: Iterable[Witness], folder: Path) -> IsWord | None:
    """Return what knows the words of the witnesses' language; None where there is no list of them, or no room for one."""
    if any(not w.language.startswith("en") for w in witnesses if len(w)):
        return None
    try:
        lexicon = Lexicon(folder)
    except MachineError:
        return None
    return cache(lambda key: lexicon(key).dictionary)
