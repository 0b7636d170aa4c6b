"""Mentions in 100 texts of the part for testing, read and judged by hand.

``judged_mentions.csv``: drawn with a fixed seed from the processes that ``tests/actors/split.csv``
keeps for testing; ``targets`` are all agreements of the table that the text names, ``unclear`` those
that it may mean. No rule may be written on them.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from graphbuild.mentions import link_mentions
from graphbuild.report import Report
from graphbuild.sources import iter_sources


@pytest.mark.shared
def test_mentions_of_the_part_for_testing(shared: Path) -> None:
    (source,) = iter_sources([shared / "data" / "pax_v9.csv"], Report())
    linked = link_mentions([(record.id, record) for record in source.agreements])
    path = Path(__file__).parent / "judged_mentions.csv"
    with path.open(encoding="utf-8", newline="") as file:
        judged = list(csv.DictReader(file))
    assert len(judged) == 100
    true = found = right = 0
    for row in judged:
        targets = {item.target for item in linked.get(row["agreement"], ()) if item.target}
        given, meant = targets - set(row["unclear"].split()), set(row["targets"].split())
        true, found, right = true + len(meant), found + len(given), right + len(meant & given)
    assert right / found >= 0.95
    assert right / true >= 0.58
