"""Some values of a kind that the graph holds, for those who do not know its names yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphbuild.finding.kinds import kind_of
from graphbuild.ontology.terms import PA

if TYPE_CHECKING:
    from graphbuild.stores import Asker

USES = {
    "actor": PA.ofActor,
    "process": PA.inProcess,
    "place": PA.concernsPlace,
    "conflict": PA.addressesConflict,
    "person": PA.ofPerson,
    "code": PA.onTopic,
    "stage": PA.stage,
    "status": PA.status,
    "level": PA.level,
    "role": PA.statedRole,
    "region": PA.region,
}


def examples(store: Asker, kind: str, count: int = 3) -> str:
    """Some values of a kind that the graph holds, the most used first: ``8 (Armenia-Azerbaijan ...)``."""
    about = kind_of(kind)
    if kind in USES:
        used = f"{{ SELECT ?thing (COUNT(*) AS ?uses) WHERE {{ ?any {USES[kind]} ?thing }} GROUP BY ?thing }}"
    else:
        used = f"{{ SELECT ?thing (0 AS ?uses) WHERE {{ {about.pattern} }} ORDER BY ?thing LIMIT {count} }}"
    rows = store.select(
        f"SELECT ?id (SAMPLE(?name) AS ?label) WHERE {{ {used} ?thing {about.codes[0]} ?id ; "
        f"{about.labels[0]} ?name }} GROUP BY ?thing ?id ?uses ORDER BY DESC(?uses) ?id LIMIT {count}"
    )
    return ", ".join(f"{row[0].value} ({row[1].value})" for row in rows)
