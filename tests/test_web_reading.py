"""Blocks → what is shown of a text: roles, voices, notes both ways, findings at their place."""

from __future__ import annotations

from typing import Any

from sourcebook.archive import BlockRecord, TextRecord
from sourcebook.model import Finding, Note, Span, Voice
from sourcebook.web.reading import Reading, reading, whole

TEXT = TextRecord(
    **(
        dict.fromkeys(TextRecord._fields)
        | {"id": 2, "page_id": 1, "n": 0, "name": "t", "version": "0" * 64, "words": 1, "path": "t.htm"}
    )
)


class Sheet:
    """Blocks put one after the other, as a page has them."""

    def __init__(self) -> None:
        self.blocks: list[BlockRecord] = []
        self.passages = 0

    def add(
        self, text: str, role: str = "paragraph", voice: str = "author", shape: str = "p", of_text: bool = True, **more: Any
    ) -> BlockRecord:
        """Add a block; spans are given within it."""
        start = self.blocks[-1].end + 2 if self.blocks else 0
        spans = tuple(Span(start + a, start + b, kind, value) for a, b, kind, value in more.get("spans", ()))
        has_key = of_text and role in {"paragraph", "quotation", "heading", "table", "list", "verse"}
        self.passages += has_key
        n = len(self.blocks)
        notes = sum(b.role == "note" for b in self.blocks)
        key = f"p{self.passages}" if has_key else f"n{notes + 1}" if role == "note" else None
        block = BlockRecord(n, 1, 2 if of_text else None, n, key, start, start + len(text), n + 1, shape, role, voice, text, spans)
        self.blocks.append(block)
        return block

    def read(self, notes: tuple[Note, ...] = (), findings: tuple[Finding, ...] = ()) -> Reading:
        """Return the text as shown."""
        return reading(TEXT, self.blocks, notes, findings, lambda *_: lambda span: span.value)


def kinds(shown: Reading) -> list[tuple[str, str, int]]:
    """Return kind, voice and number of blocks of each group."""
    return [(g.kind, g.voice, len(g.blocks)) for g in shown.groups]


def test_flow_has_what_is_read() -> None:
    """Paragraphs, lists, quotations stand in the flow; title, byline, navigation and colophon do not."""
    sheet = Sheet()
    for role, of_text in (("navigation", False), ("title", True), ("byline", True), ("paragraph", True), ("colophon", False)):
        sheet.add(role, role, of_text=of_text)
    assert kinds(sheet.read()) == [("paragraph", "", 1)]


def test_items_and_quotations_are_gathered() -> None:
    """Items in a row are one list, paragraphs of a quotation one quotation; plain paragraphs stay apart."""
    sheet = Sheet()
    for role in ("paragraph", "paragraph", "list", "list", "quotation", "quotation"):
        sheet.add("x", role, "quoted" if role == "quotation" else "author")
    assert kinds(sheet.read()) == [("paragraph", "", 1), ("paragraph", "", 1), ("list", "", 2), ("quotation", "Quoted", 2)]


def test_voices_are_named() -> None:
    """Who speaks is named where it is not the author."""
    sheet = Sheet()
    sheet.add("We found this letter.", "editorial", "editor")
    sheet.add("I write.")
    assert kinds(sheet.read()) == [("editorial", "Editors", 1), ("paragraph", "", 1)]


def test_remark_before_a_text_belongs_to_it() -> None:
    """A remark of the editors outside every text is shown with the text that follows."""
    sheet = Sheet()
    sheet.add("We found this letter.", "editorial", "editor", of_text=False)
    sheet.add("I write.")
    assert kinds(sheet.read())[0] == ("editorial", "Editors", 1)


def test_rows_of_a_table() -> None:
    """Cells come by row, and a head without its corner is put over the columns it heads."""
    sheet = Sheet()
    for text, shape in (("1905", "tr"), ("1906", "td"), ("Spinners", "tr"), ("11", "td"), ("9", "td")):
        sheet.add(text, "table", shape=shape)
    (table,) = sheet.read().groups
    assert [[cell and cell.text for cell in row] for row in table.rows] == [[None, "1905", "1906"], ["Spinners", "11", "9"]]


