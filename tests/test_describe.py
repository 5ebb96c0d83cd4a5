"""Pages become texts: the two seeds, the bundled examples, small pages of each kind."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from sourcebook.cli import sourcebook
from sourcebook.describe import describe
from sourcebook.describe.form import as_json
from sourcebook.model import Described, Page, Role, Voice
from sourcebook.read import read_source


def described(data: str | bytes, path: str = "archive/quill/1935/06/ropes.htm") -> Described:
    """Read and describe a page."""
    page = read_source(path, data.encode() if isinstance(data, str) else data)
    assert isinstance(page, Page)
    return describe(page)


def seed(shared: Path, start: str) -> Described:
    """Describe one of the two seeds."""
    (path,) = (shared / "seeds").glob(f"{start}*.txt")
    return described(path.read_bytes(), path.name)


LONG = "The walk is as long as the rope, and the rope is as long as the order; so it was and so it will be. " * 3
PAGE = f"""<p class="toplink">Archive > Quill</p><h2>Ada Quill</h2><h1>Ropes and Men</h1><h3>(June 1935)</h3><hr>
<p class="info">From <strong>Harbour News</strong>, Vol. X No. 10, 11 June 1935, p. 3.<br>Transcribed by Bo Lamp.</p><hr>
<p>{LONG} <sup><a name="f1" href="#n1">[1]</a></sup></p><h4>A heading</h4><blockquote><p>{LONG}</p></blockquote>
<p>(We print this from a copy without its last page. – Ed.)</p><p>{LONG} It ends so.</p><p class="sig">Ada Quill</p>
<h3>Notes</h3><p class="note"><a name="n1" href="#f1">1.</a> A note of hers.</p><p class="updat">Last updated on 3.4.2010</p>"""


def test_a_page_of_an_archive() -> None:
    """Title, author, printed origin, transcriber, stamp are read; heading date repeats the printing and is no date of writing."""
    found = as_json(described(PAGE))
    (text,) = found["texts"]
    assert (text["title"], text["authors"], text["written"]) == ("Ropes and Men", ["Ada Quill"], None)
    assert (found["publication"]["venue"], found["publication"]["date"], found["publication"]["pages"]) == (
        "Harbour News",
        "1935-06-11",
        "3",
    )
    assert (found["transcribers"], found["updated"], found["notes"], found["editorial"]) == (["Bo Lamp"], "2010-04-03", 1, 1)
    assert text["ends"].endswith("It ends so.")


def test_voices_and_roles() -> None:
    """Quotations, editors' remarks, notes and furniture are told from the author's words."""
    page = described(PAGE).page
    roles = {page.words(b)[:12]: (b.role, b.voice) for b in page.blocks if b.end > b.start}
    assert roles["(We print th"] == (Role.EDITORIAL, Voice.EDITOR)
    assert roles["Archive > Qu"] == (Role.NAVIGATION, Voice.SITE)
    assert roles["1. A note of"][0] is Role.NOTE
    assert [b.voice for b in page.blocks if b.role is Role.QUOTATION] == [Voice.QUOTED]


def test_notes_are_linked_both_ways() -> None:
    """A note knows where the text refers to it, and its own passage."""
    found = described(PAGE)
    (note,) = found.notes
    assert found.page.text[note.references[0] :].startswith("[1]")
    assert found.page.text[note.start : note.end] == "1. A note of hers."


def test_every_value_has_its_words() -> None:
    """Chosen values point to a passage that holds their words, or name evidence outside the text."""
    found = described(PAGE)
    for s in (*found.stated, *found.texts[0].stated):
        assert s.kind
        assert s.rule
        if s.start >= 0 and s.field not in {"starts", "ends"}:
            assert found.page.text[s.start : s.end]


def test_silence_stays_silence() -> None:
    """A page that states nothing gets no values."""
    found = as_json(described(f"<p>{LONG}</p><p>{LONG}</p>", "p.htm"))
    (text,) = found["texts"]
    assert (text["title"], text["authors"], text["written"], found["publication"], found["rights"]) == (None, [], None, None, None)


def test_rivals_are_kept() -> None:
    """Where heading and meta name different authors, one is chosen and the other kept."""
    found = described('<meta name="author" content="Bo Lamp">' + PAGE)
    authors = {(s.value, s.chosen) for s in found.texts[0].stated if s.field == "author"}
    assert ("Bo Lamp", False) in authors or ("Bo Lamp", True) in authors
    assert len({value for value, _ in authors}) == 2


def test_seed_of_1935(shared: Path) -> None:
    """Two letters; written, printed, transcribed, licensed, reprinted in 2005; the editors' remark is theirs."""
    found = seed(shared, "000")
    first, second = found.texts
    assert (first.value("title"), first.values("author"), first.value("written")) == (
        "Stalinist Betrayal and the World Revolution",
        ["Leon Trotsky"],
        "1935-06-10",
    )
    assert second.value("starts") == "Dear comrades! I have far from said everything"
    steps = {step.kind: step for step in found.origin}
    assert (steps["source"].where, steps["source"].date) == ("The New International", "1935-08")
    assert (steps["reprinted"].where, steps["reprinted"].date) == ("Socialist ViewPoint", "2005-05/2005-06")
    assert steps["transcribed"].who == "David Walters"
    assert "GNU Free Documentation License" in steps["licensed"].words
    page = as_json(found)
    assert (page["publication"]["pages"], page["rights"], page["carriers"]) == ("148-151", "gfdl", ["Socialist ViewPoint"])
    (remark,) = [b for b in found.page.blocks if b.role is Role.EDITORIAL]
    assert remark.voice is Voice.EDITOR
    assert found.page.words(remark).startswith("(We discovered")
    assert found.unexplained == ()


