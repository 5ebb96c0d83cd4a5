"""Two strings of signs, one a word → the words that stand for one another, in order.

Runs of words that occur once in either text are anchors: the longest chain of them that keeps the order of both is laid down first,
then the gaps between are aligned by native edit distance, whose memory is linear. So a book costs little more than a page, and a
gap without anchors is bounded by what the edit distance may cost altogether.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from .words import NEW_BLOCK

#: Words of an anchor: first long ones, then shorter ones within what is left.
ANCHORS = (8, 5)
SMALL = 4_000_000  # cells (words × words) that are aligned without looking for anchors
BUDGET = 20_000_000_000  # cells that gaps without anchors may take in all: some ten seconds
MOST_ANCHORS = 500_000  # runs of words looked at; of longer texts a sample, the same in either
CHANCE = 3  # so many equal words between much that differs are equal by chance …
EDGE = 3  # words by which one of two passages between sure matches must be longer on either side for its edges to be tried
MUCH = 6  # … if what differs on each side is so many times as long
FAR = 10  # words: equal ones further from a longer run of equal words …
SCATTERED = 0.3  # … are equal by chance where they are less than this of what lies between two such runs


class Match(NamedTuple):
    """A run of equal words: where it begins in the one text and in the other, and how many words it has."""

    a: int
    b: int
    length: int


class Side(NamedTuple):
    """A text to be aligned: its signs, and where sentences and paragraphs begin."""

    signs: str
    breaks: bytes


def matches(one: Side, other: Side) -> list[Match]:
    """Return the runs of equal words of two texts, in the order of both."""
    found = _joined(iter(_at_edges(_joined(_aligned(one.signs, other.signs)), one.signs, other.signs)))
    lengths = len(one.signs), len(other.signs)
    return _without_scattered(_without_chance(_slid(found, one, other), *lengths), *lengths)


def _aligned(a: str, b: str) -> Iterator[Match]:
    head = common_prefix(a, b)
    tail = common_prefix(a[head:][::-1], b[head:][::-1])
    if head:
        yield Match(0, 0, head)
    yield from _between(a, b, (head, len(a) - tail, head, len(b) - tail))
    if tail:
        yield Match(len(a) - tail, len(b) - tail, tail)


def common_prefix(a: str, b: str) -> int:
    """Return how many signs two strings have in common at their beginning."""
    low, high = 0, min(len(a), len(b))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if a[low:middle] == b[low:middle] else (low, middle - 1)
    return low


def _between(a: str, b: str, gap: tuple[int, int, int, int]) -> Iterator[Match]:
    """Yield the matches within a gap, in order, gaps within it by a stack instead of recursion."""
    left = BUDGET
    pending = [(gap, 0)]
    while pending:
        (a0, a1, b0, b1), level = pending.pop()
        cells = (a1 - a0) * (b1 - b0)
        if level < 0:
            yield Match(a0, b0, a1 - a0)
        elif cells > SMALL and level < len(ANCHORS):
            found = _joined(_anchors(a[a0:a1], b[b0:b1], ANCHORS[level]))
            pending += reversed(list(_parted((a0, a1, b0, b1), found, level)))
        elif 0 < cells <= left:
            left -= cells if cells > SMALL else 0
            for block in Levenshtein.opcodes(a[a0:a1], b[b0:b1]).as_matching_blocks():
                yield Match(a0 + block.a, b0 + block.b, block.size)


def _parted(gap: tuple[int, int, int, int], anchors: list[Match], level: int) -> Iterator[tuple[tuple[int, int, int, int], int]]:
    """Yield what anchors part a gap into, themselves as parts of level -1."""
    a0, a1, b0, b1 = gap
    at, bt = a0, b0
    for m in anchors:
        a, b = a0 + m.a, b0 + m.b
        yield (at, a, bt, b), level
        yield (a, a + m.length, b, b + m.length), -1
        at, bt = a + m.length, b + m.length
    yield (at, a1, bt, b1), level if anchors else level + 1


def _anchors(a: str, b: str, n: int) -> Iterator[Match]:
    """Yield the longest chain of runs of n words that occur once in either text."""
    step = 1 + max(len(a), len(b)) // MOST_ANCHORS
    there = _once(b, n, step)
    pairs = [(i, there[gram]) for gram, i in _once(a, n, step).items() if gram in there]
    at = bt = 0
    for i, j in increasing(sorted(pairs)):
        if i < at or j < bt:  # it overlaps the last one: its rest counts if it goes on in the same way
            over = max(at - i, bt - j)
            i, j, length = i + over, j + over, n - over
        else:
            length = n
        if length > 0:
            yield Match(i, j, length)
            at, bt = i + length, j + length


def _once(signs: str, n: int, step: int) -> dict[str, int]:
    """Return the runs of n words that occur once, and where."""
    seen: dict[str, int] = {}
    for i in range(len(signs) - n + 1):
        if step == 1 or not ord(signs[i]) * 0x9E3779B1 % step:  # by what the run begins with: the same sample in either text
            gram = signs[i : i + n]
            seen[gram] = -1 if gram in seen else i
    return {gram: i for gram, i in seen.items() if i >= 0}


def increasing(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest chain of pairs, given in order of the first number, whose second numbers increase too."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for n, (_, j) in enumerate(pairs):
        at = bisect_left(tails, j)
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1] = [j]
        ends[at : at + 1] = [n]
    chain = []
    n = ends[-1] if ends else -1
    while n >= 0:
        chain.append(pairs[n])
        n = before[n]
    return chain[::-1]


def _joined(found: Iterator[Match]) -> list[Match]:
    joined: list[Match] = []
    for m in found:
        if joined and (last := joined[-1]).a + last.length == m.a and last.b + last.length == m.b:
            joined[-1] = Match(last.a, last.b, last.length + m.length)
        elif m.length:
            joined.append(m)
    return joined


def _at_edges(found: list[Match], a: str, b: str) -> list[Match]:
    """Between sure matches, where one text has much more than the other, put what is equal by the one edge or the other.

    Edit distance takes any of the equal words in the longer passage, and scatters three of the shorter over a page of additions.
    """
    kept: list[Match] = []
    sure = Match(0, 0, 0)
    loose: list[Match] = []
    for m in (*found, Match(len(a), len(b), 0)):
        if m.length <= CHANCE and m.a < len(a) and m.b < len(b):
            loose.append(m)
            continue
        gap = (sure.a + sure.length, m.a, sure.b + sure.length, m.b)
        kept += _by_one_edge(loose, a, b, gap) if loose else ()
        kept += [m] * (m.length > 0)
        sure, loose = m, []
    return kept


def _by_one_edge(loose: list[Match], a: str, b: str, gap: tuple[int, int, int, int]) -> list[Match]:
    a0, a1, b0, b1 = gap
    short, long = sorted((a1 - a0, b1 - b0))
    if long < short + 2 * EDGE or short * short > SMALL:
        return loose
    room = short + EDGE
    heads = _equal_within(a, b, (a0, min(a1, a0 + room), b0, min(b1, b0 + room)))
    tails = _equal_within(a, b, (max(a0, a1 - room), a1, max(b0, b1 - room), b1))
    best = max(heads, tails, key=_words)
    return best if 3 * _words(best) >= 2 * _words(loose) else loose


def _equal_within(a: str, b: str, gap: tuple[int, int, int, int]) -> list[Match]:
    a0, a1, b0, b1 = gap
    blocks = Levenshtein.opcodes(a[a0:a1], b[b0:b1]).as_matching_blocks()
    return [Match(a0 + block.a, b0 + block.b, block.size) for block in blocks if block.size]


def _words(found: list[Match]) -> int:
    return sum(m.length for m in found)


def _slid(found: list[Match], one: Side, other: Side) -> list[Match]:
    """Move what only one text has to where a reader sees it: to what stands beside it, or to the beginning of a sentence.

    In `of the king of the land` against `of the land` either `of the king` or `king of the` may be taken for what is more.
    """
    done: list[Match] = []
    for m in found:
        while done and m.length:
            last = done[-1]
            by = _slide(last, m, one, other)
            done.pop()
            if last.length + by > 0:
                done.append(Match(last.a, last.b, last.length + by))
            m = Match(m.a + by, m.b + by, m.length - by)
            if last.length + by > 0 or not by:
                break
        if m.length:
            done.append(m)
    return done


def _slide(last: Match, m: Match, one: Side, other: Side) -> int:
    """Return by how many words the gap between two matches moves to the right; to the left if negative."""
    a, b, a1, b1 = last.a + last.length, last.b + last.length, m.a, m.b
    if (a1 > a) == (b1 > b):
        return 0
    signs, breaks, start, end = (one.signs, one.breaks, a, a1) if a1 > a else (other.signs, other.breaks, b, b1)
    back = _same_back(signs, start, end, last.length)
    if back == last.length and (last.a or last.b):
        return -back
    on = _same_on(signs, start, end, m.length)
    if on == m.length and (m.a + on < len(one.signs) or m.b + on < len(other.signs)):
        return on
    return max(range(-back, on + 1), key=lambda by: (_break_at(breaks, start + by) + _break_at(breaks, end + by), by == 0, by))


def _break_at(breaks: bytes, at: int) -> int:
    return breaks[at] if at < len(breaks) else NEW_BLOCK


def _same_back(signs: str, start: int, end: int, most: int) -> int:
    by = 0
    while by < most and signs[start - by - 1] == signs[end - by - 1]:
        by += 1
    return by


def _same_on(signs: str, start: int, end: int, most: int) -> int:
    by = 0
    while by < most and signs[start + by] == signs[end + by]:
        by += 1
    return by


def _without_chance(found: list[Match], length_a: int, length_b: int) -> list[Match]:
    """Leave out the few words that are equal by chance between long passages that differ."""
    kept: list[Match] = []
    for n, m in enumerate(found):
        before = kept[-1] if kept else Match(0, 0, 0)
        after = found[n + 1] if n + 1 < len(found) else Match(length_a, length_b, 0)
        gap_a, gap_b = m.a - before.a - before.length, m.b - before.b - before.length
        rest_a, rest_b = after.a - m.a - m.length, after.b - m.b - m.length
        chance = m.length <= CHANCE and min(gap_a + gap_b, rest_a + rest_b) >= MUCH * m.length
        if not (chance and gap_a + rest_a and gap_b + rest_b):
            kept.append(m)
    return kept


def _without_scattered(found: list[Match], length_a: int, length_b: int) -> list[Match]:
    """Leave out equal words scattered over passages that have nothing to do with each other."""
    kept: list[Match] = []
    loose: list[Match] = []
    last = Match(0, 0, 0)
    for m in (*found, Match(length_a, length_b, 0)):
        if 0 < m.length <= CHANCE:
            loose.append(m)
            continue
        kept += _near(loose, last, m)
        kept += [m] if m.length else []
        last, loose = m, []
    return kept


def _near(loose: list[Match], last: Match, sure: Match) -> list[Match]:
    """Return the loose matches between two sure ones, but for those scattered far from both."""
    end_a, end_b = last.a + last.length, last.b + last.length
    between = (sure.a - end_a) * (sure.b - end_b)
    if _words(loose) ** 2 >= SCATTERED**2 * between:
        return loose
    return [
        m for m in loose if max(m.a - end_a, m.b - end_b) <= FAR or max(sure.a - m.a - m.length, sure.b - m.b - m.length) <= FAR
    ]
