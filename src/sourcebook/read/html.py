"""HTML → page: what a browser would show, cut into blocks.

Parsed by lxml (libxml2's HTML tokeniser): it recovers from any markup, takes pages of any size and knows source lines. Everything
visible is kept; what the markup says of it (heading, list, cell, class names, alignment) goes along as `shape` and `classes`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from lxml import etree

from ..model import Block, Declined, Finding, Page, Source, Span
from .encoding import Decoded
from .inline import CLOSE, LINE, MARK, Mark, Settled, collapse, settle, verbatim

#: Elements that begin and end a block. Everything else runs on in the line.
BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form "
    "frameset h1 h2 h3 h4 h5 h6 header hgroup html legend li main menu nav ol optgroup option p pre section summary table tbody "
    "td tfoot th thead tr ul multicol".split()
)
SHAPES = frozenset("h1 h2 h3 h4 h5 h6 p li dt dd td th pre blockquote caption address figcaption option".split())
CELLS = frozenset({"td", "th"})
#: Elements whose blocks remember standing inside them, as `@name` among their classes.
CONTEXT = frozenset("blockquote table center ul ol dl pre form li caption td th".split())
#: Elements of which a browser shows nothing as text.
UNSEEN = (
    "script",
    "style",
    "template",
    "title",
    "meta",
    "link",
    "base",
    "noscript",
    "noframes",
    "iframe",
    "colgroup",
    "col",
    "area",
)
INLINE = MappingProxyType({
    "em": "em", "i": "em", "cite": "em", "dfn": "em", "var": "em", "u": "em", "strong": "strong", "b": "strong",
    "sup": "sup", "sub": "sub", "small": "small", "big": "big",
})  # fmt: skip
#: Their tags without attributes, which need no closer look.
SIMPLE = MappingProxyType({name: Mark("open", kind, "") for name, kind in INLINE.items()})
VOID = frozenset({"br", "hr", "img"})
BIG = frozenset("4 5 6 7 +1 +2 +3 +4".split())
FORM = frozenset("input select button textarea".split())
NONE: Mapping[str, str] = MappingProxyType({})
TAG = re.compile(r"<([^>]*)>")
ATTRIBUTE = re.compile(r'([\w:.-]+)="([^"]*)"')
#: Every tag but those of which none stands in another of its kind.
NESTING = re.compile(r"<(?!/?(?:p|br|h[1-6]|hr|html|head|body|title|meta|script|style)\b)[/a-zA-Z][^>]*>")
ERROR_PAGE = re.compile(r"object not found!|error 404|404 not found|page not found", re.I)


def read_html(source: Source, decoded: Decoded) -> Page | Declined:
    """Read an HTML page; declines a file without anything visible."""
    root = parse(decoded.text)
    if root is None:
        return Declined(source, "The page is empty.", "R002")
    title, meta = _head(root)
    language = _language(root, meta)
    meta += tuple(_licences(root)) if LICENSED.search(decoded.text) else ()
    etree.strip_elements(root, *UNSEEN, with_tail=False)
    walk = _Walk()
    walk.tags(etree.tostring(root, encoding="unicode"))
    if not walk.out:
        return Declined(source, "The page shows no text.", "R002")
    text = walk.text()
    return Page(source, text, tuple(walk.blocks), title, meta, language, tuple(_faults(source, decoded, title, text)))


def parse(text: str) -> etree._Element | None:
    """Parse HTML into an element tree; None where there is no element at all."""
    root, whole = _parse(text)
    if whole:
        return root
    # libxml2 stops at 2,048 levels: such nesting is junk, and the words are worth more than it is
    return _parse(NESTING.sub(" ", text))[0]


def _parse(text: str) -> tuple[etree._Element | None, bool]:
    """Return the tree, and whether the parser came to the page's end."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root: etree._Element | None = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        root = None
    return root, not any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log.filter_from_fatals())


class _Tag(NamedTuple):
    """What a tag that opens an element means."""

    kind: str  # block, inline, or the name of an element without content
    shape: str  # of the blocks in it, "" where it leaves that to the elements around it
    classes: str
    context: str  # its name as ` @name`, where blocks remember standing inside it
    points: tuple[Mark, ...]
    mark: Mark | None
    empty: bool  # it is closed at once


