"""Works that stand on several pages: an index page with the contents, and the chapters, which state little of themselves.

A page's `contents` are made with the page; `parts` joins the pages; `inherited` says what a chapter takes from its index page;
`with_inherited` does all this for pages at hand. All are pure functions; `store.works` feeds them from the database.
"""

from __future__ import annotations

from .contents import Entry, contents
from .inherit import inherited
from .parts import Listing, Part, Seen, line_of, parts
from .whole import shares, with_inherited

__all__ = ["Entry", "Listing", "Part", "Seen", "contents", "inherited", "line_of", "parts", "shares", "with_inherited"]
