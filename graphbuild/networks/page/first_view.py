"""How the page opens: on what part of a large network, so that it can be read, and where nodes stand."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from graphbuild.networks.analysis.backbone import significance
from graphbuild.networks.analysis.measures import parts, simple

if TYPE_CHECKING:
    import networkx

    Graph = networkx.Graph[Any]

LEVELS: Final = (0.0001, 0.001, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5)
READABLE: Final = 1200
"""Ties with which a drawing can still be read; a page opens with about as many at most."""


@dataclass(slots=True)
class Opening:
    """Where the page's filters start.

    ``chances`` are the disparity filter's figures by tie, empty where it does not apply; ``level``
    the index in ``LEVELS`` with which the page opens, ``least`` the weight, ``neighbours`` the number
    of neighbours; ``None`` where all are shown. ``skeleton`` is what the layout follows.
    """

    skeleton: Graph
    chances: dict[tuple[Any, Any], float] = field(default_factory=dict)
    level: int | None = None
    weigh: str = ""
    least: float | None = None
    neighbours: int | None = None


def opening(graph: Graph) -> Opening:
    """Decide how a network opens; a small one opens whole."""
    out = Opening(graph, weigh=_weigh(graph))
    limit = min(READABLE, max(500, 4 * len(graph)))
    many = graph.number_of_edges() > limit
    filtered = '"backbone"' in str(graph.graph.get("parameters", ""))
    if (
        out.weigh
        and not filtered
        and not graph.is_multigraph()
        and not graph.is_directed()
        and not parts(graph)
    ):
        out.chances = significance(graph) if graph.number_of_edges() > 40 else {}
        out.level = _level(out.chances, len(graph), limit) if many else None
    if out.level is not None:
        strong = {tie for tie, chance in out.chances.items() if chance < LEVELS[out.level]}
        out.skeleton = _skeleton(graph, strong)
    elif many and out.weigh:
        out.chances = {}  # weights too much alike for that filter: the weight itself thins
        weights = sorted((data[out.weigh] for *_, data in graph.edges(data=True)), reverse=True)
        out.least = weights[limit]
        ties = graph.edges(data=True)
        out.skeleton = _skeleton(graph, {(a, b) for a, b, d in ties if d[out.weigh] > out.least})
    elif many:
        out.neighbours = _neighbours(graph, limit)
    return out


def _weigh(graph: Graph) -> str:
    """The attribute by which ties are compared: agreements before weight, if all have it."""
    edges = [data for *_, data in graph.edges(data=True)]
    for name in ("agreements", "weight"):
        if edges and all(name in data for data in edges):
            return name
    return ""


def _level(chances: dict[tuple[Any, Any], float], nodes: int, limit: int) -> int | None:
    """The loosest level that leaves a readable number of ties, unless that is next to nothing."""
    counts = [sum(chance < level for chance in chances.values()) for level in LEVELS]
    return max((at for at, n in enumerate(counts) if nodes / 20 <= n <= limit), default=None)


def _skeleton(graph: Graph, strong: set[tuple[Any, Any]]) -> Graph:
    """The strongest ties, and the tree of the heaviest ones, which holds the others in place."""
    import networkx as nx

    plain = simple(graph)
    out: Graph = nx.Graph()
    out.add_nodes_from(plain.nodes(data=True))
    out.add_edges_from(sorted(strong))
    out.add_edges_from(nx.maximum_spanning_edges(plain, weight="weight", data=False))
    return out


def counted_kind(graph: Graph) -> str:
    """The kind of node whose neighbours the filter counts: actors, else the most frequent kind."""
    kinds = Counter(str(data.get("kind", "node")) for _, data in graph.nodes(data=True))
    if "actor" in kinds:
        return "actor"
    return max(sorted(kinds), key=lambda kind: kinds[kind], default="node")


def _neighbours(graph: Graph, limit: int) -> int:
    """The least number of neighbours that leaves a readable number of ties."""
    plain, kind = simple(graph), counted_kind(graph)
    degrees = dict(plain.degree())
    counted = {node for node, data in graph.nodes(data=True) if data.get("kind", "node") == kind}
    lowest = sorted(
        min((degrees[end] for end in edge if end in counted), default=limit) for edge in plain.edges
    )
    return lowest[-limit] + 1 if len(lowest) > limit else 1
