"""What the rules propose of who stands for or against whom: one invented sentence a construction, and what is none."""

from __future__ import annotations

import pytest

from ledger_reading import AUTHOR, has, only

BLUM, LAVAL, INTERNATIONAL = "Léon Blum", "Pierre Laval", "Communist International"


@pytest.mark.parametrize(
    ("sentence", "holder", "target", "polarity", "mode"),
    [
        ("The workers hate the trickery of Laval.", "workers", LAVAL, "against", "hostility"),
        ("Laval has deceived and robbed the workers.", LAVAL, "workers", "against", "hostility"),
        ("Laval was expelled from the Comintern.", INTERNATIONAL, LAVAL, "against", "hostility"),
        ("Blum refuses to support Laval.", BLUM, LAVAL, "against", "solidarity"),
        ("The persecution of the workers by Laval goes on.", LAVAL, "workers", "against", "hostility"),
        ("Laval's persecution of the workers goes on.", LAVAL, "workers", "against", "hostility"),
        ("The German attack on Poland surprised nobody.", "Germany", "Poland", "against", "hostility"),
        ("Blum launched a campaign against Laval.", BLUM, LAVAL, "against", "hostility"),
        ("Blum withdrew his confidence in Laval.", BLUM, LAVAL, "against", "solidarity"),
        ("Laval sought the support of Germany.", "Germany", LAVAL, "for", "solidarity"),
        ("Laval faces the hatred of the workers.", "workers", LAVAL, "against", "hostility"),
        ("Blum is in favour of the League of Nations.", BLUM, "League of Nations", "for", "solidarity"),
        ("Blum acts in the service of Germany.", BLUM, "Germany", "for", "solidarity"),
        ("The war between Germany and Poland has begun.", "Poland", "Germany", "against", "hostility"),
        ("France’s alliance with Poland is dead.", "Poland", "France", "for", "solidarity"),
        ("Blum became the victim of Laval.", LAVAL, BLUM, "against", "hostility"),
        ("Blum is one of the admirers of Laval.", BLUM, LAVAL, "for", "solidarity"),
        ("Blum acts as a tool of Laval.", BLUM, LAVAL, "for", "solidarity"),
        ("Blum wants peace.", BLUM, "peace", "for", "solidarity"),
        ("Blum is an ally of Laval.", LAVAL, BLUM, "for", "solidarity"),
        ("Blum criticized the entry of the Soviet Union into the Comintern.", "Soviet Union", INTERNATIONAL, "for", "membership"),
        ("Blum aims an attack at Laval.", BLUM, LAVAL, "against", "hostility"),
        ("Germany is engaged in a war with Poland.", "Germany", "Poland", "against", "hostility"),
        ("Laval is closely connected with Germany.", LAVAL, "Germany", "for", "solidarity"),
        ("Poland opposed Blum's leniency towards Laval.", BLUM, LAVAL, "for", "solidarity"),
        ("The hatred of the workers against Laval grew.", "workers", LAVAL, "against", "hostility"),
        ("Laval, the friend and the tool of Blum, spoke.", LAVAL, BLUM, "for", "solidarity"),
        ("Our comrade Blum spoke.", AUTHOR, BLUM, "for", "solidarity"),
        ("The pro-German policy of Laval has failed.", LAVAL, "Germany", "for", "solidarity"),
    ],
)
def test_stances(sentence: str, holder: str, target: str, polarity: str, mode: str) -> None:
    """By deed, act, feeling, role, by what is suffered or sought, by standing, by what binds two, by a prefix."""
    assert has(only("stance", sentence), holder=holder, target=target, polarity=polarity, mode=mode)


@pytest.mark.parametrize(
    "sentence",
    [
        "If Blum attacks Laval, he will lose.",
        "Blum might join the Comintern.",
        "Others attack Laval.",
        "Blum urged Laval to resign.",
        "The groups attack Laval.",
        "Blum attacked the organization.",
        "Blum spoke of the mill when it ruined Laval.",
        "Blum wrote in order to expose Laval, if anybody did.",
        "The treaty between Germany, Poland and France is new.",
        "Blum left France.",
        "When the Comintern spoke, they attacked Laval.",
    ],
)
def test_no_stances(sentence: str) -> None:
    """What may be is not, nobody in particular holds nothing, and whom one urges one need not be for."""
    assert only("stance", sentence) == []


def test_against_a_deed() -> None:
    """Who is against a deed is not against whom it is done to."""
    assert not has(only("stance", "Blum opposes the persecution of the workers."), target="workers", polarity="against")


def test_the_words_of_a_stance() -> None:
    """A stance has the words from who holds it to whom it is for, not all that the sentence adds."""
    told = "Blum attacked Laval, wanted peace for his own country, praised the schools, and spoke of the harvest."
    found = [entry for entry in only("stance", told) if entry.fields["target"] == LAVAL]
    assert [entry.quote for entry in found] == ["Blum attacked Laval"]
