"""What a page says of where it comes from: silence, mistyped labels, names set as labels, a missing title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..archive import Archive
from ..describe import cues, house
from ..describe.colophon import statements
from ..model import Described, Finding, Role

#: Fields any one of which says something of a text's origin.
TOLD = ("published", "venue", "source", "publisher", "carrier", "transcriber", "markup", "translator", "editor")
FIELDS = ", ".join(f"'{field}'" for field in TOLD)
SILENT = f"""
    SELECT p.path, (SELECT count(*) FROM text t WHERE t.page_id = p.id AND (t.genre = 'chapter' OR t.part_of IS NOT NULL))
    FROM page p WHERE p.kind = 'text'
    AND NOT EXISTS (SELECT 1 FROM stated s WHERE s.page_id = p.id AND s.field IN ({FIELDS})) ORDER BY p.path
"""
INDEXES = f"""
    SELECT DISTINCT p.path FROM page p JOIN stated s ON s.page_id = p.id WHERE p.kind = 'index' AND s.field IN ({FIELDS})
"""
PERSON = re.compile(r"[A-Z][\w’'-]+(?: [A-Z]\.?)?(?: [A-Z][\w’'-]+){1,2}")
LABELS = frozenset({"english", "note", "notes", "text", "edition", "version"})


def no_origin(archive: Archive) -> Iterator[Finding]:
    """A text says where it comes from, or the index page of its folder does."""
    told = {_folder(path) for (path,) in archive.rows(INDEXES)}
    indexed = {_folder(path) for (path,) in archive.rows("SELECT path FROM page WHERE kind = 'index'")}
    for path, chapters in archive.rows(SILENT):
        folder = _folder(path)
        if folder not in told and (not chapters or folder in indexed):  # a chapter's contents page may not have been captured
            message = "Nothing says where this text comes from."
            yield Finding("O001", path, -1, -1, message, "Add a colophon: printed source, date, transcriber.")


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def mistyped_labels(described: Described) -> Iterator[Finding]:
    """The labels of a colophon are spelt as labels are."""
    page = described.page
    for block in page.blocks:
        if block.role is not Role.COLOPHON or block.shape == "tr":
            continue
        for statement in statements(page.words(block), block.start):
            if statement.typo:
                at = page.text.rfind(statement.cue, block.start, statement.start)
                end, path = at + len(statement.cue), page.source.path
                meant = _cased(statement.typo, statement.cue)
                yield Finding("O002", path, at, end, f"The label “{statement.cue}” is mistyped.", f"Read “{meant}”?", meant)


def _cased(word: str, like: str) -> str:
    return word.title() if like.istitle() else word.capitalize() if like[:1].isupper() else word


def names_as_labels(described: Described) -> Iterator[Finding]:
    """What stands before a colon in a colophon is a label, not a person's name."""
    page, style = described.page, house.styles()
    for block in page.blocks:
        if block.role is not Role.COLOPHON:
            continue
        start = block.start
        for line in page.words(block).split("\n"):
            label = house.LABEL.match(line)
            if label and _is_name(label[1], style):
                at = start + label.start(1)
                message = f"The name “{label[1]}” stands where a label should."
                hint = "Say what the person did: “Transcription: …”."
                yield Finding("O003", page.source.path, at, at + len(label[1]), message, hint)
            start += len(line) + 1


def _is_name(label: str, style: house.Style) -> bool:
    """Tell a name from a label nobody has met yet: it is shaped like one, and none of its words is in any label."""
    if not PERSON.fullmatch(label) or cues.fields(label, style) or cues.guess(label, style):
        return False
    known = {word for cue in style.cues for word in cue.split()} | LABELS
    return not any(word.lower() in known or re.sub(r"[’']s$", "", word.lower()) in known for word in label.split())


def no_title(described: Described) -> Iterator[Finding]:
    """A page's first text has a title."""
    if described.kind == "text" and described.texts and described.texts[0].value("title") is None:
        hint = "Give it a heading, or a title element."
        yield Finding("O004", described.page.source.path, -1, -1, "The text has no title.", hint)


#: "(review)" after a citation is understood: it is the genre.
GENRE = re.compile(
    r"\W*(?:reviews?|letters?|speech|interview|obituary|editorial|report|extracts?|abridged)\W*(?:\[\d+\])?\W*", re.I
)


def not_understood(described: Described) -> Iterator[Finding]:
    """Every sentence of a colophon says something of the text's origin that is understood."""
    page, style = described.page, house.styles()
    for start, end in described.unexplained:
        words = " ".join(page.text[start:end].split())
        label = house.LABEL.match(words)
        if (
            len(words) > 3 and not GENRE.fullmatch(words) and not (label and _is_name(label[1], style))
        ):  # a name as label is a finding of its own
            message = f"Nobody understood these words of the colophon: “{words[:90]}{'…' if len(words) > 90 else ''}”"
            yield Finding(
                "O005", page.source.path, start, end, message, "Begin with what was done, or teach a house style the words."
            )
