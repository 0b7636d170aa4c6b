"""The ties of a weighted network that are stronger than chance would make them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphbuild.errors import UsageError

if TYPE_CHECKING:
    import networkx

    Graph = networkx.Graph[Any]


def significance(graph: Graph) -> dict[tuple[Any, Any], float]:
    """Of each tie the chance, under the null model, of a weight as large, at its likelier end.

    Disparity filter (Serrano, Boguñá and Vespignani 2009, doi 10.1073/pnas.0808904106): a node of k
    ties spreads its strength s at random, so that a tie of weight w has (1 - w/s)^(k-1). A node
    with one tie says nothing of it (1).
    """
    strength = dict(graph.degree(weight="weight"))
    degree = dict(graph.degree())
    out: dict[tuple[Any, Any], float] = {}
    for source, target, data in graph.edges(data=True):
        ends = [
            (1 - data["weight"] / strength[end]) ** (degree[end] - 1) if degree[end] > 1 else 1.0
            for end in (source, target)
        ]
        out[source, target] = max(0.0, min(ends))
    return out


def backbone(graph: Graph, alpha: float = 0.05, *, isolates: bool = False) -> Graph:
    """The network with the ties whose ``significance`` is below ``alpha``.

    :param isolates: keep nodes that lose every tie.
    :raises UsageError: where ties have no weight, or alpha is not between 0 and 1.
    """
    if not 0 < alpha <= 1:
        raise UsageError(f"the backbone's level is a number above 0 and up to 1, not {alpha}")
    if graph.is_multigraph() or any("weight" not in data for *_, data in graph.edges(data=True)):
        name = graph.graph.get("name", "this network")
        raise UsageError(f"{name} has no weights, and a backbone needs them; try co-signing")
    out = graph.copy()
    weak = []
    for (source, target), chance in significance(graph).items():
        if chance >= alpha:
            weak.append((source, target))
        else:
            out.edges[source, target]["significance"] = round(chance, 9)
    out.remove_edges_from(weak)
    alone = [] if isolates else [node for node, degree in out.degree() if degree == 0]
    out.remove_nodes_from(alone)
    left_out = dict(graph.graph.get("left_out", {}))
    left_out |= {"weak_ties": len(weak)} if weak else {}
    left_out["no_tie"] = left_out.get("no_tie", 0) + len(alone)
    out.graph["left_out"] = {key: number for key, number in left_out.items() if number}
    out.graph["parameters"] = {**graph.graph.get("parameters", {}), "backbone": str(alpha)}
    return out
