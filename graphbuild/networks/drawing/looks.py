"""How nodes look, the same in every format: a colour for each type, a size for each weight.

The colours are Okabe and Ito's, which people of every colour vision can tell apart
(https://jfly.uni-koeln.de/color/).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import networkx

TYPE_COLOURS: Final[dict[str, str]] = {
    "Country/State": "#0072b2",
    "Government/state": "#0072b2",
    "Intergovernmental Organization": "#009e73",
    "State Coalition": "#009e73",
    "Armed Organization": "#d55e00",
    "Military": "#d55e00",
    "Political Party": "#e69f00",
    "Entity": "#56b4e9",
    "Civil Society": "#cc79a7",
    "Umbrella": "#f0e442",
    "agreement": "#5c6470",
    "process": "#5c6470",
    "conflict": "#5c6470",
    "person": "#56b4e9",
}
OTHER: Final = "#a7adb5"

RINGS: Final = frozenset({"Government/state", "State Coalition", "Military"})
"""Types that share a colour with their kin and are drawn as rings, so that they can be told apart."""

SIDE_COLOURS: Final[dict[str, str]] = {"party": "#0072b2", "third party": "#d55e00"}


def colour(data: dict[str, Any]) -> str:
    """The colour of a node, ``#rrggbb``, by its type."""
    return TYPE_COLOURS.get(str(data.get("type", "")), OTHER)


def size(degree: int) -> float:
    """A radius whose area grows with the number of neighbours."""
    return round(4 + 2.2 * math.sqrt(degree), 2)


def viz(graph: networkx.Graph[Any]) -> dict[str, dict[str, Any]]:
    """Colour, size and, where a layout can be computed, position of each node, as GEXF has them."""
    from graphbuild.networks.drawing.layouts import positions_if_possible

    places = positions_if_possible(graph)
    out: dict[str, dict[str, Any]] = {}
    for node, data in graph.nodes(data=True):
        digits = colour(data)[1:]
        red, green, blue = (int(digits[at : at + 2], 16) for at in (0, 2, 4))
        look: dict[str, Any] = {
            "color": {"r": red, "g": green, "b": blue, "a": 1.0},
            "size": size(len(graph[node])),
        }
        if node in places:
            x, y = places[node]
            look["position"] = {"x": x, "y": -y, "z": 0.0}
        out[node] = look
    return out
