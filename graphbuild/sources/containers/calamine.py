"""What the library gives of a workbook: its sheets, each cell as a CSV file would hold it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, BinaryIO

from graphbuild.errors import MissingExtra
from graphbuild.sources.containers.archive import damaged

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

Rows = Iterator[tuple[int, list[str]]]


def open_workbook(stream: BinaryIO, file: str) -> CalamineWorkbook:
    """Open a workbook with the library."""
    try:
        import python_calamine
    except ImportError:
        raise MissingExtra(f"{file}: reading Excel workbooks", "xlsx") from None
    try:
        with _steady(file):
            return python_calamine.CalamineWorkbook.from_filelike(stream)
    finally:
        stream.seek(0)


def sheet_rows(workbook: CalamineWorkbook, name: str, file: str) -> Rows:
    """The rows of one sheet, each cell as a CSV file would hold it."""
    with _steady(f"{file}, sheet {name}"):
        sheet: CalamineSheet = workbook.get_sheet_by_name(name)
        texts: dict[Any, str] = {}
        for number, row in enumerate(sheet.iter_rows(), 1):
            yield number, [cell if type(cell) is str else _text(cell, texts) for cell in row]


@contextmanager
def _steady(place: str) -> Iterator[None]:
    """Turn what the library raises into a refusal, its panics (which are no ``Exception``) too."""
    import python_calamine

    try:
        yield
    except python_calamine.CalamineError as error:
        raise damaged(place, error) from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise damaged(place, error) from None


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
