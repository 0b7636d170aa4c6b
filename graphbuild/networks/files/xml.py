"""GraphML and GEXF, by networkx's writers, with safe values and without today's date."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from xml.etree.ElementTree import Element, SubElement

from graphbuild.files import replacing
from graphbuild.networks.about import caption
from graphbuild.networks.analysis.measures import parts
from graphbuild.networks.dates import first_day, last_day
from graphbuild.networks.values import clean, safe
from graphbuild.version import __version__

if TYPE_CHECKING:
    import networkx


YES, NO, UNKNOWN = "yes", "no", "unknown"
PART: Final = "bipartite_type"
"""Truth for part 1 of a two-part network: what igraph's functions on such networks take as type."""


def write_graphml(graph: networkx.Graph[Any], path: Path) -> list[Path]:
    """GraphML as R, igraph, yEd and Cytoscape read it.

    igraph reads a truth that is not there as false, so that truths are words here: ``yes``, ``no``
    and ``unknown``. Only ``bipartite_type``, which every node of a two-part network has, is one.
    """
    from networkx.readwrite.graphml import GraphMLWriter

    out = safe(graph)
    _in_words([(data.get("kind", ""), data) for _, data in out.nodes(data=True)])
    _in_words([("", data) for *_, data in out.edges(data=True)])
    if parts(out):
        for _, data in out.nodes(data=True):
            data[PART] = data["bipartite"] != 0
    writer = GraphMLWriter(prettyprint=True)
    writer.add_graph_element(out)
    with replacing(path) as (handle,):
        writer.dump(handle)
    return [path]


def _in_words(rows: list[tuple[str, dict[str, Any]]]) -> None:
    """Truths as words, for every row of a kind that has the attribute at all."""
    told = {
        (kind, name)
        for kind, data in rows
        for name, value in data.items()
        if isinstance(value, bool)
    }
    words = {True: YES, False: NO, None: UNKNOWN}
    for kind, name in sorted(told):
        for own, data in rows:
            if own == kind:
                data[name] = words[data.get(name)]


def write_gexf(graph: networkx.Graph[Any], path: Path, colour: str = "type") -> list[Path]:
    """GEXF 1.2 for Gephi: dates as spans for its timeline, colours, sizes and positions.

    Gephi takes two edges of the same ends for one unless they differ in kind, which is their side.
    """
    from networkx.readwrite.gexf import GEXFWriter

    from graphbuild.networks.drawing.looks import viz

    out = safe(graph)
    for _, data in out.nodes(data=True):
        _add_span(data)
    for *_, data in out.edges(data=True):
        _add_span(data)
    for node, look in viz(out, colour).items():
        out.nodes[node]["viz"] = look
    writer = GEXFWriter(prettyprint=True, version="1.2draft")
    writer.add_graph(out)
    _tell_apart(writer.xml)
    _describe(writer, graph)
    with replacing(path) as (handle,):
        writer.write(handle)
    return [path]


def _add_span(data: dict[str, Any]) -> None:
    """From the first to the last agreement: outside of it a tie is not known to have been there."""
    start, end = data.get("first_date", data.get("date")), data.get("last_date", data.get("date"))
    if start and end:
        data["start"], data["end"] = first_day(start).isoformat(), last_day(end).isoformat()


def _tell_apart(xml: Element) -> None:
    """Give edges their side as ``kind``, and number those that have the same ends and side."""
    titles = {item.get("id"): item.get("title") for item in xml.iter("attribute")}
    seen: Counter[tuple[frozenset[str | None], str]] = Counter()
    for edge in xml.iter("edge"):
        values = {titles[item.get("for")]: item.get("value") for item in edge.iter("attvalue")}
        if side := values.get("side"):
            ends = frozenset((edge.get("source"), edge.get("target")))
            seen[ends, side] += 1
            number = seen[ends, side]
            edge.set("kind", f"{side} {number}" if number > 1 else side)


def _describe(writer: Any, graph: networkx.Graph[Any]) -> None:
    """Say in the head what the network shows; networkx would put today's date there."""
    meta = writer.xml.find("meta")
    meta.attrib.clear()
    for child in list(meta):
        meta.remove(child)
    SubElement(meta, "creator").text = f"graphbuild {__version__}"
    if "question" in graph.graph:
        SubElement(meta, "description").text = clean(" ".join(caption(graph)))
