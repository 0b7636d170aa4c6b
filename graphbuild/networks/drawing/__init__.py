"""Pictures for papers: a labelled drawing, a matrix, a timeline, a heat map of actors and years."""

from __future__ import annotations

import re
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


def draw(
    graph: networkx.Graph[Any],
    path: Path,
    picture: str = "drawing",
    *,
    colour: str = "",
    title: str | None = None,
    no_caption: bool = False,
    dpi: int = 200,
    size: str = "",
) -> Path:
    """Draw a network to a PNG, SVG or PDF file; the same network gives the same bytes.

    :param colour: what nodes of a drawing are coloured by, if not by type.
    :param title: another title; ``""`` for none.
    :param size: of the whole in inches, ``7x5``; what has rows is fitted into it.
    :raises UsageError: for an unknown kind of picture, or a network that it cannot show.
    :raises MissingExtra: where matplotlib is not installed.
    """
    if picture not in KINDS:
        raise UsageError(f"there is no picture {picture!r}; use {', '.join(KINDS)}")
    if not graph.number_of_edges():
        raise UsageError(
            "the network has no ties, so there is nothing to draw; choose less narrowly"
        )
    from graphbuild.networks.drawing.paper import Style, saved

    module = import_module(f"{__name__}.{_MODULES.get(picture, picture)}")
    style = Style(colour, title, not no_caption, dpi, _inches(size))
    return saved(module.figure(graph, style), graph, path, style)


def _inches(size: str) -> tuple[float, float] | None:
    if not size:
        return None
    found = re.fullmatch(r"([0-9]{1,3}(?:\.[0-9]{1,3})?)x([0-9]{1,3}(?:\.[0-9]{1,3})?)", size)
    wide, high = (float(part) for part in found.groups()) if found else (0.0, 0.0)
    if not (2 <= wide <= 60 and 2 <= high <= 60):
        raise UsageError(f"the size {size!r} is not WIDTHxHEIGHT in inches from 2 to 60, as 7x5")
    return wide, high
