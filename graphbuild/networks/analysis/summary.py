"""A network in words: what it is, its measures, who comes first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from graphbuild.networks.about import caption
from graphbuild.networks.analysis.measures import NAMES, node_measures, slow, whole
from graphbuild.networks.scope.chosen import natural
from graphbuild.tabular import aligned
from graphbuild.words import one_line

if TYPE_CHECKING:
    import networkx

TOP = 10
_RANKED = ("degree", "in_degree", "out_degree", "pagerank", "strength", "betweenness")
_UNRANKED = frozenset(NAMES) - frozenset(_RANKED)


def summary(graph: networkx.Graph[Any], *, exact: bool = False) -> str:
    """The network's description, measures of the whole, and the first ten nodes by some measures.

    :param exact: rank by betweenness even where that takes long; else a sentence says why it is not.
    """
    lines = [f"{graph.graph['title']} ({graph.graph['name']})", *caption(graph), ""]
    lines.append(f"nodes: {graph.graph['nodes']}; edges: {graph.graph['edges']}")
    measures = [(name.replace("_", " "), str(value)) for name, value in whole(graph).items()]
    lines += [f"  {line}" for line in aligned(measures, least=(18,))]
    if graph.number_of_edges():
        lines += _ties(graph)
        lines += _ranks(graph, exact)
    return "\n".join(lines) + "\n"


def _name(graph: networkx.Graph[Any], node: Any, width: int = 44) -> str:
    data = graph.nodes[node]
    label = one_line(str(data.get("label", node)))
    label = label if len(label) <= width else label[: width - 1] + "…"
    return f"{label} [{data.get('identifier', node)}]"


def _ranks(graph: networkx.Graph[Any], exact: bool) -> Iterator[str]:
    long = "" if exact else slow(graph)
    measured = node_measures(graph, without=(_UNRANKED | {"betweenness"} if long else _UNRANKED))
    has = set().union(*measured.values())
    kinds = dict.fromkeys(data.get("kind", "") for _, data in graph.nodes(data=True))
    for kind in kinds:
        nodes = [node for node, data in graph.nodes(data=True) if data.get("kind", "") == kind]
        for measure in _RANKED:
            if measure not in has or (measure == "strength" and graph.is_multigraph()):
                continue
            yield ""
            yield f"first by {measure.replace('_', '-')}{f' ({kind}s)' if len(kinds) > 1 and kind else ''}"
            ordered = sorted(
                nodes, key=lambda node: (-_value(measured, node, measure), natural(str(node)))
            )
            yield from _top(
                (_value(measured, node, measure), _name(graph, node)) for node in ordered
            )
    if long:
        yield f"\nno order by betweenness: {long}; --exact waits for it"


def _value(measured: dict[Any, dict[str, float]], node: Any, measure: str) -> float:
    return measured[node].get(measure, 0)


def _ties(graph: networkx.Graph[Any]) -> Iterator[str]:
    for attribute in ("agreements", "weight"):
        edges = [edge for edge in graph.edges(data=True) if attribute in edge[2]]
        if not edges or (
            attribute == "agreements" and edges[0][2][attribute] == edges[0][2].get("weight")
        ):
            continue
        edges.sort(key=lambda edge: (-edge[2][attribute], natural(edge[0]), natural(edge[1])))
        yield ""
        yield f"strongest ties by {attribute}"
        yield from _top(
            (data[attribute], f"{_name(graph, source, 34)} - {_name(graph, target, 34)}")
            for source, target, data in edges
        )


def _top(ordered: Iterable[tuple[float, str]]) -> Iterator[str]:
    first = [(f"{value:.4g}", name) for value, name in islice(ordered, TOP)]
    return (f"  {line}" for line in aligned(first, right=(0,), least=(10,)))