def test_seed_of_1940(shared: Path) -> None:
    """Two dated statements, each with its own place and date; the colophon's two days belong to the page."""
    found = seed(shared, "004")
    assert [text.value("written") for text in found.texts] == ["1940-06-17", "1940-08-02"]
    assert [text.value("title") for text in found.texts] == ["The Kremlin’s Role in the War", None]
    assert {s.value for s in found.stated if s.field == "written"} == {"1940-06-17/1940-08-02"}
    assert [(s.kind, s.who) for s in found.origin if s.who] == [
        ("translated", "Fourth International"), ("transcribed", "David Walters"), ("marked-up", "David Walters"),
        ("proofread", "Scott Wilson"),
    ]  # fmt: skip
    publication = as_json(found)["publication"]
    assert (publication["venue"], publication["date"], publication["pages"]) == ("Fourth International", "1940-10", "137")


def test_examples_are_told_as_their_truth_says(examples: Path) -> None:
    """Titles, authors, first and last words of the bundled examples are those of the truth beside them."""
    truth = [json.loads(line) for line in (examples.parent / "truth.jsonl").read_text("utf-8").splitlines()]
    right = total = 0
    for page in truth:
        if page["kind"] != "text":
            continue
        found = as_json(described((examples / page["path"]).read_bytes(), page["path"]))
        assert len(found["texts"]) == len(page["texts"]), page["path"]
        for wanted, got in zip(page["texts"], found["texts"], strict=True):
            for field in ("title", "authors", "written"):
                total += 1
                right += wanted[field] == got[field]
    assert right / total > 0.85


@pytest.mark.parametrize("style", ["<p>{}</p>", "<blockquote><p>{}</p></blockquote>", "<table><tr><td><p>{}</p></td></tr></table>"])
def test_layout_is_no_voice(style: str) -> None:
    """A text set wholly in block quotes or a layout table is still its author's."""
    body = "".join(style.format(LONG) for _ in range(5))
    found = described(f"<h1>Ropes</h1><hr>{body}")
    assert {b.voice for b in found.page.blocks if b.text == 0 and b.end > b.start} == {Voice.AUTHOR}


