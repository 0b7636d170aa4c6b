"""Zip archives and the sheets in them, measured before any library opens them.

The library that reads workbooks holds a sheet as a full rectangle, so one value in a far corner
takes all memory there is; and an archive of a megabyte can unpack to any size.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO
from xml.parsers import expat

from graphbuild.errors import SourceError
from graphbuild.words import one_line

MOST_BYTES = 2**30
"""The most that a workbook may hold unpacked; PA-X's hold 14 MB per 1.7 MB file."""
DENSEST = 100
"""How many times its size a workbook above 64 MB may unpack to; PA-X's reach 13 times."""
MOST_CELLS = 2**25
"""The largest rectangle of a sheet, 32 bytes a cell; v2 has half a million cells."""
SPARSE_CELLS, SPARSEST = 2**20, 50
"""Above this many places at least one in so many must hold something."""
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,  # an unknown compression
    RuntimeError,  # an encrypted member
    ValueError,
    OSError,
)
"""What Python's zipfile raises for damaged archives."""

_BLOCK = 2**20
_COLUMN_OF = re.compile(rb'<c r="([A-Z]+)[0-9]+"')
_ROW_OF = re.compile(rb'<c r="[A-Z]+([0-9]+)"')
_ODD_CELL = re.compile(rb"<\w+:c[\s/>]|<c[^ \w]")
"""A cell's tag as no program in use writes it: with a prefix, without attributes, on two lines."""
_ERROR_CELL = re.compile(rb'<c r="([A-Z]{1,3}[0-9]{1,7})"[^<>]* t="e"')
_EPOCH_1904 = re.compile(rb"""<(?:\w+:)?workbookPr\b[^<>]*\bdate1904\s*=\s*["'](?:1|true)["']""")


@dataclass(slots=True)
class Measured:
    """What was found in a workbook: bytes unpacked, whether sheets are XML, cells with an error of Excel.

    ``from_1904`` if its day numbers count from 1904, as those of old Macs do.
    """

    size: int = 0
    has_sheets: bool = False
    error_cells: list[str] = field(default_factory=list)
    from_1904: bool = False


@dataclass(slots=True)
class _Extent:
    """The rectangle that a sheet's values fill, and how many they are."""

    rows: int = 0
    columns: int = 0
    values: int = 0
    farthest: str = ""

    @property
    def is_bearable(self) -> bool:
        area = self.rows * self.columns
        return area <= MOST_CELLS and (
            area <= SPARSE_CELLS or area <= SPARSEST * max(self.values, 1)
        )


def damaged(file: str, error: BaseException) -> SourceError:
    """The refusal of a workbook that cannot be opened."""
    what = one_line(str(error))[:200]
    return SourceError(file, f"a damaged workbook ({what})", "save it again in Excel, or as CSV")


def mimetype(stream: BinaryIO) -> str:
    """What an OpenDocument file says it is, in its member ``mimetype``; ``""`` in others."""
    try:
        with zipfile.ZipFile(stream) as archive, archive.open("mimetype") as member:
            return member.read(200).decode("ascii", errors="replace").strip()
    except (KeyError, *BROKEN):
        return ""
    finally:
        stream.seek(0)


def check_size(stream: BinaryIO, file: str) -> list[str]:
    """Refuse an archive that would unpack to too much; returns the names of its members."""
    try:
        with zipfile.ZipFile(stream) as archive:
            members = archive.infolist()
    except BROKEN as error:
        raise damaged(file, error) from None
    finally:
        stream.seek(0)
    size = unpacked(members)
    packed = sum(member.compress_size for member in members) or 1
    if size > MOST_BYTES or (size > 2**26 and size > DENSEST * packed):
        problem = f"would unpack to {size / 2**20:,.0f} MB, which no table of PA-X does"
        raise SourceError(file, problem, "save the sheet you need as CSV")
    return [member.filename for member in members]


def unpacked(members: list[zipfile.ZipInfo]) -> int:
    """The bytes that members say they have."""
    return sum(member.file_size for member in members)


