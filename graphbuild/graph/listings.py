"""PAA-X's signatory rows as coded participations of the agreements they list."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from graphbuild.graph.merge import Merged
from graphbuild.records import Listing, Participation, SourceFile
from graphbuild.report import Report

ByAgreement = dict[str, list[Participation]]


def coded_participations(
    sources: Sequence[SourceFile], merged: Sequence[Merged], report: Report
) -> tuple[ByAgreement, dict[str, ByAgreement]]:
    """Coded participations by agreement, and the same by source (its checksum).

    The newest release counts where several list one agreement; rows for agreements
    that no other source has are reported, for PAA-X supplies no field of an agreement.
    """
    known = {item.key for item in merged}
    listed: dict[str, ByAgreement] = {}
    stands: dict[str, str] = {}
    absent: dict[str, list[Listing]] = defaultdict(list)
    for source in sorted(sources, key=_by_release):
        rows: ByAgreement = {}
        for row in source.listings:
            if row.agreement in known:
                rows.setdefault(row.agreement, []).append(_participation(row))
            else:
                absent[source.name].append(row)
        if source.listings:
            listed[source.sha256] = rows
            stands.update(dict.fromkeys(rows, source.sha256))
    for name in sorted(absent):
        ids = dict.fromkeys(row.agreement for row in absent[name])
        report.add(
            "warning",
            "listing-without-agreement",
            f"{len(absent[name])} rows list {len(ids)} agreements that no other source has"
            f" ({', '.join(list(ids)[:5])} ...); give the PA-X table too",
            file=name,
            row=absent[name][0].row,
        )
    participations = {key: listed[source][key] for key, source in stands.items()}
    return participations, listed


def _by_release(source: SourceFile) -> tuple[list[int], str]:
    """``v0.2`` before ``v0.10``; a file that states no release comes first."""
    return [int(part) for part in re.findall(r"\d+", source.release)], source.name


def _participation(row: Listing) -> Participation:
    return Participation(
        actor=row.actor,
        side=row.side,
        basis="coded",
        id=row.signatory_id,
        third_to_conflict=row.third_to_conflict,
        third_condition=row.third_condition,
        method="paax-row",
        certainty="certain",
    )
