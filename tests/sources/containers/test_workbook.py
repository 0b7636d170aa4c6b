"""Excel workbooks: sheets by their headers, cells by their type, damage and bombs refused."""

from __future__ import annotations

import datetime
import sys
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from graphbuild.errors import MissingExtra, SourceError
from graphbuild.records import SourceFile
from graphbuild.report import Report
from graphbuild.sources.containers import workbook

pytest.importorskip("python_calamine")
xlsxwriter = pytest.importorskip("xlsxwriter")

Read = Callable[..., tuple[SourceFile, Report]]
HEADER = ["AgtId", "Agt", "Dat", "Con", "Part", "UcdpAgr", "GRef"]
GFA = [556, "Good Friday Agreement", "1998-04-10", "Ireland", "All\r\nof them", "NA", 3]


def save(path: Path, **sheets: Sequence[Sequence[Any]]) -> Path:
    book = xlsxwriter.Workbook(str(path), {"default_date_format": "dd/mm/yyyy"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, tuple):
                    sheet.write_formula(at, column, cell[0], None, cell[1])
                else:
                    sheet.write(at, column, cell)
    book.close()
    return path


def test_numbers_are_whole_and_texts_folded(tmp_path: Path, read: Read) -> None:
    source, report = read(save(tmp_path / "t.xlsx", Data=[HEADER, GFA]))
    (agreement,) = source.agreements
    assert (source.kind, source.format) == ("PA-X table", "xlsx")
    assert (agreement.id, agreement.row, agreement.parties) == ("556", 2, "All\nof them")
    assert (agreement.provisions[0].value, agreement.conflict_ids) == (3, {})
    assert [p.kind for p in report.problems] == ["unknown-release"]


def test_the_sheet_is_found_by_its_header(tmp_path: Path, read: Read) -> None:
    sheets = {"Notes": [["read me"]], "X 1": [["PA-X"], [], HEADER, GFA], "Empty": []}
    source, report = read(save(tmp_path / "t.xlsx", **sheets))
    assert [(a.id, a.row) for a in source.agreements] == [("556", 4)]
    assert "sheets that are not read: Notes, Empty" in [p.message for p in report.problems]


def test_dates_of_excel_are_dates(tmp_path: Path, read: Read) -> None:
    row = [*GFA[:2], datetime.date(1998, 4, 10), *GFA[3:]]
    source, _ = read(save(tmp_path / "t.xlsx", Data=[HEADER, row]))
    assert source.agreements[0].date == "1998-04-10"


def test_a_column_half_turned_into_dates_is_refused(tmp_path: Path, read: Read) -> None:
    rows = [[*GFA[:2], date, *GFA[3:]] for date in (datetime.date(1998, 10, 4), "13/09/1993")]
    with pytest.raises(SourceError, match="mixes date formats"):
        read(save(tmp_path / "t.xlsx", Data=[HEADER, *rows]))


def test_long_numbers_stay_whole(tmp_path: Path, read: Read) -> None:
    source, _ = read(save(tmp_path / "t.xlsx", Data=[HEADER, [*GFA[:5], 3451999060301, 0]]))
    assert source.agreements[0].conflict_ids == {"ucdp_agreement": "3451999060301"}


def test_error_cells_are_reported_with_their_place(tmp_path: Path, read: Read) -> None:
    row = [*GFA[:4], ("=Luanda+Agreement", "#NAME?"), "", 0]
    source, report = read(save(tmp_path / "t.xlsx", Data=[HEADER, row]))
    assert source.agreements[0].parties == ""
    (problem,) = (p for p in report.problems if p.kind == "excel-damage")
    assert problem.message.endswith("in place of a value: E2")


def test_header_less_columns_at_the_end_are_passed_over(tmp_path: Path, read: Read) -> None:
    source, report = read(
        save(tmp_path / "t.xlsx", D=[[*HEADER, "", ""], [*GFA, "", ""], [""] * 9])
    )
    assert len(source.agreements) == 1
    assert [p.kind for p in report.problems] == ["unknown-release"]


def test_a_workbook_of_something_else(tmp_path: Path, read: Read) -> None:
    with pytest.raises(SourceError, match="not a PA-X source: no sheet has the header"):
        read(save(tmp_path / "t.xlsx", Budget=[["year", "sum"], [1998, 4]]))


def test_a_zip_that_is_no_workbook(tmp_path: Path, read: Read) -> None:
    with zipfile.ZipFile(tmp_path / "t.xlsx", "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    with pytest.raises(SourceError, match="a zip file that is no Excel workbook"):
        read(tmp_path / "t.xlsx")


@pytest.mark.parametrize("keep", [100, -30])
def test_a_cut_workbook(tmp_path: Path, read: Read, keep: int) -> None:
    path = save(tmp_path / "t.xlsx", Data=[HEADER, GFA])
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(SourceError, match=r"t\.xlsx: a damaged workbook"):
        read(path)


def test_damage_anywhere_in_a_workbook_is_a_clear_refusal_or_a_reading(
    tmp_path: Path, read: Read
) -> None:
    path = save(tmp_path / "t.xlsx", Data=[HEADER, GFA])
    whole = path.read_bytes()
    for at in range(0, len(whole), 23):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        try:
            read(path)
        except SourceError as error:
            assert "t.xlsx" in error.place


def test_a_zip_bomb_is_refused_unopened(tmp_path: Path, read: Read) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", bytes(2**26 + 1))
    with pytest.raises(SourceError, match="would unpack to 64 MB"):
        read(path)


def test_an_authority_kept_in_excel(tmp_path: Path, read: Read) -> None:
    rows = [["actor_id", "actor_name", "alternative_names"], [21, "Russia", "USSR | Soviet Union"]]
    source, _ = read(save(tmp_path / "mine.xlsx", Actors=rows))
    assert (source.kind, source.release) == ("actor authority", "")
    assert [(a.key, a.alternative_names) for a in source.actors] == [
        ("21", ["USSR", "Soviet Union"])
    ]


def test_sheets_of_two_datasets_are_one_too_many(tmp_path: Path, read: Read) -> None:
    actors = [["actor_id", "id_paax", "actor_name"], [21, "CON_21", "Azerbaijan"]]
    with pytest.raises(SourceError, match="sheets of PA-X and of PAA-X"):
        read(save(tmp_path / "t.xlsx", A=[HEADER, GFA], B=actors))


def test_without_the_library_the_extra_is_named(
    tmp_path: Path, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = save(tmp_path / "t.xlsx", Data=[HEADER, GFA])
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(MissingExtra, match=r'pip install "graphbuild\[xlsx\]"'):
        read(path)


def test_the_bounds_leave_room_for_a_hundred_tables() -> None:
    assert workbook.MOST_BYTES > 50 * 14_000_000
