"""Pictures as files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphbuild.networks.drawing import draw

if TYPE_CHECKING:
    import networkx


def write_png(graph: networkx.Graph[Any], path: Path, **options: Any) -> list[Path]:
    """A picture in pixels, 200 to the inch if not told otherwise."""
    return [draw(graph, path, **options)]


def write_svg(graph: networkx.Graph[Any], path: Path, **options: Any) -> list[Path]:
    """A picture that scales; its words stay words."""
    return [draw(graph, path, **options)]


def write_pdf(graph: networkx.Graph[Any], path: Path, **options: Any) -> list[Path]:
    """A picture for print, with its fonts."""
    return [draw(graph, path, **options)]
