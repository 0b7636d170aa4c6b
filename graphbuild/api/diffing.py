"""Comparing two graphs, or two releases."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graphbuild.api._given import Place
    from graphbuild.diffing.changes import Comparison


def diff(old: Place, new: Place) -> Comparison:
    """What changed from ``old`` to ``new``, agreement by agreement; as ``graphbuild diff`` shows it.

    Both are folders that ``build`` wrote or RDF files, or both are source files.

    >>> comparison = graphbuild.diff("pax_v9.csv", "pax_v10.csv")
    >>> comparison.counts()

    :raises UsageError: for two that have nothing in common.
    :raises SourceError: for what is not there or cannot be read.
    """
    from graphbuild.diffing.diff import diff as compare

    return compare(Path(old), Path(new))
