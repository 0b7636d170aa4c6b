"""The interactive page as a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphbuild.files import write_text
from graphbuild.networks.page import render

if TYPE_CHECKING:
    import networkx


def write_html(graph: networkx.Graph[Any], path: Path, colour: str = "") -> list[Path]:
    """One page with everything in it; it opens in any browser, without a network."""
    write_text(path, render(graph, colour))
    return [path]
