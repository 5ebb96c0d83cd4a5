"""Works: which texts of an archive are witnesses of one, and what people decided about it.

What the machine finds is a proposal, made from the stored parallels. What a person decides is a line in `decisions/works.jsonl`;
the last line about a pair holds, and it may name a relation no machine sees: a translation.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz, utils

from .archive import Archive, TextRecord
from .compare.passages import Passage
from .compare.percent import percent
from .compare.works import UNITING, Kin, kin, measured, united
from .errors import ArchiveError, UsageError
from .files import append_lines
from .model import Step
from .parallels import formulas_of, laid
from .store import database, write

FILE = Path("decisions") / "works.jsonl"
DECISIONS = ("confirmed", "rejected")
RELATIONS = (*sorted(UNITING), "part")
PARALLELS = "SELECT a, a_start, a_end, b, b_start, b_end, letters, similarity FROM parallel WHERE NOT boilerplate"
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


def relate(archive: Archive) -> None:
    """Find out which texts are witnesses of one work, and store it with what people decided."""
    records = {record.id: record for record in archive.texts()}
    formulas = formulas_of(archive)
    measure = lru_cache(256)(lambda number: measured(_words(archive, records[number], formulas)))
    found = kin((Passage._make(row) for row in archive.rows(PARALLELS)), measure)
    decided = {frozenset((d.a, d.b)): d for d in load_decisions(archive.folder)}
    pairs = [*_proposed(found, records, decided), *_added(found, records, decided)]
    works = united([k for k, decision, _ in pairs if decision != "rejected"])
    rows = [
        (k.a, k.b, k.relation, k.share_a, k.share_b, evidence, decision, 0 if decision == "rejected" else works.get(k.a, 0))
        for k, decision, evidence in pairs
    ]
    write.renew(database.database(archive.folder), "kinship", rows)


def _words(archive: Archive, record: TextRecord, formulas: frozenset[str]) -> str:
    """Return the words of a text at the places they have in its page."""
    text = laid(archive, record, formulas)
    return " " * text.start + text.words


Judged = tuple[Kin, str, str]  # with the decision and the evidence


def _proposed(
    found: Iterable[Kin], records: Mapping[int, TextRecord], decided: Mapping[frozenset[str], Decision]
) -> Iterator[Judged]:
    for one in found:
        decision = decided.get(frozenset((records[one.a].name, records[one.b].name)))
        relation = decision.relation if decision and decision.relation else one.relation
        yield one._replace(relation=relation), decision.decision if decision else "", _evidence(one, decision)


def _added(found: Iterable[Kin], records: Mapping[int, TextRecord], decided: Mapping[frozenset[str], Decision]) -> Iterator[Judged]:
    """Yield the pairs that only people know."""
    numbers = {record.name: record.id for record in records.values()}
    known = {frozenset((records[one.a].name, records[one.b].name)) for one in found}
    for names, d in decided.items():
        if names not in known and d.decision == "confirmed" and d.a in numbers and d.b in numbers:
            relation = d.relation or "same text"
            yield Kin(numbers[d.a], numbers[d.b], relation, 0.0, 0.0, 0, ()), d.decision, d.reason or "so decided"


def _evidence(one: Kin, decision: Decision | None) -> str:
    passages = "1 passage" if one.passages == 1 else f"{one.passages:,} passages"
    said = f"; {decision.reason}" if decision and decision.reason else ""
    return (
        f"{percent(one.share_a)}% of the one is in the other, {percent(one.share_b)}% of the other in the one, in {passages}{said}"
    )


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


def decide(archive: Archive, decision: Decision) -> None:
    """Write down what a person decided of two texts, and let it take effect."""
    names = [archive.text(decision.a).name, archive.text(decision.b).name]
    if names[0] == names[1]:
        raise UsageError(f"{names[0]} is one text.", "Name two.")
    row = {key: value for key, value in decision._asdict().items() if value}
    append_lines(archive.folder / FILE, [json.dumps(row, ensure_ascii=False)])
    relate(archive)


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
