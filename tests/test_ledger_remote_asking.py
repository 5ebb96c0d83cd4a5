"""Asking about a text: what it costs, what is kept, what fails and is asked again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from model_server import Sent, Server, chat, entries, serving
from sourcebook.errors import ModelError, UsageError
from sourcebook.ledger.model import collapsed
from sourcebook.ledger.remote import Asked, Cache, Client, ask, estimate
from sourcebook.ledger.remote.asking import prompt
from sourcebook.ledger.remote.verify import Dropped
from statements import EVERY, LETTER, forecast, piece, stance

PARAGRAPHS = 4


def asked(server: Server, cache: Cache, **values: Any) -> Asked:
    """Ask about the letter, in windows of fifty words: two of them."""
    settings = server.settings(**{"window": 50, **values})
    with Client(settings, sleep=[].append) as client:
        return ask(piece(), settings, cache, client)


@pytest.fixture
def kept(tmp_path: Path) -> Cache:
    """Return an empty cache whose folder is not there yet."""
    return Cache(tmp_path / ".sourcebook" / "model")


def test_every_kind_comes_back_in_order(kept: Cache) -> None:
    """Entries of all kinds come in the order of the text, with rule and offsets; what belongs to no window is dropped and told."""
    with serving(entries(*(make() for make in EVERY), stance(quote="Nobody ever wrote a word of this"))) as server:
        found = asked(server, kept, window=300)
    assert [entry.kind for entry in found.entries] == ["quotation", "reversal", "stance", "report", "pledge", "forecast"]
    assert {entry.rule for entry in found.entries} == {f"model fake, prompt {prompt()[0]}"}
    assert all(collapsed(LETTER[entry.start : entry.end]) == entry.quote for entry in found.entries)
    assert found.dropped == (Dropped("the quote does not stand in the passage", "stance", "Nobody ever wrote a word of this"),)
    assert found.reasons() == {"the quote does not stand in the passage": 1}
    assert (found.sent, found.tokens_in, found.tokens_out, found.failed) == (1, 100, 10, ())


def test_answers_are_kept_and_nothing_is_sent_twice(kept: Cache) -> None:
    """The second call sends nothing and finds the same, even with no client at all."""
    with serving(entries(stance()), entries(forecast())) as server:
        first = asked(server, kept)
        second = asked(server, kept)
        settings = server.settings(window=50)
    assert (first.sent, second.sent, len(server.requests)) == (2, 0, 2)
    assert len(first.entries) == 2 and second.entries == first.entries
    assert ask(piece(), settings, kept, None).entries == first.entries


def test_a_changed_paragraph_asks_about_its_window_only(kept: Cache) -> None:
    """The key is what is sent: an edit, another model or another author asks anew, another name of the file does not."""
    with serving(entries()) as server:
        asked(server, kept)
        settings = server.settings(window=50)
        changed = piece(LETTER.replace("grain", "coal"))
        assert estimate([changed], settings, kept).kept == 1
        assert estimate([piece()._replace(doc="other.txt", name="other")], settings, kept).kept == 2
        assert estimate([piece()], server.settings(window=50, name="bigger"), kept).kept == 0
        assert estimate([piece(author="Somebody")], settings, kept).kept == 0


def test_a_damaged_answer_on_disk_is_asked_for_again(kept: Cache) -> None:
    """A file cut short, or with something else in it, counts as none."""
    with serving(entries()) as server:
        asked(server, kept)
        first, second = sorted(kept.folder.rglob("*.json"))
        assert json.loads(first.read_text())["model"] == "fake"
        first.write_text('{"entries": [')
        second.write_text("[]")
        assert asked(server, kept).sent == 2


def test_failed_windows_are_told_and_asked_again(kept: Cache) -> None:
    """A window whose answer broke off or is no JSON fails alone; the next call asks about it alone."""
    with serving(chat('{"entries": [{"kind": "sta', "length"), entries(forecast()), entries(stance())) as server:
        first = asked(server, kept)
        assert [(failed.doc, failed.start) for failed in first.failed] == [("letter.txt", 0)]
        assert "broke off" in first.failed[0].reason
        assert [entry.kind for entry in first.entries] == ["forecast"]
        second = asked(server, kept)
    assert (second.sent, second.failed) == (1, ())
    assert [entry.kind for entry in second.entries] == ["stance", "forecast"]


def test_an_answer_without_form_is_asked_for_once_more(kept: Cache) -> None:
    """Words instead of JSON are asked about once more, then the window has failed."""
    with serving(chat("I see no statements."), entries()) as server:
        assert asked(server, kept).failed == ()
    with serving(chat("I see no statements.")) as server:
        assert ["not in the form" in failed.reason for failed in asked(server, kept, name="other").failed] == [True, True]
    assert len(server.requests) == 4


def test_an_interrupted_run_goes_on_where_it_was(kept: Cache) -> None:
    """What was answered before the endpoint refused is kept."""
    with serving(entries(stance()), Sent(401), entries(forecast())) as server:
        with pytest.raises(ModelError, match="refuses the key"):
            asked(server, kept)
        assert estimate([piece()], server.settings(window=50), kept).kept == 1
        assert len(asked(server, kept).entries) == 2
    assert len(server.requests) == 3


def test_words_of_another_window_are_dropped(kept: Cache) -> None:
    """Each window's answer is held against that window: the same answer to both gives each entry once."""
    with serving(entries(stance(), forecast())) as server:
        found = asked(server, kept)
    assert [entry.kind for entry in found.entries] == ["stance", "forecast"]
    assert found.reasons() == {"the quote does not stand in the passage": 2}


