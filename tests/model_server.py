"""A language model's endpoint on this machine, for tests: it answers what it is told to, and misbehaves where it is told to."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

from sourcebook.config import Model


class Sent(NamedTuple):
    """What the endpoint sends: a status, a body, headers; seconds it takes before, and between the bytes; bytes it never sends."""

    status: int = 200
    body: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    late: float = 0.0
    drip: float = 0.0
    missing: int = 0


Reply = Sent | Callable[[dict[str, Any]], Sent]


class Server(ThreadingHTTPServer):
    """The endpoint: its replies in order, the last one over and over, and all that it was sent."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.replies: list[Reply] = []
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.paths: list[str] = []

    def settings(self, **values: Any) -> Model:
        """Return the settings that lead here."""
        return Model(**{"endpoint": f"http://127.0.0.1:{self.server_address[1]}/v1", "name": "fake", "timeout": 5, **values})


class Handler(BaseHTTPRequestHandler):
    """One request."""

    server: Server

    def do_POST(self) -> None:
        """Answer by the script."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.requests.append(body)
        self.server.headers.append(dict(self.headers))
        self.server.paths.append(self.path)
        reply = self.server.replies.pop(0) if len(self.server.replies) > 1 else self.server.replies[0]
        self._send(reply(body) if callable(reply) else reply)

    def _send(self, sent: Sent) -> None:
        time.sleep(sent.late)
        data = sent.body.encode()
        try:
            self.send_response(sent.status)
            for key, value in sent.headers:
                self.send_header(key, value)
            self.send_header("Content-Length", str(len(data) + sent.missing))
            self.end_headers()
            for n in range(0, len(data), 16) if sent.drip else ():
                self.wfile.write(data[n : n + 16])
                self.wfile.flush()
                time.sleep(sent.drip)
            if not sent.drip:
                self.wfile.write(data)
        except OSError:
            pass  # who asked has gone

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


def chat(content: str | None, finish: str = "stop") -> Sent:
    """Return what a chat endpoint sends for what the model wrote."""
    choice = {"message": {"role": "assistant", "content": content}, "finish_reason": finish}
    return Sent(body=json.dumps({"choices": [choice], "usage": {"prompt_tokens": 100, "completion_tokens": 10}}))


def entries(*given: dict[str, Any]) -> Sent:
    """Return an answer with these entries."""
    return chat(json.dumps({"entries": list(given)}))


@contextmanager
def serving(*replies: Reply) -> Iterator[Server]:
    """Run an endpoint with these replies."""
    with Server() as server:
        server.replies = list(replies) or [entries()]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
