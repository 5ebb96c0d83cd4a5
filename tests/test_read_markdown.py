"""Markdown is read as the HTML it stands for."""

from __future__ import annotations

from sourcebook.model import Page
from sourcebook.read import read_source

TEXT = """---
layout: default
title: "Ropes and Men"
author: Ada Quill
---
# Ropes *and* Men {#ropes .title}

[Source:]{.info} **Harbour News**, May 1931;\\
[Transcribed:]{.info} [Bo Lamp](../lamp.htm)

::: border
First line
second line.^[\\[1\\]](#n1)^
:::

> A quotation.

------------------------------------------------------------------------

Last words.
"""


def read(text: str, path: str = "a.md") -> Page:
    """Read a Markdown file."""
    page = read_source(path, text.encode())
    assert isinstance(page, Page)
    return page


def test_shapes_and_spans() -> None:
    """Headings, quotations, rules, links, emphasis and superior figures are what they mean; signs of markup are not shown."""
    page = read(TEXT)
    assert [b.shape for b in page.blocks] == ["h1", "p", "p", "p", "hr", "p"]
    assert page.words(page.blocks[0]) == "Ropes and Men"
    assert page.words(page.blocks[1]) == "Source: Harbour News, May 1931;\nTranscribed: Bo Lamp"
    kinds = {(page.text[s.start : s.end], s.kind) for b in page.blocks for s in b.spans if s.end > s.start}
    assert {("and", "em"), ("Harbour News", "strong"), ("Bo Lamp", "link"), ("[1]", "sup")} <= kinds
    assert "@blockquote" in page.blocks[3].classes


def test_front_matter_is_the_pages_head() -> None:
    """Front matter gives title and meta and is no part of the text; it tells Markdown in a file called .txt."""
    page = read(TEXT, "a.txt")
    assert page.source.media_type == "text/markdown"
    assert (page.title, dict(page.meta)["author"]) == ("Ropes and Men", "Ada Quill")
    assert "layout" not in page.text


def test_a_rule_is_no_front_matter() -> None:
    """A plain text that begins with a row of hyphens stays one."""
    page = read("---\n\nLong ago: a text.\n", "a.txt")
    assert page.source.media_type == "text/plain"
