"""The class of a rights statement: what a reader may do with the text, as the page says it."""

from __future__ import annotations

import re

#: In this order: the first that fits is the class.
CLASSES = (
    ("gfdl", re.compile(r"gnu free documentation|\bgfdl\b", re.I)),
    ("cc", re.compile(r"creative commons|\bcc[- ]by\b|\bcc0\b", re.I)),
    ("gfdl", re.compile(r"\bcopyleft\b", re.I)),
    ("permission", re.compile(r"(?:with|by)\s+(?:the\s+|kind\s+|their\s+)*(?:kind\s+)?permission|permission of", re.I)),
    ("public-domain", re.compile(r"pub?l?ic domain|dominio público|domaine public|pubblico dominio", re.I)),
    ("copyright", re.compile(r"©|\bcopy?right|\(c\)\s*\d{4}|all rights reserved", re.I)),
    ("free", re.compile(r"(?:freely|free to)\s+(?:copy|distribute|use)|completely free|fair use", re.I)),
)


def rights_class(words: str) -> str | None:
    """Return the class of a rights statement, None where the words state no right."""
    low = words.lower()
    if not any(sign in low for sign in SIGNS):
        return None
    return next((name for name, pattern in CLASSES if pattern.search(words)), None)


#: The licences whose terms lie at an address of their own.
ADDRESSES = (
    ("cc", re.compile(r"\bcreativecommons\.org/", re.I)),
    ("gfdl", re.compile(r"\bgnu\.org/(?:copyleft|licenses)/(?:old-licenses/)?fdl", re.I)),
)


def licence_at(address: str) -> str | None:
    """Return the class of the licence that lies at an address, None of any other."""
    return next((name for name, pattern in ADDRESSES if pattern.search(address)), None)


#: One of these stands in every statement of a right: most words are passed over by this alone.
SIGNS = (
    "cop", "©", "(c)", "rights reserved", "permission", "domain", "dominio", "creative commons", "cc by", "cc-by", "cc0",
    "gnu free", "gfdl", "freely", "free to", "completely free", "fair use",
)  # fmt: skip
