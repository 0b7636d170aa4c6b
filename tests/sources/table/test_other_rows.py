"""Rows of a table that are no agreements: headings once more, totals, notes."""

from __future__ import annotations

from pathlib import Path

from graphbuild.records import Agreement
from graphbuild.report import Report
from graphbuild.sources import read_sources

HEAD = "AgtId,Agt,Dat,Con,Stage,Agtp,PPName,GCh"
ROWS = (
    "1,First accord,1999-01-01,Mali,SubPar,Intra,Mali peace process,1",
    "2,Second accord,1999-01-02,Mali,SubPar,Intra,Mali peace process,2",
)


def read(tmp_path: Path, *lines: str) -> tuple[list[Agreement], Report]:
    path = tmp_path / "table.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    report = Report()
    (source,) = read_sources([path], report)
    return source.agreements, report


def test_headings_between_the_rows_are_no_agreement_and_told(tmp_path: Path) -> None:
    for again in (HEAD, HEAD.upper(), " " + HEAD.replace(",", " , ")):
        found, report = read(tmp_path, HEAD, ROWS[0], again, ROWS[1])
        assert [one.id for one in found] == ["1", "2"]
        assert [one.row for one in report.problems if one.kind == "repeated-header"] == [3]
        assert not [one for one in report.problems if one.level == "error"]


def test_totals_and_notes_are_no_agreements_and_told(tmp_path: Path) -> None:
    total, note = "Total,2,,,,,,3", "Source: own count; seen in May,,,,,,,"
    found, report = read(tmp_path, HEAD, *ROWS, ",,,,,,,", total, note)
    assert [one.id for one in found] == ["1", "2"]
    left = [one for one in report.problems if one.kind == "no-agreement"]
    assert [one.row for one in left] == [5, 6]
    assert "Total 2 3" in left[0].message


def test_an_agreement_with_a_broken_number_stays(tmp_path: Path) -> None:
    found, report = read(tmp_path, HEAD, ROWS[0].replace("1,First", "x1,First"), ROWS[1])
    assert [one.name for one in found] == ["First accord", "Second accord"]
    assert any("no usable AgtId" in one.message for one in report.problems)
