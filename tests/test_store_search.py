"""What is found, how it is shown, and what is said when nothing is."""

from __future__ import annotations

import pytest

import pages
import sourcebook.making as working
from sourcebook.archive import Archive, Options, open_archive
from sourcebook.build import build
from sourcebook.errors import QueryError, UnknownName

#: Text as printed, and a query that must find it: the recall traps measured on other engines.
TRAPS = [
    ("the Sûreté arrived", "Surete"), ("the Surete arrived", "Sûreté"), ("in l’Humanité today", "l'Humanité"),
    ("in l'Humanité today", "l’Humanité"), ("in l’Humanité today", "Humanité"), ("the people’s war", "people's"),
    ("the people's war", "people’s"), ("war—peace", "peace"), ("Su\u0302rete\u0301 here", "Sûreté"),
    ("Sûreté here", "Su\u0302rete\u0301"), ("said Stalin’s men", "Stalin"), ("the U.S.S.R. now", "USSR"),
    ("the USSR now", "U.S.S.R."), ("the US.S.R. now", "USSR"), ("the U. S. S. R. now", "USSR"),
    ("their co-operation", "cooperation"), ("their cooperation", "co-operation"), ("their co operation", "cooperation"),
    ("<pre>their co-\noperation</pre>", "cooperation"), ("<pre>their co-\noperation</pre>", "co-operation"),
    ("war\u00adtime needs", "wartime"), ("war\u200btime needs", "wartime"), ("a manœuvre", "manoeuvre"),
    ("a manoeuvre", "manœuvre"), ("a ﬁght here", "fight"), ("in Łódź then", "Lodz"), ("in Lodz then", "Łódź"),
    ("die Straße", "Strasse"), ("die Strasse", "Straße"), ("это ещё там", "еще"), ("это еще там", "ещё"),
    ("in İstanbul then", "istanbul"), ("in Istanbul then", "İstanbul"), ("第四国际的革命", "革命"), ("第四国际的革命", "第四国际"),
    ("a D<small>epartment</small> of war", "department"), ("the party<sup>1</sup> line", "party"),
    ("the party² line", "party line"), ("C. L. R. James wrote", "C.L.R. James"), ("an æsthetic view", "aesthetic"),
]  # fmt: skip
MORE = """<html><head><title>Cara Vane: The Corn Exchange (1935)</title></head><body><h1>The Corn Exchange</h1>
<blockquote>“The committee is dead,” said the owner of the harbour.</blockquote>
<p>The harbour committee met twice. The harbour was frozen.</p>
<address>Harbour archive: transcribed by Dora Zweig</address></body></html>"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Return an archive of three texts and one page for each trap."""
    folder = tmp_path_factory.mktemp("search")
    traps = {f"trap{n}": f"<html><body><p>{text}.</p></body></html>" for n, (text, _) in enumerate(TRAPS)}
    sources = pages.write(folder / "pages", quill__strike=pages.STRIKE, marsh__letter=pages.LETTER, vane__corn=MORE, **traps)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(working, "describe", pages.described)
        build([sources], folder / "archive")
    return open_archive(folder / "archive")


def names(archive: Archive, query: str) -> set[str]:
    """Return the names of the texts a query finds, the traps left out."""
    return {n for n in (line.text.name for line in archive.search(query).lines) if "/" in n}


@pytest.mark.parametrize("n", range(len(TRAPS)))
def test_recall_traps(archive: Archive, n: int) -> None:
    """Typography, accents, acronyms, cut words and ligatures do not hide a text."""
    assert f"trap{n}" in {line.text.name for line in archive.search(TRAPS[n][1], Options(limit=500)).lines}


def test_a_slip_is_no_fold(archive: Archive) -> None:
    """I’Humanité with a capital I is a slip of transcription: it does not count as l’Humanité."""
    assert archive.search("I’Humanité").passages == 0


