"""What a text itself says it will call a body: "the Communist International (Comintern)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

#: "the Communist International (Comintern)": a name, and what the text will call it.
DEFINED = re.compile(
    r"(\b(?:[A-ZÀ-Þ][\w'’-]+\s+(?:(?:of|the|for|and|in|de|la)\s+){0,2}){1,6}[A-ZÀ-Þ][\w'’-]+)\s+\([\"“]?([A-Z][\w.’']{1,14})[\"”]?\)"
)
ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.I)
#: How many letters a short name of more than initials has.
A_WORD = 6


def defined(text: str) -> Iterator[tuple[str, str]]:
    """Yield the names a text gives with what it calls them: initials of the name, or a name for short."""
    for found in DEFINED.finditer(text):
        name, short = ARTICLE.sub("", found[1]), found[2]
        initials = "".join(w[0] for w in re.findall(r"[A-ZÀ-Þ][\w'’-]*", name)).casefold()
        letters = re.sub(r"\W", "", short).casefold()
        if letters == initials or (len(letters) >= A_WORD and letters[:3] in name.casefold()):
            yield name, short
