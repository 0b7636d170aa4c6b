"""``/agreement/1731``, ``/actor/21`` and so on: a thing's page, and where its facts come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from graphbuild.cards.card import Card, Ref, Table
from graphbuild.cards.origin import origins
from graphbuild.explorer.charts import Dot, Series, bars, timeline
from graphbuild.explorer.view import NAMES, address

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from graphbuild.explorer.explorer import Explorer

ROWS, LANES, MANY = 50, 14, 120


def thing(explorer: Explorer, request: Request, kind: str) -> Response:
    """The page of a thing."""
    card = explorer.card(kind, request.path_params["id"])
    whole = request.query_params.get("all", "")
    return explorer.html(
        request,
        "thing.html",
        card=card,
        kind_name=NAMES[kind],
        rows=ROWS,
        whole=whole,
        pictures=list(_pictures(explorer, card)),
        noindex=kind == "person",
        home=address(kind, card.id),
    )


def _table(card: Card, name: str) -> Table | None:
    return next((table for table in card.tables if table.name == name), None)


def _pictures(explorer: Explorer, card: Card) -> list[tuple[str, Markup]]:
    found: list[tuple[str, Markup]] = []
    years = _table(card, "years")
    if years is not None:
        known = {str(row[0]): row for row in years.rows if row[0]}
        if known:
            span = [str(year) for year in range(int(min(known)), int(max(known)) + 1)]
            series = [
                Series(name, {year: int(str(row[at])) for year, row in known.items()})
                for at, name in enumerate(years.columns)
                if at
            ]
            found.append(("Agreements by year", bars("Agreements by year", span, series)))
    agreements = _table(card, "agreements")
    if card.kind in ("process", "conflict", "place", "person") and agreements is not None:
        found.append(("In time", _in_time(explorer, card, agreements)))
    return found


def _in_time(explorer: Explorer, card: Card, agreements: Table) -> Markup:
    """Every agreement, and a lane for each of the actors that stand in most of them."""
    at = {column: number for number, column in enumerate(agreements.columns)}
    dots, dated = [], {}
    for row in agreements.rows:
        what, date = row[at["agreement"]], str(row[at["date"]])
        if isinstance(what, Ref) and date:
            dots.append(Dot(date, "all agreements", what.label, address("agreement", what.id)))
            dated[what.id] = (date, what.label)
    lanes = ["all agreements"]
    actors = _table(card, "actors")
    if card.kind in ("process", "conflict") and actors is not None:
        sides = (("party", 1), ("third", 2))
        ids = {id_: number for number, (id_, *_) in explorer.agreements.items() if id_ in dated}
        for row in actors.rows[: LANES if len(dated) <= MANY else LANES // 2]:
            actor = row[0]
            if not isinstance(actor, Ref):
                continue
            lanes.append(actor.label)
            for side, colour in sides:
                of = explorer.facets.sets[side].get(actor.id, set())
                dots += [
                    Dot(
                        dated[id_][0], actor.label, dated[id_][1], address("agreement", id_), colour
                    )
                    for id_, number in ids.items()
                    if number in of
                ]
    return timeline(f"Agreements of {card.title} in time", dots, lanes)


def thing_sources(explorer: Explorer, request: Request, kind: str) -> Response:
    """Every statement on a thing with the file that makes it."""
    card = explorer.card(kind, request.path_params["id"])
    return explorer.html(
        request,
        "thing_sources.html",
        card=card,
        home=address(kind, card.id),
        rows=origins(explorer.store, card.iri),
        noindex=kind == "person",
    )
