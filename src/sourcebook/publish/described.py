"""A page of an archive, or a file → the page as it was described, for what is written from descriptions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from ..archive import Archive, BlockRecord, PageRecord
from ..describe import describe
from ..describe.house import Own, in_force
from ..files import File, read_whole
from ..model import Block, Declined, Described, Page, Role, Source, Text, Voice
from ..read import read_source


def of_archive(archive: Archive) -> Iterator[Described | Declined]:
    """Yield the pages of an archive in order of path as its last build described them, inherited values included."""
    for page in archive.pages():
        yield of_page(archive, page)


def of_page(archive: Archive, page: PageRecord) -> Described | Declined:
    """Return a page of an archive as it was described; the white space between its blocks is not kept, all else is."""
    source = Source(page.path, page.sha256, page.size, page.media_type, page.encoding, page.encoding_reason)
    if page.kind == "unread":
        return _unread(archive, source)
    records = archive.texts_of(page)
    at = {record.id: n for n, record in enumerate(records)}
    blocks = archive.blocks(page)
    read = Page(source, _text(blocks, page.length), tuple(_block(b, at) for b in blocks), page.title, (), page.language)
    texts = tuple(Text(r.n, tuple(archive.stated(r)), r.name, r.version) for r in records)
    stated, notes, origin = archive.stated(page), archive.notes(page), archive.origin(page)
    return Described(read, page.kind, page.language, texts, tuple(stated), tuple(notes), tuple(origin))


def _unread(archive: Archive, source: Source) -> Declined:
    found = next((f for f in archive.findings(source.path) if f.code.startswith("R")), None)
    return Declined(source, found.message if found else "No reader here reads it.", found.code if found else "")


def _text(blocks: Iterable[BlockRecord], length: int) -> str:
    """Return a page's text from its blocks, each at its place."""
    pieces, end = [], 0
    for block in sorted(blocks, key=lambda b: b.start):
        pieces += [" " * (block.start - end), block.text]
        end = block.end
    return "".join(pieces).ljust(length)


def _block(b: BlockRecord, at: dict[int, int]) -> Block:
    owner = -1 if b.text_id is None else at[b.text_id]
    return Block(b.start, b.end, b.shape, "", b.line, b.spans, Role(b.role), Voice(b.voice), owner)


def of_files(files: Iterable[File], styles: tuple[Own, ...] = ()) -> Iterator[Described | Declined]:
    """Yield files as they are described here and now, by `styles` besides the packaged ones; one that cannot be read is declined,
    like one that no reader reads.
    """
    for file in files:
        try:
            page = read_source(file.path, read_whole(Path(file.where)))
        except OSError as fault:
            source = Source(file.path, "", file.size, "", "", "")
            page = Declined(source, f"The file cannot be read: {(fault.strerror or str(fault)).lower()}.", "R005")
        with in_force(styles):
            found = describe(page) if isinstance(page, Page) else page
        yield found
