"""Where nodes stand, the same on every run: distances follow ties, so that clusters can be seen.

Each component is laid out by itself, the community graph first (few nodes, found exactly) and then
every node near its community, by forces; components are packed in rows.
Random numbers are not used at all.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

from graphbuild.errors import MissingExtra
from graphbuild.networks.analysis.measures import communities, simple

if TYPE_CHECKING:
    import networkx
    import numpy

    Graph = networkx.Graph[Any]
    Array = numpy.ndarray[Any, numpy.dtype[numpy.float64]]
    Indices = numpy.ndarray[Any, numpy.dtype[numpy.int64]]

Positions = dict[Any, tuple[float, float]]
"""Node to x and y, y growing downwards, from 0."""

SPACE: Final = 75.0
"""The longer side of a layout is this times the square root of the number of nodes."""
_GOLDEN: Final = math.pi * (3 - math.sqrt(5))


def positions_if_possible(graph: Graph) -> Positions:
    """The positions, or none where numpy is not installed."""
    try:
        return positions(graph)
    except MissingExtra:
        return {}


def positions(graph: Graph) -> Positions:
    """A place for every node.

    :raises MissingExtra: where numpy is not installed.
    """
    try:
        import numpy  # noqa: F401 - asked for here, so that the message comes before any work
    except ImportError as error:
        raise MissingExtra("A layout", "pictures") from error
    import networkx as nx

    plain = simple(graph)
    order = {node: at for at, node in enumerate(plain)}
    groups = sorted(
        nx.connected_components(plain), key=lambda g: (-len(g), min(order[node] for node in g))
    )
    placed = [_component(plain, sorted(group, key=lambda node: order[node])) for group in groups]
    found = _packed(placed)
    if not found:
        return {}
    longer = max(max(values) for values in zip(*found.values(), strict=True))
    scale = SPACE * math.sqrt(len(found)) / longer
    return {node: (round(x * scale, 1), round(y * scale, 1)) for node, (x, y) in found.items()}


def _spiral(count: int, spread: float) -> list[tuple[float, float]]:
    """Points spread evenly over a disc, as seeds stand in a sunflower."""
    return [
        (
            spread * math.sqrt(at + 0.5) * math.cos(at * _GOLDEN),
            spread * math.sqrt(at + 0.5) * math.sin(at * _GOLDEN),
        )
        for at in range(count)
    ]


def _component(graph: Graph, nodes: list[Any]) -> Positions:
    if len(nodes) <= 3:
        return dict(zip(nodes, _spiral(len(nodes), 0.9), strict=True))
    part = graph.subgraph(nodes)
    start = dict(zip(nodes, _spiral(len(nodes), 1.0), strict=True))
    if len(nodes) > 60:
        start = _by_community(graph, nodes)
    return _settled(
        part, nodes, start, 200 if len(nodes) <= 400 else 100 if len(nodes) <= 1200 else 60
    )


def _by_community(graph: Graph, nodes: list[Any]) -> Positions:
    """Communities placed by the ties between them, each one's nodes on a disc around its place."""
    import networkx as nx

    order = {node: at for at, node in enumerate(nodes)}
    part: Graph = nx.Graph()
    part.add_nodes_from((node, graph.nodes[node]) for node in nodes)
    part.add_edges_from(edge for edge in graph.edges(data=True) if edge[0] in order)
    groups = sorted(communities(part), key=lambda g: (-len(g), min(order[node] for node in g)))
    of = {node: at for at, group in enumerate(groups) for node in group}
    coarse: Graph = nx.Graph()
    coarse.add_nodes_from(range(len(groups)))
    for source, target in part.edges():
        if of[source] != of[target]:
            coarse.add_edge(of[source], of[target])
    spread = math.sqrt(len(nodes) / max(1, len(groups)))
    centres = _settled(coarse, list(coarse), dict(enumerate(_spiral(len(groups), 1.0))), 200)
    out: Positions = {}
    for at, group in enumerate(groups):
        x, y = centres[at]
        members = sorted(group, key=lambda node: (-part.degree(node), order[node]))
        for node, (dx, dy) in zip(members, _spiral(len(members), 0.8), strict=True):
            out[node] = (x * spread * 1.6 + dx, y * spread * 1.6 + dy)
    return out


