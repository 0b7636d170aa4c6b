"""Two-part networks of agreements: with the actors, and with the persons, that take part in them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from graphbuild.networks.attributes import JOINED
from graphbuild.networks.scope import nodes, select
from graphbuild.networks.scope.chosen import Participation, Scope, natural
from graphbuild.ontology.terms import PA, scheme

if TYPE_CHECKING:
    import networkx


def agreement_actor(scope: Scope) -> networkx.Graph[Any]:
    """Agreements (part 0) and actors (part 1), one edge for each participation.

    A multigraph: an actor that stands on both sides has two edges, keyed by participation.
    """
    import networkx as nx

    graph: networkx.Graph[Any] = nx.MultiGraph()
    _add_agreements(graph, scope)
    nodes.add_actors(graph, scope, scope.participations, bipartite=1)
    for given in scope.participations:
        graph.add_edge(given.agreement, given.actor, key=given.iri, **_participation(given, scope))
    nodes.drop_isolates(graph, scope, scope.agreements)
    return graph


def _add_agreements(graph: networkx.Graph[Any], scope: Scope) -> None:
    for iri, item in scope.agreements.items():
        graph.add_node(iri, **nodes.agreement(item, scope.rows), bipartite=0)


def _participation(given: Participation, scope: Scope) -> nodes.Attributes:
    concepts = scope.rows.concepts
    texts = {
        "iri": given.iri,
        "side": given.side,
        "basis": given.basis,
        "method": given.method,
        "certainty": given.certainty,
        "signing": concepts.get(f"{scheme('signing').value}/{given.signing}", given.signing),
        "roles": JOINED.join(given.roles),
    }
    out: nodes.Attributes = {name: text for name, text in texts.items() if text}
    if given.third is not None:
        out["third"] = given.third
    return out | nodes.dated(scope.agreements[given.agreement], scope.rows)


def person_agreement(scope: Scope) -> networkx.Graph[Any]:
    """Agreements (part 0) and persons (part 1), one edge for each appearance.

    The same name for another actor is another person; an edge says for whom, in which role.
    """
    import networkx as nx

    graph: networkx.Graph[Any] = nx.MultiGraph()
    _add_agreements(graph, scope)
    facts = select.facts(scope.store, PA.Person)
    of = {given.iri: given for given in scope.participations}
    rows = scope.rows.ask(scope.store, select.appearances(scope.choices))
    found = sorted((row for row in rows if row[1] in of), key=lambda row: natural(row[0]))
    scope.left_out["no_person"] += len(of.keys() - {row[1] for row in found})
    _add_persons(graph, scope, found, facts)
    for representation, participation, person, office, signing in found:
        given = of[participation]
        actor = nodes.actor(given.actor, scope.rows)
        more = {"actor": actor["label"], "actor_id": actor["identifier"]}
        if office:
            more["office"] = office
        said = given._replace(iri=representation, signing=signing.rpartition("/")[2])
        attributes = _participation(said, scope) | more
        graph.add_edge(given.agreement, person, key=representation, **attributes)
    nodes.drop_isolates(graph, scope, scope.agreements)
    return graph


def _add_persons(
    graph: networkx.Graph[Any],
    scope: Scope,
    appearances: Iterable[tuple[str, ...]],
    facts: select.Facts,
) -> None:
    of = {given.iri: given.agreement for given in scope.participations}
    where: dict[str, set[str]] = {}
    for _, participation, person, *_ in appearances:
        where.setdefault(person, set()).add(of[participation])
    for iri in sorted(where, key=natural):
        counts = nodes.span(scope.agreements[key] for key in where[iri])
        graph.add_node(iri, **nodes.person(iri, facts, scope.rows), **counts, bipartite=1)
