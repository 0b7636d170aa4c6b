from __future__ import annotations

from dataclasses import dataclass, field

from graphbuild.report import Level, Report

SHOWN = 5


@dataclass(slots=True)
class _Group:
    count: int = 0
    rows: list[int] = field(default_factory=list)
    agreement: str = ""


@dataclass(slots=True)
class Findings:
    """Findings on one file, the same trouble in many rows told once with its count."""

    file: str
    groups: dict[tuple[Level, str, str], _Group] = field(default_factory=dict)

    def add(self, level: Level, kind: str, message: str, row: int = 0, agreement: str = "") -> None:
        """Note a finding; those of one level, kind and message are one (``row`` 0: whole file)."""
        group = self.groups.setdefault((level, kind, message), _Group())
        group.count += 1
        group.agreement = agreement if group.count == 1 else ""
        if row and len(group.rows) < SHOWN:
            group.rows.append(row)

    def tell(self, report: Report) -> None:
        """Hand everything to the run's report, in the order of first occurrence."""
        for (level, kind, message), group in self.groups.items():
            report.add(
                level,
                kind,
                message + _rows(group),
                file=self.file,
                row=group.rows[0] if group.rows else None,
                agreement=group.agreement,
            )


def _rows(group: _Group) -> str:
    if group.count < 2 or not group.rows:
        return ""
    more = ", ..." if group.count > len(group.rows) else ""
    return f" ({group.count} rows: {', '.join(map(str, group.rows))}{more})"
