"""The web application: which address is answered by which page."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from graphbuild.errors import GraphbuildError, SourceError, UsageError
from graphbuild.explorer import endpoint, naming, protocol
from graphbuild.explorer.accept import best
from graphbuild.explorer.finished import as_asked
from graphbuild.explorer.listening import in_thread
from graphbuild.explorer.pages.agreements import (
    agreements,
    agreements_csv,
    agreements_ttl,
    agreements_xlsx,
)
from graphbuild.explorer.pages.cite import cite
from graphbuild.explorer.pages.compare import compare
from graphbuild.explorer.pages.listing import listing
from graphbuild.explorer.pages.networks import network, network_page, networks
from graphbuild.explorer.pages.questions import question, questions
from graphbuild.explorer.pages.review import review, write
from graphbuild.explorer.pages.search import search, suggest
from graphbuild.explorer.pages.sparql import editor, words
from graphbuild.explorer.pages.start import start
from graphbuild.explorer.pages.thing import thing, thing_sources
from graphbuild.explorer.pages.topics import topic, topics
from graphbuild.explorer.safety import OPEN, Guard
from graphbuild.explorer.view import address, asked_for
from graphbuild.finding.kinds import THINGS
from graphbuild.ontology.terms import PA
from graphbuild.stores.limits import LimitError

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from graphbuild.explorer.explorer import Explorer

Page = Callable[["Explorer", Request], Response]
Page1 = Callable[[Request], Response]
CLOSED = "parts of this graph are not shown here, so it cannot be asked as a whole"
LARGE = (40, 12)
"""Agreements from which a thing's page is made beforehand, and of how many things of a kind."""
LATER = {"Retry-After": "5"}
LONGEST = 8000
"""Characters of an address behind ``?``."""
STATIC = Path(__file__).parent / "static"
PAGES: dict[str, Page] = {
    "/": start,
    "/search": search,
    "/suggest": suggest,
    "/terms.json": words,
    "/agreements": agreements,
    "/agreements.csv": agreements_csv,
    "/agreements.ttl": agreements_ttl,
    "/agreements.xlsx": agreements_xlsx,
    "/list/{kind}": listing,
    "/topics": topics,
    "/topic/{id}": topic,
    "/questions": questions,
    "/question/{name}": question,
    "/networks": networks,
    "/network/{name}": network,
    "/network/{name}/page": network_page,
    "/compare": compare,
    "/cite": cite,
    "/review": review,
    "/id/{rest:path}": naming.named,
    "/scheme/{rest:path}": naming.in_scheme,
    "/ontology": naming.ontology,
}
"""Every page by its address; things, ``/sparql`` and ``/healthz`` come beside them."""
ASKING: frozenset[Page] = frozenset({question, network, network_page, editor})
"""Pages that ask in processes of their own."""
ALIVE: frozenset[Page] = frozenset({review})
"""Pages that change while the graph does not."""


def application(
    explorer: Explorer, *, host: str = "127.0.0.1", cors: Sequence[str] = (), seconds: float = 10
) -> ASGIApp:
    """The pages and the endpoint of an opened graph, for requests that come to ``host``."""
    gate = Gate(endpoint.WORKERS, endpoint.BUSY)
    routes: list[BaseRoute] = [
        Route(path, _answered(explorer, page, gate if page in ASKING else None), methods=["GET"])
        for path, page in PAGES.items()
    ]
    for kind in THINGS:
        routes.append(
            Route(f"/{kind}/{{id}}/sources", _answered(explorer, _of(kind, thing_sources)))
        )
        routes.append(Route(f"/{kind}/{{id}}", _answered(explorer, _of(kind, thing))))
    routes += [
        Route("/sparql", _sparql(explorer, seconds, gate), methods=["GET", "POST", "HEAD"]),
        Route("/review", _written(explorer), methods=["POST"]),
        Route("/healthz", _health(explorer)),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]
    app = Starlette(routes=routes, exception_handlers={HTTPException: _missing(explorer)})
    return Guard(app, host, cors)


def warm(explorer: Explorer) -> None:
    """Make the largest pages beforehand, one after another: they take longest, and are visited most."""
    finished = explorer.finished
    for kind in THINGS:
        rows = explorer.index.rows(
            "SELECT id FROM thing WHERE kind = ? AND agreements >= ? ORDER BY agreements DESC LIMIT ?",
            [kind, *LARGE],
        )
        for (id_,) in rows if kind in explorer.shown.kinds else ():
            time.sleep(0.1)
            request = asked_for(address(kind, id_), {"id": id_})
            with suppress(GraphbuildError, OSError):
                finished.put(_key(request), thing(explorer, request, kind))


def _of(kind: str, page: Callable[[Explorer, Request, str], Response]) -> Page:
    return lambda explorer, request: page(explorer, request, kind)


