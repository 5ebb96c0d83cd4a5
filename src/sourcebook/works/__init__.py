"""Works that stand on several pages: an index page with the contents, and the chapters, which state little of themselves.

A page's `contents` are made with the page; `parts` joins the pages; `inherited` says what a chapter takes from its index page.
All three are pure functions.
"""

from __future__ import annotations

from .contents import Entry, contents
from .inherit import inherited
from .parts import Listing, Part, Seen, line_of, parts

__all__ = ["Entry", "Listing", "Part", "Seen", "contents", "inherited", "line_of", "parts"]
