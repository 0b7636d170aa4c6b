"""The works that a graph rests on, asked of the graph itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from graphbuild.errors import UsageError
from graphbuild.ontology.references import SOFTWARE, Reference, references
from graphbuild.ontology.terms import PA
from graphbuild.version import __version__

if TYPE_CHECKING:
    from graphbuild.stores import Asker

AUTHORITY, PAAX, PAGE = "actor authority", "PAA-X", "coding page"


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
    return [found for work in references() for found in _used(work, read)]


def _used(work: Reference, read: set[tuple[str, str]]) -> Iterator[Reference]:
    """A work in each release that was read; an article and a program stand once."""
    if work.key == SOFTWARE:
        yield replace(work, version=__version__)
        return
    used = {(kind, release.removeprefix("v")) for kind, release in read if kind in work.kinds}
    if work.type != "dataset":
        yield from [work] if used else []
        return
    versions = {version for _, version in used if version}
    for version in sorted(
        versions, key=lambda text: [int(n) for n in text.split(".") if n.isdigit()]
    ):
        yield replace(work, key=f"{work.key}-{version}", version=version)
    without = {kind for kind, version in used if not version}
    if PAGE in without:
        yield replace(work, key=f"{work.key}-pages", note="coding pages")
    elif without and not versions:
        yield work
