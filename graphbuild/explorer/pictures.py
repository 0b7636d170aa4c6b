"""The pictures of pages: of agreements over time and on the map, and of a thing by its card."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from graphbuild.cards.card import Card, Ref, Table
from graphbuild.explorer.charts import Dot, Series, bars, timeline
from graphbuild.explorer.view import address, query
from graphbuild.explorer.worldmap import countries, world
from graphbuild.ontology.codes import PROVISION, codes

if TYPE_CHECKING:
    from graphbuild.explorer.explorer import Explorer

LANES, MANY = 16, 120
"""Lanes of a timeline; half as many where there are more agreements than so."""


class Picture(NamedTuple):
    """A heading, what is drawn, what the colours mean, and a remark."""

    title: str
    drawn: Markup
    keys: tuple[tuple[int, str], ...] = ()
    note: str = ""


SIDES = ((0, "agreement"), (1, "listed as party"), (2, "listed as third party"))


def pictures(explorer: Explorer, card: Card) -> Iterator[Picture]:
    """All pictures that a card gives."""
    numbers = _numbers(explorer, card)
    years = table_of(card, "years")
    if years is not None:
        yield from _by_year(years)
    if card.kind == "place" and numbers:
        place = card.id if card.id in explorer.facets.sets["country"] else ""
        yield Picture("On the map", map_of(explorer, set(numbers), {}, place))
    if card.kind in ("place", "conflict") and len(numbers) > 2:
        yield Picture("Agreements by year and stage", by_stage(explorer, set(numbers)))
    if card.kind == "process":
        actors = _with_actors(explorer, card, numbers)
        note = "The first dot of a third party says since when it is listed."
        yield Picture("In time, with those who took part", actors, SIDES, note)
        topics = _topics(explorer, card, numbers)
        note = "The headings of PA-X's coding under which the agreements provide most, agreement by agreement."
        yield Picture("Topics over time", topics, (), note)
    elif card.kind == "conflict":
        yield Picture("In time", _with_actors(explorer, card, numbers), SIDES)
    elif card.kind == "place":
        yield Picture("In time, by process", _by_process(explorer, card, numbers))
    elif card.kind == "person":
        dots = [_dot(explorer, number, "") for number in numbers]
        yield Picture("In time", timeline(f"Agreements of {card.title} in time", dots, [""]))


def table_of(card: Card, name: str) -> Table | None:
    """A table of a card by its name."""
    return next((table for table in card.tables if table.name == name), None)


def _numbers(explorer: Explorer, card: Card) -> list[int]:
    """The dated agreements of a card, as the index numbers them."""
    table = table_of(card, "agreements")
    rows = table.rows if table else ()
    cells = (cell for row in rows for cell in row)
    things = [cell for cell in cells if isinstance(cell, Ref) and cell.kind == "agreement"]
    found = {explorer.numbers.get(thing.id) for thing in things}
    return sorted(number for number in found if number and explorer.agreements[number][2])


def _by_year(years: Table) -> Iterator[Picture]:
    known = {str(row[0]): row for row in years.rows if row[0]}
    if known:
        span = [str(year) for year in range(int(min(known)), int(max(known)) + 1)]
        series = [
            Series(name, {year: int(str(row[at])) for year, row in known.items()})
            for at, name in enumerate(years.columns)
            if at
        ]
        yield Picture("Agreements by year", bars("Agreements by year", span, series))


def _dot(explorer: Explorer, number: int, lane: str, colour: int = 0) -> Dot:
    id_, title, date, _ = explorer.agreements[number]
    return Dot(date, lane, title, address("agreement", id_), colour)


def _with_actors(explorer: Explorer, card: Card, numbers: list[int]) -> Markup:
    """Every agreement, and a lane for each of the actors that stand in most of them."""
    lanes = ["all agreements"]
    dots = [_dot(explorer, number, lanes[0]) for number in numbers]
    actors = table_of(card, "actors")
    for row in (actors.rows if actors else ())[: LANES if len(numbers) <= MANY else LANES // 2]:
        actor = row[0]
        if isinstance(actor, Ref):
            lane = actor.label if actor.label not in lanes else f"{actor.label} [{actor.id}]"
            lanes.append(lane)
            for side, colour in (("party", 1), ("third", 2)):
                of = explorer.facets.sets[side].get(actor.id, set())
                dots += [_dot(explorer, number, lane, colour) for number in numbers if number in of]
    return timeline(f"Agreements of {card.title} in time, with their actors", dots, lanes)


def _by_process(explorer: Explorer, card: Card, numbers: list[int]) -> Markup:
    """A lane for each process."""
    sets, labels = explorer.facets.sets["process"], explorer.facets.labels
    here = [(value, of.intersection(numbers)) for value, of in sets.items()]
    most = sorted((item for item in here if item[1]), key=lambda item: (-len(item[1]), item[0]))
    lanes, dots = list[str](), list[Dot]()
    for at, (value, of) in enumerate(most[:LANES]):
        lane = labels["process", value]
        lanes.append(lane)
        dots += [_dot(explorer, number, lane, at) for number in sorted(of)]
    return timeline(f"Agreements on {card.title} in time, by process", dots, lanes)


def _topics(explorer: Explorer, card: Card, numbers: list[int]) -> Markup:
    """A lane for each heading of topics, with the agreements that provide for any topic below it."""
    found: dict[str, set[int]] = {}
    for code in codes():
        if code.scheme == PROVISION:
            of = explorer.facets.sets["topic"].get(code.code, set()).intersection(numbers)
            if of:
                found.setdefault(code.section, set()).update(of)
    lanes = sorted(found, key=lambda section: -len(found[section]))
    dots = [
        _dot(explorer, number, lane, at)
        for at, lane in enumerate(lanes)
        for number in sorted(found[lane])
    ]
    return timeline(f"Topics of the agreements of {card.title} in time", dots, lanes)


def by_stage(explorer: Explorer, numbers: set[int]) -> Markup:
    """Agreements over time, by stage."""
    sets, labels = explorer.facets.sets, explorer.facets.labels
    years = sorted(year for year, of in sets["year"].items() if of & numbers)
    span = [str(year) for year in range(int(years[0]), int(years[-1]) + 1)] if years else []
    # In the order of all agreements, so that a stage keeps its colour whatever is filtered.
    stages = sorted(sets["stage"], key=lambda stage: -len(sets["stage"][stage]))
    series = [
        Series(
            labels["stage", stage],
            {year: len(of & sets["stage"][stage] & numbers) for year, of in sets["year"].items()},
        )
        for stage in stages
    ]
    return bars("Agreements by year and stage", span, series)


def map_of(
    explorer: Explorer,
    numbers: set[int],
    chosen: dict[str, list[str]] | None = None,
    around: str = "",
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
    name = "The countries of these agreements" if around else ""
    return world(counts, addresses, around if around in counts else "", name)
