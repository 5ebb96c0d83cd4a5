"""What a text shows of its author's own stance: by what he declares, by the words he uses; one entry a target, the plainest."""

from __future__ import annotations

import pytest

from ledger_reading import AUTHOR, has, only

BLUM, LAVAL, INTERNATIONAL, FOURTH = "Léon Blum", "Pierre Laval", "Communist International", "Fourth International"


@pytest.mark.parametrize(
    ("sentence", "target", "polarity"),
    [
        ("We support the Comintern.", INTERNATIONAL, "for"),
        ("We do not support Laval.", LAVAL, "against"),
        ("We cannot but deplore the war.", "war", "against"),
        ("I have no confidence in Laval.", LAVAL, "against"),
        ("We are for the defence of the Comintern.", INTERNATIONAL, "for"),
        ("We are in favour of peace.", "peace", "for"),
        ("We demand the abolition of conscription.", "conscription", "against"),
        ("Laval deserves no praise.", LAVAL, "against"),
        ("Blum is to be congratulated.", BLUM, "for"),
        ("Our comrade Blum spoke yesterday.", BLUM, "for"),
        ("The workers must break with Laval.", LAVAL, "against"),
        ("It is necessary to build the Fourth International.", FOURTH, "for"),
        ("A new Fourth International is necessary!", FOURTH, "for"),
        ("Only socialism can save mankind.", "socialism", "for"),
        ("War can only be prevented by socialism.", "socialism", "for"),
        ("Without socialism there can be no peace.", "socialism", "for"),
        ("Long live the Fourth International!", FOURTH, "for"),
        ("Down with fascism!", "fascism", "against"),
        ("Workers, remember the Comintern!", "workers", "for"),
    ],
)
def test_what_is_declared(sentence: str, target: str, polarity: str) -> None:
    """In the first person, as what must be, as a cry, of one's own, to whom one calls."""
    assert has(only("stance", sentence), holder=AUTHOR, target=target, polarity=polarity)


@pytest.mark.parametrize(
    ("sentence", "target", "polarity"),
    [
        ("Laval has the impudence to deny it.", LAVAL, "against"),
        ("Laval had the nerve to deny it.", LAVAL, "against"),
        ("Laval would have us believe that all is well.", LAVAL, "against"),
        ("Laval does not understand the workers.", LAVAL, "against"),
        ("The minister sees that Laval is a coward.", LAVAL, "against"),
        ("Laval's policy is half-hearted.", LAVAL, "against"),
        ("Cachin, Thorez and Co. are silent.", "Maurice Thorez", "against"),
        ("The yoke of imperialism is heavy.", "imperialism", "against"),
        ("The heroism of the French workers is known.", "French workers", "for"),
        ("Blum is to blame for the defeat.", BLUM, "against"),
        ("The possessing classes have fled.", "possessing classes", "against"),
        ("Reformism has failed everywhere.", "Reformism", "against"),
        ("Marxism explains it.", "Marxism", "for"),
        ("Capitalism means war.", "capitalism", "against"),
        ("The “democratic” imperialists are at work.", "democratic imperialists", "against"),
        ("Opportunism has entered the party.", "Opportunism", "against"),
    ],
)
def test_what_the_words_show(sentence: str, target: str, polarity: str) -> None:
    """Qualities shown, what follows "of", blame, scare quotes, names of classes and doctrines; what is known is the author's."""
    assert has(only("stance", sentence), holder=AUTHOR, target=target, polarity=polarity)


@pytest.mark.parametrize(
    "sentence",
    [
        "The persecution of Blum goes on.",
        "The French officer is a coward.",
        "Their aim is to preserve conscription.",
        "The overthrow of Laval surprised nobody.",
        "The movement is criminal.",
        "The excellent Blum arrived.",
        "The lackeys of Laval arrived.",
        "The “Marxism” of Laval arrived.",
    ],
)
def test_what_shows_no_stance(sentence: str) -> None:
    """A countryman's fault, others' aims, a cabinet's fall, bodies nobody names, praise, who is served, words in marks."""
    assert not has(only("stance", sentence), holder=AUTHOR)


def test_a_target_is_told_once_by_the_plainest_words() -> None:
    """A judgement in a main clause goes before one in passing; both sides told alike are none."""
    (entry,) = only("stance", "The agents of imperialism arrived. They left at noon. Imperialism is a scourge.")
    assert (entry.quote, entry.fields["polarity"]) == ("Imperialism is a scourge.", "against")
    assert not has(only("stance", "Laval is a coward. Laval is a hero."), holder=AUTHOR, target=LAVAL)
