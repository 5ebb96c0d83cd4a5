"""Whom names and pronouns mean, across a text: authority files, definitions, surnames, dates, words that are names."""

from __future__ import annotations

import csv
import io
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

from ledger_reading import has, only, read
from sourcebook.errors import UsageError
from sourcebook.ledger.actors import Cast, known
from sourcebook.ledger.authority import authority, fold
from sourcebook.ledger.defining import defined
from sourcebook.ledger.describing import following
from sourcebook.ledger.lexicon import countries, pairs, word_names, words


def holders(*paragraphs: str, date: str = "1935-06-10") -> set[str]:
    """Return who speaks, holds, is bound or expects in a text."""
    return {entry.holder for entry in read(*paragraphs, date=date)}


def test_the_packaged_file_has_each_actor_once_and_whole_lives() -> None:
    """A name stands in one row; nobody dies before birth; nothing is part of what is not there."""
    data = (files("sourcebook.ledger") / "data" / "actors.csv").read_text("utf-8")
    rows = list(csv.DictReader(io.StringIO(data)))
    names = [row["name"] for row in rows]
    assert [name for name, count in Counter(names).items() if count > 1] == []
    assert [row["name"] for row in rows if row["from"] and row["to"] and row["from"] > row["to"]] == []
    assert [row["part_of"] for row in rows if row["part_of"] and row["part_of"] not in names] == []


def test_lists_of_each_kind_are_read() -> None:
    """Words, words with prepositions in their order, adjectives of countries, surnames that are words."""
    assert "declare" in words("speech", "say")
    assert pairs("turns", "over")["turn"] == ("to", "into", "towards", "away")
    assert countries()["soviet"] == "Soviet Union"
    assert "most" in word_names()


def test_names_join_under_one() -> None:
    """Aliases, initials, a title, a surname alone: the longest at each place, a possessive left out."""
    cast = Cast(authority())
    found = [mention.name for mention in known("Comintern, the Communist International’s line, the U.S.S.R., Leon Blum", cast)]
    assert found == ["Communist International", "Communist International", "Soviet Union", "Léon Blum"]
    assert fold("Müller-Œuvre’s U.S.") == "muller œuvres us"


def test_what_a_text_defines_counts_from_there() -> None:
    """Initials and short names in brackets, not just any bracket."""
    assert list(defined("the Harbour Workers Guild (HWG) and the Pilot Office (London)")) == [("Harbour Workers Guild", "HWG")]
    assert holders("The Harbour Workers Guild (HWG) met.", "The HWG denounced the pact.") == {"Harbour Workers Guild"}


def test_three_spellings_are_one_person() -> None:
    """In full, with a title, by the surname: one name for all."""
    page = (
        "Anton Kessler spoke.",
        "Mr. Kessler said that the pact is dead.",
        "Kessler supports Laval.",
        "A. Kessler joined the Comintern.",
    )
    assert holders(*page) == {"Anton Kessler"}


def test_russia_and_moscow_by_date() -> None:
    """Russia is another state before November 1917 and until 1922; a capital is its government only where it acts."""
    of = authority().place
    assert [place.name for day in ("1905", "1917-10-30", "1917-11-08", "1935") if (place := of("Russia", day))] == [
        "Russia", "Russia", "Soviet Russia", "Soviet Union",
    ]  # fmt: skip
    assert of("Moscow", "1905") is None
    assert holders("Moscow denounced the pact.") == {"Kremlin"}
    assert not has(only("report", "Blum said in Moscow that the pact is dead."), speaker="Kremlin")


@pytest.mark.parametrize(
    "sentence",
    ["May brings rain to the harbour.", "Most say that the pact is dead.", "Justice demands peace.", "Labour creates all wealth."],
)
def test_words_that_are_names_stay_words(sentence: str) -> None:
    """At a sentence's beginning a word is a word."""
    known_people = {actor.name for actor in authority().actors.values() if actor.kind == "person"}
    assert not {entry.holder for entry in read(sentence)} & known_people


@pytest.mark.parametrize(
    ("paragraphs", "speaker"),
    [
        (("Laval has come. He said that the pact is dead.",), "Pierre Laval"),
        (("Miss Anna Kerr has come. She said that the pact is dead.",), "Anna Kerr"),
        (("I say that the pact is dead.",), "Ada Quill"),
        (("Laval, who said that the pact is dead, has gone.",), "Pierre Laval"),
        (("The Stalinists supported the pact. These gentlemen said that it is dead.",), "Stalinists"),
        (("The French government said that the pact is dead.",), "France"),
        (("The leaders of the Comintern said that the pact is dead.",), "Communist International"),
    ],
)
def test_pronouns_and_descriptions(paragraphs: tuple[str, ...], speaker: str) -> None:
    """He, she, I, who, these gentlemen, a government, a leadership."""
    assert has(only("report", *paragraphs), speaker=speaker)


def test_adjectives_of_followings_and_states() -> None:
    """Whose something is; kinds are nobody's."""
    assert [following(word) for word in ("russian", "trotskyist", "capitalist", "green")] == ["Soviet Union", "Trotskyists", "", ""]


def test_own_authorities(tmp_path: Path) -> None:
    """A row of one's own file stands in the place of the packaged one; a faulty row is named by file and line."""
    ours = tmp_path / "ours.csv"
    ours.write_text("name,kind,aliases\nHarbour Guild,organisation,Guild|The Guild\n", "utf-8-sig")
    assert authority([ours]).forms["guild"] == "Harbour Guild"
    for text, fault in (
        ("name,kind\nLoft,person\n,person\n", ":3: the row has no name"),
        ("name,kind\nLoft,dog\n", ":2: the row has the kind 'dog'"),
        ("Loft;person\n", ":1: an authority file begins with"),
    ):
        ours.write_text(text, "utf-8")
        with pytest.raises(UsageError, match=fault):
            authority([ours])
