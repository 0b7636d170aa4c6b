"""Actors on the same agreements: the projection of agreements and actors onto actors."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, Any

from graphbuild.networks.scope import nodes
from graphbuild.networks.scope.chosen import Scope, natural

if TYPE_CHECKING:
    import networkx


def co_signing(scope: Scope) -> networkx.Graph[Any]:
    """Actors, tied where they stand on one agreement together.

    ``agreements`` counts these; ``weight`` is Newman's: an agreement of n actors gives 1/(n-1) to
    each of its pairs, so that an actor's weights add up to the number of its agreements with
    others (Newman 2001, doi 10.1103/PhysRevE.64.016132). n counts the actors that are left after
    every choice; an actor that stands on both sides is one.
    """
    import networkx as nx

    shared = _shared(scope)
    kept = {pair: found for pair, found in shared.items() if len(found) >= _minimum(scope)}
    scope.left_out["few_agreements"] += len(shared) - len(kept)
    graph: networkx.Graph[Any] = nx.Graph()
    nodes.add_actors(graph, scope, scope.participations)
    for pair in sorted(kept, key=lambda pair: (natural(pair[0]), natural(pair[1]))):
        items = [scope.agreements[iri] for iri, _ in kept[pair]]
        graph.add_edge(
            *pair,
            weight=sum(1 / (size - 1) for _, size in kept[pair]),
            **nodes.span(items),
            processes=len({item.process for item in items if item.process}),
        )
    comparable(graph, len(scope.by_agreement()))
    nodes.drop_isolates(graph, scope)
    return graph


def comparable(graph: networkx.Graph[Any], among: int) -> None:
    """Note, while all nodes are there, what a test against chance has to know of the whole.

    ``counted_among`` is the number of things that two nodes may share, ``pairs`` how many pairs of
    nodes could have been tied.
    """
    graph.graph.update(counted_among=among, pairs=len(graph) * (len(graph) - 1) // 2)


def _minimum(scope: Scope) -> int:
    return scope.choices.number("min_agreements") or 1


def _shared(scope: Scope) -> dict[tuple[str, str], list[tuple[str, int]]]:
    """Of each pair the agreements it shares, each with its number of actors."""
    cap = scope.choices.number("max_actors")
    found: dict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
    over = set()
    for iri, participations in scope.by_agreement().items():
        actors = sorted({given.actor for given in participations}, key=natural)
        if cap is not None and len(actors) > cap:
            over.add(iri)
            continue
        if len(actors) == 1:
            scope.left_out["one_actor"] += 1
        for pair in combinations(actors, 2):
            found[pair].append((iri, len(actors)))
    scope.left_out["over_cap"] += len(over)
    if over:
        scope.participations = [item for item in scope.participations if item.agreement not in over]
    return found
