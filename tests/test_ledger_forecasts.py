"""What is a forecast and what is none, who expects it, how several in a sentence are cut: a sentence each."""

from __future__ import annotations

import pytest

from ledger_reading import AUTHOR, has, only

BLUM, LAVAL = "Léon Blum", "Pierre Laval"


def rules(sentence: str) -> set[str]:
    """Return by which rules a sentence has forecasts."""
    return {entry.rule.removeprefix("forecast: ").removesuffix(", reported") for entry in only("forecast", sentence)}


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ("can", "By this means the dockers can paralyse the ports of the kingdom."),
        ("can, on a condition", "Without coal the railways cannot survive the winter."),
        ("only this can", "Socialism alone can abolish the slums."),
        ("only this can", "The peace can only be saved by the workers."),
        ("may happen", "The Senate may overthrow the cabinet."),
        ("is expected to", "The Radicals may be expected to desert the coalition."),
        ("must", "Such a policy must lead to bankruptcy."),
        ("must", "Should the franc collapse, the result must be a general strike."),
        ("should it come", "Should Laval return, the republic has no defenders."),
        ("would", "Blum said that the Powers would never consent to a plebiscite."),
        ("is inevitable", "A second war is inevitable."),
        ("is inevitable", "The ruin of the small farmers is assured."),
        ("is likely to", "The cabinet is likely to fall before the budget."),
        ("is going to", "The strikers are going to win."),
        ("is preparing to", "The generals are preparing to seize the arsenals."),
        ("is to", "The garrison is to be withdrawn in spring."),
        ("is at hand", "Great upheavals are at hand."),
        ("is possible only so", "A lasting peace is possible only if the cartels are broken."),
        ("stands to", "Italy stands to gain nothing by this treaty."),
        ("faces", "The peasantry faces ruin."),
        ("is nearing", "Europe is drifting towards a new war."),
        ("foresees", "Blum predicted the collapse of the franc."),
        ("chances", "The mutiny destroyed all hopes of holding the fortress."),
        ("will, plain", "No one will be spared by the slump."),
        ("will, plain", "It depends on the miners whether the lock-out will succeed."),
    ],
)
def test_constructions(rule: str, sentence: str) -> None:
    """Modals of events, what is said to be near or certain, what somebody foresees."""
    assert rule in rules(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "This pamphlet will examine the tariff.",
        "We shall come back to this question in the next article.",
        "It will be easy to show that the tariff failed.",
        "These figures will suffice.",
        "I shall be glad to hear from the branches.",
        "Delegates shall be elected by secret ballot.",
        "Those who serve the banks will serve any cabinet.",
        "No one will deny the courage of the sailors.",
        "We need a press that must find a policy that will unite us.",
        "What will the sailors do?",
        "It would be foolish to say that the tariff failed.",
        "The tariff would have ruined the farmers.",
        "A historian can use these registers.",
        "It may be said that the tariff failed.",
        "A treaty may sometimes contain secret clauses.",
        "The farmers must organise at once.",
        "The aim is to unite the farmers.",
        "Every deputy is not bound to accept the tariff.",
        "Blum says that he will resist the tariff.",
        "Blum decided that the paper would appear weekly.",
    ],
)
def test_what_is_no_forecast(sentence: str) -> None:
    """Announcements, norms, habits, questions, judgements, what might have been, what one will do oneself."""
    assert rules(sentence) == set()


@pytest.mark.parametrize(
    ("sentence", "forecaster"),
    [
        ("If wages fall, then, said Mr. Blum, they will be lost.", BLUM),
        ("Blum promised that prices would be halved.", BLUM),
        ("Blum is certain that the strike will spread.", BLUM),
        ("Blum was afraid lest the Senate reject the bill.", BLUM),
        ("Laval clings to his belief that the franc will recover.", LAVAL),
        ("Blum thought he would win the vote.", BLUM),
        ("Can anybody doubt that the strike will spread?", AUTHOR),
        ("The whole trade knows that the strike will spread.", AUTHOR),
    ],
)
def test_who_expects_it(sentence: str, forecaster: str) -> None:
    """Who says, fears, is sure of it; the author where all know it or nobody doubts it."""
    assert has(only("forecast", sentence), forecaster=forecaster)


def test_joined_clauses_are_forecasts_of_their_own() -> None:
    """Each clause with its own subject is quoted by itself; what is quoted within another is not told again."""
    apart = [entry.quote for entry in only("forecast", "The mines will close and the villages will starve.")]
    assert apart == ["The mines will close", "the villages will starve."]
    shared = only("forecast", "The cartel will crush the small firms and devour the large ones.")
    assert [entry.rule for entry in shared] == ["forecast: will, plain"]
