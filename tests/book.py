"""A made-up book on several pages: an index page with the colophon, and chapters that state little."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sourcebook.describe import describe
from sourcebook.model import Described, Page
from sourcebook.read import read_source

COLOPHON = """<span class="info">Written:</span> 1911<br>
<span class="info">First Published:</span> Ropewalk Press, Haldersea, 1912<br>
<span class="info">Translated:</span> Yves Tarn<br>
<span class="info">Transcribed:</span> Petra Lindqvarn"""
PROSE = (
    "<p>A rope must be made as long as it is wanted, and it cannot be made round a corner, so the town was built in the gaps "
    "between the walks, and every cabman knows that one may go along it but hardly ever across.</p>"
)
LINES = ('<a href="1.htm">I. Hemp</a>', '<a href="2.htm">II. Tar</a>', '<a href="3.htm">III. Rope</a>')


def index(
    lines: Sequence[str] = LINES, colophon: str = COLOPHON, title: str = "The Long Walk", author: str = "Edda Corrane"
) -> str:
    """Return an index page that lists these lines."""
    return (
        f"<html><head><title>{author}: {title} (1912)</title></head><body><h2>{author}</h2><h1>{title}</h1><hr>"
        f'<p class="information">{colophon}</p><hr><p class="index">{"<br>".join(lines)}</p></body></html>'
    )


def chapter(title: str, colophon: str = "", author: str = "Edda Corrane", up: str = "index.htm") -> str:
    """Return a chapter that links back to its index page."""
    told = f'<p class="information">{colophon}</p><hr>' if colophon else ""
    by = f"<h2>{author}</h2>" if author else ""
    head = f"{author}: {title}" if author else title
    return (
        f"<html><head><title>{head}</title></head><body>{by}<h1>{title}</h1><hr>{told}{PROSE}{PROSE}"
        f'<p class="footer"><a href="{up}">Contents</a></p></body></html>'
    )


def book() -> dict[str, str]:
    """Return the pages of the book by path."""
    return {
        "walk/index.htm": index(), "walk/1.htm": chapter("Hemp"), "walk/2.htm": chapter("Tar"), "walk/3.htm": chapter("Rope"),
    }  # fmt: skip


def page(path: str, html: str) -> Described:
    """Describe a page."""
    read = read_source(path, html.encode())
    assert isinstance(read, Page)
    return describe(read)


def described(files: dict[str, str]) -> list[Described]:
    """Describe pages, in order of path."""
    return [page(path, html) for path, html in sorted(files.items())]


def write(folder: Path, files: dict[str, str]) -> Path:
    """Write pages into a folder."""
    for path, html in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(html, "utf-8")
    return folder
