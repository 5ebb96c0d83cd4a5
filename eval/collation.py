"""How well are witnesses aligned? Edits planted in a text, so that it is known which word stands for which.

    python eval/collation.py [FILE] [--words N] [--seed N] [--peer]      a text's own words; else words drawn from a list

Each pair of words that stand for one another counts once; spelled otherwise, replaced or moved, it is a pair all the same.
Prints precision, recall and F1 of the pairs, of all and of those in moved passages, and with --peer the same of CollateX.
"""

from __future__ import annotations

import argparse
import importlib
import random
import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from wordfreq import top_n_list

from sourcebook.compare.collate import collate
from sourcebook.compare.words import Stretch, Vocabulary, witness

#: Of a hundred places, how many are edited, and how.
EDITED = 6.0
EDITS = (("respell", 32), ("replace", 22), ("delete", 19), ("insert", 19), ("capital", 8))
MOVED_EVERY, OMITTED_EVERY = 1000, 2500  # words
LABELS = ("gold/witnesses/public/A04-condition-working-class/wikirouge.txt",)
CONFUSED = (("rn", "m"), ("m", "rn"), ("c", "e"), ("e", "c"), ("h", "b"), ("li", "h"), ("o", "c"), ("u", "n"))


class Planted(NamedTuple):
    """Two witnesses as words, and the pairs that stand for one another: those in place, and those moved elsewhere."""

    one: list[str]
    other: list[str]
    pairs: frozenset[tuple[int, int]]
    moved: frozenset[tuple[int, int]]


class Score(NamedTuple):
    """How many of the pairs found are true, how many of the true ones are found, and both in one; how many of those moved."""

    precision: float
    recall: float
    f1: float
    moved: float


def planted(words: list[str], seed: int = 1) -> Planted:
    """Return a text and a witness of it with planted edits.

    Two edits never touch and nothing is put beside its like: nobody could say which word then stands for which.
    """
    chance = random.Random(seed)
    kept = list(enumerate(words))
    moved = set(_move_blocks(kept, chance))
    other: list[str] = []
    pairs: set[tuple[int, int]] = set()
    is_edited = False
    for n, word in _without_passages(kept, chance):
        edits = [(n, word)] if is_edited else list(_edited(n, word, words, chance))
        is_edited = edits != [(n, word)]
        for source, made in edits:
            if source is not None:
                pairs.add((source, len(other)))
            other.append(made)
    in_place = frozenset(p for p in pairs if p[0] not in moved)
    return Planted(words, other, in_place, frozenset(pairs) - in_place)


