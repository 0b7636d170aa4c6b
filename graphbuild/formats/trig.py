from __future__ import annotations

from pyoxigraph import RdfFormat

from graphbuild.formats._chunks import ChunkedQuads


class TriG(ChunkedQuads):
    """The merged graph as default graph, and one named graph for each source."""

    file_name = "graph.trig"
    format = RdfFormat.TRIG
