"""A collation as a table and as objects; files and texts of an archive as witnesses."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from collating import collated
from sourcebook.archive import open_archive
from sourcebook.compare.collate import collate, siglum
from sourcebook.compare.words import Vocabulary
from sourcebook.errors import SourceError
from sourcebook.publish.collation import as_csv, as_json, counterparts
from sourcebook.publish.witnesses import of_file, of_text, words_of


def test_objects_say_where_everything_stands() -> None:
    """The objects name witnesses, words, classes, addresses and offsets."""
    found = as_json(collated("One.\n\nHe held the honour.", "One.\n\nHe held the honor."))
    assert found["base"] == "A"
    assert [(w["siglum"], w["words"], w["agreement"]) for w in found["witnesses"]] == [("A", 5, 1.0), ("B", 5, 0.8)]  # type: ignore[attr-defined]
    (place,) = found["variants"]  # type: ignore[misc]
    assert (place["n"], place["before"]) == (1, "He held the")
    assert [(r["words"], r["class"]) for r in place["readings"]] == [("honour.", None), ("honor.", "spelling")]
    assert place["readings"][1]["witnesses"] == {"B": {"address": "w1#p2", "start": 18, "end": 24}}


def test_table_has_a_row_a_place() -> None:
    """The table has a row for each place, and for each witness words, class, address and offsets; a class can be asked for."""
    found = collated("he held the honour, well", "he held the honor well", "he held the honour well")
    rows = list(csv.DictReader(io.StringIO(as_csv(found))))
    assert [(r["A words"], r["B words"], r["B class"], r["C words"], r["C class"]) for r in rows] == [
        ("honour,", "honor", "spelling", "honour", "punctuation")
    ]
    assert (rows[0]["B address"], rows[0]["B start"], rows[0]["B end"]) == ("w1#p1", "12", "17")
    assert len(as_csv(found, ("omission",)).splitlines()) == 1


def test_counterparts_of_what_moved() -> None:
    """Each place of a moved passage knows the number of the other."""
    assert counterparts(collated("then was he well", "then he was well")) == {1: 2, 2: 1}


def test_sigla_go_on_after_z() -> None:
    """There are letters for any number of witnesses."""
    assert [siglum(n) for n in (0, 25, 26, 51, 52, 702)] == ["A", "Z", "AA", "AZ", "BA", "AAA"]


def test_texts_of_an_archive(example_archive: Path) -> None:
    """A text's paragraphs are its words, at the offsets and under the keys by which the archive cites them."""
    archive = open_archive(example_archive)
    text = next(t for t in archive.texts() if t.title == "The Guarantors")
    w = of_text(archive, text, Vocabulary())
    for n in (0, len(w) // 2, len(w) - 1):
        key = w.stretch(n).key
        passage = archive.passage(f"{text.name}#{key}")
        assert w.word(n) in passage.words and passage.start <= w.starts[n] < passage.end
    assert w.name == text.address and w.language == "en"


def test_reprints_of_the_examples(example_archive: Path) -> None:
    """Two prints of a text in the bundled examples differ where their editors changed it, and little else."""
    archive, vocabulary = open_archive(example_archive), Vocabulary()
    texts = [archive.text(name) for name in ("archive/hathern/1906/03/tar-lane", "library/tar_lane")]
    witnesses = [of_text(archive, text, vocabulary) for text in texts]
    found = collate(witnesses, vocabulary, words_of(witnesses, example_archive / ".sourcebook"))
    places = [tuple(r.words for r in v.readings) for v in found.variants]
    assert ("eighteen", "sixteen") in places and ("soup,", "soup") in places and len(places) < 15


def test_files(tmp_path: Path, examples: Path) -> None:
    """Of a plain text everything is collated, of a page the text without the furniture; an empty file has no words."""
    (tmp_path / "plain.txt").write_text("A title\n\nand a paragraph", "utf-8")
    (tmp_path / "empty.txt").write_text("", "utf-8")
    (tmp_path / "image.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    vocabulary = Vocabulary()
    assert len(of_file(tmp_path / "plain.txt", vocabulary)) == 5
    assert len(of_file(tmp_path / "empty.txt", vocabulary)) == 0
    page = of_file(examples / "archive" / "hathern" / "1906" / "03" / "tar-lane.htm", vocabulary)
    assert "Transcri" not in page.printed(0, len(page)) and len(page) > 400
    for missing in ("image.png", "nothing.txt"):
        with pytest.raises(SourceError):
            of_file(tmp_path / missing, vocabulary)


def test_dictionaries_are_for_english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Witnesses in other languages are not judged by English words, and a folder that cannot be written to is no fault."""
    vocabulary = Vocabulary()
    (tmp_path / "de.txt").write_text("Der Krieg und die Leute, die nicht wollten, was man von ihnen wollte.", "utf-8")
    german = of_file(tmp_path / "de.txt", vocabulary)
    assert german.language == "de" and words_of([german], tmp_path) is None
    (tmp_path / "en.txt").write_text("The war and the people who did not want what was wanted of them.", "utf-8")
    english = of_file(tmp_path / "en.txt", vocabulary)
    with monkeypatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path / "de.txt"))
        assert words_of([english], tmp_path / "de.txt") is None
    is_word = words_of([english], tmp_path)
    assert is_word and is_word("people") and not is_word("poeple")
