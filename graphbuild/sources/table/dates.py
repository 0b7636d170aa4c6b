"""Dates of one column: those that read in one way by themselves, the others in a proven order.

PA-X writes ``yyyy-mm-dd``; Excel and some derivatives write ``dd/mm/yyyy`` or ``mm/dd/yyyy``,
which 876 of v10's 2,257 dates do not tell apart. A day above 12 somewhere in the column does; nothing
is guessed. Where an order is declared, dates in another order are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from graphbuild.errors import SourceError, UsageError
from graphbuild.patterns import late
from graphbuild.report import Level
from graphbuild.sources.table.written_dates import (
    LONGEST,
    PIVOT,
    Written,
    folded,
    full,
    read_written,
    whole_year,
    without_time,
)

FORMATS: dict[str, str] = {
    "yyyy-mm-dd": r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})",
    "dd/mm/yyyy": r"(?P<d>\d{1,2})[-/.](?P<m>\d{1,2})[-/.](?P<y>\d{4})",
    "mm/dd/yyyy": r"(?P<m>\d{1,2})[-/.](?P<d>\d{1,2})[-/.](?P<y>\d{4})",
}
_PATTERNS = {name: late(pattern) for name, pattern in FORMATS.items()}
_SHORT = {name: late(pattern.replace(r"\d{4}", r"\d{2}")) for name, pattern in FORMATS.items()}
OPTION = "--date-format " + " or ".join(list(FORMATS)[1:])
EPOCH = date(1899, 12, 30)
"""Day 0 of Excel's day numbers, unless a workbook counts from 1904."""


def check_format(name: str) -> None:
    """Raise :class:`UsageError` for a name that is none of a format; empty leaves it open."""
    if name and name not in FORMATS:
        raise UsageError(f"no date format {name!r}; choose {', '.join(FORMATS)}")


def read_date(text: str, form: str) -> str | None:
    """A day in numbers as ``yyyy-mm-dd``; ``None`` if the text is no such date in this format."""
    return _in_numbers(_PATTERNS[form], _without_time(text))


@lru_cache(maxsize=65_536)
def _parted(text: str) -> tuple[str, bool]:
    """A cell without time of day, and whether it has one that is not midnight."""
    if len(text) == 10 and text.isascii():
        return text, False
    return without_time(folded(text)) if len(text) <= LONGEST else ("", False)


def _without_time(text: str) -> str:
    return _parted(text)[0]


def _in_numbers(pattern: re.Pattern[str], plain: str) -> str | None:
    match = pattern.fullmatch(plain)
    return full(whole_year(match["y"]), int(match["m"]), int(match["d"])) or None if match else None


@dataclass(frozen=True, slots=True)
class DateColumn:
    """How the dates of one column are read: the orders of days with years of four and two digits.

    ``short`` is ``""`` where no order of dates with years of two digits is proven. ``mixed`` if there
    are days in numbers whose order is not ISO's: Excel takes those that fit for dates of its own,
    day and month swapped, so its day numbers beside them are not believed.
    """

    form: str
    short: str
    mixed: bool
    epoch: date = EPOCH

    def read(self, text: str) -> Written | None:
        """A date as far as it is known; ``None`` if it is none, or reads in several ways."""
        plain = _without_time(text)
        if any(pattern.fullmatch(plain) for pattern in _PATTERNS.values()):
            iso = _in_numbers(_PATTERNS[self.form], plain)
            if iso:
                return Written(iso, "time-of-day" if _parted(text)[1] else "")
            # 1996-08-00 is a month; of a day in another order nothing is read
            part = read_written(text, self.epoch)
            return part if part and len(part.iso) < len("yyyy-mm-dd") else None
        if any(pattern.fullmatch(plain) for pattern in _SHORT.values()):
            short = _in_numbers(_SHORT[self.short], plain) if self.short else None
            return Written(short, "two-digit-year") if short else None
        written = read_written(text, self.epoch)
        return None if written and written.remark == "day-number" and self.mixed else written

    def hint(self, text: str) -> str:
        """Why a day in numbers was not read, as the end of "is no date"."""
        plain = _without_time(text)
        if any(pattern.fullmatch(plain) for pattern in _PATTERNS.values()):
            return f" as {self.form}"
        if not self.short and _fitting(text, _SHORT):
            return " that reads in one way"
        return ""


