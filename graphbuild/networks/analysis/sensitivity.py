"""What of a network's result hangs on the choices that made it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from graphbuild.catalogue.sense import LISTED, PRACTICAL, knows_practical
from graphbuild.networks import prepare, project
from graphbuild.networks.analysis.measures import simple, whole
from graphbuild.networks.scope.choices import Choices
from graphbuild.networks.scope.chosen import choose, fetch, natural

if TYPE_CHECKING:
    from pathlib import Path

    import networkx

    from graphbuild.stores import Asker

TOP = 10

_VARIANTS = {
    "max_actors": ("50", "30", "20", "10"),
    "min_agreements": ("2", "3", "5"),
    "un": ("together", "exclude"),
    "unilateral": ("exclude",),
    "local": ("include",),
    "basis": ("coded", "linked"),
    "certainty": ("certain", "any"),
    "side": ("party", "third party"),
    "sense": (LISTED, PRACTICAL),
}
"""Other values that are tried, one parameter at a time."""

Row = dict[str, str | int | float]


def sensitivity(
    store: Asker,
    name: str,
    parameters: Mapping[str, object] | None = None,
    /,
    *,
    aliases: Path | Mapping[str, str] | None = None,
    **more: object,
) -> list[Row]:
    """The network as chosen, then with one choice changed at a time: sizes and who comes first.

    ``same_top`` is how many of the ten nodes first in degree are among the first ten as chosen.
    """
    choices, same = prepare(store, name, {**(parameters or {}), **more}, aliases)
    rows = fetch(store, choices)
    out: list[Row] = []
    first: set[Any] = set()
    for label, variant, merged in _variants(choices, same, store):
        graph = project(choose(store, rows, variant, merged))
        plain = simple(graph)
        leading = _leading(plain, weighted=False)
        first = first or set(leading)
        out.append(_row(label, graph, plain, leading) | {"same_top": len(set(leading) & first)})
    return out


def _variants(
    choices: Choices, same: Mapping[str, str], store: Asker
) -> Iterator[tuple[str, Choices, Mapping[str, str]]]:
    yield "as chosen", choices, same
    for parameter, values in _VARIANTS.items():
        if choices.projection.parameter(parameter) is None:
            continue
        for value in values:
            if value == choices.shown.get(parameter):
                continue
            if value == PRACTICAL and not knows_practical(store):
                continue
            if value == "linked" and choices.one("sense") == PRACTICAL:
                continue
            yield f"{parameter}={value}", choices.with_value(parameter, value), same
    if same:
        yield "without aliases", choices, {}


def _leading(plain: networkx.Graph[Any], *, weighted: bool) -> list[Any]:
    found = dict(plain.degree(weight="weight" if weighted else None))
    return sorted(found, key=lambda node: (-found[node], natural(str(node))))[:TOP]


def _row(
    label: str, graph: networkx.Graph[Any], plain: networkx.Graph[Any], leading: list[Any]
) -> Row:
    found = whole(graph, plain)
    names = {node: str(data.get("label", node)) for node, data in graph.nodes(data=True)}
    row: Row = {"variant": label, "agreements": graph.graph["agreements"]}
    for key in ("nodes", "edges", "density", "components", "average_clustering", "modularity"):
        row[key] = found.get(key, "")
    by_weight = _leading(plain, weighted=True)
    row["first_by_degree"] = "; ".join(names[node] for node in leading[:3])
    row["first_by_weight"] = "; ".join(names[node] for node in by_weight[:3])
    return row
