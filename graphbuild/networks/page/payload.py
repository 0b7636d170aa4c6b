"""What the page knows: nodes with places and facts, ties, agreements, and where its filters start."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from graphbuild.networks.about import DOCUMENTS, caption
from graphbuild.networks.analysis.measures import simple
from graphbuild.networks.attributes import JOINED
from graphbuild.networks.drawing.layouts import Positions, positions
from graphbuild.networks.drawing.looks import COLOURS, RINGS, SIDE_COLOURS, palette, telling
from graphbuild.networks.drawing.looks import colour as type_colour
from graphbuild.networks.page.first_view import LEVELS, Opening, counted_kind, opening
from graphbuild.networks.values import nested, safe
from graphbuild.words import one_line

if TYPE_CHECKING:
    import networkx

    Graph = networkx.Graph[Any]

_FACTS: Final = {
    "identifier": "id",
    "type": "type",
    "sub_type": "sub-type",
    "abbreviation": "short",
    "country": "country",
    "region": "region",
    "date": "date",
    "process": "process",
    "stage": "stage",
    "level": "level",
    "status": "status",
    "acts_for": "acts for",
    "agreements": "agreements",
    "as_party": "as party",
    "as_third_party": "as third party",
    "first_date": "first",
    "last_date": "last",
    "ucdp_id": "UCDP id",
    "iri": "IRI",
}
_NOTES: Final = ("roles", "office", "actor", "passage", "method")


def payload(graph: Graph, colour: str = "") -> dict[str, Any]:
    """Everything that the page's program reads, as plain JSON values.

    :param colour: what nodes are coloured by at first, if not by what tells most.
    """
    documents: dict[str, dict[str, str]] = nested(graph.graph.get(DOCUMENTS, {}))
    out = safe(graph)
    start = opening(out)
    places = positions(start.skeleton)
    number = {key: at for at, key in enumerate(documents)}
    index = {node: at for at, node in enumerate(out)}
    edges = []
    for source, target, data in out.edges(data=True):
        edge = _edge(data, _documents_of(out, source, target, data, number))
        if start.chances:
            edge["sig"] = round(start.chances[source, target], 6)
        edges.append({"s": index[source], "t": index[target]} | edge)
    return {
        "name": str(graph.graph.get("name", "network")) or "network",
        "title": str(graph.graph.get("title", "Network")),
        "caption": _caption(graph),
        "directed": graph.is_directed(),
        "documents": [_document(item) for item in documents.values()],
        "types": _types(out),
        "colour": colour or telling(out),
        "palettes": _palettes(out, colour or telling(out)),
        "sides": _sides(edges),
        "views": _views(out),
        "levels": list(LEVELS) if start.chances else [],
        "level": start.level,
        "weigh": "agreements" if start.weigh == "agreements" else "w",
        "slider": _slider(out, start) if start.weigh else None,
        "ties": _ties(out, start),
        "nodes": [_node(node, data, places, number) for node, data in out.nodes(data=True)],
        "edges": edges,
    }


def _caption(graph: Graph) -> list[str]:
    lines = caption(graph) if "question" in graph.graph else []
    if graph.is_directed():
        lines.insert(1, "Arrows point to the agreement that is mentioned.")
    return lines


def _document(item: dict[str, str]) -> dict[str, Any]:
    date = item.get("date", "")
    year = {"year": int(date[:4])} if date[:4].isdigit() else {}
    return {"title": item.get("title", ""), "date": date, "page": item.get("page", "")} | year


def _node(
    node: str, data: dict[str, Any], places: Positions, number: dict[str, int]
) -> dict[str, Any]:
    x, y = places[node]
    own = [data["identifier"]] if data.get("kind") == "agreement" else []
    ids = own or str(data.get("agreement_ids", "")).split(JOINED)
    facts = [[said, str(data[name])] for name, said in _FACTS.items() if name in data]
    if data.get("type") == data.get("kind"):
        facts = [fact for fact in facts if fact[0] != "type"]
    out: dict[str, Any] = {
        "label": one_line(str(data.get("label", node))) or node,
        "id": data.get("identifier", ""),
        "type": data.get("type", "node"),
        "kind": data.get("kind", "actor"),
        "country": data.get("country", ""),
        "short": data.get("abbreviation", ""),
        "first": data.get("date", data.get("first_date", "")),
        "x": x,
        "y": y,
        "facts": facts,
    }
    docs = [number[key] for key in ids if key in number]
    return out | ({"docs": docs} if docs else {})


def _documents_of(
    graph: Graph, source: str, target: str, data: dict[str, Any], number: dict[str, int]
) -> list[int]:
    """The agreements that a tie rests on: those it names, else the one at its end."""
    ids = str(data.get("agreement_ids", "")).split(JOINED)
    if "side" in data:
        ends = (graph.nodes[source], graph.nodes[target])
        ids = [end["identifier"] for end in ends if end.get("kind") == "agreement"]
    return [number[key] for key in ids if key in number]


def _edge(data: dict[str, Any], documents: list[int]) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if "agreements" in data:
        out["agreements"] = data["agreements"]
    if "weight" in data:
        out["w"] = round(data["weight"], 4)
    if "side" in data:
        out["side"] = data["side"]
    if documents:
        out["docs"] = documents
    names = [name for name in _NOTES if name in data and (name != "method" or "side" not in data)]
    if names:
        out["note"] = " · ".join(str(data[name])[:200] for name in names)
    return out


def _types(graph: Graph) -> list[dict[str, Any]]:
    counts = Counter(data.get("type", "node") for _, data in graph.nodes(data=True))
    kinds = {
        data.get("type", "node"): data.get("kind", "actor") for _, data in graph.nodes(data=True)
    }
    return [
        {
            "name": name,
            "colour": type_colour({"type": name}),
            "shape": "square" if kinds[name] not in ("actor", "person") else "",
            "ring": name in RINGS,
            "many": number,
        }
        for name, number in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    ]


def _palettes(graph: Graph, chosen: str) -> list[dict[str, Any]]:
    """What nodes can be coloured by: each value with its colour, and of each node the value's number."""
    out = []
    for by in COLOURS:
        shades = palette(graph, by)
        if len(shades.colours) < 2 and by not in ("type", chosen):
            continue
        many = Counter(shades.of.values())
        number = {value: at for at, value in enumerate(shades.colours)}
        values = [
            {"name": value, "colour": tone, "many": many[value]}
            for value, tone in shades.colours.items()
        ]
        of = [number[shades.of[node]] for node in graph]
        out.append({"by": by, "values": values, "of": of})
    return out


