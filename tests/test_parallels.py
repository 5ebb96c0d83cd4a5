"""What the texts of an archive share, and which are witnesses of one work."""

from __future__ import annotations

import json
import shutil
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner, Result

from sourcebook.archive import Archive, open_archive
from sourcebook.cli import sourcebook
from sourcebook.compare.engine import Embedded
from sourcebook.echoes import echoes
from sourcebook.kinship import FILE, Work, kinships, load_decisions, works
from sourcebook.parallels import keep, parallels, whole_words

PACT, SPEECH = "archive/fairweir/1934/10/pact", "archive/corrane/1934/12/bound"
TAR_LANE, UNDATED, OTHER_TITLE = "archive/hathern/1906/03/tar-lane", "archive/hathern/1906/xx/tar-lane", "library/tar_lane"


@pytest.fixture
def folder(compared: Path, tmp_path: Path) -> Path:
    """Return a copy of the compared archive that a test may change."""
    return Path(shutil.copytree(compared, tmp_path / "archive"))


def run(*words: str | Path) -> Result:
    """Call the command line."""
    return CliRunner().invoke(sourcebook, [str(word) for word in words])


def echo(archive: Archive, name: str, other: str) -> list[tuple[str, str, bool, bool]]:
    """Return the keys here and there of what a text shares with another, and whether it quotes or is quoted."""
    return [(e.key, e.other_key, e.quotes, e.quoted) for e in echoes(archive, archive.text(name)) if e.other.name == other]


def test_places_are_exact_in_the_page(compared: Path) -> None:
    """The words of each side are those that the page has at its offsets."""
    archive = open_archive(compared)
    with closing(Embedded()) as engine:
        found = parallels(archive, engine)
    assert found
    for side in (side for parallel in found for side in (parallel.a, parallel.b)):
        blocks = archive.blocks(archive.page_of(side.text))
        inside = [b for b in blocks if b.start < side.end and side.start < b.end]
        shown = "".join(b.text[max(side.start - b.start, 0) : max(side.end - b.start, 0)] for b in inside)
        assert "".join(side.words.split()) in "".join(shown.split())


def test_a_quotation_leads_both_ways(compared: Path) -> None:
    """The speech quotes the article, the article is quoted by the speech, each at its paragraph."""
    archive = open_archive(compared)
    ((here, there, quotes, quoted),) = echo(archive, SPEECH, PACT)
    assert (quotes, quoted) == (True, False)
    assert echo(archive, PACT, SPEECH) == [(there, here, False, True)]
    assert archive.passage(f"{SPEECH}#{here}").words


def test_dates_say_which_was_first(compared: Path) -> None:
    """Of two dated texts the earlier had the words first, and the evidence names both dates."""
    archive = open_archive(compared)
    (found,) = [e for e in echoes(archive, archive.text("archive/corrane/1940/06/guarantors")) if e.other.name == PACT]
    assert (found.quotes, found.evidence) == (True, "12 October 1934 comes before 17 June 1940")


def test_witnesses_of_one_work(compared: Path) -> None:
    """The report under two paths and under another title is one work of three witnesses, and nothing else is."""
    (work,) = works(open_archive(compared))
    assert {w.name for w in work.witnesses} == {TAR_LANE, UNDATED, OTHER_TITLE}
    assert {one.relation for one in work.kinships} == {"same text"}


def test_what_people_decide_holds(folder: Path) -> None:
    """A pair rejected goes from the work, a pair confirmed joins one with the relation given; the last line holds."""
    assert run("works", folder, "--reject", TAR_LANE, OTHER_TITLE, "--reason", "not the same report").exit_code == 0
    assert run("works", folder, "--reject", UNDATED, OTHER_TITLE).exit_code == 0
    assert run("works", folder, "--confirm", PACT, SPEECH, "--relation", "translation").exit_code == 0
    found = {frozenset(w.name for w in work.witnesses) for work in works(open_archive(folder))}
    assert found == {frozenset({TAR_LANE, UNDATED}), frozenset({PACT, SPEECH})}
    assert run("works", folder, "--confirm", TAR_LANE, OTHER_TITLE).exit_code == 0
    assert max(len(work.witnesses) for work in works(open_archive(folder))) == 3
    assert [d.decision for d in load_decisions(folder)].count("rejected") == 1


def test_decisions_outlast_what_is_derived(folder: Path, examples: Path) -> None:
    """A decision is a line of plain text; built and compared anew, the archive has it still."""
    assert run("works", folder, "--reject", TAR_LANE, OTHER_TITLE, "--reason", "said so").exit_code == 0
    shutil.rmtree(folder / ".sourcebook")
    assert run("build", examples, "--archive", folder).exit_code in (0, 1)
    assert run("reuse", folder).exit_code == 0
    assert run("works", folder).exit_code == 0
    (rejected,) = [one for one in kinships(open_archive(folder)) if one.decision == "rejected"]
    assert "said so" in rejected.evidence
    assert {rejected.a.name, rejected.b.name} == {TAR_LANE, OTHER_TITLE}


@pytest.mark.parametrize("line", ["{", '{"a": "x"}', '{"a": "x", "b": "y", "decision": "perhaps"}', "[]"])
def test_a_strange_decision_is_named(folder: Path, line: str) -> None:
    """A line that is no decision stops the verb with the file and the line."""
    (folder / FILE).parent.mkdir(exist_ok=True)
    (folder / FILE).write_text(f"{line}\n", "utf-8")
    result = run("works", folder)
    assert result.exit_code == 5
    assert f"{FILE.name}:1" in result.output


