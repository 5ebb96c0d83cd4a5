"""Plain texts: heads without sizes, header lines, headnotes, colophons without markup."""

from __future__ import annotations

from typing import Any

import pytest

from sourcebook.describe import describe
from sourcebook.describe.form import as_json
from sourcebook.model import Described, Page, Role
from sourcebook.read import read_source

LONG = "The walk is as long as the rope, and the rope is as long as the order; so it was and so it will be. " * 3


def page_of(words: str, path: str = "a.txt") -> Described:
    """Describe a plain text."""
    page = read_source(path, words.encode())
    assert isinstance(page, Page)
    return describe(page)


def first(words: str) -> dict[str, Any]:
    """Return what is said of a plain text's first piece."""
    found: dict[str, Any] = as_json(page_of(words))["texts"][0]
    return found


@pytest.mark.parametrize(
    ("head", "author", "title", "subtitle"),
    [
        ("Ada Quill\n\nThe Long Tide\n\nA Report", ["Ada Quill"], "The Long Tide", "A Report"),
        ("Ada Quill 1931\n\nThe Long\nTide", ["Ada Quill"], "The Long Tide", None),
        ("A.Q.\n\nEditorial Notes\n\nThe Long Tide", ["A.Q."], "The Long Tide", None),
        ("Group of Harbour Workers (Lissia)\n\nThe Long Tide", ["Group of Harbour Workers (Lissia)"], "The Long Tide", None),
        ("Ada Quill\n\nIn the Harbour\n\nThe Long Tide", ["Ada Quill"], "The Long Tide", None),
        ("THE LONG TIDE\n\nby\n\nADA QUILL", ["ADA QUILL"], "THE LONG TIDE", None),
        ("Ada Quill: The Long Tide", ["Ada Quill"], "The Long Tide", None),
        ("Ada Quill & Bo Lamp\n\nWill the Tide Ever Turn in the Harbour?", ["Ada Quill", "Bo Lamp"],
         "Will the Tide Ever Turn in the Harbour?", None),
    ],
)  # fmt: skip
def test_heads(head: str, author: list[str], title: str, subtitle: str | None) -> None:
    """Names, initials, bodies, departments and a lone "by" are told from titles by their words and order."""
    text = first(f"{head}\n\n(May 1931)\n\nSource: Harbour News, May 1931.\nTranscribed: by Cy Rope.\n\n{LONG}\n\n{LONG}")
    assert (text["authors"], text["title"], text["subtitle"]) == (author, title, subtitle)
    assert text["starts"].startswith("The walk is as long")


def test_chapter_under_the_colophon() -> None:
    """A numbered heading under the colophon names the chapter, the title over it the book."""
    text = first(f"Ada Quill\n\nThe Tide\n\nSource: Pier Press, 1931;\nTranscribed: by Cy Rope.\n\nCHAPTER II\nTHE EBB\n\n{LONG}")
    assert (text["part_of"], text["title"]) == ("The Tide", "THE EBB")


def test_citation_and_hands() -> None:
    """A block that opens with a bare citation and goes on with who transcribed it is the colophon."""
    colophon = "The Tide, Harbour News, 12th August 1905, p. 6.\nTranscribed by Cy Rope.\nMarked up by Bo Lamp."
    words = f"Ada Quill\n\nThe Tide\n\n{colophon}\n\n{LONG}"
    found = as_json(page_of(words))
    assert (found["publication"]["venue"], found["publication"]["date"]) == ("Harbour News", "1905-08-12")
    assert (found["transcribers"], found["markup"]) == (["Cy Rope"], ["Bo Lamp"])


def test_bare_citation() -> None:
    """A line that is nothing but a dated citation is the source."""
    found = as_json(page_of(f"Ada Quill\n\nThe Tide\n\nHarbour Notes. No. 22, 27 September 1851\n\n{LONG}\n\n{LONG}"))
    assert (found["publication"]["venue"], found["publication"]["date"]) == ("Harbour Notes", "1851-09-27")
    assert found["texts"][0]["title"] == "The Tide"


@pytest.mark.parametrize(
    "note",
    [
        "The following report was found among the papers of the harbour and is printed here in full.",
        "Ada Quill is a frequent contributor to Harbour News, from which this article is reprinted.",
        f"Prefatory Note\n\nQuill wrote it in prison. {LONG}\n\nThe Tide",
    ],
)
def test_headnotes(note: str) -> None:
    """What presents the text, or speaks of its author, before it is the editor's."""
    found = page_of(
        f"Ada Quill\n\nThe Tide\n\nSource: Pier Press, 1931;\nTranscribed: by Cy Rope.\n\n{note}\n\nI saw it. {LONG}\n\n{LONG * 3}"
    )
    assert str(found.texts[0].value("starts")).startswith("I saw it.")
    assert any(b.role is Role.EDITORIAL for b in found.page.blocks)


def test_muse_header() -> None:
    """A header of keys gives title, author, date and the site it came from; its notes are read as a colophon."""
    words = (
        "#title Ropes (3 May 1911)\n#author Ada Quill\n#date 1911\n#pubdate 2009-03-01T10:00:00\n"
        "#source Retrieved on March 1st, 2009 from [[http://harbour.example.org/x][harbour.example.org]]\n"
        f"#notes From <em>Harbour News</em>, June 1912. Translated by Bo Lamp.\n\n{LONG}\n"
    )
    found = as_json(page_of(words, "a.muse"))
    (text,) = found["texts"]
    assert (text["title"], text["authors"], found["updated"]) == ("Ropes (3 May 1911)", ["Ada Quill"], "2009-03-01")
    assert (found["publication"]["venue"], found["publication"]["date"]) == ("Harbour News", "1912-06")
    assert (found["carriers"], found["translators"]) == (["harbour.example.org"], ["Bo Lamp"])


def test_labels_without_a_colon() -> None:
    """Labels a house prints before their values without a colon are read, its furniture is passed over."""
    head = "Letter to Bo Lamp, May 3, 1911\n\nAuthor(s) Ada Quill\n\nWritten 3 May 1911\n\nAdd a subpage to this text"
    words = f"{head}\n\nQUILL TO LAMP\n\n[Lissia,] 3 May 1911\n\nDear Bo,\n\n{LONG}"
    text = first(words)
    assert (text["title"], text["authors"], text["recipient"]) == ("Letter to Bo Lamp", ["Ada Quill"], "Bo Lamp")
    assert (text["written"], text["place"]) == ("1911-05-03", "Lissia")
