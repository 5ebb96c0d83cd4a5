"""Muse (Emacs Muse, Text::Amuse) → page, by way of the HTML it stands for: a header of `#key value` lines, then paragraphs with
headings of stars, tags for quotations and verse, and links in double brackets.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from types import MappingProxyType

from ..model import Declined, Page, Source
from .encoding import Decoded
from .html import read_html

KEY = re.compile(r"#([A-Za-z][\w-]*)(?:[ \t]+(.*))?$")
HEADING = re.compile(r"(\*{1,5})[ \t]+(.+)$", re.S)
LINK = re.compile(r"\[\[([^\][]+)\](?:\[([^\][]+)\])?\]")
#: The tags of the language, all of HTML but for quotations and comments; what else looks like one is text.
TAG = re.compile(r"&lt;(/?)(em|strong|i|b|sup|sub|del|code|br|quote|verse|example|center|right|biblio|play)[ \t]*/?&gt;")
TAGS = MappingProxyType({
    "quote": "blockquote", "verse": 'blockquote class="verse"', "example": "pre", "biblio": "div", "play": "blockquote",
    "right": 'div align="right"',
})  # fmt: skip
RULE = re.compile(r"-{4,}\s*$")


def read_muse(source: Source, decoded: Decoded) -> Page | Declined:
    """Read a Muse file; its header becomes a table of labels and values."""
    lines = decoded.text.lstrip("\ufeff\n\r\t ").split("\n")
    end = next((n for n, line in enumerate(lines) if not KEY.match(line)), len(lines))
    rows = "".join(_row(KEY.match(line)) for line in lines[:end])
    blocks = "".join(_blocks("\n".join(lines[end:])))
    return read_html(source, decoded._replace(text=f"<html><body><table>{rows}</table>{blocks}</body></html>"))


def _row(entry: re.Match[str] | None) -> str:
    return f"<tr><td>{entry[1]}</td><td>{_inline(entry[2] or '')}</td></tr>" if entry else ""


def _blocks(text: str) -> Iterator[str]:
    for block in re.split(r"\n[ \t]*\n", text):
        words = block.strip("\n")
        heading = HEADING.match(words)
        if heading:
            level = min(len(heading[1]) + 1, 6)
            yield f"<h{level}>{_inline(heading[2])}</h{level}>"
        elif RULE.match(words):
            yield "<hr>"
        elif words.strip():
            yield f"<p>{_inline(words)}</p>"


def _inline(words: str) -> str:
    """Return a stretch as HTML: links and the language's tags are markup, everything else is text."""
    return TAG.sub(_tag, LINK.sub(_link, html.escape(words, quote=False)))


def _link(found: re.Match[str]) -> str:
    label = re.sub(r"^&lt;(?!/?(?:em|strong)&gt;)(.*)&gt;$", r"\1", found[2] or found[1])
    return f'<a href="{html.escape(found[1])}">{label}</a>'


def _tag(found: re.Match[str]) -> str:
    return f"</{TAGS.get(found[2], found[2]).partition(' ')[0]}>" if found[1] else f"<{TAGS.get(found[2], found[2])}>"