def test_near_gives_one_line_a_hit(archive: Archive) -> None:
    """The words of a hit stand together in one line, from the first to the last."""
    (line,) = archive.search("NEAR(remember dockers, 8)").lines
    assert line.match == "dockers will remember the harbour, and the committee will remember the dockers"
    assert len(archive.search("remember dockers").lines) > 1


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("committee", {"quill/strike", "marsh/letter", "vane/corn"}),
        ("“corn exchange”", {"quill/strike", "vane/corn"}),
        ("dock*", {"quill/strike", "marsh/letter"}),
        ('"old corn exch*"', {"quill/strike"}),
        ("NEAR(committee dockers, 4)", {"marsh/letter"}),
        ("committee NEAR/1 harbour", {"vane/corn"}),
        ("dockers rain", {"quill/strike"}),
        ("dockers NOT rain", {"marsh/letter"}),
        ("(rain OR frozen) AND committee", {"quill/strike", "vane/corn"}),
        ("~comittee", {"quill/strike", "marsh/letter", "vane/corn"}),
        ("/dock(er|yard)s?/", {"quill/strike", "marsh/letter"}),
        ("c*ttee", {"quill/strike", "marsh/letter", "vane/corn"}),
        ("=Dear", {"marsh/letter"}),
        ("=dear", set()),
        ("author:quill committee", {"quill/strike"}),
        ('author:"Ben Marsh"', {"marsh/letter"}),
        ("title:strike", {"quill/strike", "marsh/letter"}),
        ("written:1936 committee", {"marsh/letter"}),
        ("written:1935..1936 title:str*", {"quill/strike", "marsh/letter"}),
        ("date:..1935 committee", {"quill/strike", "vane/corn"}),
        ("name:quill/ strike", {"quill/strike"}),
        ("in:*/letter.htm strike", {"marsh/letter"}),
        ("voice:quoted committee", {"vane/corn"}),
        ("committee NOT voice:author", {"vane/corn"}),
        ("voice:quoted frozen", set()),
        ("zweig", set()),
        ("voice:site zweig", {"vane/corn.htm"}),
    ],
)
def test_queries(archive: Archive, query: str, found: set[str]) -> None:
    """Each part of the query language finds the texts it means."""
    assert names(archive, query) == found


def test_lines_say_where_they_stand(archive: Archive) -> None:
    """A line has the words as printed, their context, an address that resolves, and offsets into the page's text."""
    (line,) = archive.search("ussr author:quill").lines
    assert (line.left[-4:], line.match, line.right[:4]) == ("the ", "U.S.S.R.", " and")
    assert archive.passage(line.address).words.startswith("The dockers")
    assert archive.passage(line.address).words[line.start - archive.passage(line.address).start :].startswith("U.S.S.R.")


def test_counts_are_honest(archive: Archive) -> None:
    """Totals are of all passages, however few lines are asked for; pages of lines do not overlap."""
    all_lines = archive.search("harbour author:vane").lines
    first = archive.search("harbour author:vane", Options(limit=1))
    second = archive.search("harbour author:vane", Options(limit=1, offset=1))
    assert (first.texts, first.passages, len(first.lines)) == (1, 2, 1)
    assert (*first.lines, *second.lines) == all_lines[:2]
    assert archive.counts_by("committee", "year") == [("1935", 2, 3), ("1936", 1, 2)]
    assert archive.counts_by("committee", "author")[0] == ("Ben Marsh", 1, 2)


def test_orders(archive: Archive) -> None:
    """Lines come by date, by the words after, or by those before, read backwards."""
    by_date = [line.text.year for line in archive.search("committee", Options(sort="date")).lines]
    assert by_date == sorted(by_date, key=lambda year: year or 0)
    right = [line.right.casefold().split() for line in archive.search("committee", Options(sort="right")).lines]
    assert right == sorted(right)
    left = [line.left.casefold().split()[::-1] for line in archive.search("committee", Options(sort="left")).lines]
    assert left == sorted(left)
    with pytest.raises(UnknownName):
        archive.search("committee", Options(sort="size"))


def test_nothing_found_is_explained(archive: Archive) -> None:
    """An unknown word comes with near ones, an unknown author too, and what is only in the furniture is said to be there."""
    assert archive.search("comittee").notes == ("No text has ‘comittee’; near: committee (5).",)
    assert "near: ada quill" in archive.search("author:quil strike").notes[0]
    assert "voice:site" in archive.search("zweig").notes[1]
    assert "together" in archive.search("rain frozen").notes[0]


def test_other_spellings_are_told(archive: Archive) -> None:
    """What a slip or a pattern was taken for is said."""
    assert archive.search("~comittee").notes == ("Looked for as: committee.",)


@pytest.mark.parametrize(
    "query", ["a*", "/(/", "written:soon strike", "written:1940..1930", "voice:author", '"a* b* c*"', "/(/ OR strike"]
)
def test_queries_that_mean_too_much_or_nothing(archive: Archive, query: str) -> None:
    """What stands for too many words, or is no pattern and no date, is an error with its spot."""
    with pytest.raises(QueryError) as caught:
        archive.search(query)
    assert 0 <= caught.value.position <= len(query)


def test_a_pattern_cannot_take_for_ever(archive: Archive) -> None:
    """A regular expression that backtracks without end is stopped or answered quickly."""
    try:
        archive.search("/(a|aa)+(b|bb)+(c|cc)+x/")
    except QueryError as error:
        assert "too long" in error.message
