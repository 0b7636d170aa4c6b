"""Nodes and ties, laid out by force, with the names for which there is room."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from graphbuild.networks.analysis.backbone import backbone
from graphbuild.networks.analysis.measures import parts, simple
from graphbuild.networks.drawing.layouts import Positions, positions
from graphbuild.networks.drawing.looks import RINGS, SIDE_COLOURS, colour
from graphbuild.networks.drawing.paper import FAINT, INK, sheet, short
from graphbuild.networks.scope.chosen import natural

if TYPE_CHECKING:
    import networkx
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    Graph = networkx.Graph[Any]

READABLE: Final = 900
"""Ties above which a weighted network is drawn by its backbone."""
_WIDTH: Final = 10.5
_HEIGHT: Final = 8.0
_POINTS: Final = 72


def figure(graph: Graph) -> Figure:
    """The drawing of a network, or of its backbone where all ties would be a hairball."""
    shown, notes = _readable(graph)
    places = positions(shown)
    paper, axes = sheet(_WIDTH, _HEIGHT)
    paper.notes = notes  # type: ignore[attr-defined]
    axes.set_axis_off()
    axes.set_position((0.01, 0.07, 0.98, 0.92))
    _frame(axes, places)
    _ties(axes, shown, places)
    _nodes(axes, shown, places)
    _names(axes, shown, places)
    _legend(axes, shown)
    return paper


def _readable(graph: Graph) -> tuple[Graph, list[str]]:
    """A network that can still be read, and a note of what is not drawn of it."""
    if graph.number_of_edges() <= READABLE:
        return graph, []
    weighted = all("weight" in data for *_, data in graph.edges(data=True))
    if weighted and not graph.is_directed() and not parts(graph):
        for level in (0.5, 0.3, 0.2, 0.1, 0.05, 0.02, 0.01, 0.001):
            thin = backbone(graph, level)
            if len(graph) / 20 <= thin.number_of_edges() <= READABLE:
                return thin, [
                    _note(thin, graph, f"the strongest (disparity filter, level {level})")
                ]
    return _of_many_neighbours(graph)


def _of_many_neighbours(graph: Graph) -> tuple[Graph, list[str]]:
    """The nodes of one kind with most neighbours, and what they are tied to."""
    degrees = dict(simple(graph).degree())
    kinds = [data.get("kind", "node") for _, data in graph.nodes(data=True)]
    kind = "actor" if "actor" in kinds else max(sorted(set(kinds)), key=kinds.count)
    for least in range(2, max(degrees.values()) + 1):
        kept = [
            node
            for node, data in graph.nodes(data=True)
            if data.get("kind", "node") != kind or degrees[node] >= least
        ]
        thin = graph.subgraph(kept)
        if thin.number_of_edges() <= READABLE:
            break
    thin = thin.edge_subgraph(list(thin.edges)).copy()
    if not thin.number_of_edges():
        return graph, []
    return thin, [_note(thin, graph, f"those of each {kind} with at least {least} neighbours")]


def _note(thin: Graph, graph: Graph, which: str) -> str:
    drawn, every = thin.number_of_edges(), graph.number_of_edges()
    return f"Drawn are {drawn:,} of {every:,} ties, {which}, and the {len(thin):,} nodes they join."


def _frame(axes: Axes, places: Positions) -> None:
    xs, ys = zip(*places.values(), strict=True)
    wide = max(max(xs) - min(xs), 1)
    high = max(max(ys) - min(ys), 1)
    axes.set_xlim(min(xs) - 0.09 * wide, max(xs) + 0.09 * wide)
    axes.set_ylim(max(ys) + 0.05 * high, min(ys) - 0.05 * high)


def _ties(axes: Axes, graph: Graph, places: Positions) -> None:
    from matplotlib.collections import LineCollection

    edges = list(graph.edges(data=True))
    heaviest = max((data.get("weight", 1.0) for *_, data in edges), default=1.0)
    alpha = 0.7 if len(edges) < 300 else 0.45 if len(edges) < 1500 else 0.2
    for side in ("", *SIDE_COLOURS):
        lines = [edge for edge in edges if edge[2].get("side", "") == side]
        axes.add_collection(
            LineCollection(
                [[places[source], places[target]] for source, target, _ in lines],
                colors=SIDE_COLOURS.get(side, "#8b93a0"),
                linewidths=[
                    0.4 + 2.6 * math.sqrt(d.get("weight", 0) / heaviest) for *_, d in lines
                ],
                linestyles="dashed" if side == "third party" else "solid",
                alpha=alpha,
                zorder=1,
            )
        )


def _area(degree: int) -> float:
    """In square points."""
    return float(9 + 7.5 * degree**0.8)


def _nodes(axes: Axes, graph: Graph, places: Positions) -> None:
    degrees = dict(simple(graph).degree())
    for kind, members in _by_type(graph):
        ring = kind in RINGS
        square = graph.nodes[members[0]].get("kind", "actor") not in ("actor", "person")
        axes.scatter(
            [places[node][0] for node in members],
            [places[node][1] for node in members],
            s=[_area(degrees[node]) for node in members],
            c="white" if ring else colour({"type": kind}),
            edgecolors=colour({"type": kind}) if ring else "#33393f",
            linewidths=1.4 if ring else 0.4,
            marker="s" if square else "o",
            zorder=2,
            label=f"{kind} ({len(members)})",
        )


def _by_type(graph: Graph) -> list[tuple[str, list[Any]]]:
    found: dict[str, list[Any]] = {}
    for node, data in graph.nodes(data=True):
        found.setdefault(str(data.get("type", "node")), []).append(node)
    return sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))


Box = tuple[float, float, float, float]


def _names(axes: Axes, graph: Graph, places: Positions) -> None:
    """Names from the most connected node on, each where it covers no other name and no large node."""
    canvas = axes.figure.canvas
    canvas.draw()
    degrees = dict(simple(graph).degree())
    order = sorted(graph, key=lambda node: (_late(graph, node), -degrees[node], natural(str(node))))
    at = {node: tuple(axes.transData.transform(places[node])) for node in graph}
    scale = axes.figure.dpi / _POINTS
    radius = {node: math.sqrt(_area(degrees[node])) / 2 * scale for node in graph}
    discs = [_around(at[node], radius[node] * 0.85) for node in order[:250] if degrees[node] > 1]
    taken: list[Box] = []
    edges = axes.get_window_extent()
    for rank, node in enumerate(order):
        if _late(graph, node) and len(graph) > 60:
            break
        text = short(graph.nodes[node].get("label", node), 34)
        size = 8.5 if rank < 12 else 7
        wide, high = len(text) * size * 0.53 * scale, size * 1.15 * scale
        for anchor, box in _spots(at[node], radius[node], wide, high):
            outside = (
                box[0] < edges.x0 or box[2] > edges.x1 or box[1] < edges.y0 or box[3] > edges.y1
            )
            blocked = taken if rank < 12 else taken + discs
            if outside or any(_overlap(box, other) for other in blocked):
                continue
            taken.append(box)
            _name(axes, text, size, anchor, box)
            break


def _late(graph: Graph, node: Any) -> bool:
    """Titles of agreements are long and many: they come after the names of actors."""
    return graph.nodes[node].get("kind") == "agreement"


def _around(point: Any, radius: float) -> Box:
    return point[0] - radius, point[1] - radius, point[0] + radius, point[1] + radius


def _spots(point: Any, radius: float, wide: float, high: float) -> Iterator[tuple[str, Box]]:
    """Below, above, right and left of a node, in pixels from the lower left corner."""
    x, y = point
    gap = radius + 2
    yield "center", (x - wide / 2, y - gap - high, x + wide / 2, y - gap)
    yield "center", (x - wide / 2, y + gap, x + wide / 2, y + gap + high)
    yield "left", (x + gap + 1, y - high / 2, x + gap + 1 + wide, y + high / 2)
    yield "right", (x - gap - 1 - wide, y - high / 2, x - gap - 1, y + high / 2)


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]


def _name(axes: Axes, text: str, size: float, anchor: str, box: Box) -> None:
    x = {"center": (box[0] + box[2]) / 2, "left": box[0], "right": box[2]}[anchor]
    left, bottom = axes.transData.inverted().transform((x, (box[1] + box[3]) / 2))
    axes.text(
        left,
        bottom,
        text.replace("$", r"\$"),
        size=size,
        ha=anchor,
        va="center",
        color=INK,
        zorder=4,
        # A stroke around the letters would turn them into shapes in an SVG file.
        bbox={"facecolor": "white", "alpha": 0.72, "edgecolor": "none", "pad": 0.4},
    )


def _legend(axes: Axes, graph: Graph) -> None:
    from matplotlib.lines import Line2D

    handles, labels = axes.get_legend_handles_labels()
    sides = {data.get("side") for *_, data in graph.edges(data=True)}
    for side, tone in SIDE_COLOURS.items():
        if side in sides:
            line = Line2D([], [], color=tone)
            line.set_linestyle("dashed" if side == "third party" else "solid")
            handles.append(line)
            labels.append(side)
    legend = axes.legend(
        handles,
        labels,
        loc="upper left",
        bbox_to_anchor=(0.01, -0.005),
        ncols=min(6, len(handles)),
        fontsize=7,
        frameon=False,
        columnspacing=1.4,
        handletextpad=0.5,
        borderaxespad=0,
    )
    for handle in legend.legend_handles:
        if handle is not None and hasattr(handle, "set_sizes"):
            handle.set_sizes([28])
    legend.get_frame().set_edgecolor(FAINT)
