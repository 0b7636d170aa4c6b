"""Who with whom, as a matrix: the most connected nodes, clusters side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from graphbuild.networks.analysis.measures import communities, numbered, parts, simple
from graphbuild.networks.drawing.looks import SIDE_COLOURS, counted
from graphbuild.networks.drawing.paper import FAINT, INK, Style, names, plain_words, sheet

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


def figure(graph: Graph, style: Style = Style()) -> Figure:  # noqa: ARG001, B008
    """One-part networks as a square, two-part ones as part 1 by part 0."""
    import numpy as np

    plain = simple(graph)
    two = parts(plain)
    community = numbered(communities(plain), plain)
    rows = _chosen(plain, two[1] if two else set(plain), community)
    columns = _chosen(plain, two[0], community) if two else rows
    attribute = "agreements" if _all_have(graph, "agreements") else "weight"
    table = np.full((len(rows), len(columns)), np.nan)
    ties = graph if graph.is_directed() else plain
    sided = graph.is_multigraph() and _all_have(graph, "side")
    for i, row in enumerate(rows):
        for j, column in enumerate(columns):
            if ties.has_edge(row, column):
                table[i, j] = (
                    _sides(graph, row, column)
                    if sided
                    else _value(graph, plain, row, column, attribute)
                )
    wide = _NAMES + _CELL * len(columns) + 0.9
    high = _ABOVE + _CELL * len(rows) + 0.15
    paper, axes = sheet(max(wide, 5.0), high)
    wide = max(wide, 5.0)
    axes.set_position(
        (_NAMES / wide, 0.15 / high, _CELL * len(columns) / wide, _CELL * len(rows) / high)
    )
    notes = ["Rows mention columns."] if graph.is_directed() else []
    if sided:
        _paint_sides(axes, table)
    else:
        notes += _paint(axes, table, "agreements" if attribute == "agreements" else counted(graph))
    _label(axes, graph, rows, columns)
    left = len(plain) - len(set(rows) | set(columns))
    if left:
        notes.append(
            f"Shown are the nodes with most ties, by community; {left:,} others are not shown."
        )
    paper.notes = notes  # type: ignore[attr-defined]
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


def _sides(graph: Graph, row: Any, column: Any) -> float:
    """0 for a party, 1 for a third party, 2 for both."""
    sides = {data["side"] for data in graph.get_edge_data(row, column).values()}
    return 2.0 if len(sides) > 1 else float("third party" in sides)


_BOTH: Final = "#7b4ea3"


def _paint_sides(axes: Axes, table: Any) -> None:
    from matplotlib.colors import ListedColormap
    from matplotlib.patches import Patch

    tones = {**SIDE_COLOURS, "both": _BOTH}
    axes.imshow(table, cmap=ListedColormap(list(tones.values())), vmin=0, vmax=2, aspect="equal")
    _grid(axes, table)
    axes.legend(
        [Patch(facecolor=tone) for tone in tones.values()],
        list(tones),
        loc="lower left",
        bbox_to_anchor=(1.005, 0),
        fontsize=6.5,
        frameon=False,
        borderaxespad=0,
        handlelength=1,
    )


def _grid(axes: Axes, table: Any) -> None:
    axes.set_xticks([x - 0.5 for x in range(table.shape[1] + 1)], minor=True)
    axes.set_yticks([y - 0.5 for y in range(table.shape[0] + 1)], minor=True)
    axes.grid(which="minor", color=FAINT, linewidth=0.3)
    axes.tick_params(which="both", length=0)
    for spine in axes.spines.values():
        spine.set_color(FAINT)


def _paint(axes: Axes, table: Any, what: str) -> list[str]:
    """Paint the weights; where they are all the same, a note instead of a scale."""
    import numpy as np
    from matplotlib import colormaps
    from matplotlib.colors import PowerNorm

    image = axes.imshow(
        table, cmap=colormaps["YlGnBu"], norm=PowerNorm(0.5, vmin=0), aspect="equal"
    )
    _grid(axes, table)
    values = np.unique(table[~np.isnan(table)])
    if len(values) < 2:
        said = (
            f"Every tie shown has the same {what}" if len(values) else "No tie is among those shown"
        )
        return [f"{said}{f' ({values[0]:.3g})' if len(values) else ''}."]
    bar = axes.inset_axes(
        (1.02, 0.0, min(0.03, 0.9 / table.shape[1]), min(1.0, 12 / table.shape[0]))
    )
    scale = axes.figure.colorbar(image, cax=bar)
    scale.outline.set_visible(False)
    scale.set_ticks(steps(values, whole=bool((values % 1 == 0).all())))
    scale.ax.tick_params(labelsize=6, length=2)
    scale.ax.minorticks_off()
    scale.set_label(what, size=6.5)
    return []


def steps(values: Any, *, whole: bool) -> list[float]:
    """Marks of a scale: values that there can be, from the lowest to the highest."""
    low, high = float(values.min()), float(values.max())
    found = {low, high} | {low + (high - low) * share for share in (0.1, 0.3, 0.6)}
    return sorted({float(round(x)) for x in found} if whole else {float(f"{x:.2g}") for x in found})


def _label(axes: Axes, graph: Graph, rows: list[Any], columns: list[Any]) -> None:
    said = names(graph, dict.fromkeys([*rows, *columns]), 38)
    across, down = ([plain_words(said[node]) for node in nodes] for nodes in (columns, rows))
    axes.set_yticks(range(len(rows)), down, size=6.5, color=INK)
    axes.set_xticks(range(len(columns)), across, size=6.5, color=INK, rotation=90)
    axes.xaxis.tick_top()
