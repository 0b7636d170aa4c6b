"""PA-X's tables in other shapes: the Corpus with its headings, long tables, scales of old releases."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graphbuild.records import SourceFile
from graphbuild.report import Report
from graphbuild.sources import read_sources

Write = Callable[..., Path]
Read = Callable[..., tuple[SourceFile, Report]]

CORPUS = (
    "AgreementId,Name,Region,Country,Peace Process,Peace Process Name,Stage,Signed Date,"
    "Agreement/Conflict Level,Conflict Nature,Agreement Status,Agreement Text\n"
    "7,Accord of the Ford,Africa (excl MENA),Sudan/Chad,8,Ford talks,Cea,1999-05-04,Intra,"
    'Government,Multiparty signed/agreed,"We agree, first, to stop."\n'
)


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "t.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_corpus_has_headings_of_its_own(tmp_path: Path, read: Read) -> None:
    source, report = read(write(tmp_path, CORPUS))
    (a,) = source.agreements
    assert (a.id, a.name, a.date, a.countries) == (
        "7", "Accord of the Ford", "1999-05-04", ["Sudan", "Chad"],
    )  # fmt: skip
    assert (a.process, a.process_id, a.stage_code, a.level_code) == (
        "Ford talks", "8", "Cea", "Intra",
    )  # fmt: skip
    assert (a.region_code, a.status_code, a.nature_code) == (
        "Africa-excl-MENA", "MultiSign", "Government",
    )  # fmt: skip
    told = {p.kind: p.message for p in report.problems}
    assert "Agreement Text" in told["foreign-column"]
    assert "missing-column" not in told


def test_names_that_are_common_mean_nothing_elsewhere(table: Write, read: Read) -> None:
    source, report = read(table({"Name": "Somebody", "Country": "Peru"}))
    assert source.agreements[0].name == "Good Friday Agreement"
    assert [p.message for p in report.problems] == ["unknown columns, not read: Name, Country"]


LONG = "AgtId,{0},{1},Agt,Dat,Con\n"


@pytest.mark.parametrize(
    ("code", "value"), [("variable", "value"), ("name", "Score"), ("Issue code", "coded")]
)
def test_a_long_table_of_codes(tmp_path: Path, read: Read, code: str, value: str) -> None:
    rows = "7,GCh,1,Accord,1999-05-04,Sudan\n7,Ce,3,Accord,1999-05-04,Sudan\n"
    rows += "8,GCh,2,Pact,2000-05-04,Chad\n"
    source, report = read(write(tmp_path, LONG.format(code, value) + rows))
    found = {a.id: {p.code: p.value for p in a.provisions} for a in source.agreements}
    assert found == {"7": {"GCh": 1, "Ce": 3}, "8": {"GCh": 2}}
    assert [a.row for a in source.agreements] == [2, 4]
    assert "long-table" in [p.kind for p in report.problems]
    assert {"duplicate-id", "unknown-column"}.isdisjoint(p.kind for p in report.problems)


def test_what_does_not_fit_in_a_long_table_is_told(tmp_path: Path, read: Read) -> None:
    rows = "".join(f"{n},GCh,1,Accord,1999-05-04,Sudan\n" for n in range(10, 20))
    rows += "10,Mood,1,Accord,1999-05-04,Sudan\n11,GCh,2,Accord,1999-05-04,Sudan\n"
    rows += "12,Ce,1,Treaty,1999-05-04,Sudan\n"
    source, report = read(write(tmp_path, LONG.format("variable", "value") + rows))
    assert len(source.agreements) == 10
    told = [(p.level, p.kind, p.row) for p in report.problems if p.row]
    assert told == [
        ("error", "unknown-code", 12),
        ("warning", "uneven-code", 13),
        ("warning", "uneven-agreement", 14),
    ]


def test_a_column_called_value_alone_makes_no_long_table(table: Write, read: Read) -> None:
    source, _ = read(table({"value": "3", "variable": "warm"}))
    assert source.agreements[0].id == "556"


@pytest.mark.parametrize(("release", "told"), [("3", False), ("4", False), ("9", True)])
def test_the_scales_of_old_releases_are_known(only: Any, release: str, told: bool) -> None:
    _, report = only(Ver=release, Cons="3")
    assert ("out-of-range" in [p.kind for p in report.problems]) is told


@pytest.mark.shared
def test_the_small_cases(shared: Path) -> None:
    tables = shared / "cases" / "tables"

    def records(name: str, *without: str) -> list[dict[str, Any]]:
        (source,) = read_sources([tables / name], Report())
        made = [agreement.to_json() for agreement in source.agreements]
        return [
            {key: value for key, value in one.items() if key not in ("file", "row", *without)}
            for one in made
        ]

    codes = ("issues", "issue_paths", "issue_codes", "provisions")
    assert records("corpus-v10.csv", *codes) == records("base.csv", *codes)
    base = records("base.csv")
    for given, whole in zip(records("corpus-v1.csv"), base, strict=True):
        for key in ("id", "name", "date", "countries", "process", "stage", "level", "status"):
            assert given[key] == whole[key]
    for one in records("long.csv"):
        found = {entry["code"]: entry["value"] for entry in one["provisions"]}
        assert found == {"GCh": 1, "GeWom": 2, "Ce": 3}
    (subset,) = read_sources([tables / "v2-subset.csv"], Report())
    assert subset.release in ("", "v2")
    report = Report()
    read_sources([tables / "v4-scale.csv"], report)
    assert report.problems == []


@pytest.mark.shared
def test_the_real_release_4_breaks_no_scale(shared: Path) -> None:
    report = Report()
    read_sources([shared / "data" / "pax_v4.csv"], report)
    assert "out-of-range" not in [p.kind for p in report.problems]


def test_the_labels_of_the_website_are_headings_of_its_exports(tmp_path: Path, read: Read) -> None:
    text = (
        "AgreementId,Agreement name,Country/entity,Date,Agreement status,Third parties,"
        '"Women, girls and gender",LGBTI,Participation\n'
        "7,Accord of the Ford,Sudan,1999-05-04,Multiparty signed/agreed,UN,1,0,2\n"
    )
    source, report = read(write(tmp_path, text))
    (a,) = source.agreements
    assert (a.id, a.name, a.date, a.countries) == (
        "7",
        "Accord of the Ford",
        "1999-05-04",
        ["Sudan"],
    )
    assert (a.status_code, a.third_parties, a.issue_codes) == ("MultiSign", "UN", ["GeWom"])
    told = {p.kind: p.message for p in report.problems}
    assert told["unknown-column"] == "unknown columns, not read: Participation"


def test_the_labels_of_the_website_mean_nothing_elsewhere(table: Write, read: Read) -> None:
    _, report = read(table({"Agreement name": "Somebody", "LGBTI": "1"}))
    assert [p.message for p in report.problems] == [
        "unknown columns, not read: Agreement name, LGBTI"
    ]
