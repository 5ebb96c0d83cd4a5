"""Planted edits: their truth is true, and the alignment is as good and as fast as is claimed."""

from __future__ import annotations

import statistics

import collation


def test_the_truth_is_true() -> None:
    """Each pair of the truth is a word and what was made of it; no word is in two pairs, and blocks have moved."""
    truth = collation.planted(collation.drawn(4000))
    everything = truth.pairs | truth.moved
    assert len({a for a, _ in everything}) == len({b for _, b in everything}) == len(everything)
    equal = sum(truth.one[a] == truth.other[b] for a, b in everything)
    assert 0.9 < equal / len(everything) < 1 and truth.moved


def test_planted_edits_are_found() -> None:
    """Pairs are found with an F1 of 0.999 over five plants of 3,000 words, those in moved blocks nearly all."""
    plants = [collation.planted(collation.drawn(3000, seed), seed) for seed in range(1, 6)]
    scores = [collation.score(collation.ours(truth.one, truth.other), truth) for truth in plants]
    assert statistics.mean(s.f1 for s in scores) >= 0.999
    assert statistics.mean(s.moved for s in scores) >= 0.95


def test_nothing_found_scores_nothing() -> None:
    """The score of nothing is nothing, of everything all."""
    truth = collation.planted(collation.drawn(2000))
    assert collation.score(set(), truth)[:3] == (0, 0, 0)
    assert collation.score(set(truth.pairs | truth.moved), truth).f1 > 0.9999
