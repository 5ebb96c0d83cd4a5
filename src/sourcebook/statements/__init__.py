"""What the texts of an archive say was said, held, promised and expected: read, stored, asked for, decided."""

from ..ledger.statement import Statement
from .actors import Actor, actors, actors_of
from .asking import day_span, entries, need, read_yet, statement
from .decisions import add, decide, load_decisions
from .proposing import Progress, Summary, answers_of, every_piece, keep, offline, propose_all
from .reviewing import Review, review

__all__ = [
    "Actor", "Progress", "Review", "Statement", "Summary", "actors", "actors_of", "add", "answers_of", "day_span", "decide",
    "entries", "every_piece", "keep", "load_decisions", "need", "offline", "propose_all", "read_yet", "review", "statement",
]  # fmt: skip
