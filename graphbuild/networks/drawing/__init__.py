"""Pictures for papers: a labelled drawing, a matrix, a timeline, a heat map of actors and years."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from graphbuild.errors import UsageError

if TYPE_CHECKING:
    import networkx

KINDS: Final[dict[str, str]] = {
    "drawing": "nodes and ties, names where there is room",
    "matrix": "who with whom, as a matrix",
    "timeline": "the agreements of a process in time, and who is on them (agreement-actor)",
    "heatmap": "actors and years",
}


_MODULES: Final = {"drawing": "node_link"}
"""Kinds whose module has another name than theirs."""


def draw(graph: networkx.Graph[Any], path: Path, picture: str = "drawing") -> Path:
    """Draw a network to a PNG, SVG or PDF file; the same network gives the same bytes.

    :raises UsageError: for an unknown kind of picture, or a network that it cannot show.
    :raises MissingExtra: where matplotlib is not installed.
    """
    if picture not in KINDS:
        raise UsageError(f"there is no picture {picture!r}; use {', '.join(KINDS)}")
    if not graph.number_of_edges():
        raise UsageError(
            "the network has no ties, so there is nothing to draw; choose less narrowly"
        )
    from graphbuild.networks.drawing.paper import saved

    module = import_module(f"{__name__}.{_MODULES.get(picture, picture)}")
    return saved(module.figure(graph), graph, path)
