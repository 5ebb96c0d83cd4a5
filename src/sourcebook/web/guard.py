"""The outermost layer: answers only to its own names, only to GET and HEAD, and tells the browser to keep everything at home."""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: The names of this machine for itself. A page elsewhere whose name was bent to 127.0.0.1 asks with another one.
LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
#: Stands for any name, where the person serving said so.
ANY = "*"
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Guard:
    """An application within which every request is one we answer, and every response carries the headers."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str]) -> None:
        self.app = app
        self.hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "no-cache")
            await send(message)

        await (self._refusal(scope) or self.app)(scope, receive, with_headers)

    def _refusal(self, scope: Scope) -> ASGIApp | None:
        host = host_name(Headers(scope=scope).get("host", ""))
        if ANY not in self.hosts and host not in self.hosts:
            return PlainTextResponse("This reading room does not answer to that name.\n", 421)
        if scope["method"] not in {"GET", "HEAD"}:
            return PlainTextResponse("This reading room only shows: GET and HEAD.\n", 405, headers={"Allow": "GET, HEAD"})
        return None


def host_name(header: str) -> str:
    """Return the name in a Host header, without the port, brackets kept."""
    name, bracket, _ = header.partition("]")
    return (name + bracket if bracket else header.partition(":")[0]).lower().rstrip(".")
