"""What entries show laid side by side: names joined, reversals, choruses, pledges in force."""

from __future__ import annotations

from typing import Any

import pytest

from sourcebook.ledger.choruses import NEAR, REUSED, choruses
from sourcebook.ledger.model import Entry
from sourcebook.ledger.names import alike, folded, joined, same
from sourcebook.ledger.pledges import in_force, standings
from sourcebook.ledger.reversals import ACROSS, STATED, WITHIN, reversals
from sourcebook.ledger.showing import THRESHOLDS, shown
from sourcebook.ledger.statement import Statement, iso
from sourcebook.store.days import days


def told(kind: str, quote: str, when: str | None, name: str = "one", **fields: Any) -> Statement:
    """Return a statement made by hand."""
    entry = Entry(f"{name}.htm", name, kind, 0, len(quote), quote, "author", when, fields, "by hand", (), 0.9)
    return Statement(entry.id, entry, *days(when), name, "", "p1")


def stance(holder: str, polarity: str, target: str, when: str | None, name: str = "one", quote: str = "") -> Statement:
    """Return a stance made by hand."""
    said = quote or f"{holder} {polarity} {target}, {when}"
    return told("stance", said, when, name, holder=holder, target=target, polarity=polarity, mode="hostility")


@pytest.mark.parametrize(
    ("asked", "name", "found"),
    [
        ("daladier", "Édouard Daladier", True),
        ("Edouard Daladier", "Daladier", True),
        ("L'Humanité", "L’Humanite", True),
        ("Humanité", "L'Humanité", True),
        ("the Comintern", "Comintern", True),
        ("Soviet Pact", "Franco-Soviet Pact of 1935", True),
        ("Soviet", "Soviet Union", False),
        ("Jean Daladier", "Édouard Daladier", False),
        ("", "France", False),
    ],
)
def test_names_as_one_types_them(asked: str, name: str, found: bool) -> None:
    """Without accents and articles, a surname for the whole, some words in a row; no more than that."""
    assert alike(asked, name) is found


def test_names_joined() -> None:
    """A surname goes under the whole name that alone ends in it, and under none where there are two."""
    assert folded("The U.S.S.R.") == "u s s r"
    assert joined(n for n in ("Loft", "Karl Loft", "karl loft")) == {
        "Loft": "Karl Loft",
        "Karl Loft": "Karl Loft",
        "karl loft": "Karl Loft",
    }
    assert joined(["Loft", "Karl Loft", "Anna Loft"])["Loft"] == "Loft"
    assert joined(["Kremlin", "agents of the Kremlin"])["Kremlin"] == "Kremlin"
    assert joined(["Gaulle", "Charles de Gaulle", "É. Pell", "Pell"]) == {
        "Gaulle": "Charles de Gaulle", "Charles de Gaulle": "Charles de Gaulle", "É. Pell": "É. Pell", "Pell": "É. Pell",
    }  # fmt: skip
    assert same("Loft", "Karl Loft") and not same("Anna Loft", "Karl Loft")


def test_a_turn_across_texts_and_within_one() -> None:
    """For after against is a turn, shown by one text or two; each is told once, with its passages in order of time."""
    found = reversals([
        stance("Guild", "for", "Pact", "1935", "two"),
        stance("The Guild", "against", "Pact", "1933"),
        stance("Guild", "against", "the Pact", "1934-05-01"),
        stance("Guild", "for", "Pact", "1936", "two"),
        stance("League", "for", "Union", "../1935-06-10", "three"),
        stance("League", "against", "Union", "1935-06-10", "three"),
    ])  # fmt: skip
    assert [(r.target, r.polarities, r.whens, r.shown) for r in found] == [
        ("Union", ("for", "against"), ("../1935-06-10", "1935-06-10"), WITHIN),
        ("Pact", ("against", "for"), ("1934-05-01", "1935"), ACROSS),
    ]


def test_what_is_no_turn() -> None:
    """The same time, an unknown one, times that overlap, another target: no turn."""
    assert reversals([
        stance("Guild", "for", "Pact", "1935"), stance("Guild", "against", "Pact", "1935-06"),
        stance("Guild", "for", "Union", "1935"), stance("Guild", "against", "Union", None),
        stance("Guild", "for", "League", "1935"), stance("Guild", "against", "Crown", "1936"),
    ]) == []  # fmt: skip


def test_a_turn_there_and_back_is_two() -> None:
    """For, against, for again: two turns, whatever the order in which they are given."""
    stances = [
        stance("Guild", polarity, "Pact", when) for polarity, when in (("for", "1936"), ("for", "1932"), ("against", "1934"))
    ]
    assert [r.polarities for r in reversals(stances)] == [("for", "against"), ("against", "for")]


def test_a_stated_turn_is_kept_apart() -> None:
    """What one passage states has that passage on both sides; a copy of a text shows no second one."""
    fields = {
        "holder": "Guild",
        "target": "Pact",
        "from": {"polarity": "against", "when": "1933"},
        "to": {"polarity": "for", "when": "1935"},
    }
    (found,) = reversals([told("reversal", "forsook its enmity", "1935", name, **fields) for name in ("one", "copy")])
    assert (found.shown, found.whens, found.before.id == found.after.id) == (STATED, ("1933", "1935"), True)
    assert found.row()["from"]["polarity"] == "against"


