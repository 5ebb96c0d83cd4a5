"""What the rules propose of pledges and turns: one invented sentence a construction, and those that bind nobody."""

from __future__ import annotations

import pytest

from ledger_reading import AUTHOR, has, only

BLUM, LAVAL, STALIN = "Léon Blum", "Pierre Laval", "Joseph Stalin"
COMINTERN, TORIES = "Communist International", "Conservative Party"


@pytest.mark.parametrize(
    ("sentence", "bound"),
    [
        ("Blum promised higher wages.", BLUM),
        ("The workers were promised bread by Laval.", LAVAL),
        ("The Tories pledged full employment.", TORIES),
        ("Blum agreed to Laval's conditions.", BLUM),
        ("Germany accepted the terms of the ultimatum.", "Germany"),
        ("Poland had bound itself to remain neutral.", "Poland"),
        ("The English have promised bread to Poland.", "Great Britain"),
        ("Laval assured Stalin that France would aid the Soviet Union.", LAVAL),
        ("Lord Salisbury undertakes to pay.", "Lord Salisbury"),
    ],
)
def test_verbs_of_undertaking_bind_their_subject(sentence: str, bound: str) -> None:
    """Promise, pledge, agree to, accept the terms of, bind oneself; passive with its agent; peoples and proper nouns."""
    assert has(only("pledge", sentence), bound=bound, negated=False)


@pytest.mark.parametrize(
    ("sentence", "bound"),
    [
        ("Laval broke his promise to Stalin.", LAVAL),
        ("Britain gave an assurance that it would leave Egypt.", "Great Britain"),
        ("Laval's promises of peace were worth nothing.", LAVAL),
        ("Herriot declared his readiness to pay the debt.", "Édouard Herriot"),
        ("The Comintern announced plans to fight the war.", COMINTERN),
        ("France has an obligation to aid Spain.", "France"),
    ],
)
def test_nouns_of_promising_bind_who_gives_or_owns_them(sentence: str, bound: str) -> None:
    """Given, broken, owned; a mind made up where it is declared."""
    assert has(only("pledge", sentence), bound=bound, negated=False)


@pytest.mark.parametrize(
    ("sentence", "bound", "negated"),
    [
        ("Under the treaty France must aid Czechoslovakia.", "France", False),
        ("According to the treaty, Germany was to pay for ten years.", "Germany", False),
        ("The treaty provides that Germany shall disarm.", "Germany", False),
        ("The covenant forbade Germany to rearm.", "Germany", False),
        ("The Communist Party shall expel all opportunists.", "Communist Party", False),
        ("Britain concluded a convention with Poland.", "Great Britain", False),
        ("Britain concluded a convention with Poland.", "Poland", False),
        ("The Socialist Party adopted a resolution against the war.", "Socialist Party", False),
        ("The Executive Committee is instructed to publish the report.", "Executive Committee", False),
        ("The congress instructs the Executive Committee to publish the report.", "Executive Committee", False),
        ("The Central Committee was charged with the preparation of the congress.", "Central Committee", False),
        ("The congress resolves to found a daily paper.", "congress", False),
        ("France is not bound by the pact.", "France", True),
    ],
)
def test_instruments_bind(sentence: str, bound: str, negated: bool) -> None:
    """Treaties by what they say or who signed them, statutes, motions, mandates."""
    assert has(only("pledge", sentence), bound=bound, negated=negated)


@pytest.mark.parametrize(
    ("sentence", "bound", "negated"),
    [
        ("Blum declared that he would never vote for war credits.", BLUM, True),
        ("The Radical Party announced that it would support the cabinet.", "Radical Party", False),
        ("France refused to promise aid.", "France", True),
        ("We shall fight Laval.", AUTHOR, False),
    ],
)
def test_what_one_says_one_will_do_is_undertaken(sentence: str, bound: str, negated: bool) -> None:
    """By its own mouth, affirmed, denied or refused."""
    assert has(only("pledge", sentence), bound=bound, negated=negated)


@pytest.mark.parametrize(
    "sentence",
    [
        "Blum was obliged to flee.",
        "Blum was charged with inciting to riot.",
        "The invasion promised to bring famine.",
        "Blum has committed himself to the view that the war is lost.",
        "Blum said that he would die.",
        "“What shall we do?”",
        "Blum agreed with Laval.",
        "Blum accepted the idea.",
    ],
)
def test_compulsion_views_and_fates_bind_nobody(sentence: str) -> None:
    """What forces one, what one is accused of, thinks, or what befalls one."""
    assert only("pledge", sentence) == []


@pytest.mark.parametrize(
    ("sentence", "target", "polarity"),
    [
        ("Blum abandoned the principles of Marxism.", "Marxism", "against"),
        ("Blum has thrown Marxism overboard.", "Marxism", "against"),
        ("Blum left the Socialist Party.", "Socialist Party", "against"),
        ("Blum went over to the opposition.", "opposition", "for"),
        ("Blum turned his back on socialism.", "socialism", "against"),
        ("Blum severed his connections with the Radical Party.", "Radical Party", "against"),
        ("Blum renounced his support of Laval.", LAVAL, "against"),
        ("Blum dropped his opposition to Laval.", LAVAL, "for"),
        ("Blum denounced the treaty of Locarno.", "Locarno Treaties", "against"),
        ("Blum's denunciation of the Locarno pact surprised nobody.", "Locarno Treaties", "against"),
        ("Blum's abandonment of Marxism was complete.", "Marxism", "against"),
        ("Blum broke away from the Second International.", "Second International", "against"),
        ("Blum was won over to Laval.", LAVAL, "for"),
        ("Blum was converted to fascism.", "fascism", "for"),
        ("Blum made a sharp turn towards Stalin.", STALIN, "for"),
        ("Blum has made his peace with Laval.", LAVAL, "for"),
        ("Blum turned from Lenin to Laval.", "Vladimir Lenin", "against"),
        ("Blum lost all confidence in Laval.", LAVAL, "against"),
        ("Blum, once an opponent of the Comintern, is now its servant.", COMINTERN, "for"),
        ("Blum, a former friend of Laval, attacked him.", LAVAL, "against"),
    ],
)
def test_turns_by_verbs_nouns_and_phrases(sentence: str, target: str, polarity: str) -> None:
    """Left, thrown over, ended, won over; what one once was."""
    turns = [entry for entry in only("reversal", sentence) if entry.fields["target"] == target]
    assert [(turn.fields["holder"], turn.fields["to"]["polarity"]) for turn in turns] == [(BLUM, polarity)]
    assert turns[0].fields["from"]["polarity"] != polarity


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("Blum no longer supports Laval.", "against"),
        ("Blum has ceased to support Laval.", "against"),
        ("Blum, who once supported Laval, now denounces Laval.", "against"),
        ("Yesterday Blum denounced Laval. Today he supports Laval.", "for"),
    ],
)
def test_turns_that_stances_show(text: str, polarity: str) -> None:
    """What is no more, and opposite stances that words of time put in order."""
    assert [(t.fields["target"], t.fields["to"]["polarity"]) for t in only("reversal", text)] == [(LAVAL, polarity)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Blum supports Laval. Thorez denounces Laval.",
        "Blum intends to break with Laval.",
        "Blum withdrew from Spain.",
        "Blum turned to Laval for help.",
        "Blum left the room.",
        "Blum denounced Laval.",
    ],
)
def test_who_only_goes_or_asks_turns_from_nobody(sentence: str) -> None:
    """Places left, help asked for, intentions, and enmity without a former friendship."""
    assert only("reversal", sentence) == []
