"""Finding out which texts of an archive are witnesses of one work, and writing down what people decide about it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from .archive import Archive, TextRecord
from .compare.passages import Passage
from .compare.percent import percent
from .compare.works import Kin, kin, measured, united
from .echoes import formulas_of, laid
from .errors import UsageError
from .files import append_lines
from .kinship import FILE, Decision, load_decisions
from .store import database, write

PARALLELS = "SELECT a, a_start, a_end, b, b_start, b_end, letters, similarity FROM parallel WHERE NOT boilerplate"


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


def decide(archive: Archive, decision: Decision) -> None:
    """Write down what a person decided of two texts, and let it take effect."""
    names = [archive.text(decision.a).name, archive.text(decision.b).name]
    if names[0] == names[1]:
        raise UsageError(f"{names[0]} is one text.", "Name two.")
    row = {key: value for key, value in decision._asdict().items() if value}
    append_lines(archive.folder / FILE, [json.dumps(row, ensure_ascii=False)])
    relate(archive)
