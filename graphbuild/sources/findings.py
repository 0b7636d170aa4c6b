from __future__ import annotations

from dataclasses import dataclass, field

from graphbuild.report import Level, Problem

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

    def problems(self) -> list[Problem]:
        """Everything noted so far, in the order of first occurrence."""
        return [
            Problem(
                self.file,
                group.rows[0] if group.rows else None,
                level,
                kind,
                message + _rows(group),
                group.agreement,
            )
            for (level, kind, message), group in self.groups.items()
        ]


def _rows(group: _Group) -> str:
    if group.count < 2 or not group.rows:
        return ""
    more = ", ..." if group.count > len(group.rows) else ""
    return f" ({group.count} rows: {', '.join(map(str, group.rows))}{more})"
