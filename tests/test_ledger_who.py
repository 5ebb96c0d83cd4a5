"""Who is meant by what stands in a text: bare parties, bodies by their noun, kinds and followings, names beside the text."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from ledger_reading import AUTHOR, piece, proposer
from sourcebook.describe import describe
from sourcebook.ledger.actors import Cast
from sourcebook.ledger.authority import authority, surname
from sourcebook.ledger.describing import following
from sourcebook.ledger.naming import names_beside, names_of
from sourcebook.ledger.propose import _called
from sourcebook.model import Page
from sourcebook.read import read_source


def meant(*paragraphs: str, date: str = "1935-06-10", author: str = AUTHOR) -> set[str]:
    """Return all whom the words of a text mean."""
    passages = proposer().passages(piece(*paragraphs, date=date, author=author))
    return {name for passage in passages for name in passage.names.values()}


def forms(*paragraphs: str, date: str = "1935-06-10") -> set[tuple[str, str]]:
    """Return the names of a text, each with the one it goes under."""
    return {(n.form, n.name) for passage in proposer().passages(piece(*paragraphs, date=date)) for n in names_of(passage)}


@pytest.mark.parametrize(
    ("paragraphs", "date", "name"),
    [
        (
            ("The Danish dockers struck. Danish ships lay idle; the Danish Communist Party met.", "The Communist Party spoke."),
            "1930",
            "Communist Party of Denmark",
        ),
        (
            ("Norwegian ships, Norwegian fish, Norwegian timber.", "The Communist Party has met."),
            "1930",
            "Norwegian Communist Party",
        ),
        (
            ("The Swedish Social Democratic Party met.", "Today the social-democratic party votes."),
            "1930",
            "Swedish Social Democratic Party",
        ),
        (
            ("French officers, French ministers and the French police agree.", "The General Staff orders it."),
            "1930",
            "French General Staff",
        ),
        (("The dockers remember the imperialist war.",), "1921", "First World War"),
        (("The dockers remember the imperialist war.",), "1944", "Second World War"),
        (("Russian dockers struck.",), "1905", "Russia"),
        (("Russian dockers struck.",), "1920", "Soviet Russia"),
        (("Russian dockers struck.",), "1930", "Soviet Union"),
        (("Persian dockers struck.",), "1909", "Persia"),
    ],
)
def test_by_nation_and_date(paragraphs: tuple[str, ...], date: str, name: str) -> None:
    """What a text need not say: whose party, which war, which Russia."""
    assert name in meant(*paragraphs, date=date) or _alike(name, meant(*paragraphs, date=date))


def _alike(name: str, found: Iterable[str]) -> bool:
    """Tell whether a party is there under the form the authority file has."""
    return authority().forms.get(name.casefold(), "") in set(found)


def test_who_was_not_there_yet_is_not_meant() -> None:
    """A name the authority file has for a later time, or for another country long ago, means nobody it knows."""
    cast = Cast(authority(), "1850-01-01")
    assert not cast.living("Adolf Hitler")
    assert cast.living("Karl Marx")
    assert not Cast(authority(), "2002").living("Populist Party (US)")
    assert Cast(authority()).living("Adolf Hitler")


def test_whom_a_text_names_in_full_later_is_meant_before() -> None:
    """A heading has the surname, the text the whole name."""
    assert "Fenner Brockway" in meant("Brockway spoke.", "Mr. Fenner Brockway of the dockers came.")


@pytest.mark.parametrize(
    ("paragraphs", "name"),
    [
        (("The Harbour Workers League met.", "Then the League voted."), "Harbour Workers League"),
        (("L'Humanité appears daily.", "Blum reads the paper."), "L'Humanité"),
        (
            ("The Danish Social Democratic Party and the dockers met.", "The Central Committee was silent."),
            "Central Committee of the Danish Social Democratic Party",
        ),
    ],
)
def test_bodies_again(paragraphs: tuple[str, ...], name: str) -> None:
    """A body named in full is meant by its noun afterwards; a committee is that of the party."""
    assert name in meant(*paragraphs)


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("The dockers' leaders met.", "dockers' leaders"),
        ("The trade union leaders met.", "trade union leaders"),
        ("Blum praised the peasants of Calabria.", "peasants of Calabria"),
        ("The Liberal and Radical deputies voted.", "Liberal and Radical deputies"),
        ("The Danish Stalinists met.", "Danish Stalinists"),
        ("Blum fought ruffianism.", "ruffianism"),
        ("The dockers marched and the rich fled.", "rich"),
        ("Blum spoke for the Left.", "Left"),
        ("The Shah has spoken.", "Shah"),
        ("The Kessler regime fell.", "Kessler regime"),
        ("The Kremlin gang fell.", "Kremlin"),
        ("The government of France fell.", "France"),
        ("Blum fears the scandal-mongers.", "scandal-mongers"),
    ],
)
def test_which_ones(sentence: str, name: str) -> None:
    """The words that say which, before a noun and after "of"; nations of a following; masks of a body."""
    assert name in meant(sentence)


def test_things_and_those_met_in_the_same_breath_are_nobody() -> None:
    """What ends like persons or doctrines and is none; "those who"."""
    assert not {"others", "matters", "mechanism"} & meant("Blum left the other matters to others and to the mechanism.")
    assert not {
        name
        for passage in proposer().passages(piece("The Finns came.", "Those who denounce it are many."))
        for n, name in passage.names.items()
        if passage.doc[n].text == "Those"
    }


def test_he_is_the_last_subject() -> None:
    """Not whom the last sentence named last."""
    passages = list(proposer().passages(piece("Blum praised Laval. He left the hall in the evening.")))
    assert passages[0].names[4] == "Léon Blum"


def test_followings_are_apart_from_their_party() -> None:
    """Spellings of one following join; the party keeps its other names."""
    known = authority()
    assert known.forms["brandlerites"] == known.forms["brandlerists"] == "Brandlerites"
    assert known.kind("Brandlerites") == "group"
    assert known.actors["Brandlerites"].part_of == "Communist Party of Germany (Opposition)"
    assert known.forms["brandler group"] == "Communist Party of Germany (Opposition)"


def test_initials_and_princes() -> None:
    """Initials close and parted; princes by the name they reign by, which alone is nobody's."""
    known = authority()
    assert known.forms["aj cook"] == known.forms["a j cook"] == "A. J. Cook"
    assert surname("Nicholas II of Russia") == "nicholas"
    assert "nicholas" not in known.surnames


