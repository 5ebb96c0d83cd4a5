"""The client against an endpoint on this machine that misbehaves."""

from __future__ import annotations

import builtins
import json
import socket
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from model_server import Sent, Server, chat, entries, serving
from sourcebook.config import Model
from sourcebook.errors import MachineError, ModelError, UsageError
from sourcebook.ledger.remote.answers import entries_in
from sourcebook.ledger.remote.client import FORMS, Answer, Client, NoAnswer

SCHEMA = {"type": "object"}


def asked(server: Server, waits: list[float] | None = None, **values: Any) -> Answer:
    """Ask once, without really waiting."""
    with Client(server.settings(**values), sleep=(waits if waits is not None else []).append) as client:
        return client.answer("system", "user", SCHEMA)


def test_a_question_and_its_answer() -> None:
    """One request goes to chat/completions with the prompt, the schema, temperature 0 and no key; tokens are counted."""
    with serving(chat("{}")) as server:
        assert asked(server) == Answer("{}", False, 100, 10)
    (body,) = server.requests
    assert server.paths == ["/v1/chat/completions"]
    assert (body["model"], body["temperature"], body["stream"]) == ("fake", 0, False)
    assert [message["content"] for message in body["messages"]] == ["system", "user"]
    assert body["response_format"]["json_schema"]["schema"] == SCHEMA
    assert "Authorization" not in server.headers[0]


def test_nothing_is_sent_unasked() -> None:
    """A client that is made and closed sends nothing; without settings there is none."""
    with serving() as server, Client(server.settings()):
        pass
    assert server.requests == []
    with pytest.raises(UsageError, match="No language model is configured"):
        Client(None)


def test_the_key_comes_from_the_environment_and_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """The key goes into the header only; where the endpoint repeats it in a fault it is blotted out."""
    monkeypatch.setenv("OUR_KEY", " sesame-123 \n")
    with serving(chat("{}"), Sent(418, json.dumps({"error": {"message": "Key sesame-123 is odd"}}))) as server:
        asked(server, key_env="OUR_KEY")
        assert server.headers[0]["Authorization"] == "Bearer sesame-123"
        with pytest.raises(ModelError, match="Key … is odd") as fault:
            asked(server, key_env="OUR_KEY")
    assert fault.value.exit_code == 6
    monkeypatch.delenv("OUR_KEY")
    with pytest.raises(UsageError, match="holds no key"):
        Client(server.settings(key_env="OUR_KEY"))


@pytest.mark.parametrize("status", [429, 500, 503])
def test_what_passes_is_tried_again(status: int) -> None:
    """Too many requests and servers out of order are waited for, twice as long each time."""
    waits: list[float] = []
    with serving(Sent(status), Sent(status), chat("{}")) as server:
        assert asked(server, waits).text == "{}"
    assert waits == [1.0, 2.0]


def test_retry_after_is_honoured() -> None:
    """The endpoint's own wish for a wait is granted, in seconds or as a date; a wish for hours is not."""
    waits: list[float] = []
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=40))
    with serving(Sent(429, headers=(("Retry-After", "7"),)), Sent(503, headers=(("Retry-After", later),)), chat("{}")) as server:
        asked(server, waits)
    assert waits[0] == 7 and 30 < waits[1] <= 40
    with serving(Sent(429, headers=(("Retry-After", "36000"),))) as server, pytest.raises(NoAnswer, match="429"):
        asked(server, waits)
    assert len(server.requests) == 1
    with serving(Sent(429, headers=(("Retry-After", "soon"),)), chat("{}")) as server:
        assert asked(server).text == "{}"


def test_a_server_out_of_order_is_given_up() -> None:
    """After the retries a question has no answer; after three such in a row nothing more is asked."""
    with serving(Sent(500, "out of memory")) as server, Client(server.settings(retries=1), sleep=[].append) as client:
        for _ in range(2):
            with pytest.raises(NoAnswer, match="status 500: out of memory"):
                client.answer("s", "u", SCHEMA)
        with pytest.raises(ModelError, match="no answer 3 times in a row"):
            client.answer("s", "u", SCHEMA)
    assert len(server.requests) == 6


def test_slow_answers_end_at_the_limit() -> None:
    """An endpoint that says nothing, and one that says it letter by letter, are both left at the time limit."""
    for slow in (Sent(late=3), Sent(body=chat("x" * 500).body, drip=0.3)):
        began = time.monotonic()
        with serving(slow) as server, pytest.raises(NoAnswer, match="did not answer within 1 seconds"):
            asked(server, timeout=1, retries=0)
        assert time.monotonic() - began < 6


