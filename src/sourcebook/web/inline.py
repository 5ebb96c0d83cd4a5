"""A passage with the markup over it → HTML, escaped throughout; overlapping ranges come out properly nested."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from ..model import Span

#: Spans that become an element of their own.
ELEMENTS = frozenset({"em", "strong", "sup", "sub", "small"})
TAGS = MappingProxyType({name: (f"<{name}>", f"</{name}>") for name in ELEMENTS})


#: An element that is opened again has no id: that is its first piece's.
ID = re.compile(r' id="[^"]*"')


class Range(NamedTuple):
    """HTML that opens at `start` and closes at `end`, offsets in the page's text; `tail` is set once, after its last piece."""

    start: int
    end: int
    opening: str
    closing: str
    tail: str = ""


Target = Callable[[Span], str]


def ranges_of(spans: Iterable[Span], target: Target) -> list[Range]:
    """Return the ranges of a block's spans; `target` gives the address in the archive that a link leads to, "" for none."""
    return [found for span in spans if (found := _range(span, target))]


def _range(span: Span, target: Target) -> Range | None:
    if span.kind in ELEMENTS and span.start < span.end:
        return Range(span.start, span.end, *TAGS[span.kind])
    if span.kind == "anchor":
        name = anchor_id(span.value)
        return Range(span.start, span.start, f'<span id="{escape(name)}"></span>', "") if name else None
    if span.kind == "link" and span.start < span.end:
        return _link(span, target(span))
    return None


def _link(span: Span, inside: str) -> Range | None:
    if inside:
        return Range(span.start, span.end, f'<a href="{escape(inside)}">', "</a>")
    if outside := outside_address(span.value):
        address = escape(outside)
        title = f"Leads out of the archive: {address}"
        opening = f'<a class="outside" rel="noreferrer noopener" href="{address}" title="{title}">'
        return Range(span.start, span.end, opening, "</a>")
    gone = f'<span class="gone" title="Not in the archive: {escape(span.value)}">'
    return Range(span.start, span.end, gone, "</span>")


def outside_address(href: str) -> str:
    """Return the address of a link out of the archive, "" where it is none that a browser may follow."""
    try:
        parts = urlsplit(href.strip())
    except ValueError:
        return ""
    return href.strip() if parts.scheme.lower() in {"http", "https", "mailto"} else ""


def anchor_id(name: str) -> str:
    """Return the id under which a page's own anchor is kept, clear of the ids the reading room gives."""
    name = re.sub(r"\s+", "", name.lstrip("#"))
    return f"a.{name}" if name else ""


def render(text: str, start: int, ranges: Sequence[Range]) -> Markup:
    """Return the text, whose first character stands at `start` of its page, with ranges opened and closed in proper nesting."""
    if not ranges:
        return escape(text)
    end = start + len(text)
    kept = sorted((r for r in ranges if start <= r.start <= end and r.end <= end), key=lambda r: (r.start, -r.end))
    return Markup("".join(_pieces(text, start, kept)))


def _pieces(text: str, start: int, ranges: Sequence[Range]) -> list[str]:
    out: list[str] = []
    stack: list[Range] = []
    cuts = sorted({start, start + len(text), *(r.start for r in ranges), *(r.end for r in ranges)})
    waiting = list(reversed(ranges))
    for at, following in zip(cuts, [*cuts[1:], cuts[-1]], strict=True):
        if stack:
            out += _close(stack, at)
        while waiting and waiting[-1].start == at:
            opened = waiting.pop()
            out.append(opened.opening)
            if opened.end > at:
                stack.append(opened)
            else:
                out += (opened.closing, opened.tail)
        out.append(str(escape(text[at - start : following - start])))
    return out


def _close(stack: list[Range], at: int) -> list[str]:
    """Close the ranges that end here; those opened later but running on are closed and opened again."""
    first = next((n for n, r in enumerate(stack) if r.end <= at), None)
    if first is None:
        return []
    inner = stack[first:]
    running = [r for r in inner if r.end > at]
    tails = [r.tail for r in inner if r.end <= at]
    out = [r.closing for r in reversed(inner)] + tails + [ID.sub("", r.opening) for r in running]
    stack[first:] = running
    return out
