"""The small tables that once went wrong, and real ones of the same kinds, with their right values."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphbuild.records import SourceFile
from graphbuild.report import Report
from graphbuild.sources import read_sources

pytestmark = pytest.mark.shared
DATES = ["1996-08-17", "1998-11-01", "2005-01-09"]


def read(path: Path) -> tuple[SourceFile, Report]:
    report = Report()
    (source,) = read_sources([path], report)
    return source, report


def kinds(report: Report) -> set[str]:
    return {problem.kind for problem in report.problems}


@pytest.mark.parametrize(
    "name",
    ["con-newline.csv", "con-comma.csv", "con-spaced.csv", "date-column.csv", "excel-mmm-date.csv", "long-date.csv",
     "serial-date.csv", "tz-date.csv", "x-serial.xlsx", "space-quoted.csv", "trailing-space-line.csv", "title-row.csv"],
)  # fmt: skip
def test_variants_of_one_table_have_its_records(shared: Path, name: str) -> None:
    tables = shared / "cases" / "tables"
    records, base = (
        [
            {key: value for key, value in record.to_json().items() if key not in ("file", "row")}
            for record in read(tables / file)[0].agreements
        ]
        for file in (name, "base.csv")
    )
    assert records == base
    assert [record["date"] for record in records] == DATES
    assert records[1]["countries"] == ["Guinea-Bissau", "Senegal"]


@pytest.mark.parametrize("name", ["year-only.csv", "x-year.xlsx"])
def test_years_stay_years(shared: Path, name: str) -> None:
    source, report = read(shared / "cases" / "tables" / name)
    assert [record.date for record in source.agreements] == ["1996", "1998", "2005"]
    assert "partial-date" in kinds(report)


def test_accents_of_either_form_are_the_same(shared: Path) -> None:
    one, other = (read(shared / "cases" / "tables" / f"{name}.csv")[0] for name in ("nfc", "nfd"))
    for first, second in zip(one.agreements, other.agreements, strict=True):
        second.file = first.file
        assert first == second


def test_marks_for_nothing_are_nothing(shared: Path) -> None:
    source, report = read(shared / "cases" / "tables" / "nulls.csv")
    assert len(source.agreements) == 26
    for record in source.agreements:
        named = (record.country_entity, record.process, record.parties, record.third_parties)
        assert named == ([], "", "", "")
        assert (record.mentions, record.substage) == ("", "")
        assert [place.iso3 for place in record.locations] == [""]
        assert record.conflict_ids in ({}, {"ucdp": "99"})  # 99 may be a conflict's number
    assert {"number-for-words", "excel-damage", "zero-number"} <= kinds(report)


def test_short_rows_are_told(shared: Path) -> None:
    source, report = read(shared / "cases" / "tables" / "ragged-short.csv")
    assert [record.date for record in source.agreements] == DATES
    assert "short-row" in kinds(report)


def test_links_that_are_no_iris(shared: Path) -> None:
    source, report = read(shared / "cases" / "tables" / "links.csv")
    assert [bool(record.page_url) for record in source.agreements] == [False, False, True]
    assert "not-an-address" in kinds(report)


def test_releases_and_scales(shared: Path) -> None:
    assert read(shared / "cases" / "tables" / "v2-subset.csv")[0].release in ("", "v2")
    assert "out-of-range" not in kinds(read(shared / "cases" / "tables" / "v4-scale.csv")[1])
    assert "out-of-range" not in kinds(read(shared / "data" / "pax_v4.csv")[1])


@pytest.mark.parametrize("name", ["far1.xlsx", "far4.xlsx", "blank.xlsx"])
def test_hostile_workbooks_take_nothing_with_them(shared: Path, name: str) -> None:
    report = Report()
    paths = [shared / "cases" / "hostile" / name, shared / "cases" / "tables" / "base.csv"]
    (source,) = read_sources(paths, report)
    assert len(source.agreements) == 3
    assert [p.file for p in report.problems if p.level == "error"] == [name]


def test_countries_of_v8_are_those_of_v9(shared: Path) -> None:
    v9 = {a.id: a for a in read(shared / "data" / "pax_v9.csv")[0].agreements}
    v8 = read(shared / "data" / "pax_v8_export.csv")[0].agreements
    assert len(v8) == 2051
    for record in v8:
        same = v9[record.id]
        assert sorted(record.countries) == sorted(same.countries)
        assert sorted(record.entities) == sorted(same.entities)


@pytest.mark.parametrize(
    ("name", "count", "length"),
    [("pax_small_date.csv", 1699, 10), ("pax_europe_years.xlsx", 410, 4)],
)
def test_every_date_of_real_derivatives(shared: Path, name: str, count: int, length: int) -> None:
    dates = [record.date for record in read(shared / "data" / name)[0].agreements]
    assert [len(date) for date in dates] == [length] * count
