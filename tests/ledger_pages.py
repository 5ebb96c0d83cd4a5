"""A few made-up texts in which people turn, promise, expect and quote, for the tests of the ledger's questions."""

from __future__ import annotations

from pathlib import Path

import pages

FILLED = "It was said in the corn exchange on that evening, before the dockers and their families, as the paper has it."


def page(author: str, title: str, date: str, *paragraphs: str) -> str:
    """Return a page with author, title and date of writing."""
    body = "".join(f"<p>{words}</p>" for words in paragraphs)
    return (
        f'<html lang="en"><head><title>{author}: {title} ({date[-4:]})</title></head><body><h3>{author}</h3><h1>{title}</h1>'
        f"<p><b>Written:</b> {date}</p><hr>{body}</body></html>"
    )


def write(folder: Path) -> Path:
    """Write the texts into a folder."""
    return pages.write(
        folder,
        note=page(
            "Karl Loft", "A Note on the Harbour", "3 March 1930",
            "The harbour belongs to those who load its ships, and to nobody else in the town.",
            "We shall not be content with the promises of the owners; the harbour must be ours by the winter.", FILLED,
        ),
        first=page(
            "Ada Quill", "The Guild and the Pact", "10 May 1934",
            f"The Guild is against the Pact (1934-05-01). {FILLED}",
            f"Harland is bound to send four ships by the Pact (1934-05-02). {FILLED}",
            f"Corrane is bound to lend ten cranes for two years by the Treaty (1934-05-02). {FILLED}",
            f"Quill expects that the harbour committee strikes against Harland. {FILLED}",
            f"Loft said: “the harbour belongs to those who load its ships, and to nobody else” (A Note on the Harbour). {FILLED}",
            f"Loft said: “We shall never be content with the promises of owners” (A Note on the Harbour). {FILLED}",
            f"Loft said: “The moon belongs to whoever climbs it first on a clear night” (Almanac, 1929). {FILLED}",
        ),
        second=page(
            "Ben Marsh", "The Turn", "12 June 1935",
            f"The Guild is for the Pact (1935-06-10). {FILLED}",
            f"Harland is against the Pact (1935-06-11). {FILLED}",
            f"The harbour committee struck against Harland for the whole of the winter. {FILLED}",
            f"The League is against the Union (1935-06). {FILLED} Perhaps the League is for the Union (1933).",
        ),
    )  # fmt: skip
