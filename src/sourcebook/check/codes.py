"""The codes of findings, with a title each: the whole list. What each means and how to mend it stands on its page in `pages/`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Code(NamedTuple):
    """A code: what it says in a few words, and how much it matters (error: something is lost or wrong; warning; note)."""

    code: str
    title: str
    severity: str


_ALL = (
    Code("R001", "page could not be processed", "error"),
    Code("R002", "empty page", "error"),
    Code("R003", "error page captured instead of the text", "error"),
    Code("R004", "declared charset is false", "warning"),
    Code("R005", "file could not be read", "error"),
    Code("R006", "binary file named like a page", "error"),
    Code("R007", "garbled characters", "warning"),
    Code("O001", "no origin stated", "warning"),
    Code("O002", "mistyped label", "warning"),
    Code("O003", "a person's name as label", "warning"),
    Code("O004", "no title", "warning"),
    Code("O005", "words of the colophon not understood", "note"),
    Code("O006", "chapter and index page name different persons", "note"),
    Code("D001", "heading and colophon give different dates", "warning"),
    Code("D002", "no date on the page fits the year in its path", "note"),
    Code("D003", "impossible date", "warning"),
    Code("D004", "date of update lies in the future", "warning"),
    Code("D005", "malformed date of update", "warning"),
    Code("S001", "figures and letters mixed", "warning"),
    Code("S002", "figure 1 for I", "warning"),
    Code("S003", "capital I for l", "warning"),
    Code("S004", "broken abbreviation", "warning"),
    Code("S005", "dash for hyphen", "warning"),
    Code("S006", "doubled or stray quotation mark", "warning"),
    Code("S007", "unbalanced quotation marks", "note"),
    Code("S008", "word cut at a line end", "warning"),
    Code("S009", "word set twice", "warning"),
    Code("S010", "no word, but looks like one", "warning"),
    Code("S011", "no word, but near to one", "note"),
    Code("S012", "two words run together", "warning"),
    Code("S013", "word out of place", "note"),
    Code("S014", "point too many", "warning"),
    Code("N001", "note without reference", "warning"),
    Code("N002", "reference without note", "warning"),
    Code("L001", "broken link", "warning"),
    Code("L002", "broken anchor", "warning"),
    Code("W001", "copy that does not say so", "note"),
    Code("W002", "one text, two dates", "warning"),
    Code("W003", "quotation differs from its source", "note"),
    Code("W004", "slip that another witness does not have", "warning"),
    Code("U001", "duplicate page", "warning"),
    Code("C001", "licence statements disagree", "warning"),
    Code("X001", "unused ignore", "warning"),
    Code("X002", "ignore without a reason", "warning"),
)
CODES: Mapping[str, Code] = MappingProxyType({code.code: code for code in _ALL})
