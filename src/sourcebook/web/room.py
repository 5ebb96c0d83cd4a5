"""The templates with the words and addresses they use."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ..archive import Archive, Line, TextRecord
from ..dates import date_words
from ..describe.why import preferences
from ..publish.names import inverted
from ..publish.styles import STYLES
from .addresses import cite_url, listing_url, page_url, source_url, text_url
from .covering import field_name, place_name
from .labels import KINDS, VOICES, label
from .ledger.addresses import actor_url, beside_url, entry_url, ledger_url
from .meta import coins, meta
from .searching import WIDTH


def environment(archive: Archive, code_title: Callable[[str], str]) -> Environment:
    """Return the templates of the reading room of an archive: everything is escaped, a name that is missing is an error."""
    made = Environment(
        loader=PackageLoader("sourcebook.web"), autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )
    made.filters.update(
        date=date_words, count=count, lang=lang, voice=partial(label, VOICES), kind=partial(label, KINDS), paragraphs=paragraphs,
        safe_reference=safe_reference, spans_pages=spans_pages, dashed=dashed,
        place_name=place_name, inverted=inverted, from_word=from_word, to_word=to_word,
    )  # fmt: skip
    made.globals.update(
        archive=archive, text_url=text_url, page_url=page_url, source_url=source_url, cite_url=cite_url, listing_url=listing_url,
        meta=meta, coins=coins, styles=STYLES, place_url=place_url, code_title=code_title,
        actor_url=actor_url, beside_url=beside_url, entry_url=entry_url, ledger_url=ledger_url,
        field_name=field_name, preferences=preferences, canonical=partial(canonical, archive), incipit=partial(incipit, archive),
    )  # fmt: skip
    return made


def count(number: int) -> str:
    """Return a number with its thousands set apart."""
    return f"{number:,}"


def lang(language: str | None) -> Markup:
    """Return the lang attribute of words in a language; nothing where the language is not known or not one."""
    found = re.match(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\b", language or "")
    return Markup(' lang="{}"').format(found[0]) if found else Markup("")


def paragraphs(text: str) -> Markup:
    """Return plain text with its blank lines as paragraphs."""
    return Markup("\n").join(Markup("<p>{}</p>").format(part.strip()) for part in text.split("\n\n") if part.strip())


def safe_reference(reference: str) -> Markup:
    """Return a reference rendered as HTML, without the one element for which it needs a style of its own."""
    return Markup(re.sub(r"</?span[^>]*>", "", reference))


def incipit(archive: Archive, text: TextRecord) -> str:
    """Return how a text without a title begins, in quotation marks; "" where nothing says so."""
    words = next((s.value for s in archive.stated(text) if s.field == "starts"), "")
    return f"“{words} …”" if words else ""


def spans_pages(pages: str) -> bool:
    """Does a statement of pages name more than one?"""
    return bool(re.search(r"\d\s*[-–,&]\s*\d", pages))


def dashed(pages: str) -> str:
    """Return a statement of pages with dashes between the numbers."""
    return re.sub(r"(?<=\d)\s*-\s*(?=\d)", "–", pages)


def from_word(left: str) -> str:
    """Return the words before a match from the first whole one on, if they were cut."""
    return f"… {left.partition(' ')[2]}" if len(left) >= WIDTH else left


def to_word(right: str) -> str:
    """Return the words after a match up to the last whole one, if they were cut."""
    return f"{right.rpartition(' ')[0]} …" if len(right) >= WIDTH else right


def place_url(line: Line) -> str:
    """Return where the passage of a concordance line is read."""
    return text_url(line.text.name, line.key)


def canonical(archive: Archive, text: TextRecord) -> str:
    """Return the canonical address of a text: in the published reading room if the archive has one."""
    return archive.config.base_address.rstrip("/") + text_url(text.name)


def render(templates: Environment, page: Any, **more: object) -> str:
    """Return a page as HTML."""
    return templates.get_template(page.template).render(page=page, **more)