def test_authors_by_their_known_name() -> None:
    """A pen name, a slip of the page; an author nobody knows stays as printed."""
    assert Cast(authority()).author("John West") == "James Burnham"
    assert Cast(authority()).author("Antonio Gramscy") == "Antonio Gramsci"
    assert Cast(authority()).author("Ada Quill") == "Ada Quill"


def test_whom_a_text_is_addressed_to() -> None:
    """A people is not its state."""
    cast = Cast(authority(), "1920")
    assert _called("the hungry peoples of Turkey and Greece", cast) == "hungry peoples of Turkey and Greece"
    assert following("persian") == "Iran"


def test_names_in_small_letters() -> None:
    """Of a text's names those a reader lists though they are written small; doctrines are none."""
    found = forms(
        "Blum praised the people’s front against royalist leagues; Marxism and the agents of the Vatican met the opponents."
    )
    assert {
        ("people’s front", "people's front"),
        ("royalist leagues", "royalist leagues"),
    } <= found
    assert not {"Marxism", "opponents"} & {form for form, _ in found}
    assert ("Kremlin", "Kremlin") in forms("Laval opposed Kremlin policy.")


def test_names_beside_the_text() -> None:
    """Who transcribed it, where it appeared, whose licence."""
    page = read_source(
        "harbour.txt",
        b"Ada Quill\n\nThe Harbour\n\nTranscribed: Bo Kerr.\nOnline Version: Harbour Internet Archive, 2003\n\n"
        b"The dockers met in the morning, and the harbour was still. Nobody spoke of the war.\n\nThen they went home.\n",
    )
    assert isinstance(page, Page)
    found = {name.form for name in names_beside(describe(page), authority())}
    assert {"Bo Kerr", "Harbour Internet Archive"} <= found
