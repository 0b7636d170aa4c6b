"""Excel workbooks: their sheets, row by row."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, BinaryIO

from graphbuild.errors import MissingExtra, SourceError
from graphbuild.sources.findings import Findings

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

MOST_BYTES = 2**30
"""The most that a workbook may hold unpacked; PA-X's hold 14 MB per 1.7 MB file."""
DENSEST = 100
"""How many times its size a workbook above 64 MB may unpack to; PA-X's reach 13 times."""
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,  # an unknown compression
    RuntimeError,  # an encrypted member
    ValueError,
)
"""What Python's zipfile raises for damaged archives."""

_ERROR_CELL = re.compile(rb'<c r="([A-Z]{1,3}[0-9]{1,7})"[^>]* t="e"')


def check_size(stream: BinaryIO, file: str) -> list[str]:
    """Refuse a file that would unpack to too much; returns the names of its members."""
    try:
        with zipfile.ZipFile(stream) as archive:
            members = archive.infolist()
    except _BROKEN as error:
        raise _damaged(file, error) from None
    finally:
        stream.seek(0)
    size = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members) or 1
    if size > MOST_BYTES or (size > 2**26 and size > DENSEST * packed):
        problem = f"would unpack to {size / 2**20:,.0f} MB, which no table of PA-X does"
        raise SourceError(file, problem, "save the sheet you need as CSV")
    return [member.filename for member in members]


def read_workbook(
    stream: BinaryIO, file: str, findings: Findings
) -> Iterator[tuple[str, Iterator[tuple[int, list[str]]]]]:
    """The sheets by name, with their rows numbered as Excel does; error cells are reported."""
    workbook = _open(stream, file)
    _report_error_cells(stream, file, findings)
    for name in workbook.sheet_names:
        yield name, _rows(workbook, name, file)


def _open(stream: BinaryIO, file: str) -> CalamineWorkbook:
    try:
        import python_calamine
    except ImportError:
        raise MissingExtra(f"{file}: reading Excel workbooks", "xlsx") from None
    try:
        return python_calamine.CalamineWorkbook.from_filelike(stream)
    except python_calamine.CalamineError as error:
        raise _damaged(file, error) from None
    finally:
        stream.seek(0)


def _damaged(file: str, error: Exception) -> SourceError:
    return SourceError(file, f"a damaged workbook ({error})", "save it again in Excel, or as CSV")


def _rows(workbook: CalamineWorkbook, name: str, file: str) -> Iterator[tuple[int, list[str]]]:
    import python_calamine

    try:
        sheet: CalamineSheet = workbook.get_sheet_by_name(name)
        texts: dict[Any, str] = {}
        for number, row in enumerate(sheet.iter_rows(), 1):
            yield number, [cell if type(cell) is str else _text(cell, texts) for cell in row]
    except python_calamine.CalamineError as error:
        raise _damaged(f"{file}, sheet {name}", error) from None


def _text(cell: Any, texts: dict[Any, str]) -> str:
    """A cell as a CSV file would hold it; numbers recur, so their texts are kept."""
    if type(cell) is float:
        text = texts.get(cell)
        if text is None:
            text = texts[cell] = (
                str(int(cell)) if cell.is_integer() and abs(cell) < 2**53 else repr(cell)
            )
        return text
    return _rare(cell)


def _rare(cell: Any) -> str:
    if isinstance(cell, bool):
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return "" if cell is None else str(cell)


def _report_error_cells(stream: BinaryIO, file: str, findings: Findings) -> None:
    """Report cells that hold an error of Excel: the library reads them as empty."""
    with zipfile.ZipFile(stream) as archive:
        for member in archive.namelist():
            if not re.fullmatch(r"xl/worksheets/[^/]+\.xml", member):
                continue
            try:
                cells = list(_error_cells(archive, member))
            except _BROKEN as error:
                raise _damaged(file, error) from None
            if cells:
                shown = ", ".join(cells[:10]) + (", ..." if len(cells) > 10 else "")
                message = f"{len(cells)} cells hold an error of Excel in place of a value: {shown}"
                findings.add("warning", "excel-damage", message)
    stream.seek(0)


def _error_cells(archive: zipfile.ZipFile, member: str) -> Iterator[str]:
    with archive.open(member) as sheet:
        tail = b""
        while block := sheet.read(2**20):
            block = tail + block
            end = block.rfind(b"<")  # a tag that is cut here is looked at in the next round
            yield from (cell.decode() for cell in _ERROR_CELL.findall(block, 0, max(end, 0)))
            tail = block[max(end, 0) :][:512]
