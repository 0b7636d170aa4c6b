"""A network in slices of time or by stage, with the same nodes in every slice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from graphbuild.errors import UsageError
from graphbuild.networks import prepare, project
from graphbuild.networks.scope.chosen import Agreement, Rows, choose, fetch, natural
from graphbuild.networks.values import edge_ends

if TYPE_CHECKING:
    from pathlib import Path

    import networkx

    from graphbuild.stores import Asker

    Graph = networkx.Graph[Any]


def _year(item: Agreement, rows: Rows) -> str:  # noqa: ARG001
    return item.date[:4]


def _five_years(item: Agreement, rows: Rows) -> str:  # noqa: ARG001
    if not item.date:
        return ""
    start = int(item.date[:4]) // 5 * 5
    return f"{start}-{start + 4}"


def _stage(item: Agreement, rows: Rows) -> str:
    return rows.concepts.get(item.stage, item.stage.rpartition("/")[2])


BY: Final[dict[str, Callable[[Agreement, Rows], str]]] = {
    "year": _year,
    "5years": _five_years,
    "stage": _stage,
}
"""What a network can be sliced by; agreements without a date or stage are in no slice."""

_COUNTS = ("agreements", "as_party", "as_third_party", "topics")
_SPANS = ("first_date", "last_date", "agreement_ids")


def series(
    store: Asker,
    name: str,
    parameters: Mapping[str, object] | None = None,
    /,
    *,
    by: str = "5years",
    aliases: Path | Mapping[str, str] | None = None,
    **more: object,
) -> dict[str, Graph]:
    """The network of each slice, in order; every node of the whole is in each of them.

    :raises UsageError: as for ``build``, and for an unknown way to slice.
    """
    if by not in BY:
        raise UsageError(f"a network is sliced by {', '.join(BY)}, not by {by!r}")
    choices, same = prepare(store, name, {**(parameters or {}), **more}, aliases)
    scope = choose(store, fetch(store, choices), choices, same)
    whole = project(scope.only(scope.agreements))
    slices: dict[str, list[str]] = {}
    for iri, item in scope.agreements.items():
        slices.setdefault(BY[by](item, scope.rows), []).append(iri)
    undated = len(slices.pop("", ()))
    out: dict[str, Graph] = {}
    for label in sorted(slices, key=natural):
        part = project(scope.only(slices[label]))
        out[label] = _with_nodes_of(whole, part)
        out[label].graph["slice"] = label
        if undated:
            out[label].graph["left_out"]["not_in_a_slice"] = undated
    return out


def _with_nodes_of(whole: Graph, part: Graph) -> Graph:
    out = part.__class__(**part.graph)
    for node, data in whole.nodes(data=True):
        if node in part:
            out.add_node(node, **part.nodes[node])
            continue
        counts = {name: 0 for name in _COUNTS if name in data}
        kept = {name: value for name, value in data.items() if name not in _SPANS}
        out.add_node(node, **(kept | counts))
    for ends in edge_ends(part):
        if ends[0] in out and ends[1] in out:
            out.add_edge(*ends, **part.edges[ends])
    return out


def table(slices: Mapping[str, Graph]) -> list[dict[str, str | int | float]]:
    """One row for each slice: agreements, nodes with a tie, edges and measures of the whole.

    Measures leave the nodes without a tie out, or they would only count how many these are.
    """
    from graphbuild.networks.analysis.measures import whole

    rows: list[dict[str, str | int | float]] = []
    for label, graph in slices.items():
        tied = graph.subgraph([node for node, degree in graph.degree() if degree])
        found = whole(tied)
        keys = ("density", "components", "largest_component", "average_clustering", "modularity")
        row: dict[str, str | int | float] = {
            "slice": label,
            "agreements": graph.graph["agreements"],
        }
        row |= {"nodes": len(tied), "edges": tied.number_of_edges()}
        rows.append(row | {key: found.get(key, "") for key in keys})
    return rows
