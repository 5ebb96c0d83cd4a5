"""Names as printed → the parts a reference needs; what does not look like a person's name stays whole."""

from __future__ import annotations

import re

#: Small words inside a surname: they belong to what follows.
PARTICLES = frozenset("von van der den de del della di da du la le ter ten zu zur af av y ben ibn al st st.".split())
SUFFIXES = frozenset("jr jr. sr sr. ii iii iv".split())
#: A word that no person's name has: the name is that of a body.
BODY = re.compile(
    r"[\d&:()\[\]]|\bet al\b"
    r"|\b(?:the|of|and|for|committee|party|league|union|board|bureau|group|association|society|federation|congress|council|central|editors?"
    r"|editorial|staff|press|international|archive|section|executive|delegation|workers|branch|secretariat|collective)\b",
    re.IGNORECASE,
)


def csl_name(printed: str) -> dict[str, str]:
    """Return a printed name as CSL-JSON: family and given, or the literal name of a body or of one word."""
    if "," in printed and not BODY.search(printed):
        return _inverted(printed)
    words = printed.split()
    suffix = words.pop().strip(",") if len(words) > 2 and words[-1].lower() in SUFFIXES else ""
    if not 2 <= len(words) <= 6 or BODY.search(printed):
        return {"literal": printed}
    family = _family_from(words)
    name = {"family": " ".join(words[family:]), "given": " ".join(words[:family])}
    return name | ({"suffix": suffix} if suffix else {})


def inverted(printed: str) -> str:
    """Return a name as lists are sorted by it: the family name first."""
    name = csl_name(printed)
    return name.get("literal") or ", ".join(name[part] for part in ("family", "given", "suffix") if part in name)


def _family_from(words: list[str]) -> int:
    """Return where the surname begins: the last word and the particles before it, but something is left for the given name."""
    first = len(words) - 1
    while first > 1 and words[first - 1].lower() in PARTICLES:
        first -= 1
    return first


def _inverted(printed: str) -> dict[str, str]:
    family, _, given = (part.strip() for part in printed.partition(","))
    if not given:
        return {"literal": family}
    if given.lower() in SUFFIXES:
        return csl_name(family) | {"suffix": given}
    return {"family": family, "given": given}
