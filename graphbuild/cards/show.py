"""Which card belongs to which kind of thing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from graphbuild.cards.actor import actor_card, person_card
from graphbuild.cards.agreement import agreement_card
from graphbuild.cards.card import Card
from graphbuild.cards.group import conflict_card, place_card, process_card
from graphbuild.errors import UsageError
from graphbuild.finding.resolve import resolve

if TYPE_CHECKING:
    from graphbuild.stores import Asker

CARDS: dict[str, Callable[[Asker, NamedNode], Card]] = {
    "agreement": agreement_card,
    "actor": actor_card,
    "person": person_card,
    "process": process_card,
    "conflict": conflict_card,
    "place": place_card,
}


def show(store: Asker, kind: str, name: str) -> Card:
    """All about the one thing of a kind that an id, a code, a name or an IRI means.

    :raises UsageError: for a kind without cards; for a name that fits nothing, with the nearest, or
        several things, with the list.
    """
    if kind not in CARDS:
        raise UsageError(f"there are no cards of {kind!r}; known: {', '.join(CARDS)}")
    return CARDS[kind](store, resolve(store, kind, name))
