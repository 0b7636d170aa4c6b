"""Measures of nodes and of whole networks, the same on every run.

Paths are counted in steps, not weighted. Where exact betweenness would take long, it is estimated
from a sample with a stated seed. Communities are Louvain's, whose result depends on the order of
nodes and edges, so that both are sorted first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Final

from graphbuild.networks.scope.chosen import natural

if TYPE_CHECKING:
    import networkx

    Graph = networkx.Graph[Any]

SEED: Final = 1
SAMPLE: Final = 200
EXACT_UP_TO: Final = 20_000_000
"""Nodes times edges up to which betweenness is exact: some seconds on one core."""

NAMES: Final = (
    "degree",
    "strength",
    "betweenness",
    "closeness",
    "eigenvector",
    "core",
    "clustering",
    "component",
    "community",
)


def simple(graph: Graph) -> Graph:
    """Undirected, one edge for each pair, sorted; without weights an edge weighs its number."""
    import networkx as nx

    out: Graph = nx.Graph()
    out.add_nodes_from((node, graph.nodes[node]) for node in sorted(graph, key=_place))
    rank = {node: at for at, node in enumerate(out)}
    weights: dict[tuple[Any, Any], float] = {}
    for source, target, data in graph.edges(data=True):
        if source != target:
            ends = (source, target) if rank[source] < rank[target] else (target, source)
            weights[ends] = weights.get(ends, 0.0) + float(data.get("weight", 1.0))
    for ends in sorted(weights, key=lambda ends: (rank[ends[0]], rank[ends[1]])):
        out.add_edge(*ends, weight=weights[ends])
    return out


def _place(node: Any) -> tuple[str | int, ...]:
    return natural(str(node))


def parts(graph: Graph) -> tuple[set[Any], set[Any]] | None:
    """The two parts of a network whose every node says in which it stands, else ``None``."""
    marks = {node: data.get("bipartite") for node, data in graph.nodes(data=True)}
    if not marks or None in marks.values():
        return None
    first = {node for node, mark in marks.items() if mark == 0}
    return first, set(marks) - first


def sampled(graph: Graph) -> bool:
    """Whether betweenness of this network is estimated from a sample."""
    return len(graph) * graph.number_of_edges() > EXACT_UP_TO and len(graph) > SAMPLE


def _betweenness(graph: Graph, exact: bool) -> dict[Any, float]:
    import networkx as nx

    if exact or not sampled(graph):
        return dict(nx.betweenness_centrality(graph))
    return dict(nx.betweenness_centrality(graph, k=SAMPLE, seed=SEED))


def _eigenvector(graph: Graph) -> dict[Any, float]:
    """Nothing where the iteration does not settle, rather than a wrong number."""
    import networkx as nx

    if not graph.number_of_edges():
        return {}
    try:
        return dict(nx.eigenvector_centrality(graph, max_iter=2000, tol=1e-8, weight="weight"))
    except nx.PowerIterationFailedConvergence:
        return {}


def _clustering(graph: Graph) -> dict[Any, float]:
    import networkx as nx

    if parts(graph):
        return dict(nx.bipartite.latapy_clustering(graph))
    found: Any = nx.clustering(graph)
    return dict(found)


def numbered(groups: Iterable[set[Any]], graph: Graph) -> dict[Any, int]:
    """Groups by number: the largest is 1, of equal ones that with the earlier node first."""
    place = {node: at for at, node in enumerate(graph)}
    ordered = sorted(groups, key=lambda group: (-len(group), min(place[node] for node in group)))
    return {node: number for number, group in enumerate(ordered, 1) for node in group}


def communities(graph: Graph) -> list[set[Any]]:
    """Louvain's communities of a simple graph, with a fixed seed."""
    import networkx as nx

    if not graph.number_of_edges():
        return [{node} for node in graph]
    return list(nx.community.louvain_communities(graph, weight="weight", seed=SEED))


def node_measures(graph: Graph, *, exact: bool = False) -> dict[Any, dict[str, float]]:
    """Every measure of every node; a measure that cannot be had is left out.

    :param exact: compute betweenness exactly, however long it takes.
    """
    import networkx as nx

    plain = simple(graph)
    computed: dict[str, Callable[[], dict[Any, Any]]] = {
        "degree": lambda: dict(plain.degree()),
        "strength": lambda: dict(plain.degree(weight="weight")),
        "betweenness": lambda: _betweenness(plain, exact),
        "closeness": lambda: dict(nx.closeness_centrality(plain)),
        "eigenvector": lambda: _eigenvector(plain),
        "core": lambda: dict(nx.core_number(plain)),
        "clustering": lambda: _clustering(plain),
        "component": lambda: numbered(nx.connected_components(plain), plain),
        "community": lambda: numbered(communities(plain), plain),
    }
    out: dict[Any, dict[str, float]] = {node: {} for node in graph}
    for name in NAMES:
        for node, value in computed[name]().items():
            out[node][name] = value if isinstance(value, int) else round(value, 9)
    return out


def measure(graph: Graph, *, exact: bool = False) -> None:
    """Write every measure on the nodes, and those of the whole on the graph."""
    for node, values in node_measures(graph, exact=exact).items():
        graph.nodes[node].update(values)
    graph.graph["measures"] = whole(graph)


def whole(graph: Graph, plain: Graph | None = None) -> dict[str, float | str]:
    """Measures of the network as a whole; ``plain`` is its simple form, if it is at hand."""
    import networkx as nx

    plain = simple(graph) if plain is None else plain
    out: dict[str, float | str] = {"nodes": len(plain), "edges": graph.number_of_edges()}
    if not plain:
        return out
    sizes = sorted((len(group) for group in nx.connected_components(plain)), reverse=True)
    two = parts(plain)
    if two:
        out["part_0"], out["part_1"] = len(two[0]), len(two[1])
        out["density"] = nx.bipartite.density(plain, two[0]) if all(two) else 0.0
    else:
        out["density"] = nx.density(plain)
    out["components"], out["largest_component"] = len(sizes), sizes[0]
    clustering = _clustering(plain)
    out["average_clustering"] = sum(clustering.values()) / len(clustering)
    if plain.number_of_edges():
        groups = communities(plain)
        out["communities"] = len(groups)
        out["modularity"] = nx.community.modularity(plain, groups, weight="weight")
    estimated = f"sample of {SAMPLE} nodes, seed {SEED}"
    out["betweenness"] = estimated if sampled(plain) else "exact"
    return {name: round(x, 6) if isinstance(x, float) else x for name, x in out.items()}
