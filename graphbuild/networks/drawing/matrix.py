"""Who with whom, as a matrix: the most connected nodes, clusters side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from graphbuild.networks.analysis.measures import communities, numbered, parts, simple
from graphbuild.networks.drawing.paper import FAINT, INK, sheet, short

if TYPE_CHECKING:
    import networkx
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    Graph = networkx.Graph[Any]

MOST: Final = 45
"""Rows and columns at most: more names than these are too small to read."""
_CELL: Final = 0.165
_NAMES: Final = 2.35
_ABOVE: Final = 2.0


def figure(graph: Graph) -> Figure:
    """One-part networks as a square, two-part ones as part 1 by part 0."""
    import numpy as np

    plain = simple(graph)
    two = parts(plain)
    community = numbered(communities(plain), plain)
    rows = _chosen(plain, two[1] if two else set(plain), community)
    columns = _chosen(plain, two[0], community) if two else rows
    attribute = "agreements" if _all_have(graph, "agreements") else "weight"
    table = np.full((len(rows), len(columns)), np.nan)
    for i, row in enumerate(rows):
        for j, column in enumerate(columns):
            if plain.has_edge(row, column):
                table[i, j] = _value(graph, plain, row, column, attribute)
    wide = _NAMES + _CELL * len(columns) + 0.9
    high = _ABOVE + _CELL * len(rows) + 0.15
    paper, axes = sheet(max(wide, 5.0), high)
    wide = max(wide, 5.0)
    axes.set_position(
        (_NAMES / wide, 0.15 / high, _CELL * len(columns) / wide, _CELL * len(rows) / high)
    )
    _paint(axes, table, attribute)
    _label(axes, graph, rows, columns)
    left = len(plain) - len(set(rows) | set(columns))
    if left:
        note = f"Shown are the nodes with most ties, by community; {left:,} others are not shown."
        paper.notes = [note]  # type: ignore[attr-defined]
    return paper


def _all_have(graph: Graph, attribute: str) -> bool:
    return all(attribute in data for *_, data in graph.edges(data=True))


def _chosen(plain: Graph, nodes: set[Any], community: dict[Any, int]) -> list[Any]:
    place = {node: at for at, node in enumerate(plain)}
    strength = dict(plain.degree(weight="weight"))
    by_strength = sorted(nodes, key=lambda node: (-strength[node], place[node]))[:MOST]
    return sorted(by_strength, key=lambda node: (community[node], -strength[node], place[node]))


def _value(graph: Graph, plain: Graph, row: Any, column: Any, attribute: str) -> float:
    if attribute == "agreements" and not graph.is_multigraph():
        return float(graph.edges[row, column]["agreements"])
    return float(plain.edges[row, column]["weight"])


def _paint(axes: Axes, table: Any, attribute: str) -> None:
    from matplotlib import colormaps
    from matplotlib.colors import PowerNorm

    image = axes.imshow(
        table, cmap=colormaps["YlGnBu"], norm=PowerNorm(0.5, vmin=0), aspect="equal"
    )
    axes.set_xticks([x - 0.5 for x in range(table.shape[1] + 1)], minor=True)
    axes.set_yticks([y - 0.5 for y in range(table.shape[0] + 1)], minor=True)
    axes.grid(which="minor", color=FAINT, linewidth=0.3)
    axes.tick_params(which="both", length=0)
    for spine in axes.spines.values():
        spine.set_color(FAINT)
    bar = axes.inset_axes(
        (1.02, 0.0, min(0.03, 0.9 / table.shape[1]), min(1.0, 12 / table.shape[0]))
    )
    scale = axes.figure.colorbar(image, cax=bar)
    scale.outline.set_visible(False)
    scale.ax.tick_params(labelsize=6, length=2)
    scale.ax.set_title(attribute, size=7, loc="left")


def _label(axes: Axes, graph: Graph, rows: list[Any], columns: list[Any]) -> None:
    def names(nodes: list[Any]) -> list[str]:
        return [
            short(graph.nodes[node].get("label", node), 38).replace("$", r"\$") for node in nodes
        ]

    axes.set_yticks(range(len(rows)), names(rows), size=6.5, color=INK)
    axes.set_xticks(range(len(columns)), names(columns), size=6.5, color=INK, rotation=90)
    axes.xaxis.tick_top()
