"""Which chart fits an answer: descriptions in words, not pixels."""

from __future__ import annotations

from typing import Any

import pytest

from graphbuild.api import Graph
from graphbuild.catalogue.figure import Figure, value_text
from graphbuild.catalogue.fitting import figure_of
from graphbuild.catalogue.series import SHOWN_SERIES

SHARES = (
    ("year", "with_provision", "agreements", "share", "not_coded"),
    [(2019, 1, 4, 0.25, 0), (2020, 2, 3, 0.6667, 2), (2022, 0, 2, 0.0, 1)],
)
STAGES = (
    ("year", "stage", "agreements"),
    [(2001, "Ceasefire", 2), (2001, None, 5), (2003, "Ceasefire", 1), (2003, "Renewal", 4)],
)
NAMES = (
    ("actor_id", "actor", "agreements", "processes", "sense"),
    [("1", "A", 9, 2, "listed"), ("2", "B", 7, 3, "listed"), ("3", "B", 7, 1, "listed")],
)


def fit(columns: tuple[str, ...], rows: list[tuple[Any, ...]], most: int = 25) -> Figure:
    figure = figure_of(columns, rows, most)
    assert figure is not None
    return figure


def test_a_share_over_time_is_a_line_above_its_base() -> None:
    figure = fit(*SHARES)
    assert (figure.form, figure.measure, figure.unit) == ("lines", "share", "share of agreements")
    assert figure.labels == ("2019", "2020", "2021", "2022")
    (line,) = figure.series
    assert line.values == {"2019": 0.25, "2020": 0.6667, "2022": 0.0}  # 2021 is a gap, not 0
    assert figure.part is not None
    assert figure.part.name == "with provision"
    assert figure.base is not None
    assert figure.base.values == {"2019": 4, "2020": 3, "2022": 2}
    assert figure.notes == (
        "Not coded, and so in no share: 3.",
        "A gap is a year without agreements.",
    )


def test_kinds_of_a_year_stand_on_each_other() -> None:
    figure = fit(*STAGES)
    assert (figure.form, figure.measure, figure.unit) == ("bars", "count", "agreements")
    assert figure.labels == ("2001", "2002", "2003")
    assert [(one.name, one.values) for one in figure.series] == [
        ("Renewal", {"2003": 4}),
        ("Ceasefire", {"2001": 2, "2003": 1}),
        ("not stated", {"2001": 5}),  # last, however many
    ]


def test_the_smallest_of_many_kinds_are_one_and_named() -> None:
    rows = [(year, f"kind {n}", n) for year in (2000, 2001) for n in range(1, 10)]
    figure = fit(("year", "kind", "agreements"), rows)
    assert [one.name for one in figure.series[:2]] == ["kind 9", "kind 8"]
    assert len(figure.series) == SHOWN_SERIES + 1
    assert figure.series[-1].name == "2 others"
    assert figure.series[-1].values == {"2000": 3, "2001": 3}
    assert figure.notes == ("Others are kind 1, kind 2.",)


def test_counts_that_may_hold_each_other_never_stand_on_each_other() -> None:
    figure = fit(("decade", "all", "some"), [(1990, 5, 2), (2000, 6, 3)])
    assert (figure.form, figure.labels) == ("lines", ("1990s", "2000s"))


def test_a_ranking_has_a_name_for_each_row_and_tells_where_it_ends() -> None:
    figure = fit(*NAMES, most=2)
    assert (figure.form, figure.unit, figure.kind) == ("ranking", "agreements", "actor")
    assert figure.labels == ("A", "B (2)")
    assert figure.ids == ("1", "2")
    assert figure.notes == (
        "Drawn are the first 2 of the answer's 3 rows; others have as many as the last.",
    )


def test_it_ranks_by_the_number_that_the_rows_are_ordered_by() -> None:
    rows = [("p", "P", 3, 9), ("q", "Q", 5, 4)]
    figure = fit(("process_id", "process", "agreements", "third_parties"), rows)
    assert figure.unit == "third parties"


def test_pairs_and_rows_of_two_names_are_told_apart() -> None:
    pairs = fit(("actor_a", "actor_b", "agreements"), [("A", "B", 4), ("A", "C", 2)])
    assert pairs.labels == ("A – B", "A – C")
    sides = fit(
        ("actor_id", "actor", "sub_type", "side", "agreements"),
        [("1", "A", "x", "party", 4), ("1", "A", "x", "third party", 2)],
    )
    assert sides.labels == ("A · party", "A · third party")


@pytest.mark.parametrize(
    ("columns", "row", "text"),
    [
        (("stage", "with", "agreements", "share"), ("S", 11, 36, 0.3056), "31% (11 of 36)"),
        (("stage", "agreements", "share"), ("S", 1, 0.5), "50% (1)"),  # of how many is not there
        (("stage", "with", "agreements", "share"), ("S", 1, 500, 0.002), "0.2% (1 of 500)"),
        (("stage", "agreements"), ("S", 12345), "12,345"),
    ],
)
def test_a_share_is_never_without_its_counts(
    columns: tuple[str, ...], row: tuple[Any, ...], text: str
) -> None:
    other = tuple("T" if isinstance(value, str) else value for value in row)
    assert value_text(fit(columns, [row, other]), "S") == text


@pytest.mark.parametrize(
    ("columns", "rows"),
    [
        (
            ("agreement_id", "date", "title", "parties"),
            [("1", "2001", "a", 1), ("2", "2002", "b", 2)],
        ),
        (("actor", "first_year", "gwno"), [("a", 1990, 2), ("b", 1991, 3)]),
        (("agreements", "share"), [(3, 0.5)]),
        (("actor", "agreements"), [("a", 3)]),
        (("actor", "agreements"), [("a", 3), ("a", 4)]),
        (("actor", "agreements"), [("a", "many"), ("b", 4)]),
        (("year", "agreements"), [(1990, 3), (1990, 4)]),
        (("actor", "signed"), [("a", True), ("b", False)]),
        (("actor", "agreements"), []),
    ],
)
def test_what_is_neither_series_nor_ranking_has_no_chart(
    columns: tuple[str, ...], rows: list[tuple[Any, ...]]
) -> None:
    assert figure_of(columns, rows) is None


CHARTS = {
    "agreements-per-year": "bars count agreements",
    "civil-society": "ranking count agreements",
    "co-signing-pairs": "ranking count agreements",
    "comprehensive-by-decade": "lines share share of agreements",
    "no-third-party-parties": "ranking count agreements",
    "persons-across-agreements": "ranking count agreements",
    "processes-without-third-party": "ranking count agreements",
    "similar-processes": "ranking count shared",
    "third-parties-by-period": "lines share share of agreements with third party",
    "third-parties-per-process": "ranking count third parties",
    "third-parties-together": "ranking count processes",
    "third-party-ranking": "ranking count agreements",
    "women-signatories": "ranking share share of agreements",
    "time-to-agreement": "ranking count days",
}
"""The charts of the saved queries that need no parameter, on the sample."""


def test_the_saved_queries_have_these_charts(sample: Graph) -> None:
    found = {}
    for query in sample.queries():
        if query.form != "SELECT" or any(item.required for item in query.parameters):
            continue
        answer = sample.query(query.name)
        figure = figure_of(answer.columns, list(answer))
        if figure is not None:
            found[query.name] = f"{figure.form} {figure.measure} {figure.unit}"
    assert found == CHARTS
