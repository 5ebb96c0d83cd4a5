"""The outermost layer: answers only to its own names, only to GET and HEAD, and tells the browser to keep everything at home.

Where somebody decides about the ledger, one address also takes forms, from pages of this reading room alone.
"""

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

    def __init__(self, app: ASGIApp, hosts: frozenset[str], forms: frozenset[str] = frozenset()) -> None:
        self.app = app
        self.hosts = hosts
        self.forms = forms
        #: Without a referrer of its own a page's forms come from nowhere, and could not be told from those of other sites.
        self.headers = HEADERS | ({"Referrer-Policy": "same-origin"} if forms else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "no-cache")
            await send(message)

        await (self._refusal(scope) or self.app)(scope, receive, with_headers)

    def _refusal(self, scope: Scope) -> ASGIApp | None:
        host = host_name(Headers(scope=scope).get("host", ""))
        if ANY not in self.hosts and host not in self.hosts:
            return PlainTextResponse("This reading room does not answer to that name.\n", 421)
        if scope["method"] == "POST" and scope["path"] in self.forms:
            return None if from_here(Headers(scope=scope)) else PlainTextResponse("Only pages of this reading room decide.\n", 403)
        if scope["method"] not in {"GET", "HEAD"}:
            return PlainTextResponse("This reading room only shows: GET and HEAD.\n", 405, headers={"Allow": "GET, HEAD"})
        return None


def from_here(headers: Headers) -> bool:
    """Tell whether a form was sent by a page of this reading room: the browser says from where, and it is the host it asks."""
    host = headers.get("host", "").lower()
    return (
        bool(host)
        and headers.get("origin", "").lower() == f"http://{host}"
        and headers.get("sec-fetch-site", "same-origin") == "same-origin"
    )


def host_name(header: str) -> str:
    """Return the name in a Host header, without the port, brackets kept."""
    name, bracket, _ = header.partition("]")
    return (name + bracket if bracket else header.partition(":")[0]).lower().rstrip(".")