def _move_blocks(kept: list[tuple[int, str]], chance: random.Random) -> Iterator[int]:
    """Put blocks of 8 to 40 words elsewhere, and yield which words they have."""
    for _ in range(len(kept) // MOVED_EVERY):
        length = chance.randint(8, 40)
        start = chance.randrange(len(kept) - 4 * length)
        block = kept[start : start + length]
        del kept[start : start + length]
        away = chance.choice((-1, 1)) * chance.randint(2 * length, 600)
        at = min(max(start + away, 0), len(kept))
        if abs(at - start) >= 2 * length:
            yield from (n for n, _ in block)
        kept[at:at] = block


def _without_passages(kept: list[tuple[int, str]], chance: random.Random) -> list[tuple[int, str]]:
    for _ in range(len(kept) // OMITTED_EVERY):
        start, length = chance.randrange(len(kept)), chance.randint(30, 200)
        del kept[start : start + length]
    return kept


def _edited(n: int, word: str, words: list[str], chance: random.Random) -> Iterator[tuple[int | None, str]]:
    """Yield what becomes of a word: words, each with the one it stands for."""
    if chance.random() * 100 >= EDITED:
        yield n, word
        return
    (edit,) = chance.choices([name for name, _ in EDITS], [weight for _, weight in EDITS])
    match edit:
        case "respell":
            yield n, _respelt(word, chance)
        case "replace":
            yield n, chance.choice(words)
        case "insert":
            yield n, word
            more = chance.choices(words, k=chance.randint(1, 3))
            yield from ((None, other) for other in more if other != word and other != words[min(n + 1, len(words) - 1)])
        case "capital":
            yield n, word.swapcase()


def _respelt(word: str, chance: random.Random) -> str:
    """Return a word as a scanner or a hasty hand has it."""
    slips = [word.replace(a, b, 1) for a, b in CONFUSED if a in word]
    at = chance.randrange(len(word))
    return chance.choice([*slips, word[:at] + chance.choice("aeilnorst") + word[at + 1 :]])


def drawn(number: int, seed: int = 1) -> list[str]:
    """Return words drawn from a list of English, the frequent ones often, as in a text."""
    words = [word for word in top_n_list("en", 20_000) if word.isascii() and word.isalpha()]
    weights = [1 / (rank + 3) for rank in range(len(words))]
    return random.Random(seed).choices(words, weights, k=number)


def ours(one: list[str], other: list[str]) -> set[tuple[int, int]]:
    """Return the pairs that Sourcebook finds, in place and moved."""
    vocabulary = Vocabulary()
    texts = [" ".join(words) for words in (one, other)]
    made = [witness(name, name, text, [Stretch(0, len(text))], vocabulary) for name, text in zip("AB", texts, strict=True)]
    assert [len(w) for w in made] == [len(one), len(other)], "a word of the test is not one word"
    found = collate(made, vocabulary)
    rows = zip(*found.cells.rows, strict=True)
    return {(a, b) for a, b in rows if a >= 0 and b >= 0} | {pair for move in found.moves for pair in move.pairs}


def collatex() -> Callable[[list[str], list[str]], set[tuple[int, int]]] | None:
    """Return what finds the pairs with CollateX, where it is installed."""
    try:
        module = importlib.import_module("collatex")
    except ImportError:
        return None

    def pairs(one: list[str], other: list[str]) -> set[tuple[int, int]]:
        witnesses = [
            {"id": name, "tokens": [{"t": w, "n": w.lower(), "at": n} for n, w in enumerate(words)]}
            for name, words in (("A", one), ("B", other))
        ]
        table = module.collate({"witnesses": witnesses}, segmentation=False)
        found = set()
        for column in table.columns:
            cells = [[t.token_data["at"] for t in column.tokens_per_witness.get(name, [])] for name in "AB"]
            found |= set(zip(*cells, strict=False))
        return found

    return pairs


def score(found: set[tuple[int, int]], truth: Planted) -> Score:
    """Return how well pairs were found."""
    everything = truth.pairs | truth.moved
    right = len(found & everything)
    precision, recall = right / max(1, len(found)), right / max(1, len(everything))
    moved = len(found & truth.moved) / len(truth.moved) if truth.moved else 1.0
    return Score(precision, recall, 2 * precision * recall / max(1e-9, precision + recall), moved)


def timed(pairs: Callable[[list[str], list[str]], set[tuple[int, int]]], truth: Planted) -> tuple[Score, float]:
    """Return how well and in how many CPU seconds pairs are found."""
    started = time.process_time()
    found = pairs(truth.one, truth.other)
    return score(found, truth), time.process_time() - started


def measure(shared: Path, seeds: int = 10, words: int = 3000) -> dict[str, float]:
    """Return the mean scores over some plants of edits in a real text."""
    text = re.findall(r"[A-Za-z]+", (shared / LABELS[0]).read_text("utf-8"))
    scores = [score(ours(truth.one, truth.other), truth) for truth in (planted(text[:words], seed) for seed in range(1, seeds + 1))]
    return {field: sum(values) / seeds for field, values in zip(Score._fields, zip(*scores, strict=True), strict=True)}


def main() -> int:
    """Plant edits, align, show the scores."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("file", nargs="?", type=Path)
    arguments.add_argument("--words", type=int, default=3000)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--peer", action="store_true")
    given = arguments.parse_args()
    words = re.findall(r"[A-Za-z]+", given.file.read_text("utf-8")) if given.file else drawn(given.words, given.seed)
    truth = planted(words[: given.words], given.seed)
    peer = collatex() if given.peer else None
    for name, pairs in (("sourcebook", ours), *([("collatex", peer)] if peer else [])):
        found, seconds = timed(pairs, truth)
        quality = f"F1 {found.f1:.4f}  precision {found.precision:.4f}  recall {found.recall:.4f}  moved {found.moved:.3f}"
        print(f"{name:<11} {seconds:8.3f} s  {quality}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
