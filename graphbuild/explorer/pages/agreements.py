"""``/agreements``: all agreements, filtered; as table, timeline or map; and as files."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from starlette.responses import Response

from graphbuild.explorer.charts import Dot, timeline
from graphbuild.explorer.facets import FACETS
from graphbuild.explorer.pages.start import by_stage, map_of
from graphbuild.explorer.view import address, query
from graphbuild.words import one_line, plain

if TYPE_CHECKING:
    from starlette.requests import Request

    from graphbuild.explorer.explorer import Explorer

ROWS, CHOICES, DOTS = 50, 12, 400
VIEWS = ("table", "timeline", "map")


def chosen_of(request: Request) -> dict[str, list[str]]:
    """The filters that the address holds."""
    given = request.query_params
    return {facet.name: found for facet in FACETS if (found := given.getlist(facet.name))}


def matching(explorer: Explorer, words: str, first: str, last: str) -> set[int]:
    """The agreements whose title, parties or description have all words, within two dates."""
    parts = plain(one_line(words)).split()
    return {
        number
        for number, (_, _, date, text) in explorer.agreements.items()
        if all(part in text for part in parts)
        and (not first or (date and date >= first[: len(date)]))
        and (not last or (date and date <= last[: len(date)]))
    }


def _date(text: str) -> str:
    return text if re.fullmatch(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", text) else ""


def agreements(explorer: Explorer, request: Request) -> Response:
    """The list; the address holds all that was chosen."""
    given = request.query_params
    words = given.get("q", "")[:200]
    first, last = _date(given.get("from", "")), _date(given.get("to", ""))
    chosen = chosen_of(request)
    within = matching(explorer, words, first, last)
    left = sorted(explorer.facets.left(chosen, within))
    view = given.get("view", "table")
    view = view if view in VIEWS else "table"
    if given.get("order") == "newest":
        left.reverse()
    page = max(1, int(given["page"]) if re.fullmatch(r"[0-9]{1,5}", given.get("page", "")) else 1)
    pages = max(1, -(-len(left) // ROWS))
    page = min(page, pages)
    state = [("q", words), ("from", first), ("to", last)]
    state = [(name, value) for name, value in state if value]
    state += [(name, value) for name, values in chosen.items() for value in values]
    if given.get("order") == "newest":
        state.append(("order", "newest"))
    shown = left[(page - 1) * ROWS : page * ROWS]
    dots = [
        Dot(date, "", title, address("agreement", id_))
        for number in left[:DOTS]
        for id_, title, date, _ in [explorer.agreements[number]]
        if date
    ]
    return explorer.html(
        request,
        "agreements.html",
        words=words,
        first=first,
        last=last,
        state=state,
        total=len(left),
        all=len(explorer.agreements),
        rows=[(*explorer.agreements[number][:3], _beside(explorer, number)) for number in shown],
        page=page,
        pages=pages,
        view=view,
        views=VIEWS,
        chart=by_stage(explorer, set(left)) if view == "table" and left else "",
        timeline=timeline("The agreements in time", dots, [""]) if view == "timeline" else "",
        left_out=max(0, len(left) - DOTS) if view == "timeline" else 0,
        map=map_of(explorer, set(left), chosen) if view == "map" else "",
        facets=[
            (facet, explorer.facets.choices(facet, chosen, within, CHOICES)) for facet in FACETS
        ],
        toggled=lambda facet, value: query(_toggled(state, facet, value, view)),
        with_=lambda name, value: query([*[p for p in state if p[0] != name], (name, value)]),
    )


def _toggled(
    state: list[tuple[str, str]], facet: str, value: str, view: str
) -> list[tuple[str, str]]:
    pair = (facet, value)
    kept = [item for item in state if item != pair]
    kept += [] if pair in state else [pair]
    return [*kept, *([("view", view)] if view != "table" else [])]


def _beside(explorer: Explorer, number: int) -> list[tuple[str, str, str]]:
    """Process and stage of an agreement: kind, id and label."""
    found = []
    for facet, kind in (("process", "process"), ("stage", "")):
        for value, of in explorer.facets.sets[facet].items():
            if number in of:
                found.append((kind, value, explorer.facets.labels[facet, value]))
                break
        else:
            found.append(("", "", ""))
    return found


def agreements_csv(explorer: Explorer, request: Request) -> Response:
    """The hits as CSV, one row an agreement."""
    from graphbuild.delimited import guarded

    given = request.query_params
    first, last = _date(given.get("from", "")), _date(given.get("to", ""))
    within = matching(explorer, given.get("q", "")[:200], first, last)
    left = sorted(explorer.facets.left(chosen_of(request), within))
    columns = [facet for facet in FACETS if facet.name not in ("year", "topic")]
    held: dict[int, dict[str, list[str]]] = {number: {} for number in left}
    for facet in columns:
        for value, of in explorer.facets.sets[facet.name].items():
            for number in of & held.keys():
                held[number].setdefault(facet.name, []).append(
                    explorer.facets.labels[facet.name, value]
                )
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["agreement_id", "title", "date", *(facet.name for facet in columns)])
    for number in left:
        id_, title, date, _ = explorer.agreements[number]
        cells = ["; ".join(sorted(held[number].get(facet.name, ()))) for facet in columns]
        writer.writerow(map(guarded, [id_, title, date, *cells]))
    return Response(
        out.getvalue(),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="agreements.csv"'},
    )
