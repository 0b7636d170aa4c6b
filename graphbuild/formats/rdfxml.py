from __future__ import annotations

from pyoxigraph import RdfFormat

from graphbuild.formats._chunks import Chunked


class RdfXml(Chunked):
    """The merged graph as RDF/XML."""

    file_name = "graph.rdf"
    format = RdfFormat.RDF_XML
    opening = b"\n\t<rdf:Description"
    foot = b"\n</rdf:RDF>"
