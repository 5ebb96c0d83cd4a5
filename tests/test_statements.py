"""The statements of an archive: read once, stored, kept up to date, asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

import ledger_rules
import pages
import sourcebook.statements.proposing as proposing
from sourcebook.archive import Archive, open_archive
from sourcebook.build import build
from sourcebook.errors import ArchiveError, UnknownName, UsageError
from sourcebook.statements import actors, entries, need, propose_all, statement

FIRST = """<html lang="en"><head><title>Ada Quill: The Guild and the Pact (1934)</title></head><body>
<h1>The Guild and the Pact</h1><h3>Ada Quill</h3>
<p>The Guild is against the Pact (1934-05-01), and every reader of this paper knows it well enough.</p>
<p>Perhaps one thing more may be told: the Harbour is for the Pact (1934-06), as some people say.</p>
<p>Karl Loft said: “The pact is a rope round our necks.” (Bulletin, p. 4) So he wrote to the dockers.</p>
</body></html>"""
SECOND = FIRST.replace("(1934)</title>", "(1935)</title>").replace("against the Pact (1934-05-01)", "for the Pact (1935-06-10)")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return an archive of two short articles."""
    build([pages.write(tmp_path / "pages", quill__first=FIRST, quill__second=SECOND)], tmp_path / "archive")
    return tmp_path / "archive"


@pytest.fixture
def archive(folder: Path) -> Archive:
    """Return that archive with its statements read."""
    here = open_archive(folder)
    propose_all(here, ledger_rules.Few())
    return here


def test_statements_stand_at_their_words(archive: Archive) -> None:
    """Each has the address of the passage, and its words are those of the page at its offsets."""
    found = entries(archive, shown=False)
    assert [(s.name, s.key, s.kind) for s in found] == [
        (name, key, kind)
        for name in ("quill/first", "quill/second")
        for key, kind in (("p1", "stance"), ("p2", "stance"), ("p3", "quotation"))
    ]
    for one in found:
        assert one.entry.quote in " ".join(archive.passage(one.address).words.split())
        blocks = archive.blocks(archive.page_of(archive.text(one.name)))
        block = next(b for b in blocks if b.start <= one.entry.start < b.end)
        assert " ".join(block.text[one.entry.start - block.start : one.entry.end - block.start].split()) == one.entry.quote


def test_asking(archive: Archive) -> None:
    """By kind, by surname, by target, by day or between days, and with the doubtful ones or without."""
    assert [s.fields["polarity"] for s in entries(archive, holder="guild")] == ["against", "for"]
    assert {s.kind for s in entries(archive, holder="Loft")} == {"quotation"}
    assert len(entries(archive, target="the PACT")) == 2
    assert len(entries(archive, target="the PACT", shown=False)) == 4
    assert [s.entry.when for s in entries(archive, on="1934")] == ["1934-05-01"]
    assert [s.entry.when for s in entries(archive, kind="stance", between=("1935-01", "1935-12"))] == ["1935-06-10"]
    assert len(entries(archive, archive.text("quill/second"))) == 2
    assert entries(archive, voice="Karl Loft") == []


@pytest.mark.parametrize("value", ["tomorrow", "1935-13", "1935-02-30", ""])
def test_what_is_no_date_is_said(archive: Archive, value: str) -> None:
    """A date that does not parse is a fault of the call."""
    with pytest.raises(UsageError, match="is no date"):
        entries(archive, on=value)


def test_only_what_changed_is_read_again(archive: Archive, folder: Path, tmp_path: Path) -> None:
    """Nothing without a change, one text after an edit, all with other rules."""
    assert propose_all(archive, ledger_rules.Few())[:2] == (0, 2)
    pages.write(tmp_path / "pages", quill__second=SECOND.replace("Guild is for", "League is for"))
    build([], folder)
    assert {s.holder for s in entries(archive, kind="stance")} == {"Guild"}
    assert propose_all(archive, ledger_rules.Few())[:2] == (1, 1)
    assert {s.holder for s in entries(archive, kind="stance")} == {"Guild", "League"}
    assert propose_all(archive, ledger_rules.Few("2"))[:3] == (2, 0, 6)


def test_a_page_that_goes_takes_its_statements_along(archive: Archive, folder: Path, tmp_path: Path) -> None:
    """Neither statements nor notes of reading stay behind."""
    (tmp_path / "pages" / "quill" / "second.htm").unlink()
    build([], folder)
    assert archive.rows("SELECT count(*), (SELECT count(*) FROM statement_read) FROM statement") == [(3, 1)]


def test_what_cannot_be_read_is_told(folder: Path, tmp_path: Path) -> None:
    """A text in another language is skipped, one that makes the rules fail is named; the others are read."""
    french = (
        "<p>Le comité s’est réuni hier soir dans la salle de la bourse, et les ouvriers du port ont décidé de la grève.</p>" * 6
    )
    pages.write(
        tmp_path / "pages",
        french=f'<html lang="fr"><head><title>Le Port</title></head><body><h1>Le Port</h1>{french}</body></html>',
        broken=FIRST.replace("every reader", "BREAK"),
    )
    build([], folder)
    told = propose_all(open_archive(folder), ledger_rules.Few())
    assert (told.read, told.skipped, told.failed) == (2, {"fr": 1}, [("broken", "ValueError: it says BREAK")])


def test_several_processes_find_the_same(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """What several processes propose is what one does, in the same order."""
    alone = entries(archive, shown=False)
    monkeypatch.setattr(proposing, "MANY_WORDS", 0)
    monkeypatch.setattr(proposing, "WORDS_AT_ONCE", 1)
    monkeypatch.setattr("sourcebook.processes.processors", lambda: 2)
    far = []
    assert propose_all(archive, ledger_rules.Few("2"), far.append).read == 2
    assert entries(archive, shown=False) == alone
    assert [(p.done, p.total) for p in far] == [(1, 2), (2, 2)]


def test_an_archive_not_yet_read_says_so(folder: Path) -> None:
    """The sentence names the command that reads it."""
    with pytest.raises(ArchiveError) as caught:
        need(open_archive(folder))
    assert caught.value.hint == f"Read them: sourcebook ledger {folder}"


def test_one_statement_by_its_name(archive: Archive) -> None:
    """Its whole name or a beginning that no other has."""
    one = entries(archive)[0]
    assert statement(archive, one.id[:8]) == one
    with pytest.raises(UnknownName):
        statement(archive, "nothing")


def test_actors(archive: Archive) -> None:
    """Actors are counted as holders and as targets, with the days between which they are met."""
    assert [(a.name, a.holds, a.is_target) for a in actors(archive)] == [("Guild", 2, 0), ("Karl Loft", 2, 0), ("Pact", 0, 2)]
    assert (actors(archive)[0].first, actors(archive)[0].last) == (19340501, 19350610)
