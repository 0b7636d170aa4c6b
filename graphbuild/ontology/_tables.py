from __future__ import annotations

import csv
from functools import cache

from graphbuild.resources import folder


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of ``ontology/codebook/<name>.csv``."""
    path = folder("ontology") / "codebook" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        return tuple(csv.DictReader(handle))
