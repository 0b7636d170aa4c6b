"""How the graph is written: one module per format, found by name here.

A format is a class with :class:`Writer`'s two methods and a ``file_name``; ``all_graphs`` says
whether it can hold the sources' graphs beside the merged one. Another package adds one by an entry point
of the group ``graphbuild.formats`` that names such a class; its name is what ``--format`` takes.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

from graphbuild.errors import UsageError
from graphbuild.extensions import Extension, extensions

if TYPE_CHECKING:
    from graphbuild.graph.dataset import Dataset, Graph
    from graphbuild.graph.entity import Block

_MODULES = {
    "turtle": ("turtle", "Turtle"),
    "nquads": ("nquads", "NQuads"),
    "trig": ("trig", "TriG"),
    "ntriples": ("nquads", "NTriples"),
    "jsonld": ("jsonld", "JsonLd"),
    "rdfxml": ("rdfxml", "RdfXml"),
}

GROUP = "graphbuild.formats"

_TABLES = {
    "tables": ("tables", "write_tables"),
    "parquet": ("parquet", "write_parquet"),
}
"""Formats of many files, which are no RDF."""

NAMES = (*_MODULES, *_TABLES)
"""The formats that are ours."""

DEFAULT = ("turtle", "nquads")

APART = frozenset({"turtle", "nquads", "ntriples"})
"""Those in which a block is written the same wherever it stands, once nothing is held back (``flush``)."""


class TableWriter(Protocol):
    """Writes tables of a dataset below a folder; ``plain`` leaves formulas in CSV as they are."""

    def __call__(self, data: Dataset, folder: Path, *, plain: bool = False) -> list[Path]:
        """Write them; returns the files, or the folder that holds them all."""


class Writer(Protocol):
    """Writes blocks, each one subject of one graph, to an open file.

    A block is a list of lines of N-Triples; the graph is ``MERGED`` (the default graph) first, then the
    IRI of one source after the other, if ``all_graphs``.
    """

    file_name: str
    all_graphs: bool

    def __init__(self, handle: BinaryIO, prefixes: Mapping[str, str]) -> None: ...

    def add(self, graph: Graph, block: Block) -> None:
        """Write one block."""

    def close(self) -> None:
        """Write what is still held back, and the end."""


def names() -> tuple[str, ...]:
    """Every value of ``--format``: ours, then those of other packages."""
    return (*NAMES, *_added())


def check(name: str) -> None:
    """Raise :class:`UsageError` for a name that is none of a format."""
    if name not in NAMES and name not in _added():
        raise UsageError(f"there is no format {name!r}; the formats are {', '.join(names())}")


def writer(name: str) -> type[Writer]:
    """The class that writes a format of RDF, ours or another package's."""
    if name in _MODULES:
        module, class_name = _MODULES[name]
        found: type[Writer] = getattr(import_module(f"graphbuild.formats.{module}"), class_name)
        return found
    if name in _added():
        return _added()[name]
    raise UsageError(f"there is no format of RDF {name!r}; there are {', '.join(_MODULES)}")


def is_rdf(name: str) -> bool:
    """Whether a format is one file of RDF, for :func:`writer`, or many tables, for :func:`table_writer`."""
    return name not in _TABLES


def table_writer(name: str) -> TableWriter:
    """The function that writes a format of many tables below a folder, and returns what it wrote."""
    module, function = _TABLES[name]
    found: TableWriter = getattr(import_module(f"graphbuild.formats.{module}"), function)
    return found


@cache
def _added() -> dict[str, type[Writer]]:
    return {found.name: _of_others(found) for found in extensions(GROUP, "format")}


def _of_others(found: Extension) -> type[Writer]:
    kind: type[Writer] = found.value
    if found.name in NAMES:
        raise found.refusal("has a name that is ours")
    wanted = (*Writer.__annotations__, "add", "close")
    if missing := [name for name in wanted if not hasattr(kind, name)]:
        raise found.refusal(f"is no graphbuild.formats.Writer: it has no {', '.join(missing)}")
    file = Path(kind.file_name)
    if file.name != kind.file_name or file.stem in ("graph", "void", "report", "names", "build"):
        raise found.refusal(f"writes {kind.file_name!r}; it needs a file name of its own")
    return kind
