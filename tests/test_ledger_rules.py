"""What the rules propose of a sentence: one invented sentence a construction, and those of which they propose nothing."""

from __future__ import annotations

from typing import Any

import pytest

from ledger_reading import AUTHOR, has, only

BLUM, LAVAL, INTERNATIONAL = "Léon Blum", "Pierre Laval", "Communist International"
CZECHS = "Czechoslovakia"


@pytest.mark.parametrize(
    ("sentence", "rule", "fields"),
    [
        ("Blum said that the pact would bring peace.", "says that", {"speaker": BLUM}),
        ("Blum believes that Laval will resign.", "thinks that", {"about": [LAVAL]}),
        ("Blum branded Laval as a traitor.", "calls or regards somebody as something", {"speaker": BLUM, "about": [LAVAL]}),
        ("Blum accused Laval of treason.", "accuses", {"about": [LAVAL]}),
        ("Blum denounced the pact.", "denies, demands, denounces something", {"speaker": BLUM}),
        ("Blum spoke of the crimes of Laval.", "speaks of something", {"about": [LAVAL]}),
        ("Blum kept silent about the pact.", "keeps silent", {"speaker": BLUM}),
        ("The pact, Blum said, is dead.", "says, set in", {"speaker": BLUM}),
        ("Laval's statement that the pact is dead surprised nobody.", "somebody's statement", {"speaker": LAVAL}),
        ("Blum never said that the pact was dead.", "says that", {"negated": True}),
    ],
)
def test_reports(sentence: str, rule: str, fields: dict[str, Any]) -> None:
    """Saying, thinking, calling, demanding, keeping silent: who, about whom, denied or not."""
    assert has([entry for entry in only("report", sentence) if entry.rule == f"report: {rule}"], **fields)


@pytest.mark.parametrize(
    ("sentence", "holder", "target", "polarity", "mode"),
    [
        ("Blum accused Laval of treason.", BLUM, LAVAL, "against", "hostility"),
        ("Laval was denounced by Blum.", BLUM, LAVAL, "against", "hostility"),
        ("Blum fights against Laval.", BLUM, LAVAL, "against", "hostility"),
        ("Blum supports Laval.", BLUM, LAVAL, "for", "solidarity"),
        ("Blum does not support Laval.", BLUM, LAVAL, "against", "solidarity"),
        ("Blum negotiated with Laval.", BLUM, LAVAL, "for", "practical"),
        ("Blum joined the Comintern.", BLUM, INTERNATIONAL, "for", "membership"),
        ("Blum resigned from the Comintern.", BLUM, INTERNATIONAL, "against", "membership"),
        ("Blum's hatred of Laval is old.", BLUM, LAVAL, "against", "hostility"),
        ("Blum is an agent of Laval.", BLUM, LAVAL, "for", "solidarity"),
        ("Blum, an ally of Laval, smiled.", BLUM, LAVAL, "for", "solidarity"),
        ("Blum concluded an alliance with Laval.", BLUM, LAVAL, "for", "solidarity"),
        ("Blum is hostile to Laval.", BLUM, LAVAL, "against", "hostility"),
        ("Blum is not loyal to Laval.", BLUM, LAVAL, "against", "solidarity"),
        ("Blum wrote pamphlets against Laval.", BLUM, LAVAL, "against", "hostility"),
        ("Laval is a coward.", AUTHOR, LAVAL, "against", "hostility"),
        ("The treacherous Laval has gone to London.", AUTHOR, LAVAL, "against", "hostility"),
        ("Laval's cowardice is known to all.", AUTHOR, LAVAL, "against", "hostility"),
        ("Laval betrays the workers.", AUTHOR, LAVAL, "against", "hostility"),
        ("Pétain, the hangman, is at the head of the army.", AUTHOR, "Philippe Pétain", "against", "hostility"),
    ],
)
def test_stances_and_judgements(sentence: str, holder: str, target: str, polarity: str, mode: str) -> None:
    """By verb, passive, preposition, noun, apposition, adjective; the author's own by the words used."""
    assert has(only("stance", sentence), holder=holder, target=target, polarity=polarity, mode=mode)


