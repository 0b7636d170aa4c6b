"""Every saved query against answers worked out by hand, on pyoxigraph and, unchanged, on rdflib."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import rdflib

from graphbuild.api import Graph
from graphbuild.catalogue.library import catalogue
from graphbuild.catalogue.run import prepare

ANSWERS = Path(__file__).parent / "answers.txt"


@dataclass(frozen=True)
class Case:
    name: str
    given: tuple[tuple[str, str], ...]
    columns: list[str]
    rows: list[list[str]]

    @property
    def parameters(self) -> dict[str, list[str]]:
        values: dict[str, list[str]] = {}
        for name, value in self.given:
            values.setdefault(name, []).append(value)
        return values


def _cases() -> list[Case]:
    cases = []
    for block in ANSWERS.read_text(encoding="utf-8").split("\n== ")[1:]:
        head, columns, *rows = block.strip("\n").split("\n")
        name, *given = head.split(" | ")
        pairs = tuple((text.partition("=")[0], text.partition("=")[2]) for text in given)
        width = len(columns.split(" | "))
        cells = [(row + " ").split(" | ") for row in rows if not row.startswith("#")]
        assert all(len(row) == width for row in cells), head
        cases.append(
            Case(name, pairs, columns.split(" | "), [[x.strip() for x in row] for row in cells])
        )
    return cases


CASES = _cases()
IDS = [" ".join([case.name, *(f"{name}={value}" for name, value in case.given)]) for case in CASES]


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, (float, Decimal)):
        return str(float(value))
    return value.isoformat() if isinstance(value, date) else str(value)


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_the_answer_is_the_one_worked_out_by_hand(case: Case, small: Graph) -> None:
    answer = small.query(case.name, **case.parameters)
    assert list(answer.columns) == case.columns
    assert [[_text(value) for value in row] for row in answer] == case.rows


@pytest.fixture(scope="module")
def in_rdflib(small_folder: Path) -> rdflib.Dataset:
    dataset = rdflib.Dataset(default_union=False)
    dataset.parse(small_folder / "graph.nq", format="nquads")
    return dataset


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_rdflib_gives_equal_rows(case: Case, small: Graph, in_rdflib: rdflib.Dataset) -> None:
    query = next(query for query in catalogue() if query.name == case.name)
    result = in_rdflib.query(prepare(query, case.parameters, small.store).sparql)
    rows = [[_text(None if x is None else x.toPython()) for x in row] for row in result]
    assert [str(variable) for variable in result.vars or ()] == case.columns
    assert sorted(rows) == sorted(case.rows)


def test_every_query_that_gives_rows_has_an_answer() -> None:
    with_rows = {query.name for query in catalogue() if query.form == "SELECT"}
    assert {case.name for case in CASES} == with_rows


def test_everything_about_one_agreement(small: Graph, in_rdflib: rdflib.Dataset) -> None:
    answer = small.query("agreement", agreement="Accord on talks")
    subjects = {triple.subject.value.rpartition("/id/")[2] for triple in answer.triples()}
    assert subjects == {
        *("agreement/10", "process/1", "conflict/ucdp-100", "conflict/cow-900", "place/NTH"),
        *("place/hill-region", "actor/1", "actor/2", "actor/3", "participation/1"),
        *("participation/2", "participation/3", "representation/1-1", "representation/2-1"),
        *("person/a-ames--1", "person/b-birch--2", "source/table", "source/page", "source/coded"),
    }
    again = in_rdflib.query(answer.sparql).graph
    assert again is not None
    assert len(again) == len(answer.triples())


def test_the_files_run_as_they_are(small_folder: Path) -> None:
    from pyoxigraph import RdfFormat, Store

    store = Store()
    store.load(path=str(small_folder / "graph.nq"), format=RdfFormat.N_QUADS)
    for query in catalogue():
        list(store.query(query.text))  # type: ignore[arg-type]
