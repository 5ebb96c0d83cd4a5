"""A thin client of OpenAI-compatible chat endpoints: one question, one answer, tried again where that may help."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import ModuleType, TracebackType
from typing import Any, NamedTuple, Self
from urllib.parse import urlsplit

from ...config import Model
from ...errors import MachineError, ModelError, UsageError

PATH = "/chat/completions"
#: How an answer's form is asked for, the strictest first; an endpoint that refuses one is asked in the next.
FORMS = ("json_schema", "json_object", "text")
#: Statuses that pass: a request cut short, too many requests, a server out of order.
PASSING = frozenset({408, 425, 429, 500, 502, 503, 504, 529})
#: Those by which an endpoint says that it does not know what it is asked to do.
REFUSING = frozenset({400, 415, 422, 501})
#: Seconds: the first wait doubles each time; an endpoint that asks for more than the last is not waited for.
FIRST_WAIT, LONGEST_WAIT = 1.0, 300.0
#: Windows in a row without an answer after which the endpoint is taken to be out of order.
IN_A_ROW = 3
#: Bytes of an answer, far more than any window's.
LARGEST = 8_000_000
HERE = frozenset({"localhost", "127.0.0.1", "::1"})


class NoAnswer(Exception):
    """Why a question has no answer; the next one may have."""


class Answer(NamedTuple):
    """What the model wrote, whether it broke off, and the tokens counted by the endpoint (0 where it does not count)."""

    text: str
    broken_off: bool
    tokens_in: int
    tokens_out: int


class _Reply(NamedTuple):
    status: int
    headers: Mapping[str, str]
    text: str


class Client:
    """Asks one endpoint for one model's answers; nothing is sent before `answer` is called."""

    def __init__(self, settings: Model | None, sleep: Callable[[float], None] = time.sleep) -> None:
        if settings is None:
            raise UsageError("No language model is configured.", "Name one under [model] in sourcebook.toml: docs/ledger-model.md.")
        self.settings = settings
        self._sleep = sleep
        self._key = _key(settings)
        self._httpx = _httpx()
        here = urlsplit(settings.endpoint).hostname in HERE
        self._http = self._httpx.Client(timeout=settings.timeout, headers=self._headers(), trust_env=not here)
        self._url = self._address()
        self._form, self._tempered = 0, True
        self._failed = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close its connections."""
        self._http.close()

    def answer(self, system: str, user: str, schema: Mapping[str, Any]) -> Answer:
        """Return the model's answer; raises NoAnswer where this one failed, ModelError where others would fail too."""
        try:
            answer = _answer(self._agreed(system, user, schema).text)
        except NoAnswer as reason:
            self._failed += 1
            if self._failed >= IN_A_ROW:
                raise self._fault(f"gave no answer {self._failed} times in a row: {reason}") from reason
            raise
        self._failed = 0
        return answer

    def _agreed(self, system: str, user: str, schema: Mapping[str, Any]) -> _Reply:
        """Ask in the strictest form that the endpoint takes; what it takes is remembered."""
        form, tempered = self._form, self._tempered
        while True:
            reply = self._sent(_body(self.settings.name, system, user, schema, form, tempered))
            if reply.status == 200:
                self._form, self._tempered = form, tempered
                return reply
            if reply.status not in REFUSING:
                raise self._refusal(reply)
            if tempered and "temperature" in reply.text:
                tempered = False
            elif form + 1 < len(FORMS):
                form += 1
            else:
                raise NoAnswer(f"the endpoint refused it ({reply.status}): {self._said(reply)}")

    def _sent(self, body: Mapping[str, Any]) -> _Reply:
        """Send a request, again and again where the fault may pass."""
        fault: Exception = NoAnswer("the endpoint was not asked")
        for trial in range(self.settings.retries + 1):
            wait = FIRST_WAIT * 2**trial
            try:
                reply = self._once(body)
            except self._httpx.TimeoutException:
                fault = NoAnswer(f"the endpoint did not answer within {self.settings.timeout:g} seconds")
            except self._httpx.ConnectError as error:
                fault = self._fault(f"cannot be reached: {error}")
            except self._httpx.RequestError as error:
                fault = NoAnswer(f"the connection broke: {error}")
            else:
                if reply.status not in PASSING:
                    return reply
                fault = NoAnswer(f"the endpoint answered with status {reply.status}: {self._said(reply)}")
                wait = max(wait if "retry-after" not in reply.headers else 0.0, _asked_for(reply))
            if wait > LONGEST_WAIT:
                break
            if trial < self.settings.retries:
                self._sleep(wait)
        raise fault

    def _once(self, body: Mapping[str, Any]) -> _Reply:
        """Send a request once; the time limit is for the whole of the answer, however slowly it drips."""
        limit = time.monotonic() + self.settings.timeout
        data = bytearray()
        with self._http.stream("POST", self._url, json=body) as response:
            for chunk in response.iter_bytes():
                data += chunk
                if time.monotonic() > limit:
                    raise self._httpx.ReadTimeout("slow")
                if len(data) > LARGEST:
                    raise NoAnswer("the answer is without end")
            return _Reply(response.status_code, response.headers, data.decode("utf-8", "replace"))

    def _refusal(self, reply: _Reply) -> Exception:
        if reply.status in {401, 403}:
            return self._fault(f"refuses the key ({reply.status})", "Look at the variable that `key_env` of [model] names.")
        if reply.status == 413:
            return NoAnswer("the window is too long for the endpoint")
        return self._fault(
            f"refuses the request ({reply.status}): {self._said(reply)}", "Look at `endpoint` and `name` of [model]."
        )

    def _said(self, reply: _Reply) -> str:
        """Return what the endpoint says of a fault, on one line, short, and without the key."""
        words = " ".join((_message(reply.text) or reply.text).split())[:200].rstrip(".") or "nothing more"
        return words.replace(self._key, "…") if self._key else words

    def _fault(self, what: str, hint: str = "") -> ModelError:
        return ModelError(f"The language model at {self.settings.endpoint} {what}.", hint or "What was answered so far is kept.")

    def _address(self) -> Any:
        endpoint = self.settings.endpoint.rstrip("/")
        try:
            return self._httpx.URL(endpoint if endpoint.endswith(PATH) else endpoint + PATH)
        except self._httpx.InvalidURL as error:
            raise UsageError(f"The `endpoint` of [model] is no address: {error}.") from error

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._key}"} if self._key else {}


