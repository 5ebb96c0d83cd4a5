"""sourcebook ledger: entries of archives and files, the questions, decisions and exports, and what is said of bad input."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import networkx
import pytest
from click.testing import CliRunner, Result

import ledger_pages
import ledger_rules
import sourcebook.statements.files as files
from sourcebook.cli import sourcebook
from sourcebook.ledger.reading import Offline, Proposes
from sourcebook.ledger.reading import reader as made_once
from sourcebook.publish.statements import DOCUMENT_COLUMNS, STATEMENT_COLUMNS


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Put the few rules of the tests in the place of the packaged ones; a pipeline called "none" is not installed."""

    def make(rules: Offline) -> Proposes:
        if rules.pipeline == "none":
            raise OSError("[E050] Can't find model 'none'.")
        if rules.pipeline == "no spacy":
            raise ModuleNotFoundError("No module named 'spacy'", name="spacy")
        return ledger_rules.Reader()

    monkeypatch.setattr(Offline, "__call__", make)
    made_once.cache_clear()
    yield
    made_once.cache_clear()


@pytest.fixture
def pages_folder(tmp_path: Path) -> Path:
    """Return the folder of the made-up texts."""
    return ledger_pages.write(tmp_path / "pages")


@pytest.fixture
def archive(pages_folder: Path, tmp_path: Path) -> Path:
    """Return an archive of them whose statements were read."""
    folder = tmp_path / "archive"
    assert run("build", pages_folder, "--archive", folder).exit_code == 0
    assert run("ledger", folder).exit_code == 0
    return folder


def run(*words: str | Path) -> Result:
    """Call the command line."""
    result = CliRunner().invoke(sourcebook, [str(word) for word in words])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def rows(*words: str | Path) -> list[dict[str, Any]]:
    """Return what a call prints as JSON lines."""
    return [json.loads(line) for line in run(*words, "--json").stdout.splitlines()]


def test_an_entry_says_who_what_whom_when_as_told_by_whom(archive: Path) -> None:
    """A line that says it, the words, the address, and why."""
    shown = run("ledger", archive, "--holder", "guild", "--on", "1934").stdout.splitlines()
    assert shown[0] == "Guild against Pact (hostility); 1934-05-01, as told by the author, Ada Quill"
    assert shown[1] == "  “The Guild is against the Pact (1934-05-01)”"
    assert shown[2].startswith("  first@") and "#p1  few.stance (stance) 0.90  " in shown[2]


def test_json_is_the_manuals_form(archive: Path, pages_folder: Path) -> None:
    """Of an archive, a folder and a file: `doc` is the path in the folder, the file's own name where it is given alone."""
    of_archive = rows("ledger", archive, "--kind", "stance")
    of_folder = rows("ledger", pages_folder, "--kind", "stance")
    keys = ("doc", "kind", "quote", "voice", "when", "holder", "target", "polarity", "mode")
    assert [[row[key] for key in keys] for row in of_archive] == [[row[key] for key in keys] for row in of_folder]
    assert {row["doc"] for row in of_folder} == {"first.htm", "second.htm"}
    assert [row["address"].partition("#")[2] for row in of_archive] == [row["address"].partition("#")[2] for row in of_folder]
    (pages_folder / "below").mkdir()
    (pages_folder / "below" / "letter.htm").write_text((pages_folder / "first.htm").read_text())
    assert {row["doc"] for row in rows("ledger", pages_folder)} == {"first.htm", "second.htm", "below/letter.htm"}
    assert {row["doc"] for row in rows("ledger", pages_folder / "below" / "letter.htm")} == {"letter.htm"}


