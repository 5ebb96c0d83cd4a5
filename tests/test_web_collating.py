"""The collation page: texts chosen by a form, side by side, what differs marked; escaped, and bounded for whole books."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from lxml import html

from reading_room import ask, build_from
from sourcebook.archive import open_archive
from sourcebook.errors import UsageError
from sourcebook.web import collating
from sourcebook.web.app import Guard, create_app
from sourcebook.web.collating import Asked, Collations, collate_url

PAGE = (
    "<html lang='en'><head><title>{author}: {title}</title></head><body><h2>{author}</h2><h1>{title}</h1>"
    "<p class='information'><span class='info'>Written:</span> May 1913.<br>"
    "<span class='info'>Source:</span> <em>New Harbour</em></p>"
    "{body}</body></html>"
)
ONE = (
    "<p>He held the honour of the old quay, and spoke well of &lt;i&gt; the ships and the people, who had come to the "
    "harbour in the old year and waited there for the rope.</p>"
    "<p>Nothing differs in this paragraph of the text, which both of the witnesses have word for word, from its beginning to "
    "its end, as everyone can see who reads the one and then the other, or has the two of them laid side by side on a page.</p>"
)
TWO = ONE.replace("honour", "honor").replace("quay,", "quay").replace("the people", "many &lt;b&gt; people")


def book(seed: int) -> str:
    """Return a long text, most of it the same for every seed."""
    chance, edit = random.Random(1), random.Random(seed)
    names = "the old quay and ship wall people war honour spoke of great harbour rope".split()
    words = [f"{chance.choice(names)}{chance.randint(0, 99)}" for _ in range(14_000)]
    for _ in range(60):
        words[edit.randrange(len(words))] = "changed"
    return "".join(f"<p>{' '.join(words[at : at + 100])}.</p>" for at in range(0, len(words), 100))


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Guard:
    """Return the reading room of an archive of witnesses."""
    texts = {"one": ("The Quay", ONE), "two": ("The Quay", TWO), "three": ("The Quay", ONE.replace("old", "grey")),
             "book1": ("The Book", book(2)), "book2": ("The Book", book(3))}  # fmt: skip
    files = {f"{name}.htm": PAGE.format(author="Edda Corrane", title=title, body=body) for name, (title, body) in texts.items()}
    return create_app(open_archive(build_from(tmp_path_factory.mktemp("witnesses"), files)))


def page(room: Guard, address: str) -> html.HtmlElement:
    """Return a page of the room, which must be there."""
    answer = ask(room, address)
    assert answer.status_code == 200, answer.text
    return html.document_fromstring(answer.text)


def css(element: html.HtmlElement, selector: str) -> list[html.HtmlElement]:
    """Return the elements below another that a selector of names, classes and attributes fits."""
    path = "."
    for part in selector.split():
        name, classes, attribute = re.fullmatch(r"(\w*)((?:\.[\w-]+)*)(\[\w+\])?", part).groups()  # type: ignore[union-attr]
        has = (f"[contains(concat(' ', @class, ' '), ' {c} ')]" for c in classes.split(".")[1:])
        path += f"//{name or '*'}{''.join(has)}{(attribute or '').replace('[', '[@')}"
    return element.xpath(path)  # type: ignore[no-any-return]


def marks(found: html.HtmlElement, kind: str) -> list[str]:
    """Return the marked readings of a class."""
    return [mark.text_content() for mark in css(found, f"mark.reading.{kind}[title]")]


def test_side_by_side(room: Guard) -> None:
    """Two texts stand side by side, each difference marked with its class and what the other reads, words escaped."""
    found = page(room, "/collate?w=one&w=two")
    rows = css(found, ".collation-row")
    assert len(rows) == 2 and all(len(row.xpath("*[@role='cell']")) == 2 for row in rows)
    assert marks(found, "spelling") == ["honor"] and marks(found, "punctuation") == ["quay"]
    assert marks(found, "substitution") == ["many <b>"]
    assert css(found, "mark.reading.spelling[title]")[0].get("title") == "Spelling. A: honour"
    assert {b.get("class") for b in css(found, ".collation b")} == {"siglum"} and not css(found, ".collation i")


def test_passages_have_addresses(room: Guard) -> None:
    """Each paragraph leads to where it is read, and that place is there."""
    (first, *_) = css(page(room, "/collate?w=one&w=two"), ".at a")
    address, _, key = first.get("href").partition("#")
    assert page(room, address).get_element_by_id(key) is not None


def test_classes_and_paragraphs_can_be_left_out(room: Guard) -> None:
    """Only the classes asked for are marked, and paragraphs without any can be left out."""
    found = page(room, "/collate?w=one&w=two&kind=spelling&only=1")
    assert marks(found, "spelling") == ["honor"] and marks(found, "punctuation") == []
    assert len(css(found, ".collation-row")) == 1
    assert css(page(room, "/collate?w=one&w=two&kind=omission&only=1"), ".notice")


def test_the_form_remembers(room: Guard) -> None:
    """Witnesses and classes shown are ticked, others of a like title are offered, the base can be another."""
    found = page(room, "/collate?w=one&w=two&base=two&kind=spelling")
    assert found.xpath("//input[@name='w'][@checked]/@value") == ["two", "one"]
    assert found.xpath("//input[@name='w'][not(@checked)]/@value") == ["three"]
    assert found.xpath("//input[@name='base'][@checked]/@value") == ["two"]
    assert found.xpath("//input[@name='kind'][@checked]/@value") == ["spelling"]
    assert marks(found, "spelling") == ["honour"]


def test_three_witnesses(room: Guard) -> None:
    """Of three witnesses each has its column."""
    found = page(room, "/collate?w=one&w=two&w=three")
    assert [head.text_content() for head in css(found, ".witness-heads .siglum")] == ["A", "B", "C"]
    assert "grey" in marks(found, "substitution")


def test_choosing(room: Guard) -> None:
    """Without texts, or with one, the page asks which; words of a title find texts; a text leads here."""
    assert css(page(room, "/collate"), ".lead")
    assert page(room, "/collate?w=one").xpath("//input[@name='w'][not(@checked)]/@value") == ["three", "two"]
    assert set(page(room, "/collate?find=book").xpath("//input[@name='w']/@value")) == {"book1", "book2"}
    assert "like “zebra”" in css(page(room, "/collate?find=zebra"), ".lead")[0].text
    assert page(room, "/text/one").xpath("//a[@href='/collate?w=one']")


def test_the_same_text_twice(room: Guard) -> None:
    """A text named twice is one choice; unknown names have near ones, wrong numbers and classes do no harm."""
    assert not css(page(room, "/collate?w=one&w=one"), ".collation")
    answer = ask(room, "/collate?w=one&w=twoo")
    assert answer.status_code == 404 and "/text/two" in answer.text
    assert css(page(room, "/collate?w=one&w=two&leaf=99&kind=nonsense&base=x"), ".collation-row")
    assert "<script>" not in ask(room, "/collate?w=one&find=%3Cscript%3E").text


def test_books_come_in_leaves(room: Guard) -> None:
    """A long collation is shown a part at a time; the parts follow one another, and their addresses keep the choice."""
    first = page(room, "/collate?w=book1&w=book2&kind=substitution")
    (following,) = first.xpath("//a[@rel='next']/@href")
    assert following == "/collate?w=book1&w=book2&kind=substitution&leaf=2"
    keys = [[a.text for a in css(leaf, ".at a")] for leaf in (first, page(room, following))]
    assert keys[0][0] == "p1" and int(keys[1][0][1:]) == int(keys[0][-1][1:]) + 1
    assert len(ask(room, "/collate?w=book1&w=book2").text) < 400_000


def test_too_much_is_refused(room: Guard, monkeypatch: pytest.MonkeyPatch) -> None:
    """What would take the room too long is for the command line, and the page says so."""
    monkeypatch.setattr(collating, "MOST_WORDS", 100)
    answer = ask(room, "/collate?w=book1&w=book2")
    assert answer.status_code == 400 and "sourcebook collate" in answer.text


def test_a_collation_is_made_once(example_archive: Path) -> None:
    """Turning a page does not collate again, and another order of witnesses is another collation."""
    archive = open_archive(example_archive)
    texts = archive.texts()[:2]
    collations = Collations(archive)
    assert collations.of(texts) is collations.of(texts)
    assert collations.of(texts[::-1]).witnesses[0].name == texts[1].address
    with pytest.raises(UsageError):
        collations.of(texts * 20)


def test_addresses() -> None:
    """An address has what is asked for and nothing that goes without saying."""
    assert collate_url(Asked(("a b", "c"))) == "/collate?w=a+b&w=c"
    assert collate_url(Asked(("a",), "a", frozenset({"slip"}), True, 3)) == "/collate?w=a&base=a&kind=slip&only=1&leaf=3"
