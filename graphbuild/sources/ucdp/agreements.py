"""UCDP's Peace Agreement Dataset: names of conflicts and dyads, and which agreements are about them.

What it says of the agreements themselves is not read: PA-X describes them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphbuild.errors import SourceError
from graphbuild.records import Conflict, SourceFile, UcdpAgreement
from graphbuild.sources.table import cells
from graphbuild.sources.table.cells import Get, Row
from graphbuild.sources.ucdp.cells import getter, numbers, release
from graphbuild.sources.ucdp.pairing import Cells, names_of, paired

if TYPE_CHECKING:
    from graphbuild.sources.given import Given


def read_agreements(given: Given) -> SourceFile:
    """Agreements with their conflicts and dyads; raises ``SourceError`` where there is none."""
    source = given.source("UCDP agreements")
    for _, sheet in given.tables:
        get, rows = getter(sheet), list(sheet.rows)
        if rows and not source.release:
            source.release = release(get(rows[0][1], "version"), given.name)
        conflicts = paired(_cells(row, get, "conflict") for _, row in rows)
        dyads = paired(_cells(row, get, "dyad") for _, row in rows)
        seen: dict[str, UcdpAgreement] = {}
        for at, row in rows:
            if found := _agreement(at, row, get, dyads):
                other = seen.setdefault(found.number, found)
                if (other.conflicts, other.dyads) != (found.conflicts, found.dyads):
                    seen[found.number] = _together(other, found)
            else:
                given.findings.add("error", "bad-agreement", "no number as paid, left out", at)
        source.ucdp_agreements += seen.values()
        source.conflicts += (
            Conflict(key, conflicts[key][0])
            for key in sorted(conflicts, key=int)
            if len(conflicts[key]) == 1
        )
    if not source.ucdp_agreements:
        remedy = "get it again from https://ucdp.uu.se/downloads/"
        raise SourceError(given.name, "no agreement below the header", remedy)
    return source


def _cells(row: Row, get: Get, what: str) -> Cells:
    keys = numbers(get(row, f"{what}_id"))
    return names_of(" ".join(get(row, f"{what}_name").split()), keys), keys


def _agreement(
    at: int, row: Row, get: Get, dyads: dict[str, tuple[str, ...]]
) -> UcdpAgreement | None:
    key = cells.whole(get(row, "paid"))
    if not key:
        return None
    found = tuple(
        (dyad, dyads[dyad][0] if len(dyads[dyad]) == 1 else "")
        for dyad in sorted(numbers(get(row, "dyad_id")), key=int)
        if dyad in dyads
    )
    name = " ".join(get(row, "pa_name").split())
    return UcdpAgreement(at, key, name, numbers(get(row, "conflict_id")), found)


def _together(one: UcdpAgreement, other: UcdpAgreement) -> UcdpAgreement:
    """Some versions have a row for each agreement and actor, or dyad."""
    conflicts = tuple(dict.fromkeys((*one.conflicts, *other.conflicts)))
    dyads = tuple(sorted({*one.dyads, *other.dyads}, key=lambda dyad: int(dyad[0])))
    return UcdpAgreement(one.row, one.number, one.name, conflicts, dyads)
