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
    "odd",
    ["1998-02-30", "31 February 1998", "10/04/98", "1998-13", "1998?", "about 1998", "10 April", "Aug 05",
     "1998-1999", "17-18 August 1998", "0000", "98", "7305", "12:00", "199804", "x" * 5000],
)  # fmt: skip
def test_a_cell_that_is_no_date_neither_decides_nor_stops(
    table: Write, read: Read, odd: str
) -> None:
    source, report = read(table({"Dat": odd}, {"Dat": "1993-09-13", "AgtId": "2"}))
    assert [a.date for a in source.agreements] == ["", "1993-09-13"]
    assert source.agreements[0].warnings == [f"Dat: {odd}"]
    assert [p.kind for p in report.problems] == ["not-a-date"]


@pytest.mark.parametrize(
    "written",
    ["1996-08-17 00:00:00+00:00", "1996-08-17T00:00:00.000Z", "1996-08-17Z", "17 August 1996", "17th of August, 1996",
     "Aug. 17, 1996", "Saturday, 17 August 1996", "17 de agosto de 1996", "17 ao\u00fbt 1996", "17.VIII.1996",
     "19960817", "1996/8/17", "17AUG1996:00:00:00", "Sat Aug 17 1996 00:00:00 GMT+0200 (CEST)", "8/17/1996 12:00:00 AM",
     "17.8.1996 0:00", "17/08/1996"],
)  # fmt: skip
def test_days_in_every_unambiguous_form(table: Write, read: Read, written: str) -> None:
    source, report = read(table({"Dat": written}))
    assert (source.agreements[0].date, report.problems) == ("1996-08-17", [])


@pytest.mark.parametrize(
    ("written", "date", "kind"),
    [
        ("1996", "1996", "partial-date"),
        ("1996.0", "1996", "partial-date"),
        ("1996-00-00", "1996", "partial-date"),
        ("1996-08", "1996-08", "partial-date"),
        ("08/1996", "1996-08", "partial-date"),
        ("August 1996", "1996-08", "partial-date"),
        ("1996-08-XX", "1996-08", "partial-date"),
        ("17-Aug-96", "1996-08-17", "two-digit-year"),
        ("05-Jan-05", "2005-01-05", "two-digit-year"),
        ("17/08/96", "1996-08-17", "two-digit-year"),
        ("96-08-17", "1996-08-17", "two-digit-year"),
        ("35294", "1996-08-17", "day-number"),
        ("35294.75", "1996-08-17", "day-number"),
        ("1996-08-17 14:30", "1996-08-17", "time-of-day"),
        ("1996-08-17T23:30:00+02:00", "1996-08-17", "time-of-day"),
    ],
)
def test_what_was_assumed_of_a_date_is_told(
    table: Write, read: Read, written: str, date: str, kind: str
) -> None:
    source, report = read(table({"Dat": written}))
    assert source.agreements[0].date == date
    assert [p.kind for p in report.problems] == [kind]


def test_years_of_two_digits_follow_the_order_that_the_column_proves(
    table: Write, read: Read
) -> None:
    assert dated(table, read, "04/10/1998", "09/13/1993", "04/10/98")[2] == "1998-04-10"
    assert dated(table, read, "04/10/98", "09/13/93") == ["1998-04-10", "1993-09-13"]
    assert dated(table, read, "04/10/98", date_format="mm/dd/yyyy") == ["1998-04-10"]
    with pytest.raises(SourceError, match="two ways"):
        dated(table, read, "04/10/98", "05/11/93")


def test_day_numbers_beside_days_of_another_order_are_not_believed(
    table: Write, read: Read
) -> None:
    assert dated(table, read, "13/09/1993", "35294") == ["1993-09-13", ""]
    assert dated(table, read, "1993-09-13", "35294") == ["1993-09-13", "1996-08-17"]


@pytest.mark.parametrize(
    "header",
    ["Date", "date", "Signed Date", "Date signed", "signed_date", "AgreementDate", "Date of signature",
     "Date signed or agreed", "agt_date"],
)  # fmt: skip
def test_the_column_of_dates_under_other_names(table: Write, read: Read, header: str) -> None:
    source, _ = read(table({header: "17/08/1996"}, without=("Dat",)))
    assert (source.agreements[0].date, "Dat" in source.columns) == ("1996-08-17", True)


def test_where_dat_is_there_no_other_column_counts(table: Write, read: Read) -> None:
    source, report = read(table({"Date": "17/08/1996"}))
    assert source.agreements[0].date == "1998-04-10"
    assert any("Date" in p.message for p in report.problems)


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
