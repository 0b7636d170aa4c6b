"""``/networks``: the networks; ``/network/NAME``: a form, a summary and the interactive page inside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse, Response

from graphbuild.errors import UsageError
from graphbuild.explorer.pages.questions import NARROWING, given_of
from graphbuild.explorer.view import NAMES, query

if TYPE_CHECKING:
    from starlette.requests import Request

    from graphbuild.explorer.explorer import Explorer


def networks(explorer: Explorer, request: Request) -> Response:
    """All networks with their questions."""
    from graphbuild.networks.registry import projections

    listed = [item for item in projections().values() if explorer.shown.draws(item.name)]
    return explorer.html(request, "networks.html", networks=listed)


def network(explorer: Explorer, request: Request) -> Response:
    """One network: the form, what it shows and leaves out, and its page in a frame."""
    from graphbuild.networks.about import caption
    from graphbuild.networks.analysis.summary import summary
    from graphbuild.networks.registry import find

    projection = find(_drawn(explorer, request))
    given = given_of(request)
    missing = [
        item.name for item in projection.parameters if item.required and item.name not in given
    ]
    problem, lines, told = "", [], ""
    if not missing:
        try:
            graph = explorer.network(projection.name, given)
            lines, told = list(caption(graph)), summary(graph)
        except UsageError as error:
            problem = str(error)
    return explorer.html(
        request,
        "network.html",
        status=400 if problem else 200,
        projection=projection,
        given=given,
        narrowing=NARROWING,
        missing=missing,
        problem=problem,
        caption=lines,
        summary=told,
        frame="" if missing or problem else f"/network/{projection.name}/page{query(given)}",
        command=f"graphbuild network {projection.name}"
        + "".join(f" -p {name}='{value}'" for name, values in given.items() for value in values),
        searched={item.name for item in projection.parameters if item.type in NAMES},
    )


def _drawn(explorer: Explorer, request: Request) -> str:
    """The name of the network in the address."""
    name = str(request.path_params["name"])
    if not explorer.shown.draws(name):
        raise UsageError("networks of persons are left out here")
    return name


def network_page(explorer: Explorer, request: Request) -> Response:
    """The interactive page of a network, whole in one file; it brings its own content policy."""
    from graphbuild.networks.page import render

    graph = explorer.network(_drawn(explorer, request), given_of(request))
    return HTMLResponse(render(graph))
