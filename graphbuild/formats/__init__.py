"""How the graph is written: one module per format, found by name here.

A format is a class with :class:`Writer`'s two methods and a ``file_name``; ``all_graphs`` says
whether it can hold the sources' graphs beside the merged one.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import BinaryIO, Protocol

from graphbuild.errors import UsageError
from graphbuild.graph.dataset import Graph
from graphbuild.graph.entity import Block

_MODULES = {
    "turtle": ("turtle", "Turtle"),
    "nquads": ("nquads", "NQuads"),
    "trig": ("trig", "TriG"),
    "ntriples": ("nquads", "NTriples"),
    "jsonld": ("jsonld", "JsonLd"),
    "rdfxml": ("rdfxml", "RdfXml"),
}

NAMES = (*_MODULES, "tables")
"""Every value of ``--format``; ``tables`` is written by :mod:`graphbuild.formats.tables`."""

DEFAULT = ("turtle", "nquads")


class Writer(Protocol):
    """Writes blocks, each one subject of one graph, to an open file."""

    file_name: str
    all_graphs: bool

    def __init__(self, handle: BinaryIO, prefixes: Mapping[str, str]) -> None: ...

    def add(self, graph: Graph, block: Block) -> None:
        """Write one block."""

    def close(self) -> None:
        """Write what is still held back, and the end."""


def check(name: str) -> None:
    """Raise :class:`UsageError` for a name that is none of a format."""
    if name not in NAMES:
        raise UsageError(f"there is no format {name!r}; the formats are {', '.join(NAMES)}")


def writer(name: str) -> type[Writer]:
    """The class that writes a format of RDF."""
    if name not in _MODULES:
        raise UsageError(f"there is no format of RDF {name!r}; there are {', '.join(_MODULES)}")
    module, class_name = _MODULES[name]
    found: type[Writer] = getattr(import_module(f"graphbuild.formats.{module}"), class_name)
    return found
