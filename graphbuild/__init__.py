"""graphbuild: a knowledge graph of peace agreements from PA-X and PAA-X.

>>> import graphbuild
>>> graph = graphbuild.load("exports/")
>>> rows = graph.query("agreements-per-year")
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graphbuild.api import Graph, build, connect, load

__version__ = "0.1.0"
__all__ = ["Graph", "build", "connect", "load"]


def __getattr__(name: str) -> Any:
    """Import the working part only when something of it is asked for."""
    if name in __all__:
        from importlib import import_module

        return getattr(import_module("graphbuild.api"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