def test_an_edit_takes_its_parallels_along(folder: Path, examples: Path, tmp_path: Path) -> None:
    """What was said of a text goes when its page is edited, until it is compared again."""
    sources = shutil.copytree(examples, tmp_path / "sources")
    assert run("build", sources, "--archive", folder).exit_code in (0, 1)
    assert run("reuse", folder).exit_code == 0
    page = sources / f"{PACT}.htm"
    page.write_text(page.read_text("utf-8").replace("</p>", " Edited.</p>", 1), "utf-8")
    assert run("build", "--archive", folder).exit_code in (0, 1)
    archive = open_archive(folder)
    assert echoes(archive, archive.text(PACT)) == []
    assert echoes(archive, archive.text(TAR_LANE)) != []


def test_against_another_corpus(compared: Path, tmp_path: Path) -> None:
    """--against compares ours with theirs only, keeps nothing, and takes a folder as it takes an archive."""
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    words = open_archive(compared).passage(f"{PACT}#p2").words
    (theirs / "pamphlet.txt").write_text(f"A Pamphlet\n\nThey wrote this, and we answer it line by line.\n\n{words}\n", "utf-8")
    before = open_archive(compared).rows("SELECT count(*) FROM parallel")
    rows = [json.loads(line) for line in run("reuse", compared, "--against", theirs, "--json").stdout.splitlines()]
    assert {row["b"]["path"] for row in rows} == {"pamphlet.txt"}
    assert any(row["a"]["text"].startswith(PACT) for row in rows)
    assert open_archive(compared).rows("SELECT count(*) FROM parallel") == before
    assert run("reuse", compared, "--against", tmp_path / "nowhere").exit_code == 4


def test_output_for_people_and_programs(compared: Path) -> None:
    """Both verbs print lines to read and objects to parse, with the same names."""
    assert f"{TAR_LANE}@" in run("works", compared).stdout
    (work,) = [json.loads(line) for line in run("works", compared, "--json").stdout.splitlines()]
    assert {w["name"] for w in work["witnesses"]} == {TAR_LANE, UNDATED, OTHER_TITLE}
    assert any(step["kind"] == "copied" and step["text"] == OTHER_TITLE for step in work["origin"])
    assert "comes before" in run("reuse", compared).stdout


def test_nothing_compared_yet(example_archive: Path, tmp_path: Path) -> None:
    """Before a comparison `works` says what to do, and an archive that shares nothing is an answer."""
    folder = Path(shutil.copytree(example_archive, tmp_path / "fresh"))
    assert "sourcebook reuse" in run("works", folder).stderr
    keep(open_archive(folder), [])
    assert works(open_archive(folder)) == []


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ('[engine]\nkind = "steam"', "no engine called"),
        ("[engine]\nmemory = 5", "128"),
        ("[engine]\nspeed = 3", "engine.speed"),
        ("engine = 3", "engine"),
    ],
)
def test_engine_settings_are_checked(folder: Path, settings: str, said: str) -> None:
    """A setting of the engine that cannot be is said to be so."""
    (folder / "sourcebook.toml").write_text(f"sources = []\n{settings}\n", "utf-8")
    result = run("reuse", folder)
    assert result.exit_code == 2
    assert said in result.output


def test_bare_documents(tmp_path: Path) -> None:
    """Bare documents in, one object a pair out; a line that is none is named, a missing file too."""
    file = tmp_path / "docs.jsonl"
    words = "the harbour master kept the keys of nine of the houses in a drawer and would not say where the drawer was"
    rows = [{"id": name, "series": name, "text": f"{name * 30}. {words}"} for name in "xy"]
    file.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    (pair,) = [json.loads(line) for line in run("reuse", "--documents", file, "--json").stdout.splitlines()]
    assert rows[0]["text"][pair["ab"] : pair["ae"]] == words
    file.write_text('{"id": 1, "text": "one"}\n{"id": 2}\n', "utf-8")
    result = run("reuse", "--documents", file)
    assert (result.exit_code, f"{file}:2" in result.output) == (4, True)
    assert run("reuse", "--documents", tmp_path / "none.jsonl").exit_code == 4


@pytest.mark.parametrize(
    ("part", "whole"),
    [("ouse on the qu", "house on the quay"), ("e on the q", "on the"), ("the quay", "the quay"), ("on the ", "on the")],
)
def test_passages_begin_and_end_with_words(part: str, whole: str) -> None:
    """A word of which most is in the passage is taken in whole, one of which little is goes."""
    text = "No house on the quay was let."
    start, end = whole_words(text, text.index(part), text.index(part) + len(part))
    assert text[start:end] == whole


def test_the_title_of_a_work() -> None:
    """Of several titles the one most like the others names the work; of two, the earlier witness's."""
    titles = ("English #", None, "Preface", "The Project Etext of The Harbour Strike", "= The Harbour Strike", "The Harbour Strike")
    witnesses = tuple(SimpleNamespace(title=title, name="a") for title in titles)
    assert Work(1, witnesses, ()).title == "The Harbour Strike"  # type: ignore[arg-type]
    assert Work(1, witnesses[:3], ()).title == "English #"  # type: ignore[arg-type]
    assert Work(1, witnesses[1:2], ()).title == "a"  # type: ignore[arg-type]
