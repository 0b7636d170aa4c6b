"""The tidy tables, held against the sources themselves by independent reading."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest
from click.testing import CliRunner

from graphbuild.cli import main
from graphbuild.ontology.topics import topics

Tables = dict[str, list[dict[str, str]]]


@pytest.fixture(scope="module")
def tables(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Tables:
    out = tmp_path_factory.mktemp("tables")
    words = ["build", "--sample", "-o", str(out), "--format", "tables"]
    assert CliRunner().invoke(main, words).exit_code == 0
    return {path.stem: _rows(path) for path in (out / "tables").glob("*.csv")}


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.fixture(scope="module")
def coded(root: Path) -> dict[tuple[str, str], str]:
    """The value of every issue code of the sample's table, as the file has it."""
    return {
        (row["AgtId"], code): row[code]
        for row in _rows(root / "samples" / "pax_sample.csv")
        for code in topics()
        if row.get(code, "0") not in ("", "0")
    }


def test_every_coded_issue_of_the_table_is_a_row_with_its_value(
    tables: Tables, coded: dict[tuple[str, str], str]
) -> None:
    found = {(row["agreement_id"], row["code"]): row["value"] for row in tables["provisions"]}
    assert {key: found.get(key) for key in coded} == coded


def test_an_issue_with_passages_has_a_row_for_each_and_none_without(tables: Tables) -> None:
    rows = defaultdict(list)
    for row in tables["provisions"]:
        rows[row["agreement_id"], row["code"]].append(row)
    quoted = [group for group in rows.values() if any(row["excerpt"] for row in group)]
    assert quoted
    assert any(len(group) > 1 for group in quoted)
    assert all(row["excerpt"] for group in quoted for row in group)
    alone = [group for group in rows.values() if not any(row["excerpt"] for row in group)]
    assert alone
    assert all(len(group) == 1 for group in alone)
    assert all(row["path"] and row["section"] and row["label"] for row in tables["provisions"])


def test_a_passage_carries_the_value_that_the_table_gives(tables: Tables) -> None:
    with_both = [row for row in tables["provisions"] if row["excerpt"] and row["value"]]
    assert with_both
    assert all(row["value"] in "123" for row in with_both)


def test_mentions_say_what_is_mentioned_and_how_it_was_found(tables: Tables) -> None:
    belfast = [row for row in tables["mentions"] if row["agreement_id"] == "900001"]
    assert [(row["mentioned_id"], row["method"], row["page"]) for row in belfast] == [
        ("900016", "title-date", "Page 2")
    ]
    assert belfast[0]["text"].startswith("the Joint Declaration of 15 December 1993")
    ids = {row["agreement_id"] for row in tables["agreements"]}
    assert {row["mentioned_id"] for row in tables["mentions"]} - {""} <= ids


def test_participations_keep_judgement_and_basis_of_the_coded_rows(
    root: Path, tables: Tables
) -> None:
    listed = {
        (row["AgtId"], row["actor_id"], row["signatory_type"], row["practical_third"])
        for row in _rows(root / "samples" / "paax_signatories.csv")
    }
    coded = {
        (row["agreement_id"], row["actor_id"], row["side"], row["third_to_conflict"])
        for row in tables["participations"]
        if row["basis"] == "coded"
    }
    assert coded == listed
    linked = [row for row in tables["participations"] if row["basis"] == "linked"]
    assert linked
    assert all(row["third_to_conflict"] == "" and row["as_written"] for row in linked)
    names = {row["actor_id"]: row["name"] for row in tables["actors"]}
    assert all(names[row["actor_id"]] == row["actor"] for row in tables["participations"])


def test_persons_name_for_whom_they_act(tables: Tables) -> None:
    blair = next(row for row in tables["persons"] if row["person"] == "Tony Blair")
    assert (blair["agreement_id"], blair["actor_id"], blair["office"], blair["side"]) == (
        "900001",
        "9001",
        "Prime Minister",
        "party",
    )
    assert all(bool(row["person"]) == bool(row["person_id"]) for row in tables["persons"])


def test_agreements_hold_the_cells_of_the_table(root: Path, tables: Tables) -> None:
    given = {row["AgtId"]: row for row in _rows(root / "samples" / "pax_sample.csv")}
    rows = {row["agreement_id"]: row for row in tables["agreements"]}
    assert given.keys() <= rows.keys()
    for key, row in given.items():
        columns = (("title", "Agt"), ("date", "Dat"), ("process_id", "PP"), ("region", "Reg"))
        for own, column in (*columns, ("pages", "Lgt"), ("ucdp_conflict", "UcdpCon")):
            assert rows[key][own] == row[column], (key, column)
        assert "pax_sample.csv" in rows[key]["sources"].split("; ")
    belfast = rows["900001"]
    assert belfast["countries"] == "Ireland; United Kingdom"
    assert belfast["entities"] == "Northern Ireland"


COLUMNS = {
    "actors": "actor_id name abbreviation type sub_type country iso3 region un_type ucdp_id"
    " alternative_names",
    "participations": "agreement_id actor_id actor side basis third_to_conflict third_condition"
    " roles signing method certainty as_written",
    "provisions": "agreement_id code section label value path page excerpt",
    "persons": "agreement_id person_id person actor_id side office named_by signing",
    "mentions": "agreement_id mentioned_id method page text",
}


def test_the_tables_have_the_columns_that_are_documented(tables: Tables) -> None:
    assert tables.keys() == COLUMNS.keys() | {"agreements"}
    assert {name: " ".join(tables[name][0]) for name in COLUMNS} == COLUMNS


def test_every_actor_has_one_row_with_what_its_source_says(root: Path, tables: Tables) -> None:
    rows = tables["actors"]
    keys = [row["actor_id"] for row in rows]
    assert keys == sorted(set(keys))
    found = {row["actor_id"]: row for row in rows}
    columns = (
        ("name", "actor_name"), ("type", "actor_type"), ("sub_type", "sub_type"),
        ("country", "actor_country"), ("iso3", "actor_iso3c"), ("region", "actor_region"),
        ("un_type", "un_type"), ("ucdp_id", "ucdp_id"), ("abbreviation", "abbreviation"),
    )  # fmt: skip
    given = _rows(root / "samples" / "paax_actors.csv")
    assert given
    for row in given:
        for own, column in columns:
            assert found[row["actor_id"]][own] == row[column], (row["actor_name"], column)


def test_rows_stand_in_the_order_of_the_agreements(tables: Tables) -> None:
    order = [row["agreement_id"] for row in tables["agreements"]]
    assert len(order) == len(set(order))
    for name in ("participations", "provisions", "persons", "mentions"):
        held = list(dict.fromkeys(row["agreement_id"] for row in tables[name]))
        assert held == [key for key in order if key in held], name
        places = [order.index(row["agreement_id"]) for row in tables[name]]
        assert places == sorted(places)


def test_codes_that_a_page_shows_without_a_passage_are_rows_too(tables: Tables) -> None:
    """A broad code whose narrow ones are quoted is stated by the page's row of it alone."""
    rows = [row for row in tables["provisions"] if not row["excerpt"] and not row["value"]]
    assert all(row["page"] == "" for row in rows)
    pairs = [
        (row["agreement_id"], row["code"]) for row in tables["provisions"] if not row["excerpt"]
    ]
    assert len(pairs) == len(set(pairs))
