"""What the page knows: nodes with places and facts, ties, agreements, and where its filters start."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from graphbuild.networks.about import DOCUMENTS, caption
from graphbuild.networks.attributes import JOINED
from graphbuild.networks.backbone import significance
from graphbuild.networks.files.values import nested, safe
from graphbuild.networks.layouts import Positions, positions
from graphbuild.networks.looks import RINGS, SIDE_COLOURS, colour
from graphbuild.networks.measures import parts, simple

if TYPE_CHECKING:
    import networkx

    Graph = networkx.Graph[Any]

LEVELS: Final = (0.0001, 0.001, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5)
READABLE: Final = 1200
"""Ties with which a drawing can still be read; a page opens with about as many at most."""

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


def payload(graph: Graph) -> dict[str, Any]:
    """Everything that the page's program reads, as plain JSON values."""
    documents: dict[str, dict[str, str]] = nested(graph.graph.get(DOCUMENTS, {}))
    out = safe(graph)
    chances = _chances(out)
    level = _first_level(chances)
    places = positions(_skeleton(out, chances, level))
    number = {key: at for at, key in enumerate(documents)}
    nodes = [_node(node, data, places, number) for node, data in out.nodes(data=True)]
    index = {node: at for at, node in enumerate(out)}
    edges = [
        _edge(
            (index[source], index[target]), data, _documents_of(out, source, target, data, number)
        )
        for source, target, data in out.edges(data=True)
    ]
    for edge, (source, target) in zip(edges, out.edges(), strict=True) if chances else ():
        edge["sig"] = round(chances[source, target], 6)
    weigh = "agreements" if any("agreements" in edge for edge in edges) else "w"
    weighted = any(weigh in edge for edge in edges)
    out_about = {
        "name": str(graph.graph.get("name", "network")) or "network",
        "title": str(graph.graph.get("title", "Network")),
        "caption": caption(graph) if "question" in graph.graph else [],
        "documents": [_document(item) for item in documents.values()],
        "types": _types(out),
        "sides": _sides(edges),
        "views": _views(out),
        "levels": list(LEVELS) if chances and len(edges) > 40 else [],
        "level": level,
        "slider": _slider(edges, weigh, thin=not chances) if weighted else None,
        "ties": _ties(out, chances),
        "nodes": nodes,
        "edges": edges,
    }
    return out_about | ({"weigh": weigh} if weighted else {})


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
        "label": " ".join(str(data.get("label", node)).split()) or node,
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


def _edge(ends: tuple[int, int], data: dict[str, Any], documents: list[int]) -> dict[str, Any]:
    out: dict[str, Any] = {"s": ends[0], "t": ends[1]}
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
            "colour": colour({"type": name}),
            "shape": "square" if kinds[name] not in ("actor", "person") else "",
            "ring": name in RINGS,
            "many": number,
        }
        for name, number in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    ]


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


def _slider(edges: list[dict[str, Any]], weigh: str, *, thin: bool) -> dict[str, Any]:
    values = [edge.get(weigh, 0) for edge in edges]
    if weigh == "agreements":
        return {"name": "Agreements, at least", "min": 1, "max": max(values), "step": 1, "start": 1}
    low = int(min(values) * 100) / 100
    high = int(max(values) * 100) / 100
    step = 0.01 if high <= 2 else 1
    start = low
    if thin and len(values) > READABLE:
        start = int(sorted(values, reverse=True)[READABLE] * 100 + 1) / 100
    return {"name": "Weight, at least", "min": low, "max": high, "step": step, "start": start}


def _chances(graph: Graph) -> dict[tuple[Any, Any], float]:
    """The disparity filter's figures, for one-part networks whose ties have weights."""
    edges = graph.edges(data=True)
    if graph.is_multigraph() or graph.is_directed() or not graph.number_of_edges():
        return {}
    if parts(graph) or any("weight" not in data for *_, data in edges):
        return {}
    return significance(graph)


def _first_level(chances: dict[tuple[Any, Any], float]) -> int | None:
    """The index of the loosest level that leaves a readable number of ties; none is needed if few."""
    if len(chances) <= READABLE:
        return None
    counts = [sum(chance < level for chance in chances.values()) for level in LEVELS]
    fitting = [at for at, count in enumerate(counts) if 0 < count <= READABLE]
    return max(fitting, default=None)


def _ties(graph: Graph, chances: dict[tuple[Any, Any], float]) -> dict[str, Any] | None:
    """A filter by number of neighbours; it starts higher only where nothing else thins the network."""
    plain = simple(graph)
    degrees = dict(plain.degree())
    if not degrees or max(degrees.values()) < 3:
        return None
    kinds = Counter(data.get("kind", "node") for _, data in graph.nodes(data=True))
    kind = "actor" if "actor" in kinds else kinds.most_common(1)[0][0]
    most = max(
        (degrees[n] for n, data in graph.nodes(data=True) if data.get("kind", "node") == kind),
        default=1,
    )
    start = 1
    if not chances:
        while start < most and _edges_from(plain, degrees, graph, kind, start) > READABLE:
            start += 1
    return {
        "name": f"Neighbours of a {kind}," if kind != "actor" else "Neighbours of an actor,",
        "min": 1,
        "max": most,
        "step": 1,
        "start": start,
        "kind": kind,
    }


def _edges_from(plain: Graph, degrees: dict[Any, int], graph: Graph, kind: str, least: int) -> int:
    kept = {
        node
        for node, data in graph.nodes(data=True)
        if data.get("kind", "node") != kind or degrees[node] >= least
    }
    return sum(source in kept and target in kept for source, target in plain.edges())


def _skeleton(graph: Graph, chances: dict[tuple[Any, Any], float], level: int | None) -> Graph:
    """What the layout follows: of a dense network the strongest ties and one tree, else all."""
    import networkx as nx

    if level is None:
        return graph
    plain = simple(graph)
    tree = nx.maximum_spanning_edges(plain, weight="weight", data=False)
    out: Graph = nx.Graph()
    out.add_nodes_from(plain.nodes(data=True))
    out.add_edges_from(edge for edge, chance in chances.items() if chance < LEVELS[level])
    out.add_edges_from(tree)
    return out
