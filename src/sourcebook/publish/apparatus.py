"""A collation as TEI P5: the text of the base with an apparatus in it, by the method of parallel segmentation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import quote

from lxml import etree

from .. import __version__
from ..compare.collate import Collation
from ..compare.table import NONE
from ..compare.variants import PASSAGE, Reading, Span, Variant
from ..compare.words import NEW_BLOCK
from .collation import counterparts

TEI = "http://www.tei-c.org/ns/1.0"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
#: Characters that XML cannot hold.
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def tei(collation: Collation) -> str:
    """Return a collation as a TEI document.

    Each place where witnesses differ is an `app` with the lemma of the base and a reading for each group of witnesses: its
    `type` is the class, its `source` where it stands in each (characters, by RFC 5147). A passage that some lack is an
    `app` around those of the others, with a `witDetail` that says how much is lacking.
    """
    root = etree.Element(_name("TEI"), nsmap={None: TEI})  # type: ignore[dict-item]  # None is the namespace without a prefix
    _header(root, collation)
    body = _under(_under(root, "text"), "body")
    _Writer(collation).write(body)
    words: str = etree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{words}\n'


def _header(root: etree._Element, collation: Collation) -> None:
    header = _under(root, "teiHeader")
    file = _under(header, "fileDesc")
    base = collation.witnesses[0]
    _under(_under(file, "titleStmt"), "title").text = _clean(f"Collation of {base.title}")
    _under(_under(file, "publicationStmt"), "p").text = "Made from the witnesses named below; not published."
    witnesses = _under(_under(file, "sourceDesc"), "listWit")
    for siglum, w in zip(collation.sigla, collation.witnesses, strict=True):
        element = _under(witnesses, "witness")
        element.set(XML_ID, siglum)
        _text(element, f"{w.title}, ")
        _under(element, "idno").text = _clean(w.name)
    encoding = _under(header, "encodingDesc")
    application = _under(_under(encoding, "appInfo"), "application")
    application.set("ident", "sourcebook")
    application.set("version", ".".join(re.findall(r"\d+", __version__)[:3]))
    application.set("when", datetime.now(UTC).date().isoformat())
    _under(application, "label").text = "Sourcebook"
    method = _under(encoding, "variantEncoding")
    method.set("method", "parallel-segmentation")
    method.set("location", "internal")


class _Writer:
    """Writes the columns of a table in order, variants as `app`."""

    def __init__(self, collation: Collation) -> None:
        self._collation = collation
        self._numbers = {id(v): n for n, v in enumerate(collation.variants, 1)}
        self._others = counterparts(collation)

    def write(self, body: etree._Element) -> None:
        """Write everything, a block for each paragraph of the base that begins outside an `app`."""
        place = _under(body, "ab")
        for first, last, inside in _parts(self._collation.variants, 0, self._collation.cells.width):
            for start, end in [(first, last)] if inside else self._paragraphs(first, last):
                if self._begins(start) and (len(place) or place.text):
                    place = _under(body, "ab")
                if inside:
                    self._app(place, inside)
                else:
                    self._plain(place, 0, start, end)

    def _paragraphs(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """Yield columns up to where the next paragraph of the base begins."""
        starts = [column for column in range(first, last) if column == first or self._begins(column)]
        yield from zip(starts, (*starts[1:], last), strict=True)

    def _begins(self, column: int) -> bool:
        """Tell whether a paragraph of the base begins with a column."""
        n = self._collation.cells.rows[0][column]
        return n != NONE and self._collation.witnesses[0].breaks[n] == NEW_BLOCK

    def _plain(self, element: etree._Element, v: int, first: int, last: int) -> None:
        """Write the words that a witness has in columns, a milestone where a paragraph begins within."""
        w = self._collation.witnesses[v]
        words = [n for n in self._collation.cells.rows[v][first:last] if n != NONE]
        starts = [k for k in range(len(words)) if k and w.breaks[words[k]] == NEW_BLOCK]
        for a, b in zip((0, *starts), (*starts, len(words)), strict=True):
            if a:
                _under(element, "milestone").set("unit", "paragraph")
            if b > a:
                _text(element, w.printed(words[a], words[b - 1] + 1) + w.space_after(words[b - 1]))

    def _app(self, element: etree._Element, variants: list[Variant]) -> None:
        """Write a place; the first of its variants is the widest, the others lie within it."""
        outer, *inner = variants
        number = self._numbers[id(outer)]
        app = _under(element, "app")
        app.set(XML_ID, f"app{number}")
        if number in self._others:
            app.set("corresp", f"#app{self._others[number]}")
        for n, reading in enumerate(outer.readings):
            self._reading(app, outer, inner if reading.words else [], reading, f"app{number}.{n}")

    def _reading(self, app: etree._Element, outer: Variant, inner: list[Variant], reading: Reading, name: str) -> None:
        element = _under(app, "rdg" if reading.kind else "lem")
        sigla = [self._collation.sigla[v] for v in reading.spans]
        element.set("wit", " ".join(f"#{s}" for s in sigla))
        if reading.kind:
            element.set("type", reading.kind)
        element.set("source", " ".join(self._source(v, span) for v, span in reading.spans.items()))
        if reading.words:
            self._words(element, outer, inner, min(reading.spans))
        elif outer.last - outer.first >= PASSAGE:
            element.set(XML_ID, name)
            detail = _under(app, "witDetail")
            detail.set("wit", element.get("wit", ""))
            detail.set("target", f"#{name}")
            detail.text = f"{outer.last - outer.first} words lacking"

    def _words(self, element: etree._Element, outer: Variant, inner: list[Variant], v: int) -> None:
        for first, last, inside in _parts(inner, outer.first, outer.last):
            if inside:
                self._app(element, inside)
            else:
                self._plain(element, v, first, last)

    def _source(self, v: int, span: Span) -> str:
        return f"{quote(self._collation.witnesses[v].name, safe='/@')}#char={span.start},{span.end}"


def _parts(variants: tuple[Variant, ...] | list[Variant], first: int, last: int) -> Iterator[tuple[int, int, list[Variant]]]:
    """Yield columns in turn: those without a variant, and those of a variant with what lies within it."""
    at, n = first, 0
    while n < len(variants):
        outer, m = variants[n], n + 1
        while m < len(variants) and variants[m].first < outer.last:
            m += 1
        if outer.first > at:
            yield at, outer.first, []
        yield outer.first, outer.last, list(variants[n:m])
        at, n = outer.last, m
    if last > at:
        yield at, last, []


def _name(tag: str) -> str:
    return f"{{{TEI}}}{tag}"


def _under(parent: etree._Element, tag: str) -> etree._Element:
    return etree.SubElement(parent, _name(tag))


def _text(element: etree._Element, words: str) -> None:
    """Add words at the end of an element."""
    last = element[-1] if len(element) else None
    if last is None:
        element.text = (element.text or "") + _clean(words)
    else:
        last.tail = (last.tail or "") + _clean(words)


def _clean(words: str) -> str:
    return FORBIDDEN.sub("\ufffd", words)
