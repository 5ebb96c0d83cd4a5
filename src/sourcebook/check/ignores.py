"""Findings that are not to be shown, because somebody wrote into `sourcebook.toml` that they are no faults, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase

from ..archive import Archive
from ..config import FILE, Ignore
from ..model import Finding


def standing(archive: Archive, path: str | None = None) -> list[Finding]:
    """Return the findings that nobody said to ignore: of a page, or of all and then with those about the ignores."""
    findings, ignores = archive.findings(path), archive.config.ignores
    if path is None:
        return sifted(findings, ignores)
    return [finding for finding in findings if not any(covers(ignore, finding) for ignore in ignores)]


def sifted(findings: Iterable[Finding], ignores: tuple[Ignore, ...]) -> list[Finding]:
    """Return the findings that no ignore covers, and those about the ignores themselves."""
    kept: list[Finding] = []
    used: set[Ignore] = set()
    for finding in findings:
        covering = [ignore for ignore in ignores if covers(ignore, finding)]
        used.update(covering)
        if not covering:
            kept.append(finding)
    return [*kept, *_faulty(ignores, used)]


def covers(ignore: Ignore, finding: Finding) -> bool:
    """Tell whether an ignore is about a finding: by code, path and, where it names some, the words of the message."""
    return finding.code.startswith(ignore.code) and fnmatchcase(finding.path, ignore.path) and ignore.words in finding.message


def _faulty(ignores: tuple[Ignore, ...], used: set[Ignore]) -> Iterator[Finding]:
    for ignore in ignores:
        if ignore not in used:
            says = f"Nothing is found any more that the ignore of {ignore.code} for {ignore.path} would cover."
            yield Finding("X001", FILE, -1, -1, says, "Take it out of the settings.", line=ignore.line, column=1)
        if not ignore.reason:
            says = f"The ignore of {ignore.code} for {ignore.path} gives no reason."
            yield Finding(
                "X002", FILE, -1, -1, says, 'Add a line `reason = "…"`: who comes after you will ask.', line=ignore.line, column=1
            )
