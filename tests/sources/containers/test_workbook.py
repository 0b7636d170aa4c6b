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
from graphbuild.sources import read_sources
from graphbuild.sources.containers import apart, archive, workbook
from graphbuild.sources.findings import Findings

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
    assert [p.kind for p in report.problems if p.kind != "missing-column"] == ["unknown-release"]


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
    assert [p.kind for p in report.problems if p.kind != "missing-column"] == ["unknown-release"]


def test_a_workbook_of_something_else(tmp_path: Path, read: Read) -> None:
    with pytest.raises(SourceError, match="not a PA-X source: no sheet has the header"):
        read(save(tmp_path / "t.xlsx", Budget=[["year", "sum"], [1998, 4]]))


def test_a_zip_that_is_no_workbook(tmp_path: Path, read: Read) -> None:
    with zipfile.ZipFile(tmp_path / "t.xlsx", "w") as packed:
        packed.writestr("word/document.xml", "<x/>")
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
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", "<workbook/>")
        packed.writestr("xl/worksheets/sheet1.xml", bytes(2**26 + 1))
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
    assert archive.MOST_BYTES > 50 * 14_000_000
    assert archive.MOST_CELLS > 50 * 286 * 1790


def cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


TABLE = (
    f'<row r="1">{cell("A1", "AgtId")}{cell("B1", "Agt")}{cell("C1", "Dat")}</row>'
    f'<row r="2">{cell("A2", "7")}{cell("B2", "Accord")}{cell("C2", "1999-05-04")}</row>'
)
FAR = cell("XFD1048576", "x")
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def raw(path: Path, more: str, member: str = "worksheets/sheet1.xml", head: str = "") -> Path:
    """A workbook whose one sheet is the small table and what the test adds, as XML."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", f'<Types xmlns="{package}/content-types"/>')
        packed.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="r" Type="{office}/'
            'officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        packed.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{office}"><workbookPr date1904="1"/><sheets>'
            '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        packed.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}/'
            f'worksheet" Target="{member}"/></Relationships>',
        )
        packed.writestr(
            f"xl/{member}",
            f'<?xml version="1.0"?>{head}<worksheet xmlns="{MAIN}" xmlns:x="{MAIN}"><sheetData>'
            f"{TABLE}{more}</sheetData></worksheet>",
        )
    return path


WIDE = "<row>" + "<c><v>1</v></c>" * 9_000 + "</row>"
HOSTILE = {
    "far": f'<row r="1048576">{FAR}</row>',
    "far and blank": f'<row r="1048576">{cell("XFD1048576", "")}</row>',
    "in the first row": f'<row r="1">{FAR}</row>',
    "not so far": f'<row r="200000">{cell("AAA200000", "x")}</row>',
    "prefix": f'<row r="9">{FAR.replace("<c ", "<x:c ").replace("</c>", "</x:c>")}</row>',
    "two lines": f'<row r="9">{FAR.replace("<c ", "<c" + chr(10))}</row>',
    "bracket in an attribute": f'<row r="9">{FAR.replace("<c ", "<c s=" + chr(34) + ">" + chr(34) + " ")}</row>',
    "single quotes": f'<row r="9">{FAR.replace(chr(34), chr(39))}</row>',
    "small letters": f'<row r="9">{FAR.replace("XFD", "xfd")}</row>',
    "without places": WIDE + "<row><c><v>1</v></c></row>" * 9_000,
    "a far row without places": WIDE + '<row r="1048576"><c><v>1</v></c></row>',
}


@pytest.mark.parametrize("more", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("member", ["worksheets/sheet1.xml", "data/first.bin"])
def test_a_sheet_of_too_large_a_rectangle_is_refused_unopened(
    tmp_path: Path, more: str, member: str
) -> None:
    path, good = raw(tmp_path / "far.xlsx", more, member), tmp_path / "good.csv"
    good.write_text("AgtId,Agt,Dat\n7,Accord,1999-05-04\n", encoding="utf-8")
    report = Report()
    (source,) = read_sources([path, good], report)
    assert source.name == "good.csv"
    (problem,) = (p for p in report.problems if p.kind == "unreadable-source")
    assert "would fill" in problem.message
    assert "save the sheet as CSV" in problem.message


def test_cells_that_hold_nothing_do_not_count(tmp_path: Path, read: Read) -> None:
    styled = '<row r="1048576"><c r="A1048576" s="1"/><c r="XFD1048576" s="1"/></row>'
    assert [a.id for a in read(raw(tmp_path / "t.xlsx", styled))[0].agreements] == ["7"]


@pytest.mark.parametrize(
    ("more", "head"),
    [("", '<!DOCTYPE x [<!ENTITY a "b">]>'), ("<row r='9'><c t=\n></row>", "")],
)
def test_xml_that_no_program_writes_is_refused(
    tmp_path: Path, read: Read, more: str, head: str
) -> None:
    odd = FAR.replace("<c ", "<c\n")
    with pytest.raises(SourceError, match=r"t\.xlsx: a damaged workbook"):
        read(raw(tmp_path / "t.xlsx", more + odd, head=head))


def test_large_workbooks_are_read_apart_and_alike(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [HEADER, *([*GFA[:3], "Côte d'Ivoire", f"{n}\nB", n, 0] for n in range(700))]
    path = save(tmp_path / "t.xlsx", Data=rows, Notes=[["x"]])

    def everything() -> list[object]:
        with path.open("rb") as stream:
            return [
                (name, list(found))
                for name, found in workbook.read_workbook(
                    stream, "t", archive.measure(stream, "t"), Findings("t")
                )
            ]

    here = everything()
    monkeypatch.setattr(workbook, "LARGEST_HERE", 0)
    assert everything() == here


def test_a_reader_that_dies_takes_nothing_with_it(tmp_path: Path) -> None:
    path = raw(tmp_path / "far.xlsx", HOSTILE["far"])
    with path.open("rb") as stream:
        (sheet,) = apart.sheets_apart(stream, "far.xlsx")
        with pytest.raises(SourceError, match=r"^far\.xlsx: .*; save "):
            list(sheet[1])


def test_days_of_a_workbook_that_counts_from_1904(tmp_path: Path, read: Read) -> None:
    more = f'<row r="3">{cell("A3", "8")}{cell("B3", "Pact")}<c r="C3"><v>33832</v></c></row>'
    source, report = read(raw(tmp_path / "t.xlsx", more))
    assert source.agreements[1].date == "1996-08-17"
    (problem,) = (p for p in report.problems if p.kind == "day-number")
    assert "counted from 1904" in problem.message


class PanicException(BaseException):
    """As the library's own, which is no Exception."""


@pytest.mark.parametrize(
    ("raised", "expected", "words"),
    [
        (PanicException("index out of bounds"), SourceError, "a damaged workbook"),
        (KeyboardInterrupt("stop"), KeyboardInterrupt, "stop"),
    ],
)
def test_a_panic_of_the_library_is_a_refusal_and_an_interruption_is_none(
    tmp_path: Path,
    read: Read,
    monkeypatch: pytest.MonkeyPatch,
    raised: BaseException,
    expected: type[BaseException],
    words: str,
) -> None:
    class Broken:
        @staticmethod
        def from_filelike(_: object) -> object:
            raise raised

    path = save(tmp_path / "t.xlsx", Data=[HEADER, GFA])
    monkeypatch.setattr("python_calamine.CalamineWorkbook", Broken)
    with pytest.raises(expected, match=words):
        read(path)
