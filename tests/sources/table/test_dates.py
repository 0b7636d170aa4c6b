"""A column of dates is read in one declared or proven format, or refused."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphbuild.errors import SourceError, UsageError
from graphbuild.records import SourceFile
from graphbuild.report import Report
from graphbuild.sources.table.dates import FORMATS, column_format, read_date

Write = Callable[..., Path]
Read = Callable[..., tuple[SourceFile, Report]]


def dated(table: Write, read: Read, *dates: str, **options: str) -> list[str]:
    source, _ = read(
        table(*({"Dat": date, "AgtId": str(i)} for i, date in enumerate(dates, 1))), **options
    )
    return [agreement.date for agreement in source.agreements]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (("1998-04-10", "1993-09-13"), ["1998-04-10", "1993-09-13"]),
        (("1998-04-10 00:00:00",), ["1998-04-10"]),
        (("1998-04-10T00:00:00Z",), ["1998-04-10"]),
        (("10/04/1998", "13/09/1993"), ["1998-04-10", "1993-09-13"]),
        (("04/10/1998", "09/13/1993"), ["1998-04-10", "1993-09-13"]),
        (("10.04.1998", "13.9.1993"), ["1998-04-10", "1993-09-13"]),
        (("", "13/09/1993"), ["", "1993-09-13"]),
    ],
)
def test_proven_formats(
    table: Write, read: Read, written: tuple[str, ...], expected: list[str]
) -> None:
    assert dated(table, read, *written) == expected


def test_an_ambiguous_column_is_refused_with_the_option_that_settles_it(
    table: Write, read: Read
) -> None:
    with pytest.raises(
        SourceError, match=r"table.csv: .* two ways \(row 2 '10/04/1998'\).*--date-format"
    ):
        dated(table, read, "10/04/1998", "07/12/2003")
    assert dated(table, read, "10/04/1998", date_format="dd/mm/yyyy") == ["1998-04-10"]
    assert dated(table, read, "10/04/1998", date_format="mm/dd/yyyy") == ["1998-10-04"]


@pytest.mark.parametrize(
    "written",
    [("1998-04-10", "13/09/1993"), ("13/09/1993", "09/13/1993"), ("01/02/1993", "1998-04-10")],
)
def test_a_column_of_two_formats_is_refused(
    table: Write, read: Read, written: tuple[str, str]
) -> None:
    with pytest.raises(SourceError, match=r"mixes date formats .row 2 .* row 3 "):
        dated(table, read, *written)


def test_with_a_declared_format_other_dates_are_left_out_and_reported(
    table: Write, read: Read
) -> None:
    path = table({"Dat": "13/09/1993"}, {"Dat": "1998-04-10", "AgtId": "2"})
    source, report = read(path, date_format="dd/mm/yyyy")
    assert [a.date for a in source.agreements] == ["1993-09-13", ""]
    assert [(p.level, p.kind, p.row) for p in report.problems] == [("error", "not-a-date", 3)]


@pytest.mark.parametrize(
    "odd", ["1998-02-30", "1998", "April 1998", "10/04/98", "1998-04-10 14:30"]
)
def test_a_cell_that_is_no_date_neither_decides_nor_stops(
    table: Write, read: Read, odd: str
) -> None:
    source, report = read(table({"Dat": odd}, {"Dat": "1993-09-13", "AgtId": "2"}))
    assert [a.date for a in source.agreements] == ["", "1993-09-13"]
    assert source.agreements[0].warnings == [f"Dat: {odd}"]
    assert [p.kind for p in report.problems] == ["not-a-date"]


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(UsageError, match="yyyy-mm-dd"):
        column_format([(2, "1998-04-10")], "iso", "t.csv")


@given(
    st.lists(st.dates(min_value=datetime.date(1900, 1, 1)), min_size=1),
    st.sampled_from(list(FORMATS)),
)
def test_no_column_is_ever_misread(dates: list[datetime.date], form: str) -> None:
    pattern = {"yyyy-mm-dd": "%Y-%m-%d", "dd/mm/yyyy": "%d/%m/%Y", "mm/dd/yyyy": "%m/%d/%Y"}[form]
    cells = [(i, date.strftime(pattern)) for i, date in enumerate(dates)]
    try:
        chosen = column_format(cells, "", "t.csv")
    except SourceError:
        assert all(date.day <= 12 for date in dates)
        return
    assert [read_date(text, chosen) for _, text in cells] == [date.isoformat() for date in dates]