def _settled(graph: Graph, nodes: list[Any], start: Positions, steps: int) -> Positions:
    """Ties pull in proportion to their length, all nodes push, steps grow smaller.

    The forces are ForceAtlas2's (Jacomy and others 2014, doi 10.1371/journal.pone.0098679), which
    keep clusters apart; the cooling is Fruchterman and Reingold's.
    """
    import numpy as np

    if len(nodes) < 2:
        return start
    place = {node: at for at, node in enumerate(nodes)}
    at = np.array([start[node] for node in nodes], dtype=np.float64)
    # A part of a network gives its ties in the order of a set, and sums of forces hang on the order.
    ties = sorted(sorted((place[a], place[b])) for a, b in graph.edges())
    pairs = np.array(ties, dtype=np.int64).reshape(-1, 2)
    degree = np.array([float(graph.degree(node)) for node in nodes])
    step = math.sqrt(len(nodes)) / 3
    for number in range(steps):
        force = _push(at, degree) + _pull(at, pairs, degree) - 0.08 * at
        length = np.maximum(np.hypot(force[:, 0], force[:, 1]), 1e-9)
        limit = step * (1 - number / steps) ** 1.5 + 0.01
        at = at + force / length[:, None] * np.minimum(length, limit)[:, None]
    at = _apart(at, degree)
    at -= at.mean(axis=0)
    return {node: (float(x), float(y)) for node, (x, y) in zip(nodes, at, strict=True)}


def _push(at: Array, degree: Array) -> Array:
    import numpy as np

    # Single precision is enough for forces, and half the memory is half the time.
    x, y = at[:, 0].astype(np.float32), at[:, 1].astype(np.float32)
    dx, dy = x[:, None] - x[None, :], y[:, None] - y[None, :]
    # A node of many neighbours needs more room around it.
    mass = np.sqrt(1 + degree).astype(np.float32)
    strength = dx * dx + dy * dy + np.float32(0.01)
    np.divide(mass[:, None] * mass[None, :], strength, out=strength)
    push = np.stack([(dx * strength).sum(axis=1), (dy * strength).sum(axis=1)], axis=1)
    return np.asarray(push, dtype=np.float64)


def _pull(at: Array, pairs: Indices, degree: Array) -> Array:
    import numpy as np

    out = np.zeros_like(at)
    if not len(pairs):
        return out
    first, second = pairs[:, 0], pairs[:, 1]
    # Ties of crowded nodes pull less each, or dense parts would fall into one point.
    share = 1.6 / np.sqrt(np.minimum(degree[first], degree[second]))
    force = (at[second] - at[first]) * share[:, None]
    np.add.at(out, first, force)
    np.add.at(out, second, -force)
    return out


def _apart(at: Array, degree: Array) -> Array:
    """Push nodes that would be drawn on top of each other apart, a little at a time."""
    import numpy as np

    room = 0.2 + 0.075 * np.sqrt(degree)
    for _ in range(30):
        dx = at[:, None, 0] - at[None, :, 0]
        dy = at[:, None, 1] - at[None, :, 1]
        distance = np.hypot(dx, dy)
        wanted = room[:, None] + room[None, :]
        np.fill_diagonal(distance, np.inf)
        lack = np.maximum(0, wanted - distance) / np.maximum(distance, 1e-6) * 0.5
        if not lack.any():
            break
        at = at + np.stack([(dx * lack).sum(axis=1), (dy * lack).sum(axis=1)], axis=1) * 0.6
    return at


def _packed(placed: list[Positions]) -> Positions:
    """The largest component first, the others in rows below it or in columns beside it.

    Whichever comes nearer to the shape of a screen: a few small ones below a wide component would
    leave most of their row empty.
    """
    boxes = [_box(item) for item in placed]
    if not boxes:
        return {}
    sizes = [(right - left, bottom - top) for left, top, right, bottom in boxes]
    turned = [(high, wide) for wide, high in sizes]
    below, beside = _rows(sizes), [(x, y) for y, x in _rows(turned)]
    corners = min((below, beside), key=lambda corners: _misfit(corners, sizes))
    return {
        node: (x + at_x - left, y + at_y - top)
        for item, (left, top, _, _), (x, y) in zip(placed, boxes, corners, strict=True)
        for node, (at_x, at_y) in item.items()
    }


def _rows(sizes: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Corners of boxes set in rows; a large first one has its row for itself."""
    width = max(sizes[0][0], math.sqrt(sum(wide * high for wide, high in sizes)) * 1.2)
    large = len(sizes) > 1 and sizes[0][0] * sizes[0][1] > 4 * sizes[1][0] * sizes[1][1]
    corners: list[tuple[float, float]] = []
    x = y = row = 0.0
    for number, (wide, high) in enumerate(sizes):
        if x and (x + wide > width or (number == 1 and large)):
            x, y, row = 0.0, y + row, 0.0
        corners.append((x, y))
        x, row = x + wide, max(row, high)
    return corners


def _misfit(corners: list[tuple[float, float]], sizes: list[tuple[float, float]]) -> float:
    wide = max(x + size[0] for (x, _), size in zip(corners, sizes, strict=True))
    high = max(y + size[1] for (_, y), size in zip(corners, sizes, strict=True))
    return abs(math.log(wide / high / 1.4)) + 0.5 * math.log(wide * high)


_MARGIN = 1.6


def _box(item: Positions) -> tuple[float, float, float, float]:
    xs, ys = zip(*item.values(), strict=True)
    return min(xs) - _MARGIN, min(ys) - _MARGIN, max(xs) + _MARGIN, max(ys) + _MARGIN
