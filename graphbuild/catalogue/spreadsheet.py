"""An answer as a workbook: the rows with types, filter and links, and a sheet about the question."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import chain, islice
from typing import IO, Any, Final

from graphbuild.catalogue.left_out import counted
from graphbuild.catalogue.results import Asked
from graphbuild.citing.works import datasets, works
from graphbuild.errors import MissingExtra, OutputError, UsageError
from graphbuild.ontology.references import in_words
from graphbuild.ontology.terms import DCTERMS, FOAF, PA
from graphbuild.tabular import shown
from graphbuild.version import __version__

SHEET_ROWS, SHEET_TEXT = 1_048_575, 32_767
"""The most rows below the header, and characters in a cell, that Excel opens."""
SHEET_LINKS = 65_530
"""The most links of a sheet that Excel opens."""
CUT = " [... cut]"
"""Ends a text that is longer than a cell."""
MEASURED = 2_000
"""Rows by which columns are measured: how wide, and whether ids are numbers."""
_AGREEMENTS: Final = ("agreement_id", "from_id", "to_id", "later_id")
_ADDRESSES: Final = ("page", "pdf")
_NUMBER: Final = re.compile(r"0|[1-9][0-9]{0,14}")
_LINK: Final = re.compile(r"https?://[^\s<>\"]{1,2000}")
_LONGEST_LINK: Final = 2_079
_WIDEST: Final = 60


def write_workbook(answer: Asked, out: IO[bytes]) -> int:
    """Write the rows and, on a second sheet, what was asked, left out, and whom to cite; how many rows.

    :raises MissingExtra: where xlsxwriter is not installed.
    :raises OutputError: for more rows than a sheet takes.
    """
    try:
        import xlsxwriter
    except ImportError as error:
        raise MissingExtra("writing xlsx", "xlsx") from error
    options = {
        "constant_memory": True,
        "strings_to_urls": False,
        "strings_to_formulas": False,
        "default_date_format": "yyyy-mm-dd",
    }
    with xlsxwriter.Workbook(out, options) as book:
        # A fixed date, so that equal answers give equal files.
        book.set_properties({"created": datetime(2000, 1, 1), "title": answer.prepared.query.title})  # noqa: DTZ001
        result = _Result(answer, book)
        result.write()
        answer.remarks = result.remarks()
        _About(answer, book).write()
    return result.count


class _Result:
    """The sheet with the rows."""

    def __init__(self, answer: Asked, book: Any) -> None:
        self.columns, rows = answer.stream()
        self.rows = iter(rows)
        self.sheet = book.add_worksheet("result")
        self.bold = book.add_format({"bold": True})
        self.percent = book.add_format({"num_format": "0.0%"})
        self.link = book.get_default_url_format()
        self.pages = _pages(answer, self.columns)
        self.count = self.shortened = self.links = self.unlinked = 0

    def write(self) -> None:
        """Fill the sheet."""
        first = list(islice(self.rows, MEASURED))
        columns, sheet = self.columns, self.sheet
        self.numbers = {at for at, name in enumerate(columns) if _are_numbers(name, at, first)}
        sheet.freeze_panes(1, 0)
        for at, name in enumerate(columns):
            sheet.set_column(at, at, _width(name, [row[at] for row in first]))
            sheet.write_string(0, at, name, self.bold)
        for row in chain(first, self.rows):
            self.count += 1
            if self.count > SHEET_ROWS:
                raise OutputError(
                    f"more than {SHEET_ROWS:,} rows do not fit a spreadsheet; write csv instead"
                )
            for at, value in enumerate(row):
                self._put(at, value)
        if columns:
            last = len(columns) - 1
            sheet.autofilter(0, 0, self.count, last)
            # Ids that are texts on purpose need no green corners.
            sheet.ignore_errors({"number_stored_as_text": _area(self.count, last)})

    def remarks(self) -> list[str]:
        """What the sheet could not take."""
        found = []
        if self.shortened:
            one = self.shortened == 1
            texts = "1 text was" if one else f"{self.shortened:,} texts were"
            found.append(
                f"{texts} cut at {SHEET_TEXT:,} characters, all that a cell takes; csv has the whole"
                f" (cut texts end in {CUT!r})."
            )
        if self.unlinked:
            found.append(f"A sheet takes {SHEET_LINKS:,} links; {self.unlinked:,} cells have none.")
        return found

    def _put(self, column: int, value: Any) -> None:
        """One typed cell; a text is a text whatever it begins with."""
        sheet, row, name = self.sheet, self.count, self.columns[column]
        if value is None:
            return
        if isinstance(value, bool):
            sheet.write_boolean(row, column, value)
        elif isinstance(value, (int, float)):
            share = isinstance(value, float) and (name == "share" or name.startswith("share_"))
            sheet.write_number(row, column, value, self.percent if share else None)
        elif isinstance(value, str):
            self._put_text(row, column, value)
        elif value.year < 1900:
            sheet.write_string(row, column, value.isoformat())
        else:
            sheet.write_datetime(row, column, value)

    def _put_text(self, row: int, column: int, text: str) -> None:
        name = self.columns[column]
        target = self.pages.get(text, "") if name in _AGREEMENTS else text * (name in _ADDRESSES)
        if _units(text) > SHEET_TEXT:
            self.shortened += 1
            text = _shortened(text)
        number = int(text) if column in self.numbers and _NUMBER.fullmatch(text) else None
        if _LINK.fullmatch(target) and len(target) <= _LONGEST_LINK:
            if self.links < SHEET_LINKS:
                self.links += 1
                self.sheet.write_url(row, column, target, self.link, text)
            else:
                self.unlinked += 1
                self.sheet.write_string(row, column, text)
            if number is not None:  # the link stays, the cell becomes a number
                style = self.link if self.links <= SHEET_LINKS else None
                self.sheet.write_number(row, column, number, style)
        elif number is not None:
            self.sheet.write_number(row, column, number)
        else:
            self.sheet.write_string(row, column, text)


def _pages(answer: Asked, columns: Sequence[str]) -> dict[str, str]:
    """The page of each agreement, by id, where the answer has agreements."""
    if not any(name in columns for name in _AGREEMENTS):
        return {}
    found = answer.store.select(
        f"SELECT ?id (MIN(STR(?page)) AS ?first) WHERE {{ ?agreement a {PA.Agreement} ;"
        f" {DCTERMS.identifier} ?id ; {FOAF.page} ?page }} GROUP BY ?id"
    )
    return {row[0].value: row[1].value for row in found}


def _are_numbers(name: str, at: int, rows: Sequence[Sequence[Any]]) -> bool:
    """Whether a column of ids holds nothing but whole numbers: PA-X's, not names or codes."""
    values = [row[at] for row in rows if row[at] is not None]
    return (
        name.endswith("_id")
        and bool(values)
        and all(isinstance(value, str) and _NUMBER.fullmatch(value) for value in values)
    )


