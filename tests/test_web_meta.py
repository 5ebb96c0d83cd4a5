"""What search engines and Zotero find on a text's page."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs

from sourcebook.web.meta import coins, meta

PACT: dict[str, Any] = {
    "id": "pact",
    "type": "article-journal",
    "title": "The Pact & the Quays",
    "author": [{"family": "Corrane", "given": "Edda"}, {"literal": "The Union"}],
    "container-title": "New Harbour",
    "volume": "2",
    "page": "61–64",
    "issued": {"date-parts": [[1935, 4]]},
    "archive": "Haldersea Labour Archive",
    "archive_location": "pact@01234567",
}


def test_meta_elements() -> None:
    """Highwire and Dublin Core name every part; the date has its own precision."""
    found = list(meta(PACT))
    assert ("citation_author", "Corrane, Edda") in found and ("citation_author", "The Union") in found
    assert ("DC.creator", "Edda Corrane") in found
    values = dict(found)
    assert values["citation_publication_date"] == "1935/04"
    assert (values["citation_journal_title"], values["citation_firstpage"], values["citation_lastpage"]) == (
        "New Harbour",
        "61",
        "64",
    )


def test_coins() -> None:
    """A COinS is an OpenURL with the same parts."""
    fields = parse_qs(coins(PACT))
    assert fields["rft_val_fmt"] == ["info:ofi/fmt:kev:mtx:journal"]
    assert (fields["rft.atitle"], fields["rft.jtitle"]) == (["The Pact & the Quays"], ["New Harbour"])
    assert fields["rft.au"] == ["Edda Corrane", "The Union"]
    assert (fields["rft.date"], fields["rft.spage"], fields["rft.epage"]) == (["1935-04"], ["61"], ["64"])


def test_silence() -> None:
    """Nothing is said of what the record is silent about."""
    bare = {"id": "x", "type": "document", "archive": "A", "archive_location": "x@01234567"}
    assert set(dict(meta(bare))) == {"DC.type", "DC.identifier", "DC.source"}
    assert "rft.date" not in coins(bare)
