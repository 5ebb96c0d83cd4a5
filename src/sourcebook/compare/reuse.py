"""Text reuse among documents: passages, their clusters, boilerplate kept apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .boilerplate import boilerplate
from .clusters import Cluster, clusters
from .documents import Document
from .engine import Engine
from .passages import Passage, shared


class Reuse(NamedTuple):
    """What documents share: names and lengths by number, the passages, the clusters they make, which passages are boilerplate."""

    names: list[str]
    passages: list[Passage]
    clusters: list[Cluster]
    boilerplate: frozenset[int]

    def cluster_of(self) -> list[int]:
        """Return the number of the cluster of each passage."""
        numbers = {passage: n for n, cluster in enumerate(self.clusters) for passage in cluster.passages}
        return [numbers[n] for n in range(len(self.passages))]


def reuse(documents: Iterable[Document], engine: Engine) -> Reuse:
    """Find the passages that stand in several documents."""
    lengths: list[int] = []
    names, passages = shared(_measured(documents, lengths), engine)
    held_together = clusters(passages)
    return Reuse(names, passages, held_together, frozenset(boilerplate(passages, held_together, lengths)))


def _measured(documents: Iterable[Document], lengths: list[int]) -> Iterator[Document]:
    for document in documents:
        lengths.append(len(document.text))
        yield document
