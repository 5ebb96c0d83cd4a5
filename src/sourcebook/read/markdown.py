"""Markdown → page, by way of the HTML it stands for: CommonMark with the attributes, fenced divisions and front matter that
pandoc and site builders write.
"""

from __future__ import annotations

import html
import re
from functools import cache

from markdown_it import MarkdownIt
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from ..model import Declined, Page, Source
from .encoding import Decoded
from .html import read_html

FRONT_MATTER = re.compile(
    r"\A\ufeff?---[ \t]*\n(?P<lines>(?:[ \t]*[\w.-]+:.*\n|[ \t]+\S.*\n|[ \t]*#.*\n|[ \t]*-[ \t].*\n)+)(?:---|\.\.\.)[ \t]*(?:\n|\Z)"
)
ENTRY = re.compile(r"^([\w.-]+):[ \t]*(?:\"(.+)\"|'(.+)'|(.+?))[ \t]*$", re.M)
#: What pandoc writes that the parser does not know: attributes behind a heading, superior figures.
HEADING_ATTRIBUTES = re.compile(r"^([> ]*#{1,6}[ \t].*?)[ \t]*(\{[#.][^{}\n]*\})[ \t]*$", re.M)
SUPERIOR = re.compile(r"(?<!\\)\^([^\s^]{1,60})\^")


def read_markdown(source: Source, decoded: Decoded) -> Page | Declined:
    """Read Markdown; declines a file that shows nothing."""
    front = FRONT_MATTER.match(decoded.text)
    entries = {m[1].lower(): m[2] or m[3] or m[4] for m in ENTRY.finditer(front["lines"])} if front else {}
    words = HEADING_ATTRIBUTES.sub(r"\1[]\2", decoded.text)
    body: str = _parser().render(SUPERIOR.sub(r"<sup>\1</sup>", words))
    return read_html(source, decoded._replace(text=f"<html>{_head(entries)}<body>{body}</body></html>"))


@cache  # made once; rendering leaves it as it was
def _parser() -> MarkdownIt:
    known = MarkdownIt("commonmark", {"html": True}).enable("table").use(front_matter_plugin)
    return known.use(attrs_plugin, spans=True).use(container_plugin, "division", validate=lambda *_: True)


def _head(entries: dict[str, str]) -> str:
    title = html.escape(entries.get("title", ""))
    metas = (f'<meta name="{html.escape(key)}" content="{html.escape(value)}">' for key, value in entries.items() if key != "title")
    return f"<head><title>{title}</title>{''.join(metas)}</head>"
