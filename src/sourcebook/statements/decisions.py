"""What people decided about statements: `decisions/statements.jsonl`, a line each time, the last about an entry holds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ..archive import Archive
from ..errors import ArchiveError, UsageError
from ..files import append_lines
from ..ledger.decided import DECISIONS, Decision, decided, entry_of, fault, fields_of, whole
from ..ledger.model import FIELDS, KEYS, collapsed
from ..ledger.statement import Statement
from ..store.days import days
from .places import locate, words_of

FILE = Path("decisions") / "statements.jsonl"
#: The keys of a line; those of an added entry may leave out its id.
NEEDED = ("text", "kind", "quote", "decision")
WORDS = ("id", *NEEDED, "by", "at", "note")
FORM = 'A line is {"id": …, "text": NAME, "kind": …, "quote": …, "decision": "accept", "by": …}; docs/ledger.md explains it.'


def load_decisions(folder: Path) -> list[Decision]:
    """Read what was decided, in order; ArchiveError names the line that is no decision."""
    path = folder / FILE
    if not path.is_file():
        return []
    lines = enumerate(path.read_text("utf-8", "replace").splitlines(), 1)
    return [_decision(path, n, line) for n, line in lines if line.strip()]


def _decision(path: Path, n: int, line: str) -> Decision:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise ArchiveError(f"{path}:{n} is no JSON: {error}.", FORM) from error
    if wrong := _wrong(row):
        raise ArchiveError(f"{path}:{n} is no decision: {wrong}.", FORM)
    values = {key: row.get(key, "") for key in WORDS}
    found = Decision(**values, fields=row.get("fields", {}), line=n)
    return found if found.id else found._replace(id=entry_of(found, "", 0, 0).id)


def _wrong(row: Any) -> str:
    """Return what keeps an object from being a decision; empty where nothing does."""
    if not isinstance(row, dict) or (strange := sorted(row.keys() - {*WORDS, "fields"})):
        return f"nothing is known of {strange[0]!r}" if isinstance(row, dict) else "it is no object"
    if missing := [key for key in NEEDED if not row.get(key)]:
        return f"{missing[0]!r} is missing"
    if not all(isinstance(row.get(key, ""), str) for key in WORDS) or not isinstance(row.get("fields", {}), dict):
        return "its values are words, and `fields` an object"
    if row["decision"] not in DECISIONS:
        return f"{row['decision']!r} decides nothing; the decisions are {', '.join(DECISIONS)}"
    return _wrong_fields(row, row.get("fields", {}))


def _wrong_fields(row: Mapping[str, Any], fields: Mapping[str, Any]) -> str:
    if wrong := fault(row["kind"], fields):
        return wrong
    if (when := fields.get("when")) and days(when) == (None, None):
        return f"{when!r} is no date in EDTF"
    if row["decision"] != "add":
        return "" if row.get("id") else "'id' is missing"
    missing = [key for key in FIELDS[row["kind"]][:1] if not fields.get(key)]
    return f"what is added has a {missing[0]}" if missing else ""


def decide(
    archive: Archive, statement: Statement, decision: str, changes: Mapping[str, Any] | None = None, by: str = "", note: str = ""
) -> Decision:
    """Write down what a person decided of a statement; `changes` are the fields that a correction changes."""
    if decision not in DECISIONS or decision == "add":
        raise UsageError(f"{decision!r} is no decision.", "The decisions are accept, reject, correct.")
    if bool(changes) != (decision == "correct"):
        raise UsageError("A correction, and nothing else, says which fields it changes.", "For example: --set holder=…")
    entry = statement.entry
    bare = Decision(statement.id, entry.text, entry.kind, entry.quote, decision, changes or {}, by, _now(), note)
    _check(bare)
    kept = fields_of(decided(entry, bare)) | {key: value for key, value in bare.fields.items() if key == "quote"}
    if "quote" in kept:
        _find(archive, entry.text, kept["quote"])
    made = bare._replace(fields={} if decision == "reject" else kept)
    _check(made)
    return _write(archive, made)


def add(archive: Archive, text: str, kind: str, quote: str, fields: Mapping[str, Any], by: str = "", note: str = "") -> Decision:
    """Write down an entry that no rule proposed; its words must stand in the text."""
    name = archive.text(text).name
    bare = Decision("", name, kind, collapsed(quote), "add", {"voice": "author", **fields}, by, _now(), note)
    _check(bare)
    _find(archive, name, quote)
    return _write(archive, bare._replace(id=entry_of(bare, "", 0, 0).id))


def _check(decision: Decision) -> None:
    if wrong := _wrong({**decision.row(), "id": decision.id or "new", "fields": dict(decision.fields)}):
        raise UsageError(f"This is no decision: {wrong}.")
    if decision.decision == "add" and not whole(decision):
        needed = ", ".join(KEYS[decision.kind])
        raise UsageError(
            f"To add a {decision.kind} more must be said of it.", f"It needs {needed}: --set {KEYS[decision.kind][0]}=…"
        )


def _find(archive: Archive, text: str, quote: str) -> None:
    if locate(quote, words_of(archive, archive.text(text).id)) is None:
        raise UsageError(f"The words “{collapsed(quote)}” do not stand in {text}.", "Copy them exactly; line ends do not matter.")


def _write(archive: Archive, decision: Decision) -> Decision:
    append_lines(archive.folder / FILE, [json.dumps(decision.row(), ensure_ascii=False)])
    return decision


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