def test_what_it_costs_is_known_before(kept: Cache) -> None:
    """The estimate counts windows, words, tokens and the price, without sending; kept windows cost nothing."""
    with serving(entries()) as server:
        settings = server.settings(window=50, price_in=2.0, price_out=10.0)
        before = estimate([piece(), piece(LETTER.replace("Orlow", "Marn"))], settings, kept)
        assert server.requests == []
        assert (before.windows, before.kept, before.words) == (4, 0, 2 * len(LETTER.split()))
        assert before.price == pytest.approx((before.tokens_in * 2 + before.tokens_out * 10) / 1e6)
        assert "4 windows, 138 words, to be sent" in before.sentence() and "configured prices about 0.0" in before.sentence()
        asked(server, kept)
        after = estimate([piece()], settings, kept)
        assert (after.kept, after.words, after.tokens_in, after.price) == (2, 0, 0, 0)
        assert after.sentence() == "All 2 windows have been answered before; nothing is sent."
    assert estimate([piece()], server.settings(), kept).price is None


def test_unconfigured_is_one_sentence(kept: Cache) -> None:
    """Without [model] neither the cost nor the answers are to be had."""
    for call in (lambda: estimate([piece()], None, kept), lambda: ask(piece(), None, kept, None)):
        with pytest.raises(UsageError, match="No language model is configured"):
            call()


def test_without_a_client_nothing_is_sent(kept: Cache) -> None:
    """Windows that nobody has asked about are told as such."""
    with serving() as server:
        found = ask(piece(), server.settings(window=50), kept, None)
    assert [failed.reason for failed in found.failed] == ["it has not been asked about yet"] * 2
    assert server.requests == [] and not kept.folder.exists()


def test_an_empty_text_asks_nothing(kept: Cache) -> None:
    """A text without words has no windows."""
    with serving() as server:
        assert ask(piece(""), server.settings(), kept, None) == Asked((), (), ())
        assert "nothing is sent" in estimate([], server.settings(), kept).sentence()


def test_the_prompt_has_a_version_and_names_every_kind() -> None:
    """The prompt says of each kind and field what it is."""
    version, words = prompt()
    assert version.isdigit()
    assert all(f"- {make()['kind']}:" in words for make in EVERY)
    fields = {key.removesuffix("_text") for make in EVERY for key in make()} - {"kind", "quote", "holder", "target"}
    assert [field for field in fields if f'"{field}"' not in words and field not in ("polarity", "mode")] == []
