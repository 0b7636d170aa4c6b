"""Figures that others published, and those of ours that a reader would, from the real files.

Each is asked as a reader would ask it. What rests on the whole of PAA-X, which is not here, is compared
on the part with a count of the rows (``test_real.py``).
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import graphbuild
from graphbuild.api import Graph
from graphbuild.errors import UsageError

pytestmark = pytest.mark.shared

Shares = dict[int, tuple[int, int]]


@pytest.fixture(scope="module")
def v9(shared: Path) -> Graph:
    return graphbuild.build([shared / "data" / "pax_v9.csv"])


@pytest.fixture(scope="module")
def rows(shared: Path) -> list[dict[str, str]]:
    with (shared / "data" / "pax_v9.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def shares(graph: Graph, code: str = "GeWom", **given: object) -> Shares:
    answer = graph.query("provision-share-by-year", code=code, **given)
    return {row.year: (row.with_provision, row.agreements) for row in answer}


@pytest.mark.parametrize(
    ("release", "local", "published"),
    [
        # UN Secretary-General on women and peace and security, 2021: all levels
        ("v5", "include", {2020: (6, 21), 2015: (26, 70), 2016: (23, 79)}),
        # 2022
        ("v6", "include", {2021: (8, 25), 2020: (9, 34)}),
        # 2024: without local agreements
        ("v8", "exclude", {2023: (8, 31), 2022: (7, 25)}),
        # 2025
        ("any", "exclude", {2024: (11, 36)}),
        # GIWPS
        ("v3", "include", {2013: (19, 42)}),
    ],
)
def test_published_shares_with_gender(
    release: str, local: str, published: Shares, v9: Graph
) -> None:
    found = shares(v9, release=release, local=local)
    assert {year: found[year] for year in published} == published


def test_agreements_that_releases_added(v9: Graph) -> None:
    def known(release: int, **given: object) -> set[str]:
        return {row.agreement_id for row in v9.query("agreements", release=release, **given)}

    assert len(known(6)) == 1959
    assert len(known(6) - known(5)) == 44
    assert len(known(6, code="GeWom") - known(5)) == 12
    assert len(known(6, level="IntraLocal") - known(5)) == 14
    assert len(known(7)) == 2003
    assert len(known(7) - known(6)) == 44
    came = known(7) - known(6)
    new = {row.process for row in v9.query("agreements", release=7) if row.agreement_id in came}
    assert len(new) == 22
    # PA-X Local
    assert len(known(4, level="IntraLocal")) == 286
    assert len(known(7, level="IntraLocal")) == 344


def test_agreements_with_gender(v9: Graph) -> None:
    assert len(v9.query("agreements", code="GeWom")) == 464  # 465 in PeaceRep's copy of v9


def test_an_earlier_release_counted_at_all_levels(shared: Path) -> None:
    second = shares(graphbuild.build([shared / "data" / "pax_v2.xlsx"]), local="include")
    assert [sum(column) for column in zip(*second.values(), strict=True)] == [353, 1789]


def test_what_was_never_coded_is_not_counted_as_nothing(shared: Path) -> None:
    names = "pax_v9.csv", "pax_v10_metadata.csv"
    both = graphbuild.build([shared / "data" / name for name in names])
    answer = both.query("provision-share-by-year", code="GeWom", from_=2024)
    assert [tuple(row) for row in answer] == [(2024, 11, 36, 0.3056, 11), (2025, 0, 0, None, 54)]
    answer = both.query("provision-by-stage", code="GeWom")
    stages, every = list(answer), both.query("agreements", local="include")
    assert sum(row.not_coded + row.agreements for row in stages) + answer.left_out["local"] == len(
        every
    )
    assert sum(row.not_coded for row in both.query("women-signatories")) > 0
    assert sum(row.agreements for row in stages) == sum(
        row.agreements for row in both.query("provision-share-by-year", code="GeWom")
    )


@pytest.mark.parametrize(
    ("heading", "start"),
    [
        ("Gender", ("GeWom", "GeMe", "GeLgbti", "GeFa")),
        ("Power sharing", ("Pps", "Polps", "Tps", "Terps", "Eps", "Mps")),
        ("Groups", ("GCh", "GDis", "GAge", "GMig", "GRa", "GRe", "GInd", "GOth", "GSoc")),
    ],
)
def test_a_heading_means_any_code_below(
    heading: str, start: tuple[str, ...], v9: Graph, rows: list[dict[str, str]]
) -> None:
    expected: Shares = {}
    for row in rows:
        if row["Agtp"] != "IntraLocal":
            has, every = expected.get(int(row["Dat"][:4]), (0, 0))
            coded = any(
                value not in ("", "0", "0.0") and name.startswith(start)
                for name, value in row.items()
            )
            expected[int(row["Dat"][:4])] = has + coded, every + 1
    assert shares(v9, heading) == expected


def test_a_scale_ends_where_it_ends(v9: Graph) -> None:
    with pytest.raises(UsageError, match="GeWom goes from 0 to 1 in v9"):
        v9.query("provision-share-by-year", code="GeWom", min_value=2)


def test_local_agreements_are_not_mixed_in(v9: Graph, rows: list[dict[str, str]]) -> None:
    local = {row["AgtId"] for row in rows if row["Agtp"] == "IntraLocal"}
    answer = v9.query("third-parties-by-period", from_=2015, to=2019)
    period = {row["AgtId"] for row in rows if "2015" <= row["Dat"][:4] <= "2019"}
    (row,) = answer
    assert row.agreements + row.not_coded == len(period - local)
    assert answer.left_out["local"] == len(period & local)
    (row,) = v9.query("third-parties-by-period", from_=2015, to=2019, local="include")
    assert row.agreements + row.not_coded == len(period)


def test_the_answer_says_whom_it_understood(v9: Graph) -> None:
    answer = v9.query("actor-agreements", actor="United States")
    assert answer.understood["actor"].startswith("United States")
    assert answer.understood["actor"].endswith("(USA)")