def test_a_chorus_has_several_mouths() -> None:
    """Near-same words of one target from several holders; a holder alone, other words, another target make none."""
    these = [
        stance("Guild", "against", "Harland", "1934", "a", "Harland is a hireling of the foreign shipowners, says the Guild"),
        stance("League", "against", "Harland", "1935", "b", "the League calls Harland hireling of foreign shipowners"),
        stance("Guild", "against", "Harland", "1936", "c", "Harland is a hireling of foreign shipowners"),
        stance("Crown", "against", "Harland", "1936", "d", "the Crown banished Harland from the port"),
        stance("Crown", "against", "Corrane", "1936", "d", "Corrane is a hireling of the foreign shipowners"),
    ]
    (found,) = choruses(these)
    assert (found.target, found.polarity, found.holders, found.evidence) == ("Harland", "against", ("Guild", "League"), NEAR)
    assert [s.name for s in found.statements] == ["a", "b", "c"]
    assert found.row()["statements"][1]["holder"] == "League"


def test_one_passage_is_no_chorus() -> None:
    """Two holders whom the same words name speak with one mouth, the author's."""
    words = "Guild and League call Harland a hireling of the foreign shipowners"
    assert choruses([stance(who, "against", "Harland", "1934", "a", words) for who in ("Guild", "League")]) == []


def test_text_reuse_helps_choruses() -> None:
    """Statements in passages that texts share are one chorus though the words that carry them differ."""
    one, other = (
        stance("Guild", "against", "Pact", "1934", "a", "it spits upon it"),
        stance("Crown", "against", "Pact", "1935", "b", "no"),
    )
    assert choruses([one, other]) == []
    (found,) = choruses([one, other], [(one.id, other.id), (one.id, "gone")])
    assert found.evidence == REUSED


def pledge(when: str | None, quote: str = "Harland is bound to send ships", **fields: Any) -> Statement:
    """Return a pledge made by hand."""
    values = {
        "bound": "Harland",
        "beneficiary": "Corrane",
        "duty": "send ships",
        "condition": None,
        "instrument": "Pact",
        "negated": False,
    }
    return told("pledge", quote, when, **{**values, **fields})


@pytest.mark.parametrize(
    ("ends", "until", "how"),
    [
        ([], None, ""),
        ([stance("Harland", "against", "the Pact", "1936-03-01")], 19360301, "denounced"),
        ([stance("Corrane", "against", "Pact", "1936")], 19360101, "denounced"),
        ([stance("Guild", "against", "Pact", "1936")], None, ""),  # no party to it
        ([stance("Harland", "against", "Pact", "1930")], None, ""),  # before it
        ([stance("Harland", "for", "Pact", "1936")], None, ""),
        ([pledge("1937", "Harland is bound no more", negated=True)], 19370101, "said not to bind"),
        ([pledge("1937", "Corrane is bound no more", negated=True, bound="Corrane")], None, ""),
    ],
)
def test_how_a_pledge_ends(ends: list[Statement], until: int | None, how: str) -> None:
    """A party turns against its instrument, or is said not to be bound any more."""
    made = pledge("1934-05-02")
    standing = next(s for s in standings([made, *ends]) if s.pledge is made)
    assert (standing.since, standing.until, standing.how) == (19340502, until, how)


@pytest.mark.parametrize(
    ("words", "until"),
    [
        ("bound for ten years to send ships", 19440502),
        ("bound for a period of 5 years", 19390502),
        ("bound until the end of December 1938", 19381231),
        ("bound as it was until 1930", None),
    ],
)
def test_a_pledge_names_its_term(words: str, until: int | None) -> None:
    """Years that the words or the duty name; a year that lies before it is none."""
    assert standings([pledge("1934-05-02", words)])[0].until == until
    assert standings([pledge("1934-05-02", duty=words)])[0].until == until


def test_in_force_on_a_day() -> None:
    """From its day until its end; an undated one never, one of an unknown day before a day only from then; denials last."""
    these = [
        pledge("1937", "not bound", negated=True, bound="Crown"),
        pledge("1934-05-02", "for two years bound"),
        pledge(None, "undated"),
        pledge("../1935-06-10", "long since"),
    ]
    assert [s.pledge.entry.quote for s in in_force(these, 19350101, 19350101)] == ["for two years bound"]
    assert [s.pledge.entry.quote for s in in_force(these, 19350101, 19351231)] == ["for two years bound", "long since"]
    assert [s.pledge.entry.quote for s in in_force(these, 19380101, 19380101)] == ["long since", "not bound"]
    assert in_force(these, 19330101, 19331231) == []


def test_what_is_shown() -> None:
    """By the threshold of the kind, and by what people decided."""
    entry = stance("Guild", "for", "Pact", "1935").entry
    assert shown(entry._replace(score=THRESHOLDS["stance"]))
    assert not shown(entry._replace(score=THRESHOLDS["stance"] - 0.01))
    assert shown(entry._replace(score=0.0, status="accepted")) and not shown(entry._replace(status="rejected"))


def test_days_and_addresses() -> None:
    """Open dates meet whatever they may; an address leaves out what there is not."""
    assert stance("A", "for", "B", "../1935").meets(19000101, 19000101)
    assert not stance("A", "for", "B", None).meets(19000101, 19990101)
    assert not stance("A", "for", "B", "1935").meets(19360101, None)
    assert stance("A", "for", "B", "1935").address == "one#p1"
    assert (iso(19350610), iso(None)) == ("1935-06-10", "")
