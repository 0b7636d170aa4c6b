"""Names of nodes in a drawing: on no other name and on no node, with a leader line where they stand apart."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from graphbuild.networks.analysis.measures import simple
from graphbuild.networks.drawing.layouts import Positions
from graphbuild.networks.drawing.paper import INK, SOFT, names, plain_words
from graphbuild.networks.scope.chosen import natural

if TYPE_CHECKING:
    import networkx
    from matplotlib.axes import Axes

    Graph = networkx.Graph[Any]

Box = tuple[float, float, float, float]
Point = tuple[float, float]

LEADING: Final = 30
"""The names that are written even where they only fit apart from their node, tied by a line."""
_LARGE: Final = 12
_LENGTH: Final = 34
_POINTS: Final = 72


class Taken:
    """Which parts of a drawing are taken, in pixels."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[Box]] = defaultdict(list)

    def add(self, box: Box) -> None:
        """Take a part."""
        for cell in _cells(box):
            self._cells[cell].append(box)

    def free(self, box: Box) -> bool:
        """Whether nothing of it is taken."""
        return not any(_overlap(box, other) for cell in _cells(box) for other in self._cells[cell])


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    for x in range(int(box[0] // 100), int(box[2] // 100) + 1):
        for y in range(int(box[1] // 50), int(box[3] // 50) + 1):
            yield x, y


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]


def write_names(
    axes: Axes, graph: Graph, places: Positions, radius: dict[Any, float]
) -> dict[Any, str]:
    """Write names from the most connected node on, each where it covers nothing.

    :param radius: of each node in pixels.
    :returns: the names that are written.
    """
    degrees = dict(simple(graph).degree())
    late = _late(graph)
    order = sorted(graph, key=lambda node: (node in late, -degrees[node], natural(str(node))))
    if len(graph) > 60:
        order = [node for node in order if node not in late]
    said = names(graph, order, _LENGTH)
    at = {node: tuple(axes.transData.transform(places[node])) for node in graph}
    taken, named = Taken(), Taken()
    for node in graph:
        x, y, r = *at[node], radius[node] + 1
        taken.add((x - r, y - r, x + r, y + r))
    edges = axes.get_window_extent()
    scale = axes.figure.dpi / _POINTS
    written: dict[Any, str] = {}
    for rank, node in enumerate(order):
        size = 8.5 if rank < _LARGE else 7
        wide, high = _extent(axes, said[node], size)
        spots = _spots(at[node], radius[node], wide, high, scale, apart=rank < LEADING)
        for box, line in spots:
            inside = (
                box[0] >= edges.x0
                and box[2] <= edges.x1
                and box[1] >= edges.y0
                and box[3] <= edges.y1
            )
            # A line may pass a node, or the midst of a dense network would have no name.
            if inside and taken.free(box) and all(map(named.free, line)):
                for part in (box, *line):
                    taken.add(part)
                    named.add(part)
                _write(axes, said[node], size, box)
                if line:
                    _lead(axes, at[node], radius[node], box)
                written[node] = said[node]
                break
    return written


def _late(graph: Graph) -> set[Any]:
    """Titles of agreements are long and many: they come after the names of actors."""
    titles = {node for node, data in graph.nodes(data=True) if data.get("kind") == "agreement"}
    return titles if len(titles) < len(graph) else set()


def _extent(axes: Axes, text: str, size: float) -> Point:
    """Width and height of a text in pixels, with a little room around."""
    from matplotlib.font_manager import FontProperties

    canvas: Any = axes.figure.canvas
    wide, high, _ = canvas.get_renderer().get_text_width_height_descent(
        plain_words(text), FontProperties(size=size), ismath=False
    )
    return float(wide) + 6, max(float(high), size * axes.figure.dpi / _POINTS) + 4


def _spots(
    point: Point, radius: float, wide: float, high: float, scale: float, *, apart: bool
) -> Iterator[tuple[Box, list[Box]]]:
    """Boxes around a node, the nearest first; those apart come with the boxes their line passes."""
    x, y = point
    gap = radius + 2
    for left, low in (
        (x - wide / 2, y - gap - high),
        (x - wide / 2, y + gap),
        (x + gap + 1, y - high / 2),
        (x - gap - 1 - wide, y - high / 2),
        (x + gap * 0.75, y - gap * 0.75 - high),
        (x + gap * 0.75, y + gap * 0.75),
        (x - gap * 0.75 - wide, y - gap * 0.75 - high),
        (x - gap * 0.75 - wide, y + gap * 0.75),
    ):
        yield (left, low, left + wide, low + high), []
    for distance in (14, 22, 32, 44, 58, 76, 98, 124, 156, 200, 260, 330) if apart else ():
        for step in range(20):
            angle = math.tau * step / 20 + 0.1
            dx, dy = math.cos(angle), math.sin(angle)
            far = radius + distance * scale
            cx, cy = x + dx * (far + wide / 2 * abs(dx)), y + dy * (far + high / 2 * abs(dy))
            box = (cx - wide / 2, cy - high / 2, cx + wide / 2, cy + high / 2)
            yield box, _passed(point, radius, box)


def _nearest(point: Point, box: Box) -> Point:
    return min(max(point[0], box[0]), box[2]), min(max(point[1], box[1]), box[3])


def _ends(point: Point, radius: float, box: Box) -> tuple[Point, Point]:
    end = _nearest(point, box)
    far = math.hypot(end[0] - point[0], end[1] - point[1]) or 1.0
    share = (radius + 2) / far
    return (point[0] + (end[0] - point[0]) * share, point[1] + (end[1] - point[1]) * share), end


def _passed(point: Point, radius: float, box: Box) -> list[Box]:
    """Small boxes along a leader line, so that it crosses no name and no node."""
    (x1, y1), (x2, y2) = _ends(point, radius, box)
    steps = max(2, int(math.hypot(x2 - x1, y2 - y1) / 4))
    found = []
    for step in range(steps):
        share = (step + 0.5) / steps
        x, y = x1 + (x2 - x1) * share, y1 + (y2 - y1) * share
        found.append((x - 0.5, y - 0.5, x + 0.5, y + 0.5))
    return found


def _write(axes: Axes, text: str, size: float, box: Box) -> None:
    middle = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    x, y = axes.transData.inverted().transform(middle)
    axes.text(
        x,
        y,
        plain_words(text),
        size=size,
        ha="center",
        va="center",
        color=INK,
        zorder=4,
        gid="name",
        # A stroke around the letters would turn them into shapes in an SVG file.
        bbox={"facecolor": "white", "alpha": 0.72, "edgecolor": "none", "pad": 0.4},
    )


def _lead(axes: Axes, point: Point, radius: float, box: Box) -> None:
    ends = axes.transData.inverted().transform(_ends(point, radius, box))
    axes.plot(ends[:, 0], ends[:, 1], color=SOFT, linewidth=0.6, zorder=3.5, gid="leader")
