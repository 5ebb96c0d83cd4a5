"""What people decide about statements: it is applied, it outlasts every build, and what has lost its words is shown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import ledger_rules
import pages
from sourcebook.archive import Archive, open_archive
from sourcebook.build import build
from sourcebook.errors import ArchiveError, UnknownName, UsageError
from sourcebook.statements import add, decide, entries, load_decisions, propose_all, review, statement
from test_statements import FIRST, SECOND

FILE = Path("decisions") / "statements.jsonl"


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """Return an archive of two short articles with its statements read."""
    build([pages.write(tmp_path / "pages", quill__first=FIRST, quill__second=SECOND)], tmp_path / "archive")
    here = open_archive(tmp_path / "archive")
    propose_all(here, ledger_rules.Few())
    return here


def lines(archive: Archive) -> list[dict[str, object]]:
    """Return the lines of the file of decisions."""
    return [json.loads(line) for line in (archive.folder / FILE).read_text("utf-8").splitlines()]


def statuses(archive: Archive) -> list[str]:
    """Return the statuses of the stances of the first text, in order, rejected and doubtful ones too."""
    return [s.entry.status for s in entries(archive, archive.text("quill/first"), kind="stance", shown=False)]


def test_rejected_and_accepted(archive: Archive) -> None:
    """What is rejected is no longer shown, what is accepted is shown however doubtful; the last decision holds."""
    sure, doubtful = entries(archive, archive.text("quill/first"), kind="stance", shown=False)
    decide(archive, sure, "reject", by="Ada", note="a slip")
    decide(archive, doubtful, "accept", by="Ada")
    assert statuses(archive) == ["rejected", "accepted"]
    assert [s.id for s in entries(archive, archive.text("quill/first"), kind="stance")] == [doubtful.id]
    assert next(s for s in entries(archive, shown=False) if s.id == sure.id).note == "a slip"
    decide(archive, sure, "accept", by="Ben")
    assert statuses(archive) == ["accepted", "accepted"]
    assert [(row["decision"], row["by"], row["text"]) for row in lines(archive)] == [
        ("reject", "Ada", "quill/first"), ("accept", "Ada", "quill/first"), ("accept", "Ben", "quill/first"),
    ]  # fmt: skip


def test_corrected(archive: Archive) -> None:
    """Fields, voice, date and words may be corrected; it keeps its name, and is found by what it now says."""
    one = entries(archive, holder="Guild")[0]
    changes = {"holder": "Guild of Dockers", "when": "1933", "voice": "Karl Loft", "quote": "The Guild is against the Pact"}
    decide(archive, one, "correct", changes)
    (now,) = entries(archive, holder="Guild of Dockers", on="1933", voice="Loft")
    assert (now.id, now.entry.status, now.first, now.last) == (one.id, "corrected", 19330101, 19331231)
    assert (now.entry.start, now.entry.end) == (one.entry.start, one.entry.start + len(changes["quote"]))
    assert statement(archive, one.id) == now


def test_added(archive: Archive) -> None:
    """An entry that no rule proposed stands at its words."""
    fields = {"speaker": "Karl Loft", "about": ["dockers"], "when": "1934"}
    made = add(archive, "quill/first", "report", "So he wrote\nto the dockers", fields, by="Ada")
    (one,) = entries(archive, kind="report")
    assert (one.id, one.key, one.entry.quote, one.entry.status) == (made.id, "p3", "So he wrote to the dockers", "added")
    decide(archive, one, "reject")
    assert entries(archive, kind="report") == []


def test_decisions_outlast_everything_derived(archive: Archive, tmp_path: Path) -> None:
    """After the database is deleted and all is made again, what was decided holds."""
    one = entries(archive, holder="Guild")[0]
    decide(archive, one, "correct", {"target": "Treaty"})
    (archive.folder / ".sourcebook" / "archive.sqlite").unlink()
    build([tmp_path / "pages"], archive.folder)
    here = open_archive(archive.folder)
    assert [s.target for s in entries(here, holder="Guild", shown=False)] == ["Treaty"]  # people stand by it: no rule is needed
    propose_all(here, ledger_rules.Few())
    assert [s.target for s in entries(here, holder="Guild")] == ["Treaty", "Pact"]
    assert review(here) == []


def test_what_lost_its_words_is_shown(archive: Archive, tmp_path: Path) -> None:
    """Words that are edited away, a text that goes: all such decisions are listed, none is lost."""
    first, second = entries(archive, holder="Guild")
    decide(archive, first, "accept")
    decide(archive, second, "accept")
    decide(archive, entries(archive, kind="quotation")[0], "reject")
    pages.write(tmp_path / "pages", quill__first=FIRST.replace("Guild is against", "Guild was against").replace("Loft", "Luft"))
    (tmp_path / "pages" / "quill" / "second.htm").unlink()
    build([], archive.folder)
    propose_all(archive, ledger_rules.Few())
    assert [(r.decision.id, r.why) for r in review(archive)][:2] == [
        (first.id, "its words have gone from the text"), (second.id, "its text has gone"),
    ]  # fmt: skip
    assert len(review(archive)) == 3
    assert [s.status for s in (s.entry for s in entries(archive)) if s.status == "accepted"] == []


def test_what_is_proposed_otherwise_is_told(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where rules name another actor for the same words, the decision's entry stays and the new proposal is named."""
    one = entries(archive, holder="Guild")[0]
    decide(archive, one, "accept")
    monkeypatch.setattr(ledger_rules, "found", lambda *args: (e._replace(fields={**e.fields, "holder": "X"}) for e in FOUND(*args)))
    propose_all(archive, ledger_rules.Few("2"))
    ((_, why, now),) = review(archive)
    assert why == "no rule proposes it now"
    assert [statement(archive, id).holder for id in now] == ["X"]
    assert [s.holder for s in entries(archive, archive.text("quill/first"), target="Pact")] == ["X", "Guild"]