def remarks(known: Written, epoch: date = EPOCH) -> Iterator[tuple[Level, str, str]]:
    """What is to be said of a date that was read: level, kind and words of a finding."""
    if known.remark:
        level, kind, message = _REMARKS[known.remark]
        yield level, kind, message if epoch == EPOCH else message.replace(_FROM_1900, _FROM_1904)
    if len(known.iso) < len("yyyy-mm-dd"):
        part = "year" if len(known.iso) == len("yyyy") else "month"
        yield "info", "partial-date", f"Dat: only the {part} is given, and kept as it is"


_FROM_1900 = "counted from 1900 (files of old Macs count from 1904)"
_FROM_1904 = "counted from 1904, as the workbook says"
_REMARKS: dict[str, tuple[Level, str, str]] = {
    "day-number": (
        "warning",
        "day-number",
        f"Dat: day numbers of Excel, {_FROM_1900}",
    ),
    "two-digit-year": (
        "info",
        "two-digit-year",
        f"Dat: years of two digits; {PIVOT} to 99 are 19{PIVOT} to 1999, 00 to {PIVOT - 1} 2000 to 20{PIVOT - 1}",
    ),
    "time-of-day": (
        "info",
        "time-of-day",
        "Dat: times of day; the day is taken as it is written, in whatever zone",
    ),
}


def date_column(
    cells: Sequence[tuple[int, str]], declared: str, place: str, epoch: date = EPOCH
) -> DateColumn:
    """How a column's cells (row number, text) are read; raises as :func:`column_format` does."""
    form = column_format(cells, declared, place)
    longer = any(_fitting(text, _PATTERNS) for _, text in cells)
    mixed = longer and form != "yyyy-mm-dd"
    given = declared or (form if mixed else "")
    return DateColumn(form, given or _short_order(cells, longer, place), mixed, epoch)


def _short_order(cells: Sequence[tuple[int, str]], longer: bool, place: str) -> str:
    """The order that days in numbers with years of two digits prove; ``""`` if none is."""
    dated = [(row, text, _fitting(text, _SHORT)) for row, text in cells]
    dated = [item for item in dated if item[2]]
    if not dated:
        return ""
    fitting = frozenset(FORMATS).intersection(*(formats for _, _, formats in dated))
    if len(fitting) > 1 and not longer:
        raise _ambiguous(place, dated[0])
    return next(iter(fitting)) if len(fitting) == 1 else ""


def column_format(cells: Sequence[tuple[int, str]], declared: str, place: str) -> str:
    """The one format of a column's days in numbers, years in four digits (row number, text).

    Cells that no format takes for a date (``1993``, ``31/31/1993``) decide nothing. Raises
    ``SourceError`` if several formats fit, or if the cells need different ones.
    """
    check_format(declared)
    if declared:
        return declared
    dated = [(row, text, _fitting(text, _PATTERNS)) for row, text in cells]
    dated = [item for item in dated if item[2]]
    if not dated:
        return "yyyy-mm-dd"
    fitting = frozenset(FORMATS).intersection(*(formats for _, _, formats in dated))
    if not fitting:
        (row, text, _), other = dated[0], _contradicting(dated)
        raise SourceError(
            place,
            f"column Dat mixes date formats (row {row} {text!r}, row {other[0]} {other[1]!r})",
            f"mend the column, or give {OPTION} and dates in another format are left out",
        )
    if len(fitting) > 1:
        raise _ambiguous(place, dated[0])
    return next(iter(fitting))


def _ambiguous(place: str, first: tuple[int, str, frozenset[str]]) -> SourceError:
    problem = f"dates in column Dat can be read in two ways (row {first[0]} {first[1]!r})"
    return SourceError(place, problem, f"say which with {OPTION}")


def _fitting(text: str, patterns: dict[str, re.Pattern[str]]) -> frozenset[str]:
    plain = _without_time(text)
    return frozenset(form for form, pattern in patterns.items() if _in_numbers(pattern, plain))


def _contradicting(
    dated: Iterable[tuple[int, str, frozenset[str]]],
) -> tuple[int, str]:
    """The first cell that leaves no format for all cells up to it."""
    left = frozenset(FORMATS)
    for row, text, formats in dated:
        left &= formats
        if not left:
            return row, text
    raise ValueError("the cells have a format in common")
