"""Nodes and ties, laid out by force, with the names for which there is room."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from graphbuild.networks.analysis.backbone import backbone
from graphbuild.networks.analysis.measures import parts, simple
from graphbuild.networks.drawing.layouts import Positions, positions
from graphbuild.networks.drawing.looks import (
    RINGS,
    SIDE_COLOURS,
    Palette,
    counted,
    palette,
    telling,
)
from graphbuild.networks.drawing.naming import write_names
from graphbuild.networks.drawing.paper import (
    Style,
    caption_lines,
    frame_height,
    plain_words,
    sheet,
    title_lines,
)

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


def figure(graph: Graph, style: Style = Style()) -> Figure:  # noqa: B008 - it never changes
    """The drawing of a network, or of its backbone where all ties would be a hairball."""
    shown, notes = _readable(graph)
    places = positions(shown)
    shades = palette(shown, style.colour or telling(shown))
    paper, axes = sheet(_WIDTH, _HEIGHT)
    paper.notes = [*notes, *_meanings(shown)]  # type: ignore[attr-defined]
    if style.size:
        _resize(paper, shown, style)
    axes.set_axis_off()
    keys = _keys(shown, shades)
    rows = math.ceil(len(keys) / _in_a_row(paper, keys))
    room = (0.12 + 0.17 * rows) / paper.get_size_inches()[1]
    axes.set_position((0.01, room, 0.98, 0.99 - room))
    _frame(axes, places)
    _ties(axes, shown, places)
    _nodes(axes, shown, places, shades)
    _arrows(axes, shown, places)
    write_names(axes, shown, places, radii(axes, shown))
    _legend(axes, keys, _in_a_row(paper, keys))
    return paper


def _resize(paper: Figure, graph: Graph, style: Style) -> None:
    """Leave of the size that was asked for what title and caption do not take."""
    assert style.size is not None
    wide, high = style.size
    title, lines = title_lines(graph, style, wide), caption_lines(paper, graph, style, wide)
    paper.set_size_inches(wide, max(1.5, high - frame_height(title, lines)))


def _meanings(graph: Graph) -> list[str]:
    """What arrows and the width of ties say."""
    out = []
    if graph.is_directed():
        out.append("Arrows point to the agreement that is mentioned.")
    weights = {round(data["weight"], 6) for *_, data in graph.edges(data=True) if "weight" in data}
    if len(weights) > 1:
        what = counted(graph)
        out.append(
            f"Ties are the wider the higher their {what}, which is {max(weights):.3g} at most."
        )
    return out


def _readable(graph: Graph) -> tuple[Graph, list[str]]:
    """A network that can still be read, and a note of what is not drawn of it."""
    if graph.number_of_edges() <= READABLE or "backbone" in graph.graph.get("parameters", {}):
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


def _nodes(axes: Axes, graph: Graph, places: Positions, shades: Palette) -> None:
    degrees = dict(simple(graph).degree())
    for looks, members in _alike(graph, shades).items():
        colour, ring, square = looks
        axes.scatter(
            [places[node][0] for node in members],
            [places[node][1] for node in members],
            s=[_area(degrees[node]) for node in members],
            c="white" if ring else colour,
            edgecolors=colour if ring else "#33393f",
            linewidths=1.4 if ring else 0.4,
            marker="s" if square else "o",
            zorder=2,
        )


Looks = tuple[str, bool, bool]
"""Colour, whether it is a ring, whether it is a square."""


def _alike(graph: Graph, shades: Palette) -> dict[Looks, list[Any]]:
    found: dict[Looks, list[Any]] = {}
    for node, data in graph.nodes(data=True):
        value = shades.of[node]
        square = data.get("kind", "actor") not in ("actor", "person")
        looks = shades.colours[value], shades.by == "type" and value in RINGS, square
        found.setdefault(looks, []).append(node)
    return found


def radii(axes: Axes, graph: Graph) -> dict[Any, float]:
    """Of each node the radius in pixels."""
    scale = axes.figure.dpi / _POINTS
    degrees = dict(simple(graph).degree())
    return {node: math.sqrt(_area(degrees[node])) / 2 * scale for node in graph}


def _arrows(axes: Axes, graph: Graph, places: Positions) -> None:
    """A head for each tie of a network with directions, where it meets the node it points to."""
    from matplotlib.collections import PolyCollection

    if not graph.is_directed():
        return
    radius, scale = radii(axes, graph), axes.figure.dpi / _POINTS
    heads = []
    for source, target in graph.edges():
        (x1, y1), (x2, y2) = (axes.transData.transform(places[end]) for end in (source, target))
        far = math.hypot(x2 - x1, y2 - y1)
        if far < 1:
            continue
        dx, dy = (x2 - x1) / far, (y2 - y1) / far
        tip = x2 - dx * radius[target], y2 - dy * radius[target]
        long, half = 5.2 * scale, 2.0 * scale
        back = tip[0] - dx * long, tip[1] - dy * long
        corners = [
            tip,
            (back[0] - dy * half, back[1] + dx * half),
            (back[0] + dy * half, back[1] - dx * half),
        ]
        heads.append(axes.transData.inverted().transform(corners))
    axes.add_collection(PolyCollection(heads, facecolors="#5c6470", linewidths=0, zorder=1.5))


def _keys(graph: Graph, shades: Palette) -> list[tuple[Any, str]]:
    """Marks and words of the legend: colours with the number of nodes, and the sides of ties."""
    from matplotlib.lines import Line2D

    many = Counter(shades.of.values())
    squares = {
        shades.of[node]
        for node, data in graph.nodes(data=True)
        if data.get("kind", "actor") not in ("actor", "person")
    }
    keys: list[tuple[Any, str]] = []
    for value, colour in shades.colours.items():
        ring = shades.by == "type" and value in RINGS
        mark = Line2D([], [], linestyle="none", marker="s" if value in squares else "o")
        mark.set_markersize(5)
        mark.set_markerfacecolor("white" if ring else colour)
        mark.set_markeredgecolor(colour if ring else "#33393f")
        mark.set_markeredgewidth(1.4 if ring else 0.4)
        keys.append((mark, f"{value} ({many[value]:,})"))
    sides = Counter(data.get("side") for *_, data in graph.edges(data=True))
    for side, tone in SIDE_COLOURS.items():
        if sides[side]:
            line = Line2D([], [], color=tone, linestyle="--" if side == "third party" else "-")
            keys.append((line, f"{side} ({sides[side]:,} ties)"))
    return keys


def _in_a_row(paper: Figure, keys: list[tuple[Any, str]]) -> int:
    """How many keys fit side by side, all columns being as wide as the widest."""
    widest = max((len(words) for _, words in keys), default=1) * 0.062 + 0.38
    return max(1, min(len(keys), int((paper.get_size_inches()[0] - 0.3) / widest)))


def _legend(axes: Axes, keys: list[tuple[Any, str]], in_a_row: int) -> None:
    axes.legend(
        [mark for mark, _ in keys],
        [plain_words(words) for _, words in keys],
        loc="upper left",
        bbox_to_anchor=(0.01, -0.005),
        ncols=in_a_row,
        fontsize=7,
        frameon=False,
        columnspacing=1.4,
        handletextpad=0.5,
        borderaxespad=0,
    )
