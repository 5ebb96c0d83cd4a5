"""What each code means, why it matters and how to mend it: the pages below `pages/`, shipped with the package."""

from __future__ import annotations

from importlib.resources import files

from .codes import CODES

IGNORING = """
How to ignore it: if it is no fault, write into sourcebook.toml an [[ignore]] with code = "{}", path = "…" and reason = "…".
"""


def explain(code: str) -> str:
    """Return the page of a code: its title, then paragraphs parted by blank lines; "" for what is no code."""
    if code not in CODES:
        return ""
    page = files(__package__).joinpath("pages", f"{code}.md").read_text("utf-8")
    return page.removeprefix("# ") + IGNORING.format(code)