class _Walk:
    """The walk over a page's tags: gathers the raw words of the block at hand and closes it where a block element begins or ends.

    This is the hottest loop of a build, so the tree is walked as libxml2 writes it out again (every element closed, every
    attribute quoted), which spares making a Python object of each of its nodes. The words of a block are only joined while
    walking; inline markup goes between them as marks, and white space is settled once a block.
    """

    __slots__ = ("base", "blocks", "classes", "marks", "out", "parts", "row", "shape", "stack")

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.out: list[str] = []  # the texts of the blocks that hold words
        self.base = 0  # offset of the block at hand
        self.parts: list[str] = []  # its words and marks
        self.marks: list[Mark] = []  # what each MARK among them means
        self.shape, self.classes, self.row = "p", "", False
        #: Of each open element: the shape and classes around a block element, whether an inline one has a mark to be closed.
        self.stack: list[tuple[str, str] | bool] = []

    def text(self) -> str:
        """Return the text of the whole page."""
        return "\n\n".join(self.out)

    def tags(self, written: str) -> None:
        """Walk a tree as libxml2 writes it."""
        parts = self.parts
        tokens = iter(TAG.split(written))
        next(tokens)
        for tag, words in zip(tokens, tokens, strict=True):
            if tag[0] == "/":
                self._close()
            elif tag in SIMPLE:
                self._mark(SIMPLE[tag])
                self.stack.append(True)
            else:
                self._open(_meaning(tag))
            if words and (parts or not words.isspace()):
                parts.append(words)
        self.flush()

    def _close(self) -> None:
        top = self.stack.pop()
        if top is True:
            self._mark(CLOSE)
        elif top is not False:
            self.flush()
            self.shape, self.classes = top

    def _open(self, tag: _Tag) -> None:
        if tag.kind == "block":
            self._block(tag)
        elif tag.kind == "inline":
            self._marks(tag)
            self.stack.append(tag.mark is not None)
        elif tag.kind == "hr":
            self.flush()
            self.blocks.append(Block(self.base, self.base, "hr", _inside(tag.classes, self.classes), 0, ()))
        else:
            self._marks(tag)
        if tag.empty:
            self._close()

    def _block(self, tag: _Tag) -> None:
        self.flush()
        self.stack.append((self.shape, self.classes))
        if tag.shape == "tr":
            self.row = True
        elif tag.shape:
            self.shape = tag.shape
        if tag.classes:
            self.classes = _inside(tag.classes, self.classes)
        if tag.points:
            self._marks(tag)
        if tag.context:
            self.classes += tag.context

    def _marks(self, tag: _Tag) -> None:
        for point in tag.points:
            self._mark(point)
        if tag.mark:
            self._mark(tag.mark)

    def _mark(self, mark: Mark) -> None:
        self.marks.append(mark)
        self.parts.append(MARK)

    def flush(self) -> None:
        """Close the block at hand; one without words hands its anchors on to the next."""
        if not self.parts:
            return
        raw, marks = _plain("".join(self.parts)), self.marks
        self.parts.clear()
        if "@pre" in self.classes:
            self.marks = []
            self._add_all(verbatim(raw, marks))
        elif marks:
            self.marks = []
            self._add_all(settle(collapse(raw), marks))
        elif text := collapse(raw):
            self._add(text, ())

    def _add_all(self, settled: Iterable[Settled]) -> None:
        for text, ranges in settled:
            self._add(text, ranges)

    def _add(self, text: str, ranges: Iterable[tuple[int, int, Mark]]) -> None:
        base = self.base
        if not text:
            for _, _, mark in ranges:
                if mark.kind == "anchor":
                    self._mark(mark)
            return
        shape = self.shape
        if self.row and shape in CELLS:
            shape, self.row = "tr", False
        spans = (
            tuple(sorted([Span(base + start, base + end, mark.kind, mark.value) for start, end, mark in ranges])) if ranges else ()
        )
        self.base = base + len(text) + 2
        self.blocks.append(Block(base, self.base - 2, shape, self.classes, 0, spans))
        self.out.append(text)


def _plain(written: str) -> str:
    """Undo the three escapes libxml2 writes."""
    return html.unescape(written) if "&" in written else written


@lru_cache(maxsize=4096)
def _meaning(tag: str) -> _Tag:
    """Return what a tag means; remembered, for an archive writes most of its tags alike."""
    name, _, rest = tag.rstrip("/").partition(" ")
    attributes = dict(ATTRIBUTE.findall(rest)) if rest else NONE
    points = () if name in FORM else tuple(_points(attributes))
    if name in BLOCKS:
        shape = name if name in SHAPES or name == "tr" else ""
        context = f" @{name}" if name in CONTEXT else ""
        return _Tag("block", shape, _classes(attributes), context, points, None, tag[-1] == "/")
    if name in VOID:
        return _Tag(name, "", _classes(attributes), "", () if name == "br" else points, _void(name, attributes), False)
    return _Tag("inline", "", "", "", points, _inline(name, attributes), tag[-1] == "/")


