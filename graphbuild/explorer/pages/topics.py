"""``/topics`` and ``/topic/GeWom``: the coding scheme, and what agreements provide on a topic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphbuild.errors import UsageError
from graphbuild.explorer.charts import Series, bars, lines
from graphbuild.explorer.facets import FACETS
from graphbuild.ontology.codes import PROVISION, codes

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from graphbuild.explorer.explorer import Explorer

PASSAGES = 40


def topics(explorer: Explorer, request: Request) -> Response:
    """All topics by section, with the number of agreements that provide for each."""
    sets = explorer.facets.sets["topic"]
    listed = [(code, len(sets.get(code.code, ()))) for code in codes() if code.scheme == PROVISION]
    return explorer.html(request, "topics.html", topics=listed, total=len(explorer.agreements))


def topic(explorer: Explorer, request: Request) -> Response:
    """One topic: what it means, how its share changes, where it stands, what was quoted."""
    asked = request.path_params["id"]
    code = next((c for c in codes() if c.scheme == PROVISION and c.code == asked), None)
    if code is None:
        raise UsageError(f"the coding scheme has no topic {asked!r}")
    sets, labels = explorer.facets.sets, explorer.facets.labels
    held = sets["topic"].get(code.code, set())
    for below in codes():  # a heading means all below it
        if (
            code.path == code.section
            and below.section == code.section
            and below.scheme == PROVISION
        ):
            held = held | sets["topic"].get(below.code, set())
    coded = set().union(*sets["topic"].values()) if sets["topic"] else set()
    years = sorted(year for year, of in sets["year"].items() if of & coded)
    span = [str(year) for year in range(int(years[0]), int(years[-1]) + 1)] if years else []
    share = {
        year: 100 * len(of & held) / len(of & coded)
        for year, of in sets["year"].items()
        if of & coded
    }
    counts = {year: len(of & held) for year, of in sets["year"].items()}
    others = {year: len((of & coded) - held) for year, of in sets["year"].items()}
    by = {facet.name: facet for facet in FACETS}
    rows = explorer.index.rows(
        "SELECT text, agreement FROM passage WHERE code = ? ORDER BY agreement LIMIT ?",
        [code.code, PASSAGES],
    )
    return explorer.html(
        request,
        "topic.html",
        code=code,
        held=len(held),
        coded=len(coded),
        below=[c for c in codes() if c.path.startswith(f"{code.path}→") and c.scheme == PROVISION],
        share=lines(
            "Share of the coded agreements of a year, in percent", span, [Series(code.label, share)]
        ),
        chart=bars(
            "Agreements by year, with and without the topic",
            span,
            [Series(f"with {code.label}", counts), Series("other coded agreements", others)],
        ),
        busiest={
            name: explorer.facets.choices(by[name], {}, held, 10)[0]
            for name in ("process", "country", "stage")
        },
        passages=[
            (text, id_, explorer.index.label("agreement", id_))
            for text, id_ in (rows if explorer.shown.texts else ())
        ],
        labels=labels,
    )
