"""Third parties: with the processes and the conflicts they enter, and processes alike by them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from itertools import combinations
from typing import TYPE_CHECKING, Any

from graphbuild.networks.attributes import JOINED
from graphbuild.networks.projections.cosigning import comparable
from graphbuild.networks.scope import nodes, select
from graphbuild.networks.scope.chosen import Agreement, Participation, Scope, natural
from graphbuild.ontology.terms import PA

if TYPE_CHECKING:
    import networkx

Where = dict[tuple[str, str], set[str]]
"""The agreements that tie an actor to a process or conflict."""


def third_party_process(scope: Scope) -> networkx.Graph[Any]:
    """Actors (part 0) and processes (part 1), tied by the agreements where the actor is third."""
    thirds = _thirds(scope)
    where: Where = defaultdict(set)
    for given in thirds:
        if process := scope.agreements[given.agreement].process:
            where[given.actor, process].add(given.agreement)
    scope.left_out["no_process"] += sum(not item.process for item in scope.agreements.values())
    targets = _by_process(scope)
    scope.left_out["process_without_third"] += len(targets.keys() - {key for _, key in where})
    described = {iri: nodes.process(iri, scope.rows) | nodes.span(targets[iri]) for iri in targets}
    return _two_parts(scope, thirds, where, described)


def mediator_conflict(scope: Scope) -> networkx.Graph[Any]:
    """Actors (part 0) and conflicts (part 1); agreements without a conflict are counted."""
    thirds = _thirds(scope)
    query = select.conflicts(scope.choices, scope.choices.one("scheme", "ucdp"))
    conflicts: dict[str, set[str]] = defaultdict(set)
    targets: dict[str, list[Agreement]] = defaultdict(list)
    for agreement, conflict in sorted(scope.rows.ask(scope.store, query)):
        if agreement in scope.agreements:
            conflicts[agreement].add(conflict)
            targets[conflict].append(scope.agreements[agreement])
    scope.left_out["no_conflict"] += sum(iri not in conflicts for iri in scope.agreements)
    where: Where = defaultdict(set)
    for given in thirds:
        for conflict in conflicts.get(given.agreement, ()):
            where[given.actor, conflict].add(given.agreement)
    facts = select.facts(scope.store, PA.Conflict)
    scope.left_out["conflict_without_third"] += len(targets.keys() - {key for _, key in where})
    described = {iri: nodes.conflict(iri, facts) | nodes.span(targets[iri]) for iri in targets}
    return _two_parts(scope, thirds, where, described)


def _thirds(scope: Scope) -> list[Participation]:
    thirds = scope.thirds()
    with_third = {given.agreement for given in thirds}
    with_actor = {given.agreement for given in scope.participations}
    scope.left_out["no_third"] += len(with_actor - with_third)
    return thirds


def _by_process(scope: Scope) -> dict[str, list[Agreement]]:
    found: dict[str, list[Agreement]] = defaultdict(list)
    for item in scope.agreements.values():
        if item.process:
            found[item.process].append(item)
    return found


def _two_parts(
    scope: Scope,
    thirds: list[Participation],
    where: Where,
    targets: Mapping[str, nodes.Attributes],
) -> networkx.Graph[Any]:
    import networkx as nx

    graph: networkx.Graph[Any] = nx.Graph()
    nodes.add_actors(graph, scope, thirds, bipartite=0)
    for iri in sorted(targets, key=natural):
        graph.add_node(iri, **targets[iri], bipartite=1)
    minimum = scope.choices.number("min_agreements") or 1
    for pair in sorted(where, key=lambda pair: (natural(pair[0]), natural(pair[1]))):
        if len(where[pair]) < minimum:
            scope.left_out["few_agreements"] += 1
            continue
        attributes = nodes.span(scope.agreements[key] for key in where[pair])
        graph.add_edge(*pair, **attributes, weight=float(len(where[pair])))
    nodes.drop_isolates(graph, scope, targets)
    return graph


def process_similarity(scope: Scope) -> networkx.Graph[Any]:
    """Processes, tied by the third parties they share; ``weight`` is Jaccard's index."""
    import networkx as nx

    parties: dict[str, set[str]] = defaultdict(set)
    for given in _thirds(scope):
        if process := scope.agreements[given.agreement].process:
            parties[process].add(given.actor)
    targets = _by_process(scope)
    scope.left_out["no_process"] += sum(not item.process for item in scope.agreements.values())
    scope.left_out["process_without_third"] += len(targets.keys() - parties.keys())
    graph: networkx.Graph[Any] = nx.Graph()
    for iri in sorted(targets, key=natural):
        attributes = nodes.process(iri, scope.rows) | nodes.span(targets[iri])
        graph.add_node(iri, **attributes, third_parties=len(parties.get(iri, ())))
    comparable(graph, len(set().union(*parties.values())))
    minimum = scope.choices.number("min_shared") or 1
    for first, second in combinations(sorted(parties, key=natural), 2):
        shared = parties[first] & parties[second]
        if len(shared) < minimum:
            scope.left_out["few_shared"] += bool(shared)
            continue
        graph.add_edge(
            first,
            second,
            weight=len(shared) / len(parties[first] | parties[second]),
            shared=len(shared),
            shared_ids=JOINED.join(_ids(scope, shared)),
        )
    nodes.drop_isolates(graph, scope, targets.keys() - parties.keys())
    return graph


def _ids(scope: Scope, actors: set[str]) -> list[str]:
    found = [str(nodes.actor(iri, scope.rows)["identifier"]) for iri in actors]
    return sorted(found, key=natural)
