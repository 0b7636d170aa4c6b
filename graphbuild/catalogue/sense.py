"""What third party means in a question, and whether a graph can answer it in that sense."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from graphbuild.errors import UsageError

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from graphbuild.catalogue.values import Value
    from graphbuild.stores import Asker

LISTED = "listed"
"""Stands in PA-X's field for third parties."""
PRACTICAL = "practical"
"""Third to the conflict, by PAA-X's own judgement (PAA-X codebook, ``practical_third``)."""
MEDIATOR = "mediator"
"""Named as a mediator in the agreement's text."""


def check_practical(values: Mapping[str, Value], store: Asker) -> bool:
    """Whether ``practical`` is asked for; that is PAA-X's judgement and cannot be made up.

    :raises UsageError: where the graph has none, or nothing is left on the chosen basis.
    """
    if "sense" not in values or values["sense"].words != (PRACTICAL,):
        return False
    if "basis" in values and values["basis"].words == ("linked",):
        raise UsageError(
            "sense=practical rests on PAA-X's coding, so basis=linked leaves nothing;"
            " use sense=listed or basis=coded"
        )
    if not knows_practical(store):
        raise UsageError(
            "sense=practical needs PAA-X, and the graph holds nothing of it;"
            " use sense=listed, or build with PAA-X"
        )
    return True


def check_mediator(values: Mapping[str, Value], store: Asker) -> None:
    """See that a graph which is asked for mediators states roles at all.

    :raises UsageError: where it states none.
    """
    from graphbuild.ontology.terms import PA

    asked = "sense" in values and values["sense"].words == (MEDIATOR,)
    if asked and not _holds(store, PA.statedRole):
        raise UsageError(
            "sense=mediator needs roles that agreements' texts state, and the graph holds none;"
            " use sense=listed, or build from sources with the fields for parties"
        )


def knows_practical(store: Asker) -> bool:
    """Whether the graph holds PAA-X's judgement of any participation."""
    from graphbuild.ontology.terms import PA

    return _holds(store, PA.thirdToConflict)


def _holds(store: Asker, property_: NamedNode) -> bool:
    """Whether anything has a property; a SELECT, for not every server answers ASK as it should."""
    query = f"SELECT ?x WHERE {{ ?x {property_} ?y }} LIMIT 1"
    return next(iter(store.select(query)), None) is not None
