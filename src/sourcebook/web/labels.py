"""What the reading room calls the roles, voices, fields and steps of the model."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

VOICES: Mapping[str, str] = MappingProxyType({
    "author": "Author", "editor": "Editors", "translator": "Translator", "transcriber": "Transcriber",
    "quoted": "Quoted", "site": "Site",
})  # fmt: skip

ROLES: Mapping[str, str] = MappingProxyType({"issue-header": "issue header", "editorial": "editors’ remark"})

FIELDS: Mapping[str, str] = MappingProxyType({
    "title": "Title", "subtitle": "Subtitle", "part_of": "Part of", "author": "Author", "genre": "Genre", "language": "Language",
    "written": "Written", "published": "Published", "venue": "Published in", "series": "Series", "volume": "Volume",
    "number": "Number",
    "whole_number": "Whole number", "pages": "Pages", "publisher": "Publisher", "publication_place": "Printed at",
    "place": "Place", "recipient": "Addressed to",
    "source": "Taken from", "carriers": "Copied from", "carrier": "Copied from", "translator": "Translator",
    "markup": "Marked up by",
    "transcriber": "Transcriber", "proofreader": "Proofreader", "editor": "Editor", "rights": "Rights",
    "rights_text": "Licence, as printed",
    "updated": "Last updated", "edition": "Edition", "online": "Put online", "reprinted": "Reprinted",
})  # fmt: skip

STEPS: Mapping[str, str] = MappingProxyType({
    "written": "Written", "published": "First published", "source": "Source", "translated": "Translated",
    "transcribed": "Transcribed",
    "marked-up": "Marked up", "proofread": "Proofread", "online": "Put online", "copied": "Copied", "reprinted": "Reprinted",
    "licensed": "Licensed", "updated": "Last updated",
})  # fmt: skip

RIGHTS: Mapping[str, str] = MappingProxyType({
    "free": "free to use", "public-domain": "public domain", "gfdl": "GNU Free Documentation License", "cc": "Creative Commons",
    "copyright": "copyright", "permission": "by permission",
})  # fmt: skip

KINDS: Mapping[str, str] = MappingProxyType({
    "text": "page with a text", "index": "index page", "error": "captured error page", "unread": "file that could not be read",
})  # fmt: skip

#: What a language is called in English, for those that archives like these hold most of.
LANGUAGES: Mapping[str, str] = MappingProxyType({
    "en": "English", "fr": "French", "de": "German", "es": "Spanish", "it": "Italian", "pt": "Portuguese",
    "ru": "Russian", "nl": "Dutch", "et": "Estonian", "eo": "Esperanto", "pl": "Polish", "sv": "Swedish", "da": "Danish",
    "fi": "Finnish", "el": "Greek", "tr": "Turkish", "ca": "Catalan", "cs": "Czech", "hu": "Hungarian", "ja": "Japanese",
    "zh": "Chinese", "id": "Indonesian", "fa": "Persian", "ar": "Arabic",
})  # fmt: skip


def label(table: Mapping[str, str], word: str) -> str:
    """Return what a table calls a word; a word it does not know is shown as it is."""
    return table.get(word, word.replace("_", " ").replace("-", " "))
