"""show: a text, a passage or a whole source page in the terminal."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

import click

from ..archive import Archive, BlockRecord, TextRecord
from ..dates import date_words
from ..model import Note, Stated
from ..publish.cite import parted
from .opening import archive_option, opened

#: As wide as a line may be to be read with ease.
WIDEST = 88
MARGIN = 5
#: Blocks that are shown elsewhere than in the flow: at the head, or at the end.
APART = frozenset({"title", "subtitle", "byline", "note"})
#: Roles whose line ends mean something.
LINED = frozenset({"verse", "signature", "dateline", "closing", "salutation", "table"})
VOICES = frozenset({"editor", "translator", "transcriber"})


@click.command()
@click.argument("address", metavar="NAME[#PASSAGE]")
@click.option("--whole", is_flag=True, help="Every block of the source page, with what it is for and who speaks.")
@archive_option
def show(address: str, whole: bool, archive_dir: Path | None) -> None:
    """Print a text or one passage of it.

    The paragraphs carry their numbers: NAME#p12 is the twelfth. A passage of a former version, NAME@VERSION#p12, is followed to
    where it is now.
    """
    archive = opened(archive_dir)
    name, key = parted(address)
    if whole:
        lines = _whole(archive, archive.text(name))
    elif key:
        lines = _passage(archive, address)
    else:
        lines = _text(archive, archive.text(name))
    click.echo("\n".join(lines))


def _passage(archive: Archive, address: str) -> Iterator[str]:
    passage = archive.passage(address)
    yield from _wrapped(passage.words, "", lined="\n" in passage.words)
    yield ""
    yield f"{passage.name}@{passage.version[:8]}#{passage.key}"


def _text(archive: Archive, text: TextRecord) -> Iterator[str]:
    yield from _head(text)
    page = archive.page_of(text)
    yield from _work(archive, text)
    blocks = archive.blocks(page)
    notes = archive.notes(text)
    html = page.media_type == "text/html"
    flow = (
        b
        for b in blocks
        if b.text_id == text.id and b.role not in APART and not any(note.start <= b.start < note.end for note in notes)
    )
    for table, together in groupby(flow, key=lambda block: block.role == "table"):
        if table:
            yield ""
            yield from _table(list(together))
            continue
        for block in together:
            yield ""
            yield from _block(block, lined=html or block.role in LINED)
    yield from _notes(notes, blocks)


def _head(text: TextRecord) -> Iterator[str]:
    if text.author:
        yield text.author
    yield click.style(text.title or "(without title)", bold=True)
    if text.subtitle:
        yield text.subtitle
    written = f"written {date_words(text.written)}" if text.written else ""
    volume, number = f"vol. {text.volume}" if text.volume else "", f"no. {text.number}" if text.number else ""
    printed = ", ".join(filter(None, (text.venue or text.part_of, volume, number, date_words(text.published), _pages(text.pages))))
    yield from _wrapped("; ".join(filter(None, (written, printed))) or "no date stated", "")
    yield click.style(text.address, dim=True)


def _work(archive: Archive, text: TextRecord) -> Iterator[str]:
    """Yield of which work the text is a part, what stands before and after it, what is known only from the index page."""
    if (work := archive.work(text)) and work.at >= 0:
        number, count = work.place
        taken = dict.fromkeys(s.field.replace("_", " ") for s in _said(archive, text) if s.page)
        around = (f"{word}: {part.name}" for word, part in (("before", work.before), ("after", work.after)) if part)
        yield from _wrapped("; ".join((f"Part {number} of {count} of {work.title}", *around)), "")
        if taken:
            yield from _wrapped(f"From its index page {work.path}: {', '.join(taken)}", "")


def _said(archive: Archive, text: TextRecord) -> list[Stated]:
    return [*archive.stated(text), *archive.stated(archive.page_of(text))]


def _pages(pages: str | None) -> str:
    return f"p. {pages}" if pages else ""


def _block(block: BlockRecord, lined: bool) -> Iterator[str]:
    if block.role == "separator":
        yield "* * *".center(_width()).rstrip()
        return
    number = block.key[1:] if block.key else ""
    words = f"[{block.voice.capitalize()}] {block.text}" if block.voice in VOICES else block.text
    indent = "  " if block.role in {"quotation", "verse", "epigraph", "list"} else ""
    lines = list(_wrapped(words, " " * MARGIN + indent, lined))
    first = click.style(number.rjust(MARGIN - 2).ljust(MARGIN), dim=True) + lines[0][MARGIN:] if lines else number
    bold = block.role == "heading"
    yield from (click.style(line, bold=True) if bold else line for line in (first, *lines[1:]))


def _table(cells: Sequence[BlockRecord]) -> Iterator[str]:
    """Yield the rows of a table, each a line under the number of its first cell: in columns where they fit, else parted by bars."""
    rows: list[list[BlockRecord]] = []
    for cell in cells:
        if cell.shape == "tr" or not rows:
            rows.append([])
        rows[-1].append(cell)
    lines = [[" ".join(cell.text.split()) for cell in row] for row in rows]
    most = max(map(len, lines))
    lead = [""]  # empty cells are not kept: a first row without its corner is moved over the columns it heads
    lines[0] = lead * (most - len(lines[0])) + lines[0]
    widths = [max((len(line[n]) for line in lines if n < len(line)), default=0) for n in range(most)]
    fits = MARGIN + sum(widths) + 2 * most <= _width()
    for row, line in zip(rows, lines, strict=True):
        number = click.style((row[0].key or "")[1:].rjust(MARGIN - 2).ljust(MARGIN), dim=True)
        if fits:
            yield number + "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=False)).rstrip()
            continue
        wrapped = list(_wrapped(" | ".join(line), " " * MARGIN))
        yield number + wrapped[0][MARGIN:]
        yield from wrapped[1:]


def _notes(notes: list[Note], blocks: list[BlockRecord]) -> Iterator[str]:
    if notes:
        yield from ("", click.style("Notes", bold=True))
    for n, note in enumerate(notes, 1):
        words = "\n".join(b.text for b in blocks if note.start <= b.start and b.end <= note.end)
        hand = f"[{note.hand.capitalize()}] " if note.hand in VOICES else ""
        lines = list(_wrapped(hand + words, " " * MARGIN))
        yield click.style(f"n{n}".rjust(MARGIN - 2).ljust(MARGIN), dim=True) + (lines[0][MARGIN:] if lines else "")
        yield from lines[1:]


def _whole(archive: Archive, text: TextRecord) -> Iterator[str]:
    page = archive.page_of(text)
    yield click.style(page.path, bold=True)
    for block in archive.blocks(page):
        label = " ".join(filter(None, (block.role, f"({block.voice})", block.key, f"line {block.line}" if block.line else "")))
        yield ""
        yield click.style(label, dim=True)
        yield from _wrapped(block.text or "────", "  ", lined=True)


def _wrapped(words: str, margin: str, lined: bool = False) -> Iterator[str]:
    """Yield words as lines of the terminal's width; where `lined`, their own line ends are kept."""
    wrapper = textwrap.TextWrapper(_width(), initial_indent=margin, subsequent_indent=margin)
    wrapper.break_long_words = wrapper.break_on_hyphens = False
    for line in words.split("\n") if lined else [" ".join(words.split())]:
        yield from wrapper.wrap(line) or [""]


def _width() -> int:
    return min(WIDEST, shutil.get_terminal_size().columns)
