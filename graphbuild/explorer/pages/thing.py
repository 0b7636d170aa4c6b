"""``/agreement/1731``, ``/actor/21`` and so on: a thing's page, and where its facts come from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from graphbuild.cards.card import Card, Cell, Ref, Table
from graphbuild.cards.origin import Origin, origins, rests
from graphbuild.explorer.marking import marked
from graphbuild.explorer.pictures import pictures, table_of
from graphbuild.explorer.shown import LEFT_OUT
from graphbuild.explorer.view import NAMES, address
from graphbuild.ontology.codes import PROVISION, codes

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from graphbuild.explorer.explorer import Explorer

ROWS = 50
BELOW = ("provisions", "disagreements", "years")
"""Tables that have a form of their own, or stand below a picture."""


class Provided(NamedTuple):
    """A topic of an agreement: how deep it stands, its weight, the scale's end, and the words."""

    label: str
    code: str
    depth: int
    weight: int
    most: int
    pages: tuple[str, ...]
    passages: tuple[str, ...]


def thing(explorer: Explorer, request: Request, kind: str) -> Response:
    """The page of a thing."""
    card = explorer.card(kind, request.path_params["id"])
    own = kind == "agreement"
    return explorer.html(
        request,
        "thing.html",
        card=card,
        kind_name=NAMES[kind],
        rows=ROWS,
        whole=request.query_params.get("all", ""),
        pictures=[picture for picture in pictures(explorer, card) if picture.drawn],
        years=table_of(card, "years"),
        tables=[_slim(card, table) for table in card.tables if table.name not in BELOW],
        provided=_provided(card) if own else {},
        changes=_changes(card) if own else None,
        marked=marked(card) if own else {},
        place=_place(explorer, card) if own else None,
        never=_never(card) if kind == "conflict" else None,
        noindex=kind == "person",
        home=address(kind, card.id),
    )


def _slim(card: Card, table: Table) -> Table:
    """Without the column that says the thing itself again."""
    kept = [
        at
        for at in range(len(table.columns))
        if not (
            table.columns[at] == card.kind
            and all(_is(row[at], card) for row in table.rows)
        )
    ]  # fmt: skip
    if len(kept) == len(table.columns):
        return table
    return replace(
        table,
        columns=tuple(table.columns[at] for at in kept),
        rows=tuple(tuple(row[at] for at in kept) for row in table.rows),
    )


def _is(cell: Cell, card: Card) -> bool:
    cells = cell if isinstance(cell, tuple) else (cell,)
    return all(isinstance(one, Ref) and (one.kind, one.id) == (card.kind, card.id) for one in cells)


def _provided(card: Card) -> dict[str, list[Provided]]:
    """Topics by section, each with its weight and words."""
    table = table_of(card, "provisions")
    scales = {code.code: code.scale for code in codes() if code.scheme == PROVISION}
    found: dict[str, list[Provided]] = {}
    for section, topic, code, weight, pages, passages in table.rows if table else ():
        path = str(topic).split("→")
        end = scales.get(str(code), "").rpartition("-")[2]
        worth = int(str(weight)) if str(weight).isdecimal() else 0
        found.setdefault(str(section), []).append(
            Provided(
                path[-1],
                str(code),
                min(len(path) - 1, 3),
                worth,
                max(int(end) if end.isdecimal() else 1, worth),
                tuple(map(str, pages)) if isinstance(pages, tuple) else (),
                tuple(map(str, passages)) if isinstance(passages, tuple) else (),
            )
        )
    return found


def _changes(card: Card) -> tuple[list[tuple[str, str]], dict[str, list[Cell]]] | None:
    """What sources say differently: the sources (release and file), and their values field by field."""
    table = table_of(card, "disagreements")
    if table is None:
        return None
    sources = list(dict.fromkeys((str(row[3]), str(row[1])) for row in table.rows))
    found: dict[str, list[Cell]] = {}
    for field, file, says, release in table.rows:
        line = found.setdefault(str(field), [""] * len(sources))
        line[sources.index((str(release), str(file)))] = says
    return sources, found


def _place(explorer: Explorer, card: Card) -> list[tuple[Ref, int, int, Ref | None, Ref | None]]:
    """Where an agreement stands in its processes: the how manieth of how many, before and after which."""
    number = explorer.numbers.get(card.id)
    found = []
    for process, of in explorer.facets.sets["process"].items():
        if number is not None and number in of:
            line = sorted(of)
            at = line.index(number)
            near = [
                _agreement(explorer, line[place]) if 0 <= place < len(line) else None
                for place in (at - 1, at + 1)
            ]
            label = explorer.facets.labels["process", process]
            found.append((Ref(label, "process", process), at + 1, len(line), near[0], near[1]))
    return found


def _agreement(explorer: Explorer, number: int) -> Ref:
    id_, title, date, _ = explorer.agreements[number]
    return Ref(f"{date} {title}".strip(), "agreement", id_)


def _never(card: Card) -> tuple[list[tuple[str, Cell]], int] | None:
    """Sides that are known to stand on none of the conflict's agreements, and how many are not known."""
    table = table_of(card, "sides")
    if table is None:
        return None
    at = {name: place for place, name in enumerate(table.columns)}
    count, actor, name = at["agreements on this conflict"], at["actor"], at["as UCDP writes it"]
    never = [(str(row[name]), row[actor]) for row in table.rows if row[count] == 0]
    return never, sum(1 for row in table.rows if not isinstance(row[count], int))


def _shown(explorer: Explorer, row: Origin) -> Origin:
    """A statement without the text that is left out."""
    if not isinstance(row.value, str):
        return row
    written = not explorer.shown.texts and row.label.endswith("as written")
    return replace(row, value=LEFT_OUT if written else explorer.shown.text(row.value))


def thing_sources(explorer: Explorer, request: Request, kind: str) -> Response:
    """Every statement on a thing with the file that makes it."""
    explorer.await_sources()
    card = explorer.card(kind, request.path_params["id"])
    return explorer.html(
        request,
        "thing_sources.html",
        card=card,
        home=address(kind, card.id),
        rows=[_shown(explorer, row) for row in origins(explorer.store, card.iri)],
        rests=rests(explorer.store, card.iri) if kind == "agreement" and explorer.shown.all else [],
        noindex=kind == "person",
    )