def _sides(edges: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    counts = Counter(edge["side"] for edge in edges if "side" in edge)
    looks = {"party": "stroke", "third party": "stroke dashed"}
    return {
        side: {"colour": SIDE_COLOURS[side], "shape": looks[side], "many": counts[side]}
        for side in SIDE_COLOURS
        if counts[side]
    }


def _views(graph: Graph) -> list[list[str]]:
    """List and jigsaw are orders of agreements in time, so only for networks that hold agreements."""
    kinds = {data.get("kind") for _, data in graph.nodes(data=True)}
    views = [["network", "Network"]]
    if "agreement" in kinds and kinds & {"actor", "person"}:
        views += [["list", "List of agreements"], ["jigsaw", "Jigsaw: agreements in time, and who"]]
    return views


def _slider(graph: Graph, start: Opening) -> dict[str, Any]:
    """The filter by weight, from the lightest tie to the heaviest."""
    values = [float(data[start.weigh]) for *_, data in graph.edges(data=True)]
    whole = all(value.is_integer() for value in values)
    step = 1.0 if whole else 0.01
    names = {"agreements": "Agreements, at least", "weight": "Weight, at least"}
    low, high = math.floor(min(values) / step) * step, math.floor(max(values) / step) * step
    first = low if start.least is None else (math.floor(start.least / step) + 1) * step
    out: dict[str, Any] = {"name": names[start.weigh]}
    limits = {"min": low, "max": high, "step": step, "start": min(first, high)}
    return out | {key: int(value) if whole else round(value, 2) for key, value in limits.items()}


def _ties(graph: Graph, start: Opening) -> dict[str, Any] | None:
    """The filter by number of neighbours."""
    kind = counted_kind(graph)
    degrees = dict(simple(graph).degree())
    nodes = graph.nodes(data=True)
    most = max((degrees[n] for n, data in nodes if data.get("kind", "node") == kind), default=0)
    if most < 3:
        return None
    article = "an" if kind[0] in "aeiou" else "a"
    out = {"name": f"Neighbours of {article} {kind},", "kind": kind, "step": 1}
    return out | {"min": 1, "max": most, "start": min(start.neighbours or 1, most)}
