"""Findings as workflow commands of GitHub, which shows them beside the lines of a change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from .placed import Placed

KINDS: Mapping[str, str] = MappingProxyType({"error": "error", "warning": "warning", "note": "notice"})
#: The escapes GitHub's runner undoes: in a message, and in a property, where colon and comma part.
IN_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
IN_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def github(findings: Iterable[Placed]) -> Iterator[str]:
    """Yield a command a finding."""
    for placed in findings:
        finding, file, _ = placed
        place = {"file": file, **({"line": finding.line, "col": finding.column} if finding.line else {}), "title": finding.code}
        properties = ",".join(f"{key}={str(value).translate(IN_PROPERTY)}" for key, value in place.items())
        words = " ".join(filter(None, (finding.message, finding.hint)))
        yield f"::{KINDS[placed.rule.severity]} {properties}::{words.translate(IN_MESSAGE)}"
