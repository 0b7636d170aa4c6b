"""What each kind of finding means, and what a user does about it: one table, for reports and pages."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

_TABLE = Path(__file__).parent / "data" / "findings.csv"


class Explanation(NamedTuple):
    """One kind of finding: what it is ``about`` (files, pages, tables ...), what it means, what to do."""

    about: str
    kind: str
    means: str
    do: str


@cache
def explanations() -> dict[str, Explanation]:
    """Every kind of finding that a report can hold, in the order of the way through the house."""
    with _TABLE.open(encoding="utf-8", newline="") as table:
        return {row["kind"]: Explanation(**row) for row in csv.DictReader(table)}
