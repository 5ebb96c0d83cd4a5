"""The reading room as an application: every address, what is refused, and what is said when something is not there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from ..archive import Archive
from ..compare.variants import KINDS
from ..errors import ArchiveError, GonePassage, MachineError, SourcebookError, UnknownName
from ..publish.cite import DEFAULT, cite
from .addresses import Homes, listing_url, page_url, text_url
from .collating import Asked, Collations, collation_page
from .covering import Tallies, coverage_page
from .guard import LOOPBACK, Guard
from .leaves import leaf_of
from .ledger.beside import beside
from .ledger.deciding import ADDRESS as DECIDING
from .ledger.deciding import Desk, desk
from .ledger.holding import Ledger
from .ledger.room import LedgerRoom
from .pages import Help, Message, browse, cite_page, findings_page, home, listing, text_page, whole_page, works_page
from .record import text_record
from .room import environment, render
from .searching import ADDRESS, asked, search_page

FILTERS = ("author", "year", "venue", "folder")
NARROWED = (*FILTERS, "without")
ORDERS = ("date", "title", "author", "path")
TOPICS = ("index", "search", "reading", "evidence", "citing", "ledger", "about")
FORMAT_TYPES = {
    "csl-json": "application/vnd.citationstyles.csl+json",
    "bibtex": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
}
STATIC = Path(str(files("sourcebook.web") / "static"))
ROBOTS = "User-agent: *\nDisallow: /search\nDisallow: /cite/\nDisallow: /collate\nDisallow: /follow\nDisallow: /ledger\n"

Explain = Callable[[str], str]


def unexplained(code: str) -> str:  # noqa: ARG001 - stands in for the checks' own explanations
    """Say nothing about a code."""
    return ""


def create_app(archive: Archive, hosts: Iterable[str] = LOOPBACK, explain: Explain = unexplained, decide: str = "") -> Guard:
    """Return the reading room of an archive; `hosts` are the names it answers to, `explain` says what a finding's code means.

    `decide` names the person who may decide about entries of the ledger; without it the room only shows.
    """
    hosts = frozenset(hosts)
    templates = environment(archive, lambda code: explain(code).partition("\n")[0])
    ledger, editor = Ledger(archive), desk(decide, hosts)
    templates.globals.update(has_ledger=ledger.there, desk=editor)
    room = _Room(archive, templates, explain, Homes(archive), Tallies(archive), Collations(archive), ledger)
    pages = [Route(path, getattr(room, name)) for path, name in ROUTES]
    routes = [*pages, *_ledger_routes(room, editor), Mount("/static", StaticFiles(directory=STATIC))]
    handlers: dict[Any, Any] = {SourcebookError: room.fault, HTTPException: room.refusal, Exception: room.bug}
    return Guard(Starlette(routes=routes, exception_handlers=handlers), hosts, frozenset({DECIDING}) if editor else frozenset())


def _ledger_routes(room: _Room, editor: Desk | None) -> list[Route]:
    return LedgerRoom(room.archive, room.ledger, editor, room.show).routes()


#: Every address and the method of the room that answers it.
ROUTES = (
    ("/", "home"), ("/browse/{by}", "browse"), ("/texts", "texts"), ("/text/{name:path}", "text"), ("/page/{path:path}", "page"),
    ("/source/{path:path}", "source"), ("/cite/{name:path}", "cite"), ("/follow", "follow"), ("/search", "search"),
    ("/coverage", "coverage"),
    ("/collate", "collate"),
    ("/works", "works"), ("/findings", "findings"), ("/findings/{code}", "findings"), ("/help", "help"), ("/help/{topic}", "help"),
    ("/robots.txt", "robots"), ("/favicon.ico", "favicon"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Room:
    """The archive and its templates; a method for each page: read the request, one call, show."""

    archive: Archive
    templates: Environment
    explain: Explain
    homes: Homes
    tallies: Tallies
    collations: Collations
    ledger: Ledger

    def show(self, request: Request, page: Any, status: int = 200) -> Response:
        base = f"{request.url.scheme}://{request.url.netloc}"
        html = render(
            self.templates,
            page,
            path=request.url.path,
            here=here(request),
            base=self.archive.config.base_address.rstrip("/") or base,
        )
        return HTMLResponse(html, status)

    def home(self, request: Request) -> Response:
        return self.show(request, home(self.archive))

    def browse(self, request: Request) -> Response:
        by = request.path_params["by"]
        if by not in FILTERS:
            raise HTTPException(404)
        return self.show(request, browse(self.archive, by))

    def texts(self, request: Request) -> Response:
        filters = {name: request.query_params[name] for name in NARROWED if request.query_params.get(name)}
        order = request.query_params.get("order", "date")
        return self.show(request, listing(self.archive, filters, order if order in ORDERS else "date", leaf_of(request)))

    def text(self, request: Request) -> Response:
        name, _, version = request.path_params["name"].partition("@")
        page = text_page(self.archive, self.homes, name, version)
        page = replace(page, ledger=beside(self.archive, self.ledger, page.text, request.query_params.get("ledger") == "beside"))
        if request.query_params.get("format") == "json":
            return JSONResponse(text_record(page, self.archive.blocks(page.text)))
        return self.show(request, page)

    def page(self, request: Request) -> Response:
        return self.show(request, whole_page(self.archive, self.homes, request.path_params["path"]))

    def source(self, request: Request) -> Response:
        """The file as captured; only one that the database knows, and only where a source folder holds it."""
        page = self.archive.page(request.path_params["path"])
        file = self.archive.source(page).resolve()
        if not any(file == source.resolve() or file.is_relative_to(source.resolve()) for source in self.archive.sources):
            raise HTTPException(404)
        try:
            data = file.read_bytes()
        except FileNotFoundError:
            raise HTTPException(410, "The file is no longer among the sources.") from None
        return Response(data, headers={"Content-Type": f"text/plain; charset={_charset(page.encoding)}"})

    def cite(self, request: Request) -> Response:
        name, asked = request.path_params["name"], request.query_params
        key, style = asked.get("passage", ""), asked.get("style", DEFAULT)
        if style in FORMAT_TYPES:
            made = cite(self.archive, f"{name}#{key}" if key else name, style, self.archive.config.base_address)
            return Response(f"{made}\n", headers={"Content-Type": f"{FORMAT_TYPES[style]}; charset=utf-8"})
        return self.show(request, cite_page(self.archive, name, key, style))

    def follow(self, request: Request) -> Response:
        """Lead to where a passage of a former version is now."""
        key = request.query_params.get("key", "")
        address = request.query_params.get("address") or request.query_params.get("name", "") + (f"#{key}" if key else "")
        passage = self.archive.passage(address)
        return RedirectResponse(text_url(passage.name, passage.key), 302)

    def search(self, request: Request) -> Response:
        query = asked(request.query_params)
        if ADDRESS.fullmatch(query):
            return RedirectResponse(listing_url(to="follow", address=query), 302)
        page = search_page(self.archive, query, request.query_params.get("sort", ""), leaf_of(request))
        return self.show(request, page, 400 if page.fault else 200)

    def collate(self, request: Request) -> Response:
        given = request.query_params
        names = tuple(name.strip() for name in given.getlist("w") if name.strip())
        kinds = frozenset(given.getlist("kind")) & frozenset(KINDS) or frozenset(KINDS)
        asked = Asked(names, given.get("base", ""), kinds, "only" in given, leaf_of(request), given.get("find", "").strip())
        return self.show(request, collation_page(self.archive, self.collations, asked))

    def findings(self, request: Request) -> Response:
        code, path = request.path_params.get("code", ""), request.query_params.get("path", "").strip()
        return self.show(request, findings_page(self.archive, code, path, leaf_of(request), self.explain))

    def coverage(self, request: Request) -> Response:
        return self.show(request, coverage_page(self.tallies.now(), request.query_params.get("folder", "")))

    def works(self, request: Request) -> Response:
        return self.show(request, works_page(self.archive, leaf_of(request)))

    def help(self, request: Request) -> Response:
        topic = request.path_params.get("topic", "index")
        if topic not in TOPICS:
            raise HTTPException(404)
        return self.show(request, Help(topic))

    def robots(self, _: Request) -> Response:
        return PlainTextResponse(ROBOTS)

    def favicon(self, _: Request) -> Response:
        return RedirectResponse("/static/favicon.svg", 301)

    # what is said when something is not there

    def fault(self, request: Request, fault: Exception) -> Response:
        """Say in a page what a fault of the call or machine says."""
        assert isinstance(fault, SourcebookError)
        status = 404 if isinstance(fault, UnknownName) else 410 if isinstance(fault, GonePassage) else 400
        if isinstance(fault, ArchiveError | MachineError):
            return PlainTextResponse(f"{fault.message}\n{fault.hint}\n", 503)
        title = {404: "Not in this archive", 410: "No longer there"}.get(status, "That cannot be")
        near = tuple(self._near(name) for name in fault.near) if isinstance(fault, UnknownName) else ()
        return self.show(request, Message(status, title, fault.message, fault.hint, tuple(filter(None, near))), status)

    def _near(self, name: str) -> tuple[str, str] | None:
        """Return the address and title of a text or page that comes near."""
        for found, address in ((self.archive.text, text_url), (self.archive.page, page_url)):
            try:
                found(name)
            except UnknownName:
                continue
            return address(name), name
        return None

    def refusal(self, request: Request, fault: Exception) -> Response:
        assert isinstance(fault, HTTPException)
        if fault.status_code == 404:
            return self.show(request, Message(404, "No such page", f"There is nothing at {request.url.path}."), 404)
        return self.show(request, Message(fault.status_code, "No longer there", fault.detail), fault.status_code)

    def bug(self, request: Request, fault: Exception) -> Response:  # noqa: ARG002 - the server logs the fault with its place
        return PlainTextResponse("Something went wrong within the reading room. The terminal it was started in says more.\n", 500)


def here(request: Request) -> str:
    """Return the address of a page with what it asks, to come back to."""
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


def _charset(encoding: str) -> str:
    return {"cp1252": "windows-1252", "cp1251": "windows-1251"}.get(encoding, encoding or "utf-8")
