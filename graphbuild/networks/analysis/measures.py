"""Measures of nodes and of whole networks, the same on every run.

Paths are counted in steps, not weighted, and follow ties both ways; only ``in_degree``,
``out_degree`` and ``pagerank`` ask for a direction. Betweenness is always exact: by rustworkx where
it is installed, else by networkx, which takes a minute or so for a network of thousands of ties
(see ``slow``). Communities are Louvain's, whose result depends on the order of nodes and edges, so
that both are sorted first.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final

from graphbuild.networks.scope.chosen import natural

if TYPE_CHECKING:
    import networkx

    Graph = networkx.Graph[Any]

SEED: Final = 1
SLOW_FROM: Final = 4_000_000
"""Nodes times edges from which networkx takes many seconds for the betweenness of all nodes."""
_SECONDS: Final = 1e-6
"""What networkx takes for each of them, about, in seconds."""

DIRECTED: Final = ("in_degree", "out_degree", "pagerank")
"""Measures that only a network with directions has."""

NAMES: Final = (
    "degree",
    "in_degree",
    "out_degree",
    "strength",
    "betweenness",
    "closeness",
    "eigenvector",
    "pagerank",
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


def slow(graph: Graph) -> str:
    """A sentence where betweenness will take long and a library would be quick, else ``""``."""
    cost = len(graph) * simple(graph).number_of_edges()
    if cost < SLOW_FROM or _fast() is not None:
        return ""
    about = f"{cost * _SECONDS:.0f} seconds" if cost * _SECONDS < 100 else "some minutes"
    return (
        f"exact betweenness of {len(graph):,} nodes takes about {about} here;"
        " pip install 'graphbuild[networks]' makes it one or two seconds"
    )


def _fast() -> ModuleType | None:
    try:
        import rustworkx
    except ImportError:
        return None
    return rustworkx  # type: ignore[no-any-return, unused-ignore]


def _in_rust(library: ModuleType, graph: Graph) -> Any:
    """The same network for rustworkx; its nodes are numbered in order."""
    place = {node: at for at, node in enumerate(graph)}
    out = library.PyDiGraph() if graph.is_directed() else library.PyGraph()
    out.add_nodes_from(list(graph))
    ties = graph.edges(data="weight", default=1.0)
    out.add_edges_from([(place[a], place[b], float(weight)) for a, b, weight in ties])
    return out


_ONE_THREAD: Final = 2**31
"""Nodes below which rustworkx uses one thread: sums of several come in any order."""


def _betweenness(graph: Graph) -> dict[Any, float]:
    import networkx as nx

    library = _fast()
    if library is None:
        return dict(nx.betweenness_centrality(graph))
    found = library.graph_betweenness_centrality(
        _in_rust(library, graph), parallel_threshold=_ONE_THREAD
    )
    return {node: found[at] for at, node in enumerate(graph)}


def _closeness(graph: Graph) -> dict[Any, float]:
    import networkx as nx

    library = _fast()
    if library is None:
        return dict(nx.closeness_centrality(graph))
    found = library.graph_closeness_centrality(
        _in_rust(library, graph), parallel_threshold=_ONE_THREAD
    )
    return {node: found[at] for at, node in enumerate(graph)}


def _pagerank(graph: Graph) -> dict[Any, float]:
    """By networkx, which needs scipy for it; nothing where that is not installed."""
    import networkx as nx

    try:
        import scipy  # noqa: F401 - asked for here, so that any other fault is not taken for it
    except ImportError:
        return {}
    return dict(nx.pagerank(graph)) if len(graph) else {}


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


def node_measures(graph: Graph, *, without: Collection[str] = ()) -> dict[Any, dict[str, float]]:
    """Every measure of every node; a measure that cannot be had is left out.

    :param without: names of measures that are not wanted.
    """
    import networkx as nx

    plain = simple(graph)
    computed: dict[str, Callable[[], dict[Any, Any]]] = {
        "degree": lambda: dict(plain.degree()),
        "in_degree": lambda: dict(_arrows(graph).in_degree()),
        "out_degree": lambda: dict(_arrows(graph).out_degree()),
        "strength": lambda: dict(plain.degree(weight="weight")),
        "betweenness": lambda: _betweenness(plain),
        "closeness": lambda: _closeness(plain),
        "eigenvector": lambda: _eigenvector(plain),
        "pagerank": lambda: _pagerank(_arrows(graph)),
        "core": lambda: dict(nx.core_number(plain)),
        "clustering": lambda: _clustering(plain),
        "component": lambda: numbered(nx.connected_components(plain), plain),
        "community": lambda: numbered(communities(plain), plain),
    }
    out: dict[Any, dict[str, float]] = {node: {} for node in graph}
    for name, values in computed.items():
        if name in without or (name in DIRECTED and not graph.is_directed()):
            continue
        for node, value in values().items():
            out[node][name] = value if isinstance(value, int) else round(value, 9)
    return out


def _arrows(graph: Graph) -> Any:
    """With directions, one edge for each pair, sorted as in ``simple``; no node points to itself."""
    import networkx as nx

    out: Any = nx.DiGraph()
    out.add_nodes_from(sorted(graph, key=_place))
    weights: dict[tuple[Any, Any], float] = {}
    for source, target, data in graph.edges(data=True):
        if source != target:
            ends = source, target
            weights[ends] = weights.get(ends, 0.0) + float(data.get("weight", 1.0))
    rank = {node: at for at, node in enumerate(out)}
    for ends in sorted(weights, key=lambda ends: (rank[ends[0]], rank[ends[1]])):
        out.add_edge(*ends, weight=weights[ends])
    return out


def measure(graph: Graph, *, exact: bool = True) -> None:  # noqa: ARG001
    """Write every measure on the nodes, and those of the whole on the graph.

    :param exact: has no effect any more: betweenness is always exact.
    """
    for node, values in node_measures(graph).items():
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
    return {name: round(x, 6) if isinstance(x, float) else x for name, x in out.items()}
