"""What UCDP's files say together, and where it meets PA-X: by the numbers that PA-X gives.

They supply no field of an agreement. The newest release stands; UCDP's Peace Agreement Dataset names
conflicts, the Armed Conflict Dataset describes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from graphbuild.graph.derived import numbered
from graphbuild.graph.merge import Disagreement, Merged
from graphbuild.records import Conflict, SourceFile, UcdpAgreement
from graphbuild.report import Report

AGREEMENT_NUMBER = "ucdp_agreement"
"""The list of numbers under which PA-X's ``UcdpAgr`` is kept."""


@dataclass(slots=True)
class Described:
    """A conflict as UCDP describes it: the record that stands, all its names, and the files."""

    record: Conflict
    names: list[str]
    sources: list[SourceFile]


@dataclass(slots=True)
class Ucdp:
    """Conflicts by number; the agreements that PA-X numbers, by key; dyads by number.

    ``dyads`` has the name and the number of the conflict, ``""`` where the files do not show which.
    """

    conflicts: dict[str, Described] = field(default_factory=dict)
    agreements: dict[str, list[tuple[SourceFile, UcdpAgreement]]] = field(default_factory=dict)
    dyads: dict[str, tuple[str, str]] = field(default_factory=dict)


def gather(sources: Iterable[SourceFile], merged: Iterable[Merged]) -> Ucdp:
    """What the files of UCDP say, the newest first."""
    files = sorted(
        (source for source in sources if source.conflicts or source.ucdp_agreements),
        key=lambda source: (source.release, source.name),
        reverse=True,
    )
    found = Ucdp()
    keys: dict[str, list[str]] = {}
    for item in merged:
        if number := item.record.conflict_ids.get(AGREEMENT_NUMBER):
            keys.setdefault(number, []).append(item.key)
    for source in sorted(files, key=lambda source: not source.ucdp_agreements):  # these name
        for conflict in source.conflicts:
            _describe(found, conflict, source)
    for source in files:
        for given in source.ucdp_agreements:
            for key in keys.get(given.number, ()):
                found.agreements.setdefault(key, []).append((source, given))
            for dyad, name in given.dyads:
                known = found.dyads.get(dyad, ("", ""))
                own = given.conflicts[0] if len(given.conflicts) == 1 else ""
                found.dyads[dyad] = (known[0] or name, known[1] or own)
    return found


def _describe(found: Ucdp, conflict: Conflict, source: SourceFile) -> None:
    known = found.conflicts.setdefault(conflict.number, Described(conflict, [], []))
    known.sources.append(source)
    if conflict.name and conflict.name not in known.names:
        known.names.append(conflict.name)
    if conflict.sides and not known.record.sides:
        known.record = conflict


def disagree(ucdp: Ucdp, merged: Sequence[Merged]) -> None:
    """Add to each agreement where UCDP gives it another conflict than PA-X does, whose number stands."""
    column = next(field for field in numbered() if field.scheme == "ucdp")
    for item in merged:
        shows = [file for file, _ in item.sources if column.code in file.columns]
        said = item.record.conflict_ids.get("ucdp", "")
        for source, given in ucdp.agreements.get(item.key, ()) if shows else ():
            other = "/".join(sorted(given.conflicts))
            if other != said:
                item.disagreements.append(
                    Disagreement(item.key, column.code, shows[0].name, said, source.name, other)
                )


def note_unknown(ucdp: Ucdp, merged: Iterable[Merged], report: Report) -> None:
    """Report the numbers of PA-X that no file of UCDP knows, where there is one that lists conflicts."""
    files = {
        file.name for one in ucdp.conflicts.values() if one.record.sides for file in one.sources
    }
    if not files:
        return
    unknown: dict[str, list[str]] = {}
    for item in merged:
        number = item.record.conflict_ids.get("ucdp", "")
        if number and number not in ucdp.conflicts:
            unknown.setdefault(number, []).append(item.key)
    for number in sorted(unknown):
        keys = unknown[number]
        shown = ", ".join(keys[:5]) + (" ..." if keys[5:] else "")
        what = f"{len(keys)} agreements" if keys[1:] else "1 agreement"
        message = f"conflict {number} is not here, which PA-X gives for {what} ({shown})"
        report.add("warning", "unknown-conflict", message, file=min(files), agreement=keys[0])