def measure(stream: BinaryIO, file: str) -> Measured:
    """Look through every member of a workbook of XML sheets.

    Raises ``SourceError`` where a sheet would fill too large a rectangle, or a member is damaged.
    """
    measured = Measured()
    try:
        with zipfile.ZipFile(stream) as archive:
            measured.size = unpacked(archive.infolist())
            for name in archive.namelist():
                _measure_member(archive, name, file, measured)
    except BROKEN as error:
        if isinstance(error, SourceError):
            raise
        raise damaged(file, error) from None
    finally:
        stream.seek(0)
    return measured


def _measure_member(archive: zipfile.ZipFile, name: str, file: str, measured: Measured) -> None:
    letters: set[bytes] = set()
    numbers: set[bytes] = set()
    cells, plain, is_sheet = 0, True, False
    for block in _blocks(archive, name):
        is_sheet = is_sheet or b"sheetData" in block
        columns = _COLUMN_OF.findall(block)
        letters.update(columns)
        numbers.update(_ROW_OF.findall(block))
        cells += len(columns)
        plain = plain and block.count(b"<c ") == len(columns) and not _ODD_CELL.search(block)
        if b't="e"' in block:
            measured.error_cells += (cell.decode() for cell in _ERROR_CELL.findall(block))
        if name == "xl/workbook.xml" and _EPOCH_1904.search(block):
            measured.from_1904 = True
    measured.has_sheets = measured.has_sheets or is_sheet
    extent = _Extent(
        max(map(_number, numbers), default=0), max(map(_column, letters), default=0), cells
    )
    if is_sheet and not (plain and extent.is_bearable):
        extent = _exactly(archive, name)
        if not extent.is_bearable:
            place = f" (a value stands in {extent.farthest})" if extent.farthest else ""
            problem = f"{name} would fill {extent.rows:,} rows of {extent.columns:,} cells{place}"
            remedy = "delete the rows and columns outside of the table, or save the sheet as CSV"
            raise SourceError(file, problem, remedy)


def _blocks(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """A member in pieces that end before a tag, so that no tag is cut."""
    with archive.open(name) as member:
        tail = b""
        while block := member.read(_BLOCK):
            block = tail + block
            end = block.rfind(b"<")
            if end <= 0 or len(block) - end > _BLOCK:  # no XML: nothing in it is a cell
                end = len(block)
            yield block[:end]
            tail = block[end:]
        yield tail


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper()[:9]:
        number = number * 26 + letter - 64
    return number


def _number(digits: bytes) -> int:
    return int(digits[:18])


class _Sheet:
    """Follows the elements of a sheet, as the library does: cells without a place go on to the right."""

    def __init__(self) -> None:
        self.extent = _Extent()
        self.row = self.column = 0
        self.place = ""
        self.filled = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        kind = name.rpartition(":")[2]
        if kind == "row":
            given = attributes.get("r", "")
            self.row = int(given[:18]) if given.isdecimal() else self.row + 1
            self.column = 0
        elif kind == "c":
            self.column += 1
            self.place, self.filled = attributes.get("r", ""), False
            if match := re.fullmatch(r"([A-Za-z]+)([0-9]+)", self.place):
                self.row, self.column = _number(match[2].encode()), _column(match[1].encode())
        elif kind in ("v", "is", "f"):
            self.filled = True

    def end(self, name: str) -> None:
        if name.rpartition(":")[2] != "c" or not self.filled:
            return
        extent = self.extent
        extent.values += 1
        if self.row > extent.rows or self.column > extent.columns:
            extent.farthest = self.place or extent.farthest
        extent.rows, extent.columns = max(extent.rows, self.row), max(extent.columns, self.column)


def _exactly(archive: zipfile.ZipFile, name: str) -> _Extent:
    """The rectangle of a sheet, with what regular expressions cannot tell."""
    sheet, parser = _Sheet(), expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = sheet.start, sheet.end
    parser.EntityDeclHandler = _refuse_entities
    try:
        with archive.open(name) as member:
            while block := member.read(_BLOCK):
                parser.Parse(block, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise ValueError(f"{name}: {error}") from None
    return sheet.extent


def _refuse_entities(*_: object) -> None:
    raise ValueError("it declares entities, which no workbook does")
