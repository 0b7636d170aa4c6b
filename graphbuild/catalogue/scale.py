"""The scales of provision topics: how high ``min_value`` may go."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from graphbuild.errors import UsageError
from graphbuild.ontology.terms import PA, concept
from graphbuild.ontology.topics import Topic, sections, topics

if TYPE_CHECKING:
    from graphbuild.catalogue.values import Value
    from graphbuild.stores import Asker


def meant(code: str) -> list[Topic]:
    """The topics that a code stands for: itself, or for a heading of the coding page all below it."""
    if code in sections():
        return [topic for topic in topics().values() if topic.section == sections()[code]]
    return [topics()[code]] if code in topics() else []


def releases(store: Asker) -> list[str]:
    """The releases of the PA-X tables in the graph, as ``v9``."""
    rows = store.select(
        f'SELECT DISTINCT ?release WHERE {{ ?source {PA.sourceKind} "PA-X table" ;'
        f" {PA.release} ?release }}"
    )
    return sorted(row[0].value for row in rows)


def check_scale(values: Mapping[str, Value], store: Asker) -> None:
    """See that a least value is on the widest scale of the code among the releases in the graph.

    :raises UsageError: where it is above it, so that nothing could count; with the scale.
    """
    if not {"code", "min_value"} <= values.keys() or not values["min_value"].given:
        return
    by_iri = {concept("provision", code).value: code for code in (*topics(), *sections())}
    codes = [by_iri.get(term.value, "") for term in values["code"].terms]
    found = [topic for code in codes for topic in meant(code)]
    if not found:
        return
    known = releases(store)
    top = max(topic.maximum(release) for topic in found for release in known or [""])
    (least,) = values["min_value"].words
    if int(least) > top:
        where = f" in {', '.join(known)}" if known else ""
        raise UsageError(
            f"parameter 'min_value' cannot be {least}: {', '.join(codes)} goes from 0 to {top}{where}"
        )
