"""What a build made, as it is handed on: to its report, to the command line, to Python."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from graphbuild.building.statistics import Statistics
from graphbuild.graph.dataset import Dataset
from graphbuild.report import Report


@dataclass(slots=True)
class Built:
    """What a build made: the dataset, its counts once written, and every finding.

    ``changed`` are the files that a repeated build found otherwise than before.
    """

    dataset: Dataset
    report: Report
    statistics: Statistics = field(default_factory=Statistics)
    files: list[Path] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
