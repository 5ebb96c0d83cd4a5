"""Letters and dispatches: who writes to whom, from where and when."""

from __future__ import annotations

import pytest

from sourcebook.describe import describe
from sourcebook.describe.form import as_json
from sourcebook.describe.letterhead import dateline, parties
from sourcebook.model import Page, Role
from sourcebook.read import read_source

SENTENCE = "The council has been told of the matter and will answer before the end of the month. "
DISPATCH = f"""The Consul in Lissia (Quill) to the Acting Secretary of State

Port Lissia, May 3, 1931—4 p.m.
[Received May 4—8:15 a.m.]

112. Your telegram No. 9. {SENTENCE}

{SENTENCE}

Quill
"""
LETTER = f"""Ada Quill

To Bo Lamp

(May 1931)

Source: Harbour Papers, Pier Press, Lissia, 1950.
Transcribed: by Cy Rope.

Port Lissia, May 3

Old Rope Lane

My dear friend,

{SENTENCE * 2}

Yours, Ada
"""


def described(words: str) -> dict[str, object]:
    """Describe a plain text's first piece."""
    page = read_source("a.txt", words.encode())
    assert isinstance(page, Page)
    text: dict[str, object] = as_json(describe(page))["texts"][0]
    return text


@pytest.mark.parametrize(
    ("heading", "names", "expected"),
    [
        ("The Consul in Lissia (Quill) to the Secretary of State", (), ("Quill", "Secretary of State")),
        ("The Minister to Lissia (Lamp) to the Consul at Port Rope (Quill)", (), ("Lamp", "Quill")),
        ("President Lamp to Mr. Bo Quill", (), ("President Lamp", "Mr. Bo Quill")),
        ("QUILL TO BO LAMP[1]", ("Ada Quill",), ("QUILL", "BO LAMP")),
        ("Ada Quill to Bo Lamp, May 3, 1931", (), ("Ada Quill", "Bo Lamp")),
    ],
)
def test_parties(heading: str, names: tuple[str, ...], expected: tuple[str, str]) -> None:
    """Sender and recipient hold an office, are named as persons are, or the page knows the sender."""
    assert parties(heading, names) == expected


@pytest.mark.parametrize("heading", ["From Rope to Chain", "An Introduction to the Harbour", "How to Tie Knots", "Ada Quill"])
def test_no_parties(heading: str) -> None:
    """A title with a "to" in it names nobody."""
    assert parties(heading, ()) is None


def test_dateline() -> None:
    """The hour, when it was received, and the house under place and day leave a dateline one; a sentence is none."""
    assert dateline("Port Lissia, May 3, 1931—4 p.m.\n[Received May 4—8:15 a.m.]")
    assert dateline("London, 7 September 1860\n9 Rope Terrace, Harbour Park, Hill Street, near the Bridge")
    assert not dateline("It was on May 3, 1931 that the men of the harbour first heard of it.")


def test_dispatch() -> None:
    """Heading and dateline of a dispatch give sender, recipient, place and date, however short it is."""
    text = described(DISPATCH)
    assert (text["authors"], text["recipient"]) == (["Quill"], "Acting Secretary of State")
    assert (text["written"], text["place"], text["genre"]) == ("1931-05-03", "Port Lissia", "letter")
    assert str(text["starts"]).startswith("112. Your telegram")
    assert str(text["ends"]).endswith("end of the month.")


def test_letter_without_a_year() -> None:
    """A day without its year is dated by the printing; address and dateline are the text's and not its title."""
    text = described(LETTER.replace("1950", "June 1931"))
    assert (text["title"], text["authors"], text["recipient"]) == ("To Bo Lamp", ["Ada Quill"], "Bo Lamp")
    assert (text["written"], text["place"]) == ("1931-05-03", "Port Lissia")
    assert str(text["starts"]).startswith("My dear friend")


def test_lines_over_a_greeting() -> None:
    """The lines of an address over a greeting are a dateline, too."""
    page = read_source("a.txt", LETTER.encode())
    assert isinstance(page, Page)
    found = describe(page)
    roles = {found.page.words(b): b.role for b in found.page.blocks}
    assert roles["Old Rope Lane"] is roles["Port Lissia, May 3"] is Role.DATELINE
