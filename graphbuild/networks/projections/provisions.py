"""Peace processes alike in what their agreements provide for."""

from __future__ import annotations

import math
from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, Any

from graphbuild.networks.scope import nodes, select
from graphbuild.networks.scope.chosen import Agreement, Scope, natural

if TYPE_CHECKING:
    import networkx

Vector = dict[str, float]


def provision_similarity(scope: Scope) -> networkx.Graph[Any]:
    """Processes, tied by the cosine of their vectors over topics.

    Every entry is at least 0, so that a cosine lies between 0 (nothing in common) and 1; a page's
    provision, which has no coded value, counts 1.
    """
    import networkx as nx

    vectors = _vectors(scope)
    agreements: dict[str, list[Agreement]] = defaultdict(list)
    for item in scope.agreements.values():
        if item.process:
            agreements[item.process].append(item)
    scope.left_out["no_process"] += sum(not item.process for item in scope.agreements.values())
    graph: networkx.Graph[Any] = nx.Graph()
    minimum = scope.choices.number("min_agreements") or 1
    for iri in sorted(agreements, key=natural):
        if len(agreements[iri]) < minimum:
            scope.left_out["few_agreements"] += 1
            continue
        attributes = nodes.process(iri, scope.rows) | nodes.span(agreements[iri])
        graph.add_node(iri, **attributes, topics=len(vectors.get(iri, ())))
    _tie(graph, vectors, scope)
    nodes.drop_isolates(graph, scope)
    return graph


def _tie(graph: networkx.Graph[Any], vectors: dict[str, Vector], scope: Scope) -> None:
    least = (scope.choices.number("min_percent") or 0) / 100
    lengths = {iri: math.sqrt(sum(x * x for x in vectors[iri].values())) for iri in vectors}
    for first, second in combinations([iri for iri in graph if iri in vectors], 2):
        common = sorted(vectors[first].keys() & vectors[second].keys())
        if not common:
            continue
        product = sum(vectors[first][topic] * vectors[second][topic] for topic in common)
        cosine = min(1.0, product / (lengths[first] * lengths[second]))
        if cosine < least:
            scope.left_out["low_cosine"] += 1
            continue
        graph.add_edge(first, second, weight=cosine, topics=len(common))


def _vectors(scope: Scope) -> dict[str, Vector]:
    rows_only = scope.choices.one("topics") == "rows"
    valued = scope.choices.one("vector") == "values"
    strongest: dict[tuple[str, str], int] = defaultdict(int)
    query = select.provisions(scope.choices, rows_only)
    for agreement, topic, value in scope.rows.ask(scope.store, query):
        if agreement in scope.agreements:
            strongest[agreement, topic] = max(strongest[agreement, topic], int(value or 1))
    with_any = {agreement for agreement, _ in strongest}
    scope.left_out["no_provision"] += len(scope.agreements.keys() - with_any)
    vectors: dict[str, Vector] = defaultdict(lambda: defaultdict(float))
    for (agreement, topic), highest in sorted(strongest.items()):
        if process := scope.agreements[agreement].process:
            vectors[process][topic] += highest if valued else 1
    return vectors
