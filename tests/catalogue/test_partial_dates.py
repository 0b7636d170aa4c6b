"""Agreements of which only the year or month is known, in every saved query that looks at dates."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib

from graphbuild.api import Graph, load
from graphbuild.catalogue.library import catalogue
from graphbuild.catalogue.run import prepare
from tests.catalogue.test_answers import CASES, IDS, Case

XSD = "http://www.w3.org/2001/XMLSchema#"
KNOWN = {
    "1990-03-01": f'"1990"^^<{XSD}gYear>',
    "1991-05-02": f'"1991-05"^^<{XSD}gYearMonth>',
    "1992-06-01": f'"1992"^^<{XSD}gYear>',
    "2002-02-03": f'"2002-02"^^<{XSD}gYearMonth>',
}
"""What remains known of some dates of the small graph."""


@pytest.fixture(scope="module")
def coarse_folder(small_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    text = (small_folder / "graph.nq").read_text(encoding="utf-8")
    for date, known in KNOWN.items():
        assert f'"{date}"^^<{XSD}date>' in text
        text = text.replace(f'"{date}"^^<{XSD}date>', known)
    out = tmp_path_factory.mktemp("coarse")
    (out / "graph.nq").write_text(text, encoding="utf-8")
    return out


@pytest.fixture(scope="module")
def coarse(coarse_folder: Path) -> Graph:
    return load(coarse_folder)


@pytest.fixture(scope="module")
def in_rdflib(coarse_folder: Path) -> rdflib.Dataset:
    dataset = rdflib.Dataset(default_union=False)
    dataset.parse(coarse_folder / "graph.nq", format="nquads")
    return dataset


def rows(graph: Graph, name: str, *columns: str, **given: str) -> list[list[str]]:
    answer = graph.query(name, **given)
    at = [answer.columns.index(column) for column in columns]
    return [["" if row[n] is None else str(row[n]) for n in at] for row in answer]


def text_of(case: Case) -> str:
    return next(query.text for query in catalogue() if query.name == case.name)


DATED = [
    pytest.param(case, id=name)
    for case, name in zip(CASES, IDS, strict=True)
    if "signedOn" in text_of(case)
]
COMPUTED = [
    pytest.param(case, id=case.name)
    for case in {case.name: case for case in CASES}.values()
    if any(word in text_of(case) for word in ("MIN(STR(", "MAX(STR(", "STRLEN(STR(?earlier))"))
]


@pytest.mark.parametrize("case", COMPUTED)
def test_both_engines_work_out_the_same_dates(
    case: Case, coarse: Graph, in_rdflib: rdflib.Dataset
) -> None:
    query = next(query for query in catalogue() if query.name == case.name)
    sparql = prepare(query, case.parameters, coarse.store).sparql
    theirs = [tuple("" if x is None else str(x) for x in row) for row in in_rdflib.query(sparql)]
    ours = [tuple("" if x is None else x.value for x in row) for row in coarse.store.select(sparql)]
    assert sorted(ours) == sorted(theirs)


@pytest.mark.parametrize("case", DATED)
def test_what_looks_at_years_alone_gives_the_same(case: Case, coarse: Graph) -> None:
    answer = coarse.query(case.name, **case.parameters)
    known = {date: text.split('"')[1] for date, text in KNOWN.items()}
    shown = [[known.get(cell, cell) for cell in row] for row in case.rows]
    if ("to", "2002-02-02") in case.given:  # may have been before, in February
        assert [str(row[0]) for row in answer] == ["15"]
        return
    assert len(answer) == len(shown)
    for name in ("date", "first_date", "last_date", "year", "decade", "agreement_id"):
        if name in case.columns:
            at = case.columns.index(name)
            ours = ["" if row[at] is None else str(row[at]) for row in answer]
            assert sorted(ours) == sorted(row[at] for row in shown)


def test_rows_are_in_order_of_what_is_known(coarse: Graph) -> None:
    assert rows(coarse, "agreements", "date", "agreement_id")[:5] == [
        ["", "16"],
        ["1990", "10"],
        ["1991-05", "11"],
        ["1992", "13"],
        ["1992-01-01", "12"],
    ]


@pytest.mark.parametrize(
    ("bounds", "found"),
    [
        ({"from": "1992", "to": "1992"}, ["13", "12"]),
        ({"from": "1992-06"}, ["13", "14", "15", "17"]),
        ({"to": "1992-05-31"}, ["10", "11", "13", "12"]),
        ({"from": "1993"}, ["14", "15", "17"]),
        ({"from": "1991-05-20", "to": "1991-06"}, ["11"]),
        ({"from": "1991-06", "to": "1991"}, []),
    ],
)
def test_a_bound_is_compared_with_as_much_as_is_known(
    coarse: Graph, bounds: dict[str, str], found: list[str]
) -> None:
    assert [row[0] for row in rows(coarse, "agreements", "agreement_id", **bounds)] == found


def test_years_are_counted_and_first_and_last_dates_kept_as_they_are(coarse: Graph) -> None:
    counted = rows(coarse, "agreements-per-year", "year", "agreements")
    assert ["1990", "1"] in counted
    found = rows(coarse, "parties-joining-leaving", "first_date", "last_date", process="1")
    assert ["1990", "1992-01-01"] in found


def test_what_may_be_the_same_time_is_not_later(coarse: Graph) -> None:
    ids = [row[0] for row in rows(coarse, "stage-returns", "later_id", local="include")]
    assert "12" in ids  # a day of 1992 follows May 1991
