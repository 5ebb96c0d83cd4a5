"""The language of a page's body: what the little words say, else what the page declares.

A vote over some twenty lists of little words rather than a trained model: those cost more than all the rest of describing a page.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

WORD = re.compile(r"\w+")
NO_LETTER = re.compile(r"[\d_]")
SAMPLE = 1500  # characters looked at


@cache
def _little_words() -> Mapping[str, tuple[str, ...]]:
    table = tomllib.loads((files("sourcebook.describe") / "languages.toml").read_text("utf-8"))
    known: dict[str, tuple[str, ...]] = {}
    for language, words in table.items():
        for word in words.split():
            known[word] = (*known.get(word, ()), language)
    return MappingProxyType(known)


def language(text: str, declared: str) -> str:
    """Return the BCP 47 code of a text; of two that are close the declared one. "und" where nothing tells."""
    said, known = declared.split("-")[0].lower(), _little_words()
    counts = Counter(filter(known.__contains__, WORD.findall(NO_LETTER.sub(" ", text[:SAMPLE].lower()))))
    votes: Counter[str] = Counter()
    for word, count in counts.items():
        for lang in known[word]:
            votes[lang] += count
    if not votes:
        return said or "und"
    best, most = votes.most_common(1)[0]
    return said if votes.get(said, 0) * 10 >= most * 9 else best
