"""A text's windows, asked about one by one: what it would cost, the answers kept, the entries that stand."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache as once
from importlib.resources import files
from typing import Any, NamedTuple

from ...config import Model
from ...errors import UsageError
from ..model import Entry, Piece
from .answers import entries_in
from .cache import Cache
from .client import Answer, Client, NoAnswer
from .form import schema
from .verify import Dropped, check, told
from .windows import Window, shown, windows

#: Letters a token: English prose has rather more, names and printers' marks rather fewer.
LETTERS = 4
#: Tokens written for a word read. Four texts labelled by hand have 9, with all that an answer says; models find less.
WRITTEN = 9
#: Questions asked anew where an answer cannot be read.
TRIALS = 2


class Question(NamedTuple):
    """A window as it is asked about, and the key under which its answer is kept."""

    window: Window
    text: str
    key: str


class Estimate(NamedTuple):
    """What asking would take; windows whose answers are kept cost nothing. `price` is None where no prices are configured."""

    windows: int
    kept: int
    words: int
    tokens_in: int
    tokens_out: int
    price: float | None

    def sentence(self) -> str:
        """Return it in words, to be shown before anything is sent."""
        if self.windows == self.kept:
            return f"All {self.windows} windows have been answered before; nothing is sent."
        due = self.windows - self.kept
        price = "" if not self.price else f", at the configured prices about {max(self.price, 0.01):.2f}"
        before = f" ({self.kept} more have been answered before)" if self.kept else ""
        return (
            f"{due} window{'s' if due > 1 else ''}{before}, {self.words:,} words, to be sent: about {self.tokens_in:,} tokens in,"
            f" at most some {self.tokens_out:,} out{price}."
        )


class Failed(NamedTuple):
    """A window without an answer: its passage, and why. It is asked about again at the next call."""

    doc: str
    start: int
    end: int
    reason: str


class Asked(NamedTuple):
    """What came of asking about a text: `sent` windows were sent now, the rest had been answered before."""

    entries: tuple[Entry, ...]
    dropped: tuple[Dropped, ...]
    failed: tuple[Failed, ...]
    sent: int = 0
    tokens_in: int = 0
    tokens_out: int = 0

    def reasons(self) -> dict[str, int]:
        """Return how often what was dropped, by reason."""
        return dict(told(self.dropped))


@once
def prompt() -> tuple[str, str]:
    """Return the version of the prompt and its words."""
    first, _, rest = files(__package__).joinpath("prompt.md").read_text("utf-8").partition("\n")
    return first.removeprefix("version:").strip(), rest.strip()


def questions(piece: Piece, settings: Model) -> Iterator[Question]:
    """Yield what is asked about a text."""
    form = json.dumps(schema(), sort_keys=True)
    for window in windows(piece, settings.window):
        text = shown(piece, window)
        asked = json.dumps([*prompt(), form, settings.name, text], ensure_ascii=False)
        yield Question(window, text, hashlib.sha256(asked.encode("utf-8", "surrogatepass")).hexdigest())


def estimate(pieces: Iterable[Piece], settings: Model | None, cache: Cache) -> Estimate:
    """Return what asking about these texts would take; nothing is sent."""
    settings = _configured(settings)
    asked = [question for piece in pieces for question in questions(piece, settings)]
    due = [question for question in asked if cache.get(question.key) is None]
    words = sum(question.window.words for question in due)
    every = len(prompt()[1]) + len(json.dumps(schema()))
    tokens_in = sum((every + len(question.text)) // LETTERS + 1 for question in due)
    tokens_out = words * WRITTEN
    prices = (settings.price_in, settings.price_out)
    price = None if prices == (None, None) else (tokens_in * (prices[0] or 0) + tokens_out * (prices[1] or 0)) / 1e6
    return Estimate(len(asked), len(asked) - len(due), words, tokens_in, tokens_out, price)


def ask(
    piece: Piece, settings: Model | None, cache: Cache, client: Client | None, scores: Mapping[str, float] | None = None
) -> Asked:  # fmt: skip
    """Return the entries a model proposes for a text, each verified; without a client from kept answers only, nothing sent.

    `scores` are the shares of entries found right on labelled documents, by kind. Where the endpoint is out of order a ModelError
    ends it; what was answered until then is kept, and the next call goes on from there.
    """
    settings = _configured(settings)
    run = _Run(settings, cache, client)
    rule = f"model {settings.name}, prompt {prompt()[0]}"
    entries: dict[tuple[str, int], Entry] = {}
    dropped: list[Dropped] = []
    for question in questions(piece, settings):
        answer = run.answer(piece, question)
        checked = check(answer, piece, question.window, rule, scores)
        entries.update({(entry.id, entry.start): entry for entry in checked.entries})
        dropped += checked.dropped
    found = tuple(sorted(entries.values(), key=lambda entry: (entry.start, entry.end)))
    return Asked(found, tuple(dropped), tuple(run.failed), run.sent, run.tokens[0], run.tokens[1])


class _Run:
    """The answers to one text's questions, and the count of what they took."""

    def __init__(self, settings: Model, cache: Cache, client: Client | None) -> None:
        self.settings, self.cache, self.client = settings, cache, client
        self.failed: list[Failed] = []
        self.sent = 0
        self.tokens = [0, 0]

    def answer(self, piece: Piece, question: Question) -> list[Any]:
        """Return the answer to a question, kept or new; an empty one where there is none, and it is told."""
        kept = self.cache.get(question.key)
        if kept is not None:
            return kept
        try:
            entries = self._asked(question)
        except NoAnswer as reason:
            self.failed.append(Failed(piece.doc, question.window.start, question.window.end, str(reason)))
            return []
        version, _ = prompt()
        about = {"model": self.settings.name, "prompt": version, "doc": piece.doc, "start": question.window.start}
        self.cache.put(question.key, entries, about)
        return entries

    def _asked(self, question: Question) -> list[Any]:
        if self.client is None:
            raise NoAnswer("it has not been asked about yet")
        self.sent += 1
        reason = ""
        for _ in range(TRIALS):
            answer = self.client.answer(prompt()[1], question.text, schema())
            self._count(answer)
            entries = entries_in(answer.text)
            if entries is not None:
                return entries
            if answer.broken_off:
                raise NoAnswer("the answer broke off; a smaller `window` in [model] may help")
            reason = "the answer is not in the form asked for"
        raise NoAnswer(reason)

    def _count(self, answer: Answer) -> None:
        self.tokens[0] += answer.tokens_in
        self.tokens[1] += answer.tokens_out


def _configured(settings: Model | None) -> Model:
    if settings is None:
        raise UsageError("No language model is configured.", "Name one under [model] in sourcebook.toml: docs/ledger-model.md.")
    return settings
