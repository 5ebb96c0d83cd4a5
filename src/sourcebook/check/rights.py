"""What a page says of its licence."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from ..model import Described, Finding

NAMES = MappingProxyType({
    "gfdl": "the GNU Free Documentation License", "cc": "a Creative Commons licence", "permission": "with permission",
    "public-domain": "public domain", "copyright": "copyright", "free": "free to use",
})  # fmt: skip


def contradicting_rights(described: Described) -> Iterator[Finding]:
    """A page's statements of its licence can all be true."""
    rights = [s for s in described.stated if s.field == "rights"]
    values = list(dict.fromkeys(s.value for s in rights))
    if len(values) > 1 and set(values) != {"gfdl", "cc"}:  # a text may come under two licences, to choose from
        last = rights[-1]
        says = " and ".join(NAMES.get(value, value) for value in values)
        hint = "Keep the one that holds."
        yield Finding("C001", described.page.source.path, last.start, last.end, f"The page says both: {says}.", hint)
