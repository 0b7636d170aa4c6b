"""Other IRIs of things, which graphs from other sources have: described, so that no link leads nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode

from graphbuild.graph.entity import Entity
from graphbuild.ontology.iris import Iris
from graphbuild.ontology.terms import DCTERMS, PA, SKOS


def replaced(entity: Entity) -> Iterator[tuple[NamedNode, Entity]]:
    """Each IRI that a thing replaces, with the thing."""
    for term in entity.said(DCTERMS.replaces):
        yield NamedNode(term[1:-1]), entity


def aliases(iris: Iris, pairs: Iterable[tuple[NamedNode, Entity]]) -> Iterator[Entity]:
    """One alias for each IRI, tied to its thing; where several have it, to all as near ones."""
    of: dict[str, dict[str, Entity]] = {}
    for iri, entity in pairs:
        of.setdefault(iri.value, {})[entity.iri.value] = entity
    for address, things in sorted(of.items()):
        key = address.removeprefix(iris.base).partition("/")[2]
        first = things[min(things)]
        alias = Entity(NamedNode(address), PA.Alias, f"{first.label} ({key})", key)
        for thing in things.values():
            alias.add(SKOS.exactMatch if len(things) == 1 else SKOS.closeMatch, thing.iri)
        yield alias
