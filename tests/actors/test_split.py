"""The cut of the processes with known participations into those for writing rules and for testing."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest

SPLIT = Path(__file__).with_name("split.csv")


def parts() -> dict[str, set[str]]:
    out: dict[str, set[str]] = defaultdict(set)
    with SPLIT.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            out[row["part"]].add(row["process"])
    return out


def test_a_process_is_for_rules_or_for_testing() -> None:
    made = parts()
    assert set(made) == {"rules", "test"}
    assert not made["rules"] & made["test"]


@pytest.mark.shared
def test_every_process_with_known_participations_has_its_part(shared: Path) -> None:
    with (shared / "scoring" / "parties_gold.csv").open(encoding="utf-8-sig", newline="") as file:
        known = {row["AgtId"] for row in csv.DictReader(file)}
    with (shared / "data" / "pax_v9.csv").open(encoding="utf-8-sig", newline="") as file:
        processes = {row["PP"] for row in csv.DictReader(file) if row["AgtId"] in known}
    assert processes == set.union(*parts().values())
