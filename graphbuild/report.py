"""Problems found on the way, collected and told once.

Nothing is dropped in silence: whatever a stage cannot read, keeps in a doubtful form, or sees
contradicted by another source becomes a :class:`Problem`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

Level = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One finding: where it is (``file``, and ``row`` or line if any), its kind, and the words.

    ``kind`` is a short stable slug such as ``unknown-column``, by which findings are counted.
    ``error`` means that something was left out, ``warning`` that something kept is doubtful,
    ``info`` that something is worth knowing.
    """

    file: str
    row: int | None
    level: Level
    kind: str
    message: str
    agreement: str = ""

    @property
    def place(self) -> str:
        """``file`` or ``file, row n``."""
        return self.file if self.row is None else f"{self.file}, row {self.row}"


@dataclass(slots=True)
class Report:
    """All findings of one run, in the order in which they were made."""

    problems: list[Problem] = field(default_factory=list)

    def add(
        self,
        level: Level,
        kind: str,
        message: str,
        *,
        file: str = "",
        row: int | None = None,
        agreement: str = "",
    ) -> None:
        """Note one finding."""
        self.problems.append(Problem(file, row, level, kind, message, agreement))

    def count(self, level: Level) -> int:
        """How many findings have this level."""
        return sum(problem.level == level for problem in self.problems)

    def kinds(self) -> Counter[tuple[Level, str]]:
        """How often each kind of finding was made."""
        return Counter((problem.level, problem.kind) for problem in self.problems)
