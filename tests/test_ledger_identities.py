"""Which of several is meant: by date, by first names, by the paper a text stood in, by what was said of whom before."""

from __future__ import annotations

import pytest

from ledger_reading import AUTHOR, piece, proposer
from sourcebook.ledger.actors import Cast, agree
from sourcebook.ledger.authority import authority
from sourcebook.ledger.pieces import INITIALS


def meant(*paragraphs: str, date: str = "1935-06-10", house: tuple[str, ...] = ()) -> set[str]:
    """Return all whom the words of a text mean."""
    text = piece(*paragraphs, date=date)._replace(house=house)
    return {name for passage in proposer().passages(text) for name in passage.names.values()}


@pytest.mark.parametrize(
    ("date", "name"),
    [("1896", "Joseph Chamberlain"), ("1925-10", "Austen Chamberlain"), ("1938-09", "Neville Chamberlain")],
)
def test_surnames_go_by_date(date: str, name: str) -> None:
    """The one of several who was in office then; who is named in full goes before."""
    assert name in meant("The dockers booed Chamberlain at the quay.", date=date)
    assert "Austen Chamberlain" in meant("Austen Chamberlain came by boat.", "The dockers booed Chamberlain.", date="1938-09")


def test_first_names_must_be_alike() -> None:
    """Initials and spellings join, two names of one letter do not."""
    assert agree("A. Kessler", "Anton Kessler")
    assert agree("Rafael Kessler", "Raphael Kessler")
    assert not agree("Anton Kessler", "Arnold Kessler")


def test_what_is_turned_against_is_nobody() -> None:
    """ "anti-Labour" is no Labour; groups keep the word."""
    found = meant("The dockers fear the anti-clerical forces and every anti-Blum speech.")
    assert "anti-clerical forces" in found
    assert "Léon Blum" not in found


def test_a_paper_tells_whose_party_is_ours() -> None:
    """Our Party is the one that brought the text out, the bare Socialist Party that of its country."""
    house = ("Daily Herald",)
    assert "Labour Party" in meant("Our party must win the harbour wards.", house=house)
    assert "Central Committee of the Communist Party of Great Britain" in meant(
        "The Central Committee met.", house=("Communist Party of Great Britain",)
    )
    assert "Socialist Party of America" in meant("The S.P. met in the old sail loft.", date="1942", house=("Labor Action",))


def test_a_party_that_was_not_there_yet_is_nobodys() -> None:
    """A paper of 1931 is not its later party's."""
    assert "Socialist Workers Party" not in meant("Our party must win.", date="1931", house=("The Militant",))


@pytest.mark.parametrize(
    ("paragraphs", "name", "word"),
    [
        (("Laval spoke. He warned Blum.",), "Pierre Laval", "He"),
        (("Blum met Laval. He warned Laval.",), "Léon Blum", "He"),
        (("The dockers waited. The Labour Cabinet met at noon. They have no plan.",), "Labour Cabinet", "They"),
        (("Anton Kessler, the correspondent, came. The correspondent wrote a letter.",), "Anton Kessler", "correspondent"),
        (("French ships, French ports and French crews. The government of Laval fell.",), "France", "government"),
        (("We greet our comrades of the Communist Party of Spain.",), "Communist Party of Spain", "comrades"),
        (("The sailors heard their Minister for Coastal Trade.",), "Minister for Coastal Trade", "Minister"),
    ],
)
def test_words_that_point_back(paragraphs: tuple[str, ...], name: str, word: str) -> None:
    """Pronouns, offices, cabinets and comrades mean who was spoken of."""
    passage = list(proposer().passages(piece(*paragraphs)))[-1]
    assert name in {passage.name(token) for token in passage.doc if token.text == word}


def test_us_is_no_state() -> None:
    """A text that says "us" does not speak of the United States."""
    assert "United States" not in meant("They told us, they paid us, they sold us.", "The government of Laval fell.")


def test_initials_are_told_from_names() -> None:
    """What may be a signature by initials."""
    assert INITIALS.fullmatch("A.Q.")
    assert not INITIALS.fullmatch(AUTHOR)


def test_followings_of_a_nation_are_not_their_party() -> None:
    """ "Italian fascists" stay as printed, bodies go by their usual name; kinds are known by every form."""
    cast = Cast(authority(), "1870")
    assert cast.known.forms["italian fascists"] == "Italian Fascists"
    assert cast.dated("First International") == "International Working Men's Association"
    assert cast.kind("International Working Men's Association") == "organisation"
