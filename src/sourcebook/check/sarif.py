"""Findings as SARIF 2.1.0, the exchange format of code checkers (OASIS standard)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from urllib.parse import quote

from .. import __version__
from .codes import Code
from .manual import explain
from .placed import Placed

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(findings: Iterable[Placed]) -> Iterator[str]:
    """Yield one log with one run: the rules that were broken, and a result a finding."""
    shown = list(findings)
    rules = sorted({placed.rule for placed in shown})
    driver = {
        "name": "Sourcebook", "semanticVersion": __version__, "rules": [_rule(rule) for rule in rules],
    }  # fmt: skip
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(placed, rules.index(placed.rule)) for placed in shown],
    }
    yield json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)


def _rule(code: Code) -> dict[str, object]:
    rule: dict[str, object] = {
        "id": code.code,
        "shortDescription": {"text": code.title},
        "defaultConfiguration": {"level": code.severity},
    }
    words = explain(code.code)
    return {**rule, "help": {"text": words, "markdown": words}} if words else rule


def _result(placed: Placed, rule: int) -> dict[str, object]:
    finding = placed.finding
    location: dict[str, object] = {"artifactLocation": {"uri": _uri(placed.file)}}
    if finding.line:
        location["region"] = _region(placed)
    text = " ".join(filter(None, (finding.message, finding.hint)))
    return {
        "ruleId": finding.code, "ruleIndex": rule, "level": placed.rule.severity, "message": {"text": text},
        "locations": [{"physicalLocation": location}],
    }  # fmt: skip


def _region(placed: Placed) -> dict[str, object]:
    region: dict[str, object] = {"startLine": placed.finding.line, "startColumn": placed.finding.column}
    return {**region, "snippet": {"text": placed.words}} if placed.words else region


def _uri(file: str) -> str:
    """Return a file as a URI: absolute ones by their scheme, others relative to where the command ran."""
    return PurePosixPath(file).as_uri() if file.startswith("/") else quote(file)