def _httpx() -> ModuleType:
    try:
        import httpx
    except ImportError:
        raise MachineError(
            "Asking a language model needs the package httpx, which is not installed.",
            "Install it: pip install 'sourcebook[model]'.",
        ) from None
    return httpx


def _key(settings: Model) -> str:
    if not settings.key_env:
        return ""
    key = os.environ.get(settings.key_env, "").strip()
    if not key or not key.isascii() or not key.isprintable():
        # Its name is not shown: somebody may have put the key itself there.
        raise UsageError("The environment variable that `key_env` of [model] names holds no key.", "Set it before the call.")
    return key


def _body(name: str, system: str, user: str, schema: Mapping[str, Any], form: int, tempered: bool) -> dict[str, Any]:
    body: dict[str, Any] = {"model": name, "stream": False}
    if tempered:
        body["temperature"] = 0
    if FORMS[form] == "json_schema":
        body["response_format"] = {"type": "json_schema", "json_schema": {"name": "ledger", "strict": True, "schema": schema}}
    else:
        system += f"\n\nThe JSON object follows this JSON schema, and nothing stands around it:\n{json.dumps(schema)}"
    if FORMS[form] == "json_object":
        body["response_format"] = {"type": "json_object"}
    body["messages"] = [{"role": "system", "content": system}, {"role": "user", "content": user}]
    return body


def _answer(text: str) -> Answer:
    try:
        reply = json.loads(text)
        choice = reply["choices"][0]
        words = choice["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError):
        raise NoAnswer("what the endpoint sent is no answer of a chat endpoint") from None
    if not isinstance(words, str) or not words.strip():
        raise NoAnswer("the model declined to answer" if choice["message"].get("refusal") else "the answer is empty")
    used = reply.get("usage") or {}
    counts = [used.get(key) if isinstance(used, dict) else 0 for key in ("prompt_tokens", "completion_tokens")]
    tokens = [count if isinstance(count, int) else 0 for count in counts]
    return Answer(words, choice.get("finish_reason") == "length", *tokens)


def _message(text: str) -> str:
    """Return the message in a report of a fault, in the two or three forms in which servers write it."""
    try:
        report = json.loads(text)
    except ValueError:
        return ""
    fault = report.get("error", report) if isinstance(report, dict) else report
    said = (fault.get("message") or fault.get("detail")) if isinstance(fault, dict) else fault
    return said if isinstance(said, str) else ""


def _asked_for(reply: _Reply) -> float:
    """Return the seconds that an endpoint asks to wait, given as a number or as a date."""
    given = reply.headers.get("retry-after", "")
    try:
        return max(0.0, float(given))
    except ValueError:
        pass
    try:
        until = parsedate_to_datetime(given)
    except ValueError:
        return 0.0
    return max(0.0, ((until if until.tzinfo else until.replace(tzinfo=UTC)) - datetime.now(UTC)).total_seconds())
