"""Boilerplate: what a house sets at the head or the foot of its pages, told from a text that was reprinted often.

How often words stand does not tell the two apart. Boilerplate stands at the head or foot of many documents that say different
things between; a much-reprinted text is the document, or stands anywhere in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from .clusters import Cluster, Place
from .passages import Passage

#: The documents a passage must stand in to be boilerplate, the share of them in which it must stand at the edge, and of how much of
#: a document it may be; how far the edge reaches: characters, and in a short document a share of it.
DOCUMENTS, AT_EDGE, SHARE = 8, 0.9, 0.5
EDGE, EDGE_SHARE = 500, 0.5
#: Characters around known boilerplate that belong to it, and the share of a passage that must lie in it.
AROUND, WITHIN = 40, 0.5


def boilerplate(passages: Sequence[Passage], clusters: Sequence[Cluster], lengths: Sequence[int]) -> set[int]:
    """Return which passages, by number, are boilerplate; `lengths` are those of the documents."""
    zones: dict[int, list[Place]] = defaultdict(list)
    found: set[int] = set()
    for cluster in clusters:
        if _at_the_edge(cluster, lengths):
            found.update(cluster.passages)
            for place in cluster.places:
                zones[place.doc].append(place)
    return found | {n for n, passage in enumerate(passages) if n not in found and _within(passage, zones)}


def _at_the_edge(cluster: Cluster, lengths: Sequence[int]) -> bool:
    documents = {place.doc for place in cluster.places}
    if len(documents) < DOCUMENTS:
        return False
    edge = {place.doc for place in cluster.places if _is_edge(place, lengths[place.doc])}
    return len(edge) >= AT_EDGE * len(documents)


def _is_edge(place: Place, length: int) -> bool:
    reach = min(EDGE, EDGE_SHARE * length)
    return (place.end <= reach or place.start >= length - reach) and place.end - place.start < SHARE * length


def _within(passage: Passage, zones: Mapping[int, Sequence[Place]]) -> bool:
    """Do both sides lie in known boilerplate?"""
    sides = (Place(passage.a, passage.a_start, passage.a_end), Place(passage.b, passage.b_start, passage.b_end))
    return all(_covered(side, zones.get(side.doc, ())) >= WITHIN * (side.end - side.start) for side in sides)


def _covered(side: Place, zones: Sequence[Place]) -> int:
    spans = sorted((max(zone.start - AROUND, side.start), min(zone.end + AROUND, side.end)) for zone in zones)
    covered, reached = 0, side.start
    for start, end in spans:
        covered += max(0, end - max(start, reached))
        reached = max(reached, end)
    return covered
