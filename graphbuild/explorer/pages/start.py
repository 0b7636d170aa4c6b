"""``/``: what the graph holds, and doors into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphbuild.explorer.charts import Series, bars
from graphbuild.explorer.facets import FACETS
from graphbuild.explorer.view import NAMES, address, query
from graphbuild.explorer.worldmap import countries, world

if TYPE_CHECKING:
    from markupsafe import Markup
    from starlette.requests import Request
    from starlette.responses import Response

    from graphbuild.explorer.explorer import Explorer


def start(explorer: Explorer, request: Request) -> Response:
    """The first page."""
    figures = [(label, explorer.index.count(kind), kind) for kind, label in NAMES.items()]
    by = {facet.name: facet for facet in FACETS}
    everything = set(explorer.agreements)
    busiest = {
        name: explorer.facets.choices(by[name], {}, everything, 8)
        for name in ("process", "country", "third")
    }
    return explorer.html(
        request,
        "start.html",
        figures=figures,
        busiest=busiest,
        chart=by_stage(explorer, everything),
        map=map_of(explorer, everything),
        sources=explorer.facets.choices(by["source"], {}, everything, 20),
    )


def by_stage(explorer: Explorer, numbers: set[int]) -> Markup:
    """Agreements over time, by stage."""
    sets, labels = explorer.facets.sets, explorer.facets.labels
    years = sorted(year for year, of in sets["year"].items() if of & numbers)
    span = [str(year) for year in range(int(years[0]), int(years[-1]) + 1)] if years else []
    stages = sorted(sets["stage"], key=lambda stage: -len(sets["stage"][stage] & numbers))
    series = [
        Series(
            labels["stage", stage],
            {year: len(of & sets["stage"][stage] & numbers) for year, of in sets["year"].items()},
        )
        for stage in stages
    ]
    return bars(
        "Agreements by year and stage", span, [one for one in series if any(one.values.values())]
    )


def map_of(
    explorer: Explorer, numbers: set[int], chosen: dict[str, list[str]] | None = None
) -> Markup:
    """Agreements on the map; a country leads to its page, or to those of the list that concern it."""
    known = countries()
    counts = {
        place: len(of & numbers)
        for place, of in explorer.facets.sets["country"].items()
        if place in known and of & numbers
    }
    addresses = {
        place: f"/agreements{query({**chosen, 'country': [place]})}"
        if chosen is not None
        else address("place", place)
        for place in counts
    }
    return world(counts, addresses)
