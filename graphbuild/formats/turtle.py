from __future__ import annotations

from pyoxigraph import RdfFormat

from graphbuild.formats._chunks import Chunked


class Turtle(Chunked):
    """The merged graph as Turtle."""

    file_name = "graph.ttl"
    format = RdfFormat.TURTLE
