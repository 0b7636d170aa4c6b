"""The same from Python: read sources, build, open, ask, project, check and publish a graph.

What others may rely on is what ``graphbuild.__all__`` names. Every command of the command line calls
what stands here, or what this calls.
"""

from graphbuild.api.building import Records, build, parse
from graphbuild.api.diffing import diff
from graphbuild.api.graph import (
    Graph,
    connect,
    find_codes,
    load,
    projections,
    queries_as_turtle,
    saved_queries,
)
from graphbuild.api.networks import series_table, write_network
from graphbuild.api.publishing import publish, write_bulk_files
from graphbuild.api.reviewing import review
from graphbuild.api.serving import serve, site

__all__ = [
    "Graph",
    "Records",
    "build",
    "connect",
    "diff",
    "find_codes",
    "load",
    "parse",
    "projections",
    "publish",
    "queries_as_turtle",
    "review",
    "saved_queries",
    "series_table",
    "serve",
    "site",
    "write_bulk_files",
    "write_network",
]
