"""Names of actors compared as a reader types them: without accents and capitals, a surname for the whole name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

PERSON = re.compile(r"[^\W\d_a-z][\w.’'-]*(?: (?:(?:de|du|des|d|van|von|der|den|la|le|di|da)\b ?)*[^\W\d_a-z][\w.’'-]*)+")
PARTED = re.compile(r"[^\w]+")


def folded(name: str) -> str:
    """Return a name's words in small letters, without accents, marks and a leading article."""
    plain = name.casefold()
    if not plain.isascii():  # which most names are, and then it takes a fifth of the time
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c)).casefold()
    words = PARTED.sub(" ", plain).split()
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


def alike(asked: str, name: str) -> bool:
    """Tell whether a name may be meant by what was asked for: the same, a surname alone, or some of its words in a row."""
    one, other = folded(asked), folded(name)
    return one == other or _surname(one, other) or (" " in one and f" {one} " in f" {other} ")


def same(one: str, other: str) -> bool:
    """Tell whether two names of one archive are the same actor's: equal, or one is the other's surname."""
    return (a := folded(one)) == (b := folded(other)) or _surname(a, b)


def _surname(one: str, other: str) -> bool:
    a, b = one.split(), other.split()
    return bool(a and b) and a[-1] == b[-1] and 1 in (len(a), len(b))


def joined(names: Iterable[str]) -> dict[str, str]:
    """Return for each name the one it goes under: a surname alone goes under the only whole name that ends in it.

    A whole name is one whose words are all written large, but for particles: "agents of the Kremlin" is not the Kremlin's.
    """
    these = set(names)
    forms: dict[str, str] = {}
    for name in sorted(these):
        forms.setdefault(folded(name), name)
    whole: dict[str, set[str]] = {}
    for form in forms:
        if " " in form and PERSON.fullmatch(forms[form]):
            whole.setdefault(form.split()[-1], set()).add(form)
    under = {form: next(iter(whole[form])) if len(whole.get(form, ())) == 1 else form for form in forms}
    return {name: forms[under[folded(name)]] for name in these}
