"""Coded findings over pages and archives: one file a family of rules, these two tuples the whole list."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ..archive import Archive
from ..model import Described, Finding
from .codes import CODES, Code
from .dates import contradicting_dates, impossible_dates, odd_updates, strange_path_year
from .duplicates import duplicate_pages
from .garbled import garbled_characters
from .inheritance import other_persons
from .links import broken_anchors, broken_anchors_within, broken_links
from .notes import notes_without_reference, references_without_note
from .origin import mistyped_labels, names_as_labels, no_origin, no_title, not_understood
from .punctuation import (
    broken_abbreviations,
    broken_lines,
    capital_i_for_l,
    dashes_for_hyphens,
    misplaced_points,
    stray_single_quotes,
    unpaired_quotes,
)
from .rights import contradicting_rights
from .slips import slips
from .witnesses import copies_unsaid, differing_quotations, slips_of_one_witness, two_dates

PageCheck = Callable[[Described], Iterable[Finding]]
ArchiveCheck = Callable[[Archive], Iterable[Finding]]

#: Pure functions of a described page; a build runs them with it.
PAGE_CHECKS: tuple[PageCheck, ...] = (
    garbled_characters, mistyped_labels, names_as_labels, no_title, not_understood, contradicting_dates, strange_path_year,
    impossible_dates, odd_updates,
    capital_i_for_l, broken_abbreviations, dashes_for_hyphens, misplaced_points, broken_lines, stray_single_quotes, unpaired_quotes,
    notes_without_reference, references_without_note, broken_anchors_within, contradicting_rights,
)  # fmt: skip
#: Over the finished database.
ARCHIVE_CHECKS: tuple[ArchiveCheck, ...] = (no_origin, other_persons, duplicate_pages, broken_links, broken_anchors, slips)
#: Over what the comparison of texts has stored; `works` runs them.
COMPARED_CHECKS: tuple[ArchiveCheck, ...] = (copies_unsaid, two_dates, differing_quotations, slips_of_one_witness)

__all__ = ["ARCHIVE_CHECKS", "CODES", "COMPARED_CHECKS", "PAGE_CHECKS", "Code"]
