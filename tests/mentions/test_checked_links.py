"""The links of the real texts against those that were checked by hand.

``checked_links.csv`` holds two draws of 150 links each, read and judged passage by passage; only
ids and verdicts stand there. A link judged wrong means that no passage of the one names the other
by that method.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from graphbuild.mentions import link_mentions
from graphbuild.records import Agreement, Mention
from graphbuild.report import Report
from graphbuild.sources import iter_sources

Link = tuple[str, str, str]


@pytest.fixture(scope="module")
def agreements(shared: Path) -> dict[str, Agreement]:
    (source,) = iter_sources([shared / "data" / "pax_v9.csv"], Report())
    return {record.id: record for record in source.agreements}


@pytest.fixture(scope="module")
def found(agreements: dict[str, Agreement]) -> dict[str, list[Mention]]:
    return link_mentions(agreements.items())


@pytest.fixture(scope="module")
def checked() -> dict[Link, bool]:
    path = Path(__file__).parent / "checked_links.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {
            (row["from_id"], row["to_id"], row["method"]): row["verdict"] == "right"
            for row in csv.DictReader(file)
        }


@pytest.mark.shared
def test_checked_links_are_right_and_kept(
    found: dict[str, list[Mention]], checked: dict[Link, bool]
) -> None:
    links = {(key, item.target, item.method) for key, group in found.items() for item in group}
    verdicts = [right for link, right in checked.items() if link in links]
    assert len(checked) >= 250
    assert len(verdicts) >= 0.9 * len(checked), "most checked links must still be found"
    assert sum(verdicts) >= 0.95 * len(verdicts)


@pytest.mark.shared
def test_enough_texts_have_a_link(
    agreements: dict[str, Agreement], found: dict[str, list[Mention]]
) -> None:
    texts = [key for key, record in agreements.items() if record.mentions]
    linked = [key for key in texts if any(item.target for item in found.get(key, ()))]
    assert len(texts) > 1000
    assert len(linked) >= 580


@pytest.mark.shared
def test_no_link_goes_forward_in_time(
    agreements: dict[str, Agreement], found: dict[str, list[Mention]]
) -> None:
    for key, group in found.items():
        for item in group:
            if item.target:
                assert item.target != key
                assert agreements[item.target].date <= agreements[key].date