def test_files_in_several_processes(pages_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same entries in the same order; a file that cannot be read, or makes the rules fail, is named and keeps from no other."""
    (pages_folder / "broken.htm").write_text(
        ledger_pages.page("Ada Quill", "Broken", "1 May 1930", f"BREAK it. {ledger_pages.FILLED}"), "utf-8"
    )
    alone = rows("ledger", pages_folder)
    monkeypatch.setattr(files, "MANY_BYTES", 0)
    monkeypatch.setattr(files, "BYTES_AT_ONCE", 1)
    monkeypatch.setattr("sourcebook.processes.processors", lambda: 2)
    assert rows("ledger", pages_folder) == alone != []
    assert "broken.htm: failed: ValueError: it says BREAK" in run("ledger", pages_folder).stderr


def test_a_file_that_is_no_document_is_named(tmp_path: Path) -> None:
    """A picture given by its name is said to be none; in a folder it is passed over."""
    picture = tmp_path / "scan.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    assert "scan.png: it is no document that can be read" in run("ledger", picture).stderr
    assert "scan.png" not in run("ledger", tmp_path).stderr


def test_doubtful_entries_are_behind_a_switch(archive: Path) -> None:
    """--all shows what scores low."""
    assert rows("ledger", archive, "--target", "Union") == []
    assert {row["score"] for row in rows("ledger", archive, "--target", "Union", "--all")} == {0.3}


def test_the_question_stands_before_or_after(archive: Path) -> None:
    """`ledger ARCHIVE reversals` and `ledger reversals ARCHIVE` are one; a name like a question is no question."""
    assert run("ledger", archive, "reversals").stdout == run("ledger", "reversals", archive).stdout != ""
    assert run("ledger", archive, "--holder", "actors").stdout == ""
    assert run("ledger", archive, "entries").stdout == run("ledger", archive).stdout


def test_an_archive_not_read_says_how(pages_folder: Path, tmp_path: Path) -> None:
    """Every question names the command that reads it."""
    run("build", pages_folder, "--archive", tmp_path / "archive")
    for question in ("reversals", "choruses", "pledges", "forecasts", "quotations", "actors", "network", "statements", "review"):
        told = run("ledger", tmp_path / "archive", question)
        assert (told.exit_code, told.stderr.count("Read them: sourcebook ledger")) == (5, 1)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--kind", "rumour"], 2, "'rumour' is not one of"),
        (["--on", "soon"], 2, "'soon' is no date."),
        (["--between", "1935", "later"], 2, "'later' is no date."),
        (["pledges", "--on", "1935-40"], 2, "'1935-40' is no date."),
        (["network", "--at", "?"], 2, "'?' is no date."),
        (["network", "--at", "1935", "--between", "1934", "1935"], 2, "ask two things"),
        (["--authorities", __file__], 2, "--authorities is for FILES."),
        (["decide", "zzz", "accept"], 2, "There is no statement called 'zzz'."),
        (["decide", "zzz", "maybe"], 2, "There is no decision called 'maybe'."),
        (["decide"], 2, "[ARCHIVE] ID accept|reject|correct"),
        (["add", "first", "rumour", "--quote", "x"], 2, "There is no kind called 'rumour'."),
        (["--pipeline", "none"], 6, "pipeline by which spaCy reads is not installed"),
        (["--pipeline", "no spacy"], 6, "spaCy, which is not installed"),
    ],
)
def test_bad_calls_get_a_sentence(archive: Path, words: list[str], code: int, said: str) -> None:
    """An unknown kind, a date that does not parse, a parser that is not there: one sentence, no traceback."""
    (archive.parent / "pages" / "first.htm").touch()
    if "--pipeline" in words:
        archive = archive.parent / "pages"
    told = run("ledger", archive, *words)
    assert told.exit_code == code
    assert said in told.stderr
    assert "Traceback" not in told.stderr


def test_other_languages_are_left_out_and_said(archive: Path, pages_folder: Path) -> None:
    """Of an archive they are counted, of files each is named."""
    words = "Le comité s’est réuni hier soir dans la salle de la bourse, et les ouvriers du port ont décidé de la grève. " * 6
    page = f'<html lang="fr"><head><title>Le Port</title></head><body><h1>Le Port</h1><p>{words}</p></body></html>'
    (pages_folder / "port.htm").write_text(page, "utf-8")
    run("build", "--archive", archive)
    assert "1 text in another language (fr) left out: only English is read." in run("ledger", archive).stderr
    assert "port.htm: it is in another language (fr); only English is read" in run("ledger", pages_folder).stderr


def test_reversals(archive: Path) -> None:
    """The turn with both passages; with --all the one that a doubtful entry shows."""
    (found,) = rows("ledger", archive, "reversals")
    assert (found["holder"], found["from"]["when"], found["to"]["when"]) == ("Guild", "1934-05-01", "1935-06-10")
    assert run("ledger", archive, "reversals").stdout.splitlines()[0] == (
        "Guild, Pact: against (1934-05-01) → for (1935-06-10); shown by two texts"
    )
    assert [row["shown"] for row in rows("ledger", archive, "reversals", "--all", "--target", "union")] == ["shown within one text"]


def test_pledges_in_force(archive: Path) -> None:
    """On a day between its beginning and its end; the end has its passage."""
    assert [row["bound"] for row in rows("ledger", archive, "pledges", "--on", "1935-01-10")] == ["Harland", "Corrane"]
    assert [row["bound"] for row in rows("ledger", archive, "pledges", "--on", "1936-01-10")] == ["Corrane"]
    assert rows("ledger", archive, "pledges", "--on", "1934-05-01") == []
    (harland,) = rows("ledger", archive, "pledges", "--holder", "Harland")
    assert (harland["until"], harland["ended"], harland["ended_by"]["quote"][:24]) == (
        19350611,
        "denounced",
        "Harland is against the P",
    )
    assert "until 1935-06-11: denounced by second@" in run("ledger", archive, "pledges").stdout


def test_forecasts_with_what_may_bear_on_them(archive: Path) -> None:
    """A later text that speaks of the event is named, never one of before, nor the text itself."""
    (found,) = rows("ledger", archive, "forecasts")
    (later,) = found["may_bear_on_it"]
    assert (later["address"].partition("@")[0], later["date"], later["actors"]) == ("second", "1935-06-12", ["Harland"])
    assert "may bear on it: second@" in run("ledger", archive, "forecasts").stdout


def test_quotations_are_compared_with_their_source(archive: Path) -> None:
    """Verbatim but for a capital, a variant with its words, a place that the archive has not."""
    first, second, third = rows("ledger", archive, "quotations")
    assert (first["source"]["verdict"], first["source"]["address"].partition("@")[0]) == ("verbatim", "note")
    assert first["source"]["why"] == "cited by its title, A Note on the Harbour, by Karl Loft"
    assert second["source"]["verdict"] == "variant"
    assert [(d["source"], d["quoted"]) for d in second["differences"]] == [("not", "never"), ("the", "")]
    assert third["source"] == {"address": "", "why": "", "verdict": "the place cited is not in the archive", "words": None}
    assert "there “not”, here “never” (substitution)" in run("ledger", archive, "quotations").stdout


def test_a_quotation_whose_place_is_not_cited_is_found_by_its_words(archive: Path, pages_folder: Path) -> None:
    """The words lead to an earlier text, never to a later one."""
    page = ledger_pages.page(
        "Cora Pell", "Once More", "1 July 1936", "Loft said: “The harbour belongs to those who load its ships, and to nobody else”."
    )
    (pages_folder / "third.htm").write_text(page, "utf-8")
    run("build", "--archive", archive)
    run("ledger", archive)
    found = [row["source"] for row in rows("ledger", archive, "quotations") if row["doc"] == "third.htm"]
    assert [(one["verdict"], one["why"]) for one in found] == [("verbatim", "it has the words")]
    assert found[0]["address"].startswith("note@")


def test_choruses_and_actors(archive: Path) -> None:
    """Who acts, with counts; no chorus where each says his own."""
    assert run("ledger", archive, "choruses").stderr == "0 choruses.\n"
    assert rows("ledger", archive, "actors")[0] == {"name": "Loft", "holds": 3, "is_target": 0, "first": 19340510, "last": 19340510}
    assert "Guild  holds 2, is target 0  1934–1935" in run("ledger", archive, "actors").stdout


def test_text_reuse_finds_a_chorus(archive: Path, pages_folder: Path) -> None:
    """Two papers print one passage, each with a holder of its own: a chorus once the texts were compared."""
    passage = (
        "Whoever stood on the quay that morning saw the cranes stand idle and the barges lie low in the brown water, and heard "
        "it called from every window: {} is against the Treaty (1936). Nobody in the whole of the lower town spoke of anything "
        "else until the lamps were lit and the carts came home along the embankment with nothing on them but empty sacks."
    )
    for name, holder in (("north", "Northgate"), ("south", "Southgate")):
        page = ledger_pages.page("Cora Pell", f"The Quay, {name}", "1 July 1936", passage.format(holder), ledger_pages.FILLED)
        (pages_folder / f"{name}.htm").write_text(page, "utf-8")
    run("build", "--archive", archive)
    run("ledger", archive)
    assert rows("ledger", archive, "choruses", "--target", "Treaty") == []
    assert run("reuse", archive).exit_code == 0
    (found,) = rows("ledger", archive, "choruses", "--target", "Treaty")
    assert (found["holders"], found["evidence"]) == (["Northgate", "Southgate"], "the same words in both texts")
    assert run("ledger", archive, "choruses").stdout.splitlines()[0].startswith("Northgate, Southgate: against Treaty; ")


def test_networks_can_be_read_back(archive: Path, tmp_path: Path) -> None:
    """Signed, dated and directed, in each format; at a day only what stood then."""
    (archive / "authorities").mkdir()
    (archive / "authorities" / "ours.csv").write_text("name,kind\nGuild,organisation\n", "utf-8")
    graphml = networkx.parse_graphml(run("ledger", archive, "network", "--format", "graphml").stdout)
    assert graphml.nodes["Guild"]["kind"] == "organisation"
    edges = [(a, b, d["sign"], d["start"]) for a, b, d in graphml.edges(data=True)]
    assert sorted(edges) == [
        ("Guild", "Pact", -1, "1934-05-01"), ("Guild", "Pact", 1, "1935-06-10"), ("Harland", "Pact", -1, "1935-06-11"),
    ]  # fmt: skip
    gexf = tmp_path / "pact.gexf"
    assert run("ledger", archive, "network", "--format", "gexf", "--output", gexf).stdout == ""
    (graph,) = ET.parse(gexf).getroot().findall("{*}graph")
    assert (graph.get("mode"), graph.get("timeformat"), len(graph.findall("{*}edges/{*}edge"))) == ("dynamic", "date", 3)
    assert len(networkx.read_gexf(gexf).edges) == 3
    then = json.loads(run("ledger", archive, "network", "--at", "1935-06-10").stdout)
    assert [(tie["source"], tie["polarity"], tie["when_from"]) for tie in then["links"]] == [("Guild", "for", "1935-06-10")]
    table = csv.DictReader(io.StringIO(run("ledger", archive, "network", "--format", "csv", "--between", "1934", "1934").stdout))
    assert [(row["source"], row["source_kind"], row["sign"]) for row in table] == [("Guild", "organisation", "-1")]


def test_statement_tables_for_dna(archive: Path, tmp_path: Path) -> None:
    """The columns are DNA's, and each statement's place holds its words in the document of the other table."""
    documents = tmp_path / "documents.csv"
    table = list(
        csv.DictReader(io.StringIO(run("ledger", archive, "statements", "--format", "csv", "--documents", documents).stdout))
    )
    assert tuple(table[0]) == STATEMENT_COLUMNS
    texts = {row["document_id"]: row for row in csv.DictReader(io.StringIO(documents.read_text("utf-8")))}
    assert tuple(next(iter(texts.values()))) == DOCUMENT_COLUMNS
    assert len(table) == 3
    for row in table:
        words = texts[row["document_id"]]["text"][int(row["start"]) : int(row["stop"])]
        assert " ".join(words.split()) == row["quote"]
    assert [(row["organization"], row["concept"], row["agreement"], row["date"]) for row in table][:2] == [
        ("Guild", "Pact", "0", "1934-05-01"), ("Guild", "Pact", "1", "1935-06-10"),
    ]  # fmt: skip
    assert texts["1"]["date_time"] == "1934-05-10 00:00:00"


def test_deciding(archive: Path) -> None:
    """Accept, reject, correct and add by command; what was decided is listed with the entry."""
    guild, *_ = rows("ledger", archive, "--holder", "Guild")
    told = run("ledger", archive, "decide", guild["id"][:6], "correct", "--set", "holder=Guild of Dockers", "--set", "when=1933",
               "--by", "Ada", "--note", "as its statutes say")  # fmt: skip
    assert told.exit_code == 0
    assert told.stdout.splitlines()[0] == "Guild of Dockers against Pact (hostility); 1933, as told by the author, Ada Quill"
    assert "corrected" in told.stdout and "as its statutes say" in told.stdout
    added = run("ledger", "add", archive, "second", "report", "--quote", "as the paper has it", "--set", "speaker=The paper",
                "--set", "about=dockers; families", "--set", "negated=no")  # fmt: skip
    assert added.exit_code == 0, added.stderr
    (report,) = rows("ledger", archive, "--kind", "report")
    assert (report["about"], report["negated"], report["status"]) == (["dockers", "families"], False, "added")
    assert run("ledger", archive, "decide", report["id"], "reject").exit_code == 0
    assert rows("ledger", archive, "--kind", "report") == []
    assert [row["status"] for row in rows("ledger", archive, "--kind", "report", "--all")] == ["rejected"]
    assert run("ledger", archive, "review").stderr == "Every decision stands.\n"


def test_review(archive: Path, pages_folder: Path) -> None:
    """A decision whose words have gone is listed with its line."""
    guild, *_ = rows("ledger", archive, "--holder", "Guild")
    run("ledger", archive, "decide", guild["id"], "accept")
    page = pages_folder / "first.htm"
    page.write_text(page.read_text("utf-8").replace("Guild is against", "Guild was against"), "utf-8")
    run("build", "--archive", archive)
    run("ledger", archive)
    assert run("ledger", archive, "review").stdout.splitlines()[0] == (
        f"accept {guild['id']} (stance in first, line 1): its words have gone from the text"
    )
    assert rows("ledger", archive, "review")[0]["why"] == "its words have gone from the text"


def test_agreement(archive: Path, pages_folder: Path, tmp_path: Path) -> None:
    """Of two editors of an archive, and of two files labelled apart, with the documents or without."""
    for n, row in enumerate(rows("ledger", archive)):
        run("ledger", archive, "decide", row["id"], "accept" if n % 2 else "reject", "--by", "Ada")
        run("ledger", archive, "decide", row["id"], "accept" if n % 2 else "reject", "--by", "Ben")
    (told,) = rows("ledger", archive, "agreement")
    assert (told["editors"], told["units"], told["alpha"]) == ("Ada and Ben", 9, 1.0)
    one, other = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    one.write_text(run("ledger", pages_folder, "--json").stdout, "utf-8")
    other.write_text(run("ledger", pages_folder, "--json", "--all").stdout, "utf-8")
    found = {row["over"]: row for row in rows("ledger", "agreement", one, other, "--documents", pages_folder)}
    assert found["quotation: who of whom"]["alpha"] == 1.0
    assert 0 < found["stance: whether a sentence has one"]["alpha"] < 1
    assert "stance: who of whom: alpha" in run("ledger", "agreement", one, other).stdout
    one.write_text("{}\n", "utf-8")
    assert "a.jsonl:1 is no entry." in run("ledger", "agreement", one, other).stderr
    assert run("ledger", "agreement", one, tmp_path / "none.jsonl").exit_code == 4


def test_a_damaged_decision_stops_with_its_line(archive: Path) -> None:
    """One sentence, with file and line."""
    (archive / "decisions" / "statements.jsonl").write_text("{}\n", "utf-8")
    told = run("ledger", archive, "reversals")
    assert (told.exit_code, "statements.jsonl:1 is no decision: 'text' is missing." in told.stderr) == (5, True)


def test_every_question_explains_itself() -> None:
    """The help lists every question with a sentence, and each has its own."""
    shown = run("ledger", "--help").stdout
    for question in ("entries", "reversals", "choruses", "pledges", "forecasts", "quotations", "actors", "network", "statements"):
        assert f"\n  {question}" in shown
        assert run("ledger", question, "--help").exit_code == 0
