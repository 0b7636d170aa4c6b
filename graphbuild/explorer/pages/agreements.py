"""``/agreements``: all agreements, filtered; as table, timeline or map; and as files."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from starlette.responses import Response, StreamingResponse

from graphbuild.errors import UsageError
from graphbuild.explorer import hits
from graphbuild.explorer.charts import Dot, timeline
from graphbuild.explorer.facets import FACETS, Facet
from graphbuild.explorer.pictures import by_stage, map_of
from graphbuild.explorer.view import address, query
from graphbuild.words import one_line, plain

if TYPE_CHECKING:
    from markupsafe import Markup
    from starlette.requests import Request

    from graphbuild.explorer.explorer import Explorer

ROWS, CHOICES, MORE, DOTS = 50, 10, 500, 600
"""Rows of a page, choices of a filter at first and at most, and dots of a timeline."""
VIEWS = ("table", "timeline", "map")
LANES, FILTERS, NAMES = 12, 40, 8
"""Lanes of a timeline, values of a filter, and names that are looked up."""
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


@dataclass(frozen=True, slots=True)
class Wish:
    """What an address asks for: words, two dates, and values of filters."""

    words: str
    first: str
    last: str
    chosen: dict[str, list[str]] = field(default_factory=dict)
    newest: bool = False

    @classmethod
    def of(cls, explorer: Explorer, request: Request) -> Wish:
        """What a request asks for; what cannot be read is passed over, a name means the thing."""
        given = request.query_params
        chosen: dict[str, list[str]] = {}
        looked_up = 0
        for facet in FACETS:
            for value in given.getlist(facet.name)[:FILTERS]:
                meant = value.strip()[:200]
                if facet.kind and meant and meant not in explorer.facets.sets[facet.name]:
                    looked_up += 1
                    meant = _meant(explorer, facet, meant) if looked_up <= NAMES else meant
                if meant and meant not in chosen.setdefault(facet.name, []):
                    chosen[facet.name].append(meant)
        return cls(
            one_line(given.get("q", "")[:200]),
            _date(given.get("from", "")),
            _date(given.get("to", "")),
            {name: values for name, values in chosen.items() if values},
            given.get("order") == "newest",
        )

    def state(self) -> list[tuple[str, str]]:
        """The same as names and values of an address."""
        found = [("q", self.words), ("from", self.first), ("to", self.last)]
        found += [(name, value) for name, values in self.chosen.items() for value in values]
        found.append(("order", "newest" if self.newest else ""))
        return [(name, value) for name, value in found if value]

    def within(self, explorer: Explorer) -> set[int]:
        """The agreements whose title, parties or description have all words, within the dates."""
        parts = plain(self.words).split()
        return {
            number
            for number, (_, _, date, text) in explorer.agreements.items()
            if all(part in text for part in parts)
            and (not self.first or (date and date >= self.first[: len(date)]))
            and (not self.last or (date and date[: len(self.last)] <= self.last[: len(date)]))
        }

    def numbers(self, explorer: Explorer, within: set[int]) -> list[int]:
        """The hits in their order."""
        return sorted(explorer.facets.left(self.chosen, within), reverse=self.newest)

    def told(self, explorer: Explorer) -> list[tuple[str, str, tuple[str, str]]]:
        """Every choice in words, with its part of the address: a filter, a value, name and value."""
        names = {"q": "Words", "from": "From", "to": "To"}
        labels = {facet.name: facet.label for facet in FACETS}
        found = []
        for name, value in self.state():
            if name in names:
                found.append((names[name], value, (name, value)))
            elif name in labels:
                label = explorer.facets.labels.get((name, value), value)
                found.append((labels[name], label, (name, value)))
        return found


def _meant(explorer: Explorer, facet: Facet, value: str) -> str:
    """The value of a filter whose name was written."""
    hit = next(iter(explorer.search(value, [facet.kind], 1)), None)
    return hit.id if hit else value


def _date(text: str) -> str:
    return text if _DATE.fullmatch(text) else ""


def agreements(explorer: Explorer, request: Request) -> Response:
    """The list; the address holds all that was chosen."""
    given, wish = request.query_params, Wish.of(explorer, request)
    within = wish.within(explorer)
    left = wish.numbers(explorer, within)
    view = given.get("view", "table")
    view = view if view in VIEWS else "table"
    page = max(1, int(given["page"]) if re.fullmatch(r"[0-9]{1,5}", given.get("page", "")) else 1)
    pages = max(1, -(-len(left) // ROWS))
    page = min(page, pages)
    state = wish.state()
    viewed = [*state, *([("view", view)] if view != "table" else [])]
    more = given.get("more", "")
    facets = []
    for facet in FACETS:
        choices, count = explorer.facets.choices(
            facet, wish.chosen, within, MORE if facet.name == more else CHOICES
        )
        facets.append((facet, choices, count))
    return explorer.html(
        request,
        "agreements.html",
        wish=wish,
        told=wish.told(explorer),
        state=viewed,
        total=len(left),
        all=len(explorer.agreements),
        rows=[
            (*explorer.agreements[number][:3], _beside(explorer, number))
            for number in left[(page - 1) * ROWS : page * ROWS]
        ],
        page=page,
        pages=pages,
        view=view,
        views=VIEWS,
        chart=by_stage(explorer, set(left)) if view == "table" and left else "",
        timeline=_in_time(explorer, left) if view == "timeline" else "",
        left_out=max(0, len(left) - DOTS) if view == "timeline" else 0,
        map=map_of(explorer, set(left), wish.chosen) if view == "map" else "",
        facets=facets,
        more=more,
        toggled=lambda pair: query(_toggled(viewed, pair)),
        with_=lambda name, value: query([*[p for p in viewed if p[0] != name], (name, value)]),
        files=query(state),
    )


def _toggled(state: list[tuple[str, str]], pair: tuple[str, str]) -> list[tuple[str, str]]:
    kept = [item for item in state if item != pair]
    return kept if pair in state else [*kept, pair]


def _in_time(explorer: Explorer, numbers: list[int]) -> Markup:
    """Dots in lanes of processes where there are few, else of stages."""
    drawn = sorted(numbers[:DOTS])
    for name in ("process", "stage"):
        sets = explorer.facets.sets[name]
        sizes = {value: len(of.intersection(drawn)) for value, of in sets.items()}
        values = sorted(
            (value for value, size in sizes.items() if size), key=lambda v: (-sizes[v], v)
        )
        if 1 < len(values) <= LANES:
            break
    dots, lanes = [], []
    placed: set[int] = set()
    for at, value in enumerate(values):
        lane = explorer.facets.labels[name, value]
        of = sets[value].intersection(drawn)
        lanes.append(lane)
        placed |= of
        dots += [_dot(explorer, number, lane, at) for number in sorted(of)]
    rest = [number for number in drawn if number not in placed]
    if rest:
        lanes.append("not stated")
        dots += [_dot(explorer, number, "not stated", len(values)) for number in rest]
    return timeline("The agreements in time", [dot for dot in dots if dot.date], lanes)


def _dot(explorer: Explorer, number: int, lane: str, colour: int) -> Dot:
    id_, title, date, _ = explorer.agreements[number]
    return Dot(date, lane, title, address("agreement", id_), colour)


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
    return _file(
        hits.as_csv(explorer, _wanted(explorer, request)), "text/csv; charset=utf-8", "csv"
    )


def agreements_xlsx(explorer: Explorer, request: Request) -> Response:
    """The hits as a workbook, with what was chosen and whom to cite."""
    chosen = [f"{name}: {value}" for name, value, _ in Wish.of(explorer, request).told(explorer)]
    data = hits.as_xlsx(explorer, _wanted(explorer, request), chosen)
    return _file(data, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx")


def agreements_ttl(explorer: Explorer, request: Request) -> Response:
    """What the graph says of the hits, with the sources that it comes from."""
    if not explorer.shown.all:
        raise UsageError("parts of this graph are not shown here; take CSV or XLSX")
    return StreamingResponse(
        hits.as_turtle(explorer, _wanted(explorer, request)),
        media_type="text/turtle; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="agreements.ttl"'},
    )


def _wanted(explorer: Explorer, request: Request) -> list[int]:
    wish = Wish.of(explorer, request)
    return wish.numbers(explorer, wish.within(explorer))


def _file(data: bytes, media: str, suffix: str) -> Response:
    disposition = f'attachment; filename="agreements.{suffix}"'
    return Response(data, media_type=media, headers={"Content-Disposition": disposition})
