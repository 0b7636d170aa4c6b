"""``/``: what the graph holds, and doors into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphbuild.explorer.facets import FACETS
from graphbuild.explorer.pictures import by_stage, map_of
from graphbuild.explorer.view import NAMES

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from graphbuild.explorer.explorer import Explorer


def start(explorer: Explorer, request: Request) -> Response:
    """The first page."""
    figures = [
        (label, explorer.index.count(kind), kind)
        for kind, label in NAMES.items()
        if kind in explorer.shown.kinds
    ]
    by = {facet.name: facet for facet in FACETS}
    everything = set(explorer.agreements)
    busiest = {
        name: explorer.facets.choices(by[name], {}, everything, 8)[0]
        for name in ("process", "country", "third")
    }
    return explorer.html(
        request,
        "start.html",
        figures=figures,
        busiest=busiest,
        chart=by_stage(explorer, everything),
        map=map_of(explorer, everything),
        sources=explorer.facets.choices(by["source"], {}, everything, 20)[0],
    )