def _answered(
    explorer: Explorer, page: Page, gate: Gate | None = None
) -> Callable[[Request], Awaitable[Response]]:
    """A page in a thread; what it cannot find or do is said on a page of its own.

    ``gate`` is what those pages go through that ask in processes of their own.
    """

    def safely(request: Request) -> Response:
        # Here, in the page's own thread: an error would carry the engine's answers to another one,
        # which they do not survive.
        try:
            return page(explorer, request)
        except LimitError as error:
            busy = _failed(explorer, request, 503, str(error))
            busy.headers["Retry-After"] = "5"
            return busy
        except UsageError as error:
            return _failed(explorer, request, 404, str(error))
        except SourceError as error:
            return _failed(explorer, request, 503, str(error))
        except (GraphbuildError, OSError) as error:
            text = f"the graph cannot be asked any more ({error}); was it moved, or built anew?"
            return _failed(explorer, request, 503, text)

    async def answered(request: Request) -> Response:
        if len(request.url.query) > LONGEST:
            return await in_thread(_failed, explorer, request, 414, "this address is too long")
        finished, key = explorer.finished, _key(request)
        held = finished.get(key)
        if held is None:
            held = await _through(gate, explorer, request, safely)
            if page not in ALIVE:
                finished.put(key, held)
        return as_asked(request, held)

    return answered


def _key(request: Request) -> str:
    """What an answer depends on: the address, and where several forms are given what is accepted."""
    path = request.url.path
    accept = request.headers.get("accept", "")[:500] if path.startswith(OPEN) else ""
    return repr((path, request.url.query, accept))


class Gate:
    """Lets as many through as there are processes; others wait without holding a thread."""

    def __init__(self, most: int, seconds: float) -> None:
        self._free, self._seconds, self.most = asyncio.Semaphore(most), seconds, most

    async def __aenter__(self) -> None:
        try:
            await asyncio.wait_for(self._free.acquire(), self._seconds)
        except TimeoutError:
            text = f"{self.most} other questions are being answered; ask again in a moment"
            raise LimitError(text, "time") from None

    async def __aexit__(self, *error: object) -> None:
        self._free.release()


async def _through(
    gate: Gate | None, explorer: Explorer, request: Request, safely: Page1
) -> Response:
    if gate is None:
        return await in_thread(safely, request)
    try:
        async with gate:
            return await in_thread(safely, request)
    except LimitError as error:
        return await in_thread(_failed, explorer, request, 503, str(error))


def _failed(explorer: Explorer, request: Request, status: int, text: str) -> Response:
    """What went wrong, with a search to go on."""
    accept = request.headers.get("accept", "")
    if request.url.path == "/sparql" or best(accept, ["text/html", "text/plain"]) == "text/plain":
        return PlainTextResponse(text + "\n", status, LATER if status == 503 else None)
    words = request.url.path.strip("/").rpartition("/")[2][:60]
    hits = explorer.search(words, most=8) if status == 404 else []
    return HTMLResponse(
        explorer.pages.render(
            "error.html",
            path=request.url.path,
            search_words=words,
            noindex=True,
            reviewing=explorer.desk is not None,
            status=status,
            text=text,
            hits=[(hit, address(hit.kind, hit.id)) for hit in hits],
        ),
        status,
        LATER if status == 503 else None,
    )


def _missing(explorer: Explorer) -> Callable[[Request, Exception], Awaitable[Response]]:
    async def missing(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        text = "there is no such page" if status == 404 else "this cannot be asked in this way"
        answer = await in_thread(_failed, explorer, request, status, text)
        if isinstance(error, HTTPException) and error.headers:
            answer.headers.update(error.headers)  # Allow
        return answer

    return missing


def _written(explorer: Explorer) -> Callable[[Request], Awaitable[Response]]:
    async def written(request: Request) -> Response:
        return await write(explorer, request)

    return written


def _health(explorer: Explorer) -> Callable[[Request], Awaitable[Response]]:
    async def health(request: Request) -> Response:  # noqa: ARG001
        def asked() -> bool:
            return explorer.index.count("agreement") >= 0

        await in_thread(asked)
        return PlainTextResponse("ok\n")

    return health


def _as_file(answer: Response, media: str) -> Response:
    if answer.status_code == 200:
        name = f"answer.{endpoint.SUFFIX[media]}"
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _description(explorer: Explorer, request: Request, accept: str) -> Response:
    rows = explorer.store.select(f"SELECT ?s WHERE {{ ?s a {PA.Source} }} ORDER BY ?s")
    return endpoint.description(
        str(request.url.replace(query="")), accept, [row[0].value for row in rows]
    )


def _sparql(
    explorer: Explorer, seconds: float, gate: Gate
) -> Callable[[Request], Awaitable[Response]]:
    """The protocol for programs, the editor for people."""
    edited = _answered(explorer, editor, gate)

    async def asked(request: Request) -> Response:
        if not explorer.shown.all:
            return await in_thread(_failed, explorer, request, 403, CLOSED)
        accept = request.headers.get("accept", "")
        file = endpoint.FILES.get(request.query_params.get("format", ""))
        if file is not None and request.method == "GET":  # a link, which cannot say what it accepts
            return _as_file(await answered(request, file, safe=True), file)
        wanted = best(accept, [*endpoint.ROWS, *endpoint.GRAPHS, "text/html"])
        if request.method == "GET" and wanted == "text/html":
            return await edited(request)
        given = request.query_params.keys() & {"query", "update"}
        if request.method in ("GET", "HEAD") and not given:
            return await in_thread(_description, explorer, request, accept)
        return await answered(request, accept)

    async def answered(request: Request, accept: str, *, safe: bool = False) -> Response:
        try:
            query, default, named = await protocol.read(request)
            full = protocol.with_dataset(query, default, named)
        except protocol.Refused as error:
            return protocol.said(error.status, error.text)
        try:
            async with gate:
                asking = partial(
                    endpoint.answer, explorer.guarded, full, accept, seconds, safe=safe
                )
                return await in_thread(asking)
        except LimitError as error:
            return protocol.late(str(error))

    return asked
