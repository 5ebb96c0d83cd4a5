"""What stands elsewhere is found, which no alignment in order can see; what is alike by chance is not."""

from __future__ import annotations

import time

from collating import collated, readings

FILL = " ".join(f"filler{n}" for n in range(60))
BLOCK = "they held the old quay with the ships by the great wall of honour"


def moved(*texts: str) -> list[tuple[str, str]]:
    """Return what moved: the words in the base, the words in the witness."""
    found = collated(*texts)
    base = found.witnesses[0]
    return [(base.printed(m.base_start, m.base_end), found.witnesses[m.witness].printed(m.start, m.end)) for m in found.moves]


def test_a_block_moves() -> None:
    """A block that a witness has far away is one move, and its two places are transpositions."""
    one, other = f"Then {BLOCK}. {FILL} ends.", f"Then {FILL} {BLOCK}. ends."
    assert moved(one, other) == [(f"{BLOCK}.", f"{BLOCK}.")]
    kinds = [kind for place in readings(collated(one, other)) for _, _, kind in place if kind]
    assert kinds == ["transposition", "transposition"]


def test_a_block_changes_on_the_way() -> None:
    """Words changed within a moved block, and at its end, still belong to it."""
    changed = BLOCK.replace("old", "grey").replace("of honour", "of honor")
    (pair,) = moved(f"Then {BLOCK}. {FILL} ends.", f"Then {FILL} {changed}. ends.")
    assert pair[0].startswith("they held the old quay") and pair[1].startswith("they held the grey quay")


def test_neighbours_change_places() -> None:
    """Two words that change places are a transposition, not an omission and an addition."""
    assert moved("then was he well", "then he was well") in ([("was", "was")], [("he", "he")])


def test_common_words_do_not_move() -> None:
    """The little words that are left over everywhere are no transposition."""
    assert moved(f"the war began of the people {FILL} end", f"they spoke {FILL} of the old and the grey end") == []


def test_a_long_way_needs_many_words() -> None:
    """Four words that two distant places have in common are chance."""
    assert moved(f"by the old wall {FILL * 20} end", f"x {FILL * 20} by the old wall end") == []


def test_repetition_is_bounded() -> None:
    """Words repeated without end are looked at in bounded time."""
    started = time.process_time()
    collated("rope quay " * 20_000 + "x", "ship wall " * 20_000 + "rope quay " * 100)
    assert time.process_time() - started < 20
