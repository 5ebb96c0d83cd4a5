"""The ledger's addresses and what answers them: read the request, one call, show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ...archive import Archive
from ...errors import UsageError
from ...publish.network import FORMATS
from ...statements.actors import kinds_of
from ..leaves import leaf_of
from .actor import actor_page, actors_page
from .asking import asked, ledger_page
from .deciding import ADDRESS, Desk, form_of, safe_back, written
from .derived import choruses_page, forecasts_page, pledges_page, quotations_page, reversals_page, review_page
from .entry import entry_page
from .holding import Ledger
from .network import found_ties, network_page

Show = Callable[..., Response]
TYPES = {"gexf": "application/xml", "graphml": "application/xml", "csv": "text/csv", "json": "application/json"}


@dataclass(frozen=True, slots=True)
class NoLedger:
    """The page of an archive whose texts were not read for statements."""

    template: ClassVar[str] = "ledger/none.html"


@dataclass(frozen=True, slots=True)
class LedgerRoom:
    """The ledger's pages; `desk` is whoever may decide."""

    archive: Archive
    ledger: Ledger
    desk: Desk | None
    show: Show

    def routes(self) -> list[Route]:
        """Return every address of the ledger."""
        pages = {
            "": self.entries, "/actors": self.actors, "/actor/{name:path}": self.actor, "/entry/{id}": self.entry,
            "/network": self.network, "/network.{form}": self.file, "/review": self.review,
            "/{question}": self.question,
        }  # fmt: skip
        found = [Route(f"/ledger{path}", partial(self.there, answer)) for path, answer in pages.items()]
        return [Route(ADDRESS, self.decide, methods=["POST"]), *found] if self.desk else found

    def there(self, answer: Callable[[Request], Response], request: Request) -> Response:
        """Answer, or say how a ledger is made where the archive has none."""
        return answer(request) if self.ledger.there() else self.show(request, NoLedger())

    def entries(self, request: Request) -> Response:
        """The list of entries."""
        page = ledger_page(self.ledger.now(), asked(request.query_params), leaf_of(request))
        return self.show(request, page, 400 if page.fault else 200)

    def actors(self, request: Request) -> Response:
        """The actors."""
        return self.show(request, actors_page(self.ledger.now(), request.query_params.get("words", "").strip(), leaf_of(request)))

    def actor(self, request: Request) -> Response:
        """An actor."""
        return self.show(request, actor_page(self.ledger.now(), request.path_params["name"]))

    def entry(self, request: Request) -> Response:
        """One entry."""
        back = safe_back(request.query_params.get("back", ""))
        return self.show(request, entry_page(self.ledger.now(), request.path_params["id"], back))

    def question(self, request: Request) -> Response:
        """One of the questions that lay entries side by side."""
        held, given = self.ledger.now(), request.query_params
        common = given.get("name", "").strip(), "all" in given, leaf_of(request)
        pages: dict[str, Callable[[], Any]] = {
            "reversals": lambda: reversals_page(held, *common),
            "choruses": lambda: choruses_page(held, *common),
            "pledges": lambda: pledges_page(held, given.get("on", "").strip(), *common),
            "forecasts": lambda: forecasts_page(self.archive, held, *common),
            "quotations": lambda: quotations_page(self.archive, held, *common),
        }
        if (question := request.path_params["question"]) not in pages:
            raise HTTPException(404)
        page = pages[question]()
        return self.show(request, page, 400 if page.fault else 200)

    def review(self, request: Request) -> Response:
        """The decisions to be looked at again."""
        return self.show(request, review_page(self.archive, leaf_of(request)))

    def network(self, request: Request) -> Response:
        """The network, drawn and as a table."""
        every = "all" in request.query_params
        at = request.query_params.get("at", "").strip()
        page = network_page(self.ledger.now().told(every), at, every, leaf_of(request))
        return self.show(request, page, 400 if page.fault else 200)

    def file(self, request: Request) -> Response:
        """The network as a file, as the command writes it."""
        form, at = request.path_params["form"], request.query_params.get("at", "").strip()
        if form not in FORMATS:
            raise HTTPException(404)
        found = found_ties(self.ledger.now().told("all" in request.query_params), at)
        name = f'attachment; filename="network.{form}"'
        words = FORMATS[form](found, kinds_of(self.archive))
        return Response(words, headers={"Content-Type": f"{TYPES[form]}; charset=utf-8", "Content-Disposition": name})

    async def decide(self, request: Request) -> Response:
        """Take a decision, and lead back to where one was."""
        form = await form_of(request)
        if self.desk is None or not self.desk.knows(form.get("token", "")):
            raise UsageError(
                "This form is of another time or place.", "The reading room was opened anew: reload the page, decide again."
            )
        return RedirectResponse(await run_in_threadpool(written, self.archive, self.ledger, self.desk, form), 303)
