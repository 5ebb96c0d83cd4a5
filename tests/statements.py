"""An invented letter as the ledger reads it, and entries as a model would write them, for the tests of the model's route."""

from __future__ import annotations

from typing import Any

from sourcebook.ledger.model import Paragraph, Piece

LETTER = (
    "Comrades,\n\n"
    "Two years ago the Harbour Gazette wrote of the mayor: “Orlow is the hangman of the docks.” Today the same paper"
    " promises him its votes.\n\n"
    "Note by the editor: the Gazette denied this in a later issue.\n\n"
    "The Dockers’ Union is bound by the Quay Agreement to unload the grain, but only if the Carters’ League agrees. I think the"
    " mayor will  break the\nagreement before the winter."
)


def piece(text: str = LETTER, **values: Any) -> Piece:
    """Return a text as a piece: its paragraphs are parted by empty lines, those that begin with "Note" are the editor's."""
    found, at = [], 0
    for words in text.split("\n\n"):
        found.append(Paragraph(at, words, "paragraph", "editor" if words.startswith("Note") else "author"))
        at += len(words) + 2
    known = {"author": "Vera Quill", "addressee": "", "date": "1931-05-02", "language": "en", **values}
    return Piece("letter.txt", "letter", paragraphs=tuple(found), **known)


def quotation(**changes: Any) -> dict[str, Any]:
    """Return a quotation as a model would write it."""
    return {
        "kind": "quotation", "cue": "wrote",
        "quote": 'the Harbour Gazette wrote of the mayor: "Orlow is the hangman of the docks."',
        "voice": "author", "voice_text": None, "when": "1929", "when_text": "Two years ago", "speaker": "Harbour Gazette",
        "speaker_text": "Harbour Gazette", "words": "Orlow is the hangman of the docks.", "cited": None, "addressee": None,
        "addressee_text": None, **changes,
    }  # fmt: skip


def stance(**changes: Any) -> dict[str, Any]:
    """Return a stance."""
    return {
        "kind": "stance", "quote": "Today the same paper promises him its votes.", "cue": "promises", "voice": "author",
        "voice_text": None, "when": None, "when_text": None, "holder": "Harbour Gazette", "holder_text": "the same paper",
        "target": "Orlow", "target_text": "him", "polarity": "for", "mode": "solidarity", **changes,
    }  # fmt: skip


def pledge(**changes: Any) -> dict[str, Any]:
    """Return a pledge."""
    return {
        "kind": "pledge", "quote": "The Dockers' Union is bound by the Quay Agreement to unload the grain", "cue": "is bound",
        "voice": "author", "voice_text": None, "when": None, "when_text": None, "bound": "Dockers’ Union",
        "bound_text": "The Dockers' Union", "beneficiary": None, "beneficiary_text": None, "duty": "to unload the grain",
        "condition": "the Carters' League agrees", "instrument": "Quay Agreement", "instrument_text": "the Quay Agreement",
        "negated": False, **changes,
    }  # fmt: skip


def forecast(**changes: Any) -> dict[str, Any]:
    """Return a forecast."""
    return {
        "kind": "forecast", "quote": "the mayor will break the agreement before the winter", "cue": "will", "voice": "author",
        "voice_text": None, "when": None, "when_text": None, "forecaster": "Vera Quill", "forecaster_text": "I",
        "event": "the mayor breaks the agreement", "condition": None, "hedge": "certain", **changes,
    }  # fmt: skip


def report(**changes: Any) -> dict[str, Any]:
    """Return a report."""
    return {
        "kind": "report", "quote": "the Gazette denied this in a later issue", "cue": "denied", "voice": "author",
        "voice_text": None, "when": None, "when_text": None, "speaker": "Harbour Gazette", "speaker_text": "the Gazette",
        "about": [{"name": "Orlow", "text": "Orlow"}], "negated": False, **changes,
    }  # fmt: skip


def reversal(**changes: Any) -> dict[str, Any]:
    """Return a reversal."""
    return {
        "kind": "reversal", "cue": "Today",
        "quote": "“Orlow is the hangman of the docks.” Today the same paper promises him its votes.",
        "voice": "author", "voice_text": None, "holder": "Harbour Gazette", "holder_text": "Harbour Gazette", "target": "Orlow",
        "target_text": "Orlow", "from": {"polarity": "against", "when": "1929", "when_text": "Two years ago"},
        "to": {"polarity": "for", "when": None, "when_text": None}, **changes,
    }  # fmt: skip


EVERY = (quotation, stance, pledge, forecast, report, reversal)
