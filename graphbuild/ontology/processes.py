"""Peace processes: numbers as in release 3 and later, and the names that earlier releases used."""

from __future__ import annotations

from functools import cache

from graphbuild.ontology._tables import rows
from graphbuild.words import fold

EARLY_RELEASES = ("v1", "v2")
"""Releases whose process numbers mean other processes than those of today (codebook v3, p. 1)."""


@cache
def names() -> dict[str, str]:
    """Name of each process by number."""
    return {row["number"]: row["name"] for row in rows("processes")}


@cache
def _folded() -> dict[str, str]:
    index: dict[str, str] = {}
    for row in rows("processes"):
        for name in (row["name"], *filter(None, row["other_names"].split("|"))):
            index[fold(name)] = row["number"]
    return index


def number(name: str) -> str:
    """The number of the process of this name, case and punctuation aside; ``""`` if unknown."""
    return _folded().get(fold(name), "")
