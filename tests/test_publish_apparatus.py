"""A collation in TEI: valid, and each witness can be read out of it word for word."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from collating import collated
from sourcebook.compare.collate import Collation
from sourcebook.compare.shapes import plain
from sourcebook.publish.apparatus import TEI, XML_ID, tei

SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).with_name("apparatus.rng")))
FILL = " ".join(f"filler{n}" for n in range(40))


def parsed(collation: Collation) -> etree._Element:
    """Return a collation's TEI as a tree, once the schema has accepted it."""
    root = etree.fromstring(tei(collation).encode())
    assert SCHEMA.validate(root), SCHEMA.error_log
    return root


def read(element: etree._Element, siglum: str) -> str:
    """Return what a witness reads in an element: outside apparatus everything, in an apparatus its own reading."""
    parts = [element.text or ""]
    for child in element:
        if child.tag == f"{{{TEI}}}app":
            parts += (read(r, siglum) for r in child if r.tag != f"{{{TEI}}}witDetail" and f"#{siglum}" in r.get("wit", "").split())
        parts.append(child.tail or "")
    return "".join(parts)


def text_of(root: etree._Element, siglum: str) -> str:
    """Return the whole text of a witness."""
    return " ".join(read(block, siglum) for block in root.iter(f"{{{TEI}}}ab"))


WORDS = st.lists(st.sampled_from(["The war.", "“old", "ships", "honour", "honor", "I & <he>", "\n\n", "people"]), max_size=14).map(
    " ".join
)


@settings(deadline=None)
@given(st.lists(WORDS, min_size=2, max_size=4))
def test_every_witness_can_be_read(texts: list[str]) -> None:
    """Whatever witnesses say, the document is valid and holds the words of each, in order."""
    found = collated(*texts)
    root = parsed(found)
    for siglum, w in zip(found.sigla, found.witnesses, strict=True):
        assert plain(text_of(root, siglum)).split() == plain(w.printed(0, len(w))).split()


def test_lemma_and_readings() -> None:
    """A place has the lemma of the base, readings with their class, the witnesses of each and where the words stand."""
    root = parsed(collated("He held the honour.", "He held the honor.", "He held the honour."))
    (app,) = root.iter(f"{{{TEI}}}app")
    lemma, reading = app
    assert (lemma.get("wit"), lemma.text, lemma.get("source")) == ("#A #C", "honour. ", "w0#char=12,19 w2#char=12,19")
    assert (reading.get("wit"), reading.get("type"), reading.text) == ("#B", "spelling", "honor. ")


def test_paragraphs_are_blocks() -> None:
    """Each paragraph of the base is a block of its own, also one that begins with a variant."""
    root = parsed(collated("The war.\n\nOld ships stood.\n\nThey held.", "The war.\n\nGrey ships stood. They held."))
    assert [" ".join(read(block, "A").split()) for block in root.iter(f"{{{TEI}}}ab")] == [
        "The war.",
        "Old ships stood.",
        "They held.",
    ]


def test_moved_passages_point_at_each_other() -> None:
    """Both places of a moved passage name the other."""
    block = "they held the old quay with the ships by the great wall"
    root = parsed(collated(f"Then {block}. {FILL} end", f"Then {FILL} {block}. end"))
    there = {app.get(XML_ID): app.get("corresp") for app in root.iter(f"{{{TEI}}}app")}
    assert there == {"app1": "#app2", "app2": "#app1"}


def test_passages_hold_their_variants() -> None:
    """What a witness lacks is told once, with how much, and what the others vary is within."""
    whole = f"He spoke. {FILL} the war {FILL} ends."
    root = parsed(collated(whole, whole.replace("war", "people"), "He spoke. ends."))
    (detail,) = root.iter(f"{{{TEI}}}witDetail")
    assert (detail.get("wit"), detail.text) == ("#C", "82 words lacking")
    outer, inner = root.iter(f"{{{TEI}}}app")
    assert inner.getparent().getparent() is outer


def test_characters_xml_cannot_hold() -> None:
    """A form feed or another control character does not break the document."""
    parsed(collated("the \x0bwar\x01 began \x00", "the war"))


@pytest.mark.parametrize("texts", [("", ""), ("", "the war"), ("the war", "")])
def test_empty_witnesses(texts: tuple[str, str]) -> None:
    """Texts without words make a valid document too."""
    parsed(collated(*texts))
