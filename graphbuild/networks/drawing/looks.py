"""How nodes look, the same in every format: a colour for each type, a size for each weight.

The colours are Okabe and Ito's, which people of every colour vision can tell apart
(https://jfly.uni-koeln.de/color/).
"""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from graphbuild.errors import UsageError
from graphbuild.networks.analysis.measures import communities, numbered, simple
from graphbuild.networks.scope.chosen import natural

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


STAGE_COLOURS: Final[dict[str, str]] = {
    "Pre-negotiation/process": "#56b4e9",
    "Framework/substantive - partial": "#e69f00",
    "Framework/substantive - comprehensive": "#d55e00",
    "Implementation/renegotiation": "#009e73",
    "Renewal": "#f0e442",
    "Ceasefire/related": "#cc79a7",
    "Other": "#a7adb5",
}
COLOURS: Final = ("type", "community", "stage", "process")
"""What nodes can be coloured by."""
_MANY: Final = (
    "#0072b2", "#d55e00", "#009e73", "#e69f00", "#cc79a7", "#56b4e9", "#f0e442",
    "#7b4ea3", "#8c564b", "#1b6b5a",
)  # fmt: skip
"""For the most frequent values; what comes after them is grey together."""
REST: Final = "others"


def check_colour(by: str) -> None:
    """Refuse what nodes cannot be coloured by.

    :raises UsageError: with what they can.
    """
    if by not in COLOURS:
        raise UsageError(f"nodes are coloured by {', '.join(COLOURS)}, not by {by!r}")


def telling(graph: networkx.Graph[Any]) -> str:
    """What to colour by if nothing was asked: by type, but agreements among themselves by stage."""
    types = {data.get("type") for _, data in graph.nodes(data=True)}
    staged = any("stage" in data for _, data in graph.nodes(data=True))
    return "stage" if types == {"agreement"} and staged else "type"


_WEIGHTS: Final = {
    "co-signing": "weight (Newman)",
    "third-party-process": "agreements",
    "mediator-conflict": "agreements",
    "process-similarity": "Jaccard index",
    "agreement-mentions": "mentions",
    "provision-similarity": "cosine",
}


def counted(graph: networkx.Graph[Any]) -> str:
    """What the weight of a network's ties is, in a word or two."""
    return _WEIGHTS.get(str(graph.graph.get("name", "")), "weight")


class Palette(NamedTuple):
    """Of each node the value that it is coloured by, and of each value the colour, in order."""

    by: str
    of: dict[Any, str]
    colours: dict[str, str]


def palette(graph: networkx.Graph[Any], by: str = "type") -> Palette:
    """Values and colours of the nodes of a network.

    Stage and process are those of an agreement; a process is its own; others have the most frequent
    one of the nodes beside them.
    """
    check_colour(by)
    of = _FOUND[by](graph)
    counts = Counter(of.values())
    ordered = sorted(counts, key=lambda value: (not value, -counts[value], natural(value)))
    fixed = {"type": TYPE_COLOURS, "stage": STAGE_COLOURS}.get(by)
    if fixed is None:
        kept = [value for value in ordered if value][: len(_MANY)]
        colours = dict(zip(kept, _MANY, strict=False))
        of = {node: value if value in colours else REST for node, value in of.items()}
        if REST in of.values():
            colours[REST] = OTHER
        return Palette(by, of, colours)
    named = {node: value or f"{by} not stated" for node, value in of.items()}
    ordered = [value or f"{by} not stated" for value in ordered]
    return Palette(by, named, {value: fixed.get(value, OTHER) for value in ordered})


def _types(graph: networkx.Graph[Any]) -> dict[Any, str]:
    return {node: str(data.get("type", "node")) for node, data in graph.nodes(data=True)}


def _communities(graph: networkx.Graph[Any]) -> dict[Any, str]:
    plain = simple(graph)
    found = numbered(communities(plain), plain)
    return {node: f"community {found[node]}" for node in graph}


def _stages(graph: networkx.Graph[Any]) -> dict[Any, str]:
    return _most_frequent(graph, "stage")


def _processes(graph: networkx.Graph[Any]) -> dict[Any, str]:
    return _most_frequent(graph, "process")


def _most_frequent(graph: networkx.Graph[Any], attribute: str) -> dict[Any, str]:
    own = {
        node: str(data["label"] if data.get("kind") == attribute else data.get(attribute, ""))
        for node, data in graph.nodes(data=True)
    }
    out = dict(own)
    for node in graph:
        beside = Counter(own[other] for other in simple_neighbours(graph, node) if own[other])
        # An agreement whose stage or process is not stated has none; it takes on nobody else's.
        if beside and not own[node] and graph.nodes[node].get("kind") != "agreement":
            out[node] = min(beside, key=lambda value: (-beside[value], natural(value)))
    return out


def simple_neighbours(graph: networkx.Graph[Any], node: Any) -> list[Any]:
    """Every node that a node is tied to, whichever way the tie points."""
    import networkx as nx

    return list(nx.all_neighbors(graph, node))


_FOUND: Final = {
    "type": _types,
    "community": _communities,
    "stage": _stages,
    "process": _processes,
}


def size(degree: int) -> float:
    """A radius whose area grows with the number of neighbours."""
    return round(4 + 2.2 * math.sqrt(degree), 2)


def viz(graph: networkx.Graph[Any], by: str = "type") -> dict[str, dict[str, Any]]:
    """Colour, size and, where a layout can be computed, position of each node, as GEXF has them."""
    from graphbuild.networks.drawing.layouts import positions_if_possible

    places = positions_if_possible(graph)
    shades = palette(graph, by)
    out: dict[str, dict[str, Any]] = {}
    for node in graph:
        digits = shades.colours[shades.of[node]][1:]
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
