"""The works that a graph rests on, asked of the graph itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphbuild.errors import UsageError
from graphbuild.ontology.references import AUTHORITY, PAAX, Reference, rested_on
from graphbuild.ontology.terms import PA
from graphbuild.version import __version__

if TYPE_CHECKING:
    from graphbuild.stores import Asker


def works(store: Asker) -> list[Reference]:
    """What to cite: for each kind of source that was read, each release of it; and graphbuild.

    A table of actors of the user's own is PAA-X's where it has PAA-X's keys.

    :raises UsageError: where the graph names no source.
    """
    rows = store.select(
        f"SELECT DISTINCT ?kind ?release WHERE {{ ?source a {PA.Source} ; {PA.sourceKind} ?kind "
        f"OPTIONAL {{ ?source {PA.release} ?release }} }}"
    )
    read = {(row[0].value, row[1].value if row[1] else "") for row in rows}
    if not read:
        raise UsageError("the graph names no source; give a folder or file that build wrote")
    if any(kind == AUTHORITY for kind, _ in read) and store.ask(f"ASK {{ ?a {PA.paaxId} ?key }}"):
        read.add((PAAX, ""))
    return rested_on(read, __version__)


def datasets(store: Asker) -> list[str]:
    """The data that a graph rests on and their releases, as ``PAA-X, version 0.2``; none if it names none."""
    try:
        found = works(store)
    except UsageError:
        return []
    return [
        ", ".join(filter(None, (work.title, work.version and f"version {work.version}", work.note)))
        for work in found
        if work.type == "dataset"
    ]
