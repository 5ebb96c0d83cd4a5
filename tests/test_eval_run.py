"""The accuracy floors: what raises, holds and breaks them."""

from __future__ import annotations

import tomllib

import run

SCORING = run.Scoring("describe", (), dict)


def test_a_score_under_its_floor_is_a_fault() -> None:
    """A field that falls under its floor, or is not measured any more, is named."""
    found = list(run.faults(SCORING, {"title": 0.8}, {"title": 0.85, "place": 0.5}, {}))
    assert found == ["describe: title is 0.800, under its floor of 0.850", "describe: place is not measured any more"]


def test_changed_labels_are_a_fault(monkeypatch) -> None:
    """Floors do not hold for other labels than they were measured on."""
    monkeypatch.setattr(run, "digest", lambda _label: "new")
    scoring = run.Scoring("describe", ("gold.jsonl",), dict)
    assert list(run.faults(scoring, {}, {}, {"gold.jsonl": "old"})) == ["gold.jsonl is not what the floors were measured on"]
    assert list(run.faults(scoring, {}, {}, {"gold.jsonl": "new"})) == []


def test_floors_rise_and_do_not_fall() -> None:
    """A floor follows a better score at a margin, and stays where the score got worse or was not measured."""
    assert run.raised({"title": 0.9, "date": 0.4}, {"title": 0.8, "date": 0.5, "gone": 0.3}, False) == {
        "title": 0.895, "date": 0.5, "gone": 0.3,
    }  # fmt: skip


def test_a_perfect_score_leaves_no_margin() -> None:
    """What is perfect has to stay so."""
    assert run.raised({"pages": 1.0}, {}, False) == {"pages": 1.0}


def test_floors_fall_only_when_asked() -> None:
    """A regression that is allowed lowers the floor and forgets what is not measured any more."""
    assert run.raised({"title": 0.5}, {"title": 0.8, "gone": 0.3}, True) == {"title": 0.495}


def test_floors_are_written_as_they_are_read() -> None:
    """The file of floors is read back as it was written."""
    pinned, floors = {"gold.jsonl": "abc"}, {"describe": {"mean f1": 0.7}, "loss": {"pages": 1.0}}
    assert tomllib.loads(run.written(pinned, floors)) == {"labels": pinned, "floors": floors}
