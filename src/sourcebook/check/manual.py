"""What each code means, why it matters and how to mend it: the pages below `pages/`, shipped with the package."""

from __future__ import annotations

from importlib.resources import files

from .codes import CODES


def explain(code: str) -> str:
    """Return the page of a code: its title, then paragraphs parted by blank lines; "" for what is no code."""
    page = files(__package__) / "pages" / f"{code}.md"
    return page.read_text("utf-8").removeprefix("# ") if code in CODES and page.is_file() else ""
