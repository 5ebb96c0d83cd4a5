"""Works: which texts of an archive are witnesses of one, and what people decided about it.

What the machine finds is a proposal, made from the stored parallels. What a person decides is a line in `decisions/works.jsonl`;
the last line about a pair holds, and it may name a relation no machine sees: a translation.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz, utils

from .archive import Archive, TextRecord
from .errors import ArchiveError
from .model import UNITING, Step

FILE = Path("decisions") / "works.jsonl"
DECISIONS = ("confirmed", "rejected")
RELATIONS = (*sorted(UNITING), "part")
KIN = "SELECT a, b, relation, share_a, share_b, evidence, decision, work FROM kinship ORDER BY work, a, b"
OF_TEXT = "SELECT a, b, relation, share_a, share_b, evidence, decision, work FROM kinship WHERE ? IN (a, b) ORDER BY work, a, b"
#: Steps that tell of the page and not of the way of the text to it.
OF_THE_PAGE = frozenset({"updated", "licensed", "marked-up", "proofread"})
#: Titles among which one may be most like the others.
MOST_LIKE = 3
#: How each relation reads from either side.
WORDS = {
    "same text": ("the same text as", "the same text as"), "revision": ("a revision of", "revised in"),
    "abridgement": ("an abridgement of", "abridged in"), "excerpt": ("an excerpt of", "excerpted in"),
    "part": ("a part of", "has as a part"), "translation": ("a translation of", "translated in"),
}  # fmt: skip


class Decision(NamedTuple):
    """What a person said of two texts: confirmed or rejected, as what, and why."""

    a: str
    b: str
    decision: str
    relation: str
    reason: str


class Kinship(NamedTuple):
    """How two texts are related, as stored."""

    a: TextRecord
    b: TextRecord
    relation: str
    share_a: float
    share_b: float
    evidence: str
    decision: str
    work: int

    def seen_from(self, text: TextRecord) -> tuple[TextRecord, str]:
        """Return the other text, and how this one is related to it."""
        here = text.id == self.a.id
        return (self.b if here else self.a), WORDS[self.relation][not here]


class Work(NamedTuple):
    """A work: its witnesses in order of date, how they are related, and the steps their pages state."""

    number: int
    witnesses: tuple[TextRecord, ...]
    kinships: tuple[Kinship, ...]

    @property
    def title(self) -> str:
        """The title that is most like those of the other witnesses; of two, that of the earlier."""
        titles = [w.title for w in self.witnesses if w.title]
        if len(titles) < MOST_LIKE:
            return titles[0] if titles else self.witnesses[0].name
        return max(titles, key=lambda title: (_likeness(title, titles), -len(title)))


def _likeness(title: str, titles: Iterable[str]) -> float:
    return sum(fuzz.token_sort_ratio(title, other, processor=utils.default_process) for other in titles)


def load_decisions(folder: Path) -> list[Decision]:
    """Read what was decided, the last about each pair."""
    path = folder / FILE
    if not path.is_file():
        return []
    lines = [(n, line) for n, line in enumerate(path.read_text("utf-8").splitlines(), 1) if line.strip()]
    return [*{frozenset((d.a, d.b)): d for d in (_decision(path, n, line) for n, line in lines)}.values()]


def _decision(path: Path, n: int, line: str) -> Decision:
    try:
        row = json.loads(line)
        decision = Decision(row["a"], row["b"], row["decision"], row.get("relation", ""), row.get("reason", ""))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ArchiveError(
            f"{path}:{n} is no decision.", 'A line is {"a": NAME, "b": NAME, "decision": …, "reason": …}.'
        ) from error
    if decision.decision not in DECISIONS or decision.relation not in ("", *RELATIONS):
        raise ArchiveError(
            f"{path}:{n} decides nothing known.", f"Decisions: {', '.join(DECISIONS)}; relations: {', '.join(RELATIONS)}."
        )
    return decision


def kinships(archive: Archive, text: TextRecord | None = None) -> list[Kinship]:
    """Return how texts are related, all or those of one; rejected ones too."""
    rows = archive.rows(OF_TEXT, (text.id,)) if text else archive.rows(KIN)
    records = {record.id: record for record in archive.texts_with({n for row in rows for n in row[:2]})}
    return [Kinship(records[a], records[b], *rest) for a, b, *rest in rows]


def works(archive: Archive) -> list[Work]:
    """Return the works that have several witnesses, the ones with most first."""
    groups: dict[int, list[Kinship]] = defaultdict(list)
    for one in kinships(archive):
        if one.work and one.decision != "rejected" and one.relation in UNITING:
            groups[one.work].append(one)
    return sorted((_work(number, these) for number, these in groups.items()), key=lambda w: (-len(w.witnesses), w.title))


def _work(number: int, these: list[Kinship]) -> Work:
    members = {w.id: w for one in these for w in (one.a, one.b)}
    return Work(number, tuple(sorted(members.values(), key=lambda w: (w.date_from or 99999999, w.name))), tuple(these))


def republications(archive: Archive, work: Work) -> list[tuple[TextRecord, Step]]:
    """Return the steps by which the witnesses' pages say that the text came to them, in order of date where they state one."""
    steps = [(witness, step) for witness in work.witnesses for step in archive.origin(witness) if step.kind not in OF_THE_PAGE]
    return sorted(steps, key=lambda pair: pair[1].date or "9999")