FOUND = ledger_rules.found


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "is no JSON"),
        ("[]", "it is no object"),
        ('{"text": "a", "kind": "stance", "quote": "q", "decision": "accept"}', "'id' is missing"),
        ('{"id": "a", "text": "a", "kind": "stance", "quote": "q", "decision": "maybe"}', "'maybe' decides nothing"),
        ('{"id": "a", "text": "a", "kind": "rumour", "quote": "q", "decision": "accept"}', "there is no kind 'rumour'"),
        ('{"id": "a", "text": "a", "kind": "stance", "quote": "q", "decision": "correct", "fields": {"mood": 1}}', "field 'mood'"),
        ('{"id": "a", "text": "a", "kind": "stance", "quote": "q", "decision": "correct", "fields": {"polarity": "pro"}}',
         "polarity is one of for, against"),
        ('{"id": "a", "text": "a", "kind": "stance", "quote": "q", "decision": "correct", "fields": {"when": "soon"}}',
         "'soon' is no date"),
        ('{"text": "a", "kind": "report", "quote": "q", "decision": "add", "fields": {"about": []}}', "has a speaker"),
        ('{"id": 5, "text": "a", "kind": "stance", "quote": "q", "decision": "accept"}', "its values are words"),
        ('{"id": "a", "text": "a", "kind": "stance", "quote": "q", "decision": "accept", "who": "me"}', "is known of 'who'"),
    ],
)  # fmt: skip
def test_a_damaged_line_is_named(archive: Archive, line: str, words: str) -> None:
    """The fault names file and line, and what is wrong with it."""
    (archive.folder / FILE).parent.mkdir(exist_ok=True)
    (archive.folder / FILE).write_text(f"\n{line}\n", "utf-8")
    with pytest.raises(ArchiveError) as caught:
        load_decisions(archive.folder)
    assert f"{FILE}:2 is no" in caught.value.message
    assert words in caught.value.message


def test_a_line_by_hand_needs_little(archive: Archive) -> None:
    """An added entry's name is made, a correction changes what it says and nothing else."""
    one = entries(archive, holder="Guild")[0]
    rows = [
        {"text": "quill/first", "kind": "report", "quote": "he wrote to the dockers", "decision": "add",
         "fields": {"speaker": "Loft", "about": []}},
        {"id": one.id, "text": one.name, "kind": "stance", "quote": one.entry.quote, "decision": "correct",
         "fields": {"mode": "warm"}},
        {"id": one.id, "text": one.name, "kind": "stance", "quote": one.entry.quote, "decision": "correct",
         "fields": {"mode": "practical"}},
    ]  # fmt: skip
    path = archive.folder / FILE
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(f"{json.dumps(row)}\n" for row in (rows[0], rows[2])), "utf-8")
    assert [s.fields.get("mode") for s in entries(archive, archive.text("quill/first"), shown=True) if s.id == one.id] == [
        "practical"
    ]
    assert [s.entry.quote for s in entries(archive, kind="report")] == ["he wrote to the dockers"]
    path.write_text(json.dumps(rows[1]), "utf-8")
    with pytest.raises(ArchiveError, match="mode is one of"):
        load_decisions(archive.folder)


def test_what_cannot_be_decided_is_said(archive: Archive) -> None:
    """Wrong decisions, fields and words are faults of the call, and nothing is written."""
    one = entries(archive, holder="Guild")[0]
    for decision, changes in (("maybe", {}), ("accept", {"holder": "X"}), ("correct", {}), ("correct", {"mood": "x"})):
        with pytest.raises(UsageError):
            decide(archive, one, decision, changes)
    with pytest.raises(UsageError, match="do not stand in"):
        decide(archive, one, "correct", {"quote": "The Guild is above the Pact"})
    with pytest.raises(UsageError, match="more must be said"):
        add(archive, "quill/first", "stance", "The Guild is against the Pact", {"holder": "Guild"})
    with pytest.raises(UnknownName):
        add(archive, "quill/none", "report", "x", {"speaker": "Guild", "about": []})
    assert not (archive.folder / FILE).exists()
