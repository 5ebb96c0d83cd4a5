"""HTML → page: what a browser would show, cut into blocks.

Parsed by lxml (libxml2's HTML tokeniser): it recovers from any markup, takes pages of any size and knows source lines. Everything
visible is kept; what the markup says of it (heading, list, cell, class names, alignment) goes along as `shape` and `classes`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from lxml import etree

from ..model import Block, Declined, Finding, Page, Source, Span
from .encoding import Decoded
from .inline import CLOSE, LINE, MARK, Mark, collapse, settle, verbatim

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
#: What closes a block element; it is no mark among the words.
BREAK = Mark("break", "", "")
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
        self.stack: list[tuple[str, str, Mark | None]] = []  # of each open element: shape and classes around it, what closes it

    def text(self) -> str:
        """Return the text of the whole page."""
        return "\n\n".join(self.out)

    def tags(self, written: str) -> None:
        """Walk a tree as libxml2 writes it."""
        tokens = iter(TAG.split(written))
        next(tokens)
        for tag, words in zip(tokens, tokens, strict=True):
            if tag[0] == "/":
                self._close()
            elif tag in SIMPLE:
                self._mark(SIMPLE[tag])
                self.stack.append((self.shape, self.classes, CLOSE))
            else:
                self._open(tag)
            if words and (self.parts or not words.isspace()):
                self.parts.append(words)
        self.flush()

    def _close(self) -> None:
        shape, classes, close = self.stack.pop()
        if close is BREAK:
            self.flush()
            self.shape, self.classes = shape, classes
        elif close:
            self._mark(close)

    def _open(self, tag: str) -> None:
        name, _, rest = tag.rstrip("/").partition(" ")
        attributes = dict(ATTRIBUTE.findall(rest)) if rest else NONE
        if name in BLOCKS:
            self._block(name, attributes)
        elif name in VOID:
            self._void(name, attributes)
            return
        else:
            self._inline(name, attributes)
        if tag[-1] == "/":
            self._close()

    def _block(self, name: str, attributes: Mapping[str, str]) -> None:
        self.flush()
        self.stack.append((self.shape, self.classes, BREAK))
        if name in SHAPES:
            self.shape = name
        elif name == "tr":
            self.row = True
        if attributes:
            self.classes = _class(attributes, self.classes)
            self._names(attributes)
        if name in CONTEXT:
            self.classes = f"{self.classes} @{name}"

    def _inline(self, name: str, attributes: Mapping[str, str]) -> None:
        if attributes and name not in FORM:
            self._names(attributes)
        mark = _meaning(name, attributes)
        if mark is not None:
            self._mark(mark)
        self.stack.append((self.shape, self.classes, CLOSE if mark else None))

    def _void(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "br":
            self._mark(LINE)
        elif name == "hr":
            self.flush()
            self.blocks.append(Block(self.base, self.base, "hr", _class(attributes, self.classes), 0, ()))
        else:
            self._names(attributes)
            self._mark(Mark("point", "image", _plain(attributes.get("src", ""))))

    def _names(self, attributes: Mapping[str, str]) -> None:
        name, other = attributes.get("id"), attributes.get("name")
        if name:
            self._mark(Mark("point", "anchor", _plain(name)))
        if other and other != name:
            self._mark(Mark("point", "anchor", _plain(other)))

    def _mark(self, mark: Mark) -> None:
        self.marks.append(mark)
        self.parts.append(MARK)

    def flush(self) -> None:
        """Close the block at hand; one without words hands its anchors on to the next."""
        if not self.parts:
            return
        raw, marks = _plain("".join(self.parts)), self.marks
        self.parts, self.marks = [], []
        if marks or "@pre" in self.classes:
            for text, ranges in (verbatim if "@pre" in self.classes else settle)(raw, marks):
                self._add(text, ranges)
        else:
            self._add(collapse(raw), ())

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


def _meaning(name: str, attributes: Mapping[str, str]) -> Mark | None:
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


def _class(attributes: Mapping[str, str], outer: str) -> str:
    """Return the class names of an element followed by those around it; alignment counts as one."""
    own = attributes.get("class", "").lower()
    align = attributes.get("align", "").lower()
    style = attributes.get("style", "")
    if not align and "text-align" in style:
        align = "center" if "center" in style else "right" if "right" in style else ""
    if align in {"center", "right"}:
        own = f"{own} @{align}"
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