def note_sheet() -> tuple[Sheet, Note]:
    """Return a text whose paragraph refers to a note at its end by a raised, linked mark."""
    sheet = Sheet()
    first = sheet.add("It is so.1 Yes.", spans=[(9, 10, "sup", ""), (9, 10, "link", "#n1")])
    sheet.add("Notes", "heading", shape="h4")
    body = sheet.add("1. Says the Inspector.", "note", spans=[(0, 2, "link", "#r1")])
    return sheet, Note("1", Voice.EDITOR, (first.start + 9,), body.start, body.end, 0)


def test_notes_lead_both_ways() -> None:
    """The mark leads to the note, the note back to the mark, and says whose it is."""
    sheet, note = note_sheet()
    shown = sheet.read((note,))
    mark = shown.groups[0].blocks[0].html
    assert '<a class="noteref" id="r.n1.1" href="#n1" role="doc-noteref"><sup>1</sup></a>' in mark
    (end,) = shown.notes
    assert (end.id, end.back, end.hand) == ("n1", ("r.n1.1",), "Editors")


def test_note_beside_the_text() -> None:
    """The note stands beside its mark too, outside the raised letters, without its number twice or the link back."""
    sheet, note = note_sheet()
    html = str(sheet.read((note,)).groups[0].blocks[0].html)
    assert html.index("</sup></a>") < html.index('<span class="sidenote editor" aria-hidden="true">')
    assert '<span class="sidenote-label">1</span> Says the Inspector.</span>' in html


def test_heading_of_the_notes() -> None:
    """The heading that announces the notes is theirs, not the last line of the text."""
    sheet, note = note_sheet()
    shown = sheet.read((note,))
    assert shown.notes_title and shown.notes_title.text == "Notes"
    assert kinds(shown) == [("paragraph", "", 1)]


def test_long_note_is_cut_beside_the_text_only() -> None:
    """Beside the text a long note is cut at a word; at the end it is whole."""
    sheet = Sheet()
    first = sheet.add("So.[1]")
    body = sheet.add("word " * 200, "note")
    shown = sheet.read((Note("1", Voice.AUTHOR, (first.start + 3,), body.start, body.end, 0),))
    assert "word …</span>" in shown.groups[0].blocks[0].html
    assert shown.notes[0].blocks[0].text == "word " * 200


def test_note_without_reference() -> None:
    """A note that nothing refers to is shown at the end all the same; so is a block of notes no note explains."""
    sheet = Sheet()
    sheet.add("So.")
    body = sheet.add("2. Alone.", "note")
    sheet.add("Unnumbered.", "note")
    shown = sheet.read((Note("2", Voice.AUTHOR, (), body.start, body.end, 0),))
    assert [(n.back, n.blocks[0].text) for n in shown.notes] == [((), "2. Alone."), ((), "Unnumbered.")]


def test_findings_are_marked_at_their_place() -> None:
    """A finding marks its passage, says why, and the marked words stay the same."""
    sheet = Sheet()
    block = sheet.add("They are po1itical.")
    found = Finding("T101", "t.htm", block.start + 9, block.start + 18, 'A digit in "po1itical".', "", "political")
    html = str(sheet.read(findings=(found,)).groups[0].blocks[0].html)
    assert 'id="f9"' in html and ">po1itical</mark>." in html
    assert "A digit in &#34;po1itical&#34;. Read: political" in html


def test_whole_page_has_every_block() -> None:
    """The whole page shows every block in order, with role and voice, furniture told apart."""
    sheet = Sheet()
    sheet.add("Archive > Corrane", "navigation", "site", of_text=False)
    sheet.add("I write.")
    shown = whole(sheet.blocks, (), lambda *_: lambda _: "")
    assert [(b.id, b.role, b.voice, b.furniture) for b in shown] == [
        ("b0", "navigation", "Site", True),
        ("b1", "paragraph", "Author", False),
    ]


def test_notes_of_other_texts_stay_away() -> None:
    """A note whose words stand in another text of the page, or a reference outside the text, is no part of this one."""
    sheet, note = note_sheet()
    stranger = sheet.add("2. Of another text.", "note", of_text=False)
    other = Note("2", Voice.AUTHOR, (sheet.blocks[0].start + 1,), stranger.start, stranger.end, 1)
    unseen = note._replace(references=(stranger.start,))
    assert [n.id for n in sheet.read((note, other)).notes] == ["n1"]
    assert sheet.read((unseen,)).notes[0].back == ()
