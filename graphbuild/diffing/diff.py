"""Two things that can be compared: two graphs, or two source files."""

from __future__ import annotations

from pathlib import Path

from graphbuild.diffing import graphs, sources
from graphbuild.diffing.changes import Comparison, compare
from graphbuild.errors import SourceError, UsageError
from graphbuild.stores.embedded import MERGED, WHOLE
from graphbuild.stores.opening import SUFFIXES

SOURCE_TOO = frozenset({".json", ".xml"})
"""Suffixes that tables have as well as graphs."""


def diff(old: Path, new: Path) -> Comparison:
    """What changed from ``old`` to ``new``: folders that ``build`` wrote, RDF files, or source files.

    Source files are compared before linking, in the fields that both show.

    :raises UsageError: for a graph and a source file, or sources that have nothing in common.
    :raises SourceError: for what is not there or cannot be read.
    """
    for path in (old, new):
        if not path.exists():
            raise SourceError(str(path), "no such file or folder", "give two graphs or two sources")
    kinds = is_graph(old), is_graph(new)
    if all(kinds):
        return compare(graphs.state(old), graphs.state(new))
    if any(kinds):
        graph, source = (old, new) if kinds[0] else (new, old)
        raise UsageError(
            f"{graph} is a graph and {source} a source; compare two graphs (build one of {source}"
            f' with "graphbuild build {source} -o DIR"), or two source files'
        )
    first, second = sources.read(old), sources.read(new)
    notes = []
    if not (sources.numbers_alike(first) and sources.numbers_alike(second)):
        notes.append(
            "PP is not compared: releases before v3, and coding pages, number processes otherwise"
        )
    return compare(sources.state(old, first, second), sources.state(new, second, first), notes)


def is_graph(path: Path) -> bool:
    """Whether a path means a graph: a folder with the files of one, or a file with RDF's suffix."""
    if path.is_dir():
        return any((path / name).is_file() for name in (*MERGED, *WHOLE))
    return path.suffix.lower() in SUFFIXES.keys() - SOURCE_TOO
