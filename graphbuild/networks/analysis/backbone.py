"""The ties of a weighted network that are stronger than chance would make them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from graphbuild.errors import MissingExtra, UsageError

if TYPE_CHECKING:
    import networkx

    Graph = networkx.Graph[Any]


DISPARITY, BONFERRONI, FDR = "disparity", "bonferroni", "fdr"
TESTS: Final = (DISPARITY, BONFERRONI, FDR)


def chance(graph: Graph, correction: str) -> dict[tuple[Any, Any], tuple[float, float]]:
    """Of each tie of a projection: the chance to share as many, and that corrected for all pairs.

    The null model is hypergeometric: of N agreements one actor is on a, the other on b, drawn at
    random (Tumminello and others 2011, doi 10.1371/journal.pone.0017994). ``bonferroni`` multiplies
    by the number of pairs, ``fdr`` is Benjamini and Hochberg's (1995); pairs without a tie count.

    :raises UsageError: for a network that is no projection of what nodes share.
    :raises MissingExtra: where scipy is not installed.
    """
    shared, own = ("shared", "third_parties") if _shares(graph) else ("agreements", "agreements")
    if not {"counted_among", "pairs"} <= graph.graph.keys():
        name = graph.graph.get("name", "this network")
        raise UsageError(
            f"{name} does not tie nodes by what they share, so that its ties cannot be tested"
            " against chance; use co-signing or process-similarity, or the disparity filter"
        )
    try:
        from scipy import stats
    except ImportError as error:
        raise MissingExtra("A test of ties against chance", "networks") from error
    import numpy as np

    ends = list(graph.edges())
    if not ends:
        return {}
    both = [[graph.nodes[node][own] for node in edge] for edge in ends]
    first, second = np.array(both).T
    common = np.array([graph.edges[edge][shared] for edge in ends])
    found = stats.hypergeom.sf(common - 1, graph.graph["counted_among"], first, second)
    pairs = max(int(graph.graph["pairs"]), len(ends))
    if correction == FDR:
        every = np.concatenate([found, np.ones(pairs - len(ends))])
        corrected = stats.false_discovery_control(every, method="bh")[: len(ends)]
    else:
        corrected = np.minimum(1.0, found * pairs)
    values = zip(found.tolist(), corrected.tolist(), strict=True)
    return dict(zip(ends, values, strict=True))


def _shares(graph: Graph) -> bool:
    return any("shared" in data for *_, data in graph.edges(data=True))


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


def backbone(
    graph: Graph, alpha: float = 0.05, *, isolates: bool = False, test: str = DISPARITY
) -> Graph:
    """The network with the ties that a test finds stronger than chance, at the level ``alpha``.

    ``disparity`` keeps what is heavy for one of its ends (see ``significance``). ``bonferroni`` and
    ``fdr`` test what two nodes share against their numbers (see ``chance``), corrected for all pairs.

    :param isolates: keep nodes that lose every tie.
    :raises UsageError: where ties have no weight, the test does not apply, or alpha is not between
        0 and 1.
    :raises MissingExtra: for the last two, where scipy is not installed.
    """
    if not 0 < alpha <= 1:
        raise UsageError(f"the backbone's level is a number above 0 and up to 1, not {alpha}")
    if test not in TESTS:
        raise UsageError(f"there is no test {test!r} for a backbone; use {', '.join(TESTS)}")
    if graph.is_multigraph() or any("weight" not in data for *_, data in graph.edges(data=True)):
        name = graph.graph.get("name", "this network")
        raise UsageError(f"{name} has no weights, and a backbone needs them; try co-signing")
    out = graph.copy()
    if test == DISPARITY:
        deciding = {ends: {"significance": p} for ends, p in significance(graph).items()}
    else:
        deciding = {
            ends: {"p_value": p, "p_corrected": corrected}
            for ends, (p, corrected) in chance(graph, test).items()
        }
    weak = []
    for ends, values in deciding.items():
        if list(values.values())[-1] >= alpha:
            weak.append(ends)
        else:
            out.edges[ends].update({name: float(f"{p:.9g}") for name, p in values.items()})
    out.remove_edges_from(weak)
    alone = [] if isolates else [node for node, degree in out.degree() if degree == 0]
    out.remove_nodes_from(alone)
    left_out = dict(graph.graph.get("left_out", {}))
    left_out |= {"weak_ties": len(weak)} if weak else {}
    left_out["no_tie"] = left_out.get("no_tie", 0) + len(alone)
    out.graph["left_out"] = {key: number for key, number in left_out.items() if number}
    chosen = {"backbone": str(alpha)} | ({"backbone_test": test} if test != DISPARITY else {})
    out.graph["parameters"] = {**graph.graph.get("parameters", {}), **chosen}
    return out
