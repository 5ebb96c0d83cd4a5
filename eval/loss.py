"""Does every visible word of a page end up in a block? Checked by another HTML parser, which shares no code with the reader.

    python eval/loss.py FOLDER…            every page below the folders

The raw page is parsed as browsers do it (Lexbor, by the HTML standard), what no browser shows is cut away, and the words that
are left are counted; so are the words of the blocks the reader made. A word is what stands between white space or block
borders, punctuation included. The two parsers put stray content of broken tables in different places, so order does not
count. Where they only part or join words otherwise (the same characters on both sides), no character is lost: `regrouped`.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from multiprocessing import Pool
from pathlib import Path
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser

from sourcebook.model import Declined
from sourcebook.read import read_source

PAGES = frozenset({".htm", ".html", ".xhtml", ".shtml", ".txt"})
#: What a browser that runs scripts shows nothing of.
UNSEEN = ["head", "title", "script", "style", "template", "noscript", "noframes", "iframe", "object", "applet", "colgroup"]
#: What a browser begins a new line, cell or option for, after the HTML standard's style sheet.
APART = (
    "address,article,aside,blockquote,body,br,caption,center,dd,details,dialog,dir,div,dl,dt,fieldset,figcaption,figure,footer,form,"
    "h1,h2,h3,h4,h5,h6,header,hgroup,hr,legend,li,main,menu,nav,ol,optgroup,option,p,pre,search,section,summary,table,tbody,td,"
    "tfoot,th,thead,tr,ul"
)
#: windows-1252 above 0x7F, laid over ISO 8859-1, which has a character for every byte.
WINDOWS = {code: bytes((code,)).decode("cp1252") for code in range(0x80, 0xA0) if code not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}}
#: Control characters show as nothing, or as the replacement character, by the parser's taste.
CONTROLS = dict.fromkeys([*range(0x09), *range(0x0E, 0x20), *range(0x7F, 0xA0), 0xFFFD])
CHARSET = re.compile(rb"charset=[\"']?([-\w]+)", re.I)


class Loss(NamedTuple):
    """A page's account: its visible words, those no block has, those only blocks have, those only parted otherwise."""

    path: str
    words: int
    lost: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    regrouped: int = 0


def visible(path: str, raw: bytes) -> list[str]:
    """Return the words that a browser shows of a page, by Lexbor."""
    text = decoded(raw).translate(CONTROLS)
    if path.endswith(".txt"):
        return text.split()
    page = LexborHTMLParser(text)
    page.strip_tags(UNSEEN)
    for element in page.css(APART):
        element.insert_before(" ")
        element.insert_after(" ")
    return page.root.text(deep=True, separator="").split() if page.root else []


def decoded(raw: bytes) -> str:
    """Decode a page: UTF-8 where it is valid, else the charset of another script it declares, else windows-1252 as browsers do."""
    named = CHARSET.search(raw[:4096])
    declared = named[1].decode().lower() if named else ""
    for name in ("utf-8-sig", "" if declared in {"utf-8", "iso-8859-1", "us-ascii", "windows-1252"} else declared):
        with suppress(UnicodeDecodeError, LookupError):
            return raw.decode(name)
    return raw.decode("latin-1").translate(WINDOWS)


def kept(path: str, raw: bytes) -> list[str]:
    """Return the words of all blocks that the reader makes of a page; none where it makes no page."""
    page = read_source(path, raw)
    if isinstance(page, Declined):
        return []
    return [word for block in page.blocks for word in page.words(block).translate(CONTROLS).split()]


def compare(path: str, raw: bytes) -> Loss:
    """Compare what is seen of a page with what its blocks hold."""
    seen, held = Counter(visible(path, raw)), Counter(kept(path, raw))
    lost, added = tuple((seen - held).elements()), tuple((held - seen).elements())
    if Counter("".join(lost)) == Counter("".join(added)):
        return Loss(path, seen.total(), regrouped=len(lost))
    return Loss(path, seen.total(), lost, added)


def pages(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder that claim to be pages, in order."""
    return (path for path in sorted(folder.rglob("*")) if path.suffix.lower() in PAGES and path.is_file())


def account(path: Path) -> Loss:
    """Read a file and compare."""
    return compare(str(path), path.read_bytes())


def measure(paths: Iterable[Path]) -> list[Loss]:
    """Compare many pages, on two cores."""
    with Pool(2) as pool:
        return pool.map(account, paths, chunksize=50)


def table(losses: list[Loss]) -> str:
    """Return the account of many pages in words, each page with a loss on a line of its own."""
    faulty = [loss for loss in losses if loss.lost or loss.added]
    lines = [f"{loss.path}: lost {len(loss.lost)} {loss.lost[:5]}, added {len(loss.added)} {loss.added[:5]}" for loss in faulty]
    total = f"{len(losses)} pages, {sum(loss.words for loss in losses)} words: {sum(len(loss.lost) for loss in losses)} lost"
    rest = f"{sum(len(loss.added) for loss in losses)} added, {sum(loss.regrouped for loss in losses)} regrouped"
    return "\n".join([*lines, f"{total}, {rest}"])


def main() -> None:
    """Print the account of the pages below the folders that were named."""
    losses = measure(path for folder in sys.argv[1:] for path in pages(Path(folder)))
    print(table(losses))
    sys.exit(any(loss.lost for loss in losses))


if __name__ == "__main__":
    main()