def test_unknown_fields_and_files_are_named() -> None:
    """A mistyped field is no silent page, and a file that is not there is said to be missing."""
    run = CliRunner()
    for words, says in (
        (["--why", "titel", "x.htm"], "Did you mean title"),
        (["nosuch.htm"], "There is no file or folder nosuch.htm."),
    ):
        done = run.invoke(sourcebook, ["describe", *words])
        assert done.exit_code > 1
        assert says in done.output


def one(head: str, colophon: str = "", after: str = "", path: str = "archive/quill/1935/06/ropes.htm") -> dict[str, Any]:
    """Return the description of a page made of a head, a colophon and a text."""
    info = f'<p class="info">{colophon}</p><hr>' if colophon else ""
    return as_json(described(f"{head}<hr>{info}<p>{LONG}</p><p>{LONG} It ends so.</p>{after}", path))


def test_a_licence_behind_a_badge_is_a_right() -> None:
    """A link to a licence without a word states the right; words on the page come before it."""
    badge = '<p><a href="https://creativecommons.org/licenses/by-sa/4.0/"><img src="cc.png" alt="CC"></a></p>'
    assert one("<h1>Ropes</h1>", after=badge)["rights"] == "cc"
    assert one("<h1>Ropes</h1>", "Public Domain: this work is free of rights.", badge)["rights"] == "public-domain"


def test_a_source_that_is_only_a_link_to_a_site_is_a_carrier() -> None:
    """A source linked to another site, without date or number, names where the copy came from; a dated one is the printing."""
    link = 'Source: <a href="http://rope.example/1">Rope Walk Papers</a>'
    assert one("<h1>Ropes</h1>", link)["carriers"] == ["Rope Walk Papers"]
    assert one("<h1>Ropes</h1>", f"{link}, No. 3, May 1931, p. 2")["carriers"] == []


def test_whom_a_life_is_about_is_not_its_author() -> None:
    """A biography in a person's own folder is not by that person; an essay there is."""
    head = "<h2>Ada Quill</h2><h1>A Short Life</h1>"
    assert one(head, path="archive/quill/biog.htm")["texts"][0]["authors"] == []
    assert one(head, path="archive/quill/1935/life.htm")["texts"][0]["authors"] == ["Ada Quill"]


def test_the_archive_a_page_leads_back_to_names_its_author_last() -> None:
    """Where nothing else names an author, the archive in which the page lies does, if its path agrees."""
    foot = '<p class="footer"><a href="i.htm">Return to the A. Quill Internet Archive</a></p>'
    assert one("<h1>Ropes</h1>", after=foot)["texts"][0]["authors"] == ["A. Quill"]
    assert one("<h2>Bo Lamp</h2><h1>Bo Lamp on Ropes</h1><p>By Bo Lamp</p>", after=foot)["texts"][0]["authors"] == ["Bo Lamp"]
    assert one("<h1>Ropes</h1>", after=foot, path="archive/lamp/ropes.htm")["texts"][0]["authors"] == []


@pytest.mark.parametrize("end", ["<p>(To be continued)</p>", "<p>[Concluded in the next issue]</p>"])
def test_that_a_text_goes_on_elsewhere_is_no_part_of_it(end: str) -> None:
    """The line by which a magazine parts a text is not its end."""
    assert one("<h1>Ropes</h1>", after=end)["texts"][0]["ends"].endswith("It ends so.")


def test_stars_part_the_book_from_the_chapter() -> None:
    """A row of stars set as a heading is a rule."""
    head = "<h2>Ada Quill</h2><h3>The Long Rope</h3><h4>* * *</h4><h1>Chapter Two<br>On Knots</h1>"
    text = one(head, path="archive/quill/1935/rope/02-knots.htm")["texts"][0]
    assert (text["part_of"], text["title"]) == ("The Long Rope", "On Knots")