def test_an_endpoint_that_is_not_there_is_one_sentence() -> None:
    """Nobody listens: one sentence that names the address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    nobody = Client(Model(f"http://127.0.0.1:{port}/v1", "m", retries=1), sleep=[].append)
    with nobody as client, pytest.raises(ModelError, match=f"127.0.0.1:{port}/v1 cannot be reached"):
        client.answer("s", "u", SCHEMA)


@pytest.mark.parametrize(
    ("status", "words"),
    [(401, "refuses the key"), (403, "refuses the key"), (404, "refuses the request.*no such model"), (302, "refuses the request")],
)
def test_refusals_end_it(status: int, words: str) -> None:
    """A wrong key, name or address is told at once and not tried again."""
    with (
        serving(Sent(status, json.dumps({"error": {"message": "no such model"}}))) as server,
        pytest.raises(ModelError, match=words),
    ):
        asked(server)
    assert len(server.requests) == 1


def choosy(*taken: str) -> Any:
    """Return an endpoint that takes only some forms of asking for JSON."""

    def reply(body: dict[str, Any]) -> Sent:
        form = body.get("response_format", {"type": "text"})["type"]
        return chat(form) if form in taken else Sent(400, json.dumps({"detail": f"response_format {form} is not supported"}))

    return reply


@pytest.mark.parametrize("form", FORMS)
def test_refused_forms_fall_back_and_are_remembered(form: str) -> None:
    """An endpoint that refuses the schema is asked for JSON, then in plain words, the schema in the prompt; and so from then on."""
    with serving(choosy(form)) as server, Client(server.settings()) as client:
        assert [client.answer("s", "u", SCHEMA).text for _ in range(2)] == [form, form]
    assert len(server.requests) == FORMS.index(form) + 2
    assert ("JSON schema" in server.requests[-1]["messages"][0]["content"]) == (form != "json_schema")


def test_a_window_refused_in_every_form_changes_nothing() -> None:
    """Where all forms are refused (a window too long), the next question is asked in the strictest form again."""
    refusal = Sent(400, '{"error": {"message": "maximum context length"}}')
    with serving(refusal, refusal, refusal, chat("{}")) as server, Client(server.settings()) as client:
        with pytest.raises(NoAnswer, match="maximum context length"):
            client.answer("s", "u", SCHEMA)
        client.answer("s", "u", SCHEMA)
    assert server.requests[-1]["response_format"]["type"] == "json_schema"


def test_a_refused_temperature_is_left_out() -> None:
    """Models that take no temperature are asked without."""
    with serving(Sent(400, "temperature is not supported"), chat("{}")) as server:
        asked(server)
    assert "temperature" not in server.requests[1] and server.requests[1]["response_format"]["type"] == "json_schema"


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (Sent(body="<html>Welcome</html>"), "no answer of a chat endpoint"),
        (Sent(body='{"choices": []}'), "no answer of a chat endpoint"),
        (Sent(body="[1, 2"), "no answer of a chat endpoint"),
        (chat(None), "empty"),
        (Sent(body='{"choices": [{"message": {"content": null, "refusal": "I will not"}}]}'), "declined"),
        (Sent(body="not zipped at all", headers=(("Content-Encoding", "gzip"),)), "connection broke"),
        (Sent(body="half", missing=100), "connection broke"),
        (Sent(413), "too long for the endpoint"),
    ],
)
def test_answers_that_are_none(sent: Sent, words: str) -> None:
    """What is no answer is told in a sentence."""
    with serving(sent) as server, pytest.raises(NoAnswer, match=words):
        asked(server, retries=0)


def test_without_httpx_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra is named where it is missing."""
    real = builtins.__import__

    def missing(name: str, *rest: Any) -> Any:
        if name == "httpx":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(MachineError, match="httpx"):
        Client(Model("http://127.0.0.1:1", "m"))


ENTRIES = '{"entries": [{"kind": "stance", "about": [{"name": "a"}]}]}'


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (ENTRIES, True),
        (f"Here you are:\n```json\n{ENTRIES}\n```\nI hope {{this}} helps.", True),
        (f"<think>{{maybe [</think>{ENTRIES}", True),
        ('[{"kind": "stance"}]', True),
        ("```json\n[]\n```", True),
        (ENTRIES[:-3], False),
        ('{"answer": []}', False),
        ('{"entries": "none"}', False),
        ("There are none.", False),
        ("{" * 100_000, False),
        ("[" * 100_000, False),
        ("", False),
    ],
)
def test_entries_among_other_words(text: str, found: bool) -> None:
    """The answer is found among words, fences and thoughts; half an answer is none."""
    assert (entries_in(text) is not None) == found


def test_the_server_of_these_tests_repeats_its_last_reply() -> None:
    """What the tests rely on."""
    with serving(entries()) as server:
        assert asked(server).text == asked(server).text == '{"entries": []}'