def _width(name: str, values: Sequence[Any]) -> int:
    longest = max((len(shown(value)) for value in values), default=0)
    return min(max(longest, len(name) + 3) + 1, _WIDEST)  # the filter's arrow takes three


def _area(row: int, column: int) -> str:
    from xlsxwriter.utility import xl_range

    found: str = xl_range(0, 0, row, column)
    return found


def _units(text: str) -> int:
    """How long a text is for Excel, which counts in UTF-16."""
    return len(text) + sum(char > "\uffff" for char in text) if len(text) * 2 > SHEET_TEXT else 0


def _shortened(text: str) -> str:
    """As much of a text as a cell takes, with a mark at its end."""
    units = text.encode("utf-16-le")[: 2 * (SHEET_TEXT - len(CUT))]
    return units.decode("utf-16-le", "ignore") + CUT


class _About:
    """The sheet that says what was asked, how it was understood, what is missing, whom to cite."""

    def __init__(self, answer: Asked, book: Any) -> None:
        self.answer, self.row = answer, 0
        self.sheet = book.add_worksheet("about")
        self.bold = book.add_format({"bold": True, "valign": "top"})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})

    def write(self) -> None:
        """Fill the sheet."""
        answer, query = self.answer, self.answer.prepared.query
        self.sheet.set_column(0, 0, 26)
        self.sheet.set_column(1, 1, 100)
        self._line("Question", query.question or query.title)
        self._line("Query", query.name)
        for name, value in _parameters(answer):
            self._line(f"Parameter {name}", value)
        for line in counted(answer.left_out):
            self._line("Left out", line)
        if answer.not_shown:
            self._line("Not shown", answer.not_shown)
        for line in answer.remarks:
            self._line("Remark", shown(line))
        for line in datasets(answer.store):
            self._line("Data", line)
        for line in _citations(answer):
            self._line("Cite", line)
        self._line("Made with", f"graphbuild {__version__}")
        if len(answer.sparql) <= SHEET_TEXT:
            self._line("SPARQL", answer.sparql)

    def _line(self, name: str, text: str) -> None:
        self.sheet.write_string(self.row, 0, name, self.bold)
        self.sheet.write_string(self.row, 1, text[:SHEET_TEXT], self.wrapped)
        self.row += 1


def _parameters(answer: Asked) -> Iterator[tuple[str, str]]:
    """Every parameter as it was understood; those that restrict nothing too, so that all is said."""
    for name, value in answer.understood.items():
        if value:
            yield name, shown(value)


def _citations(answer: Asked) -> list[str]:
    try:
        return [in_words(work) for work in works(answer.store)]
    except UsageError:  # a graph of one's own that names no source
        return []
