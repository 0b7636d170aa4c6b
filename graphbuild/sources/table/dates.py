"""Dates of one column, read in one format that is declared or proven; none is guessed.

PA-X writes ``yyyy-mm-dd``; Excel and some derivatives write ``dd/mm/yyyy`` or ``mm/dd/yyyy``,
which 876 of v10's 2,257 dates do not tell apart. A day above 12 somewhere in the column does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from graphbuild.errors import SourceError, UsageError

FORMATS: dict[str, str] = {
    "yyyy-mm-dd": r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})",
    "dd/mm/yyyy": r"(?P<d>\d{1,2})[-/.](?P<m>\d{1,2})[-/.](?P<y>\d{4})",
    "mm/dd/yyyy": r"(?P<m>\d{1,2})[-/.](?P<d>\d{1,2})[-/.](?P<y>\d{4})",
}
_TIME = r"(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?"
_PATTERNS = {name: re.compile(pattern + _TIME) for name, pattern in FORMATS.items()}
OPTION = "--date-format " + " or ".join(list(FORMATS)[1:])


def check_format(name: str) -> None:
    """Raise :class:`UsageError` for a name that is none of a format; empty leaves it open."""
    if name and name not in FORMATS:
        raise UsageError(f"no date format {name!r}; choose {', '.join(FORMATS)}")


def read_date(text: str, form: str) -> str | None:
    """A date as ``yyyy-mm-dd``; ``None`` if the text is no date in this format."""
    match = _PATTERNS[form].fullmatch(text)
    if match is None:
        return None
    try:
        return date(int(match["y"]), int(match["m"]), int(match["d"])).isoformat()
    except ValueError:
        return None


def column_format(cells: Sequence[tuple[int, str]], declared: str, place: str) -> str:
    """The one format of a column's cells (row number, text).

    Cells that no format takes for a date (``1993``, ``31/31/1993``) decide nothing. Raises
    ``SourceError`` if several formats fit, or if the cells need different ones.
    """
    check_format(declared)
    if declared:
        return declared
    dated = [(row, text, _fitting(text)) for row, text in cells]
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
        row, text, _ = dated[0]
        problem = f"dates in column Dat can be read in two ways (row {row} {text!r})"
        raise SourceError(place, problem, f"say which with {OPTION}")
    return next(iter(fitting))


def _fitting(text: str) -> frozenset[str]:
    return frozenset(form for form in FORMATS if read_date(text, form))


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
