"""``/compare``: agreements or processes side by side, topic by topic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphbuild.cards.card import Card, Cell, Ref
from graphbuild.errors import UsageError
from graphbuild.explorer.view import address
from graphbuild.ontology.codes import PROVISION, codes

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from graphbuild.explorer.explorer import Explorer

MOST = 6
KINDS = ("agreement", "process")


def compare(explorer: Explorer, request: Request) -> Response:
    """A form, and the table where at least two things were named."""
    kind = request.query_params.get("kind", "agreement")
    kind = kind if kind in KINDS else "agreement"
    names = [name.strip() for name in request.query_params.getlist("thing") if name.strip()][:MOST]
    problems, cards = [], []
    for name in names:
        try:
            cards.append(explorer.card(kind, name[:200]))
        except UsageError as error:
            problems.append(str(error))
    held = [_topics(explorer, card) for card in cards]
    topics = [
        (code, [of.get(code.code, "") for of in held])
        for code in codes()
        if code.scheme == PROVISION and any(code.code in of for of in held)
    ]
    return explorer.html(
        request,
        "compare.html",
        status=400 if problems else 200,
        kind=kind,
        kinds=KINDS,
        names=names + [""] * max(0, 2 - len(names)) + ([""] if 2 <= len(names) < MOST else []),
        problems=problems,
        cards=cards,
        homes=[address(kind, card.id) for card in cards],
        facts=_facts(cards),
        topics=topics if len(cards) > 1 else [],
    )


def _facts(cards: list[Card]) -> list[tuple[str, list[tuple[Cell, ...]]]]:
    """What the cards say, fact by fact; long texts are left to the things' own pages."""
    labels = list(dict.fromkeys(fact.label for card in cards for fact in card.facts))
    found: list[tuple[str, list[tuple[Cell, ...]]]] = []
    for label in labels:
        cells: list[tuple[Cell, ...]] = [
            next((tuple(fact.values) for fact in card.facts if fact.label == label), ())
            for card in cards
        ]
        if all(len(str(value)) < 400 for values in cells for value in values):
            found.append((label, cells))
    return found


def _topics(explorer: Explorer, card: Card) -> dict[str, str]:
    """The weight of each topic of an agreement; of a process in how many of its agreements."""
    if card.kind == "agreement":
        table = next((table for table in card.tables if table.name == "provisions"), None)
        return {str(row[2]): str(row[3] or "✓") for row in table.rows} if table else {}
    table = next((table for table in card.tables if table.name == "agreements"), None)
    ids = (
        {cell.id for row in table.rows for cell in row if isinstance(cell, Ref)} if table else set()
    )
    numbers = {number for number, (id_, *_) in explorer.agreements.items() if id_ in ids}
    return {
        code: f"{len(of & numbers)} of {len(numbers)}"
        for code, of in explorer.facets.sets["topic"].items()
        if of & numbers
    }
