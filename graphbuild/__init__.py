"""graphbuild: a knowledge graph of peace agreements from PA-X and PAA-X.

>>> import graphbuild
>>> graph = graphbuild.load("exports/")
>>> rows = graph.query("agreements-per-year")
"""

from __future__ import annotations

__version__ = "0.1.0"