@pytest.mark.parametrize(
    ("sentence", "fields"),
    [
        ("The pact binds France to aid Czechoslovakia.", {"bound": "France", "instrument": "pact"}),
        ("France is bound by the pact to aid Czechoslovakia.", {"beneficiary": CZECHS, "duty": "to aid Czechoslovakia"}),
        ("France has not undertaken to aid Czechoslovakia.", {"bound": "France", "negated": True}),
        ("Laval declared that France is ready to sign the treaty.", {"duty": "to sign the treaty", "negated": False}),
        ("France assumed the obligation to aid Czechoslovakia.", {"bound": "France", "beneficiary": CZECHS}),
        ("We will defend the Soviet Union.", {"bound": AUTHOR, "beneficiary": "Soviet Union"}),
        ("We will not vote for Laval.", {"bound": AUTHOR, "negated": True}),
    ],
)
def test_pledges(sentence: str, fields: dict[str, Any]) -> None:
    """An instrument binds, one is bound, undertakes, is ready; "we will"."""
    assert has(only("pledge", sentence), **fields)


@pytest.mark.parametrize(
    ("sentence", "fields"),
    [
        ("War will break out in Europe.", {"forecaster": AUTHOR, "hedge": "certain"}),
        ("England will probably remain neutral.", {"hedge": "likely"}),
        ("If Hitler attacks, England will declare war.", {"condition": "If Hitler attacks"}),
        ("If Hitler won, England would lose its colonies.", {"condition": "If Hitler won"}),
        ("Italy may soon turn to Germany.", {"hedge": "possible"}),
        ("Only the workers can stop the war.", {"hedge": "possible"}),
        ("The crisis threatens to destroy the republic.", {"hedge": "possible"}),
        ("The republic is doomed to perish.", {"hedge": "certain"}),
        ("Fascism inevitably leads to war.", {"hedge": "certain"}),
        ("Blum expects that Laval will resign.", {"forecaster": BLUM, "event": "Laval will resign"}),
    ],
)
def test_forecasts(sentence: str, fields: dict[str, Any]) -> None:
    """The future by its modal, by words of certainty and danger, on a condition, as somebody's expectation."""
    assert has(only("forecast", sentence), **fields)


@pytest.mark.parametrize(
    ("sentence", "target", "polarity"),
    [
        ("Blum turned to Hitler.", "Adolf Hitler", "for"),
        ("Blum went over to Hitler.", "Adolf Hitler", "for"),
        ("Blum broke with Laval.", LAVAL, "against"),
        ("Blum lost faith in Laval.", LAVAL, "against"),
        ("Blum's conversion to fascism is complete.", "fascism", "for"),
    ],
)
def test_turns(sentence: str, target: str, polarity: str) -> None:
    """To somebody, over to, away from; the former position is of some time before the text."""
    (turn,) = only("reversal", sentence)
    assert (turn.fields["holder"], turn.fields["target"], turn.fields["to"]["polarity"]) == (BLUM, target, polarity)
    assert turn.fields["from"]["when"] == "../1935-06-10"


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("report", "Blum should say that the pact is dead."),
        ("report", "If Blum says that the pact is dead, we shall reply."),
        ("stance", "Blum does not denounce Laval."),
        ("stance", "Blum would denounce Laval."),
        ("stance", "Laval is not a coward."),
        ("stance", "If Laval is a coward, he will flee."),
        ("pledge", "France could promise to aid Czechoslovakia."),
        ("forecast", "We shall see below what Laval said."),
        ("forecast", "The coming week is short."),
        ("reversal", "Blum has not forsaken Laval."),
    ],
)
def test_what_is_denied_or_unreal_is_not_proposed(kind: str, sentence: str) -> None:
    """What would, should, may be, stands in a condition, or is said not to be."""
    assert only(kind, sentence) == []


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("pledge", "Crimes were committed in the name of national unity."),
        ("pledge", "Blum has offered no solution of the crisis."),
        ("pledge", "The workers' state undertakes the nationalization of the land."),
        ("pledge", "I will give you another quotation."),
        ("pledge", "Will we fight for the united front?"),
        ("pledge", "They ask how we will vote."),
        ("reversal", "Lenin wanted to turn the whole question over to Stalin."),
    ],
)
def test_words_in_another_sense_bind_and_turn_nobody(kind: str, sentence: str) -> None:
    """What is done is not undertaken, what comes next in a text not promised, what is handed over not joined."""
    assert only(kind, sentence) == []


def test_what_is_offered_to_somebody_binds() -> None:
    """A deed, help, or an offer to a person."""
    for sentence in ("Blum offers to support Stalin.", "Blum offered assistance to Stalin."):
        assert has(only("pledge", sentence), bound="Léon Blum")
