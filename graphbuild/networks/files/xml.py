"""GraphML and GEXF, by networkx's writers, with safe values and without today's date."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import SubElement

from graphbuild.files import replacing
from graphbuild.networks.about import caption
from graphbuild.networks.dates import first_day, last_day
from graphbuild.networks.values import clean, safe
from graphbuild.version import __version__

if TYPE_CHECKING:
    import networkx


def write_graphml(graph: networkx.Graph[Any], path: Path) -> list[Path]:
    """GraphML as R, igraph, yEd and Cytoscape read it."""
    from networkx.readwrite.graphml import GraphMLWriter

    writer = GraphMLWriter(prettyprint=True)
    writer.add_graph_element(safe(graph))
    with replacing(path) as (handle,):
        writer.dump(handle)
    return [path]


def write_gexf(graph: networkx.Graph[Any], path: Path) -> list[Path]:
    """GEXF 1.2 for Gephi: dates as spans for its timeline, colours, sizes and positions."""
    from networkx.readwrite.gexf import GEXFWriter

    from graphbuild.networks.drawing.looks import viz

    out = safe(graph)
    for _, data in out.nodes(data=True):
        _add_span(data)
    for *_, data in out.edges(data=True):
        _add_span(data)
    for node, look in viz(out).items():
        out.nodes[node]["viz"] = look
    writer = GEXFWriter(prettyprint=True, version="1.2draft")
    writer.add_graph(out)
    _describe(writer, graph)
    with replacing(path) as (handle,):
        writer.write(handle)
    return [path]


def _add_span(data: dict[str, Any]) -> None:
    """From the first to the last agreement: outside of it a tie is not known to have been there."""
    start, end = data.get("first_date", data.get("date")), data.get("last_date", data.get("date"))
    if start and end:
        data["start"], data["end"] = first_day(start).isoformat(), last_day(end).isoformat()


def _describe(writer: Any, graph: networkx.Graph[Any]) -> None:
    """Say in the head what the network shows; networkx would put today's date there."""
    meta = writer.xml.find("meta")
    meta.attrib.clear()
    for child in list(meta):
        meta.remove(child)
    SubElement(meta, "creator").text = f"graphbuild {__version__}"
    if "question" in graph.graph:
        SubElement(meta, "description").text = clean(" ".join(caption(graph)))