def _points(attributes: Mapping[str, str]) -> Iterator[Mark]:
    name, other = attributes.get("id"), attributes.get("name")
    if name:
        yield Mark("point", "anchor", _plain(name))
    if other and other != name:
        yield Mark("point", "anchor", _plain(other))


def _void(name: str, attributes: Mapping[str, str]) -> Mark | None:
    if name == "br":
        return LINE
    return Mark("point", "image", _plain(attributes.get("src", ""))) if name == "img" else None


def _inline(name: str, attributes: Mapping[str, str]) -> Mark | None:
    """Return what an inline element means, None where it means nothing."""
    if name == "a":
        href = attributes.get("href")
        return Mark("open", "link", _plain(href).strip()) if href else None
    kind = INLINE.get(name)
    if kind:
        return Mark("open", kind, attributes.get("class", ""))
    if not attributes:
        return None
    if name == "font":
        return Mark("open", "big", "") if attributes.get("size") in BIG else None
    styled = attributes.get("class")
    return Mark("open", "span", styled.lower()) if styled else None


def _classes(attributes: Mapping[str, str]) -> str:
    """Return the class names of an element; alignment counts as one."""
    own = attributes.get("class", "").lower()
    align = attributes.get("align", "").lower()
    style = attributes.get("style", "")
    if not align and "text-align" in style:
        align = "center" if "center" in style else "right" if "right" in style else ""
    return f"{own} @{align}" if align in {"center", "right"} else own


def _inside(own: str, outer: str) -> str:
    """Return the class names of an element followed by those around it."""
    return f"{own} {outer}".strip() if own else outer


def _head(root: etree._Element) -> tuple[str, tuple[tuple[str, str], ...]]:
    title = root.find(".//title")
    words = " ".join("".join(map(str, title.itertext())).split()) if title is not None else ""
    metas = [(m.get("name", m.get("http-equiv", "")).lower(), " ".join(m.get("content", "").split())) for m in root.iter("meta")]
    return words, tuple((name, content) for name, content in metas if name and content)


def _language(root: etree._Element, meta: tuple[tuple[str, str], ...]) -> str:
    body = root.find("body")
    declared = root.get("lang") or (body.get("lang") if body is not None else "") or dict(meta).get("content-language", "")
    return declared.strip()


#: What a page has that links to its licence: most have neither, and their links need not be gone through.
LICENSED = re.compile(r"licen[cs]e[\"']?[\s/>]|creativecommons\.org|gnu\.org/(?:copyleft|licenses)", re.I)
LICENCE_AT = re.compile(r"//(?:[\w-]+\.)*(?:creativecommons\.org/(?:licenses|publicdomain)|gnu\.org/(?:copyleft|licenses))/", re.I)


def _licences(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield the addresses of the licences a page links to without a word: in its head, or by a picture."""
    for link in root.iter("link", "a"):
        address = link.get("href", "").strip()
        silent = link.tag == "link" or not "".join(map(str, link.itertext())).strip()
        if silent and address and ("license" in link.get("rel", "").lower().split() or LICENCE_AT.search(address)):
            yield "license", address


def _faults(source: Source, decoded: Decoded, title: str, text: str) -> Iterator[Finding]:
    if len(text) < 2000 and ERROR_PAGE.search(f"{title}\n{text[:600]}"):
        yield Finding(
            "R003", source.path, -1, -1, "A server's error page was captured instead of the text.", "Capture the page again."
        )
    if decoded.declared and decoded.encoding != "ascii" and not _agree(decoded.declared, decoded.encoding):
        said = decoded.declared.lstrip("?")
        yield Finding(
            "R004", source.path, -1, -1, f"The page declares {said} but is {decoded.encoding}: {decoded.reason}.",
            f"Declare charset={'utf-8' if decoded.encoding == 'utf-8' else 'windows-1252'}.",
        )  # fmt: skip


def _agree(declared: str, decided: str) -> bool:
    """Browsers read ISO 8859-1 and ASCII as windows-1252, so these three are one declaration."""
    western = {"iso8859-1", "cp1252", "ascii"}
    return declared == decided or (declared in western and decided in western)
