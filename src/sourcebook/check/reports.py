"""Findings as lines of text and as JSON; the other formats have a file each."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from .github import github
from .placed import Placed
from .sarif import sarif

Report = Callable[[Iterable[Placed]], Iterator[str]]


def text(findings: Iterable[Placed]) -> Iterator[str]:
    """Yield `file:line:column: CODE message`, and under it what to do."""
    for finding, file, _ in findings:
        place = f"{file}:{finding.line}:{finding.column}" if finding.line else file
        yield f"{place}: {finding.code} {finding.message}"
        if finding.hint:
            yield f"    {finding.hint}"
        if finding.reading and finding.reading not in finding.hint:
            yield f"    Read “{finding.reading}”?"


def as_json(findings: Iterable[Placed]) -> Iterator[str]:
    """Yield a JSON list, an object a finding and line."""
    before = "["
    for finding in findings:
        yield before + json.dumps(_object(finding), ensure_ascii=False)
        before = ","
    yield "[]" if before == "[" else "]"


def _object(placed: Placed) -> dict[str, object]:
    finding = placed.finding
    return {
        "code": finding.code, "severity": placed.rule.severity, "path": finding.path, "file": placed.file,
        "line": finding.line or None, "column": finding.column or None, "start": finding.start, "end": finding.end,
        "words": placed.words, "message": finding.message, "hint": finding.hint, "reading": finding.reading,
    }  # fmt: skip


REPORTS: Mapping[str, Report] = MappingProxyType({"text": text, "json": as_json, "sarif": sarif, "github": github})
