"""A few made-up pages and the archive built from them, for the tests of building, searching and following addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from sourcebook.model import Described, Page, Role, Stated, Text, Voice

STRIKE = """<html><head><title>Ada Quill: The Harbour Strike (1935)</title></head><body>
<h1>The Harbour Strike</h1><h3>Ada Quill</h3>
<p>The dockers of the U.S.S.R. and of Sûreté Street walked out on Monday morning.</p>
<p>Their committee met in the old corn exchange, and the manœuvre of the owners failed.</p>
<p>l’Humanité wrote of co-operation; nobody else wrote a line about it that week.</p>
<p>So ended the first day of the strike, in rain and in good spirits.</p>
</body></html>"""
LETTER = """<html><head><title>Ben Marsh: A Letter on the Strike (1936)</title></head><body>
<h1>A Letter on the Strike</h1><h3>Ben Marsh</h3>
<p>Dear Ada, the strike is lost but the committee stands.</p>
<p>The dockers will remember the harbour, and the committee will remember the dockers.</p>
</body></html>"""


def write(folder: Path, **pages: str) -> Path:
    """Write pages into a folder, `a__b` as a/b.htm."""
    for name, text in pages.items():
        path = folder / f"{name.replace('__', '/')}.htm"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def described(page: Page) -> Described:
    """Describe such a page in the plainest way, so that these tests do not hang on how describing is done."""
    author, title, year = re.match(r"(.*?): (.*) \((\d{4})\)", page.title or "nobody: nothing (1900)").groups()  # type: ignore[union-attr]
    roles = {"h1": (Role.TITLE, 0), "h3": (Role.BYLINE, 0), "address": (Role.NAVIGATION, -1), "blockquote": (Role.QUOTATION, 0)}
    blocks = []
    for block in page.blocks:
        role, text = roles.get(block.shape, (Role.PARAGRAPH, 0))
        voice = Voice.SITE if text < 0 else Voice.QUOTED if role is Role.QUOTATION else Voice.AUTHOR
        blocks.append(block._replace(role=role, voice=voice, text=text))
    fields = {"author": author, "title": title, "written": year}
    stated = tuple(Stated(field, value, "title", "test", page.title) for field, value in fields.items())
    return Described(replace(page, blocks=tuple(blocks)), "text", "en", (Text(0, stated),), (), (), ())


def lines(found: Iterable[object]) -> Sequence[str]:
    """Return the matches of concordance lines."""
    return [line.match for line in found]  # type: ignore[attr-defined]
