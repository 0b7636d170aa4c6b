"""The reference of the Python API: what ``graphbuild.__all__`` names, from its docstrings."""

from __future__ import annotations

import inspect

import graphbuild

GROUPS = {
    "Build and open": ("build", "parse", "load", "connect", "Graph", "Records"),
    "Ask": ("Answer", "Row", "SavedQuery", "Parameter", "saved_queries", "queries_as_turtle"),
    "Find and show": ("Match", "Card", "find_codes", "Code"),
    "Networks": (
        "Projection", "projections", "backbone", "measure", "summary", "caption", "series_table",
        "write_network",
    ),
    "Compare, check, review": (
        "diff", "Comparison", "Change", "Finding", "review", "Review", "Question",
    ),
    "Publish and show to others": (
        "serve", "site", "publish", "Publication", "Outcome", "write_bulk_files", "write_notebooks",
    ),
    "Records and reports": ("Agreement", "Actor", "SourceFile", "Report", "Problem"),
    "Errors": (
        "GraphbuildError", "SourceError", "UsageError", "OutputError", "MissingExtra", "ServerError",
        "UnknownTerm",
    ),
}  # fmt: skip
"""Every public name, in the order of a guide; one that is missing here is a failure."""


def page() -> str:
    """The whole page, in the notation of mkdocstrings."""
    missing = set(graphbuild.__all__) ^ {name for names in GROUPS.values() for name in names}
    assert not missing, f"give these a place in tools/docs/python_api.py, or take it: {missing}"
    lines = [
        "# Python",
        "",
        "What you may rely on: the names of `graphbuild.__all__`, all on this page. The guide with"
        " examples is [graphbuild in Python](../guides/python.md).",
        "",
    ]
    for heading, names in GROUPS.items():
        lines += [f"## {heading}", ""]
        for name in names:
            item = getattr(graphbuild, name)
            module = inspect.getmodule(item)
            assert module is not None
            lines += [f"::: {module.__name__}.{name}", ""]
    return "\n".join(lines)
