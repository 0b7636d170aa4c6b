"""PAA-X: listings and actors from its two sheets or files."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graphbuild.errors import SourceError
from graphbuild.records import Listing, SourceFile
from graphbuild.report import Report

Read = Callable[..., tuple[SourceFile, Report]]

SIGNED = {
    "signatory_id": "7.0",
    "AgtId": "556.0",
    "agt_name": "Good Friday Agreement (10/04/1998)",
    "signatory_type": "party",
    "practical_third": "",
    "condition": "",
    "actor_id": "21.0",
    "id_paax": "CON_21",
    "actor_name": "Ireland",
    "actor_type": "Country/State",
    "actor_iso3c": "IRL",
    "Dat": "1998-04-10",
    "Part": "Not to be read",
}
ACTOR = {
    "actor_id": "21.0",
    "id_paax": "CON_21",
    "actor_name": "Ireland",
    "actor_type": "Country/State",
    "actor_iso3c": "IRL",
    "actor_gwno": "205.0",
    "actor_country": "Ireland",
    "actor_region": "Europe",
    "abbreviation": "NA",
    "un_type": "",
    "international": "",
    "regional": "1.0",
    "women": "1",
    "ucdp_id": "39.0",
    "ucdp_name": "Government of Ireland",
    "acled_name": "",
}


def write(path: Path, full: dict[str, str], *rows: dict[str, str]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, list(full))
        writer.writeheader()
        writer.writerows({**full, **row} for row in rows or ({},))
    return path


def signatories(tmp_path: Path, *rows: dict[str, str]) -> Path:
    return write(tmp_path / "paax_v0.2_s.csv", SIGNED, *rows)


def found(report: Report) -> list[tuple[str, str]]:
    return [(problem.level, problem.kind) for problem in report.problems]


def test_a_signatory_row_becomes_a_listing(tmp_path: Path, read: Read) -> None:
    source, report = read(signatories(tmp_path))
    assert (source.kind, source.release, source.agreements) == ("PAA-X", "v0.2", [])
    assert source.listings == [
        Listing("paax_v0.2_s.csv", 2, "7", "556", "21", "party", False, "", "v0.2")
    ]
    assert [(a.key, a.name, a.iso3) for a in source.actors] == [("21", "Ireland", "IRL")]
    assert report.problems == []


@pytest.mark.parametrize(
    ("side", "practical", "condition", "third"),
    [
        ("third party", "1.0", "C1", True),
        ("third party", "", "", False),
        ("party", "1", "C4", True),
        ("Party", "0", "", False),
        ("party", "maybe", "", None),
    ],
)
def test_both_meanings_of_third_party_are_kept(
    tmp_path: Path, read: Read, side: str, practical: str, condition: str, third: bool | None
) -> None:
    row = {"signatory_type": side, "practical_third": practical, "condition": condition}
    (listing,) = read(signatories(tmp_path, row))[0].listings
    assert (listing.side, listing.third_to_conflict) == (side.lower(), third)
    assert listing.third_condition == condition


def test_party_and_third_party_of_one_agreement_stay_both(tmp_path: Path, read: Read) -> None:
    source, _ = read(
        signatories(tmp_path, {}, {"signatory_id": "8", "signatory_type": "third party"})
    )
    assert [(x.actor, x.side) for x in source.listings] == [("21", "party"), ("21", "third party")]


def test_actor_number_nought_is_an_actor(tmp_path: Path, read: Read) -> None:
    row = {"actor_id": "0.0", "signatory_id": "0.0", "id_paax": "CON_0"}
    assert read(signatories(tmp_path, row))[0].listings[0].actor == "0"


@pytest.mark.parametrize(
    "damage",
    [
        {"signatory_id": ""},
        {"AgtId": "3.4E+12"},
        {"signatory_type": "guest"},
        {"actor_id": "", "id_paax": ""},
    ],
)
def test_a_row_without_its_key_is_left_out_and_reported(
    tmp_path: Path, read: Read, damage: dict[str, str]
) -> None:
    source, report = read(signatories(tmp_path, {}, {"signatory_id": "8", **damage}))
    assert len(source.listings) == 1
    assert found(report) == [("error", "bad-signatory")]


def test_rows_after_one_that_is_left_out_are_read(tmp_path: Path, read: Read) -> None:
    rows = [{}, {}, {"signatory_id": "8", "AgtId": ""}, {"signatory_id": "9"}]
    source, report = read(signatories(tmp_path, *rows))
    assert [row.signatory_id for row in source.listings][1:] == ["9"]
    assert sorted(found(report)) == [("error", "bad-signatory"), ("error", "duplicate-signatory")]


def test_a_repeated_signatory_is_left_out_and_reported(tmp_path: Path, read: Read) -> None:
    source, report = read(signatories(tmp_path, {}, {}))
    assert len(source.listings) == 1
    assert found(report) == [("error", "duplicate-signatory")]


def test_broken_dates_are_one_finding(tmp_path: Path, read: Read) -> None:
    rows = [
        {"signatory_id": str(n), "AgtId": str(n), "Dat": date}
        for n, date in enumerate(("1998-04-10", "", "", "1998-10-04"), 1)
    ]
    _, report = read(signatories(tmp_path, *rows))
    (problem,) = report.problems
    assert (problem.level, problem.kind) == ("info", "unusable-dates")
    assert "4 agreements: 2 missing, 1 contradict" in problem.message


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("1998-04-10", ""),
        ("1998-04-10 00:00:00", ""),
        ("", "dates of 1 agreements: 1 missing, 0 contradict the date in agt_name"),
        ("1998-10-04", "dates of 1 agreements: 0 missing, 1 contradict the date in agt_name"),
    ],
)
def test_a_missing_date_and_a_wrong_one_are_told_each_alone(
    tmp_path: Path, read: Read, date: str, said: str
) -> None:
    _, report = read(signatories(tmp_path, {"Dat": date}, {"signatory_id": "8", "Dat": date}))
    assert [problem.kind for problem in report.problems] == ["unusable-dates"] * bool(said)
    assert all(problem.message.startswith(said) for problem in report.problems)


def test_an_actor_with_all_that_is_said_of_it(tmp_path: Path, read: Read) -> None:
    source, report = read(write(tmp_path / "actors.csv", ACTOR))
    (actor,) = source.actors
    assert (source.kind, source.release) == ("PAA-X", "")
    assert (actor.key, actor.gwno, actor.scope, actor.women) == ("21", "205", "regional", True)
    assert (actor.abbreviation, actor.country, actor.region) == ("", "Ireland", "Europe")
    assert actor.identifiers == {
        "paax": "CON_21",
        "ucdp": "39",
        "ucdp_name": "Government of Ireland",
    }
    assert report.problems == []


def test_nameless_and_repeated_actors_are_left_out(tmp_path: Path, read: Read) -> None:
    rows = ({}, {}, {"actor_id": "22", "actor_name": ""}, dict.fromkeys(ACTOR, ""))
    source, report = read(write(tmp_path / "actors.csv", ACTOR, *rows))
    assert len(source.actors) == 1
    assert found(report) == [("error", "duplicate-actor"), ("error", "nameless-actor")]


def test_a_header_without_rows(tmp_path: Path, read: Read) -> None:
    path = tmp_path / "actors.csv"
    path.write_text(",".join(ACTOR) + "\n", encoding="utf-8")
    with pytest.raises(SourceError, match="no rows below the header"):
        read(path)


def test_the_workbook_and_an_actor_that_only_its_rows_describe(tmp_path: Path, read: Read) -> None:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    pytest.importorskip("python_calamine")
    other = {**SIGNED, "signatory_id": 8, "actor_id": 99, "actor_name": "Provisional IRA"}
    nameless = {**SIGNED, "signatory_id": 9, "actor_id": 98, "actor_name": ""}
    sheets: dict[str, list[dict[str, Any]]] = {
        "signatories": [SIGNED, other, nameless],
        "actors": [ACTOR],
        "variables": [{"Field Name": "AgtId", "Description": "number"}],
    }
    book = xlsxwriter.Workbook(str(tmp_path / "paax_v1.0.xlsx"))
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for at, row in enumerate([list(rows[0]), *(list(row.values()) for row in rows), [" "]]):
            sheet.write_row(at, 0, row)
    book.close()
    source, report = read(tmp_path / "paax_v1.0.xlsx")
    assert (source.format, source.release) == ("xlsx", "v1.0")
    assert [(a.key, a.name) for a in source.actors] == [
        ("21", "Ireland"),
        ("99", "Provisional IRA"),
    ]
    assert len(source.listings) == 3
    assert ("warning", "actor-not-listed") in found(report)
    assert ("error", "unknown-actor") in found(report)
