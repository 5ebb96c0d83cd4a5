"""References in the formats of reference managers, read back by libraries of theirs."""

from __future__ import annotations

import json
from typing import Any

import bibtexparser
import rispy
from hypothesis import given, settings
from hypothesis import strategies as st

from sourcebook.publish.formats import FORMATS, bibtex, csl_json, ris

PACT: dict[str, Any] = {
    "id": "archive/corrane/pact-2",
    "type": "article-journal",
    "title": "50% of the “Pact” & {its} #quays_",
    "author": [{"family": "von Corrane", "given": "Edda"}, {"literal": "The Union of Rope-makers"}],
    "translator": [{"family": "Carvin", "given": "Noëlle"}],
    "container-title": "New Harbour",
    "volume": "2",
    "issue": "3",
    "page": "61–64",
    "issued": {"date-parts": [[1935, 4]]},
    "archive": "Haldersea Labour Archive",
    "archive_location": "archive/corrane/pact-2@01234567#p7",
}


def tex(value: str) -> str:
    """Undo TeX's escapes, as TeX would."""
    return value.replace("\\", "")


def read_bibtex(record: dict[str, Any]) -> Any:
    """Return the one entry that another library finds."""
    library = bibtexparser.parse_string(bibtex(record))
    assert not library.failed_blocks
    (entry,) = library.entries
    return entry


def test_bibtex_is_read_back() -> None:
    """BibTeX has every part, special characters escaped, pages with TeX's dash, bodies in braces."""
    entry = read_bibtex(PACT)
    fields = {field.key: field.value for field in entry.fields}
    assert (entry.entry_type, entry.key) == ("article", PACT["id"])
    assert tex(fields["title"]) == PACT["title"]
    assert fields["author"] == "von Corrane, Edda and {The Union of Rope-makers}"
    assert fields["pages"] == "61--64"
    assert (fields["journal"], fields["volume"], fields["number"]) == ("New Harbour", "2", "3")
    assert (fields["date"], fields["year"], fields["month"]) == ("1935-04", "1935", "4")
    assert tex(fields["note"]) == "Haldersea Labour Archive, archive/corrane/pact-2@01234567#p7"


def test_ris_is_read_back() -> None:
    """RIS has every part, and the date as far as it is known."""
    (entry,) = rispy.loads(ris(PACT))
    assert entry["type_of_reference"] == "JOUR"
    assert entry["authors"] == ["von Corrane, Edda", "The Union of Rope-makers"]
    assert (entry["title"], entry["secondary_title"]) == (PACT["title"], "New Harbour")
    assert (entry["start_page"], entry["end_page"]) == ("61", "64")
    assert (entry["year"], entry["date"]) == ("1935", "1935/04//")


def test_csl_json_is_the_record() -> None:
    """CSL-JSON is a list of the one record, letters as they are."""
    assert json.loads(csl_json(PACT)) == [PACT]
    assert "Noëlle" in csl_json(PACT)


def test_dates_are_not_padded() -> None:
    """A year stays a year, a season a season, a span a span, a doubt a doubt, in each format."""
    year = PACT | {"issued": {"date-parts": [[1935]]}}
    assert "month" not in {f.key for f in read_bibtex(year).fields}
    assert "DA  - 1935///\n" in ris(year)
    assert "DA  - 1935///spring\n" in ris(PACT | {"issued": {"date-parts": [[1935]], "season": 1}})
    assert "DA  - 1935/05//to 1935-06\n" in ris(PACT | {"issued": {"date-parts": [[1935, 5], [1935, 6]]}})
    assert "date = {1935~}" in bibtex(PACT | {"issued": {"date-parts": [[1935]], "circa": True}})
    assert "year = {1930s}" in bibtex(PACT | {"issued": {"literal": "1930s"}})


def test_silence_is_left_out() -> None:
    """A record that knows no author, date or venue makes entries without such fields."""
    bare = {name: PACT[name] for name in ("id", "archive", "archive_location")} | {"type": "document"}
    assert {f.key for f in read_bibtex(bare).fields} == {"note"}
    assert set(rispy.loads(ris(bare))[0]) == {"type_of_reference", "database_provider", "accession_number"}


@settings(max_examples=60, deadline=None)
@given(
    st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp"), blacklist_characters="\\~^\x85"), min_size=1, max_size=40)
)
def test_any_title_survives(title: str) -> None:
    """Whatever letters and signs a title has, the entries of both formats hold together and give it back."""
    title = " ".join(title.split()) or "x"
    fields = {f.key: f.value for f in read_bibtex(PACT | {"title": title}).fields}
    assert tex(fields["title"]) == title
    assert rispy.loads(ris(PACT | {"title": title}))[0]["title"] == title


def test_every_format_makes_text() -> None:
    """Each format that is offered can be had."""
    assert all(make(PACT).strip() for make in FORMATS.values())
